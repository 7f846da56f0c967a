"""The price of an offer: one amount, or published quantities times the tariffs of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inkoop.domain.answers import NOTHING, Code, Value
from inkoop.domain.evaluation import Addition, Price
from inkoop.domain.exact import ZERO
from inkoop.domain.places import CellPlace
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Answer


def price_of(terms: PriceTerms, value: Value | None, answers: Mapping[str, Answer]) -> Price | None:
    """The price of an offer; None when a tariff that counts, or an answer that adds to it, is absent."""
    offered = basket(terms, value)
    if offered is None:
        return None
    additions: list[Addition] = []
    for adjustment in terms.adjustments:
        answer = answers.get(adjustment.question)
        number = answer.number if answer else None
        if number is None:
            return None
        additions.append(Addition(adjustment.question, number, number * adjustment.per_unit))
    raised = offered
    if terms.floor is not None or terms.floors:
        under = below_floor(terms, value)
        raised += sum((quantity * (floor - tariff) for quantity, tariff, floor in under), ZERO)
    return Price(offered, raised, tuple(additions))


def basket(terms: PriceTerms, value: Value | None) -> Decimal | None:
    """The price in euro as offered, exact; None when any tariff that counts is absent."""
    value = value or NOTHING
    if value.number is not None or not value.rows or not terms.quantities:
        return value.number
    tariffs, total = _tariffs(terms, value), ZERO
    for code, quantity in terms.quantities.items():
        tariff = tariffs.get(code)
        if tariff is None:
            return None
        total += quantity * tariff
    return total


def below_floor(terms: PriceTerms, value: Value | None) -> Iterator[tuple[Decimal, Decimal, Decimal]]:
    """Quantity, tariff and floor of everything that is offered under its published floor."""
    value = value or NOTHING
    if value.number is not None:
        if terms.floor is not None and value.number < terms.floor:
            yield Decimal(1), value.number, terms.floor
        return
    tariffs = _tariffs(terms, value)
    for code, quantity in terms.quantities.items():
        floor, tariff = terms.floors.get(code, terms.floor), tariffs.get(code)
        if floor is not None and tariff is not None and tariff < floor:
            yield quantity, tariff, floor


def tariff_places(terms: PriceTerms, value: Value | None) -> Mapping[str, tuple[Decimal, CellPlace]]:
    """By printed row the tariff that counts in the price, with its cell; nothing of a price in one amount.

    Nor of a made-up bid, which stands in no cell.
    """
    found: dict[str, tuple[Decimal, CellPlace]] = {}
    column = terms.column or ""
    for row in (value or NOTHING).rows:
        tariff, place = row.number(column), row.places.get(column)
        for code in terms.quantities:
            if tariff is not None and place is not None and row.is_about(code):
                found.setdefault(code, (tariff, place))
    return found


def _tariffs(terms: PriceTerms, value: Value) -> dict[str, Decimal | None]:
    """By printed row its tariff; where a row stands twice, that of the first."""
    found: dict[str, Decimal | None] = {}
    for row in value.rows:
        tariff = row.number(terms.column)
        for cell in row.values.values():
            if isinstance(cell, Code) and cell.value in terms.quantities:
                found.setdefault(cell.value, tariff)
    return found
