"""What was handed in, as the dossier writes it down and reads it back: places, answers, findings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from inkoop.catalogue import entries
from inkoop.domain.answers import Row, Rows, Value
from inkoop.domain.fields import Maybe
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace, LinePlace, Place
from inkoop.domain.questions import Column, Question, TableQuestion
from inkoop.domain.submission import Answer, Submission, SubmissionId, content_id
from inkoop.domain.tender import Tender

Size = Annotated[int, Field(alias="bytes", ge=0, le=2**53)]


class DossierError(Exception):
    """The dossier cannot be used; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A cell of a workbook, or a line and column of a text file."""

    file: Annotated[str, Field(alias="bestand")]
    sheet: Annotated[Maybe[str], Field(alias="blad")] = None
    cell: Annotated[Maybe[str], Field(alias="cel")] = None
    line: Annotated[Maybe[int], Field(alias="regel")] = None
    column: Annotated[Maybe[int], Field(alias="kolom")] = None
    part: Annotated[Maybe[str], Field(alias="deel")] = None

    @classmethod
    def of(cls, place: Place) -> PlaceRecord:
        """The record of a place, without the parts that are empty."""
        if isinstance(place, LinePlace):
            line, column = (place.line, place.column) if place.line else (None, None)
            return cls(place.file, None, None, line, column, place.part or None)
        return cls(place.file, place.sheet or None, place.cell or None)

    def read(self) -> Place:
        """The place."""
        if self.line is None:
            return self.read_cell()
        return LinePlace(self.file, self.line, self.column or 0, self.part or "")

    def read_cell(self) -> CellPlace:
        """The cell, where it can be nothing else."""
        return CellPlace(self.file, self.sheet or "", self.cell or "")


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """An answer with its cell. A confidential one has no text or value in the public version."""

    question: Annotated[str, Field(alias="vraag")]
    sheet: Annotated[str, Field(alias="blad")] = ""
    cell: Annotated[str, Field(alias="cel")] = ""
    text: Annotated[str | None, Field(alias="tekst")] = None
    value: Annotated[Any, Field(alias="waarde")] = None
    confidential: Annotated[bool | None, Field(alias="vertrouwelijk")] = None
    shut: Annotated[bool | None, Field(alias="niet_geopend")] = None
    file: Annotated[str | None, Field(alias="bestand")] = None
    """Where it stands in another workbook than the form: that with the prices."""

    @classmethod
    def of(cls, answer: Answer, form: str, *, hidden: bool) -> AnswerRecord:
        """The record of an answer, without its content when that stays hidden.

        Args:
            form: the file of the form.
        """
        where = answer.question, answer.place.sheet, answer.place.cell
        other = answer.place.file if answer.place.file not in {form, ""} else None
        if hidden:
            return cls(*where, confidential=True, file=other)
        if answer.shut:
            return cls(*where, shut=True, file=other)
        value = value_data(answer.value) if answer.value else None
        return cls(*where, answer.raw, value, file=other)

    def read(self, file: str, tender: Tender) -> Answer:
        """The answer. Raises DossierError when its value does not fit its question."""
        question = tender.questions.get(self.question)
        if question is None:
            raise DossierError(f"het kader kent de vraag {self.question} niet")
        file = file if self.file is None else self.file
        value = None if self.value is None else value_of(self.value, question, file)
        place = CellPlace(file, self.sheet, self.cell)
        hidden, shut = bool(self.confidential), bool(self.shut)
        return Answer(self.question, self.text or "", value, place, withheld=hidden, shut=shut)


def value_data(value: Value) -> Any:
    """A value as JSON; each cell of a table with its place."""
    return [_cells(row) for row in value.rows] or value.data


def _cells(row: Row) -> dict[str, dict[str, Any]]:
    where = {column: row.places.get(column, CellPlace("")) for column in row.values}
    return {
        column: {"waarde": value.data, "blad": where[column].sheet, "cel": where[column].cell}
        for column, value in row.values.items()
    }


def value_of(data: Any, asked: Question | Column, file: str) -> Value:
    """The value of an answer or of one cell of a table, by what was asked."""
    if isinstance(asked, TableQuestion):
        if not isinstance(data, list):
            raise DossierError(f"het antwoord op vraag {asked.code} is geen tabel")
        return Rows(tuple(_row(row, asked, file) for row in data))
    try:
        return asked.holds.of(data)
    except (TypeError, ValueError):
        raise DossierError(f"de waarde bij {asked.code} past niet bij een {asked.kind}") from None


def _row(data: Any, table: TableQuestion, file: str) -> Row:
    columns = {column.code: column for column in table.columns}
    if not isinstance(data, dict) or not set(data) <= set(columns):
        raise DossierError(f"een rij van tabel {table.code} past niet bij de kolommen")
    values: dict[str, Value] = {}
    places: dict[str, CellPlace] = {}
    for code, cell in data.items():
        if not isinstance(cell, dict) or "waarde" not in cell:
            raise DossierError(f"een cel van tabel {table.code} heeft geen waarde")
        values[code] = value_of(cell["waarde"], columns[code], file)
        places[code] = CellPlace(file, str(cell.get("blad", "")), str(cell.get("cel", "")))
    return Row(values, places)


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """A finding by its code, with the words of its sentence."""

    code: str
    place: Annotated[PlaceRecord, Field(alias="vindplaats")]
    words: Annotated[dict[str, str], Field(alias="woorden")]

    @classmethod
    def of(cls, found: Iterable[Finding]) -> tuple[FindingRecord, ...]:
        """The records of findings."""
        return tuple(cls(each.code, PlaceRecord.of(each.place), dict(each.context)) for each in found)

    def read(self) -> Finding:
        """The finding. Raises DossierError for a code that nobody knows."""
        entry = entries().get(self.code)
        if entry is None:
            raise DossierError(f"de bevinding {self.code[:20]} is hier niet bekend")
        return Finding(self.code, entry.severity, self.place.read(), tuple(self.words.items()))


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """One workbook that was handed in."""

    tenderer: Annotated[str, Field(alias="inschrijver")]
    file: Annotated[str, Field(alias="bestand")]
    size: Size
    sha256: str
    registration: Annotated[str, Field(alias="kvk")]
    answers: Annotated[tuple[AnswerRecord, ...], Field(alias="antwoorden")]
    findings: Annotated[tuple[FindingRecord, ...], Field(alias="bevindingen")]
    read_twice: Annotated[bool, Field(alias="twee_keer_gelezen")] = False

    @classmethod
    def of(
        cls,
        submission: Submission,
        noticed: Iterable[Finding],
        hidden: Collection[tuple[SubmissionId, str]],
    ) -> SubmissionRecord:
        """The record of a submission with all that was noticed about it.

        Args:
            hidden: submission and question of the answers that stay out.
        """
        return cls(
            submission.tenderer,
            submission.file,
            submission.size,
            submission.sha256,
            submission.registration,
            tuple(
                AnswerRecord.of(answer, submission.file, hidden=(submission.id, answer.question) in hidden)
                for answer in submission.answers.values()
            ),
            FindingRecord.of(noticed),
            submission.read_twice,
        )

    def read(self, tender: Tender) -> Submission:
        """The submission. Raises DossierError for an answer that is there twice or does not fit."""
        answers = {answer.question: answer.read(self.file, tender) for answer in self.answers}
        if len(answers) != len(self.answers):
            raise DossierError(f"bij {self.tenderer} staat een antwoord er twee keer")
        findings = tuple(found.read() for found in self.findings)
        return Submission(
            content_id(self.sha256, self.file),
            self.file,
            self.size,
            self.sha256,
            self.tenderer,
            registration=self.registration,
            answers=answers,
            findings=findings,
            read_twice=self.read_twice,
        )
