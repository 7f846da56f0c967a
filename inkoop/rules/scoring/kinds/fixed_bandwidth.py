"""W · (Phi − P) / (Phi − Plo) with published bounds; a price beyond them counts as the bound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.fixed_bandwidth import FixedBandwidthRule
from inkoop.rules.raw import number
from inkoop.rules.scoring.kinds.base import Context, Fault, Share, Unknown
from inkoop.rules.scoring.kinds.priced import OnPrice


@dataclass(frozen=True, slots=True)
class FixedBandwidthReason(Reason):
    """The price, and both bounds."""

    price: Decimal
    lower: Decimal
    upper: Decimal


class FixedBandwidth(OnPrice[FixedBandwidthRule]):
    """A price between two published bounds."""

    of = FixedBandwidthRule

    zero_at_key = ("bovengrens", "de bovengrens")

    def of_price(self, price: Decimal, _: Context) -> Share:
        """How far it lies below the upper bound."""
        lower, upper = self.rule.lower, self.rule.upper
        held = min(max(price, lower), upper)
        return Share(upper - held, upper - lower, FixedBandwidthReason(price, lower, upper))

    def best(self, _: Context) -> Decimal:
        """The lower bound."""
        return self.rule.lower

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Both bounds."""
        return self.rule.lower, self.rule.upper

    @classmethod
    def faults(cls, raw: Mapping[str, Any], scales: Mapping[str, Any]) -> Iterator[Fault | Unknown]:
        """Bounds the wrong way round."""
        low, high = number(raw.get("ondergrens")), number(raw.get("bovengrens"))
        if low is not None and high is not None and low >= high:
            yield Fault("KADER-38", ("ondergrens",), {"laag": low, "hoog": high})
        yield from super().faults(raw, scales)
