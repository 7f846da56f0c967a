"""A second reading of a workbook by another program, which shares no code with the first.

Two readers that agree are seldom wrong in the same way. Where they do not agree a person looks: which of the
two is right is not for a program to say.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook
from inkoop.domain.form_layout import ANSWER_HEADER, TABLE_PREFIX
from inkoop.readers.files.cell_values import EPOCH_1900, plain_decimal, simplest, unescape

_LONGEST = 60
_EMPTY = "niets"


def read_again(data: bytes, first: Workbook) -> Workbook:
    """The workbook with what openpyxl reads otherwise in the sheets that ask something.

    openpyxl raises what it likes on a file that it does not know; then there is no second reading.
    """
    import openpyxl

    disputed: dict[str, Mapping[tuple[int, int], str]] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what it leaves out, such as the lists of a form
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            for sheet in first.sheets:
                if _asks(sheet):
                    disputed[sheet.name] = dict(_differences(sheet, book[sheet.name]))
            book.close()
    except Exception:
        return first
    return replace(first, read_twice=True, disputed=disputed)


def _asks(sheet: Sheet) -> bool:
    """Whether a sheet has answers: the welcome, the lists and the checks have none."""
    return any(
        cell.value == ANSWER_HEADER or str(cell.value).lower().startswith(TABLE_PREFIX)
        for cell in sheet.cells.values()
        if cell.kind is CellKind.TEXT
    )


def _differences(sheet: Sheet, other: Any) -> Iterator[tuple[tuple[int, int], str]]:
    seen: set[tuple[int, int]] = set()
    for number, row in enumerate(other.iter_rows(), 1):
        for column, cell in enumerate(row, 1):
            value = cell.value
            if value is None:
                continue
            seen.add((number, column))
            own = sheet.cells.get((number, column))
            if not _agree(own, value, cell.data_type == "e"):
                yield (number, column), str(value)[:_LONGEST]
    for place, own in sheet.cells.items():
        if place not in seen and not _agree(own, None, False):
            yield place, _EMPTY


def _agree(cell: RawCell | None, value: object, is_error: bool) -> bool:
    """Whether both readings say the same."""
    if cell is None or cell.kind is CellKind.UNCALCULATED:
        return value is None or value == ""
    if cell.kind is CellKind.ERROR:
        return is_error or value is None or str(value) == str(cell.value)
    return value is not None and not is_error and cell.value == _as_ours(value, cell)


def _as_ours(value: object, cell: RawCell) -> object:
    """The other reading in the types of ours."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return plain_decimal(float(value))
    if isinstance(value, timedelta):
        days = plain_decimal(value / timedelta(days=1))
        return days if isinstance(cell.value, Decimal) else (EPOCH_1900 + value).time()
    if isinstance(value, datetime):
        return _moment(value, cell)
    if isinstance(value, date | time):
        return value
    return unescape(str(value))


def _moment(value: datetime, cell: RawCell) -> object:
    if isinstance(cell.value, time):
        return value.time()
    return simplest(value.replace(tzinfo=None))
