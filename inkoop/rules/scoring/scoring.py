"""From one answer to points: the share of its kind of rule, rounded as published.

A rule never sees points or weights: it gives a percentage, mostly from 0 to 100, and `score` turns that
into points in one place. What would have earned more is asked the same way, with another answer.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from inkoop.domain.answers import NOTHING
from inkoop.domain.award_rules import Rounding
from inkoop.domain.evaluation import NoAnswer, NotAsked, NotCompared, NotOpened, Price, Score
from inkoop.domain.exact import ZERO
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import Question
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Answer, Grade, SubmissionId
from inkoop.domain.tender import Criterion
from inkoop.rules.scoring.kinds.base import HUNDRED, Better, Context, Kind, Share
from inkoop.rules.scoring.rounding import round_points

_NO_ANSWER, _NOT_ASKED, _NOT_COMPARED, _NOT_OPENED = NoAnswer(), NotAsked(), NotCompared(), NotOpened()


class Plan(NamedTuple):
    """What it takes to score one leaf, looked up once for all submissions."""

    leaf: Criterion
    maximum: Decimal
    question: Question | None
    kind: Kind[Any]
    context: Context = Context()
    """What a relative rule knows of the offers that are compared."""

    @property
    def alone(self) -> bool:
        """Whether it takes nothing but the answer: no price to work out, no condition, no other offers."""
        rule, question = self.kind.rule, self.question
        conditional = question is not None and question.show_when is not None
        return not (rule.relative or conditional or isinstance(rule, PriceTerms))


class NextStep(NamedTuple):
    """A better answer with the points it would have given."""

    better: Better
    points: Decimal


def score(
    plan: Plan,
    answers: tuple[Answer, ...],
    context: Context,
    rounding: Rounding,
    *,
    asked: bool = True,
    compared: bool = True,
    price: Price | None = None,
) -> Score:
    """The score for one leaf. An absent or unusable answer earns nothing and says so.

    `compared` is false for a relative rule on an offer that stays outside the comparison.
    """
    kind = plan.kind
    share: Share | None = None
    if kind.standing is not None:
        reason = kind.standing
    elif not asked:
        reason = _NOT_ASKED
    elif answers and answers[0].shut:
        reason = _NOT_OPENED
    elif not compared:
        reason = _NOT_COMPARED
    else:
        value = answers[0].value if answers else None
        if value is not None or not kind.needs_answer:
            share = kind.share(value or NOTHING, context)
        reason = share.reason if share else _NO_ANSWER
    points, percent = earned(share, plan.maximum, rounding)
    return Score(plan.leaf.code, points, plan.maximum, reason, answers, percent, price)


def earned(share: Share | None, maximum: Decimal, rounding: Rounding) -> tuple[Decimal, Decimal | None]:
    """The points of a share, rounded as published, and the share itself where that is rounded too."""
    percent = None
    if share and rounding.share != "geen":
        percent = round_points(share.points(rounding.share_of), rounding.share, rounding.mode)
        share = Share(percent, rounding.share_of, share.reason)
    points = share.points(maximum) if share else ZERO
    if rounding.criterion != "geen":
        points = round_points(points, rounding.criterion, rounding.mode)
    return points, percent


def points_for(percentage: Decimal, maximum: Decimal, rounding: Rounding) -> Decimal:
    """What a published percentage gives of a maximum, before anybody has answered."""
    return earned(Share(percentage, HUNDRED, NoAnswer()), maximum, rounding)[0]


def next_step(plan: Plan, own: Score, context: Context, rounding: Rounding) -> NextStep | None:
    """The nearest better answer with its points; None when nothing better is possible.

    The points come from the same rule with another answer, everything else equal: under a relative rule the
    other offers stay as they are.

    Args:
        plan: the leaf with its rule, as the scorer made it.
        own: the score that was given.
        context: what the rule knew: grade, price, and the lowest and highest of all offers compared.
        rounding: the published rounding.
    """
    answer = own.answers[0] if own.answers else None
    if plan.kind.standing is not None or (answer is None and plan.kind.needs_answer):
        return None
    better = plan.kind.better((answer.value if answer else None) or NOTHING, context)
    if better is None:
        return None
    points = _rescored(plan, own, better, context, rounding).points
    return NextStep(better, points) if points > own.points else None


def _rescored(plan: Plan, own: Score, better: Better, context: Context, rounding: Rounding) -> Score:
    answers: tuple[Answer, ...] = own.answers
    if better.value is not None:
        answers = (replace(own.answers[0], value=better.value),)
    if better.grade is not None:
        context = context._replace(
            grade=Grade(SubmissionId(""), plan.leaf.code, better.grade, "", CellPlace(""))
        )
    if better.price is not None:
        context = context._replace(price=better.price)
    return score(plan, answers, context, rounding)
