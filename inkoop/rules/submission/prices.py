"""The price of an offer: one amount, or published quantities times the tariffs of a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from inkoop.domain.evaluation import Addition, Price
from inkoop.domain.price_rules import PriceTerms
from inkoop.domain.submission import Answer, Row, Value

ZERO = Decimal(0)


def price_of(terms: PriceTerms, value: Value | None, answers: Mapping[str, Answer]) -> Price | None:
    """The price of an offer; None when a tariff that counts, or an answer that adds to it, is absent."""
    offered = basket(terms, value)
    if offered is None:
        return None
    additions: list[Addition] = []
    for adjustment in terms.adjustments:
        answer = answers.get(adjustment.question)
        number = answer.value if answer else None
        if not isinstance(number, Decimal):
            return None
        additions.append(Addition(adjustment.question, number, number * adjustment.per_unit))
    raised = sum((quantity * (floor - tariff) for quantity, tariff, floor in below_floor(terms, value)), ZERO)
    return Price(offered, offered + raised, tuple(additions))


def basket(terms: PriceTerms, value: Value | None) -> Decimal | None:
    """The price in euro as offered, exact; None when any tariff that counts is absent."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, tuple) or not terms.quantities:
        return None
    total = ZERO
    for code, quantity in terms.quantities.items():
        tariff = _tariff(terms, value, code)
        if tariff is None:
            return None
        total += quantity * tariff
    return total


def below_floor(terms: PriceTerms, value: Value | None) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Quantity, tariff and floor of everything that is offered under its published floor."""
    if isinstance(value, Decimal):
        if terms.floor is not None and value < terms.floor:
            yield Decimal(1), value, terms.floor
        return
    for code, quantity in terms.quantities.items():
        floor = terms.floors.get(code, terms.floor)
        tariff = _tariff(terms, value, code) if isinstance(value, tuple) else None
        if floor is not None and tariff is not None and tariff < floor:
            yield quantity, tariff, floor


def _tariff(terms: PriceTerms, value: tuple[Any, ...], code: str) -> Decimal | None:
    tariff = next((row.values.get(terms.column or "") for row in _rows_for(value, code)), None)
    return tariff if isinstance(tariff, Decimal) else None


def _rows_for(value: tuple[Any, ...], code: str) -> Iterable[Row]:
    return (row for row in value if isinstance(row, Row) and code in row.values.values())
