"""Numbers and moments the Dutch way, for sentences, tables and reports alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from inkoop.domain.answers import Value
from inkoop.domain.exact import is_told

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
NOT_TOLD = "–"
"""Stands where a number is not told."""


def decimal_text(value: Decimal, digits: int | None = None) -> str:
    """1234.5 as 1.234,5; with `digits` exactly that many behind the comma (only padding, no rounding)."""
    return _decimal_text(str(value), digits)


def points_text(value: Decimal) -> str:
    """Points with the digits they have, at most four: a point that was not rounded can be endless."""
    return _points_text(str(value))


# A tender uses the same few hundred numbers over and over. The caches go by text and not by number,
# because 1.5 and 1.50 are the same number and not the same text.
@lru_cache(maxsize=4096)
def _decimal_text(plain: str, digits: int | None) -> str:
    value = Decimal(plain)
    if not is_told(value):
        return NOT_TOLD
    if digits is None:
        text = f"{value.normalize():f}" if value else "0"
    else:
        text = f"{value:.{max(digits, -int(value.as_tuple().exponent))}f}"
    whole, _, behind = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped},{behind}" if behind else f"{sign}{grouped}"


@lru_cache(maxsize=4096)
def _points_text(plain: str) -> str:
    value = Decimal(plain)
    if not is_told(value):
        return NOT_TOLD
    short = value if -int(value.as_tuple().exponent) <= 4 else value.quantize(Decimal("0.0001"))
    return decimal_text(short, max(0, -int(short.as_tuple().exponent)))


def euro(value: Decimal) -> str:
    """An amount: € 1.234,50, with at least two digits behind the comma."""
    return f"€ {decimal_text(value, 2)}" if is_told(value) else NOT_TOLD


def day_text(value: date) -> str:
    """A day in words: 1 maart 2027."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def moment_text(value: datetime) -> str:
    """A moment in words: 1 maart 2027 om 12.00 uur."""
    return f"{day_text(value)} om {value.hour}.{value.minute:02d} uur"


def exact_moment_text(value: datetime) -> str:
    """A moment with its day of the week and its second: maandag 1 maart 2027 om 12.00.07 uur."""
    return f"{DAYS[value.weekday()]} {day_text(value)} om {value:%H.%M.%S} uur"


def weekday_moment_text(value: datetime) -> str:
    """A moment with its day of the week: maandag 1 maart 2027 om 12.00 uur."""
    return f"{DAYS[value.weekday()]} {moment_text(value)}"


def number_of(number: int, one: str, many: str) -> str:
    """A number with its noun: 1 woord, 3 woorden."""
    return f"{number} {one if number == 1 else many}"


def listing(words: Iterable[str]) -> str:
    """A, B en C."""
    items = list(words)
    return " en ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def either(words: Iterable[str]) -> str:
    """A, B of C: the ways in which something can be read, or what may come first."""
    items = list(words)
    return " of ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""


def shown_value(value: Value) -> str:
    """A value of an answer for in a sentence: ja, 12,5, 1 maart 2027, A en B, or 3 rijen."""
    if value.number is not None:
        return decimal_text(value.number)
    if value.day is not None:
        return day_text(value.day)
    return f"{len(value.rows)} rijen" if value.rows else listing(value.texts)
