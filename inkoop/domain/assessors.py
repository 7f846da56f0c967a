"""How people grade open answers: how many, knowing whom, and how their grades become one outcome."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from inkoop.domain.fields import KaderModel, YesNo


class Assessors(KaderModel):
    """What the rules say about the people who grade; without it the panel agrees on one grade."""

    number: Annotated[int, Field(ge=1, le=20)] = Field(
        alias="aantal", description="Zoveel beoordelaars geven elk antwoord minstens een cijfer."
    )
    anonymous: YesNo = Field(
        default=False,
        alias="anoniem",
        description="Lezen de beoordelaars een letter in plaats van de naam van een inschrijver?",
    )
    outcome: Literal["consensus", "gemiddelde"] = Field(
        default="consensus",
        alias="uitkomst",
        description="Hoe cijfers één uitkomst worden: samen één cijfer (consensus), of het gemiddelde.",
    )
    interest: Literal["inschrijver", "alles"] = Field(
        default="inschrijver",
        alias="belang",
        description="Wie een belang heeft, geeft geen cijfer aan die inschrijver, of aan niemand (alles).",
    )
    named_in_panel: YesNo = Field(
        default=False,
        alias="namen_in_overleg",
        description="Bij anoniem: staan in het werkblad van het overleg de namen er weer bij?",
    )
