"""The percentage that the scale gives to the panel's grade, or the mean of what it gives to each grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from inkoop.domain.answers import NOTHING, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Scale, ScaleStep
from inkoop.rules.scoring.kinds.base import HUNDRED, Better, Context, Kind, Share, Unknown


@dataclass(frozen=True, slots=True)
class AssessedReason(Reason):
    """The step of the scale for every grade that counts, why the panel gave it, and whether there was an
    answer at all."""

    steps: tuple[ScaleStep, ...]
    """One, or those of which the mean counts."""
    comment: str
    empty: bool


class Assessed(Kind[AssessedRule]):
    """A grade on a scale."""

    of = AssessedRule
    fits = ("tekst", "tabel")
    needs_answer = False

    def __init__(self, rule: AssessedRule, choices: Mapping[str, str], scale: Scale | None = None) -> None:
        super().__init__(rule, choices, scale)
        self._steps = {step.grade: step for step in scale.steps} if scale else {}

    def share(self, value: Value, context: Context) -> Share | None:
        """What the grade gives; grades off the scale are refused when they are read."""
        given = context.grade
        if given is None:
            return None
        steps = tuple(self._steps[grade] for grade in given.every)
        total = sum((step.percentage for step in steps), Decimal(0))
        return Share(total, HUNDRED * len(steps), AssessedReason(steps, given.comment, value is NOTHING))

    def better(self, _: Value, context: Context) -> Better | None:
        """The next grade that gives more; of a mean the next that gives more when everybody gives it."""
        if context.grade is None:
            return None
        every = context.grade.every
        own = sum((Fraction(self._steps[grade].percentage) for grade in every), Fraction(0)) / len(every)
        higher = [step for step in self._steps.values() if step.percentage > own]
        return Better(grade=min(higher, key=lambda step: step.percentage).grade) if higher else None

    def tells(self, _: object) -> bool:
        """A grade says how good an answer was, and not what it was."""
        return False

    @classmethod
    def faults(cls, raw: Mapping[str, Any], scales: Mapping[str, Any]) -> Iterator[Unknown]:
        """A scale that is not there."""
        name = raw.get("schaal")
        if isinstance(name, str) and name not in scales:
            yield Unknown(("schaal",), "De schaal", name, tuple(scales))
