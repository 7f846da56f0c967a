"""How many points are needed at least: a number of points, or a part of what can be earned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

PERCENT_PATTERN = r"^[0-9]{1,3}(\.[0-9]{1,6})? ?%$"


@dataclass(frozen=True, slots=True)
class Threshold:
    """What is needed at least."""

    amount: Decimal
    percent: bool = False
    """Whether the amount is a percentage of what can be earned there, instead of points or euro."""

    def points(self, maximum: Decimal) -> Decimal:
        """The points that are needed where so many can be earned."""
        return maximum * self.amount / 100 if self.percent else self.amount

    @property
    def written(self) -> str | Decimal:
        """As it stands in a kader."""
        return f"{self.amount:f}%" if self.percent else self.amount


def threshold_in(value: Any) -> Threshold | None:
    """The threshold that a kader writes: 12 or "60%"; None when it is not one."""
    if isinstance(value, str) and re.fullmatch(PERCENT_PATTERN, value):
        share = Decimal(value.rstrip("% "))
        return Threshold(share, percent=True) if share <= 100 else None
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Threshold(Decimal(value))
    return None


def _threshold(value: Any) -> Threshold:
    found = value if isinstance(value, Threshold) else threshold_in(value)
    if found is None:
        raise PydanticCustomError("drempel", 'hier hoort een aantal punten, of een deel ervan zoals "60%"')
    return found


Least = Annotated[
    Threshold,
    PlainValidator(_threshold),
    PlainSerializer(lambda threshold: threshold.written),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": PERCENT_PATTERN}]}),
]
