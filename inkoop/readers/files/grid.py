"""Collects the cells of a sheet within what a whole workbook may hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from inkoop.domain.cells import Extra, Oddity, RawCell, Sheet
from inkoop.readers.files.archive import TOO_MUCH_CONTENT, FileRefusedError, Limits, damaged

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

Range = tuple[int, int]
"""First and last, both included."""


class Budget:
    """What the sheets of one workbook have used up together."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._cells = 0
        self._characters = 0
        self._merges = 0
        self._extras = 0

    def check_cells(self, cells: int) -> None:
        """Refuse when this many more filled cells are too many."""
        if self._cells + cells > self.limits.cells:
            raise FileRefusedError(TOO_MUCH_CONTENT, wat="cellen", grens=self.limits.cells)

    def spend(self, cells: Collection[RawCell]) -> None:
        """Count the filled cells of a whole sheet and the characters in them."""
        self.check_cells(len(cells))
        self._cells += len(cells)
        self._characters += sum([len(cell.value) for cell in cells if isinstance(cell.value, str)])
        if self._characters > self.limits.characters:
            raise FileRefusedError(TOO_MUCH_CONTENT, wat="tekens", grens=self.limits.characters)

    def spend_merge(self) -> None:
        """Count one merged range."""
        self._merges += 1
        if self._merges > self.limits.merges:
            raise FileRefusedError(TOO_MUCH_CONTENT, wat="samenvoegingen", grens=self.limits.merges)

    def spend_extra(self, extra: Extra) -> None:
        """Count something beside the cells, with the characters in it."""
        self._extras += 1
        self._characters += len(extra.text)
        if self._extras > self.limits.extras or self._characters > self.limits.characters:
            raise FileRefusedError(TOO_MUCH_CONTENT, wat="tekeningen", grens=self.limits.extras)

    def check_sheets(self, sheets: int) -> None:
        """Refuse a workbook of more sheets than anyone can look at."""
        if sheets > self.limits.sheets:
            raise FileRefusedError(TOO_MUCH_CONTENT, wat="bladen", grens=self.limits.sheets)


class Grid:
    """A sheet in the making."""

    def __init__(self, part: str, budget: Budget) -> None:
        self._part = part
        self._budget = budget
        self._cells: dict[tuple[int, int], RawCell] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[Range] = []
        self.hidden_columns: list[Range] = []
        self.formulas: dict[tuple[int, int], str] = {}
        self.oddities: dict[tuple[int, int], Oddity] = {}
        self._extras: list[Extra] = []

    def add(self, row: int, column: int, cell: RawCell) -> None:
        """Fill one cell, once; whether the row still fits is for `end_row` to check."""
        place = (row, column)
        if place in self._cells or not (0 < row <= MAX_ROW and 0 < column <= MAX_COLUMN):
            damaged(self._part, f"cel {row}:{column}")
        self._cells[place] = cell

    def end_row(self) -> None:
        """Check after each row that the sheet still fits."""
        self._budget.check_cells(len(self._cells))

    def fill(self, rows: Range, columns: Range, cell: RawCell) -> None:
        """Fill a block of equal cells, after checking that all of them fit."""
        count = (rows[1] - rows[0] + 1) * (columns[1] - columns[0] + 1)
        self._budget.check_cells(len(self._cells) + count)
        for row in range(rows[0], rows[1] + 1):
            for column in range(columns[0], columns[1] + 1):
                self.add(row, column, cell)

    def merge(self, first_row: int, first_column: int, last_row: int, last_column: int) -> None:
        """Note a merged range, cut off at the edge of a sheet."""
        self._budget.spend_merge()
        if not (0 < first_row <= last_row and 0 < first_column <= last_column):
            damaged(self._part, "samenvoeging")
        last_row, last_column = min(last_row, MAX_ROW), min(last_column, MAX_COLUMN)
        self._merged.append((first_row, first_column, last_row, last_column))

    def put_beside(self, extra: Extra) -> None:
        """Note something beside the cells, as far as a workbook may hold that many things."""
        self._budget.spend_extra(extra)
        self._extras.append(extra)

    def sheet(self, name: str, hidden: bool) -> Sheet:
        """The finished sheet; hidden rows and columns count as far as there are filled cells."""
        self._budget.spend(self._cells.values())
        last_row = max((row for row, _ in self._cells), default=0) if self.hidden_rows else 0
        last_column = max((column for _, column in self._cells), default=0) if self.hidden_columns else 0
        return Sheet(
            name,
            self._cells,
            hidden,
            _members(self.hidden_rows, last_row),
            _members(self.hidden_columns, last_column),
            tuple(self._merged),
            tuple(sorted(self._extras, key=lambda extra: (extra.row, extra.column))),
            self.formulas,
            self.oddities,
        )


def _members(ranges: Iterable[Range], last: int) -> frozenset[int]:
    """The numbers in the ranges up to the last, each visited once however the ranges overlap."""
    members: set[int] = set()
    done = 0
    for first, end in sorted(ranges):
        begin, stop = max(first, done + 1), min(end, last)
        if begin <= stop:
            members.update(range(begin, stop + 1))
            done = stop
    return frozenset(members)
