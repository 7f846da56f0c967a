"""The road from checked submissions to the ranking: eligibility, scores, thresholds, order, award."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from inkoop.domain.evaluation import (
    Ground,
    GroupScore,
    LotResult,
    NotAdmitted,
    Objection,
    Score,
    Scorecard,
    Undecided,
)
from inkoop.domain.findings import Severity
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.scoring_rules import RELATIVE_RULES, AssessedRule
from inkoop.domain.submission import WHOLE_SUBMISSION, Assessment, Submission
from inkoop.domain.tender import AwardRules, Criterion, Rounding, Tender
from inkoop.rules.answers import AnswerReader
from inkoop.rules.eligibility import objection, verdicts
from inkoop.rules.prices import lowest_price
from inkoop.rules.ranking import rank
from inkoop.rules.rounding import round_points
from inkoop.rules.scoring import Context, score

WHOLE_LOT = "geheel"
"""The name of the one lot of a tender without lots."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A scored sub-criterion with the points it can earn and the groups above it."""

    criterion: Criterion
    maximum: Decimal
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """What it takes to score one leaf, looked up once for all submissions."""

    leaf: Leaf
    question: Question | None
    context: Context


def leaves_with_maximum(tender: Tender) -> tuple[Leaf, ...]:
    """Every leaf with its maximum: points times the product of the weights on its path, exactly.

    A group of 75 % holding 20/25/30/25 gives 15 / 18.75 / 22.5 / 18.75 (ucprocure).
    """
    points = tender.award.points if tender.award else Decimal(0)
    found = []
    for leaf, above in tender.leaves:
        maximum = points
        for part in (*above, leaf):
            maximum = maximum * part.weight / 100
        found.append(Leaf(leaf, maximum, tuple(part.code for part in above)))
    return tuple(found)


@dataclass(frozen=True)
class Evaluator:
    """Evaluates the submissions of one tender."""

    tender: Tender
    assessment: Assessment

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """The scored sub-criteria."""
        return leaves_with_maximum(self.tender)

    @cached_property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.tender)

    def evaluate(self, submissions: Sequence[Submission]) -> LotResult:
        """The outcome of the tender, as one lot."""
        admitted: list[Submission] = []
        rejected: list[NotAdmitted] = []
        undecided: list[Undecided] = []
        for submission in sorted(submissions, key=lambda s: (s.tenderer.casefold(), s.file)):
            outcome = self._admission(submission)
            if isinstance(outcome, NotAdmitted):
                rejected.append(outcome)
            elif isinstance(outcome, Undecided):
                undecided.append(outcome)
            else:
                admitted.append(outcome)
        waiting = self._waiting(admitted)
        award = self.tender.award
        if waiting or award is None:
            return LotResult(
                WHOLE_LOT, (), tuple(rejected), tuple(undecided), tuple(waiting), tuple(admitted)
            )
        cards = self.scorecards(admitted, award)
        below = {id(card): found for card in cards if (found := self._below_thresholds(card, award))}
        rejected += [
            NotAdmitted(card.submission, below[id(card)], card) for card in cards if id(card) in below
        ]
        ranking = rank([card for card in cards if id(card) not in below], award)
        return LotResult(WHOLE_LOT, ranking, tuple(rejected), tuple(undecided), (), tuple(admitted))

    def _admission(self, submission: Submission) -> Submission | NotAdmitted | Undecided:
        """Whether the submission is in the running: decided by the hard requirements and by people."""
        whole = self.assessment.decisions.get((submission.tenderer, WHOLE_SUBMISSION))
        faults = tuple(f for f in submission.findings if f.severity is Severity.ERROR and f.code != "EIS-01")
        objections: list[Objection] = []
        open_points = [] if whole else list(faults)
        if whole and not whole.met:
            objections.append(
                Objection(Ground.DECISION, WHOLE_SUBMISSION, whole.motivation, place=whole.place)
            )
        asked = self._reader.applicable(submission.answers)
        for verdict in verdicts(self.tender, submission, asked):
            if verdict.met:
                continue
            decision = self.assessment.decisions.get((submission.tenderer, verdict.requirement.code))
            if verdict.met is False:
                objections.append(objection(verdict))
            elif decision is None:
                place = verdict.answer.place if verdict.answer else None
                open_points += [f for f in submission.findings if f.code == "EIS-02" and f.place == place]
            elif not decision.met:
                subject = verdict.requirement.code
                objections.append(
                    Objection(Ground.DECISION, subject, decision.motivation, place=decision.place)
                )
        if objections:
            return NotAdmitted(submission, tuple(objections))
        return Undecided(submission, tuple(open_points)) if open_points else submission

    def _waiting(self, admitted: Iterable[Submission]) -> list[tuple[str, str]]:
        return [
            (submission.tenderer, leaf.code)
            for submission in admitted
            for leaf in self.tender.assessed
            if (submission.tenderer, leaf.code) not in self.assessment.grades
        ]

    def scorecards(self, admitted: Sequence[Submission], award: AwardRules) -> list[Scorecard]:
        """The scorecard of every submission in the running."""
        plans = [self._with_lowest_price(plan, admitted) for plan in self._plans]
        return [self._scorecard(submission, award, plans) for submission in admitted]

    def _with_lowest_price(self, plan: _Plan, admitted: Sequence[Submission]) -> _Plan:
        rule = plan.leaf.criterion.rule
        if not isinstance(rule, RELATIVE_RULES) or plan.question is None:
            return plan
        answers = (submission.answer(plan.question.code) for submission in admitted)
        lowest = lowest_price(rule, [answer.value if answer else None for answer in answers])
        return replace(plan, context=plan.context._replace(lowest_price=lowest))

    def _scorecard(self, submission: Submission, award: AwardRules, plans: Sequence[_Plan]) -> Scorecard:
        scores = tuple([self._score(plan, submission, award.rounding) for plan in plans])
        exact = sum([found.points for found in scores], Decimal(0))
        total = round_points(exact, award.rounding.total, award.rounding.mode)
        return Scorecard(submission, scores, self._groups(scores), total)

    def _score(self, plan: _Plan, submission: Submission, rounding: Rounding) -> Score:
        criterion, question, context = plan.leaf.criterion, plan.question, plan.context
        answer = submission.answers.get(question.code) if question else None
        if context.scale is not None:
            grade = self.assessment.grades.get((submission.tenderer, criterion.code))
            context = Context(context.choices, context.scale, grade)
        asked = question is None or self._reader.is_asked(question, submission.answers)
        answers = (answer,) if answer else ()
        return score(criterion, plan.leaf.maximum, answers, context, rounding, asked=asked)

    @cached_property
    def _plans(self) -> tuple[_Plan, ...]:
        plans: list[_Plan] = []
        for leaf in self.leaves:
            rule, question = leaf.criterion.rule, self.tender.question_of(leaf.criterion)
            column = getattr(rule, "column", None)
            part = question.column(column) if column and isinstance(question, TableQuestion) else question
            scale = self.tender.scales[rule.scale] if isinstance(rule, AssessedRule) else None
            plans.append(_Plan(leaf, question, Context(self.tender.choices_of(part), scale)))
        return tuple(plans)

    def _groups(self, scores: Sequence[Score]) -> tuple[GroupScore, ...]:
        return tuple(
            [
                GroupScore(code, sum([scores[member].points for member in members], Decimal(0)), maximum)
                for code, members, maximum in self._members
            ]
        )

    @cached_property
    def _members(self) -> tuple[tuple[str, tuple[int, ...], Decimal], ...]:
        """Every group with the positions of the leaves below it, and the maximum of these together."""
        below: dict[str, list[int]] = {}
        for position, leaf in enumerate(self.leaves):
            for code in leaf.above:
                below.setdefault(code, []).append(position)
        return tuple(
            (code, tuple(members), sum((self.leaves[member].maximum for member in members), Decimal(0)))
            for code, members in below.items()
        )

    def _below_thresholds(self, card: Scorecard, award: AwardRules) -> tuple[Objection, ...]:
        """Every threshold that was not reached: total, criterion and sub-criterion alike."""
        found: list[Objection] = []
        for code, threshold in self._thresholds.items():
            points = card.points(code)
            if points < threshold:
                found.append(Objection(Ground.THRESHOLD, code, f"{points:f}", f"{threshold:f}"))
        if award.threshold is not None and card.total < award.threshold:
            found.append(Objection(Ground.THRESHOLD, "totaal", f"{card.total:f}", f"{award.threshold:f}"))
        return tuple(found)

    @cached_property
    def _thresholds(self) -> Mapping[str, Decimal]:
        parts = {part.code: part for leaf, above in self.tender.leaves for part in (*above, leaf)}
        return {code: part.threshold for code, part in parts.items() if part.threshold is not None}
