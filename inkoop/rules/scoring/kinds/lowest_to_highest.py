"""W · (Pmax − P) / (Pmax − Pmin); with equal prices everybody gets everything."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.lowest_to_highest import LowestToHighestRule
from inkoop.rules.scoring.kinds.base import HUNDRED, Context, Share
from inkoop.rules.scoring.kinds.priced import OnPrice, lowest


@dataclass(frozen=True, slots=True)
class LowestToHighestReason(Reason):
    """The price, the lowest of all and the highest."""

    price: Decimal
    lowest: Decimal
    highest: Decimal


class LowestToHighest(OnPrice[LowestToHighestRule]):
    """A price between the lowest and the highest."""

    of = LowestToHighestRule

    def of_price(self, price: Decimal, context: Context) -> Share:
        """How far it lies below the highest."""
        low, high = lowest(context), context.highest
        assert high is not None, "where there is a lowest there is a highest"
        reason = LowestToHighestReason(price, low, high)
        return Share(HUNDRED, HUNDRED, reason) if low == high else Share(high - price, high - low, reason)
