"""The evaluation as one plain document: what `--json` prints and what the tables are made from.

Decimals are texts with the published digits, so that no reader of the JSON turns them into floats.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from inkoop.catalogue import message, remedy
from inkoop.domain.evaluation import Evaluation, LotResult, NotAdmitted, Ranked, Score, Scorecard
from inkoop.domain.findings import Finding
from inkoop.domain.places import LinePlace, Place
from inkoop.domain.submission import Answer, Row
from inkoop.domain.tender import Tender
from inkoop.rules.organisations import members
from inkoop.views.admission import objection_text
from inkoop.views.document_model import (
    FORMAT,
    AnswerDoc,
    Document,
    FindingDoc,
    GroupDoc,
    LotDoc,
    NotAdmittedDoc,
    PlaceDoc,
    RankedDoc,
    ScoreDoc,
)
from inkoop.views.draws import draw_document
from inkoop.views.reasons import reason_text


def document(evaluation: Evaluation) -> Document:
    """The whole evaluation as plain data."""
    info = evaluation.tender.info
    return {
        "formaat": FORMAT,
        "kader": {
            "kenmerk": info.reference,
            "titel": info.title,
            "opdrachtgever": info.buyer,
            "procedure": info.procedure,
            "fictief": info.fictional,
            "vingerafdruk": evaluation.fingerprint,
        },
        "inschrijvingen": [
            {
                "inschrijver": s.tenderer,
                "bestand": s.file,
                "bytes": s.size,
                "sha256": s.sha256,
                "deelnemers": [
                    {
                        "naam": member.name,
                        "kvk": member.registration,
                        "rol": member.role,
                        "vindplaats": place_document(member.place),
                    }
                    for member in members(evaluation.tender, s)
                ],
            }
            for s in evaluation.submissions
        ],
        "percelen": [_lot(lot, evaluation.tender) for lot in evaluation.lots],
        "lotingen": [draw_document(read) for read in evaluation.draws],
        "bevindingen": finding_documents(evaluation.findings),
    }


def failure(findings: Iterable[Finding]) -> Document:
    """The document of a run that could not start: only findings."""
    return {"formaat": FORMAT, "bevindingen": finding_documents(findings)}


def finding_documents(findings: Iterable[Finding]) -> list[FindingDoc]:
    """Findings with their sentences."""
    return [
        {
            "code": found.code,
            "ernst": found.severity.value,
            "vindplaats": place_document(found.place),
            "melding": message(found),
            "herstel": remedy(found),
        }
        for found in findings
    ]


def place_document(place: Place) -> PlaceDoc:
    """A place, without the parts that are empty."""
    found: PlaceDoc = {"bestand": place.file}
    if isinstance(place, LinePlace):
        if place.line:
            found["regel"], found["kolom"] = place.line, place.column
        return found
    if place.sheet:
        found["blad"] = place.sheet
    if place.cell:
        found["cel"] = place.cell
    return found


def standing(lot: LotResult, tender: Tender) -> str:
    """Whether there is a ranking, and whether it can still change."""
    if tender.award is None:
        return "toelating"
    if lot.waiting:
        return "wacht op cijfers"
    return "voorlopig" if lot.undecided else "voorstel"


def _lot(lot: LotResult, tender: Tender) -> LotDoc:
    return {
        "perceel": lot.lot,
        "stand": standing(lot, tender),
        "rangorde": [_ranked(place, tender) for place in lot.ranking],
        "toegelaten": [submission.tenderer for submission in lot.admitted],
        "niet_toegelaten": [_not_admitted(found, tender) for found in lot.not_admitted],
        "voor_te_leggen": [
            {
                "inschrijver": found.submission.tenderer,
                "bestand": found.submission.file,
                "bevindingen": finding_documents(found.findings),
            }
            for found in lot.undecided
        ],
        "wacht_op_cijfers": [{"inschrijver": name, "criterium": code} for name, code in lot.waiting],
    }


def _ranked(place: Ranked, tender: Tender) -> RankedDoc:
    card = place.scorecard
    return {
        "rang": place.rank,
        "inschrijver": card.submission.tenderer,
        "bestand": card.submission.file,
        "totaal": f"{card.total:f}",
        "gedeeld_met": list(place.shared_with),
        "beslist_door": place.tie_break,
        "uitkomst": place.award.value,
        "groepen": _groups(card, tender),
        "scores": _scores(card, tender),
    }


def _not_admitted(found: NotAdmitted, tender: Tender) -> NotAdmittedDoc:
    result: NotAdmittedDoc = {
        "inschrijver": found.submission.tenderer,
        "bestand": found.submission.file,
        "redenen": [objection_text(objection, tender) for objection in found.objections],
    }
    if found.scorecard is not None:
        result["totaal"] = f"{found.scorecard.total:f}"
        result["groepen"] = _groups(found.scorecard, tender)
        result["scores"] = _scores(found.scorecard, tender)
    return result


def _groups(card: Scorecard, tender: Tender) -> list[GroupDoc]:
    return [
        {
            "criterium": group.criterion,
            "punten": published(group.points, tender),
            "maximum": published(group.maximum, tender),
        }
        for group in card.groups
    ]


def _scores(card: Scorecard, tender: Tender) -> list[ScoreDoc]:
    leaves = {leaf.code: leaf for leaf, _ in tender.leaves}
    return [
        {
            "criterium": score.criterion,
            "punten": published(score.points, tender),
            "maximum": published(score.maximum, tender),
            "reden": reason_text(score, leaves[score.criterion], tender),
            "antwoorden": _answers(score),
        }
        for score in card.scores
    ]


def published(points: Decimal, tender: Tender) -> str:
    """Points with the digits the kader publishes; more only where they would not be exact otherwise."""
    digits = tender.award.rounding.criterion if tender.award else "geen"
    if digits == "geen" or -int(points.normalize().as_tuple().exponent) > digits:
        return f"{points.normalize():f}"
    return f"{points:.{digits}f}"


def _answers(score: Score) -> list[AnswerDoc]:
    return [
        {
            "vraag": answer.question,
            "waarde": answer_value(answer),
            "vindplaats": place_document(answer.place),
        }
        for answer in score.answers
    ]


def answer_value(answer: Answer) -> Any:
    """The value as JSON: ja/nee, texts, numbers as texts, days as year-month-day, rows as objects."""
    value = answer.value
    if isinstance(value, tuple) and value and isinstance(value[0], Row):
        return [
            {code: _plain(cell) for code, cell in row.values.items()} for row in value if isinstance(row, Row)
        ]
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
