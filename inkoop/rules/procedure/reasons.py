"""Whether the reasons of a panel can stand in a letter: each is there, says something, and is no copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inkoop.domain.evaluation import Evaluation
from inkoop.rules.procedure.assessing import to_grade

FEWEST_WORDS = 4
"""A reason of fewer words gives a provider nothing to answer."""


@dataclass(frozen=True, slots=True)
class WeakReason:
    """A reason with which no letter can go out."""

    where: str
    """The cell of the grade."""
    name: str
    criterion: str
    why: str

    def __str__(self) -> str:
        return f"{self.where} ({self.name}, {self.criterion}): {self.why}."


def weak_reasons(evaluation: Evaluation) -> tuple[WeakReason, ...]:
    """Every reason that is empty, too short, or the same as that of another grade."""
    return tuple(_found(evaluation))


def _found(evaluation: Evaluation) -> Iterator[WeakReason]:
    names = {one.id: one.name for one in evaluation.submissions}
    first: dict[str, str] = {}
    for who, criterion in sorted(to_grade(evaluation), key=lambda pair: (names[pair[0]].casefold(), pair[1])):
        grade = evaluation.assessment.grades.get((who, criterion))
        if grade is None:
            continue
        where, words = str(grade.place), grade.comment.casefold().split()
        key = " ".join(words)
        if not words:
            why = "de toelichting bij dit cijfer is leeg"
        elif len(words) < FEWEST_WORDS:
            why = f"de toelichting bij dit cijfer is te kort: schrijf minstens {FEWEST_WORDS} woorden"
        elif key in first:
            why = f"de toelichting bij dit cijfer is dezelfde als die bij {first[key]}"
        else:
            first[key] = where
            continue
        yield WeakReason(where, names[who], criterion, why)
