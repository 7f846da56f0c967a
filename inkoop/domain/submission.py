"""A submission: what a provider filled in, each answer with the cell it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from inkoop.domain.cells import RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace


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

SimpleValue = bool | str | Decimal | date | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row of a table, by column code; columns left empty or unreadable are absent."""

    values: Mapping[str, SimpleValue]
    places: Mapping[str, CellPlace]


Value = SimpleValue | tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: the raw text beside the value. The value is None when it is absent or unreadable."""

    question: str
    raw: str
    value: Value | None
    place: CellPlace


@dataclass(frozen=True, slots=True)
class Submission:
    """One workbook that was handed in, read and checked."""

    file: str
    size: int
    sha256: str
    tenderer: str
    """The provider's own name; the file name when the name could not be read."""
    registration: str = ""
    """The number in the trade register (KvK), where the kader asks for it."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def answer(self, question: str) -> Answer | None:
        """The answer to a question, or None when the form has none."""
        return self.answers.get(question)


@dataclass(frozen=True, slots=True)
class Grade:
    """What the panel decided on one open answer."""

    tenderer: str
    criterion: str
    grade: Decimal
    comment: str
    place: CellPlace


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a requirement (by its code), or on a whole submission (`inschrijving`)."""

    tenderer: str
    subject: str
    met: bool
    motivation: str
    place: CellPlace


WHOLE_SUBMISSION = "inschrijving"
"""The subject of a decision on a submission with faults."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything people decided: grades by (tenderer, criterion), decisions by (tenderer, subject)."""

    files: tuple[tuple[str, int, str], ...] = ()
    """Name, size and SHA-256 of the workbooks it was read from."""
    grades: Mapping[tuple[str, str], Grade] = field(default_factory=dict)
    decisions: Mapping[tuple[str, str], Decision] = field(default_factory=dict)
