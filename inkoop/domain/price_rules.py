"""Rules on a price: what the price of an offer is, and how it becomes points."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel, Number, Percent, Positive


class Adjustment(KaderModel):
    """Money added to the price for every unit of another answer, for instance days of waiting."""

    question: Code = Field(alias="vraag", description="De code van een vraag met een getal.")
    per_unit: Number = Field(
        alias="per_eenheid", description="Hoeveel euro erbij komt per eenheid; met een minteken eraf."
    )


class PriceTerms(KaderModel):
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


class LowestOverPriceRule(PriceTerms):
    """Maximum × lowest price / price, or that quotient to a power."""

    kind: Literal["laagste_prijs_gedeeld_door_prijs"] = Field(alias="soort")
    power: Annotated[int, Field(ge=1, le=5)] = Field(
        default=1,
        alias="macht",
        description="Tot welke macht het quotiënt telt; hoger is strenger.",
    )


class _MayGoNegative(PriceTerms):
    below_zero: Literal["nul", "negatief"] = Field(
        default="nul", alias="onder_nul", description="Minder dan nul punten: nul, of echt negatief."
    )


class AboveLowestRule(_MayGoNegative):
    """Maximum × (1 − percentage above the lowest / the percentage that gives zero)."""

    kind: Literal["percentage_boven_laagste"] = Field(alias="soort")
    zero_at: Positive = Field(
        default=Decimal(100),
        alias="nul_bij",
        description="Bij hoeveel procent boven de laagste prijs het 0 procent is.",
    )


class LowestToHighestRule(PriceTerms):
    """Maximum × (highest − price) / (highest − lowest), over the offers that are compared."""

    kind: Literal["lineair_laagste_hoogste"] = Field(alias="soort")


class FixedBandwidthRule(PriceTerms):
    """Maximum × (upper − price) / (upper − lower), with both bounds published."""

    kind: Literal["vaste_bandbreedte"] = Field(alias="soort")
    lower: Number = Field(alias="ondergrens", description="De prijs met het volle aantal punten.")
    upper: Number = Field(alias="bovengrens", description="De prijs met nul punten.")
    outside: Literal["begrenzen", "voorleggen"] = Field(
        alias="buiten",
        description="Een prijs buiten de grenzen: op de grens rekenen, of aan een mens voorleggen.",
    )


class CeilingRule(PriceTerms):
    """Maximum × (ceiling − price) / (ceiling − lowest), with a published ceiling."""

    kind: Literal["plafond_met_beste_bod"] = Field(alias="soort")
    ceiling: Positive = Field(alias="plafond", description="De prijs met nul punten.")
    outside: Literal["begrenzen", "voorleggen"] = Field(
        alias="buiten",
        description="Een prijs boven het plafond: nul punten, of aan een mens voorleggen.",
    )


class LogarithmicRule(_MayGoNegative):
    """Maximum × (1 − ln(price / lowest) / ln(factor))."""

    kind: Literal["logaritmisch"] = Field(alias="soort")
    factor: Annotated[Number, Field(gt=1)] = Field(
        alias="factor", description="Bij hoeveel keer de laagste prijs het 0 procent is."
    )


class PriceItselfRule(PriceTerms):
    """The price earns no points: the award method reckons with the price itself."""

    kind: Literal["prijs"] = Field(alias="soort")
