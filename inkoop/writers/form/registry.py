"""Where everything in a written form stands, so that formulas can refer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from inkoop.domain.cells import cell_name
from inkoop.writers.form.page import Page


@dataclass(frozen=True, slots=True)
class CellRef:
    """One cell; row and column count from 0, as the workbook library does."""

    sheet: str
    row: int
    column: int

    def formula(self) -> str:
        """The absolute reference as a formula writes it."""
        name = cell_name(self.row + 1, self.column + 1)
        letters = name.rstrip("0123456789")
        return f"{quoted(self.sheet)}!${letters}${self.row + 1}"

    def here(self) -> str:
        """The absolute reference for a formula on the same sheet."""
        return self.formula().rpartition("!")[2]


@dataclass(frozen=True, slots=True)
class TableArea:
    """The data rows of a table, with the column of every column code (or `column:option`)."""

    sheet: str
    header_row: int
    first_row: int
    last_row: int
    columns: Mapping[str, int]
    last_column: int


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells, rows and columns from 0."""

    sheet: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass
class Registry:
    """Question code to its place; filled while the sheets are written."""

    pages: dict[str, Page] = field(default_factory=dict)
    answers: dict[str, CellRef] = field(default_factory=dict)
    options: dict[str, dict[str, CellRef]] = field(default_factory=dict)
    tables: dict[str, TableArea] = field(default_factory=dict)
    areas: dict[str, list[Range]] = field(default_factory=dict)
    """All cells that belong to a question: what turns grey when it does not apply."""
    counters: dict[str, CellRef] = field(default_factory=dict)
    """The cell above a long answer, for how many words it has."""
    rows: dict[str, int] = field(default_factory=dict)
    """The row of a question on its sheet, where a status can stand beside it."""


def quoted(sheet: str) -> str:
    """A sheet name as a formula writes it."""
    escaped = sheet.replace("'", "''")
    return f"'{escaped}'"
