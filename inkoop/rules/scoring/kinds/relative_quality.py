"""W · Q / Qmax: the highest number of all offers that are compared gets everything."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.answers import Number, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.exact import ZERO
from inkoop.domain.rules.relative_quality import RelativeQualityRule
from inkoop.rules.scoring.kinds.base import HUNDRED, Better, Context, Share
from inkoop.rules.scoring.kinds.measured import OnNumber


@dataclass(frozen=True, slots=True)
class RelativeQualityReason(Reason):
    """The number, and the highest of all."""

    value: Decimal
    highest: Decimal


class RelativeQuality(OnNumber[RelativeQualityRule]):
    """A number against the highest."""

    of = RelativeQualityRule

    def share(self, value: Value, context: Context) -> Share | None:
        """The number as a part of the highest; nothing where nobody is above nothing."""
        found, highest = self.number(value), context.highest
        if found is None or highest is None:
            return None
        reason = RelativeQualityReason(found, highest)
        return Share(max(found, ZERO), highest, reason) if highest > 0 else Share(ZERO, HUNDRED, reason)

    def better(self, value: Value, context: Context) -> Better | None:
        """The highest itself."""
        found, highest = self.number(value), context.highest
        return None if found is None or highest is None or found >= highest else Better(value=Number(highest))

    def compared(self, value: Value) -> Decimal | None:
        """The number itself."""
        return self.number(value)
