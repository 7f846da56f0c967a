"""Exact numbers that everybody shares."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

ZERO = Decimal(0)
UNTOLD = Decimal("NaN")
"""A number that stays out of a version. What is reckoned from it is not told either, it is written as a dash,
and who compares it fails: so it leaks nowhere by being forgotten.
"""


def is_told(value: Decimal) -> bool:
    """Whether a number is there to be shown and reckoned with."""
    return not value.is_nan()


def highest(values: Iterable[Decimal]) -> Decimal:
    """The highest of all, nought where there are none; not told where one of them is not."""
    every = list(values)
    return max(every, default=ZERO) if all(map(is_told, every)) else UNTOLD
