"""The two versions of an evaluation: everything for the buyer, and what may be public.

In the closed version nothing is confidential, so that every view shows all. In the public version the
answers to confidential questions stay out, and where the kader says so the prices of who gets no contract:
lot by lot, since who wins one lot publishes nothing of another. Where people have a place now stays out as
well: the report shows sums, in which small groups are hidden.

What rests on such an answer loses its sum. Where its points tell the answer to who knows the published
rule, it loses its points as well, and so does all that is reckoned from them: the group, the total, and of
everybody what compares with them. That is complementary suppression by construction: what is left are the
points for other things and the order, which the law wants told. Whether the order binds a hidden answer too
closely is for `inkoop.journeys.disclosure` to find out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.evaluation import (
    Award,
    Evaluation,
    Ground,
    GroupScore,
    LotResult,
    NotAdmitted,
    Objection,
    Score,
    Scorecard,
    Withheld,
)
from inkoop.domain.exact import UNTOLD
from inkoop.domain.findings import Finding
from inkoop.domain.questions import MoneyColumn, MoneyQuestion, Question, TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.settled import Settled
from inkoop.domain.submission import Answer, Assessment, Decision, Submission, SubmissionId
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.rules.award.evaluation import WHOLE_TOTAL
from inkoop.rules.scoring.kinds import kind_of
from inkoop.rules.scoring.maxima import maxima

Hidden = frozenset[tuple[SubmissionId, str]]
"""Submission and question of every answer that stays out."""
Silent = frozenset[tuple[SubmissionId, str]]
"""Submission and criterion of every score that loses its sum."""
EVERYBODY = SubmissionId("*")
TOTAL, QUALITY = "*totaal", "*kwaliteit"
"""Beside criteria: what the order rests on, and all points together."""
_ON_EVERYBODY = frozenset({"PRIJS-05", "BESLUIT-05", "CIJFER-06"})
"""Findings that tell what others answered, or whose place is not in the file that they are about."""
_FOR_THE_BUYER = frozenset({"MAP-09", "MAP-08", "MAP-10", "PRIJS-11"})
"""Findings that only raise a question about several tenderers, which would accuse; and one that tells how
closely a hidden answer is bound."""
_UNTOLD = "vertrouwelijk"
_Holder = TypeVar("_Holder", Requirement, Criterion)


def closed_version(evaluation: Evaluation) -> Evaluation:
    """The evaluation for the buyer: as it is, with no question confidential any more."""
    return replace(
        evaluation,
        tender=_open(evaluation.tender),
        lots=tuple(replace(lot, tender=_open(lot.tender)) for lot in evaluation.lots),
    )


def public_version(evaluation: Evaluation, *, points_told: bool = False) -> Evaluation:
    """The evaluation as anybody may see it: without hidden answers, and without what tells them.

    Args:
        points_told: as reports of earlier versions were, in which the points stayed.
    """
    hidden = hidden_answers(evaluation, points_told=points_told)
    by_file = {submission.file: submission.id for submission in evaluation.submissions}
    asked = evaluation.tender.rests_on
    veil = _Veil(hidden, asked, by_file, points_told)
    return replace(
        evaluation,
        submissions=tuple(map(veil.submission, evaluation.submissions)),
        assessment=veil.assessment(evaluation.assessment),
        lots=tuple(
            _Veil(hidden | losing_prices(lot, points_told=points_told), asked, by_file, points_told).lot(lot)
            for lot in evaluation.lots
        ),
        noticed={who: veil.findings(_for_all(found)) for who, found in evaluation.noticed.items()},
        settled=tuple(map(veil.settled, evaluation.settled)),
        alike={},
        findings=veil.findings(_for_all(evaluation.findings)),
    )


def _for_all(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (found for found in findings if found.code not in _FOR_THE_BUYER)


def hidden_answers(evaluation: Evaluation, *, points_told: bool = False) -> Hidden:
    """Every answer that stays out of the public version altogether; see `public_version`."""
    small_groups = _people_now(evaluation.tender)
    confidential = (
        (submission.id, code)
        for submission in evaluation.submissions
        for code in submission.answers
        if code in evaluation.tender.questions
        and (evaluation.tender.questions[code].confidential or code in small_groups)
    )
    return _unpublished(evaluation, points_told) | frozenset(confidential)


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


def _unpublished(evaluation: Evaluation, points_told: bool) -> Hidden:
    """The prices that win no contract in any lot, where the kader publishes only those of winners."""
    if evaluation.tender.publication.prices == "alle":
        return frozenset()
    asked = frozenset(_price_questions(evaluation.tender, points_told))
    given = frozenset(
        (submission.id, code)
        for submission in evaluation.submissions
        for code in asked & submission.answers.keys()
    )
    return given.difference(*(_prices_in(lot, _winners(lot), points_told) for lot in evaluation.lots))


def losing_prices(lot: LotResult, *, points_told: bool = False) -> Hidden:
    """The prices in this lot of everybody without a contract in it, where the kader keeps those back."""
    if lot.tender.publication.prices == "alle":
        return frozenset()
    return _prices_in(lot, bidders(lot) - _winners(lot), points_told)


def bidders(lot: LotResult) -> frozenset[SubmissionId]:
    """Everybody who bids on a lot."""
    outside = (*(found.submission for found in lot.not_admitted), *(u.submission for u in lot.undecided))
    return frozenset(submission.id for submission in (*outside, *lot.admitted))


def _winners(lot: LotResult) -> frozenset[SubmissionId]:
    return frozenset(p.scorecard.submission.id for p in lot.ranking if p.award is Award.AWARDED)


def _prices_in(lot: LotResult, whose: frozenset[SubmissionId], points_told: bool) -> Hidden:
    return frozenset((who, code) for who in whose for code in _price_questions(lot.tender, points_told))


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


def untold(tender: Tender, silent: Silent) -> Silent:
    """Submission and criterion, or TOTAL or QUALITY, of every number in a lot that is not told.

    Args:
        silent: every score that loses its sum.
    """
    limits = maxima(tender)
    leaves = {leaf.code: leaf for leaf, _ in tender.leaves}
    found = {
        (who, code)
        for who, code in silent
        if limits[code] != 0 and kind_of(leaves[code], tender).tells(tender.part_of(leaves[code]))
    }

    def owners(codes: Iterable[str], *, compared: bool) -> set[SubmissionId]:
        own = {who for who, code in found if code in codes}
        return {EVERYBODY} if own and compared else own

    for group in reversed(tender.groups):
        below = owners([child.code for child in group.children], compared=group.rescaled is not None)
        found |= {(who, group.code) for who in below}
    found |= {(who, QUALITY) for who in owners([each.code for each in tender.criteria], compared=False)}
    award = tender.award
    if award is None or award.method not in PRICE_METHODS:
        return frozenset(found | {(who, TOTAL) for who in owners([QUALITY], compared=False)})
    priced = [code for code, leaf in leaves.items() if isinstance(leaf.rule, PriceItselfRule)]
    index = award.method == "utiliteitsindex"
    whose = {who for who, code in silent if code in priced} | owners([QUALITY], compared=False)
    return frozenset(found | {(who, TOTAL) for who in ({EVERYBODY} if whose and index else whose)})


def _price_questions(tender: Tender, points_told: bool) -> Iterator[str]:
    """The questions that a price rests on: by a rule on prices, or an amount in euro under any other rule."""
    for leaf, _ in tender.leaves:
        money = isinstance(tender.part_of(leaf), MoneyQuestion | MoneyColumn) and not points_told
        if money or isinstance(leaf.rule, PriceTerms):
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
    points_told: bool
    """As in reports of earlier versions."""

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
        # What each assessor gave is for the buyer: the public sees what the panel gave, and why.
        grades = {key: replace(grade, given=()) for key, grade in assessment.grades.items()}
        return replace(assessment, decisions=made, grades=grades)

    def decision(self, made: Decision) -> Decision:
        """The decision, without its words where it is about a hidden answer."""
        if (made.submission, self.asked.get(made.subject, made.subject)) not in self.hidden:
            return made
        return replace(made, motivation=_UNTOLD, given=_UNTOLD if made.given else "", value=None)

    def lot(self, lot: LotResult) -> LotResult:
        silent = hidden_scores(lot.tender, self.hidden, bidders(lot))
        kept = _Kept(silent, frozenset() if self.points_told else untold(lot.tender, silent))
        return replace(
            lot,
            ranking=tuple(
                replace(place, scorecard=self._card(place.scorecard, kept)) for place in lot.ranking
            ),
            not_admitted=tuple(self._outside(found, kept) for found in lot.not_admitted),
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

    def _outside(self, found: NotAdmitted, kept: _Kept) -> NotAdmitted:
        card = self._card(found.scorecard, kept) if found.scorecard else None
        return replace(
            found,
            submission=self.submission(found.submission),
            objections=tuple(self._objection(each, found.submission.id, kept) for each in found.objections),
            scorecard=card,
        )

    def _objection(self, made: Objection, who: SubmissionId, kept: _Kept) -> Objection:
        """The ground, without its words or its number where these are about a hidden answer."""
        if made.ground is Ground.THRESHOLD:
            subject = TOTAL if made.subject == WHOLE_TOTAL else made.subject
            return replace(made, detail="") if kept.hides(who, subject) else made
        if (who, self.asked.get(made.subject, made.subject)) not in self.hidden or made.ground not in (
            Ground.DECISION,
            Ground.REQUIREMENT,
        ):
            return made
        decision = made.decision and self.decision(made.decision)
        return replace(made, detail=_UNTOLD, decision=decision)

    def _card(self, card: Scorecard, kept: _Kept) -> Scorecard:
        who = card.submission.id
        hides_total = kept.hides(who, TOTAL)
        return replace(
            card,
            submission=self.submission(card.submission),
            scores=tuple(self._score(score, who, kept) for score in card.scores),
            groups=tuple(self._group(group, who, kept) for group in card.groups),
            total=UNTOLD if hides_total else card.total,
            quality=UNTOLD if kept.hides(who, QUALITY) else card.quality,
            price=None if hides_total else card.price,
            working={} if hides_total else card.working,
        )

    def _group(self, group: GroupScore, who: SubmissionId, kept: _Kept) -> GroupScore:
        if not kept.hides(who, group.criterion):
            return group
        return replace(group, points=UNTOLD, summed=None, best=None)

    def _score(self, score: Score, who: SubmissionId, kept: _Kept) -> Score:
        answers = tuple(self._answer(answer, who) for answer in score.answers)
        if not kept.mutes(who, score.criterion):
            return replace(score, answers=answers)
        points = UNTOLD if kept.hides(who, score.criterion) else score.points
        return replace(score, points=points, share=None, reason=Withheld(), price=None, answers=answers)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept back of the scores in one lot."""

    silent: Silent
    untold: Silent

    def mutes(self, who: SubmissionId, criterion: str) -> bool:
        """Whether a score loses its sum."""
        return bool({(who, criterion), (EVERYBODY, criterion)} & self.silent)

    def hides(self, who: SubmissionId, part: str) -> bool:
        """Whether the points for a criterion are not told, or the total."""
        return bool({(who, part), (EVERYBODY, part)} & self.untold)


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
