"""How points and prices lead to an award: method, rounding, places, capacity, ties."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from inkoop.domain.fields import (
    Code,
    DigitsOrNone,
    KaderModel,
    OneOrMoreCodes,
    Percent,
    Positive,
    Text,
)
from inkoop.domain.thresholds import Least

BY_PRICE, BY_QUALITY, BY_DRAW = "prijs", "kwaliteit", "loting"
"""Words that may stand beside criteria where a tie is broken; the last only in an outcome."""

Method = Literal[
    "gewogen_punten",
    "alleen_kwaliteit",
    "qcbs",
    "gunnen_op_waarde",
    "prijs_per_kwaliteitspunt",
    "utiliteitsindex",
    "laagste_prijs",
]

PRICE_METHODS = ("gunnen_op_waarde", "prijs_per_kwaliteitspunt", "utiliteitsindex", "laagste_prijs")
"""Methods that reckon with the price itself instead of with points for it."""


class Rounding(KaderModel):
    """Where figures are rounded, and how. Every step that is not named stays exact."""

    share: DigitsOrNone = Field(
        default="geen",
        alias="aandeel",
        description="Cijfers achter de komma van het percentage per subcriterium, of geen.",
    )
    share_of: Positive = Field(
        default=Decimal(100),
        alias="aandeel_van",
        description="Waarvan dat aandeel is: 100 (procent), of de schaal van een cijfer, zoals 10 of 20.",
    )
    criterion: DigitsOrNone = Field(
        alias="criterium",
        description="Cijfers achter de komma per subcriterium, of geen: dan pas bij het totaal.",
    )
    group: DigitsOrNone = Field(
        default="geen",
        alias="groep",
        description="Cijfers achter de komma van de som van een criterium met subcriteria, of geen.",
    )
    quality: DigitsOrNone = Field(
        default="geen",
        alias="kwaliteit",
        description="Bij een methode met de prijs zelf: cijfers achter de komma van de kwaliteit, of geen.",
    )
    total: Annotated[int, Field(ge=0, le=6)] = Field(
        alias="totaal", description="Cijfers achter de komma van het totaal."
    )
    mode: Literal["half_omhoog", "half_even", "omlaag"] = Field(
        default="half_omhoog", alias="wijze", description="Hoe er wordt afgerond."
    )


class Capacity(KaderModel):
    """How much is bought, how much a provider offers, and how it is divided."""

    size: Positive = Field(alias="omvang", description="Hoeveel er in totaal te verdelen is.")
    unit: Text = Field(alias="eenheid", description="Waarin de omvang is uitgedrukt, zoals plekken.")
    question: Code = Field(
        alias="vraag", description="De vraag waarin een aanbieder zegt hoeveel hij kan leveren."
    )
    column: Code | None = Field(
        default=None, alias="kolom", description="Bij een tabel met een rij per perceel: de kolom."
    )
    division: Literal["naar_rang", "gelijk", "naar_punten", "procenten"] = Field(
        default="naar_rang", alias="verdeling", description="Hoe de omvang verdeeld wordt."
    )
    percentages: tuple[Percent, ...] = Field(
        default=(),
        alias="procenten",
        strict=False,
        description="Bij verdeling procenten: het deel voor wie als eerste aan de beurt is, enzovoort.",
    )
    decimals: Annotated[int, Field(ge=0, le=6)] = Field(
        default=0,
        alias="decimalen",
        description="Op hoeveel cijfers achter de komma een berekend deel naar beneden wordt afgerond.",
    )
    offer_holds: Literal["per_perceel", "samen"] = Field(
        default="per_perceel",
        alias="aanbod_geldt",
        description="Bij percelen en één getal als aanbod: voor elk perceel apart, of voor alle samen.",
    )


class Draw(KaderModel):
    """How lots are drawn: from a seed that was published beforehand, or by people."""

    seed: str = Field(default="", alias="zaad", description="Een tekst die vooraf gepubliceerd is.")
    seed_source: str = Field(
        default="",
        alias="zaad_bron",
        description="Waar het zaad na de sluiting vandaan komt, zoals een openbare trekking.",
    )
    seed_form: Literal["tekst", "cijfers", "getallen"] | None = Field(
        default=None, alias="zaad_vorm", description="Hoe het zaad geschreven wordt; anders als tekst."
    )
    seed_example: str = Field(
        default="",
        alias="zaad_voorbeeld",
        description="Een zaad zoals het eruit zal zien: met evenveel getallen of cijfers.",
    )


class AwardRules(KaderModel):
    """How points lead to an award."""

    method: Method = Field(alias="methode", description="De gunningsmethode.")
    points: Positive | None = Field(
        default=None,
        alias="punten",
        description="Hoeveel punten er in totaal te halen zijn; niet bij gunnen op waarde.",
    )
    ratio: Literal["prijs_gedeeld_door_kwaliteit", "kwaliteit_gedeeld_door_prijs"] = Field(
        default="prijs_gedeeld_door_kwaliteit",
        alias="verhouding",
        description="Bij prijs_per_kwaliteitspunt: wat er gedeeld wordt. Het eerste wint het laagst.",
    )
    constant: Positive = Field(
        default=Decimal(1),
        alias="constante",
        description="Bij prijs_per_kwaliteitspunt: waarmee de uitkomst vermenigvuldigd wordt.",
    )
    price_weight: Annotated[Percent, Field(gt=0, lt=100)] | None = Field(
        default=None,
        alias="prijsgewicht",
        description="Bij utiliteitsindex: het gewicht van de prijs, in procenten.",
    )
    compared: Literal["toegelaten", "boven_drempel"] = Field(
        default="toegelaten",
        alias="vergelijken_met",
        description="Met wie een prijs vergeleken wordt: met ieder die meedoet, of na de drempels.",
    )
    places: int | None = Field(
        default=None, ge=1, alias="plaatsen", description="Hoeveel aanbieders een contract krijgen."
    )
    capacity: Capacity | None = Field(
        default=None, alias="capaciteit", description="Hoeveel er te verdelen is, en hoe."
    )
    threshold: Least | None = Field(
        default=None,
        alias="drempel",
        description="Met minder punten in totaal is er geen gunning; of een deel ervan, zoals 60%.",
    )
    rounding: Rounding = Field(alias="afronding", description="De afronding.")
    tie_break: OneOrMoreCodes = Field(
        default=(),
        alias="bij_gelijk",
        description="Bij gelijke stand beslissen deze criteria (of prijs, kwaliteit), in deze volgorde.",
    )
    draw: Draw = Field(default=Draw(), alias="loting", description="Hoe er zo nodig geloot wordt.")
    on_withdrawal: Literal["handhaven", "herberekenen"] | None = Field(
        default=None,
        alias="bij_uitval",
        description="Valt een winnaar weg: de rangorde handhaven of herberekenen.",
    )

    @property
    def lowest_first(self) -> bool:
        """Whether the lowest outcome is the best."""
        if self.method == "prijs_per_kwaliteitspunt":
            return self.ratio == "prijs_gedeeld_door_kwaliteit"
        return self.method in ("gunnen_op_waarde", "laagste_prijs")

    @property
    def two_stages(self) -> bool:
        """Whether only those above the thresholds are compared."""
        return self.method == "qcbs" or self.compared == "boven_drempel"


class Lot(KaderModel):
    """A part that is awarded by itself; what is not named here is as in the whole kader."""

    code: Code = Field(alias="code", description="De code van het perceel.")
    title: Text = Field(alias="titel", description="Hoe het perceel heet.")
    criteria: tuple[Code, ...] = Field(
        default=(),
        alias="criteria",
        strict=False,
        description="De hoofdcriteria die hier gelden; zonder dit: allemaal.",
    )
    weights: dict[Code, Percent] = Field(
        default={}, alias="gewichten", description="Andere gewichten voor de hoofdcriteria."
    )
    requirements: tuple[Code, ...] | None = Field(
        default=None,
        alias="eisen",
        strict=False,
        description="De eisen die hier gelden; anders alle.",
    )
    places: int | None = Field(
        default=None, ge=1, alias="plaatsen", description="Hoeveel aanbieders hier een contract krijgen."
    )
    threshold: Least | None = Field(
        default=None, alias="drempel", description="Minstens zoveel punten in totaal, in dit perceel."
    )
    thresholds: dict[Code, Least] = Field(
        default={}, alias="drempels", description="Andere drempels voor criteria, in dit perceel."
    )
    tie_break: OneOrMoreCodes | None = Field(
        default=None,
        alias="bij_gelijk",
        description="Wat hier beslist bij een gelijke stand; anders zoals bij de gunning.",
    )
    size: Positive | None = Field(
        default=None, alias="omvang", description="Hoeveel er in dit perceel te verdelen is."
    )


class Lots(KaderModel):
    """The lots of a tender, who bids on what, and how much one provider may get."""

    question: Code = Field(
        alias="vraag", description="De meerkeuzevraag waarin een aanbieder zijn percelen kiest."
    )
    items: tuple[Lot, ...] = Field(alias="lijst", min_length=2, strict=False, description="De percelen.")
    preference: Code | None = Field(
        default=None,
        alias="voorkeur",
        description="De tabelvraag met een rij per perceel voor de eigen volgorde van de aanbieder.",
    )
    preference_column: Code | None = Field(
        default=None, alias="voorkeur_kolom", description="De kolom met het cijfer: 1 is de eerste keus."
    )
    most_lots: int | None = Field(
        default=None, ge=1, alias="hoogstens", description="Hoeveel percelen één aanbieder hoogstens krijgt."
    )
    most_volume: Positive | None = Field(
        default=None,
        alias="hoogstens_omvang",
        description="Hoeveel één aanbieder in alle percelen samen hoogstens krijgt.",
    )
    own_most: Code | None = Field(
        default=None,
        alias="eigen_maximum",
        description="De vraag waarin een aanbieder zegt hoeveel percelen hij hoogstens wil.",
    )

    @property
    def hang_together(self) -> bool:
        """Whether what happens in one lot can change the proposal in another."""
        return any((self.most_lots, self.most_volume, self.own_most))
