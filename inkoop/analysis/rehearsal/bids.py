"""Made-up bids: what a simulated provider answers and which grades it gets. Nobody's real submission."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from inkoop.domain.answers import Value
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Grade, Submission, SubmissionId

NOWHERE = CellPlace("verzonnen")


@dataclass(frozen=True, slots=True)
class Bid:
    """A name with answers by question code, and grades by criterion code."""

    name: str
    answers: Mapping[str, Value] = field(default_factory=dict)
    grades: Mapping[str, Decimal] = field(default_factory=dict)

    def changed(self, change: Change) -> Bid:
        """The same bid with other answers or grades; None takes an answer away."""
        answers = {**self.answers, **change.answers}
        kept = {code: value for code, value in answers.items() if value is not None}
        return replace(self, answers=kept, grades={**self.grades, **change.grades})

    def named(self, name: str) -> Bid:
        """The same bid by somebody else."""
        return replace(self, name=name)

    @property
    def id(self) -> SubmissionId:
        """Who it is: made-up bids have names of their own, and no content."""
        return SubmissionId(f"verzonnen {self.name}")

    def submission(self) -> Submission:
        """The bid as the engine knows one."""
        # Nobody typed these answers, so there is no text of them.
        answers = {code: Answer(code, "", value, NOWHERE) for code, value in self.answers.items()}
        return Submission(self.id, f"{self.name}.xlsx", 0, "", self.name, answers=answers)

    def given_grades(self) -> dict[tuple[SubmissionId, str], Grade]:
        """The grades as the engine knows them."""
        own = self.id
        return {
            (own, code): Grade(own, code, grade, "Verzonnen.", NOWHERE) for code, grade in self.grades.items()
        }


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers and grades."""

    answers: Mapping[str, Value | None] = field(default_factory=dict)
    grades: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Level:
    """One way to answer a sub-criterion, in words and as a change."""

    words: str
    change: Change
    figure: Decimal | None = None
    """The number in it, if it is one."""
