"""An .ods file: its content, streamed into grids."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from inkoop.domain.cells import CellKind, Extra, ExtraKind, Oddity, RawCell, Sheet
from inkoop.readers.files.archive import (
    ENCRYPTED,
    MIMETYPE,
    NOT_A_WORKBOOK,
    OPENDOCUMENT,
    Archive,
    FileRefusedError,
    damaged,
)
from inkoop.readers.files.cell_values import (
    FORMULA_SHOWN,
    boolean_cell,
    duration_cell,
    error_cell,
    iso_cell,
    number_cell,
    percent_cell,
)
from inkoop.readers.files.grid import MAX_COLUMN, MAX_ROW, Budget, Grid
from inkoop.readers.files.looks import oddity_of
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.ods_extras import Asides, HeaderReader
from inkoop.readers.files.ods_styles import OdsStyles
from inkoop.readers.files.ods_text import LONGEST_TEXT, CellText

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = {
    "office": (f"{_ODF}:office:1.0",),
    "table": (f"{_ODF}:table:1.0",),
    "text": (f"{_ODF}:text:1.0",),
    "style": (f"{_ODF}:style:1.0",),
    "manifest": (f"{_ODF}:manifest:1.0",),
    "calcext": ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",),
}
_GROUPS = frozenset(
    f"table:table-{name}"
    for name in (
        "columns", "header-columns", "column-group", "rows", "header-rows", "row-group",
    )
)  # fmt: skip
_CELLS = frozenset(("table:table-cell", "table:covered-table-cell"))
_PARAGRAPHS = frozenset(("text:p", "text:h"))
_BREAKS = {"text:tab": "\t", "text:line-break": "\n"}
_ASIDES = frozenset(("text:ruby-text", "text:note"))
"""What stands inside a paragraph, in the namespace of text, without being its text."""

_NAMES = vocabulary(
    _NAMESPACES,
    (
        *_GROUPS, *_CELLS, *_PARAGRAPHS, *_BREAKS, *_ASIDES, "text:s", "text:c",
        "office:spreadsheet", "office:value-type", "office:value", "office:date-value",
        "office:time-value", "office:boolean-value", "office:string-value", "office:annotation",
        "calcext:value-type",
        "style:style", "style:name", "style:family", "style:table-properties", "table:display",
        "table:table", "table:table-column", "table:table-row", "table:name", "table:style-name",
        "table:visibility", "table:formula", "table:number-columns-repeated",
        "table:default-cell-style-name", "text:span", "text:style-name",
        "table:number-rows-repeated", "table:number-columns-spanned", "table:number-rows-spanned",
    ),
)  # fmt: skip
_MANIFEST_NAMES = vocabulary(_NAMESPACES, ("manifest:encryption-data",))

_MANIFEST = "META-INF/manifest.xml"
_CONTENT = "content.xml"
_STYLES = "styles.xml"
_SPREADSHEETS = (b"spreadsheet", b"spreadsheet-template")
_KINDS = {b"text": "odt", b"presentation": "odp", b"graphics": "odg"}

_ERROR_TEXT = re.compile(r"#(N/[AB]|[A-Z]+[!?]|(DIV|DEEL)/0!)|(Err|Fout):\d{3}")
_TRUTHS = {"of:=TRUE()": "true", "of:=FALSE()": "false"}
"""How LibreOffice writes a plain yes or no that came from .xlsx."""
_VALUES: dict[str, tuple[str, Callable[[str, bool], RawCell]]] = {
    "float": ("office:value", number_cell),
    "percentage": ("office:value", percent_cell),
    "currency": ("office:value", number_cell),
    "date": ("office:date-value", iso_cell),
    "time": ("office:time-value", duration_cell),
    "boolean": ("office:boolean-value", boolean_cell),
}


def read_ods(archive: Archive, budget: Budget) -> tuple[Sheet, ...]:
    """All sheets in the order of their tabs."""
    kind = archive.read(MIMETYPE).strip().removeprefix(OPENDOCUMENT)
    if kind not in _SPREADSHEETS:
        raise FileRefusedError(NOT_A_WORKBOOK, soort=_KINDS.get(kind, "opendocument"))
    if _MANIFEST in archive:
        parse_part(archive, _MANIFEST, _MANIFEST_NAMES, _ManifestReader())
    styles = _StylesReader()
    if _STYLES in archive:
        parse_part(archive, _STYLES, _NAMES, styles)
    reader = _ContentReader(budget, styles.styles)
    parse_part(archive, _CONTENT, _NAMES, reader)
    if not reader.sheets:
        return ()
    # Which sheet a header belongs to stands far away in the file: all are told at the first.
    headers = tuple(Extra(ExtraKind.HEADER, words) for words in dict.fromkeys(styles.found))
    first = reader.sheets[0]
    return replace(first, extras=(*headers, *first.extras)), *reader.sheets[1:]


class _StylesReader(HeaderReader):
    """The part with the styles: formats of numbers, and the words above and below the pages."""

    def __init__(self) -> None:
        super().__init__()
        self.styles = OdsStyles()

    def start(self, name: str, attributes: Attributes) -> None:
        self.styles.start(name, attributes)
        super().start(name, attributes)

    def text(self, text: str) -> None:
        self.styles.text(text)
        super().text(text)


class _ManifestReader(Handler):
    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        if name == "manifest:encryption-data":
            raise FileRefusedError(ENCRYPTED, soort="ods")


class _ContentReader(Handler):
    """Follows the events of the content; where an element is unknown, all inside it is passed over.

    `_open` is the innermost element that gives its children a meaning.
    """

    def __init__(self, budget: Budget, styles: OdsStyles) -> None:
        self.sheets: list[Sheet] = []
        self._budget = budget
        self._skipping = 0
        self._open = ""
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._table: Attributes = {}
        self._grid = Grid(_CONTENT, budget)
        self._row = self._rows = self._column = self._columns = 0
        self._cell: Attributes = {}
        self._text = CellText(_CONTENT)
        self._asides = Asides()
        self._styles = styles
        self._column_styles: list[tuple[int, int, str]] = []
        self._part_struck = False

    def start(self, name: str, attributes: Attributes) -> None:
        if self._skipping:
            self._skipping += 1
            self._asides.begin(name, attributes, self._row, self._column)
        elif self._open == "row" and name in _CELLS:
            self._start_cell(attributes)
        elif self._open == "cell" and name in _PARAGRAPHS:
            self._open = "paragraph"
            self._text.begin()
        elif self._open == "paragraph":
            self._start_inline(name, attributes)
        elif self._open == "table" and name == "table:table-row":
            self._start_row(attributes)
        elif self._open == "table" and name == "table:table-column":
            self._start_column(attributes)
        elif self._open == "body" and name == "table:table":
            self._start_table(attributes)
        elif not self._open:
            self._start_outside(name, attributes)
        elif not (self._open == "table" and name in _GROUPS):
            self._pass_over(name, attributes)

    def _pass_over(self, name: str, attributes: Attributes) -> None:
        """Skip an element with all inside it, but for what is drawn or remarked."""
        self._skipping = 1
        row, column = (0, 0) if self._open == "table" else (self._row, self._column)
        self._asides.begin(name, attributes, row, column)

    def end(self, name: str) -> None:
        if self._skipping:
            self._skipping -= 1
            self._asides.end(name)
        elif self._open == "paragraph":
            if name in _PARAGRAPHS:
                self._open = "cell"
        elif name in _CELLS:
            self._end_cell()
            self._open = "row"
        elif name == "table:table-row":
            self._row += self._rows
            self._open = "table"
        elif name == "table:table":
            self._end_table()
            self._open = "body"
        elif name == "office:spreadsheet":
            self._open = ""

    def text(self, text: str) -> None:
        if self._skipping:
            self._asides.text(text)
        elif self._open == "paragraph":
            self._text.flow(text)
        elif not self._open:
            self._styles.text(text)

    def _start_outside(self, name: str, attributes: Attributes) -> None:
        """Before the sheets: the styles."""
        self._styles.start(name, attributes)
        if name == "office:spreadsheet":
            self._open = "body"
        elif name == "style:style":
            is_table = attributes.get("style:family") == "table"
            self._style = attributes.get("style:name", "") if is_table else ""
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            self._hidden_styles.add(self._style)

    def _start_table(self, attributes: Attributes) -> None:
        self._budget.check_sheets(len(self.sheets) + 1)
        self._open = "table"
        self._table = attributes
        self._grid = Grid(_CONTENT, self._budget)
        self._row = self._column = 1
        self._column_styles.clear()

    def _end_table(self) -> None:
        name = self._table.get("table:name", "")
        if name.startswith("'file:") and "'#" in name:
            return  # LibreOffice's cache of a sheet in another file
        hidden = self._table.get("table:style-name") in self._hidden_styles
        for extra in self._asides.extras:
            self._grid.put_beside(extra)
        self._asides.extras.clear()
        self.sheets.append(self._grid.sheet(name, hidden))

    def _start_column(self, attributes: Attributes) -> None:
        count = _count(attributes, "table:number-columns-repeated")
        if _is_hidden(attributes):
            self._grid.hidden_columns.append((self._column, self._column + count - 1))
        style = attributes.get("table:default-cell-style-name", "")
        self._column_styles.append((self._column, self._column + count - 1, style))
        self._column += count

    def _start_row(self, attributes: Attributes) -> None:
        self._open = "row"
        self._rows = _count(attributes, "table:number-rows-repeated")
        self._column = 1
        if _is_hidden(attributes):
            self._grid.hidden_rows.append((self._row, self._row + self._rows - 1))

    def _start_cell(self, attributes: Attributes) -> None:
        self._open = "cell"
        self._cell = attributes
        self._columns = _count(attributes, "table:number-columns-repeated")
        self._text.clear()
        self._part_struck = False

    def _start_inline(self, name: str, attributes: Attributes) -> None:
        if name in _BREAKS:
            self._text.add(_BREAKS[name])
        elif name == "text:s":
            self._text.add(" " * min(_count(attributes, "text:c"), LONGEST_TEXT + 1))
        elif name in _ASIDES or (" " in name and not name.startswith(_NAMESPACES["text"])):
            self._pass_over(name, attributes)  # remarks, pictures, shapes; other fields are text
        elif name == "text:span" and self._styles.struck(attributes.get("text:style-name", "")):
            self._part_struck = True

    def _end_cell(self) -> None:
        cell = _make_cell(self._cell, self._text.content())
        if cell is not None:
            rows = (self._row, self._row + self._rows - 1)
            self._grid.fill(rows, (self._column, self._column + self._columns - 1), cell)
        self._note(cell)
        self._merge(self._cell)
        self._column += self._columns

    def _note(self, cell: RawCell | None) -> None:
        """Of a cell that is not repeated its formula, and why it shows something else than it holds."""
        place = (self._row, self._column)
        formula = self._cell.get("table:formula")
        if formula is not None:
            self._grid.formulas[place] = formula
        if cell is None:
            return
        style = self._cell.get("table:style-name") or self._column_style()
        letters = self._styles.letters(style)
        if letters is None and self._part_struck:
            letters = Oddity.PARTLY_STRUCK
        odd = oddity_of(cell, letters, self._styles.number(style))
        if odd is not None:
            self._grid.oddities[place] = odd

    def _column_style(self) -> str:
        styles = (style for first, last, style in self._column_styles if first <= self._column <= last)
        return next(styles, "")

    def _merge(self, attributes: Attributes) -> None:
        down = _count(attributes, "table:number-rows-spanned")
        across = _count(attributes, "table:number-columns-spanned")
        if down > 1 or across > 1:
            row, column = self._row, self._column
            if row <= MAX_ROW and column <= MAX_COLUMN:
                self._grid.merge(row, column, row + down - 1, column + across - 1)


def _make_cell(attributes: Attributes, content: str | None) -> RawCell | None:
    """The cell its attributes and text describe, or None for an empty one."""
    formula = attributes.get("table:formula")
    kind = attributes.get("office:value-type", "")
    if formula is None:
        return _stored_cell(kind, attributes, content or "", False)
    if formula in _TRUTHS:
        return boolean_cell(_TRUTHS[formula])
    if not kind and content is None:  # a formula that gave an empty text has an empty paragraph
        return RawCell(CellKind.UNCALCULATED, "=" + formula.partition("=")[2][:FORMULA_SHOWN], True)
    shown = content or ""
    if attributes.get("calcext:value-type") == "error" or _ERROR_TEXT.fullmatch(shown):
        return error_cell(shown or "#N/A", True)
    return _stored_cell(kind, attributes, shown, True)


def _stored_cell(kind: str, attributes: Attributes, shown: str, formula: bool) -> RawCell | None:
    """The value as stored, in the attribute for its kind; what is shown stands in for text."""
    if kind in _VALUES:
        attribute, make = _VALUES[kind]
        return make(attributes.get(attribute, shown), formula)
    text = attributes.get("office:string-value", shown)
    return RawCell(CellKind.TEXT, text, formula) if text else None


def _count(attributes: Attributes, name: str) -> int:
    """How often something is repeated or how far it spans; once unless the file says more."""
    text = attributes.get(name, "1")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        damaged(_CONTENT, f"{name} {text[:20]}")
    return max(int(text), 1)


def _is_hidden(attributes: Attributes) -> bool:
    return attributes.get("table:visibility", "visible") != "visible"
