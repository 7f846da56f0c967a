"""What a workbook holds, before anybody has decided what it means.

The readers make these from .xlsx and .ods alike, so that nothing above them knows file formats.
"""

from __future__ import annotations

from collections.abc import Callable
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
    notes: tuple[tuple[int, int], ...] = ()
    """The cells that carry a comment."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook that was read; `file` is the name people know it by."""

    file: str
    size: int
    sha256: str
    sheets: tuple[Sheet, ...] = field(default=())


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
