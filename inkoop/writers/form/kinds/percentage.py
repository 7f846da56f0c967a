"""A percentage: a number that may be typed with its sign.

Its cell has no look of its own: only then does a spreadsheet program remember whether 60 or 60% was typed. In
a cell with a percent sign of its own, 100% would silently become 1.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inkoop.writers.form.check.formulas import note, number, shown_as
from inkoop.writers.form.kinds.number import Number

PERCENT_DIGITS = 10
"""Times a hundred leaves a hair beside the number; this takes it off."""


class Percentage(Number):
    """The cell of a percentage."""

    foreign = "€"
    read_style = 'read|General" %"'

    def number_format(self, asked: Any) -> str:
        return "General"

    def percent(self, ref: str) -> str:
        return f"ROUND({ref}*100,{PERCENT_DIGITS})"

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        meant = note("dit is 1 procent of minder: klopt dat? Typ 60 voor 60 procent")
        most = min(Decimal(1), asked.maximum / 100)  # a hundred times as much may be answered too
        small = f"AND({value}>0,{value}<={number(most)},NOT({shown_as(ref, 'P')}))"
        return [*super().faults(asked, ref, value), (small, meant)]
