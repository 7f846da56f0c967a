"""The plain blocks that every document is built of: facts, tables, rules in words, mentions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with a text."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A provider that is named, with a link to its own page and a few words."""

    name: str
    anchor: str
    text: str = ""
    label: str = ""
    """The rank, where there is one."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `detail` is small print under its name."""

    text: str
    detail: str = ""
    numeric: bool = False
    wide: bool = False
    """Room for an amount in euro."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table; `detail` is small print under the row header, `anchor` where it may link to."""

    cells: tuple[str, ...]
    detail: str = ""
    anchor: str = ""
    bars: tuple[int | None, ...] = ()
    """For each cell the part of the most that it is, in whole percents, drawn as a bar under it."""
    line: bool = False
    """A line above it: here the proposal changes."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; `header` is the index of the column that names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    header: int = 0
    for_screen: bool = False
    """Whether paper goes without: a chart or a sentence beside it tells the same there."""


@dataclass(frozen=True, slots=True)
class Step:
    """A choice, a band or a grade, with what it gives in words."""

    label: str
    text: str
    share: Decimal | None = None
    """What it gives in percent, where it gives points."""


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A published rule in words, with its choices, bands or grades."""

    text: str
    steps: tuple[Step, ...] = ()
