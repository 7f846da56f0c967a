"""The scorecards of all offers in the running: every leaf, then the groups, then the sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import GroupScore, Price, Reason, ReasonKind, Score, Scorecard
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.scoring_rules import PRICE_RULES, RELATIVE_RULES, AssessedRule
from inkoop.domain.submission import Answer, Assessment, Submission
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.scoring.rounding import round_points, with_digits
from inkoop.rules.scoring.scoring import number_of, score
from inkoop.rules.scoring.shares import Context
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.prices import price_of

ZERO = Decimal(0)


Taken = Mapping[tuple[str, str, str], Decimal]
"""By lot, file and criterion: points to take as they are, where the answer is not there to reckon with."""


class Plan(NamedTuple):
    """What it takes to score one leaf, looked up once for all submissions."""

    leaf: Criterion
    maximum: Decimal
    question: Question | None
    context: Context
    relative: bool
    priced: bool


@dataclass(frozen=True)
class Scorer:
    """Scores the submissions of one lot."""

    tender: Tender
    assessment: Assessment
    award: AwardRules
    lot: str = ""
    taken: Taken = field(default_factory=dict)

    @cached_property
    def maxima(self) -> Mapping[str, Decimal]:
        """The most that every criterion can earn."""
        return maxima(self.tender)

    @cached_property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.tender)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """One plan a leaf, in the order of the kader."""
        return tuple(self._plan(leaf) for leaf, _ in self.tender.leaves)

    def _plan(self, leaf: Criterion) -> Plan:
        rule, question = leaf.rule, self.tender.question_of(leaf)
        column = getattr(rule, "column", None)
        part = question.column(column) if column and isinstance(question, TableQuestion) else question
        scale = self.tender.scales[rule.scale] if isinstance(rule, AssessedRule) else None
        context = Context(self.tender.choices_of(part), scale)
        relative, priced = isinstance(rule, RELATIVE_RULES), isinstance(rule, PRICE_RULES)
        return Plan(leaf, self.maxima[leaf.code], question, context, relative, priced)

    def scorecards(self, field: Sequence[Submission], *, compared: bool = True) -> list[Scorecard]:
        """The scorecard of every submission; the total is that of weighted points.

        Args:
            field: the submissions that are compared with each other by the relative rules.
            compared: false while the comparison has to wait; relative rules then earn nothing.
        """
        plans = self.plans_in(field) if compared else self.plans
        scores = [tuple([self._score(plan, submission, compared) for plan in plans]) for submission in field]
        points = [{score.criterion: score.points for score in own} for own in scores]
        groups = self._groups(points)
        return [
            self._card(submission, own, groups_of, points_of)
            for submission, own, groups_of, points_of in zip(field, scores, groups, points, strict=True)
        ]

    def plans_in(self, field: Sequence[Submission]) -> tuple[Plan, ...]:
        """The plans with what relative rules know of the offers that are compared."""
        return tuple(self._with_field(plan, field) if plan.relative else plan for plan in self.plans)

    def _with_field(self, plan: Plan, field: Sequence[Submission]) -> Plan:
        """The plan with the lowest and highest number of all offers that are compared."""
        numbers = [number for submission in field if (number := self._number(plan, submission)) is not None]
        lowest, highest = min(numbers, default=None), max(numbers, default=None)
        return plan._replace(context=plan.context._replace(lowest=lowest, highest=highest))

    def _number(self, plan: Plan, submission: Submission) -> Decimal | None:
        if not self._is_asked(plan, submission):
            return None
        if plan.priced:
            price = self.price(plan, submission)
            return price.counted if price and price.comparable else None
        answer = submission.answer(plan.question.code) if plan.question else None
        return number_of(plan.leaf.rule, answer.value if answer else None)

    def price(self, plan: Plan, submission: Submission) -> Price | None:
        """The price by the terms of a rule on a price; None when it is not complete."""
        rule = plan.leaf.rule
        answer = submission.answer(plan.question.code) if plan.question else None
        if not isinstance(rule, PRICE_RULES) or answer is None:
            return None
        return price_of(rule, answer.value, submission.answers)

    def context(self, plan: Plan, submission: Submission) -> Context:
        """What the rule of a leaf knows of one submission, besides its answer."""
        if plan.context.scale is not None:
            grade = self.assessment.grades.get((submission.tenderer, plan.leaf.code))
            return plan.context._replace(grade=grade)
        if plan.priced:
            return plan.context._replace(price=self._number(plan, submission))
        return plan.context

    def _is_asked(self, plan: Plan, submission: Submission) -> bool:
        return plan.question is None or self._reader.is_asked(plan.question, submission.answers)

    def _score(self, plan: Plan, submission: Submission, compared: bool) -> Score:
        answer = submission.answers.get(plan.question.code) if plan.question else None
        given = self.taken.get((self.lot, submission.file, plan.leaf.code)) if self.taken else None
        if given is not None:
            answers = (answer,) if answer else ()
            return Score(plan.leaf.code, given, plan.maximum, Reason(ReasonKind.WITHHELD, {}), answers)
        price = self.price(plan, submission) if plan.priced else None
        return score(
            plan.leaf,
            plan.maximum,
            (answer, *_added(price, submission)) if answer else (),
            self.context(plan, submission),
            self.award.rounding,
            asked=self._is_asked(plan, submission),
            compared=compared or not plan.relative,
            price=price,
        )

    def _groups(self, points: Sequence[dict[str, Decimal]]) -> list[dict[str, GroupScore]]:
        """The groups of every offer, innermost first: a group above needs those below it.

        Args:
            points: by offer the points of its leaves; those of the groups are added.
        """
        found: list[dict[str, GroupScore]] = [{} for _ in points]
        for group in _groups_of(self.tender.criteria):
            sums = [sum((own[child.code] for child in group.children), ZERO) for own in points]
            best = max(sums, default=ZERO) if group.rescaled else None
            for own, groups, summed in zip(points, found, sums, strict=True):
                own[group.code] = self._group_points(group, summed, best)
                groups[group.code] = self._group(group, own[group.code], summed, best)
        return found

    def _group_points(self, group: Criterion, summed: Decimal, best: Decimal | None) -> Decimal:
        rounding, points = self.award.rounding, summed
        if best is not None and best > 0:
            points = self.maxima[group.code] * summed / best
        return points if rounding.group == "geen" else round_points(points, rounding.group, rounding.mode)

    def _group(self, group: Criterion, points: Decimal, summed: Decimal, best: Decimal | None) -> GroupScore:
        """The points as people see them: 79.375, also where the sum came a hair beside it."""
        changed = best is not None or points != summed
        rounding = self.award.rounding
        digits = rounding.criterion if rounding.group == "geen" else rounding.group
        return GroupScore(
            group.code,
            with_digits(points, digits),
            self.maxima[group.code],
            with_digits(summed, digits) if changed else None,
            None if best is None else with_digits(best, digits),
        )

    def _card(
        self,
        submission: Submission,
        scores: tuple[Score, ...],
        groups: Mapping[str, GroupScore],
        points: Mapping[str, Decimal],
    ) -> Scorecard:
        exact = sum((points[criterion.code] for criterion in self.tender.criteria), ZERO)
        rounding = self.award.rounding
        total = round_points(exact, rounding.total, rounding.mode)
        ordered = tuple(groups[group.code] for group in _outermost_first(self.tender.criteria))
        return Scorecard(submission, scores, ordered, total, exact)


def _added(price: Price | None, submission: Submission) -> Iterator[Answer]:
    """The other answers that a price rests on."""
    for addition in price.additions if price else ():
        yield submission.answers[addition.question]


def _groups_of(criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    """Every criterion with sub-criteria, those below before the one above."""
    for criterion in criteria:
        if criterion.children:
            yield from _groups_of(criterion.children)
            yield criterion


def _outermost_first(criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        if criterion.children:
            yield criterion
            yield from _outermost_first(criterion.children)
