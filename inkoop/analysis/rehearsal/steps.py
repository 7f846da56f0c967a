"""Scales and rules with a step that nobody can reach, that makes no difference, or that jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from inkoop.analysis.rehearsal.concerns import Concern, Path, concern, paths
from inkoop.domain.answers import Code
from inkoop.domain.exact import ZERO
from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.kinds import kind_of
from inkoop.rules.scoring.kinds.base import HUNDRED, Counts, Goal, Kind

JUMP = Decimal(50)
"""A step that gives so many percent of the points more than the one before, on a scale of three or more."""


def step_concerns(tender: Tender) -> Iterator[Concern]:
    """Everything about steps that follows from the kader alone, with certainty."""
    yield from _scales(tender)
    where = paths(tender)
    for leaf, _ in tender.leaves:
        place = where[leaf.code]
        kind = kind_of(leaf, tender)
        for what, why in _never(kind, tender.part_of(leaf), tender.question_of(leaf)):
            name = f"{leaf.code} ({leaf.title})"
            yield concern("PROEF-11", leaf.code, (*place, "regel"), criterium=name, stap=what, reden=why)
        if kind.steps:
            shares = [step.percentage for step in kind.steps]
            names = [f"vanaf {decimal_text(step.low)}" for step in kind.steps]
            yield from _between(leaf.code, shares, names, (*place, "regel"))


def _scales(tender: Tender) -> Iterator[Concern]:
    used = {leaf.rule.scale for leaf in tender.assessed if isinstance(leaf.rule, AssessedRule)}
    for name, scale in tender.scales.items():
        if name in used:
            shares = [step.percentage for step in scale.steps]
            names = [step.name for step in scale.steps]
            yield from _between(name, shares, names, ("schalen", name))


def _between(subject: str, shares: Sequence[Decimal], names: Sequence[str], path: Path) -> Iterator[Concern]:
    for (low, high), (first, second) in zip(pairwise(shares), pairwise(names), strict=True):
        if low == high:
            yield concern("PROEF-12", subject, path, waar=subject, laag=first, hoog=second)
        elif len(shares) > 2 and abs(high - low) >= JUMP:
            gap = decimal_text(abs(high - low))
            yield concern("PROEF-13", subject, path, waar=subject, laag=first, hoog=second, sprong=gap)


def _never(kind: Kind[Any], asked: Any, question: Any) -> Iterator[tuple[str, str]]:
    """What nobody can reach with what the form lets in, and why."""
    if kind.counts is Counts.NUMBER and not kind.summed:
        for goal in kind.goals:
            if not _can_be_reached(goal, asked.minimum, asked.maximum):
                yield _named(kind, goal), _outside(asked.minimum, asked.maximum)
    most, why = _most(kind, asked, question)
    if most is not None and kind.goal is not None and kind.goal > most:
        yield _FULL, why


def _most(kind: Kind[Any], asked: Any, question: Any) -> tuple[int | None, str]:
    """How many a rule that counts can find in a form at most; None where nothing says so."""
    table = isinstance(question, TableQuestion)
    if kind.counts is Counts.AMOUNT:
        most = question.max_rows if table else len(kind.choices)
        return most, f"er kunnen er hoogstens {most} ingevuld worden"
    if kind.counts is Counts.CODES and table and asked.holds is Code:
        return question.max_rows, f"de tabel heeft hoogstens {question.max_rows} rijen"
    return None, ""


_FULL = "het volle aantal punten"


def _can_be_reached(goal: Goal, least: Decimal, most: Decimal) -> bool:
    point = goal.low == goal.high
    return goal.low <= most and (goal.high is None or goal.high > least or (point and goal.high == least))


def _named(kind: Kind[Any], goal: Goal) -> str:
    if goal in kind.steps:
        return f"de stap vanaf {decimal_text(goal.low)}"
    return {HUNDRED: _FULL, ZERO: "nul punten"}.get(
        goal.percentage, f"{decimal_text(goal.percentage)} procent van de punten"
    )


def _outside(low: Decimal, high: Decimal) -> str:
    return f"het formulier staat {decimal_text(low)} tot en met {decimal_text(high)} toe"
