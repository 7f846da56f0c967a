"""The shape of the dossier that travels inside the report; its JSON Schema is made from these types."""

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict

from inkoop.views.record.document_model import PlaceDoc

DOSSIER = "inkoop/dossier/1"

ValueData = str | list[Any]
"""A text (ja/nee, a number, a day, a code), a list of codes, or a list of rows."""


class AnswerData(TypedDict):
    """An answer with its cell. A confidential one has no text or value in the public version."""

    vraag: str
    blad: NotRequired[str]
    cel: NotRequired[str]
    tekst: NotRequired[str]
    waarde: NotRequired[ValueData]
    vertrouwelijk: NotRequired[bool]


class FindingData(TypedDict):
    """A finding by its code, with the words of its sentence."""

    code: str
    vindplaats: PlaceDoc
    woorden: dict[str, str]


class SubmissionData(TypedDict):
    """One workbook that was handed in."""

    inschrijver: str
    bestand: str
    bytes: int
    sha256: str
    kvk: str
    antwoorden: list[AnswerData]
    bevindingen: list[FindingData]


class WorkbookData(TypedDict):
    """A workbook of the panel."""

    bestand: str
    bytes: int
    sha256: str


class GradeData(TypedDict):
    """A grade of the panel with its comment."""

    inschrijver: str
    bestand: NotRequired[str]
    criterium: str
    cijfer: str
    toelichting: str
    vindplaats: PlaceDoc


class DecisionData(TypedDict):
    """A decision of a person with its motivation."""

    inschrijver: str
    bestand: NotRequired[str]
    onderwerp: str
    voldoet: bool
    motivering: str
    vindplaats: PlaceDoc


class AssessmentData(TypedDict):
    """Everything people decided."""

    bestanden: list[WorkbookData]
    cijfers: list[GradeData]
    besluiten: list[DecisionData]


class DrawData(TypedDict):
    """The record of a draw, with the keys that it has in its file."""

    bestand: str
    verslag: dict[str, Any]


class Dossier(TypedDict):
    """Everything an evaluation rests on, besides the kader itself."""

    formaat: str
    vingerafdruk: str
    inschrijvingen: list[SubmissionData]
    beoordeling: AssessmentData
    lotingen: list[DrawData]
    bevindingen: list[FindingData]
