"""Steps: from each published value on, a published percentage."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.fields import KaderModel, Number, Percent
from inkoop.domain.rules.base import Measured


class Band(KaderModel):
    """From this value on, this percentage."""

    start: Number = Field(alias="vanaf", description="Vanaf welke waarde deze band geldt.")
    percentage: Percent = Field(alias="procent", description="Procent van de punten in deze band.")


class BandsRule(Measured):
    """Steps: the last band whose start is at or below the value counts; below the first is 0 %."""

    kind: Literal["banden"] = Field(alias="soort")
    bands: tuple[Band, ...] = Field(
        alias="banden", min_length=1, strict=False, description="De banden, van laag naar hoog."
    )
