"""What every rule on a price shares: what the price of an offer is."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, NamedTuple

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel, Number, Percent, Positive
from inkoop.domain.rules.base import Rule


class Adjustment(KaderModel):
    """Money added to the price for every unit of another answer, for instance days of waiting."""

    question: Code = Field(alias="vraag", description="De code van een vraag met een getal.")
    per_unit: Number = Field(
        alias="per_eenheid", description="Hoeveel euro erbij komt per eenheid; met een minteken eraf."
    )


class Bounds(NamedTuple):
    """Between which prices a rule reckons, and whether a person decides on a price outside them."""

    lower: Decimal | None
    upper: Decimal
    decided: bool

    def hold(self, price: Decimal) -> bool:
        """Whether a price lies within them."""
        return (self.lower is None or self.lower <= price) and price <= self.upper


class PriceTerms(Rule):
    """What the price of an offer is: a money answer, or published quantities times the tariffs of a table."""

    column: Code | None = Field(
        default=None, alias="kolom", description="Bij een tarieventabel: de kolom met de prijs."
    )
    quantities: dict[Code, Positive] = Field(
        default={},
        alias="hoeveelheden",
        description="Bij een tarieventabel: per vaste rij de hoeveelheid waarmee het tarief telt.",
    )
    vat: Literal["inclusief", "exclusief", "vrijgesteld"] | None = Field(
        default=None, alias="btw", description="Zijn de prijzen met btw, zonder btw of vrijgesteld?"
    )
    floor: Positive | None = Field(
        default=None,
        alias="minimumtarief",
        description="De reële prijs als ondergrens: een lagere prijs wordt gemeld en levert niets extra op.",
    )
    floors: dict[Code, Positive] = Field(
        default={},
        alias="minimumtarieven",
        description="Bij een tarieventabel: per vaste rij het minimumtarief.",
    )
    adjustments: tuple[Adjustment, ...] = Field(
        default=(),
        alias="bijtelling",
        strict=False,
        description="Bedragen die bij de prijs komen voor een ander antwoord.",
    )
    low_signal: Percent | None = Field(
        default=None,
        alias="signaal_laag",
        description="Zoveel procent onder het gemiddelde van de anderen is abnormaal laag: een signaal.",
    )

    @property
    def bounds(self) -> Bounds | None:
        """The published bounds of the price as it counts; None without any."""
        return None


class MayGoNegative(PriceTerms):
    """A rule on a price that may be let go under nothing."""

    below_zero: Literal["nul", "negatief"] = Field(
        default="nul", alias="onder_nul", description="Minder dan nul punten: nul, of echt negatief."
    )
