"""W · (1 − ln(P / Pmin) / ln A), to 28 digits (Chen, ibestuur.nl)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.logarithmic import LogarithmicRule
from inkoop.rules.scoring.kinds.base import Context, Share
from inkoop.rules.scoring.kinds.priced import OnPrice, held, lowest


@dataclass(frozen=True, slots=True)
class LogarithmicReason(Reason):
    """The price, the lowest of all, and how many times the lowest gives nothing."""

    price: Decimal
    lowest: Decimal
    factor: Decimal


class Logarithmic(OnPrice[LogarithmicRule]):
    """Equally many points off for every time as dear."""

    of = LogarithmicRule

    def of_price(self, price: Decimal, context: Context) -> Share:
        """What is left of the factor that gives nothing."""
        least, whole = lowest(context), self.rule.factor.ln()
        share = Share(whole - (price / least).ln(), whole, LogarithmicReason(price, least, self.rule.factor))
        return held(self.rule, share)

    @classmethod
    def turns(cls, raw: Mapping[str, Any]) -> bool:
        """Held at nothing it can; else another lowest price gives everybody the same points more or less."""
        return raw.get("onder_nul") != "negatief"
