"""What a workbook holds, before anybody has decided what it means.

The readers make these from .xlsx and .ods alike, so that nothing above them knows file formats.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter


class CellKind(StrEnum):
    """How the file itself types a cell."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    ERROR = "error"
    """An error value such as #N/A; `value` holds its text."""
    UNCALCULATED = "uncalculated"
    """A formula without a stored result; `value` holds the formula as far as known."""


_CELL_NAME = re.compile("([A-Z]{1,3})([0-9]{1,7})")

CellValue = str | Decimal | bool | date | datetime | time


@dataclass(frozen=True, slots=True)
class RawCell:
    """One filled cell. Empty cells do not exist in a grid.

    Numbers are the shortest decimal that gives the stored double, so 0.1 is exactly 0.1.
    """

    kind: CellKind
    value: CellValue
    formula: bool = False
    """The value is the stored result of a formula."""
    percent: bool = False
    """The number is shown as a percentage: 0.125 as 12.5 %."""

    def __reduce__(self) -> tuple[type[RawCell], tuple[object, ...]]:
        """Cells travel between processes by the thousand: this takes a third of the usual time."""
        return RawCell, _fields_of(self)


_fields_of: Callable[[RawCell], tuple[object, ...]] = attrgetter(*RawCell.__slots__)


class ExtraKind(StrEnum):
    """What a sheet can hold beside its cells; the values are the words that people read."""

    NOTE = "opmerking"
    TEXT_BOX = "tekstvak"
    SHAPE = "getekende vorm"
    PICTURE = "plaatje"
    CHART = "grafiek"
    OBJECT = "ingesloten bestand"
    CONTROL = "knop of keuzevak"
    HEADER = "kop- of voettekst"


@dataclass(frozen=True, slots=True)
class Extra:
    """Something beside the cells, with the words in it and the cell at its upper left corner."""

    kind: ExtraKind
    text: str = ""
    row: int = 0
    column: int = 0
    """Both 0 where it belongs to the sheet as a whole."""


class Oddity(StrEnum):
    """Why a cell shows something else than it holds; the values are the words that people read."""

    STRUCK = "de tekst is doorgehaald"
    PARTLY_STRUCK = "een deel van de tekst is doorgehaald"
    INVISIBLE = "de letters hebben de kleur van de cel"
    NOTHING_SHOWN = "de opmaak van de cel laat niets zien"
    CURRENCY = "de cel toont een andere munt dan de euro"
    UNIT = "de opmaak van de cel zet er woorden bij"
    SCALED = "de opmaak van de cel deelt het getal"
    ROUNDED = "de cel toont het getal afgerond"
    CHANGING = "de formule geeft elke dag of op elke computer iets anders"
    IN_CELL = "er staat een plaatje of een gekoppeld gegeven in de cel"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as a sparse grid: (row, column), both from 1, to its filled cell."""

    name: str
    cells: dict[tuple[int, int], RawCell]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges as (first row, first column, last row, last column)."""
    extras: tuple[Extra, ...] = ()
    """What it holds beside its cells, in reading order."""
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """The formulas as the file writes them, also of cells that show nothing; of one that is shared
    the text stands at its first cell only."""
    oddities: Mapping[tuple[int, int], Oddity] = field(default_factory=dict)
    """The filled cells that show something else than they hold."""


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name that a workbook gives to cells, or to a formula."""

    name: str
    refers_to: str
    """As the file writes it, without the equals sign."""


@dataclass(frozen=True, slots=True)
class Makers:
    """Who a file says that made it; each is empty where it does not say."""

    made_by: str = ""
    saved_by: str = ""
    """Who saved it last."""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read; `file` is the name people know it by."""

    file: str
    size: int
    sha256: str
    sheets: tuple[Sheet, ...] = field(default=())
    read_twice: bool = False
    """Whether another program read it as well."""
    disputed: Mapping[str, Mapping[tuple[int, int], str]] = field(default_factory=dict)
    """By sheet the cells that the other program reads otherwise, with what it read."""
    kader: str = ""
    """The text of the kader that it carries, where that was asked for: the word of whoever made the file."""
    makers: Makers = field(default=Makers(), compare=False)
    names: tuple[DefinedName, ...] = field(default=(), compare=False)
    """The names that it gives to cells; only of an .xlsx file."""


def cell_position(name: str) -> tuple[int, int] | None:
    """Row and column of a cell as people write it; None for what is no cell."""
    found = _CELL_NAME.fullmatch(name.upper())
    return (int(found[2]), column_number(found[1])) if found else None


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA is 27."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell as people write it: row 3, column 2 is B3."""
    return f"{column_letters(column)}{row}"
