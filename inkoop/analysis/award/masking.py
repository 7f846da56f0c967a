"""Hiding small groups, so that nobody can be recognised and nothing hidden can be worked out from the totals.

First every count under ten is hidden, except nothing at all. Then, as long as some sum has exactly one hidden
part, another part of that sum is hidden as well: the smallest that is left (complementary suppression,
Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

FEWEST = 10
"""A group under ten is not shown."""
Key = TypeVar("Key", bound=Hashable)


def hidden_cells(cells: Mapping[Key, int], sums: Sequence[Sequence[Key]]) -> frozenset[Key]:
    """The cells to hide.

    Args:
        cells: every number that would be shown, totals too.
        sums: the cells of each sum that a reader can make: the parts and their total.
    """
    hidden = {key for key, count in cells.items() if 0 < count < FEWEST}
    changed = True
    while changed:
        changed = False
        for parts in sums:
            left = [key for key in parts if key not in hidden]
            if len(parts) - len(left) == 1 and left:
                hidden.add(min(left, key=lambda key: (cells[key] == 0, cells[key])))
                changed = True
    return frozenset(hidden)
