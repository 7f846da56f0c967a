"""A submission: what a provider filled in, each answer with the cell it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple, NewType

from inkoop.domain.answers import Row, Value
from inkoop.domain.cells import Makers, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book

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
    supplied: tuple[Decision, ...] = ()
    """The decisions by which people read what the program could not read for certain: one on the whole
    answer, or one on each cell of a table."""
    withheld: bool = False
    """The answer is confidential and not at hand: nothing may be concluded from its absence."""
    shut: bool = False
    """It stands in a workbook that was not opened: nothing may be concluded from its absence either."""
    options: Mapping[str, CellPlace] = field(default_factory=dict, compare=False)
    """The cell of every option of a multiple choice that the workbook has."""

    @property
    def read_by(self) -> Decision | None:
        """The decision by which people read the whole answer, if any."""
        return next((made for made in self.supplied if made.cell is None), None)

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
    read_twice: bool = False
    """Whether a second program read its workbook as well."""
    enclosed: tuple[str, ...] | None = field(default=None, compare=False)
    """The names of the files that came with it in its own folder or zip; None for a loose form."""
    receipt: int = field(default=0, compare=False)
    """Its number of receipt in the record of a tender's folder; 0 where there is no record."""
    book: Book = field(default=Book.WHOLE, compare=False)
    """Which workbook of the form was read first: that with the prices has no more than those."""
    makers: Makers = field(default=Makers(), compare=False)
    """Who the file says that made it; not in a submission that comes from a dossier."""
    cells: Mapping[str, LocatedAnswer] = field(default_factory=dict, compare=False, repr=False)
    """The cells of the answers by question of the form, for who shows a submission as it was typed; empty
    unless the reader was asked to keep them."""

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
class Given:
    """What one assessor gave for one answer and why, before the panel met."""

    label: str
    """How the assessor is called in public: B1."""
    grade: Decimal
    comment: str


@dataclass(frozen=True, slots=True)
class Grade:
    """What the panel decided on one open answer."""

    submission: SubmissionId
    criterion: str
    grade: Decimal
    """What the panel gave together; where the mean counts the lowest of what each gave."""
    comment: str
    place: CellPlace
    others: tuple[Decimal, ...] = ()
    """Where the mean counts: what the other assessors gave, from low to high."""
    given: tuple[Given, ...] = ()
    """What each gave beforehand, where that is known; never for the public."""

    @property
    def every(self) -> tuple[Decimal, ...]:
        """All the grades that count: one, or those of which the mean counts."""
        return (self.grade, *self.others)


class Ruling(StrEnum):
    """What people can decide; the values are what they type."""

    MET = "voldoet"
    NOT_MET = "voldoet niet"
    REPLACED = "vervangen"
    """The submission does not count: the tenderer handed in another."""
    READ_AS = "lees als"
    """The answer that could not be read for certain is this."""
    WITHDRAWN = "ingetrokken"
    """The tenderer no longer takes part. Nobody judged it."""
    PREFERS = "voorkeur"
    """The lots that the tenderer likes best, in its order, asked once it was in line for too many."""


JUDGING = frozenset({Ruling.MET, Ruling.NOT_MET, Ruling.REPLACED})
"""The rulings that say whether a submission goes on."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """One answer in a table: a column of a row. Several choices take more cells of the workbook than one."""

    column: str
    row: int
    """The place of its row among the filled ones, from 0."""
    cells: tuple[str, ...]
    """What the workbook calls its cells, such as C7."""

    @property
    def name(self) -> str:
        """How people find it: its first cell."""
        return self.cells[0]


class DecisionKey(NamedTuple):
    """What a decision is about; to read an answer is another thing than to judge it."""

    submission: SubmissionId
    subject: str
    lot: str = ""
    """Empty for all lots."""
    reads: bool = False
    column: str = ""
    row: int = -1


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on one point of one submission, and why."""

    submission: SubmissionId
    subject: str
    """The code of a requirement, question or sub-criterion; `inschrijving` for the whole."""
    ruling: Ruling
    motivation: str
    place: CellPlace
    lot: str = ""
    """The lot it is about; empty when it holds in all lots."""
    by: str = ""
    """Who decided, where that was written down."""
    given: str = ""
    """What stands behind `lees als`, as it was typed."""
    value: Value | None = None
    """The same as the program read it."""
    cell: TableCell | None = None
    """The one answer that it is about in a table; None when it is about the whole subject."""

    @property
    def met(self) -> bool:
        """Whether the submission goes on."""
        return self.ruling in (Ruling.MET, Ruling.READ_AS)

    @property
    def key(self) -> DecisionKey:
        """What it is about."""
        where = (self.cell.column, self.cell.row) if self.cell else ()
        reads = self.ruling is Ruling.READ_AS
        subject = self.subject if reads or self.ruling in JUDGING else f"{self.subject}: {self.ruling}"
        return DecisionKey(self.submission, subject, self.lot, reads, *where)

    @property
    def words(self) -> str:
        """The decision as it was typed: lees als 39,90."""
        return f"{self.ruling} {self.given}".rstrip()


NAME_QUESTION = "naam"
"""The code of the question by whose answer everybody knows a tenderer."""
WHOLE_SUBMISSION = "inschrijving"
"""The subject of a decision on a submission with faults."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything people decided: grades by (submission, criterion), decisions by what they are about."""

    files: tuple[tuple[str, int, str], ...] = ()
    """Name, size and SHA-256 of the workbooks it was read from."""
    grades: Mapping[tuple[SubmissionId, str], Grade] = field(default_factory=dict)
    decisions: Mapping[DecisionKey, Decision] = field(default_factory=dict)
    unusable: Mapping[SubmissionId, tuple[Finding, ...]] = field(default_factory=dict)
    """By submission what is wrong with the rows that decide about it and cannot be used."""

    def about(self, submission: SubmissionId, subject: str, lot: str = "") -> Decision | None:
        """The judgement on a subject as it holds in a lot: one about that lot goes before one about all."""
        own = self.decisions.get(DecisionKey(submission, subject, lot))
        return own or self.decisions.get(DecisionKey(submission, subject))

    def readings(self, submission: SubmissionId, lot: str = "") -> tuple[Decision, ...]:
        """How answers read by decisions about exactly this lot, or about all lots when that is empty."""
        return tuple(
            made for made in self.of(submission) if made.ruling is Ruling.READ_AS and made.lot == lot
        )

    def at_cell(self, submission: SubmissionId, question: str, cell: str, lot: str) -> tuple[Decision, ...]:
        """What was decided in a lot about one cell of a table, first what is about that lot alone."""
        here = [made for made in self.of(submission) if made.cell and cell in made.cell.cells]
        about = [made for made in here if made.subject == question and made.lot in ("", lot)]
        return tuple(sorted(about, key=lambda made: not made.lot))

    def of(self, submission: SubmissionId) -> tuple[Decision, ...]:
        """Everything that was decided about a submission."""
        return tuple(made for made in self.decisions.values() if made.submission == submission)
