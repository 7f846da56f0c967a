"""Reads the dossier that travels inside a report back into submissions and decisions.

The file may come from anybody: its shape is checked against the published types before anything is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter, ValidationError

from inkoop.catalogue import entries
from inkoop.domain.answers import Code, Codes, Day, Number, Row, Rows, Text, Value, YesNo
from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace, LinePlace, Place
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.submission import Answer, Assessment, Decision, Grade, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.submission.naming import content_id, told_apart
from inkoop.views.record.document_model import PlaceDoc
from inkoop.views.record.dossier_model import (
    DOSSIER,
    AnswerData,
    AssessmentData,
    DecisionData,
    Dossier,
    FindingData,
    GradeData,
    SubmissionData,
)
from inkoop.views.record.enclosures import SealData

NUMERIC = ("geheel_getal", "decimaal", "bedrag", "percentage")


class DossierError(Exception):
    """The dossier cannot be used; the message says why, in Dutch."""


def parse_dossier(data: bytes) -> Dossier:
    """The dossier in a file. Raises DossierError when it is not one, whatever is wrong with it."""
    try:
        found = TypeAdapter(Dossier).validate_python(json.loads(data), strict=True)
    except (ValueError, RecursionError, ValidationError) as error:
        raise DossierError("de gegevens hebben niet de vorm van een dossier") from error
    if found["formaat"] != DOSSIER:
        raise DossierError(f"het formaat {found['formaat'][:60]} is hier niet bekend; nodig is {DOSSIER}")
    return found


def parse_seal(data: bytes) -> SealData:
    """The seal in a file. Raises DossierError when it is not one."""
    try:
        return TypeAdapter(SealData).validate_json(data, strict=True)
    except ValidationError as error:
        raise DossierError("het zegel is niet te lezen") from error


def submissions_in(dossier: Dossier, tender: Tender) -> tuple[Submission, ...]:
    """The submissions. Raises DossierError for a value that does not fit its question."""
    return tuple(told_apart(_submission(data, tender) for data in dossier["inschrijvingen"]))


def findings_in(dossier: Dossier) -> tuple[Finding, ...]:
    """All findings, in the order in which they were told."""
    return tuple(_finding(data) for data in dossier["bevindingen"])


def assessment_in(dossier: Dossier, submissions: Sequence[Submission]) -> Assessment:
    """What people graded and decided about these submissions."""
    return _assessment(dossier["beoordeling"], submissions)


def draws_in(dossier: Dossier) -> tuple[ReadDraw, ...]:
    """The records of draws. Raises DossierError for one that has not the shape of a record."""
    try:
        return tuple(
            ReadDraw(data["bestand"], DrawRecord.model_validate(data["verslag"]), {})
            for data in dossier["lotingen"]
        )
    except ValidationError as error:
        raise DossierError("een verslag van een loting heeft niet de goede vorm") from error


def withheld_in(dossier: Dossier, submissions: Sequence[Submission]) -> frozenset[tuple[SubmissionId, str]]:
    """Submission and question of every answer that the public version leaves out."""
    return frozenset(
        (submission.id, answer["vraag"])
        for submission, data in zip(submissions, dossier["inschrijvingen"], strict=True)
        for answer in data["antwoorden"]
        if answer.get("vertrouwelijk")
    )


def _submission(data: SubmissionData, tender: Tender) -> Submission:
    answers = {answer["vraag"]: _answer(answer, data["bestand"], tender) for answer in data["antwoorden"]}
    if len(answers) != len(data["antwoorden"]):
        raise DossierError(f"bij {data['inschrijver']} staat een antwoord er twee keer")
    return Submission(
        content_id(data["sha256"], data["bestand"]),
        data["bestand"],
        data["bytes"],
        data["sha256"],
        data["inschrijver"],
        registration=data["kvk"],
        answers=answers,
        findings=tuple(_finding(found) for found in data["bevindingen"]),
    )


def _answer(data: AnswerData, file: str, tender: Tender) -> Answer:
    code = data["vraag"]
    question = tender.questions.get(code)
    if question is None:
        raise DossierError(f"het kader kent de vraag {code} niet")
    place = CellPlace(file, data.get("blad", ""), data.get("cel", ""))
    value = _value(data["waarde"], question, file) if "waarde" in data else None
    return Answer(code, data.get("tekst", ""), value, place)


def _value(data: Any, asked: Question | Any, file: str) -> Value:
    """The value of an answer or of one cell of a table, by the kind of what was asked."""
    if isinstance(asked, TableQuestion):
        if not isinstance(data, list):
            raise DossierError(f"het antwoord op vraag {asked.code} is geen tabel")
        return Rows(tuple(_row(row, asked, file) for row in data))
    try:
        return _READERS[asked.kind].of(data)
    except (KeyError, TypeError, ValueError):
        raise DossierError(f"de waarde bij {asked.code} past niet bij een {asked.kind}") from None


def _row(data: Any, table: TableQuestion, file: str) -> Row:
    columns = {column.code: column for column in table.columns}
    if not isinstance(data, dict) or not set(data) <= set(columns):
        raise DossierError(f"een rij van tabel {table.code} past niet bij de kolommen")
    values: dict[str, Any] = {}
    places: dict[str, CellPlace] = {}
    for code, cell in data.items():
        if not isinstance(cell, dict) or "waarde" not in cell:
            raise DossierError(f"een cel van tabel {table.code} heeft geen waarde")
        values[code] = _value(cell["waarde"], columns[code], file)
        places[code] = CellPlace(file, str(cell.get("blad", "")), str(cell.get("cel", "")))
    return Row(values, places)


_READERS: Mapping[str, type[Value]] = {
    "ja_nee": YesNo,
    "keuze": Code,
    "tekst": Text,
    "meerkeuze": Codes,
    "datum": Day,
    **dict.fromkeys(NUMERIC, Number),
}


def _finding(data: FindingData) -> Finding:
    entry = entries().get(data["code"])
    if entry is None:
        raise DossierError(f"de bevinding {data['code'][:20]} is hier niet bekend")
    return Finding(data["code"], entry.severity, _place(data["vindplaats"]), tuple(data["woorden"].items()))


def _place(data: PlaceDoc) -> Place:
    if "regel" in data:
        return LinePlace(data["bestand"], data["regel"], data.get("kolom", 0))
    return CellPlace(data["bestand"], data.get("blad", ""), data.get("cel", ""))


def _cell(data: PlaceDoc) -> CellPlace:
    return CellPlace(data["bestand"], data.get("blad", ""), data.get("cel", ""))


def _meant(data: GradeData | DecisionData, submissions: Sequence[Submission]) -> Iterator[SubmissionId]:
    """Whom a grade or decision is about: the file it names; in an older dossier everybody of that name."""
    file = data.get("bestand")
    for submission in submissions:
        if submission.file == file if file is not None else submission.tenderer == data["inschrijver"]:
            yield submission.id


def _assessment(data: AssessmentData, submissions: Sequence[Submission]) -> Assessment:
    return Assessment(
        tuple((file["bestand"], file["bytes"], file["sha256"]) for file in data["bestanden"]),
        {
            (who, grade["criterium"]): Grade(
                who,
                grade["criterium"],
                _decimal(grade["cijfer"], "een cijfer"),
                grade["toelichting"],
                _cell(grade["vindplaats"]),
            )
            for grade in data["cijfers"]
            for who in _meant(grade, submissions)
        },
        {
            (who, decision["onderwerp"]): Decision(
                who,
                decision["onderwerp"],
                decision["voldoet"],
                decision["motivering"],
                _cell(decision["vindplaats"]),
            )
            for decision in data["besluiten"]
            for who in _meant(decision, submissions)
        },
    )


def _decimal(text: str, what: str) -> Decimal:
    try:
        return Number.of(text).value
    except ValueError:
        raise DossierError(f"{what} is geen getal: {text[:20]}") from None
