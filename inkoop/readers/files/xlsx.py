"""An .xlsx file: from the package's first relationship to its sheets."""

from __future__ import annotations

from collections.abc import Mapping

from inkoop.domain.cells import CellKind, RawCell, Sheet
from inkoop.readers.files.archive import (
    NOT_A_WORKBOOK,
    OTHER_EXCEL_FORMAT,
    Archive,
    FileRefusedError,
    damaged,
)
from inkoop.readers.files.cell_values import EPOCH_1900, EPOCH_1904, unescape
from inkoop.readers.files.grid import Budget
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.relations import Relation, known_relations, part_of_kind, relations_of
from inkoop.readers.files.xlsx_extras import read_extras
from inkoop.readers.files.xlsx_names import OOXML
from inkoop.readers.files.xlsx_sheet import Shared, SharedStrings, read_sheet
from inkoop.readers.files.xlsx_styles import Styles, read_styles

_WORKBOOK_NAMES = vocabulary(OOXML, ("workbook", "workbookPr", "sheet", "r:id"))
_STRING_NAMES = vocabulary(OOXML, ("si", "t", "rPh", "strike"))
_MAIN_FOLDERS = {"word": "docx", "ppt": "pptx", "visio": "vsdx"}


def read_xlsx(archive: Archive, budget: Budget) -> tuple[Sheet, ...]:
    """All worksheets in the order of their tabs."""
    main = main_part(archive)
    relations = relations_of(archive, main)
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
            grid = read_sheet(archive, relation.part, shared, budget)
            for extra in read_extras(archive, known_relations(archive, relation.part)):
                grid.put_beside(extra)
            sheets.append(grid.sheet(name, hidden))
    return tuple(sheets)


def main_part(archive: Archive) -> str:
    """The part that holds the workbook; a document of another kind is refused by its name."""
    for relation in relations_of(archive, "").values():
        if relation.kind == "officeDocument" and not relation.external:
            kind = _MAIN_FOLDERS.get(relation.part.split("/")[0])
            if kind is not None:
                raise FileRefusedError(NOT_A_WORKBOOK, soort=kind)
            if relation.part.endswith(".bin"):
                raise FileRefusedError(OTHER_EXCEL_FORMAT, soort="xlsb")
            return relation.part
    raise FileRefusedError(NOT_A_WORKBOOK, soort="ooxml")


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


def _styles(archive: Archive, relations: Mapping[str, Relation]) -> Styles:
    part = part_of_kind(archive, relations, "styles")
    return read_styles(archive, part) if part else Styles()


def _shared_strings(archive: Archive, relations: Mapping[str, Relation]) -> SharedStrings | None:
    part = part_of_kind(archive, relations, "sharedStrings")
    if part is None:
        return None
    reader = _StringReader()
    parse_part(archive, part, _STRING_NAMES, reader)
    return SharedStrings(reader.cells, frozenset(reader.struck))


class _StringReader(Handler):
    """Makes one cell of each shared string, which all cells with that text then share."""

    def __init__(self) -> None:
        self.cells: list[RawCell | None] = []
        self.struck: list[int] = []
        """Which have words in them that are struck through."""
        self._pieces: list[str] = []
        self._wanted = self._phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "t":
            self._wanted = not self._phonetic
        elif name == "si":
            self._pieces.clear()
        elif name == "strike" and attributes.get("val", "1") not in ("0", "false", "off"):
            self.struck.append(len(self.cells))
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
