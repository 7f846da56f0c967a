"""Which sheets a kader has as a workbook, and what the rows of each are.

A list of like things is a *table*: a row each, with what hangs below it in rows of its own under it. All else
is a *card*: a row for each key, with what it means beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property

from inkoop.domain.remarks import TreePath
from inkoop.rules.worksheet.model import KIND, Cell, Holds, Part, kader

CODE = ("code",)
FIRST = "Kader"
"""The card with what stands at the top of the file: the order of the blocks, and what no sheet is for."""
OTHER = "andere sleutel"
"""A row for a key that no column is for, under the row that it belongs to."""
WHOLE = "dit blad"
"""A row about the block as a whole: there can stand a remark beside it."""
_SINGULAR = {
    "bronnen": "bron",
    "uitgangspunten": "uitgangspunt",
    "codelijsten": "lijst",
    "waarden": "waarde",
    "schalen": "schaal",
    "stappen": "stap",
    "algemeen": "vraag",
    "kolommen": "kolom",
    "keuzes": "keuze",
    "grenzen": "grens",
    "eisen": "eis",
    "criteria": "criterium",
    "lijst": "perceel",
    "gewichten": "gewicht",
    "drempels": "drempel",
    "bijlagen": "bijlage",
    "besluiten": "besluit",
    "wijzigingen": "wijziging",
    "aanvaardt": "versie",
}
"""What one of them is called; a key that is not here is called by itself."""
_TITLES = {
    "algemeen": "Vragen",
    "regel": "Regels",
    "percelen.lijst": "Perceellijst",
    "opdracht.besluiten": "Besluiten",
}


KIND_HEAD, OWNER_HEAD, REMARK_HEAD, ORDER_HEAD = "Rij", "Hoort bij", "Opmerking", "Volgorde"
OTHER_HEADS = ("Andere sleutel", "Waarde ervan")
KEY_HEAD, VALUE_HEAD, MEANING_HEAD, SHAPE_HEAD = "Gegeven", "Waarde", "Uitleg", "Vorm"
ALONE = "lijst"
"""In the column Vorm: the one word of this row is a list of one."""
GUIDE, LISTS = "Uitleg", "Lijsten"
"""Sheets that only help people; nothing is read from them."""


class Hangs(Enum):
    """How rows hang below what they belong to."""

    LIST = auto()
    CODED = auto()
    """A block of blocks, each under its code."""
    PAIRS = auto()
    """A block of values, each under its code."""
    ONE = auto()


@dataclass(frozen=True)
class RowKind:
    """Rows of one kind in a table."""

    name: str
    key: str
    """The key under which they hang."""
    hangs: Hangs
    part: Part
    """What one of them is."""

    @cached_property
    def columns(self) -> dict[TreePath, Part]:
        """The cells of such a row by their keys; a small block in it has its keys as columns too."""
        if self.hangs is Hangs.PAIRS:
            text = self.part.cell.holds is Holds.TEXT
            return {CODE: _WORD, ("naam",) if text else ("waarde",): self.part}
        found: dict[TreePath, Part] = {CODE: _WORD} if self.hangs is Hangs.CODED else {}
        for key, part in self.part.keys.items():
            if key in self.children:
                if part.cell.holds is not Holds.ANYTHING:
                    found[key,] = part
            elif part.records:
                found |= {(key, below): deep for below, deep in part.keys.items()}
            else:
                found[key,] = part
        return found

    def of(self, soort: str) -> RowKind:
        """The same for a thing that says of which kind it is: each kind has its own keys."""
        if soort not in self._narrowed:
            part = self.part.of_kind({KIND: soort}) if soort else self.part
            self._narrowed[soort] = RowKind(self.name, self.key, self.hangs, part)
        return self._narrowed[soort]

    @cached_property
    def _narrowed(self) -> dict[str, RowKind]:
        return {}

    def cell(self, column: TreePath) -> Cell:
        """What a cell in such a row holds; anything where its kind has no such column."""
        part = self.columns.get(column)
        return part.cell if part else Cell()

    @cached_property
    def value(self) -> TreePath:
        """The column of the value of a pair."""
        return list(self.columns)[-1]

    @cached_property
    def children(self) -> dict[str, RowKind]:
        """What hangs below such a row, by its key, on this sheet or another."""
        found: dict[str, RowKind] = {}
        for key, part in {} if self.hangs is Hangs.PAIRS else self.part.keys.items():
            name = _SINGULAR.get(key, key)
            if part.items is not None and part.items.records:
                recursive = part.items.schemas == self.part.schemas
                found[key] = self if recursive else RowKind(name, key, Hangs.LIST, part.items)
            elif part.entries is not None:
                hangs = Hangs.CODED if part.entries.records else Hangs.PAIRS
                found[key] = RowKind(name, key, hangs, part.entries)
            elif len(part.records) > 1:
                found[key] = RowKind(name, key, Hangs.ONE, Part(part.records))
        return found


_WORD = Part(({"type": "string", "pattern": "."},), "De code.")


@dataclass(frozen=True)
class Table:
    """A sheet with a row for each thing."""

    title: str
    path: tuple[str, ...]
    """The block in the kader."""
    first: RowKind

    @cached_property
    def kinds(self) -> dict[str, RowKind]:
        """Every kind of row on this sheet, by its name; what is above comes first."""
        found = {self.first.name: self.first}
        queue = [self.first]
        while queue:
            for child in queue.pop(0).children.values():
                if child.hangs is not Hangs.ONE and child.name not in found:
                    found[child.name] = child
                    queue.append(child)
        return found

    @cached_property
    def columns(self) -> dict[TreePath, Part]:
        """The columns of all its rows together."""
        found: dict[TreePath, Part] = {}
        for kind in self.kinds.values():
            for key, part in kind.columns.items():
                found.setdefault(key, part)
        return found


@dataclass(frozen=True)
class Card:
    """A sheet with a row for each key."""

    title: str
    path: tuple[str, ...]
    part: Part
    owned: bool = False
    """Whether there is one for each of many things, named in front."""


@dataclass(frozen=True)
class Layout:
    """All sheets of a kader, in the order of the model."""

    cards: dict[tuple[str, ...], Card]
    tables: dict[tuple[str, ...], Table]
    rules: Card
    """The single blocks with a kind that have no table: the scoring rules."""

    @cached_property
    def titles(self) -> dict[str, Card | Table]:
        """Every sheet by its name."""
        first = Card(FIRST, (), kader())
        found: dict[str, Card | Table] = {FIRST: first}
        for key in kader().keys:
            for sheets in (self.cards, self.tables):
                found |= {sheet.title: sheet for path, sheet in sheets.items() if path[0] == key}
            if key == "criteria":
                found[self.rules.title] = self.rules
        return found


@cache
def layout() -> Layout:
    """The sheets, as the model asks for them."""
    cards: dict[tuple[str, ...], Card] = {}
    tables: dict[tuple[str, ...], Table] = {}
    for key, part in kader().keys.items():
        if part.records:
            cards[key,] = Card(_title(key), (key,), part)
            for below, deep in part.keys.items():
                if deep.items is not None and deep.items.records:
                    kind = RowKind(_SINGULAR.get(below, below), below, Hangs.LIST, deep.items)
                    tables[key, below] = Table(_title(f"{key}.{below}"), (key, below), kind)
        elif (rows := _rows(key, part)) is not None:
            tables[key,] = Table(_title(key), (key,), rows)
    rule = tables["criteria",].first.part.keys["regel"]
    return Layout(cards, tables, Card(_title("regel"), ("regel",), Part(rule.records), owned=True))


def _rows(key: str, part: Part) -> RowKind | None:
    name = _SINGULAR.get(key, key)
    if part.items is not None and part.items.records:
        return RowKind(name, key, Hangs.LIST, part.items)
    if part.entries is not None and part.entries.records:
        return RowKind(name, key, Hangs.CODED, part.entries)
    return None


def _title(key: str) -> str:
    return _TITLES.get(key, key.replace(".", " ").capitalize())


def heading(column: TreePath) -> str:
    """The heading of a column."""
    text = ": ".join(str(step).replace("_", " ") for step in column)
    return text[:1].upper() + text[1:]


def folded(text: str) -> str:
    """A heading or the name of a sheet without what a person may type otherwise."""
    return " ".join(text.split()).casefold()
