"""All that an evaluation rests on, as plain data: what was answered, graded and decided.

With this and the kader anybody can reckon everything again, without the workbooks. In the public version
answers to confidential questions are left out, and say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from inkoop.domain.answers import Row, Value
from inkoop.domain.draws import ReadDraw
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Submission
from inkoop.views.record.document import place_document
from inkoop.views.record.dossier_model import (
    DOSSIER,
    AnswerData,
    AssessmentData,
    Dossier,
    DrawData,
    FindingData,
    SubmissionData,
    ValueData,
)
from inkoop.views.record.versions import Hidden


def dossier(evaluation: Evaluation, hidden: Hidden = frozenset()) -> Dossier:
    """Everything that was filled in and decided, of the public version when anything may be hidden.

    Args:
        hidden: the answers that the public version leaves out.
    """
    return {
        "formaat": DOSSIER,
        "vingerafdruk": evaluation.fingerprint,
        "inschrijvingen": [_submission(s, hidden) for s in evaluation.submissions],
        "beoordeling": _assessment(evaluation.assessment, evaluation.submissions),
        "lotingen": [_draw(read) for read in evaluation.draws],
        "bevindingen": _findings(evaluation.findings),
    }


def _draw(read: ReadDraw) -> DrawData:
    record = read.record.model_dump(by_alias=True, exclude_defaults=True, mode="json")
    record["loting"] = read.record.version
    if read.record.moment:
        record["moment"] = f"{read.record.moment:%Y-%m-%d %H:%M}"
    return {"bestand": read.file, "verslag": record}


def _submission(submission: Submission, hidden: Hidden) -> SubmissionData:
    return {
        "inschrijver": submission.tenderer,
        "bestand": submission.file,
        "bytes": submission.size,
        "sha256": submission.sha256,
        "kvk": submission.registration,
        "antwoorden": [
            _answer(answer, hidden=(submission.id, answer.question) in hidden)
            for answer in submission.answers.values()
        ],
        "bevindingen": _findings(submission.findings),
    }


def _answer(answer: Answer, *, hidden: bool) -> AnswerData:
    found: AnswerData = {"vraag": answer.question}
    found["blad"], found["cel"] = answer.place.sheet, answer.place.cell
    if hidden:
        found["vertrouwelijk"] = True
        return found
    found["tekst"] = answer.raw
    if answer.value is not None:
        found["waarde"] = value_data(answer.value)
    return found


def value_data(value: Value) -> ValueData:
    """A value as JSON: ja/nee, texts, numbers as texts, days as year-month-day, rows with their cells."""
    found: ValueData = [_row(row) for row in value.rows] or value.data
    return found


def _row(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, value in row.values.items():
        place = row.places.get(column, CellPlace(""))
        found[column] = {"waarde": value_data(value), "blad": place.sheet, "cel": place.cell}
    return found


def _findings(findings: Iterable[Finding]) -> list[FindingData]:
    return [
        {"code": found.code, "vindplaats": place_document(found.place), "woorden": dict(found.context)}
        for found in findings
    ]


def _assessment(assessment: Assessment, submissions: Iterable[Submission]) -> AssessmentData:
    by_id = {submission.id: submission for submission in submissions}
    return {
        "bestanden": [
            {"bestand": file, "bytes": size, "sha256": sha256} for file, size, sha256 in assessment.files
        ],
        "cijfers": [
            {
                "inschrijver": by_id[grade.submission].tenderer,
                "bestand": by_id[grade.submission].file,
                "criterium": grade.criterion,
                "cijfer": f"{grade.grade:f}",
                "toelichting": grade.comment,
                "vindplaats": place_document(grade.place),
            }
            for grade in assessment.grades.values()
        ],
        "besluiten": [
            {
                "inschrijver": by_id[decision.submission].tenderer,
                "bestand": by_id[decision.submission].file,
                "onderwerp": decision.subject,
                "voldoet": decision.met,
                "motivering": decision.motivation,
                "vindplaats": place_document(decision.place),
            }
            for decision in assessment.decisions.values()
        ],
    }
