"""The scorecards of all offers in the running: every leaf, then the groups, then the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from inkoop.domain.award_rules import PRICE_METHODS, AwardRules
from inkoop.domain.evaluation import GroupScore, Price, Score, Scorecard, Withheld
from inkoop.domain.exact import ZERO, highest, is_told
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Answer, Assessment, Submission, SubmissionId
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.kinds import kind_of
from inkoop.rules.scoring.kinds.base import Context
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.scoring.rounding import round_points, snap, with_digits
from inkoop.rules.scoring.scoring import Plan, score
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.prices import price_of

_WITHHELD = Withheld()


class TakenPlace(NamedTuple):
    """A place in a ranking that is taken as it was published, as not every total is told."""

    rank: int
    tie_break: str
    volume: Decimal | None


@dataclass(frozen=True)
class Taken:
    """What is taken as it was published, where answers that it rests on are not at hand."""

    points: Mapping[tuple[str, SubmissionId, str], Decimal] = field(default_factory=dict)
    """By lot, submission and criterion; UNTOLD where the points were not published either."""
    places: Mapping[tuple[str, SubmissionId], TakenPlace] = field(default_factory=dict)
    """By lot and submission: for lots in which a total is not told."""
    missed: frozenset[tuple[str, SubmissionId, str]] = frozenset()
    """Lot, submission and subject of every threshold that was missed with a number that is not told."""


NOTHING_TAKEN = Taken()


class _Offered(NamedTuple):
    """What one submission offers on one leaf."""

    submission: Submission
    answer: Answer | None
    asked: bool
    price: Price | None
    """The price by the terms of a rule on a price; None when it is not complete."""

    @property
    def priced(self) -> Decimal | None:
        """The price that a formula may reckon with."""
        return self.price.counted if self.price and self.asked and self.price.comparable else None


@dataclass(frozen=True)
class Groundwork:
    """What scoring rests on that no submission and no grade changes: made once, also for many tenders."""

    tender: Tender

    @cached_property
    def maxima(self) -> Mapping[str, Decimal]:
        """The most that every criterion can earn."""
        return maxima(self.tender)

    @cached_property
    def thresholds(self) -> Mapping[str, Decimal]:
        """By criterion with a threshold the points that it needs; in euro with gunnen op waarde."""
        return {
            part.code: part.threshold.points(self.maxima[part.code])
            for part in self.tender.every_criterion
            if part.threshold
        }

    @cached_property
    def reader(self) -> AnswerReader:
        """Knows which questions apply."""
        return AnswerReader(self.tender)

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """One plan a leaf, in the order of the kader."""
        return tuple(
            Plan(leaf, self.maxima[leaf.code], self.tender.question_of(leaf), kind_of(leaf, self.tender))
            for leaf, _ in self.tender.leaves
        )


@dataclass(frozen=True)
class Scorer:
    """Scores the submissions of one lot."""

    tender: Tender
    assessment: Assessment
    award: AwardRules
    lot: str = ""
    taken: Taken = NOTHING_TAKEN
    known: Groundwork | None = None
    """Where it was made before, for whoever scores the same kader often."""

    @cached_property
    def ground(self) -> Groundwork:
        """What it rests on."""
        return self.known or Groundwork(self.tender)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """One plan a leaf, in the order of the kader."""
        return self.ground.plans

    def scorecards(self, field: Sequence[Submission], *, compared: bool = True) -> list[Scorecard]:
        """The scorecard of every submission; the total is that of weighted points.

        Args:
            field: the submissions that are compared with each other by the relative rules.
            compared: false while the comparison has to wait; relative rules then earn nothing,
                and no group is rescaled.
        """
        columns = [self._column(plan, field, compared=compared) for plan in self.plans]
        scores = list(zip(*columns, strict=True)) or [()] * len(field)
        points = [{score.criterion: score.points for score in own} for own in scores]
        groups = self._groups(points, compared=compared)
        return [
            self._card(submission, own, groups_of, points_of)
            for submission, own, groups_of, points_of in zip(field, scores, groups, points, strict=True)
        ]

    def _column(self, plan: Plan, field: Sequence[Submission], *, compared: bool) -> list[Score]:
        """The scores of everybody on one leaf."""
        if plan.alone and not self.taken.points:
            return self._alone(plan, field)
        offered = self._offered(plan, field)
        if plan.kind.rule.relative:
            plan = _compared(plan, offered) if compared else plan
        else:
            compared = True
        return [
            (self._taken(plan, offer) if self.taken.points else None)
            or score(
                plan,
                _rests_on(offer),
                self._context(plan, offer),
                self.award.rounding,
                asked=offer.asked,
                compared=compared,
                price=offer.price,
            )
            for offer in offered
        ]

    def _alone(self, plan: Plan, field: Sequence[Submission]) -> list[Score]:
        """The scores on a leaf for which an answer, or its grade, is all there is to know."""
        rounding, leaf, grades = self.award.rounding, plan.leaf.code, self.assessment.grades
        asked = plan.question.code if plan.question else ""
        graded, context = plan.kind.scale is not None, plan.context
        scores = []
        for submission in field:
            answer = submission.answers.get(asked)
            if graded:
                context = Context(grades.get((submission.id, leaf)))
            scores.append(score(plan, (answer,) if answer else (), context, rounding))
        return scores

    def plans_in(self, field: Sequence[Submission]) -> tuple[Plan, ...]:
        """The plans with what relative rules know of the offers that are compared."""
        return tuple(
            _compared(plan, self._offered(plan, field)) if plan.kind.rule.relative else plan
            for plan in self.plans
        )

    def _offered(self, plan: Plan, field: Sequence[Submission]) -> list[_Offered]:
        question, rule = plan.question, plan.kind.rule
        if question is None:
            return [_Offered(submission, None, True, None) for submission in field]
        terms, found = rule if isinstance(rule, PriceTerms) else None, list[_Offered]()
        always, code = question.show_when is None, question.code
        for submission in field:
            answers = submission.answers
            answer = answers.get(code)
            asked = always or self.ground.reader.is_asked(question, answers)
            price = price_of(terms, answer.value, answers) if terms and answer else None
            found.append(_Offered(submission, answer, asked, price))
        return found

    def price(self, plan: Plan, submission: Submission) -> Price | None:
        """The price by the terms of a rule on a price; None when it is not complete."""
        return self._offered(plan, [submission])[0].price

    def context(self, plan: Plan, submission: Submission) -> Context:
        """What the rule of a leaf knows of one submission, besides its answer."""
        return self._context(plan, self._offered(plan, [submission])[0])

    def _context(self, plan: Plan, offer: _Offered) -> Context:
        if plan.kind.scale is not None:
            return Context(self.assessment.grades.get((offer.submission.id, plan.leaf.code)))
        if offer.price is not None:
            _, _, lowest, highest = plan.context
            return Context(None, offer.priced, lowest, highest)
        return plan.context

    def _taken(self, plan: Plan, offer: _Offered) -> Score | None:
        """The score with points that are taken as they are, where there are such points."""
        code, answer = plan.leaf.code, offer.answer
        given = self.taken.points.get((self.lot, offer.submission.id, code))
        if given is None:
            return None
        return Score(code, given, plan.maximum, _WITHHELD, (answer,) if answer else ())

    def _groups(self, points: Sequence[dict[str, Decimal]], *, compared: bool) -> list[dict[str, GroupScore]]:
        """The groups of every offer, innermost first: a group above needs those below it.

        Args:
            points: by offer the points of its leaves; those of the groups are added.
            compared: whether the best of a group that is rescaled may be known.
        """
        found: list[dict[str, GroupScore]] = [{} for _ in points]
        for group in reversed(self.tender.groups):
            sums = [sum((own[child.code] for child in group.children), ZERO) for own in points]
            best = highest(sums) if group.rescaled and compared else None
            for own, groups, summed in zip(points, found, sums, strict=True):
                own[group.code] = self._group_points(group, summed, best)
                groups[group.code] = self._group(group, own[group.code], summed, best)
        return found

    def _group_points(self, group: Criterion, summed: Decimal, best: Decimal | None) -> Decimal:
        rounding, points = self.award.rounding, summed
        if best is not None and (not is_told(best) or best > 0):
            points = self.ground.maxima[group.code] * summed / best
        return points if rounding.group == "geen" else round_points(points, rounding.group, rounding.mode)

    def _group(self, group: Criterion, points: Decimal, summed: Decimal, best: Decimal | None) -> GroupScore:
        """The points as people see them: 79.375, also where the sum came a hair beside it."""
        changed = is_told(points) and (best is not None or points != summed)
        rounding = self.award.rounding
        digits = rounding.criterion if rounding.group == "geen" else rounding.group
        return GroupScore(
            group.code,
            with_digits(points, digits),
            self.ground.maxima[group.code],
            with_digits(summed, digits) if changed else None,
            with_digits(best, digits) if best is not None and is_told(best) else None,
        )

    def _card(
        self,
        submission: Submission,
        scores: tuple[Score, ...],
        groups: Mapping[str, GroupScore],
        points: Mapping[str, Decimal],
    ) -> Scorecard:
        exact = sum((points[criterion.code] for criterion in self.tender.criteria), ZERO)
        ordered = tuple([groups[group.code] for group in self.tender.groups])
        return Scorecard(submission, scores, ordered, *self._summed(exact))

    def _summed(self, exact: Decimal) -> tuple[Decimal, Decimal]:
        """The total that a threshold looks at, and the quality that is reckoned with.

        Where the method reckons with the price, `totaal` rounds its outcome and `kwaliteit` the points.
        """
        rounding = self.award.rounding
        if self.award.method not in PRICE_METHODS:
            return round_points(exact, rounding.total, rounding.mode), exact
        if rounding.quality != "geen":
            exact = round_points(exact, rounding.quality, rounding.mode)
        return snap(exact), exact


def _rests_on(offer: _Offered) -> tuple[Answer, ...]:
    """The answer, and the other answers that a price rests on."""
    submission, answer, _, price = offer
    if answer is None:
        return ()
    if price is None or not price.additions:
        return (answer,)
    return (answer, *(submission.answers[addition.question] for addition in price.additions))


def _compared(plan: Plan, offered: Sequence[_Offered]) -> Plan:
    """The plan with the lowest and highest number of all offers that are compared."""
    numbers = [number for offer in offered if (number := _number(plan, offer)) is not None]
    return plan._replace(
        context=Context(lowest=min(numbers, default=None), highest=max(numbers, default=None))
    )


def _number(plan: Plan, offer: _Offered) -> Decimal | None:
    """What an offer puts beside that of others."""
    if isinstance(plan.kind.rule, PriceTerms):
        return offer.priced
    answer = offer.answer
    return plan.kind.compared(answer.value) if answer and answer.value and offer.asked else None
