"""The percentage that the scale gives to the panel's grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.answers import NOTHING, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Scale
from inkoop.rules.scoring.kinds.base import Better, Context, Kind, Share, Unknown, percentage


@dataclass(frozen=True, slots=True)
class AssessedReason(Reason):
    """The grade with its name, why the panel gave it, and whether there was an answer at all."""

    grade: Decimal
    name: str
    comment: str
    empty: bool
    percentage: Decimal


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
        step = self._steps[given.grade]
        reason = AssessedReason(step.grade, step.name, given.comment, value is NOTHING, step.percentage)
        return percentage(step.percentage, reason)

    def better(self, _: Value, context: Context) -> Better | None:
        """The next grade that gives more."""
        if context.grade is None:
            return None
        own = self._steps[context.grade.grade].percentage
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
