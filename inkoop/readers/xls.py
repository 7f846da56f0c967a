"""Reads the old .xls format with python-calamine.

That library shows error cells and formulas without a result as empty cells, so every such workbook gets
a warning. It is absent in the browser, and it may crash on a bad file: call this in a process of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from inkoop.domain.cells import CellKind, RawCell, Sheet
from inkoop.readers.archive import Limits
from inkoop.readers.cell_values import plain_decimal, simplest
from inkoop.readers.grid import Budget


def can_read_xls() -> bool:
    """Whether the library for .xls is installed here."""
    try:
        import python_calamine  # noqa: F401
    except ImportError:
        return False
    return True


def read_xls(path: Path, limits: Limits) -> tuple[Sheet, ...]:
    """The sheets of an .xls file. Raises whatever the library raises on a damaged file."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    budget = Budget(limits)
    with CalamineWorkbook.from_path(path) as book:
        budget.check_sheets(len(book.sheets_metadata))
        sheets = []
        for meta in book.sheets_metadata:
            rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
            hidden = meta.visible != SheetVisibleEnum.Visible
            cells = dict(_cells(rows))
            budget.spend(cells.values())
            sheets.append(Sheet(meta.name, cells, hidden))
    return tuple(sheets)


def _cells(rows: list[list[Any]]) -> Iterator[tuple[tuple[int, int], RawCell]]:
    for row_number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                yield (row_number, column), _cell(value)


def _cell(value: Any) -> RawCell:
    if isinstance(value, bool):
        return RawCell(CellKind.BOOLEAN, value)
    if isinstance(value, int | float):
        number = plain_decimal(float(value))
        return RawCell(CellKind.ERROR, str(value)) if number is None else RawCell(CellKind.NUMBER, number)
    if isinstance(value, datetime):
        return RawCell(CellKind.DATE, simplest(value))
    if isinstance(value, date | time):
        return RawCell(CellKind.DATE, value)
    if isinstance(value, timedelta):
        return RawCell(CellKind.NUMBER, Decimal(str(value.total_seconds())) / 86_400)
    return RawCell(CellKind.TEXT, str(value))
