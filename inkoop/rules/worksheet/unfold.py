"""From the data of a kader to the rows of its sheets. Every value and every remark gets a row.

What no column is for becomes a row with its key, so that nothing is left out: also what a later version of
the format knows and this one does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from inkoop.domain.remarks import Remark, Remarks, TreePath
from inkoop.rules.worksheet.layout import CODE, FIRST, OTHER, WHOLE, Card, Hangs, RowKind, Table, layout
from inkoop.rules.worksheet.model import KIND, Cell, Holds, Part, kader
from inkoop.rules.worksheet.values import Content, encode
from inkoop.rules.worksheet.words import STEP, order_text, path_text, remark_text

SEE = "zie blad "
"""Before the name of the sheet on which a block stands."""
_CODE = Cell(Holds.WORD)


@dataclass
class Row:
    """A row of a table."""

    kind: str
    owner: str = ""
    cells: dict[TreePath, Content] = field(default_factory=dict)
    other: tuple[str, Content] | None = None
    """Where no column is for it: the key and the value."""
    remark: str = ""
    order: str = ""
    depth: int = 0
    soort: str = ""


@dataclass
class Line:
    """A row of a card."""

    path: TreePath
    content: Content | None = None
    owner: str = ""
    part: Part | None = None
    remark: str = ""
    alone: bool = False
    """Its one word is a list of one."""


@dataclass
class Unfolded:
    """The rows of every sheet by its name."""

    lines: dict[str, list[Line]] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)


def unfold(data: Mapping[str, Any], remarks: Remarks) -> Unfolded:
    """The rows of all sheets; those of a block that is not there are empty."""
    return _Unfolding(remarks).all(data)


class _Unfolding:
    def __init__(self, remarks: Remarks) -> None:
        self.remarks = dict(remarks)
        self.made = Unfolded()
        for title, sheet in layout().titles.items():
            if isinstance(sheet, Card):
                self.made.lines[title] = []
            else:
                self.made.rows[title] = []

    def all(self, data: Mapping[str, Any]) -> Unfolded:
        first = self.made.lines[FIRST]
        top = self._take(())
        if top:
            first.append(Line((), remark=remark_text([((), top)])))
        for key, value in data.items():
            sheet = self._block(key, value)
            if sheet is None:
                self._card(FIRST, "", (), (key,), value, kader())
            else:
                first.append(Line((key,), f"{SEE}{sheet}"))
        return self.made

    def _block(self, key: str, value: Any) -> str | None:
        """Put a block on its own sheet, and name that; None where it has none, or does not fit there."""
        table, card = layout().tables.get((key,)), layout().cards.get((key,))
        if table is not None and self._fits(table.first, value, "top"):
            self._table(table, (key,), value)
            return table.title
        if card is not None and isinstance(value, dict) and value:
            self._whole(self.made.lines[card.title], (key,))
            for below, deep in value.items():
                self._card(card.title, "", (key,), (below,), deep, card.part)
            return card.title
        return None

    def _table(self, table: Table, path: TreePath, value: Any) -> None:
        rows = self.made.rows[table.title]
        remark = self._take(path)
        if remark:
            rows.append(Row(WHOLE, remark=remark_text([((), remark)])))
        top = path[-1] if table.path == ("algemeen",) else ""
        self._children(table.title, table.first, value, path, str(top), 0)

    def _whole(self, lines: list[Line], path: TreePath) -> None:
        remark = self._take(path)
        if remark:
            lines.append(Line((), remark=remark_text([((), remark)])))

    # ── tables ───────────────────────────────────────────────────────────────────────────────────────────

    def _fits(self, kind: RowKind, value: Any, owner: object) -> bool:
        """Whether a value has the shape of rows of this kind, so that nothing is lost in them.

        Below something without a code there are no rows, as they could not say what they belong to.
        """
        if not isinstance(owner, str) or not self._is_code(owner):
            return False
        if kind.hangs is Hangs.LIST:
            return isinstance(value, list) and bool(value) and all(isinstance(v, dict) and v for v in value)
        if not isinstance(value, dict) or not value:
            return False
        if kind.hangs is Hangs.ONE:
            return True
        if kind.hangs is Hangs.CODED:
            return all(
                isinstance(v, dict) and v and self._is_code(k) and CODE[0] not in v for k, v in value.items()
            )
        cell = kind.part.cell
        return all(self._is_code(k) and encode(v, cell) is not None for k, v in value.items())

    @staticmethod
    def _is_code(key: str) -> bool:
        return encode(key, _CODE) == key

    def _children(
        self, title: str, kind: RowKind, value: Any, path: TreePath, owner: str, depth: int
    ) -> None:
        """Rows for everything that hangs under one key."""
        if kind.hangs is Hangs.ONE:
            if kind.key == layout().rules.path[0]:
                self._rule(owner, value, path)
            else:
                table = layout().tables["algemeen",]
                self._record(table.title, table.first, value, path, owner, None, 0)
        elif kind.hangs is Hangs.LIST:
            for number, item in enumerate(value):
                self._record(title, kind, item, (*path, number), owner, None, depth)
        elif kind.hangs is Hangs.CODED:
            for code, item in value.items():
                self._record(title, kind, item, (*path, code), owner, code, depth)
        else:
            for code, item in value.items():
                content = encode(item, kind.part.cell)
                assert content is not None
                alone = isinstance(item, list) and len(item) == 1
                self.made.rows[title].append(
                    Row(
                        kind.name,
                        owner,
                        {CODE: code, kind.value: content},
                        remark=remark_text([((), self._take((*path, code), deep=True))]),
                        order=order_text([(kind.value, True)]) if alone else "",
                        depth=depth,
                    )
                )

    def _record(
        self,
        title: str,
        kind: RowKind,
        value: Mapping[str, Any],
        path: TreePath,
        owner: str,
        code: str | None,
        depth: int,
    ) -> None:
        """A row for one thing, with rows below it for what hangs there."""
        label = code or value.get("code")
        soort = value.get(KIND)
        row = Row(kind.name, owner, depth=depth, soort=soort if isinstance(soort, str) else "")
        if code is not None:
            row.cells[CODE] = code
        self.made.rows[title].append(row)
        notes: list[tuple[TreePath, Remark]] = [((), self._take(path))]
        order: list[tuple[TreePath, bool]] = []
        below: list[tuple[RowKind, str, Any]] = []
        for key, deep in value.items():
            child = kind.children.get(key)
            if child is not None and self._fits(child, deep, label):
                order.append(((key,), False))
                notes.append(((key,), self._take((*path, key))))
                below.append((child, key, deep))
                if (
                    child.hangs is Hangs.ONE
                    and (key,) in kind.columns
                    and self._is_code(str(deep.get("code", "")))
                ):
                    row.cells[key,] = str(deep.get("code", ""))
            elif (
                isinstance(deep, dict)
                and deep
                and any(column[:1] == (key,) for column in kind.columns if column[1:])
            ):
                notes.append(((key,), self._take((*path, key))))
                for small, deepest in deep.items():
                    self._cell(title, row, kind, path, (key, small), deepest, notes, order)
            else:
                self._cell(title, row, kind, path, (key,), deep, notes, order)
        row.remark = remark_text(notes)
        row.order = order_text(order)
        name = label if isinstance(label, str) else ""
        if all(
            kind is not table.first for table in layout().tables.values()
        ):  # a code that is used once in its own table only
            name = f"{owner}{STEP}{name}"
        for child, key, deep in below:
            self._children(title, child, deep, (*path, key), name, depth + 1)

    def _cell(
        self,
        title: str,
        row: Row,
        kind: RowKind,
        path: TreePath,
        at: TreePath,
        value: Any,
        notes: list[tuple[TreePath, Remark]],
        order: list[tuple[TreePath, bool]],
    ) -> None:
        """Fill the cell for a key; where there is none that holds it, a row of its own."""
        order.append((at, isinstance(value, list) and len(value) == 1))
        content = encode(value, kind.of(row.soort).cell(at)) if at in kind.columns else None
        if content is not None:
            row.cells[at] = content
            notes.append((at, self._take((*path, *at), deep=True)))
            return
        for leaf, deepest in _leaves(value):
            content = encode(deepest, Cell())
            assert content is not None
            note = remark_text([((), self._take((*path, *at, *leaf), deep=True))])
            self.made.rows[title].append(
                Row(
                    OTHER,
                    row.owner,
                    other=(path_text((*at, *leaf)), content),
                    remark=note,
                    depth=row.depth + 1,
                )
            )
        notes += [
            (one[len(path) :], self._take(one))
            for one in list(self.remarks)
            if one[: len(path) + len(at)] == (*path, *at)
        ]

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────

    def _rule(self, owner: str, value: Mapping[str, Any], path: TreePath) -> None:
        card = layout().rules
        part = card.part.of_kind(value)
        for key, deep in value.items():
            self._card(card.title, owner, path, (key,), deep, part)

    def _card(self, title: str, owner: str, base: TreePath, at: TreePath, value: Any, top: Part) -> None:
        """Lines for a value and all below it."""
        part = top.at(at, None) if owner == "" or at != (KIND,) else layout().rules.part.key(KIND)
        lines = self.made.lines[title]
        table = layout().tables.get(tuple(str(step) for step in (*base, *at)))
        if table is not None and base and self._fits(table.first, value, "top"):
            lines.append(Line(at, f"{SEE}{table.title}", owner, part))
            self._table(table, (*base, *at), value)
            return
        many = isinstance(value, list | dict) and value
        content = encode(value, part.cell if part else Cell())
        if content is None and not many:
            content = encode(value, Cell())
        if content is None or (many and self._inside((*base, *at))):
            remark = self._take((*base, *at))
            if remark or (isinstance(value, dict) and isinstance(at[-1], str)):
                lines.append(Line(at, None, owner, part, remark_text([((), remark)])))
            below = value.items() if isinstance(value, dict) else enumerate(value)
            for step, deep in below:
                self._card(title, owner, base, (*at, step), deep, top)
            return
        alone = isinstance(value, list) and len(value) == 1
        lines.append(Line(at, content, owner, part, remark_text([((), self._take((*base, *at)))]), alone))

    def _inside(self, path: TreePath) -> bool:
        """Whether there are remarks inside a value."""
        return any(one[: len(path)] == path and len(one) > len(path) for one in self.remarks)

    def _take(self, path: TreePath, *, deep: bool = False) -> Remark:
        """The remark at a path, once; with those of everything inside it where that has no row of its own."""
        found = self.remarks.pop(path, Remark())
        if deep:
            for one in [one for one in self.remarks if one[: len(path)] == path]:
                found = found.joined(self.remarks.pop(one))
        return found


def _leaves(value: Any) -> Iterator[tuple[TreePath, Any]]:
    """Every value inside a value, with its path; something empty counts as one."""
    if isinstance(value, dict | list) and value:
        for step, deep in value.items() if isinstance(value, dict) else enumerate(value):
            for path, leaf in _leaves(deep):
                yield (step, *path), leaf
    else:
        yield (), value
