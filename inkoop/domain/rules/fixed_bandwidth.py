"""A price between two published bounds."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from inkoop.domain.fields import Number
from inkoop.domain.rules.price import Bounds, PriceTerms


class FixedBandwidthRule(PriceTerms):
    """Maximum × (upper − price) / (upper − lower), with both bounds published."""

    kind: Literal["vaste_bandbreedte"] = Field(alias="soort")
    lower: Number = Field(alias="ondergrens", description="De prijs met het volle aantal punten.")
    upper: Number = Field(alias="bovengrens", description="De prijs met nul punten.")
    outside: Literal["begrenzen", "voorleggen"] = Field(
        alias="buiten",
        description="Een prijs buiten de grenzen: op de grens rekenen, of aan een mens voorleggen.",
    )

    @property
    def bounds(self) -> Bounds:
        """As published."""
        return Bounds(self.lower, self.upper, self.outside == "voorleggen")
