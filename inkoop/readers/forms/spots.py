"""The one answer cell of a question or option, also when the workbook holds its code more than once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell, Sheet, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import ANSWER_HEADER
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Located
from inkoop.rules.submission.kinds.base import is_blank


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a code of the form stands, and the answer cell that goes with it."""

    sheet: Sheet
    row: int
    column: int

    @property
    def cell(self) -> RawCell | None:
        """The filled answer cell, or None when a person would see nothing there."""
        cell = self.sheet.cells.get((self.row, self.column))
        return None if is_blank(cell) else cell

    def place(self, file: str) -> CellPlace:
        """The answer cell as a place."""
        return CellPlace(file, self.sheet.name, cell_name(self.row, self.column))


def answer_column_of(sheet: Sheet, row: int) -> int:
    """The column under the word Antwoord in a header row; 0 when there is none."""
    for (other, column), cell in sheet.cells.items():
        if other == row and cell.kind is CellKind.TEXT and str(cell.value).strip() == ANSWER_HEADER:
            return column
    return 0


def single_answer(code: str, spots: list[Spot], file: str) -> tuple[Located | None, list[Finding]]:
    """The answer cell of a code. None when the row is missing, or there twice with different answers."""
    question = code.partition(":")[0]
    if not spots:
        return None, [finding("FORM-04", CellPlace(file), vraag=question)]
    filled = [spot for spot in spots if spot.cell is not None]
    spot = (filled or spots)[0]
    if any(_content(other) != _content(spot) for other in filled):
        where = ", ".join(f"{other.sheet.name} {other.place(file).cell}" for other in filled)
        return None, [finding("FORM-05", spot.place(file), vraag=question, plaatsen=where)]
    findings: list[Finding] = []
    if len(filled) > 1:
        findings.append(finding("FORM-06", spot.place(file), vraag=question))
    located = Located(spot.cell, spot.place(file))
    findings += visibility(spot.sheet, spot.row, spot.column, located, question)
    covering = _covering_merge(spot)
    if covering is not None:
        findings.append(finding("FORM-09", located.place, vraag=question, eerste=cell_name(*covering)))
    return located, findings


def visibility(sheet: Sheet, row: int, column: int, located: Located, question: str) -> Iterator[Finding]:
    """A finding when an answer stands in a hidden cell: it counts, but people may not see it."""
    if located.cell is None:
        return
    if sheet.hidden:
        yield finding("FORM-08", located.place, vraag=question, wat="blad")
    elif row in sheet.hidden_rows:
        yield finding("FORM-08", located.place, vraag=question, wat="rij")
    elif column in sheet.hidden_columns:
        yield finding("FORM-08", located.place, vraag=question, wat="kolom")


def _content(spot: Spot) -> tuple[object, ...]:
    cell = spot.cell
    return () if cell is None else (cell.kind, cell.value)


def _covering_merge(spot: Spot) -> tuple[int, int] | None:
    """The first cell of a merged range that hides this answer cell, if any."""
    for first_row, first_column, last_row, last_column in spot.sheet.merged:
        inside = first_row <= spot.row <= last_row and first_column <= spot.column <= last_column
        if inside and (first_row, first_column) != (spot.row, spot.column):
            return first_row, first_column
    return None
