"""A submission: what a provider filled in, each answer with the cell it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple, NewType

from inkoop.domain.answers import Row, Value
from inkoop.domain.cells import RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace

SubmissionId = NewType("SubmissionId", str)
"""Who a submission is: made from the content of its file, so that it never changes. Everything about a
submission is found by it; a name may be borne by two, and a file may be called anything."""
_DIGITS = 12


def content_id(digest: str, file: str) -> SubmissionId:
    """The identifier by the SHA-256 of the content; of a file that cannot be opened, by its name."""
    return SubmissionId((digest or sha256(file.encode()).hexdigest())[:_DIGITS])


class Located(NamedTuple):
    """A cell of the form that belongs to a question; `cell` is None when it is empty."""

    cell: RawCell | None
    place: CellPlace


@dataclass(frozen=True, slots=True)
class LocatedOptions:
    """The option cells of a multiple choice, by option code."""

    options: Mapping[str, Located]
    place: CellPlace


@dataclass(frozen=True, slots=True)
class LocatedTable:
    """The filled rows of a table: per row the cells by column code, or column:option for choices."""

    rows: tuple[Mapping[str, Located], ...]
    place: CellPlace
    columns: frozenset[str] = frozenset()
    """The columns that the workbook has, so that a removed one is noticed."""


LocatedAnswer = Located | LocatedOptions | LocatedTable


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the raw text beside the value. The value is None when it is absent or unreadable."""

    question: str
    raw: str
    value: Value | None
    place: CellPlace

    @property
    def number(self) -> Decimal | None:
        """The number that was answered, if any."""
        return self.value.number if self.value else None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that were chosen, if any."""
        return self.value.codes if self.value else ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that were filled in, if any."""
        return self.value.rows if self.value else ()


@dataclass(frozen=True, slots=True)
class Submission:
    """One workbook that was handed in, read and checked."""

    id: SubmissionId
    file: str
    size: int
    sha256: str
    tenderer: str
    """The provider's own name; the file name when the name could not be read."""
    label: str = ""
    """The name with the file, where another bears the same name; empty when the name is enough."""
    registration: str = ""
    """The number in the trade register (KvK), where the kader asks for it."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        """What people call this submission, and no other one beside it."""
        return self.label or self.tenderer

    def answer(self, question: str) -> Answer | None:
        """The answer to a question, or None when the form has none."""
        return self.answers.get(question)

    def number(self, question: str | None) -> Decimal | None:
        """The number that was answered to a question; None without one."""
        answer = self.answers.get(question or "")
        return answer.number if answer else None

    def codes(self, question: str | None) -> tuple[str, ...]:
        """The codes that were chosen on a question."""
        answer = self.answers.get(question or "")
        return answer.codes if answer else ()

    def rows(self, question: str | None) -> tuple[Row, ...]:
        """The rows that were filled in of a table."""
        answer = self.answers.get(question or "")
        return answer.rows if answer else ()


@dataclass(frozen=True, slots=True)
class Grade:
    """What the panel decided on one open answer."""

    submission: SubmissionId
    criterion: str
    grade: Decimal
    comment: str
    place: CellPlace


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a requirement (by its code), or on a whole submission (`inschrijving`)."""

    submission: SubmissionId
    subject: str
    met: bool
    motivation: str
    place: CellPlace


WHOLE_SUBMISSION = "inschrijving"
"""The subject of a decision on a submission with faults."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything people decided: grades by (submission, criterion), decisions by (submission, subject)."""

    files: tuple[tuple[str, int, str], ...] = ()
    """Name, size and SHA-256 of the workbooks it was read from."""
    grades: Mapping[tuple[SubmissionId, str], Grade] = field(default_factory=dict)
    decisions: Mapping[tuple[SubmissionId, str], Decision] = field(default_factory=dict)
