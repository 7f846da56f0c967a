"""The versions of a kader: what changed after publication, and which earlier forms still count."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from inkoop.domain.fields import Code, KaderModel, Text
from inkoop.domain.questions.day import CalendarDay

Version = Annotated[int, Field(ge=1)]


class Change(KaderModel):
    """One change after publication, in words for providers."""

    version: Version = Field(alias="versie", description="In welke versie dit veranderde.")
    day: CalendarDay = Field(alias="datum", description="Wanneer die versie openbaar werd.")
    what: Text = Field(alias="wat", description="Wat er veranderde, in één of twee zinnen.")
    question: str = Field(
        default="", alias="naar_aanleiding_van", description="Waardoor, zoals vraag 7 in de nota."
    )


class AcceptedVersion(KaderModel):
    """An earlier version whose forms still count, for every question that did not change since."""

    version: Version = Field(alias="versie", description="De eerdere versie.")
    day: CalendarDay = Field(alias="datum", description="Wanneer die versie openbaar werd.")
    fingerprint: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = Field(
        alias="vingerafdruk", description="De vingerafdruk van die versie."
    )
    file: Annotated[str, Field(pattern=r"^[^/\\:*?\"<>|\x00-\x1f]+\.ya?ml$")] = Field(
        alias="bestand", description="Het kader van die versie, in dezelfde map als dit kader."
    )
    same_meaning: tuple[Code, ...] = Field(
        default=(),
        alias="zelfde_bedoeling",
        strict=False,
        description="Vragen waarvan alleen woorden veranderden: een antwoord op de oude tekst telt.",
    )
