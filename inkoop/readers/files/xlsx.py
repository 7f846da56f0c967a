"""An .xlsx file: from the package's first relationship to its sheets."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from inkoop.domain.cells import CellKind, RawCell, Sheet
from inkoop.readers.files.archive import (
    NOT_A_WORKBOOK,
    OTHER_EXCEL_FORMAT,
    Archive,
    FileRefusedError,
    damaged,
)
from inkoop.readers.files.cell_values import (
    EPOCH_1900,
    EPOCH_1904,
    Shown,
    shown_as,
    unescape,
)
from inkoop.readers.files.grid import Budget
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.xlsx_sheet import OOXML, Shared, read_sheet

_PACKAGE = {
    "": (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://purl.oclc.org/ooxml/package/relationships",
    )
}
_RELATIONSHIP_NAMES = vocabulary(_PACKAGE, ("Relationship",))
_WORKBOOK_NAMES = vocabulary(OOXML, ("workbook", "workbookPr", "sheet", "r:id"))
_STRING_NAMES = vocabulary(OOXML, ("si", "t", "rPh"))
_STYLE_NAMES = vocabulary(OOXML, ("numFmts", "numFmt", "cellXfs", "xf"))
_MAIN_FOLDERS = {"word": "docx", "ppt": "pptx", "visio": "vsdx"}
_BUILT_IN = {
    **dict.fromkeys((*range(14, 23), 45, 47), Shown.DATE),
    46: Shown.DURATION,
    **dict.fromkeys((9, 10), Shown.PERCENT),
}
"""Built-in number formats that show something else than the stored number."""


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    """The last word of its type: the same in both dialects."""
    part: str
    external: bool


def read_xlsx(archive: Archive, budget: Budget) -> tuple[Sheet, ...]:
    """All worksheets in the order of their tabs."""
    main = _main_part(archive)
    relations = _relations(archive, main)
    outline = _WorkbookReader()
    parse_part(archive, main, _WORKBOOK_NAMES, outline)
    if not outline.is_workbook:
        raise FileRefusedError(NOT_A_WORKBOOK, soort="ooxml")
    budget.check_sheets(len(outline.sheets))
    shared = Shared(
        _shared_strings(archive, relations),
        _styles(archive, relations),
        EPOCH_1904 if outline.date1904 else EPOCH_1900,
    )
    sheets: list[Sheet] = []
    for name, hidden, identifier in outline.sheets:
        relation = relations.get(identifier)
        if relation is None or relation.external:
            damaged(main, "blad zonder onderdeel")
        if relation.kind == "worksheet":  # the others are charts, dialogs and macro sheets
            comments = _comments(archive, relation.part)
            sheets.append(read_sheet(archive, relation.part, comments, name, hidden, shared, budget))
    return tuple(sheets)


def _main_part(archive: Archive) -> str:
    """The part that holds the workbook; a document of another kind is refused by its name."""
    for relation in _relations(archive, "").values():
        if relation.kind == "officeDocument" and not relation.external:
            kind = _MAIN_FOLDERS.get(relation.part.split("/")[0])
            if kind is not None:
                raise FileRefusedError(NOT_A_WORKBOOK, soort=kind)
            if relation.part.endswith(".bin"):
                raise FileRefusedError(OTHER_EXCEL_FORMAT, soort="xlsb")
            return relation.part
    raise FileRefusedError(NOT_A_WORKBOOK, soort="ooxml")


def _relations(archive: Archive, source: str) -> dict[str, _Relation]:
    """The relationships of a part, or of the package for the empty name."""
    reader = _RelationReader(posixpath.dirname(source))
    parse_part(archive, _relations_part(source), _RELATIONSHIP_NAMES, reader)
    return reader.relations


def _relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _comments(archive: Archive, sheet: str) -> str | None:
    """The part with the comments on a sheet; a sheet that refers to nothing has no relationships."""
    if _relations_part(sheet) not in archive:
        return None
    return _optional_part(archive, _relations(archive, sheet), "comments")


class _RelationReader(Handler):
    def __init__(self, folder: str) -> None:
        self.relations: dict[str, _Relation] = {}
        self._folder = folder

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            # An absolute target starts with a slash, which makes join forget the folder.
            path = posixpath.normpath(posixpath.join("/", self._folder, target))
            self.relations[attributes.get("Id", "")] = _Relation(
                attributes.get("Type", "").rpartition("/")[2],
                unquote(path).lstrip("/"),
                attributes.get("TargetMode") == "External",
            )


class _WorkbookReader(Handler):
    def __init__(self) -> None:
        self.is_workbook = False
        self.date1904 = False
        self.sheets: list[tuple[str, bool, str]] = []
        """Name, whether it is hidden, and the relationship to its part."""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbook":
            self.is_workbook = True
        elif name == "workbookPr":
            self.date1904 = attributes.get("date1904") in ("1", "true", "on")
        elif name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            title = unescape(attributes.get("name", ""))
            self.sheets.append((title, hidden, attributes.get("r:id", "")))


def _optional_part(archive: Archive, relations: dict[str, _Relation], kind: str) -> str | None:
    for relation in relations.values():
        if relation.kind == kind and not relation.external and relation.part in archive:
            return relation.part
    return None


def _shared_strings(archive: Archive, relations: dict[str, _Relation]) -> list[RawCell | None] | None:
    part = _optional_part(archive, relations, "sharedStrings")
    if part is None:
        return None
    reader = _StringReader()
    parse_part(archive, part, _STRING_NAMES, reader)
    return reader.cells


class _StringReader(Handler):
    """Makes one cell of each shared string, which all cells with that text then share."""

    def __init__(self) -> None:
        self.cells: list[RawCell | None] = []
        self._pieces: list[str] = []
        self._wanted = self._phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        if name == "t":
            self._wanted = not self._phonetic
        elif name == "si":
            self._pieces.clear()
        elif name == "rPh":
            self._phonetic = True

    def end(self, name: str) -> None:
        if name == "t":
            self._wanted = False
        elif name == "si":
            text = unescape("".join(self._pieces))
            self.cells.append(RawCell(CellKind.TEXT, text) if text else None)
        elif name == "rPh":
            self._phonetic = False

    def text(self, text: str) -> None:
        if self._wanted:
            self._pieces.append(text)


def _styles(archive: Archive, relations: dict[str, _Relation]) -> dict[str, Shown]:
    part = _optional_part(archive, relations, "styles")
    if part is None:
        return {}
    reader = _StyleReader()
    parse_part(archive, part, _STYLE_NAMES, reader)
    return {
        str(style): reader.formats[number]
        for style, number in enumerate(reader.styles)
        if number in reader.formats
    }


class _StyleReader(Handler):
    """Which cell styles show dates or percentages; number formats stand before the styles that use them."""

    def __init__(self) -> None:
        self.formats: dict[str, Shown] = {str(key): value for key, value in _BUILT_IN.items()}
        self.styles: list[str] = []
        self._in_cell_styles = False
        self._in_formats = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "xf" and self._in_cell_styles:
            self.styles.append(attributes.get("numFmtId", "0"))
        elif name == "cellXfs":
            self._in_cell_styles = True
        elif name == "numFmts":
            self._in_formats = True
        elif name == "numFmt" and self._in_formats:  # one inside <dxfs> is the format of no cell
            code = attributes.get("formatCode", "")
            number = attributes.get("numFmtId", "")
            self.formats.pop(number, None)
            shown = shown_as(code)
            if shown is not None:
                self.formats[number] = shown

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cell_styles = False
        elif name == "numFmts":
            self._in_formats = False
