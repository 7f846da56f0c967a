"""All that an evaluation rests on, as plain data: what was answered, graded and decided.

With this and the kader anybody can reckon everything again, without the workbooks. In the public version
answers to confidential questions are left out, and say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Row, Submission, Value
from inkoop.domain.tender import Tender
from inkoop.views.document import place_document
from inkoop.views.dossier_model import (
    DOSSIER,
    AnswerData,
    AssessmentData,
    Dossier,
    FindingData,
    SubmissionData,
    ValueData,
)


def dossier(evaluation: Evaluation, *, public: bool) -> Dossier:
    """Everything that was filled in and decided; the public version leaves out confidential answers."""
    return {
        "formaat": DOSSIER,
        "openbaar": public,
        "vingerafdruk": evaluation.fingerprint,
        "inschrijvingen": [_submission(s, evaluation.tender, public) for s in evaluation.submissions],
        "beoordeling": _assessment(evaluation.assessment),
        "bevindingen": _findings(_loose_findings(evaluation), evaluation.tender, public),
    }


def _loose_findings(evaluation: Evaluation) -> Iterable[Finding]:
    """Findings that are not about one submission: of the folder and of the panel's workbook."""
    of_submissions = {id(found) for submission in evaluation.submissions for found in submission.findings}
    return [found for found in evaluation.findings if id(found) not in of_submissions]


def is_confidential(code: str, tender: Tender) -> bool:
    """Whether a question, by its code, is confidential."""
    question = tender.questions.get(code)
    return question is not None and question.confidential


def _submission(submission: Submission, tender: Tender, public: bool) -> SubmissionData:
    return {
        "inschrijver": submission.tenderer,
        "bestand": submission.file,
        "bytes": submission.size,
        "sha256": submission.sha256,
        "kvk": submission.registration,
        "antwoorden": [_answer(answer, tender, public) for answer in submission.answers.values()],
        "bevindingen": _findings(submission.findings, tender, public),
    }


def _answer(answer: Answer, tender: Tender, public: bool) -> AnswerData:
    found: AnswerData = {"vraag": answer.question}
    found["blad"], found["cel"] = answer.place.sheet, answer.place.cell
    if public and is_confidential(answer.question, tender):
        found["vertrouwelijk"] = True
        return found
    found["tekst"] = answer.raw
    if answer.value is not None:
        found["waarde"] = value_data(answer.value)
    return found


def value_data(value: Value) -> ValueData:
    """A value as JSON: ja/nee, texts, numbers as texts, days as year-month-day, rows with their cells."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_row(item) if isinstance(item, Row) else item for item in value]
    return value


def _row(row: Row) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column, value in row.values.items():
        place = row.places.get(column, CellPlace(""))
        found[column] = {"waarde": value_data(value), "blad": place.sheet, "cel": place.cell}
    return found


def _findings(findings: Iterable[Finding], tender: Tender, public: bool) -> list[FindingData]:
    return [
        {
            "code": found.code,
            "vindplaats": place_document(found.place),
            "woorden": _words(found, secret=public and is_confidential(_asked(found), tender)),
        }
        for found in findings
    ]


def _asked(found: Finding) -> str:
    """Findings in a table name the question and the column: the first word is the code."""
    return found.question.partition(",")[0]


def _words(found: Finding, *, secret: bool) -> dict[str, str]:
    return {key: value if key == "vraag" or not secret else "vertrouwelijk" for key, value in found.context}


def _assessment(assessment: Assessment) -> AssessmentData:
    return {
        "bestanden": [
            {"bestand": file, "bytes": size, "sha256": sha256} for file, size, sha256 in assessment.files
        ],
        "cijfers": [
            {
                "inschrijver": grade.tenderer,
                "criterium": grade.criterion,
                "cijfer": f"{grade.grade:f}",
                "toelichting": grade.comment,
                "vindplaats": place_document(grade.place),
            }
            for grade in assessment.grades.values()
        ],
        "besluiten": [
            {
                "inschrijver": decision.tenderer,
                "onderwerp": decision.subject,
                "voldoet": decision.met,
                "motivering": decision.motivation,
                "vindplaats": place_document(decision.place),
            }
            for decision in assessment.decisions.values()
        ],
    }
