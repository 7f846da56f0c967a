"""The tables of the form: found by their marker row, read as rows of located cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import OPTION_SEPARATOR, ROW_HEADER, TABLE_PREFIX
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import MultiChoiceColumn, TableQuestion
from inkoop.domain.submission import Located, LocatedTable
from inkoop.domain.tender import Tender
from inkoop.readers.files.grid import MAX_ROW
from inkoop.readers.forms.spots import visibility
from inkoop.rules.submission.kinds.base import is_blank, raw_text


@dataclass(frozen=True, slots=True)
class TableBlock:
    """One occurrence of a table: its columns by key, and its rows that hold anything typed."""

    sheet: Sheet
    marker: int
    columns: Mapping[str, int]
    rows: tuple[int, ...]
    printed: tuple[int, ...] = ()
    """The rows that the form has for answers, by their number in the first column."""
    typed: frozenset[int] = frozenset()
    """The columns that people fill in; the others the form filled in itself."""

    def cells(self) -> Iterator[tuple[int, int]]:
        """Every cell in which an answer may stand."""
        for row in {*self.printed, *self.rows}:
            for column in self.typed:
                yield row, column

    def cell(self, row: int, key: str) -> RawCell | None:
        """A filled cell of the table, or None."""
        cell = self.sheet.cells.get((row, self.columns[key]))
        return None if is_blank(cell) else cell

    def contents(self) -> list[list[object]]:
        """What the rows hold, to see whether two copies say the same."""
        return [[self.cell(row, key) for key in sorted(self.columns)] for row in self.rows]

    def area(self) -> str:
        """The filled part as a range; of a table whose rows the form names, all of these rows.

        Of an empty table without such rows it is the marker row.
        """
        left, right = min(self.columns.values()), max(self.columns.values())
        rows = self.printed if self.typed < set(self.columns.values()) else self.rows
        if not rows:
            return cell_name(self.marker, left)
        return f"{cell_name(rows[0], left)}:{cell_name(rows[-1], right)}"


def find_tables(workbook: Workbook, tables: Mapping[str, TableQuestion]) -> dict[str, list[TableBlock]]:
    """Every occurrence of every table, by question code; `tables` is keyed by the lower-case code."""
    found: dict[str, list[TableBlock]] = {}
    for sheet in workbook.sheets:
        markers: list[tuple[int, int, TableQuestion]] = []
        for (row, column), cell in sheet.cells.items():
            if cell.kind is CellKind.TEXT and str(cell.value).lower().startswith(TABLE_PREFIX):
                code = str(cell.value).strip().lower().removeprefix(TABLE_PREFIX)
                if code in tables:
                    markers.append((row, column, tables[code]))
        markers.sort(key=lambda marker: marker[:2])
        for position, (row, column, question) in enumerate(markers):
            end = markers[position + 1][0] if position + 1 < len(markers) else None
            block = _block(sheet, row, column, question, end)
            if block is not None:
                found.setdefault(question.code, []).append(block)
    return found


def _block(
    sheet: Sheet, marker: int, first: int, question: TableQuestion, end: int | None
) -> TableBlock | None:
    columns: dict[str, int] = {}
    start = marker
    below: dict[int, set[int]] = {}
    for (row, column), cell in sheet.cells.items():
        if row < marker or (end is not None and row >= end):
            continue
        if row == marker and column > first and cell.kind is CellKind.TEXT:
            columns.setdefault(str(cell.value).strip(), column)
        if column == first and str(cell.value).strip() == ROW_HEADER:
            start = row
        if row > marker and not is_blank(cell):
            below.setdefault(row, set()).add(column)
    own = {column.code for column in question.columns}
    # Right of the columns of the table stand the form's own checks.
    columns = {key: place for key, place in columns.items() if _column_of(key) in own}
    if not columns or start == marker:
        return None
    typed = frozenset(place for key, place in columns.items() if _column_of(key) not in question.printed)
    printed = _printed_rows(sheet, first, start, below)
    last = max(printed, default=MAX_ROW)
    # Below the rows of the form a single word is a note; a row with more in it is an answer all the same.
    least = min(2, len(typed))
    rows = tuple(
        sorted(
            row
            for row, filled in below.items()
            if row > start and len(filled & typed) >= (1 if row <= last else least)
        )
    )
    return TableBlock(sheet, marker, columns, rows, printed, typed)


def _column_of(key: str) -> str:
    """The column that a key above a table belongs to: its own, or that of an option."""
    return key.partition(OPTION_SEPARATOR)[0]


def _printed_rows(sheet: Sheet, first: int, start: int, below: Iterable[int]) -> tuple[int, ...]:
    """The rows with a number under `Nr.`, with those that were put in between them."""
    numbered = [
        row for row in below if row > start and raw_text(sheet.cells.get((row, first))).strip().isdecimal()
    ]
    return tuple(range(start + 1, max(numbered) + 1)) if numbered else ()


def read_table(
    question: TableQuestion, tender: Tender, blocks: list[TableBlock], file: str
) -> tuple[LocatedTable | None, list[Finding]]:
    """The table's rows; None when it is missing, or there twice with different contents."""
    code = question.code
    if not blocks:
        return None, [finding("FORM-04", CellPlace(file), vraag=code)]
    filled = [block for block in blocks if block.rows]
    block = (filled or blocks)[0]
    place = CellPlace(file, block.sheet.name, block.area())
    if any(block.contents() != other.contents() for other in filled):
        where = ", ".join(f"{other.sheet.name} {other.area()}" for other in filled)
        return None, [finding("FORM-05", place, vraag=code, plaatsen=where)]
    findings: list[Finding] = []
    if len(filled) > 1:
        findings.append(finding("FORM-06", place, vraag=code))
    missing = [key for key in _keys(question, tender) if key not in block.columns]
    if missing:
        findings.append(finding("FORM-07", place, vraag=code, mist=", ".join(missing)))
    rows = [_located(block, row, file) for row in block.rows]
    for row, cells in zip(block.rows, rows, strict=True):
        for key, located in cells.items():
            findings += visibility(block.sheet, row, block.columns[key], located, code)
    return LocatedTable(tuple(rows), place, frozenset(block.columns)), findings


def _located(block: TableBlock, row: int, file: str) -> dict[str, Located]:
    return {
        key: Located(block.cell(row, key), CellPlace(file, block.sheet.name, cell_name(row, column)))
        for key, column in block.columns.items()
    }


def _keys(question: TableQuestion, tender: Tender) -> list[str]:
    keys: list[str] = []
    for column in question.columns:
        if isinstance(column, MultiChoiceColumn):
            keys += [f"{column.code}{OPTION_SEPARATOR}{option}" for option in tender.choices_of(column)]
        else:
            keys.append(column.code)
    return keys
