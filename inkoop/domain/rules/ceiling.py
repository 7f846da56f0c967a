"""A price between the lowest and a published ceiling."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from inkoop.domain.fields import Positive
from inkoop.domain.rules.price import Bounds, PriceTerms


class CeilingRule(PriceTerms):
    """Maximum × (ceiling − price) / (ceiling − lowest), with a published ceiling."""

    relative: ClassVar[bool] = True

    kind: Literal["plafond_met_beste_bod"] = Field(alias="soort")
    ceiling: Positive = Field(alias="plafond", description="De prijs met nul punten.")
    outside: Literal["begrenzen", "voorleggen"] = Field(
        alias="buiten",
        description="Een prijs boven het plafond: nul punten, of aan een mens voorleggen.",
    )

    @property
    def bounds(self) -> Bounds:
        """As published."""
        return Bounds(None, self.ceiling, self.outside == "voorleggen")
