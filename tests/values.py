"""Answers for tests, made from what a test writes down: ja, a number, codes, rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from inkoop.domain.answers import Code, Codes, Day, Number, Row, Rows, Value, YesNo


def made(raw: Any) -> Value:
    """The value: True is ja, a text is a code, a tuple of texts several, rows or mappings a table."""
    if isinstance(raw, bool):
        return YesNo(raw)
    if isinstance(raw, int | Decimal):
        return Number(Decimal(raw))
    if isinstance(raw, date):
        return Day(raw)
    if isinstance(raw, str):
        return Code(raw)
    if raw and isinstance(raw[0], Row | Mapping):
        return Rows(tuple(item if isinstance(item, Row) else row(item) for item in raw))
    return Codes(tuple(raw))


def row(cells: Mapping[str, Any]) -> Row:
    """A row of a table, without places."""
    return Row({column: made(cell) for column, cell in cells.items()}, {})


def plain(value: Value | None) -> Any:
    """The other way round: what a test would write down."""
    if value is None or value.rows:
        return [{c: plain(cell) for c, cell in row.values.items()} for row in value.rows] if value else None
    return value.value
