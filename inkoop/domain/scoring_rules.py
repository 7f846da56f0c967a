"""How an answer becomes points: one class a rule.

Every rule gives a percentage (0 to 100) of the maximum points of its criterion. The sources of the
formulas stand with the functions that compute them, in `inkoop.rules.scoring.scoring`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, get_args

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel, Number, Percent, Text, YesNo
from inkoop.domain.price_rules import (
    AboveLowestRule,
    CeilingRule,
    FixedBandwidthRule,
    LogarithmicRule,
    LowestOverPriceRule,
    LowestToHighestRule,
    PriceItselfRule,
)


class YesNoRule(KaderModel):
    """Points for yes or no."""

    kind: Literal["ja_nee"] = Field(alias="soort")
    yes: Percent = Field(default=Decimal(100), alias="ja", description="Procent van de punten bij ja.")
    no: Percent = Field(default=Decimal(0), alias="nee", description="Procent van de punten bij nee.")


class ChoiceRule(KaderModel):
    """Points for each choice."""

    kind: Literal["keuze"] = Field(alias="soort")
    percentages: dict[Code, Percent] = Field(
        alias="procenten", min_length=1, description="Per keuze het procent van de punten."
    )


class _Measured(KaderModel):
    """A rule on one number: the answer itself, or a number taken from a table column."""

    column: Code | None = Field(
        default=None, alias="kolom", description="Bij een tabel: uit welke kolom het getal komt."
    )
    operation: Literal["som", "laagste", "hoogste"] | None = Field(
        default=None,
        alias="bewerking",
        description="Bij een tabel: som, laagste of hoogste van de kolom.",
    )


class LinearRule(_Measured):
    """Straight line between two values; beyond them 0 or 100 %."""

    kind: Literal["lineair"] = Field(alias="soort")
    zero_at: Number = Field(alias="nul_bij", description="De waarde waarbij het 0 procent is.")
    full_at: Number = Field(alias="vol_bij", description="De waarde waarbij het 100 procent is.")


class Band(KaderModel):
    """From this value on, this percentage."""

    start: Number = Field(alias="vanaf", description="Vanaf welke waarde deze band geldt.")
    percentage: Percent = Field(alias="procent", description="Procent van de punten in deze band.")


class BandsRule(_Measured):
    """Steps: the last band whose start is at or below the value counts; below the first is 0 %."""

    kind: Literal["banden"] = Field(alias="soort")
    bands: tuple[Band, ...] = Field(
        alias="banden", min_length=1, strict=False, description="De banden, van laag naar hoog."
    )


class Bonus(KaderModel):
    """Extra percentage when all these codes are offered together."""

    name: Text = Field(alias="naam", description="Hoe de combinatie heet.")
    codes: tuple[Code, ...] = Field(
        alias="codes", min_length=2, strict=False, description="De codes die samen aangeboden worden."
    )
    percentage: Percent = Field(alias="procent", description="Hoeveel procent erbij komt.")
    same_row: YesNo = Field(
        default=False,
        alias="op_een_rij",
        description="Moeten de codes op één rij (één locatie) staan?",
    )


class CoverageRule(KaderModel):
    """Share of a code list that is offered, with a bonus for named combinations, at most 100 %."""

    kind: Literal["dekking"] = Field(alias="soort")
    column: Code | None = Field(
        default=None, alias="kolom", description="Bij een tabel: de kolom met de codes."
    )
    full_at: int | None = Field(
        default=None,
        ge=1,
        alias="vol_bij",
        description="Bij hoeveel codes het 100 procent is; zonder dit: alle codes van de lijst.",
    )
    bonuses: tuple[Bonus, ...] = Field(
        default=(), alias="bonus", strict=False, description="Extra voor combinaties."
    )


class CountRule(KaderModel):
    """Number of chosen codes, or of filled rows of a table, against a number that gives 100 %."""

    kind: Literal["aantal"] = Field(alias="soort")
    full_at: int = Field(alias="vol_bij", ge=1, description="Bij welk aantal het 100 procent is.")


class AssessedRule(KaderModel):
    """A panel grades the answer on a named scale."""

    kind: Literal["beoordeeld"] = Field(alias="soort")
    scale: str = Field(alias="schaal", description="De naam van een schaal uit `schalen`.")
    looks_at: tuple[Text, ...] = Field(
        default=(), alias="let_op", strict=False, description="Waar de beoordelaars op letten."
    )


class RelativeQualityRule(_Measured):
    """Maximum × the number / the highest number of all offers that are compared."""

    kind: Literal["kwaliteit_relatief"] = Field(alias="soort")


class FixedTariff(KaderModel):
    """One tariff that the buyer sets."""

    product: Text = Field(alias="product", description="Waarvoor het tarief is.")
    unit: Text = Field(alias="eenheid", description="Per wat: bijvoorbeeld per dagdeel.")
    amount: Number = Field(alias="bedrag", description="Het bedrag in euro.")


class FixedTariffRule(KaderModel):
    """The buyer sets the tariffs: price earns no points."""

    kind: Literal["vast_tarief"] = Field(alias="soort")
    tariffs: tuple[FixedTariff, ...] = Field(
        alias="tarieven", min_length=1, strict=False, description="De vaste tarieven."
    )


ScoringRule = Annotated[
    YesNoRule
    | ChoiceRule
    | LinearRule
    | BandsRule
    | CoverageRule
    | CountRule
    | AssessedRule
    | RelativeQualityRule
    | LowestOverPriceRule
    | AboveLowestRule
    | LowestToHighestRule
    | FixedBandwidthRule
    | CeilingRule
    | LogarithmicRule
    | PriceItselfRule
    | FixedTariffRule,
    Field(discriminator="kind"),
]

PRICE_RULES = (
    LowestOverPriceRule,
    AboveLowestRule,
    LowestToHighestRule,
    FixedBandwidthRule,
    CeilingRule,
    LogarithmicRule,
    PriceItselfRule,
)
"""Rules that work on a price."""

RELATIVE_RULES = (
    RelativeQualityRule,
    LowestOverPriceRule,
    AboveLowestRule,
    LowestToHighestRule,
    CeilingRule,
    LogarithmicRule,
)
"""Rules that need the other offers."""

POINTLESS_RULES = (FixedTariffRule, PriceItselfRule)
"""Rules that earn no points: the weight is 0."""


def kinds_of(rules: tuple[type[KaderModel], ...]) -> tuple[str, ...]:
    """The words by which a kader names these rules."""
    return tuple(get_args(rule.model_fields["kind"].annotation)[0] for rule in rules)
