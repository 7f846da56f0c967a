"""The two versions of an evaluation: everything for the buyer, and what may be public.

In the closed version nothing is confidential, so that every view shows all. In the public version the
answers to confidential questions stay out, and where the kader says so the prices of who gets no contract:
lot by lot, since who wins one lot publishes nothing of another. Where people have a place now stays out as
well: the report shows sums, in which small groups are hidden. What rests on such an answer keeps its points
and loses its sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from inkoop.domain.evaluation import (
    Award,
    Evaluation,
    Ground,
    LotResult,
    NotAdmitted,
    Score,
    Scorecard,
    Withheld,
)
from inkoop.domain.findings import Finding
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.settled import Settled
from inkoop.domain.submission import Answer, Assessment, Decision, Submission, SubmissionId
from inkoop.domain.tender import Criterion, Requirement, Tender

Hidden = frozenset[tuple[SubmissionId, str]]
"""Submission and question of every answer that stays out."""
Silent = frozenset[tuple[SubmissionId, str]]
"""Submission and criterion of every score that keeps its points and loses its sum."""
EVERYBODY = SubmissionId("*")
_ON_EVERYBODY = frozenset({"PRIJS-05", "BESLUIT-05", "CIJFER-06"})
"""Findings that tell what others answered, or whose place is not in the file that they are about."""
_FOR_THE_BUYER = frozenset({"MAP-09", "MAP-08", "MAP-10"})
"""Findings that only raise a question about several tenderers: in the public version they would accuse."""
_UNTOLD = "vertrouwelijk"
_Holder = TypeVar("_Holder", Requirement, Criterion)


def closed_version(evaluation: Evaluation) -> Evaluation:
    """The evaluation for the buyer: as it is, with no question confidential any more."""
    return replace(
        evaluation,
        tender=_open(evaluation.tender),
        lots=tuple(replace(lot, tender=_open(lot.tender)) for lot in evaluation.lots),
    )


def public_version(evaluation: Evaluation) -> Evaluation:
    """The evaluation as anybody may see it: without hidden answers, and without what tells them."""
    hidden = hidden_answers(evaluation)
    by_file = {submission.file: submission.id for submission in evaluation.submissions}
    asked = evaluation.tender.rests_on
    veil = _Veil(hidden, asked, by_file)
    return replace(
        evaluation,
        submissions=tuple(map(veil.submission, evaluation.submissions)),
        assessment=veil.assessment(evaluation.assessment),
        lots=tuple(_Veil(hidden | losing_prices(lot), asked, by_file).lot(lot) for lot in evaluation.lots),
        noticed={who: veil.findings(found) for who, found in evaluation.noticed.items()},
        settled=tuple(map(veil.settled, evaluation.settled)),
        alike={},
        findings=veil.findings(each for each in evaluation.findings if each.code not in _FOR_THE_BUYER),
    )


def hidden_answers(evaluation: Evaluation) -> Hidden:
    """Every answer that stays out of the public version altogether."""
    small_groups = _people_now(evaluation.tender)
    confidential = (
        (submission.id, code)
        for submission in evaluation.submissions
        for code in submission.answers
        if code in evaluation.tender.questions
        and (evaluation.tender.questions[code].confidential or code in small_groups)
    )
    return _unpublished(evaluation) | frozenset(confidential)


def _people_now(tender: Tender) -> frozenset[str]:
    """The questions that tell how many people have a place with one provider: the table with the places, and
    every question outside the criteria that counts in the same unit, such as how many there are in all.
    """
    clients = tender.insight.clients if tender.insight else None
    if clients is None:
        return frozenset()
    table = tender.questions[clients.question]
    unit = getattr(table.column(clients.number), "unit", "") if isinstance(table, TableQuestion) else ""
    same = (each.code for each in tender.general if unit and getattr(each, "unit", "") == unit)
    return frozenset({clients.question, *same})


def _unpublished(evaluation: Evaluation) -> Hidden:
    """The prices that win no contract in any lot, where the kader publishes only those of winners."""
    if evaluation.tender.publication.prices == "alle":
        return frozenset()
    asked = frozenset(_price_questions(evaluation.tender))
    given = frozenset(
        (submission.id, code)
        for submission in evaluation.submissions
        for code in asked & submission.answers.keys()
    )
    return given.difference(*(_prices_in(lot, _winners(lot)) for lot in evaluation.lots))


def losing_prices(lot: LotResult) -> Hidden:
    """The prices in this lot of everybody without a contract in it, where the kader keeps those back."""
    if lot.tender.publication.prices == "alle":
        return frozenset()
    return _prices_in(lot, bidders(lot) - _winners(lot))


def bidders(lot: LotResult) -> frozenset[SubmissionId]:
    """Everybody who bids on a lot."""
    outside = (*(found.submission for found in lot.not_admitted), *(u.submission for u in lot.undecided))
    return frozenset(submission.id for submission in (*outside, *lot.admitted))


def _winners(lot: LotResult) -> frozenset[SubmissionId]:
    return frozenset(p.scorecard.submission.id for p in lot.ranking if p.award is Award.AWARDED)


def _prices_in(lot: LotResult, whose: frozenset[SubmissionId]) -> Hidden:
    return frozenset((who, code) for who in whose for code in _price_questions(lot.tender))


def hidden_scores(tender: Tender, hidden: Hidden, bidding: frozenset[SubmissionId] | None = None) -> Silent:
    """Every score whose sum would tell a hidden answer, with EVERYBODY as the submission for that of all.

    Under a rule that compares prices the sum of a winner names the lowest price, which may be a loser's.

    Args:
        bidding: who bids on the lot; without it everybody counts.
    """
    found: set[tuple[SubmissionId, str]] = set()
    for leaf, _ in tender.leaves:
        codes = frozenset(_rests_on(leaf, tender))
        whose = {who for who, code in hidden if code in codes and (bidding is None or who in bidding)}
        if whose and leaf.rule and leaf.rule.relative:
            whose = {EVERYBODY}
        found |= {(who, leaf.code) for who in whose}
    return frozenset(found)


def _price_questions(tender: Tender) -> Iterator[str]:
    for leaf, *_ in tender.priced:
        yield from _rests_on(leaf, tender)


def _rests_on(leaf: Criterion, tender: Tender) -> Iterator[str]:
    """The questions that a score rests on."""
    question = tender.question_of(leaf)
    if question is not None:
        yield question.code
    if isinstance(leaf.rule, PriceTerms):
        yield from (adjustment.question for adjustment in leaf.rule.adjustments)


@dataclass(frozen=True, slots=True)
class _Veil:
    """Takes hidden answers out of every part of an evaluation."""

    hidden: Hidden
    asked: Mapping[str, str]
    """By the code of a requirement or sub-criterion the question that it rests on."""
    by_file: Mapping[str, SubmissionId]
    """Findings point at a place, and a place names a file."""

    def submission(self, submission: Submission) -> Submission:
        answers = {code: self._answer(answer, submission.id) for code, answer in submission.answers.items()}
        return replace(submission, answers=answers, findings=self.findings(submission.findings))

    def findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings, with the words of those that tell a hidden answer replaced."""
        return tuple(self._muted(found) if self._tells(found) else found for found in findings)

    def settled(self, found: Settled) -> Settled:
        decision = self.decision(found.decision) if found.decision else None
        return replace(found, finding=self.findings((found.finding,))[0], decision=decision)

    def assessment(self, assessment: Assessment) -> Assessment:
        made = {key: self.decision(decision) for key, decision in assessment.decisions.items()}
        return replace(assessment, decisions=made)

    def decision(self, made: Decision) -> Decision:
        """The decision, without its words where it is about a hidden answer."""
        if (made.submission, self.asked.get(made.subject, made.subject)) not in self.hidden:
            return made
        return replace(made, motivation=_UNTOLD, given=_UNTOLD if made.given else "", value=None)

    def lot(self, lot: LotResult) -> LotResult:
        silent = hidden_scores(lot.tender, self.hidden, bidders(lot))
        return replace(
            lot,
            ranking=tuple(
                replace(place, scorecard=self._card(place.scorecard, silent)) for place in lot.ranking
            ),
            not_admitted=tuple(self._outside(found, silent) for found in lot.not_admitted),
            undecided=tuple(
                replace(
                    found,
                    submission=self.submission(found.submission),
                    findings=self.findings(found.findings),
                    settled=tuple(map(self.settled, found.settled)),
                )
                for found in lot.undecided
            ),
            admitted=tuple(map(self.submission, lot.admitted)),
            replaced=tuple(
                replace(found, submission=self.submission(found.submission)) for found in lot.replaced
            ),
            settled=tuple(map(self.settled, lot.settled)),
        )

    def _answer(self, answer: Answer, who: SubmissionId) -> Answer:
        return (
            replace(answer, raw="", value=None, supplied=(), withheld=True)
            if (who, answer.question) in self.hidden
            else answer
        )

    def _tells(self, found: Finding) -> bool:
        asked = found.question.partition(",")[0]
        if found.code in _ON_EVERYBODY:
            return any(code == asked for _, code in self.hidden)
        whose = self.by_file.get(found.place.file)
        beside = dict(found.context).get("andere", "")
        return whose is not None and bool({(whose, asked), (whose, beside)} & self.hidden)

    def _muted(self, found: Finding) -> Finding:
        words = ((key, value if key in ("vraag", "percelen") else _UNTOLD) for key, value in found.context)
        return replace(found, context=tuple(words))

    def _outside(self, found: NotAdmitted, silent: Silent) -> NotAdmitted:
        card = self._card(found.scorecard, silent) if found.scorecard else None
        who = found.submission.id
        grounds = tuple(
            replace(each, detail=_UNTOLD, decision=each.decision and self.decision(each.decision))
            if each.ground is Ground.DECISION
            and (who, self.asked.get(each.subject, each.subject)) in self.hidden
            else each
            for each in found.objections
        )
        return replace(
            found, submission=self.submission(found.submission), objections=grounds, scorecard=card
        )

    def _card(self, card: Scorecard, silent: Silent) -> Scorecard:
        who = card.submission.id
        return replace(
            card,
            submission=self.submission(card.submission),
            scores=tuple(self._score(score, who, silent) for score in card.scores),
        )

    def _score(self, score: Score, who: SubmissionId, silent: Silent) -> Score:
        answers = tuple(self._answer(answer, who) for answer in score.answers)
        if (who, score.criterion) in silent or (EVERYBODY, score.criterion) in silent:
            return replace(score, reason=Withheld(), price=None, answers=answers)
        return replace(score, answers=answers)


def _open(tender: Tender) -> Tender:
    """The kader with no question confidential."""
    return tender.model_copy(
        update={
            "general": tuple(map(_open_question, tender.general)),
            "requirements": tuple(map(_open_holder, tender.requirements)),
            "criteria": tuple(map(_open_criterion, tender.criteria)),
        }
    )


def _open_question(question: Question) -> Question:
    return question.model_copy(update={"confidential": False})


def _open_holder(holder: _Holder) -> _Holder:
    """A requirement or a criterion whose own question is no longer confidential."""
    if holder.question is None or isinstance(holder.question, str):
        return holder
    return holder.model_copy(update={"question": _open_question(holder.question)})


def _open_criterion(criterion: Criterion) -> Criterion:
    opened = _open_holder(criterion)
    return opened.model_copy(update={"children": tuple(map(_open_criterion, criterion.children))})
