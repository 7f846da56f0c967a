"""The evaluation as one plain document: what `--json` prints and what the tables are made from.

Decimals are texts with the published digits, so that no reader of the JSON turns them into floats.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from inkoop.catalogue import message, remedy
from inkoop.domain.award_rules import AwardRules, Capacity
from inkoop.domain.evaluation import (
    Evaluation,
    GroupScore,
    LotResult,
    NotAdmitted,
    Ranked,
    Score,
    Scorecard,
    Settled,
)
from inkoop.domain.findings import Finding
from inkoop.domain.places import LinePlace, Place
from inkoop.domain.submission import Answer, Decision
from inkoop.domain.tender import Tender
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.submission.organisations import members
from inkoop.views.record.document_model import (
    FORMAT,
    AnswerDoc,
    CapacityDoc,
    CriterionDoc,
    DecisionDoc,
    Document,
    FindingDoc,
    GroupDoc,
    LotDoc,
    NotAdmittedDoc,
    PlaceDoc,
    RankedDoc,
    ScoreDoc,
    TotalDoc,
)
from inkoop.views.record.draws import draw_document
from inkoop.views.words.admission import objection_text, sharers
from inkoop.views.words.decisions import settled_text, supplied_note
from inkoop.views.words.outcomes import group_text, outcome_text
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.standing import Unranked, lot_title, standing, unranked
from inkoop.views.words.totals import by_price, total_words


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
        "percelen": [_lot(lot, evaluation) for lot in evaluation.lots],
        "lotingen": [draw_document(read) for read in evaluation.draws],
        "bevindingen": finding_documents(evaluation.findings, evaluation.settled),
    }


def failure(findings: Iterable[Finding]) -> Document:
    """The document of a run that could not start: only findings."""
    return {"formaat": FORMAT, "bevindingen": finding_documents(findings)}


def finding_documents(findings: Iterable[Finding], settled: Iterable[Settled] = ()) -> list[FindingDoc]:
    """Findings with their sentences, and with what was decided about them."""
    done = {each.finding: each for each in settled}
    return [_finding(found, done.get(found)) for found in findings]


def _finding(found: Finding, settled: Settled | None) -> FindingDoc:
    made: FindingDoc = {
        "code": found.code,
        "ernst": found.severity.value,
        "vindplaats": place_document(found.place),
        "melding": message(found),
        "herstel": remedy(found),
    }
    if settled is not None:
        made["afgedaan"] = settled_text(settled)
        if settled.decision is not None:
            made["besluit"] = _decision(settled.decision)
    return made


def _decision(made: Decision) -> DecisionDoc:
    found: DecisionDoc = {
        "onderwerp": made.subject,
        "besluit": made.words,
        "motivering": made.motivation,
        "vindplaats": place_document(made.place),
    }
    if made.lot:
        found["perceel"] = made.lot
    if made.by:
        found["door"] = made.by
    return found


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


def _lot(lot: LotResult, evaluation: Evaluation) -> LotDoc:
    tender = lot.tender
    found: LotDoc = {
        "perceel": lot.lot,
        "titel": lot_title(lot),
        "stand": standing(lot, evaluation),
        "rangorde": [_ranked(place, lot) for place in lot.ranking],
        "toegelaten": [submission.name for submission in lot.admitted],
        "niet_toegelaten": [_not_admitted(found, lot) for found in lot.not_admitted],
        "voor_te_leggen": [
            {
                "inschrijver": found.submission.tenderer,
                "bestand": found.submission.file,
                "uitkomst": Unranked.UNDECIDED,
                "bevindingen": finding_documents(found.findings),
            }
            for found in lot.undecided
        ],
        "vervangen": [
            {
                "inschrijver": found.submission.tenderer,
                "bestand": found.submission.file,
                "uitkomst": Unranked.REPLACED,
                "besluit": _decision(found.decision),
            }
            for found in lot.replaced
        ],
        "wacht_op_cijfers": [
            {"inschrijver": submission.name, "criterium": code}
            for submission in lot.admitted
            for who, code in lot.waiting
            if who == submission.id
        ],
    }
    if tender.award is not None:
        found["criteria"] = _criteria(tender)
        found["uitkomstsoort"] = _total(tender.award)
        if tender.award.capacity is not None:
            found["capaciteit"] = _capacity(tender.award.capacity, lot)
    return found


def _criteria(tender: Tender) -> list[CriterionDoc]:
    limits = maxima(tender)
    return [
        {
            "criterium": criterion.code,
            "titel": criterion.title,
            "maximum": published(limits[criterion.code], tender),
        }
        for criterion in tender.every_criterion
    ]


def _total(award: AwardRules) -> TotalDoc:
    words = total_words(award)
    return {
        "methode": award.method,
        "naam": words.heading,
        "eenheid": words.unit,
        "beste": "laagste" if award.lowest_first else "hoogste",
    }


def _capacity(capacity: Capacity, lot: LotResult) -> CapacityDoc:
    found: CapacityDoc = {"omvang": f"{capacity.size:f}", "eenheid": capacity.unit}
    if lot.undivided is not None:
        found["niet_verdeeld"] = f"{lot.undivided:f}"
    return found


def _ranked(place: Ranked, lot: LotResult) -> RankedDoc:
    tender, card = lot.tender, place.scorecard
    found: RankedDoc = {
        "rang": place.rank,
        "inschrijver": card.submission.tenderer,
        "bestand": card.submission.file,
        "totaal": f"{card.total:f}",
        "gedeeld_met": list(sharers(place, lot)),
        "beslist_door": place.tie_break,
        "uitkomst": place.award,
        "uitleg": outcome_text(card, tender),
        "groepen": _groups(card, tender),
        "scores": _scores(card, tender),
    }
    if place.volume is not None:
        found["omvang"] = f"{place.volume:f}"
    if by_price(tender.award) and card.price is not None:
        found["kwaliteit"] = f"{card.quality.normalize():f}"
        found["prijs"] = f"{card.price.counted.normalize():f}"
    return found


def _not_admitted(found: NotAdmitted, lot: LotResult) -> NotAdmittedDoc:
    tender = lot.tender
    result: NotAdmittedDoc = {
        "inschrijver": found.submission.tenderer,
        "bestand": found.submission.file,
        "uitkomst": unranked(lot),
        "redenen": [objection_text(objection, tender) for objection in found.objections],
    }
    if found.scorecard is not None:
        # With a price method this card has no outcome: its total would be that of the points alone.
        if by_price(tender.award):
            result["kwaliteit"] = f"{found.scorecard.quality.normalize():f}"
        else:
            result["totaal"] = f"{found.scorecard.total:f}"
        result["groepen"] = _groups(found.scorecard, tender)
        result["scores"] = _scores(found.scorecard, tender)
    return result


def _groups(card: Scorecard, tender: Tender) -> list[GroupDoc]:
    return [_group(group, tender) for group in card.groups]


def _group(group: GroupScore, tender: Tender) -> GroupDoc:
    found: GroupDoc = {
        "criterium": group.criterion,
        "punten": published(group.points, tender),
        "maximum": published(group.maximum, tender),
    }
    if explained := group_text(group, tender):
        found["uitleg"] = explained
    return found


def _scores(card: Scorecard, tender: Tender) -> list[ScoreDoc]:
    leaves = {leaf.code: leaf for leaf, _ in tender.leaves}
    return [
        {
            "criterium": score.criterion,
            "punten": published(score.points, tender),
            "maximum": published(score.maximum, tender),
            "reden": f"{reason_text(score, leaves[score.criterion], tender)} {supplied_note(score)}".rstrip(),
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
    return answer.value.data if answer.value else None
