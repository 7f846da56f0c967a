"""One worksheet of an .xlsx file, streamed into a grid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inkoop.domain.cells import CellKind, RawCell, Sheet
from inkoop.readers.files.archive import Archive, damaged
from inkoop.readers.files.cell_values import (
    FORMULA_SHOWN,
    Shown,
    boolean_cell,
    error_cell,
    formatted_cell,
    iso_cell,
    unescape,
)
from inkoop.readers.files.grid import Budget, Grid
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary

OOXML = {
    "": (
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    "r": (
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
}
_NAMES = vocabulary(OOXML, ("worksheet", "row", "c", "v", "f", "is", "t", "rPh", "col", "mergeCell"))
_COMMENT_NAMES = vocabulary(OOXML, ("comment",))
_REFERENCE = re.compile("([A-Z]{1,3})([0-9]{1,7})")
_TRUE = frozenset(("1", "true", "on"))


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of one workbook look up outside themselves."""

    strings: Sequence[RawCell | None] | None
    """None for the whole when the file has no shared strings, for one when it is empty."""
    styles: Mapping[str, Shown]
    """Cell styles that show something else than the stored number."""
    epoch: datetime


def read_sheet(
    archive: Archive, part: str, comments: str | None, name: str, hidden: bool, shared: Shared, budget: Budget
) -> Sheet:
    """Read one worksheet part, and of the part with its comments where they stand."""
    reader = _SheetReader(part, shared, budget)
    parse_part(archive, part, _NAMES, reader)
    if comments is not None:
        parse_part(archive, comments, _COMMENT_NAMES, _CommentReader(comments, reader.grid))
    return reader.grid.sheet(name, hidden)


class _CommentReader(Handler):
    def __init__(self, part: str, grid: Grid) -> None:
        self._part = part
        self._grid = grid

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "comment":
            found = _REFERENCE.fullmatch(attributes.get("ref", ""))
            if found is None:
                damaged(self._part, "opmerking")
            self._grid.notes.add((int(found[2]), _column_number(found[1])))


class _SheetReader(Handler):
    """Follows the events of a worksheet; written for speed where it handles cells."""

    def __init__(self, part: str, shared: Shared, budget: Budget) -> None:
        self.grid = Grid(part, budget)
        self._part = part
        self._shared = shared
        self._columns: dict[str, int] = {}
        self._root_seen = False
        self._row = 0
        self._row_text = ""
        self._column = 0
        self._cell: Attributes = {}
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: list[str] = []
        self._phonetic = False
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell = attributes
            self._value = self._formula = None
        elif name in ("v", "f", "t"):
            self._text.clear()
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "is":
            self._inline.clear()
        elif name == "col":
            self._hide_columns(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif not self._root_seen and name != "worksheet":
            damaged(self._part, "geen werkblad")
        self._root_seen = True

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name == "v":
            self._value = "".join(self._text)
        elif name == "f":
            self._formula = "".join(self._text)
        elif name == "t":
            if not self._phonetic:
                self._inline.extend(self._text)
        elif name == "is":
            self._value = "".join(self._inline)
        elif name == "rPh":
            self._phonetic = False
        elif name == "row":
            self.grid.end_row()

    def text(self, text: str) -> None:
        self._text.append(text)

    def _start_row(self, attributes: Attributes) -> None:
        text = attributes.get("r")
        self._row = self._row + 1 if text is None else self._whole(text)
        self._row_text = str(self._row)
        self._column = 0
        if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("ht")):
            self.grid.hidden_rows.append((self._row, self._row))

    def _end_cell(self) -> None:
        attributes = self._cell
        reference = attributes.get("r")
        if reference is None:
            self._column += 1
            row = self._row
        else:
            row, self._column = self._position(reference)
        text = self._value
        if text is None and self._formula is None:
            return
        cell = self._make_cell(attributes.get("t", "n"), text, self._formula)
        if cell is not None:
            self.grid.add(row, self._column, cell)

    def _make_cell(self, kind: str, text: str | None, formula: str | None) -> RawCell | None:
        """The cell, or None for one that turns out to be empty.

        A formula with an empty text as its result is empty too: forms are written that way, and
        so does a check that has nothing to say look.
        """
        if not text:
            if formula is None or (text is not None and kind in ("str", "inlineStr")):
                return None
            return RawCell(CellKind.UNCALCULATED, "=" + unescape(formula[:FORMULA_SHOWN]), True)
        calculated = formula is not None
        if kind == "s":
            return self._shared_string(text, calculated)
        if kind == "n":
            shown = self._shared.styles.get(self._cell.get("s", "0"))
            return formatted_cell(text, shown, self._shared.epoch, calculated)
        if kind in ("str", "inlineStr"):
            return RawCell(CellKind.TEXT, unescape(text), calculated)
        if kind == "b":
            return boolean_cell(text, calculated)
        if kind == "d":
            return iso_cell(text, calculated)
        return error_cell(unescape(text), calculated)

    def _shared_string(self, text: str, calculated: bool) -> RawCell | None:
        strings = self._shared.strings
        if strings is None:
            damaged("sharedStrings.xml", "ontbreekt")
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(strings)):
            # White space around a number means nothing in XML, but hardly anybody writes it.
            bare = text.strip()
            return (
                error_cell(unescape(text), calculated)
                if bare == text
                else self._shared_string(bare, calculated)
            )
        cell = strings[int(text)]
        if cell is None or not calculated:
            return cell
        return RawCell(cell.kind, cell.value, True)

    def _position(self, reference: str) -> tuple[int, int]:
        """Row and column; nearly always the row that is open, and letters seen before."""
        column = self._columns.get(reference.removesuffix(self._row_text))
        if column is not None:
            return self._row, column
        found = _REFERENCE.fullmatch(reference.upper())
        if found is None:
            damaged(self._part, f"cel {reference[:20]}")
        column = _column_number(found[1])
        self._columns[found[1]] = column
        return int(found[2]), column

    def _whole(self, text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            damaged(self._part, f"getal {text[:20]}")
        return int(text)

    def _hide_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE or _is_zero(attributes.get("width")):
            first = self._whole(attributes.get("min", "1"))
            self.grid.hidden_columns.append((first, self._whole(attributes.get("max", "1"))))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.replace("$", "").partition(":")
        corners = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)
        if corners[0] is None or corners[1] is None:
            damaged(self._part, f"samenvoeging {reference[:20]}")
        rows = [int(corner[2]) for corner in corners if corner]
        columns = [_column_number(corner[1]) for corner in corners if corner]
        self.grid.merge(rows[0], columns[0], rows[1], columns[1])


def _column_number(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def _is_zero(text: str | None) -> bool:
    """Whether a height or width hides by being nothing."""
    return text is not None and text.strip("0.") == "" and text != ""
