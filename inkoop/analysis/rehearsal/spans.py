"""The realistic range of every number a provider can fill in: where simulated answers are drawn from.

A question may allow far more than anybody offers. What the rule itself looks at says better where answers
will lie: between its two ends, with a quarter on both sides. Prices lie within what was published about
them; where that is little, within 15 percent of the middle of what the form allows.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any, NamedTuple

from inkoop.domain.exact import ZERO
from inkoop.domain.questions import TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.rules.scoring.kinds.base import Kind

_QUARTER, _NARROW = Decimal("0.25"), Decimal("0.15")
_PARTS = 40
"""A range has at least so many steps, where its decimals allow it."""


class Span(NamedTuple):
    """From low to high, in steps."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return int((self.high - self.low) / self.step)

    @property
    def middle(self) -> Decimal:
        """The number in the middle, on a step."""
        return self.low + int((self.high - self.low) / self.step / 2) * self.step

    def levels(self, count: int) -> list[Decimal]:
        """So many numbers from low to high, as round as the span allows."""
        step = self.step
        while (self.high - self.low) / (step * 10) >= count:
            step *= 10
        low = _on_step(self.low, step, ROUND_CEILING)
        steps = int((self.high - low) / step)
        return sorted({low + steps * index // (count - 1) * step for index in range(count)})


def span(low: Decimal, high: Decimal, decimals: int) -> Span:
    """The span on round numbers: steps of 1, 10, 0,1 and so on, as large as leaves enough of them."""
    smallest = Decimal(1).scaleb(-decimals)
    step = smallest
    while (high - low) / (step * 10) >= _PARTS:
        step *= 10
    first, last = _on_step(low, step, ROUND_CEILING), _on_step(high, step, ROUND_FLOOR)
    return Span(first, max(first, last), step)


def _on_step(value: Decimal, step: Decimal, mode: str) -> Decimal:
    return (value / step).to_integral_value(mode) * step


def answer_span(kind: Kind[Any] | None, asked: Any) -> Span:
    """Where answers to a numeric question or column will lie, given the rule that scores it (or None)."""
    decimals = getattr(asked, "decimals", 0)
    ends = kind.ends if kind and not isinstance(kind.rule, PriceTerms) else None
    if ends is None:
        return span(asked.minimum, asked.maximum, decimals)
    margin = (ends[1] - ends[0]) * _QUARTER
    low, high = max(asked.minimum, ends[0] - margin), min(asked.maximum, ends[1] + margin)
    return span(low, high, decimals) if low < high else span(asked.minimum, asked.maximum, decimals)


def tariff_span(kind: Kind[Any], asked: Any, row: str = "") -> Span:
    """Where the price will lie: one amount, or the tariff of one row of a table.

    What is published about prices is about the sum, so it is divided by all quantities together.
    """
    terms: PriceTerms = kind.rule
    together = sum(terms.quantities.values(), ZERO) or Decimal(1)
    floor = terms.floors.get(row, terms.floor)
    low, high = _price_ends(kind, asked, together)
    if floor is not None and floor > low:
        low, high = floor, max(high, floor * (1 + _QUARTER))
    low, high = max(low, asked.minimum), min(high, asked.maximum)
    if low >= high:
        low, high = asked.minimum, asked.maximum
    return span(low, high, getattr(asked, "decimals", 0))


def _price_ends(kind: Kind[Any], asked: Any, together: Decimal) -> tuple[Decimal, Decimal]:
    if kind.ends is not None:
        return kind.ends[0] / together, kind.ends[1] / together
    if asked.maximum <= asked.minimum * Decimal("1.5"):
        return asked.minimum, asked.maximum
    middle = (asked.minimum + asked.maximum) / 2
    return middle * (1 - _NARROW), middle * (1 + _NARROW)


def price_part(terms: PriceTerms, question: Any) -> Any:
    """The question with the price, or the column of a table of tariffs."""
    if isinstance(question, TableQuestion) and terms.column:
        return question.column(terms.column)
    return question
