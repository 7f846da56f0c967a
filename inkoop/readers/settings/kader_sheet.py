"""Reads a kader from a workbook, in which every fault has its cell.

A workbook is a stranger's file: it comes in through the one door for such files, in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, ExtraKind, RawCell, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.places import CellPlace, LinePlace, Place
from inkoop.domain.remarks import TreePath
from inkoop.domain.tender import Tender
from inkoop.readers.files.isolation import ReadingProcess
from inkoop.readers.settings.kader import kader_in, with_earlier
from inkoop.readers.settings.taken_over import refers
from inkoop.readers.settings.yaml_source import YamlTree, yaml_in
from inkoop.rules.worksheet.fold import Filled, ReadLine, ReadRow, fold
from inkoop.rules.worksheet.layout import (
    ALONE,
    FIRST,
    GUIDE,
    KEY_HEAD,
    KIND_HEAD,
    LISTS,
    ORDER_HEAD,
    OTHER_HEADS,
    OWNER_HEAD,
    REMARK_HEAD,
    SHAPE_HEAD,
    VALUE_HEAD,
    WHOLE,
    Card,
    Table,
    folded,
    heading,
    layout,
)
from inkoop.rules.worksheet.words import labelled
from inkoop.rules.worksheet.yaml_text import yaml_text

_HEADS_WITHIN = 25
"""So many rows from the top the headings are looked for."""


def read_kader_sheet(path: Path, name: str | None = None) -> Outcome[Tender | None]:
    """The kader in a workbook; the value is None when any finding is of severity fout."""
    return kader_in_sheet(sheet_tree(path, name), path.parent)


def kader_in_sheet(tree: YamlTree, folder: Path) -> Outcome[Tender | None]:
    """The kader in the tree of a workbook, whose data stay as they are.

    Parts of the library are put in their place in YAML; what is found there is told with the cell that
    those lines were made of.

    Args:
        folder: where earlier versions that it accepts may stand.
    """
    if not refers(tree.data):
        return with_earlier(kader_in(tree), tree, folder)
    written = yaml_in(yaml_text(tree.data, {}).encode(), tree.file)
    cells = {place: tree.place(path) for path, place in (*written.values.items(), *written.keys.items())}
    written.findings += tree.findings
    read = with_earlier(kader_in(written), written, folder)
    findings = [replace(found, place=_cell(found.place, cells)) for found in read.findings]
    return Outcome(read.value, tuple(sorted(findings, key=lambda found: tree.order(found.place))))


def _cell(place: Place, cells: dict[Place, Place]) -> Place:
    """The cell of which a line was made."""
    return cells.get(replace(place, part=""), place) if isinstance(place, LinePlace) else place


def sheet_tree(path: Path, name: str | None = None) -> YamlTree:
    """The data of a kader in a workbook, with the cell of each value; `findings` says what is wrong."""
    file = name or str(path)
    reader = ReadingProcess()
    try:
        read = reader.read(path, file)
    finally:
        reader.close()
    tree = YamlTree(file, findings=list(read.findings))
    return tree if read.value is None else tree_in(read.value, tree)


def tree_in(workbook: Workbook, tree: YamlTree) -> YamlTree:
    """The same for a workbook that was read; the findings come with those of the tree."""
    sheets = _Sheets(workbook)
    whole = CellPlace(workbook.file)
    if not sheets.is_kader:
        tree.findings.append(finding("KADER-08", whole, soort="een werkblad"))
        return tree
    sheets.read()
    made = fold(sheets.lines, sheets.rows, whole)
    tree.data = made.data
    tree.values.update(made.values)
    tree.remarks.update(made.remarks)
    tree.findings += [*sheets.findings, *made.findings]
    tree.sheets = tuple(sheet.name for sheet in workbook.sheets)
    return tree


@dataclass
class _Heads:
    """Where the headings of a sheet are: a column for each, counted from 1."""

    row: int
    columns: dict[str, int]

    def cell(self, cells: dict[int, Filled], head: str) -> Filled | None:
        """What stands under a heading."""
        return cells.get(self.columns.get(folded(head), 0))

    def text(self, cells: dict[int, Filled], head: str) -> str:
        """The text under a heading as it stands there."""
        found = self.cell(cells, head)
        return str(found.raw.value) if found else ""


@dataclass
class _Sheets:
    """The rows of every sheet that belongs to a kader."""

    workbook: Workbook
    lines: dict[str, list[ReadLine]] = field(default_factory=dict)
    rows: dict[str, list[ReadRow]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_kader(self) -> bool:
        """Whether there is a first sheet as a kader has it."""
        return any(
            folded(sheet.name) == folded(FIRST) and self._heads(sheet, KEY_HEAD) is not None
            for sheet in self.workbook.sheets
        )

    def read(self) -> None:
        """All sheets."""
        known = {folded(title): (title, sheet) for title, sheet in layout().titles.items()}
        for sheet in self.workbook.sheets:
            title, kind = known.get(folded(sheet.name), ("", None))
            if kind is None:
                if sheet.cells and folded(sheet.name) not in (folded(GUIDE), folded(LISTS)):
                    self._tell("BLAD-09", CellPlace(self.workbook.file, sheet.name))
                continue
            heads = self._heads(sheet, KEY_HEAD if isinstance(kind, Card) else KIND_HEAD)
            if heads is None:
                head = KEY_HEAD if isinstance(kind, Card) else KIND_HEAD
                self._tell("BLAD-12", CellPlace(self.workbook.file, sheet.name), kop=head)
                continue
            if isinstance(kind, Card):
                self.lines[title] = list(self._lines(sheet, heads, kind))
            else:
                self.rows[title] = list(self._rows(sheet, heads, kind))
            self._looks(sheet, heads)

    def _tell(self, code: str, place: CellPlace, **words: object) -> None:
        self.findings.append(finding(code, place, **words))

    def _place(self, sheet: Sheet, row: int, column: int) -> CellPlace:
        return CellPlace(self.workbook.file, sheet.name, cell_name(row, column))

    def _heads(self, sheet: Sheet, first: str) -> _Heads | None:
        """The row with the headings: the first in which that heading stands."""
        at = sorted(
            place
            for place, cell in sheet.cells.items()
            if place[0] <= _HEADS_WITHIN
            and cell.kind is CellKind.TEXT
            and folded(str(cell.value)) == folded(first)
        )
        if not at:
            return None
        row = at[0][0]
        columns: dict[str, int] = {}
        for (number, column), cell in sorted(sheet.cells.items()):
            if number == row and (head := folded(str(cell.value))):
                if head in columns:
                    self._tell("BLAD-07", self._place(sheet, row, column), kop=str(cell.value).strip())
                columns.setdefault(head, column)
        return _Heads(row, columns)

    def _filled(self, sheet: Sheet, heads: _Heads) -> Iterator[tuple[int, dict[int, Filled]]]:
        """Every row below the headings with something in it, by its columns."""
        found: dict[int, dict[int, Filled]] = {}
        for (row, column), cell in sorted(sheet.cells.items()):
            if row > heads.row and not _blank(cell):
                found.setdefault(row, {})[column] = Filled(cell, self._place(sheet, row, column))
        headed = set(heads.columns.values())
        for row, cells in found.items():
            stray = next((column for column in cells if column not in headed), None)
            if stray is not None:
                self._tell("BLAD-08", cells[stray].place)
            yield row, {column: filled for column, filled in cells.items() if column in headed}

    def _lines(self, sheet: Sheet, heads: _Heads, card: Card) -> Iterator[ReadLine]:
        for row, cells in self._filled(sheet, heads):
            key, value = heads.cell(cells, KEY_HEAD), heads.cell(cells, VALUE_HEAD)
            place = self._place(sheet, row, heads.columns[folded(KEY_HEAD)])
            if key is None and value is not None:
                self._tell("BLAD-13", place)
                continue
            text = key.text if key else ""
            path: TreePath = () if not text or folded(text) == WHOLE else labelled(text, card.part)
            shape = folded(heads.text(cells, SHAPE_HEAD))
            remark = heads.text(cells, REMARK_HEAD)
            yield ReadLine(place, path, value, heads.cell(cells, OWNER_HEAD), remark, shape == ALONE)

    def _rows(self, sheet: Sheet, heads: _Heads, table: Table) -> Iterator[ReadRow]:
        known = {folded(heading(column)): column for column in table.columns}
        own = {folded(head) for head in (KIND_HEAD, OWNER_HEAD, REMARK_HEAD, ORDER_HEAD, *OTHER_HEADS)}
        columns: dict[int, TreePath] = {}
        for head, number in heads.columns.items():
            if head not in own:
                written = str(sheet.cells[heads.row, number].value).strip()
                columns[number] = known.get(head, (written,))
        for row, cells in self._filled(sheet, heads):
            filled = {columns[number]: cell for number, cell in cells.items() if number in columns}
            kind, owner = heads.cell(cells, KIND_HEAD), heads.cell(cells, OWNER_HEAD)
            key = heads.cell(cells, OTHER_HEADS[0])
            other = (key, heads.cell(cells, OTHER_HEADS[1])) if key else None
            remark, order = heads.text(cells, REMARK_HEAD), heads.text(cells, ORDER_HEAD)
            if filled or kind or other or remark:
                place = self._place(sheet, row, heads.columns[folded(KIND_HEAD)])
                yield ReadRow(place, kind, owner, filled, other, remark, order)

    def _looks(self, sheet: Sheet, heads: _Heads) -> None:
        """What a person sees otherwise than it counts, and what stands beside the cells."""
        for (row, column), odd in sorted(sheet.oddities.items()):
            if row > heads.row and column in heads.columns.values() and not _blank(sheet.cells[row, column]):
                self._tell("BLAD-10", self._place(sheet, row, column), wat=odd.value)
        for extra in sheet.extras:
            if extra.kind is not ExtraKind.HEADER and extra.row != heads.row:
                place = (
                    self._place(sheet, extra.row, extra.column)
                    if extra.row
                    else CellPlace(self.workbook.file, sheet.name)
                )
                self._tell("BLAD-11", place, wat=extra.kind.value)


def _blank(cell: RawCell) -> bool:
    return isinstance(cell.value, str) and not cell.value.strip() and cell.kind is CellKind.TEXT
