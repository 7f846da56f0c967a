"""Which answers tell what an award means for residents. They inform the reader and never earn points."""

from __future__ import annotations

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from inkoop.domain.fields import Code, KaderModel, OneOrMoreCodes, Positive, Text


class ClientsNow(KaderModel):
    """Where residents have a place now: a table with a number per district, and per function if asked."""

    question: Code = Field(alias="vraag", description="De tabelvraag met een rij per plek.")
    district: Code = Field(alias="wijk", description="De keuzekolom met de wijk.")
    function: Code | None = Field(default=None, alias="functie", description="De keuzekolom met de functie.")
    number: Code = Field(alias="aantal", description="De kolom met het aantal inwoners.")


class Supply(KaderModel):
    """What a provider offers where: a table with a row per location."""

    question: Code = Field(alias="vraag", description="De tabelvraag met een rij per locatie.")
    district: Code = Field(alias="wijk", description="De keuzekolom met de wijk.")
    function: Code | None = Field(
        default=None, alias="functie", description="De kolom met de functie of functies."
    )
    places: Code | None = Field(
        default=None, alias="plaatsen", description="De kolom met het aantal plaatsen."
    )
    half_days: Code | None = Field(
        default=None,
        alias="dagdelen",
        description="De kolom met hoeveel dagdelen per week een locatie open is.",
    )


class Need(KaderModel):
    """What the municipality expects to need, as published."""

    number: Positive = Field(alias="aantal", description="Voor hoeveel inwoners er plaats nodig is.")
    unit: Text = Field(alias="eenheid", description="Waarin dat is uitgedrukt, zoals inwoners.")
    per_place: Positive | None = Field(
        default=None,
        alias="per_plaats",
        description="Hoeveel inwoners één plaats gebruiken, als zij niet elk dagdeel komen.",
    )
    half_days: Positive | None = Field(
        default=None,
        alias="dagdelen",
        description="Hoeveel dagdelen per week één inwoner gemiddeld komt; in plaats van per_plaats.",
    )
    districts: dict[Code, Positive] = Field(
        default={}, alias="wijken", description="Hoeveel daarvan per wijk, voor zover bekend."
    )

    @model_validator(mode="after")
    def _one_measure(self) -> Need:
        if self.per_place is not None and self.half_days is not None:
            raise PydanticCustomError(
                "een_maat",
                "noem per_plaats of dagdelen, niet allebei: allebei zeggen zij hoe vaak iemand komt",
            )
        return self


class Size(KaderModel):
    """How large a provider is."""

    question: Code = Field(alias="vraag", description="De keuzevraag naar de omvang.")
    small: OneOrMoreCodes = Field(alias="klein", description="De keuzes die als klein gelden.")


class Insight(KaderModel):
    """What the report may tell about consequences, coverage and small providers."""

    clients: ClientsNow | None = Field(
        default=None, alias="huidig", description="Waar inwoners nu een plek hebben."
    )
    supply: Supply | None = Field(default=None, alias="aanbod", description="Wat er waar geboden wordt.")
    goals: Code | None = Field(
        default=None, alias="doelen", description="De meerkeuzevraag naar de doelen waaraan gewerkt wordt."
    )
    target_groups: Code | None = Field(
        default=None, alias="doelgroepen", description="De meerkeuzevraag naar de doelgroepen."
    )
    need: Need | None = Field(default=None, alias="behoefte", description="Hoeveel er nodig is.")
    size: Size | None = Field(default=None, alias="omvang", description="Hoe groot een aanbieder is.")
