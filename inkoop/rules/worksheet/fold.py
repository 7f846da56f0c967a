"""From the rows of the sheets to the data of a kader, in which every value knows its cell.

Nothing is guessed: a row that may belong to two things, or to none, is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.remarks import Remark, TreePath
from inkoop.rules.suggestion import suggestion
from inkoop.rules.worksheet.layout import CODE, FIRST, OTHER, WHOLE, Card, Hangs, RowKind, Table, layout
from inkoop.rules.worksheet.model import KIND, Cell, Holds, Part, kader
from inkoop.rules.worksheet.unfold import SEE
from inkoop.rules.worksheet.values import decode
from inkoop.rules.worksheet.words import STEP, order_in, path_in, remarks_in


@dataclass(frozen=True, slots=True)
class Filled:
    """A cell with its place."""

    raw: RawCell
    place: CellPlace

    @property
    def text(self) -> str:
        """What it shows, without white space around it."""
        return str(decode(self.raw, Cell(Holds.WORD)) or "").strip()


@dataclass
class ReadRow:
    """A row of a table as it was read."""

    place: CellPlace
    kind: Filled | None = None
    owner: Filled | None = None
    cells: dict[TreePath, Filled] = field(default_factory=dict)
    other: tuple[Filled, Filled | None] | None = None
    remark: str = ""
    order: str = ""


@dataclass
class ReadLine:
    """A row of a card as it was read; its path may be empty where only a remark stands there."""

    place: CellPlace
    path: TreePath = ()
    filled: Filled | None = None
    owner: Filled | None = None
    remark: str = ""
    alone: bool = False


@dataclass(eq=False)
class Node:
    """A part of the kader in the making."""

    place: CellPlace
    value: Any = None
    below: dict[str | int, Node] | None = None
    """What it holds, where it is no value; under numbers where it is a list."""
    listed: bool = False
    remark: Remark = field(default_factory=Remark)

    def child(self, step: str | int, place: CellPlace) -> Node:
        """What is below it, made where it is not there yet."""
        if self.below is None:
            self.below, self.listed = {}, isinstance(step, int)
        return self.below.setdefault(step, Node(place))

    def find(self, path: TreePath) -> Node | None:
        """What stands at a path below it; None for nothing."""
        here: Node | None = self
        for step in path:
            here = here.below.get(step) if here is not None and here.below is not None else None
        return here

    def put(self, path: TreePath, filled: Node) -> bool:
        """Put something at a path below it; False where something is there that it does not go with."""
        here = self
        for step in path[:-1]:
            here = here.child(step, filled.place)
            if here.below is None and here.value is not None:
                return False
        step = path[-1]
        if here.below is not None and (step in here.below or here.listed is not isinstance(step, int)):
            return False
        here.child(step, filled.place)
        assert here.below is not None
        here.below[step] = filled
        return True

    def note(self, remark: Remark) -> None:
        """Add a remark to those that are there."""
        self.remark = self.remark.joined(remark)


@dataclass
class Folded:
    """The data of a kader, with the place of every value and key, the remarks, and what is wrong."""

    data: Any = None
    values: dict[TreePath, CellPlace] = field(default_factory=dict)
    remarks: dict[TreePath, Remark] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(eq=False)
class _Record:
    """A row of a table with what was made of it."""

    row: ReadRow
    kind: RowKind
    node: Node
    label: str
    owner: str
    order: Mapping[TreePath, bool]


def fold(
    lines: Mapping[str, Sequence[ReadLine]], rows: Mapping[str, Sequence[ReadRow]], whole: CellPlace
) -> Folded:
    """The kader in the sheets that are there."""
    return _Folding(lines, rows, whole).all()


class _Folding:
    def __init__(
        self,
        lines: Mapping[str, Sequence[ReadLine]],
        rows: Mapping[str, Sequence[ReadRow]],
        whole: CellPlace,
    ) -> None:
        self.lines, self.rows, self.whole = lines, rows, whole
        self.made = Folded()
        self.records: dict[str, list[_Record]] = {}
        self.blocks: dict[tuple[str, ...], Node] = {}

    def all(self) -> Folded:
        for table in layout().tables.values():
            self.records[table.title] = list(self._records(table))
        for table in layout().tables.values():
            self._hang(table)
        self._rules()
        for record in (record for records in self.records.values() for record in records):
            self._in_order(record)
            self._note(record.node, record.row.remark)
        for card in layout().cards.values():
            self._card(card)
        root = self._top()
        self._plain(root, ())
        self.made.data = self._data(root)
        return self.made

    def _tell(self, code: str, place: CellPlace, **words: object) -> None:
        self.made.findings.append(finding(code, place, **words))

    # ── cells ────────────────────────────────────────────────────────────────────────────────────────────

    def _leaf(self, filled: Filled, cell: Cell, *, single: bool = True) -> Node:
        """The value in a cell; an error in it is a finding, and no value."""
        if filled.raw.kind in (CellKind.ERROR, CellKind.UNCALCULATED):
            self._tell("BLAD-01", filled.place, waarde=filled.raw.value)
            return Node(filled.place)
        return Node(filled.place, decode(filled.raw, cell, single=single))

    def _put(self, block: Node, path: TreePath, leaf: Node) -> None:
        """Put something in a block; what is there already stays, and that is a finding."""
        if not block.put(path, leaf):
            there = next(found for end in range(len(path), -1, -1) if (found := block.find(path[:end])))
            self._twice(leaf.place, str(path[-1]), there)

    def _twice(self, place: CellPlace, key: str, there: Node) -> None:
        self._tell("KADER-07", place, sleutel=key, regel=there.place.cell.lstrip(ascii_uppercase))

    def _note(self, node: Node, text: str) -> None:
        for path, remark in remarks_in(text):
            there = node.find(path)
            if there is None and path:
                line = (*remark.above, remark.beside, *remark.below)
                remark = Remark(tuple(f"{path[-1]}: {one}" for one in line if one))
            (there or node).note(remark)

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────

    def _records(self, table: Table) -> Iterator[_Record]:
        last: _Record | None = None
        for row in self.rows.get(table.title, ()):
            word = row.kind.text if row.kind else ""
            if word == WHOLE:
                for _, remark in remarks_in(row.remark):
                    self._block(table.path, row.place).note(remark)
            elif word == OTHER:
                self._other(row, last)
            elif kind := self._kind(table, row, word):
                last = self._record(row, kind)
                yield last

    def _kind(self, table: Table, row: ReadRow, word: str) -> RowKind | None:
        only = table.first if len(table.kinds) == 1 else None
        found = table.kinds.get(word.casefold(), None if word else only)
        if found is None:
            known = ", ".join(table.kinds)
            place = row.kind.place if row.kind else row.place
            self._tell("BLAD-02", place, waarde=word, bekend=known, bedoelt=suggestion(word, table.kinds))
        return found

    def _record(self, row: ReadRow, kind: RowKind) -> _Record:
        order = order_in(row.order)
        node = Node(row.place)
        label = row.cells[CODE].text if CODE in row.cells else ""
        if kind.hangs is Hangs.PAIRS:
            filled = row.cells.get(kind.value)
            node = self._leaf(filled, kind.part.cell, single=not order.get(kind.value)) if filled else node
        soort = row.cells[KIND,].text if (KIND,) in row.cells and (KIND,) in kind.columns else ""
        own = kind.of(soort)
        for column, filled in row.cells.items():
            if kind.hangs is Hangs.PAIRS:
                if column not in kind.columns:
                    self._tell("BLAD-06", filled.place, soort=kind.name)
            elif kind.hangs is not Hangs.CODED or column != CODE:
                cell = own.cell(column) if column in own.columns else kind.cell(column)
                node.put(column, self._leaf(filled, cell, single=not order.get(column)))
        return _Record(row, kind, node, label, row.owner.text if row.owner else "", order)

    def _other(self, row: ReadRow, last: _Record | None) -> None:
        if row.other is None or last is None:
            self._tell("BLAD-03", row.place, eigenaar="")
            return
        key, value = row.other
        leaf = self._leaf(value, Cell()) if value else Node(key.place)
        self._put(last.node, path_in(key.text), leaf)
        self._note(leaf, row.remark)

    def _hang(self, table: Table) -> None:
        """Hang every row of a sheet below what it belongs to."""
        above: list[_Record] = []
        for record in self.records[table.title]:
            top = record.kind is table.first and record.owner in ("", table.path[-1])
            if top:
                self._under(self._block(table.path, record.row.place), record)
            elif (owner := self._owner(record, above)) is not None:
                key = next(key for key, kind in owner.kind.children.items() if kind.name == record.kind.name)
                kind = owner.kind.children[key]
                if kind.hangs is Hangs.ONE:
                    self._single(owner, key, record)
                else:
                    self._under(owner.node.child(key, record.row.place), record)
            above.append(record)

    def _owner(self, record: _Record, above: Sequence[_Record]) -> _Record | None:
        """What a row belongs to: the nearest above it, or the only one with that code.

        Where several have that code, as columns of two tables may, it has to be right below its own: rows
        that were sorted may not end up under another.
        """

        def takes(other: _Record) -> bool:
            fits = any(kind.name == record.kind.name for kind in other.kind.children.values())
            return fits and record.owner in ("", other.label, f"{other.owner}{STEP}{other.label}")

        every = [other for found in self.records.values() for other in found if takes(other)]
        every = [other for other in every if other is not record]
        if record.owner and len(every) == 1:
            return every[0]
        near = next((other for other in reversed(above) if takes(other)), None)
        if near is not None:
            between = above[above.index(near) + 1 :]
            if not record.owner or all(other.owner == record.owner for other in between):
                return near
        place = record.row.owner.place if record.row.owner else record.row.place
        self._tell("BLAD-03", place, eigenaar=record.owner)
        return None

    def _single(self, owner: _Record, key: str, record: _Record) -> None:
        """Put a block in the cell of its owner, which may name its code already."""
        named = owner.node.find((key,))
        if named is not None and (named.below is not None or named.value not in (None, record.label)):
            self._tell("BLAD-04", record.row.place, eigenaar=owner.label, naam=str(named.value or key))
            return
        remark = named.remark if named else Remark()
        record.node.note(remark)
        owner.node.child(key, record.row.place)
        assert owner.node.below is not None
        owner.node.below[key] = record.node

    def _under(self, block: Node, record: _Record) -> None:
        if block.below is None:
            block.below, block.listed = {}, record.kind.hangs in (Hangs.LIST, Hangs.ONE)
        if block.listed:
            block.below[len(block.below)] = record.node
        elif record.label in block.below:
            self._twice(record.row.place, record.label, block.below[record.label])
        else:
            block.below[record.label] = record.node

    def _in_order(self, record: _Record) -> None:
        """Put the keys back in the order in which they were; new ones come before what hangs below."""
        node = record.node
        if node.below is None or node.listed:
            return
        rank: dict[TreePath, int] = {}
        for number, path in enumerate(record.order):
            for depth in range(1, len(path) + 1):
                rank.setdefault(path[:depth], number)

        lowest = min((rank[key,] for key in record.kind.children if (key,) in rank), default=len(rank))
        node.below = dict(
            sorted(
                node.below.items(),
                key=lambda item: (0, rank[item[0],]) if (item[0],) in rank else _new(item[0], record, lowest),
            )
        )
        for key, deep in node.below.items():
            if deep.below is not None and not deep.listed and key not in record.kind.children:
                deep.below = dict(
                    sorted(deep.below.items(), key=lambda item: rank.get((key, item[0]), len(rank)))
                )

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: Card) -> None:
        lines = self.lines.get(card.title, ())
        if any(line.filled or line.remark for line in lines):
            block = self._block(card.path, lines[0].place)
            self._fill(block, lines, card.part, card.path)
            if block.below is None and not block.remark:
                del self.blocks[card.path]

    def _rules(self) -> None:
        card = layout().rules
        owned: dict[str, list[ReadLine]] = {}
        owner = ""
        for line in self.lines.get(card.title, ()):
            owner = line.owner.text if line.owner else owner
            if line.filled is not None or line.remark:
                owned.setdefault(owner, []).append(line)
        holders = [
            record
            for records in self.records.values()
            for record in records
            if card.path[0] in record.kind.children
        ]
        for code, lines in owned.items():
            found = [record for record in holders if record.label == code]
            if len(found) != 1:
                first = lines[0]
                self._tell("BLAD-03", first.owner.place if first.owner else first.place, eigenaar=code)
                continue
            block = found[0].node.child(card.path[0], lines[0].place)
            soort = next((line.filled.text for line in lines if line.path == (KIND,) and line.filled), "")
            self._fill(block, lines, card.part.of_kind({KIND: soort}), ())

    def _fill(self, block: Node, lines: Sequence[ReadLine], part: Part, base: tuple[str, ...]) -> None:
        """Put the values of a card in its block."""
        waiting: list[ReadLine] = []
        for line in lines:
            if not line.path:
                for _, remark in remarks_in(line.remark):
                    block.note(remark)
            elif line.filled is None:
                waiting += [line] if line.remark else []
            else:
                self._line(block, line, part, base)
        for line in waiting:
            there = block.find(line.path)
            self._note(there or block, line.remark)

    def _line(self, block: Node, line: ReadLine, part: Part, base: tuple[str, ...]) -> None:
        assert line.filled is not None
        seen = self._seen((*base, *line.path), line)
        if seen is not None:
            leaf = seen
        else:
            deep = part.at(line.path, None)
            leaf = self._leaf(line.filled, deep.cell if deep else Cell(), single=not line.alone)
        if seen is not None and leaf.below is None and leaf.value is None:
            return
        self._put(block, line.path, leaf)
        self._note(leaf, line.remark)

    def _seen(self, path: TreePath, line: ReadLine) -> Node | None:
        """The block on another sheet, where a line says that it stands there."""
        assert line.filled is not None
        text, names = line.filled.text, tuple(str(step) for step in path)
        for sheet in (layout().tables.get(names), layout().cards.get(names)):
            if sheet is not None and text.casefold() == f"{SEE}{sheet.title}".casefold():
                if sheet.title not in (*self.rows, *self.lines):
                    self._tell("BLAD-05", line.filled.place, blad=sheet.title)
                return self.blocks.pop(names, Node(line.place))
        return None

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────

    def _block(self, path: tuple[str, ...], place: CellPlace) -> Node:
        return self.blocks.setdefault(path, Node(place))

    def _top(self) -> Node:
        """Everything together, in the order of the first sheet; what that does not name comes after."""
        root = Node(self.whole, below={})
        lines = self.lines.get(FIRST, ())
        self._fill(root, lines, kader(), ())
        for path, block in sorted(self.blocks.items(), key=lambda item: len(item[0])):
            if block.below is not None:
                self._put(root, path, block)
        return root

    def _plain(self, node: Node, path: TreePath) -> None:
        self.made.values[path] = node.place
        if node.remark:
            self.made.remarks[path] = node.remark
        for number, (step, deep) in enumerate((node.below or {}).items()):
            self._plain(deep, (*path, number if node.listed else step))

    def _data(self, node: Node) -> Any:
        if node.below is None:
            return node.value
        if node.listed:
            return [self._data(deep) for deep in node.below.values()]
        return {str(step): self._data(deep) for step, deep in node.below.items()}


def _new(key: str | int, record: _Record, lowest: int) -> tuple[float, float]:
    """Where a new key comes: before what hangs below the row, or at the end of that."""
    return (1, 0) if key in record.kind.children else (0, lowest - 0.5)
