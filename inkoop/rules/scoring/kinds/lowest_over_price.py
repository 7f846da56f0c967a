"""W · (Pmin / P)^n: with n = 1 the commonest relative price formula in Dutch practice."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.lowest_over_price import LowestOverPriceRule
from inkoop.rules.scoring.kinds.base import Context, Share
from inkoop.rules.scoring.kinds.priced import OnPrice, lowest


@dataclass(frozen=True, slots=True)
class LowestOverPriceReason(Reason):
    """The price, and the lowest of all."""

    price: Decimal
    lowest: Decimal


class LowestOverPrice(OnPrice[LowestOverPriceRule]):
    """The lowest price divided by the price."""

    of = LowestOverPriceRule

    def of_price(self, price: Decimal, context: Context) -> Share:
        """The quotient, to its power."""
        least, power = lowest(context), self.rule.power
        return Share(least**power, price**power, LowestOverPriceReason(price, least))
