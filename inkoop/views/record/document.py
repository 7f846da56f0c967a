"""The evaluation as programs read it: what `--json` prints and what the tables are made from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from inkoop.domain.award_rules import AwardRules, Capacity
from inkoop.domain.evaluation import (
    Evaluation,
    GroupScore,
    LotResult,
    NotAdmitted,
    Ranked,
    Replaced,
    Score,
    Scorecard,
    Undecided,
)
from inkoop.domain.exact import is_told
from inkoop.domain.findings import Finding
from inkoop.domain.outcome import (
    FORMAT,
    AnswerTold,
    CapacityTold,
    CriterionTold,
    Document,
    FileTold,
    GroupTold,
    KaderTold,
    LotTold,
    MemberTold,
    NotAdmittedTold,
    RankedTold,
    ReplacedTold,
    ScoreTold,
    TotalTold,
    UndecidedTold,
    Unranked,
    WaitingTold,
)
from inkoop.domain.records import PlaceRecord
from inkoop.domain.submission import Answer, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.submission.organisations import members
from inkoop.views.record.draws import draw_told
from inkoop.views.record.findings import decision_told, findings_told
from inkoop.views.words.admission import objection_text, sharers
from inkoop.views.words.decisions import supplied_note
from inkoop.views.words.outcomes import group_text, outcome_text
from inkoop.views.words.reasons import reason_text
from inkoop.views.words.standing import lot_title, standing, unranked
from inkoop.views.words.totals import by_price, total_words
from inkoop.views.words.worth import published


def document(evaluation: Evaluation) -> Document:
    """The whole evaluation."""
    info = evaluation.tender.info
    return Document(
        FORMAT,
        KaderTold(
            info.reference, info.title, info.buyer, info.procedure, info.fictional, evaluation.fingerprint
        ),
        tuple(_file(submission, evaluation.tender) for submission in evaluation.submissions),
        tuple(_lot(lot, evaluation) for lot in evaluation.lots),
        tuple(map(draw_told, evaluation.draws)),
        findings_told(evaluation.findings, evaluation.settled, evaluation.alike),
    )


def failure(findings: Iterable[Finding]) -> Document:
    """The document of a run that could not start: only findings."""
    return Document(FORMAT, findings=findings_told(findings))


def _file(submission: Submission, tender: Tender) -> FileTold:
    own = tuple(
        MemberTold(member.name, member.registration, member.role, PlaceRecord.of(member.place))
        for member in members(tender, submission)
    )
    return FileTold(submission.tenderer, submission.file, submission.size, submission.sha256, own)


def _lot(lot: LotResult, evaluation: Evaluation) -> LotTold:
    award = lot.tender.award
    return LotTold(
        lot.lot,
        lot_title(lot),
        standing(lot, evaluation),
        tuple(_ranked(place, lot) for place in lot.ranking),
        tuple(submission.name for submission in lot.admitted),
        tuple(_not_admitted(found, lot) for found in lot.not_admitted),
        tuple(map(_undecided, lot.undecided)),
        tuple(map(_replaced, lot.replaced)),
        tuple(
            WaitingTold(submission.name, code)
            for submission in lot.admitted
            for who, code in lot.waiting
            if who == submission.id
        ),
        _criteria(lot.tender) if award else None,
        _total(award) if award else None,
        _capacity(award.capacity, lot) if award and award.capacity else None,
    )


def _undecided(found: Undecided) -> UndecidedTold:
    who = found.submission
    return UndecidedTold(who.tenderer, who.file, Unranked.UNDECIDED, findings_told(found.findings))


def _replaced(found: Replaced) -> ReplacedTold:
    who = found.submission
    return ReplacedTold(who.tenderer, who.file, Unranked.REPLACED, decision_told(found.decision))


def _criteria(tender: Tender) -> tuple[CriterionTold, ...]:
    limits = maxima(tender)
    return tuple(
        CriterionTold(criterion.code, criterion.title, published(limits[criterion.code], tender))
        for criterion in tender.every_criterion
    )


def _total(award: AwardRules) -> TotalTold:
    words = total_words(award)
    return TotalTold(award.method, words.heading, words.unit, "laagste" if award.lowest_first else "hoogste")


def _capacity(capacity: Capacity, lot: LotResult) -> CapacityTold:
    left = None if lot.undivided is None else f"{lot.undivided:f}"
    return CapacityTold(f"{capacity.size:f}", capacity.unit, left)


def _ranked(place: Ranked, lot: LotResult) -> RankedTold:
    tender, card = lot.tender, place.scorecard
    priced = by_price(tender.award)
    price = card.price if priced else None
    return RankedTold(
        place.rank,
        card.submission.tenderer,
        card.submission.file,
        _told(card.total),
        tuple(sharers(place, lot)),
        place.tie_break,
        place.award,
        outcome_text(card, tender),
        _groups(card, tender),
        _scores(card, tender),
        None if place.volume is None else f"{place.volume:f}",
        _told(card.quality.normalize()) if priced else None,
        None if price is None else f"{price.counted.normalize():f}",
    )


def _not_admitted(found: NotAdmitted, lot: LotResult) -> NotAdmittedTold:
    tender, card = lot.tender, found.scorecard
    reasons = tuple(objection_text(objection, tender) for objection in found.objections)
    who = (found.submission.tenderer, found.submission.file, unranked(lot), reasons)
    if card is None:
        return NotAdmittedTold(*who)
    # With a price method this card has no outcome: its total would be that of the points alone.
    priced = by_price(tender.award)
    return NotAdmittedTold(
        *who,
        quality=_told(card.quality.normalize()) if priced else None,
        total=None if priced else _told(card.total),
        groups=_groups(card, tender),
        scores=_scores(card, tender),
    )


def _groups(card: Scorecard, tender: Tender) -> tuple[GroupTold, ...]:
    return tuple(_group(group, tender) for group in card.groups)


def _group(group: GroupScore, tender: Tender) -> GroupTold:
    earned, most = _points(group.points, tender), published(group.maximum, tender)
    return GroupTold(group.criterion, earned, most, group_text(group, tender) or None)


def _scores(card: Scorecard, tender: Tender) -> tuple[ScoreTold, ...]:
    leaves = {leaf.code: leaf for leaf, _ in tender.leaves}
    return tuple(
        ScoreTold(
            score.criterion,
            _points(score.points, tender),
            published(score.maximum, tender),
            f"{reason_text(score, leaves[score.criterion], tender)} {supplied_note(score)}".rstrip(),
            _answers(score),
        )
        for score in card.scores
    )


def _told(value: Decimal) -> str | None:
    """A number as it is; nothing for one that is not told."""
    return f"{value:f}" if is_told(value) else None


def _points(value: Decimal, tender: Tender) -> str | None:
    """Points with the digits that the kader publishes; nothing for those that are not told."""
    return published(value, tender) if is_told(value) else None


def _answers(score: Score) -> tuple[AnswerTold, ...]:
    return tuple(
        AnswerTold(
            answer.question,
            answer_value(answer),
            PlaceRecord.of(answer.read_by.place if answer.read_by else answer.place),
        )
        for answer in score.answers
    )


def answer_value(answer: Answer) -> Any:
    """The value as JSON: ja/nee, texts, numbers as texts, days as year-month-day, rows as objects."""
    return answer.value.data if answer.value else None
