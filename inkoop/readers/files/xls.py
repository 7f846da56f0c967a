"""Reads the old .xls format with xlrd: values, errors, formats, and what is hidden.

What that library keeps to itself, which cells are formulas, is read from its stream of records. It
raises errors of many kinds on a bad file and is absent in the browser.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from typing import TYPE_CHECKING

from inkoop.domain.cells import CellKind, Extra, ExtraKind, RawCell, Sheet
from inkoop.domain.visible import visible
from inkoop.readers.files.archive import ENCRYPTED, FileRefusedError, Limits, damaged
from inkoop.readers.files.cell_values import (
    EPOCH_1900,
    EPOCH_1904,
    Shown,
    boolean_cell,
    error_cell,
    formatted_cell,
    printable,
    shown_as,
)
from inkoop.readers.files.grid import MAX_COLUMN, Budget, Grid

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell as XlsCell
    from xlrd.sheet import Sheet as XlsSheet

_PART = "Workbook"
_BEGIN = frozenset((0x0009, 0x0209, 0x0409, 0x0809))
_END = 0x000A
_FORMULAS = frozenset((0x0006, 0x0206, 0x0406))
_OBJECT, _TEXT_OBJECT, _CONTINUED = 0x005D, 0x01B6, 0x003C
_OBJECT_KIND, _REMARK, _TEXT_LENGTH = 4, b"\x19\0", 10
"""Where the kind of a drawn object stands, that of a remark, and where the length of its text stands."""
_RECORD = struct.Struct("<2H")
"""Of each record its kind and the length of what follows; of a cell its row and column."""

_ACTIVE = {
    "macros": re.compile("|".join(("_VBA_PROJECT", "VBA_PROJECT_CUR")).encode("utf-16-le")),
    "ingesloten-bestanden": re.compile(b"M\0B\0D\0(?:[0-9A-F]\0){8}"),
}


def can_read_xls() -> bool:
    """Whether the library for .xls is installed here."""
    try:
        import xlrd  # noqa: F401
    except ImportError:
        return False
    return True


def active_in_xls(data: bytes) -> Iterator[str]:
    """The kinds of things in the file that a form does not need, by the names of its streams."""
    for kind, pattern in _ACTIVE.items():
        if pattern.search(data):
            yield kind


def read_xls(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of an .xls file. Raises whatever the library raises on a damaged file."""
    import xlrd

    budget = Budget(limits)
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
    except xlrd.biffh.XLRDError as fault:
        if "encrypted" in str(fault):
            raise FileRefusedError(ENCRYPTED, soort="xls") from fault
        raise
    budget.check_sheets(book.nsheets)
    formats = _Formats(book)
    return tuple(_sheet(book, book.sheet_by_index(index), formats, budget) for index in range(book.nsheets))


def saved_by(data: bytes) -> str:
    """Who saved the file last, as the program wrote it down; of a file that could be read."""
    import xlrd

    book = xlrd.open_workbook(file_contents=data, on_demand=True, logfile=io.StringIO())
    return " ".join(visible(book.user_name or "").split())


def _sheet(book: Book, source: XlsSheet, formats: _Formats, budget: Budget) -> Sheet:
    if book.mem is None:  # so it is for the formats before Excel 5
        damaged(_PART, f"BIFF {book.biff_version}")
    grid = Grid(_PART, budget)
    position = vars(source)["_position"]
    formulas = frozenset(_formulas(book.mem, position))
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = formats.cell(source.cell(row, column), (row, column) in formulas)
            if cell is not None:
                grid.add(row + 1, column + 1, cell)
        grid.end_row()
    _note_surroundings(grid, source)
    for text in _texts_drawn(book.mem, position):
        grid.put_beside(Extra(ExtraKind.TEXT_BOX, printable(text)))
    return grid.sheet(source.name, source.visibility != 0)


def _note_surroundings(grid: Grid, source: XlsSheet) -> None:
    """What is hidden or merged, and the remarks."""
    for row, row_info in source.rowinfo_map.items():
        if row_info.hidden or row_info.height == 0:
            grid.hidden_rows.append((row + 1, row + 1))
    for column, column_info in source.colinfo_map.items():
        if column_info.hidden or column_info.width == 0:
            grid.hidden_columns.append((column + 1, min(column + 1, MAX_COLUMN)))
    for first_row, end_row, first_column, end_column in source.merged_cells:
        grid.merge(first_row + 1, first_column + 1, end_row, end_column)
    for (row, column), note in source.cell_note_map.items():
        grid.put_beside(Extra(ExtraKind.NOTE, printable(note.text), row + 1, column + 1))


class _Formats:
    """What the number formats of a workbook make of its cells."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._epoch = EPOCH_1904 if book.datemode else EPOCH_1900
        self._shown: dict[int, Shown | None] = {}

    def cell(self, source: XlsCell, formula: bool) -> RawCell | None:
        """The cell, or None for an empty one.

        A formula that gives 0 or nothing may never have been calculated: programs store just that
        then, and nobody can tell from the file.
        """
        import xlrd

        kind, value = source.ctype, source.value
        if formula and value in (0, "") and kind not in (xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR):
            return RawCell(CellKind.UNCALCULATED, "=", True)
        if kind == xlrd.XL_CELL_TEXT and value:
            return RawCell(CellKind.TEXT, printable(str(value)), formula)
        if kind in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            return formatted_cell(repr(value), self._format(source.xf_index), self._epoch, formula)
        if kind == xlrd.XL_CELL_BOOLEAN:
            return boolean_cell(str(value), formula)
        if kind == xlrd.XL_CELL_ERROR:
            return error_cell(xlrd.error_text_from_code.get(int(value), "#N/A"), formula)
        return None

    def _format(self, index: int | None) -> Shown | None:
        """How a cell style shows numbers; a style that is not there shows them as they are."""
        if index is None or not 0 <= index < len(self._book.xf_list):
            return None
        if index not in self._shown:
            number_format = self._book.format_map.get(self._book.xf_list[index].format_key)
            self._shown[index] = shown_as(number_format.format_str or "") if number_format else None
        return self._shown[index]


def _formulas(stream: bytes, position: int) -> Iterator[tuple[int, int]]:
    """Row and column, from 0, of each formula in the sheet whose records begin here."""
    for kind, at, length in _records(stream, position):
        if kind in _FORMULAS and length >= _RECORD.size:
            yield _RECORD.unpack_from(stream, at)


def _texts_drawn(stream: bytes, position: int) -> Iterator[str]:
    """The text in each box and shape that is drawn on a sheet; of a very long one the beginning."""
    remark = waits = False
    for kind, at, length in _records(stream, position):
        if kind == _OBJECT:
            remark = stream[at + _OBJECT_KIND : at + _OBJECT_KIND + 2] == _REMARK
        elif waits and kind == _CONTINUED and length:
            yield stream[at + 1 : at + length].decode("utf-16-le" if stream[at] & 1 else "latin-1", "replace")
        elif kind == _TEXT_OBJECT:
            waits = not remark and any(stream[at + _TEXT_LENGTH : at + _TEXT_LENGTH + 2])
            continue
        waits = False


def _records(stream: bytes, position: int) -> Iterator[tuple[int, int, int]]:
    """Of each record of the sheet that begins here its kind, where its content is, and how long that is.

    A chart inside a sheet has a beginning and an end of its own.
    """
    depth = 1
    while depth and position + _RECORD.size <= len(stream):
        kind, length = _RECORD.unpack_from(stream, position)
        position += _RECORD.size
        if kind in _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
        elif position + length <= len(stream):
            yield kind, position, length
        position += length
