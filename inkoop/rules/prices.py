"""The price of an offer: one amount, or published quantities times the tariffs of a table."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from inkoop.domain.submission import Row, Value


def basket(rule: Any, value: Value | None) -> Decimal | None:
    """The price in euro, exact; None when any tariff that counts is absent."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, tuple) or not rule.quantities:
        return None
    total = Decimal(0)
    for code, quantity in rule.quantities.items():
        tariff = next((row.values.get(rule.column) for row in _rows_for(value, code)), None)
        if not isinstance(tariff, Decimal):
            return None
        total += quantity * tariff
    return total


def _rows_for(value: tuple[Any, ...], code: str) -> Iterable[Row]:
    return (row for row in value if isinstance(row, Row) and code in row.values.values())


def lowest_price(rule: Any, values: Iterable[Value | None]) -> Decimal | None:
    """Pmin: the lowest price above zero of all offers in the running, or None without any."""
    prices = (basket(rule, value) for value in values)
    return min((price for price in prices if price is not None and price > 0), default=None)
