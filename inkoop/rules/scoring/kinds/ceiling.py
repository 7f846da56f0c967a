"""W · (Pceil − P) / (Pceil − Pmin) with a published ceiling; a price above it earns nothing.

When the lowest offer is the ceiling itself, that offer gets everything.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.evaluation import Reason
from inkoop.domain.exact import ZERO
from inkoop.domain.rules.ceiling import CeilingRule
from inkoop.rules.scoring.kinds.base import HUNDRED, Context, Share
from inkoop.rules.scoring.kinds.priced import OnPrice, lowest


@dataclass(frozen=True, slots=True)
class CeilingReason(Reason):
    """The price, the lowest of all, and the ceiling."""

    price: Decimal
    lowest: Decimal
    ceiling: Decimal


class Ceiling(OnPrice[CeilingRule]):
    """A price between the lowest and a ceiling."""

    of = CeilingRule

    zero_at_key = ("plafond", "het plafond")

    def of_price(self, price: Decimal, context: Context) -> Share:
        """How far it lies below the ceiling."""
        least, top = lowest(context), self.rule.ceiling
        reason = CeilingReason(price, least, top)
        if price > top:
            return Share(ZERO, HUNDRED, reason)
        if least == top:
            return Share(HUNDRED, HUNDRED, reason)
        return Share(top - price, top - least, reason)

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Up to the ceiling; few will offer less than so much of it."""
        return self.rule.ceiling * _FEW_BELOW, self.rule.ceiling


_FEW_BELOW = Decimal("0.7")
