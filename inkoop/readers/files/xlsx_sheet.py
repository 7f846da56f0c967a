"""One worksheet of an .xlsx file, streamed into a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inkoop.domain.cells import (
    CellKind,
    Extra,
    ExtraKind,
    Oddity,
    RawCell,
    cell_position,
    column_letters,
)
from inkoop.readers.files.archive import Archive, damaged
from inkoop.readers.files.cell_values import (
    FORMULA_SHOWN,
    boolean_cell,
    error_cell,
    formatted_cell,
    iso_cell,
    unescape,
)
from inkoop.readers.files.grid import Budget, Grid
from inkoop.readers.files.looks import oddity_of
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.xlsx_extras import header_text
from inkoop.readers.files.xlsx_names import OOXML
from inkoop.readers.files.xlsx_styles import Styles

_HEADERS = frozenset(f"{page}{where}" for page in ("odd", "even", "first") for where in ("Header", "Footer"))
_NAMES = vocabulary(
    OOXML, ("worksheet", "row", "c", "v", "f", "is", "t", "rPh", "strike", "col", "mergeCell", *_HEADERS)
)
_TRUE = frozenset(("1", "true", "on"))
_FALSE = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True)
class SharedStrings:
    """The texts that cells share: one made cell each, None for an empty one."""

    cells: Sequence[RawCell | None]
    struck: frozenset[int]
    """Which have words in them that are struck through."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the sheets of one workbook look up outside themselves."""

    strings: SharedStrings | None
    """None when the file has no shared strings."""
    styles: Styles
    epoch: datetime


def read_sheet(archive: Archive, part: str, shared: Shared, budget: Budget) -> Grid:
    """Read one worksheet part: its cells, and the words above and below its pages."""
    reader = _SheetReader(part, shared, budget)
    parse_part(archive, part, _NAMES, reader)
    return reader.grid


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
        self._part_struck = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._cell = attributes
            self._value = self._formula = None
            self._part_struck = False
        elif name in ("v", "f", "t") or name in _HEADERS:
            self._text.clear()
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._phonetic = True
        elif name == "is":
            self._inline.clear()
        elif name == "strike":
            self._part_struck = attributes.get("val", "1") not in _FALSE
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
        else:
            self._end_header(name)

    def text(self, text: str) -> None:
        self._text.append(text)

    def _end_header(self, name: str) -> None:
        words = header_text("".join(self._text)) if name in _HEADERS else ""
        if words:
            self.grid.put_beside(Extra(ExtraKind.HEADER, words))

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
        if self._formula is not None:
            self.grid.formulas[row, self._column] = self._formula
        if cell is not None:
            self.grid.add(row, self._column, cell)
            odd = self._oddity(cell, attributes)
            if odd is not None:
                self.grid.oddities[row, self._column] = odd

    def _oddity(self, cell: RawCell, attributes: Attributes) -> Oddity | None:
        """Why the cell shows something else than it holds, if it does."""
        style = attributes.get("s", "0")
        letters = self._shared.styles.letters.get(style)
        if self._part_struck and letters is None:
            letters = Oddity.PARTLY_STRUCK
        if "vm" in attributes and cell.kind is CellKind.ERROR:
            letters = Oddity.IN_CELL
        return oddity_of(cell, letters, self._shared.styles.numbers.get(style))

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
            shown = self._shared.styles.shown.get(self._cell.get("s", "0"))
            return formatted_cell(text, shown, self._shared.epoch, calculated)
        if kind in ("str", "inlineStr"):
            return RawCell(CellKind.TEXT, unescape(text), calculated)
        if kind == "b":
            return boolean_cell(text, calculated)
        if kind == "d":
            return iso_cell(text, calculated)
        return error_cell(unescape(text), calculated)

    def _shared_string(self, text: str, calculated: bool) -> RawCell | None:
        shared = self._shared.strings
        if shared is None:
            damaged("sharedStrings.xml", "ontbreekt")
        strings = shared.cells
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) < len(strings)):
            # White space around a number means nothing in XML, but hardly anybody writes it.
            bare = text.strip()
            return (
                error_cell(unescape(text), calculated)
                if bare == text
                else self._shared_string(bare, calculated)
            )
        cell = strings[int(text)]
        self._part_struck = bool(shared.struck) and int(text) in shared.struck
        if cell is None or not calculated:
            return cell
        return RawCell(cell.kind, cell.value, True)

    def _position(self, reference: str) -> tuple[int, int]:
        """Row and column; nearly always the row that is open, and letters seen before."""
        column = self._columns.get(reference.removesuffix(self._row_text))
        if column is not None:
            return self._row, column
        found = cell_position(reference)
        if found is None:
            damaged(self._part, f"cel {reference[:20]}")
        self._columns[column_letters(found[1])] = found[1]
        return found

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
        begin, end = cell_position(first), cell_position(last or first)
        if begin is None or end is None:
            damaged(self._part, f"samenvoeging {reference[:20]}")
        self.grid.merge(*begin, *end)


def _is_zero(text: str | None) -> bool:
    """Whether a height or width hides by being nothing."""
    return text is not None and text.strip("0.") == "" and text != ""
