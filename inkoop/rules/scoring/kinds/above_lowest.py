"""W · (1 − (P − Pmin) / Pmin · 100 / zero_at): zero at so many percent above the lowest."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.above_lowest import AboveLowestRule
from inkoop.rules.scoring.kinds.base import HUNDRED, Context, Share
from inkoop.rules.scoring.kinds.priced import OnPrice, held, lowest


@dataclass(frozen=True, slots=True)
class AboveLowestReason(Reason):
    """The price, the lowest of all, and how many percent above it give nothing."""

    price: Decimal
    lowest: Decimal
    zero: Decimal


class AboveLowest(OnPrice[AboveLowestRule]):
    """How many percent a price lies above the lowest."""

    of = AboveLowestRule

    def of_price(self, price: Decimal, context: Context) -> Share:
        """What is left of the percentage that gives nothing."""
        least, zero = lowest(context), self.rule.zero_at
        whole = least * zero
        left = whole - (price - least) * HUNDRED
        return held(self.rule, Share(left, whole, AboveLowestReason(price, least, zero)))
