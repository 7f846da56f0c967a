"""Scales and rules with a step that nobody can reach, that makes no difference, or that jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from inkoop.analysis.rehearsal.concerns import Concern, Path, concern, paths
from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.bands import BandsRule
from inkoop.domain.rules.count import CountRule
from inkoop.domain.rules.coverage import CoverageRule
from inkoop.domain.rules.linear import LinearRule
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import decimal_text

JUMP = Decimal(50)
"""A step that gives so many percent of the points more than the one before, on a scale of three or more."""


def step_concerns(tender: Tender) -> Iterator[Concern]:
    """Everything about steps that follows from the kader alone, with certainty."""
    yield from _scales(tender)
    where = paths(tender)
    for leaf, _ in tender.leaves:
        place = where[leaf.code]
        yield from _unreachable(leaf, tender, place)
        if isinstance(leaf.rule, BandsRule):
            shares = [band.percentage for band in leaf.rule.bands]
            names = [f"vanaf {decimal_text(band.start)}" for band in leaf.rule.bands]
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


def _unreachable(leaf: Criterion, tender: Tender, place: Path) -> Iterator[Concern]:
    rule, question = leaf.rule, tender.question_of(leaf)
    column = getattr(rule, "column", None)
    asked: Any = question.column(column) if column and isinstance(question, TableQuestion) else question
    path = (*place, "regel")
    for what, why in _never(rule, asked, question, tender):
        yield concern(
            "PROEF-11", leaf.code, path, criterium=f"{leaf.code} ({leaf.title})", stap=what, reden=why
        )


def _never(rule: Any, asked: Any, question: Any, tender: Tender) -> Iterator[tuple[str, str]]:
    summed = getattr(rule, "operation", None) == "som"
    low, high = getattr(asked, "minimum", None), getattr(asked, "maximum", None)
    if isinstance(rule, BandsRule) and low is not None and high is not None and not summed:
        yield from _bands(rule, low, high)
    if isinstance(rule, LinearRule) and low is not None and high is not None and not summed:
        ends = ((rule.full_at, "het volle aantal punten"), (rule.zero_at, "nul punten"))
        for end, what in ends:
            if not low <= end <= high:
                yield what, _outside(low, high)
    if isinstance(rule, CountRule):
        most = question.max_rows if isinstance(question, TableQuestion) else len(tender.choices_of(question))
        if rule.full_at > most:
            yield "het volle aantal punten", f"er kunnen er hoogstens {most} ingevuld worden"
    if isinstance(rule, CoverageRule) and isinstance(question, TableQuestion) and asked.kind == "keuze":
        goal = rule.full_at or len(tender.choices_of(asked))
        if goal > question.max_rows:
            yield "het volle aantal punten", f"de tabel heeft hoogstens {question.max_rows} rijen"


def _bands(rule: BandsRule, low: Decimal, high: Decimal) -> Iterator[tuple[str, str]]:
    for index, band in enumerate(rule.bands):
        after = rule.bands[index + 1].start if index + 1 < len(rule.bands) else None
        if band.start > high or (after is not None and after <= low):
            yield f"de stap vanaf {decimal_text(band.start)}", _outside(low, high)


def _outside(low: Decimal, high: Decimal) -> str:
    return f"het formulier staat {decimal_text(low)} tot en met {decimal_text(high)} toe"
