"""How uncertain a number must stay that the public version keeps back.

Statistical offices keep a hidden cell from being estimated too well: from all that is published together
follows an interval in which it lies, and that interval may not be too narrow. For an amount the width is
asked as a part of the amount itself: the p%-rule, as sliding protection; 10 percent is often taken. For a
number of people it is asked in people: offices that hide groups under a threshold of three or five leave as
many numbers open (Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapters 4 and 5; OECD,
Glossary of Statistical Disclosure Control, 2005, “p-percent rule” and “threshold rule”; CBS, Statistische
beveiliging). Both are fixed here, and `docs/kader.md` tells them to everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

SHARE = Decimal("0.1")
"""The width of the interval in which a hidden amount may lie, as a part of that amount."""
PEOPLE = 5
"""How many numbers of people a small group may have, at least."""


def near(low: Decimal, high: Decimal, value: Decimal) -> bool:
    """Whether a hidden number is as good as known to who knows that it lies between these two."""
    return high - low < SHARE * abs(value) or low == high


def narrow_steps(edges: Sequence[Decimal]) -> bool:
    """Whether who knows a step between two of these may as good as know the number."""
    return len(edges) > 2 and any(near(low, high, high) for low, high in pairwise(edges))
