"""The lowest price divided by the price."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from inkoop.domain.rules.price import PriceTerms


class LowestOverPriceRule(PriceTerms):
    """Maximum × lowest price / price, or that quotient to a power."""

    relative: ClassVar[bool] = True

    kind: Literal["laagste_prijs_gedeeld_door_prijs"] = Field(alias="soort")
    power: Annotated[int, Field(ge=1, le=5)] = Field(
        default=1,
        alias="macht",
        description="Tot welke macht het quotiënt telt; hoger is strenger.",
    )
