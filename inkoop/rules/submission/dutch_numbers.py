"""Reads numbers and dates that a Dutch person typed as text: exactly when certain, never a guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from inkoop.rules.dutch_format import MONTHS

_SPACE = "[ \u00a0\u202f\u2009]"
_NOISE = re.compile(_SPACE)
_GROUPED = re.compile(rf"(?<![\d.,])[1-9]\d{{0,2}}(?:{_SPACE}\d{{3}})+(?!\d)")
"""Digits in groups of three with spaces between: one number. In other groups they may be two."""
_APART = re.compile(r"\d\s+\d")
_AMOUNT_MARK = re.compile(r"^(€|eur|euro)|(€|eur|euro)$", re.IGNORECASE)
_DASH_CENTS = re.compile(r",[-–—]{1,2}$")
_PLAIN = re.compile(r"[+-]?\d+(,\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d+|[+-]?\d{1,3}(\.\d{3}){2,}")
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3}\.\d{3}")
_POINT = re.compile(r"[+-]?\d+\.\d+")
_DATE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2([12]\d{3})")
_YEAR_FIRST = re.compile(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})")
SHORT_MONTHS = {name[:3]: month for month, name in enumerate(MONTHS)} | {"mrt": 2, "sept": 8}
"""The months as people shorten them, counted from 0; a point may stand behind them."""
_MONTH = "|".join([*MONTHS, *(rf"{name}\.?" for name in SHORT_MONTHS)])
_WRITTEN_DATE = re.compile(rf"(\d{{1,2}})[ -]({_MONTH})[ -](\d{{4}})")
MAX_LENGTH = 40


@dataclass(frozen=True, slots=True)
class ReadNumber:
    """A number read from text; `ambiguous` holds both readings where a person must say which."""

    value: Decimal | None = None
    ambiguous: tuple[Decimal, Decimal] | None = None


def read_number(text: str) -> ReadNumber:
    """The number in a text.

    '1.234,56', '€ 80,-' and '12,5 %' are certain. '1.234' may be 1234 or 1,234 and is ambiguous. A
    point followed by other than three digits, as in '12.5', can only be a decimal point. '12 000' is one
    number, '12 13' may be two.
    """
    if len(text) > MAX_LENGTH:
        return ReadNumber()
    bare = _GROUPED.sub(lambda found: _NOISE.sub("", found[0]), text.strip())
    if _APART.search(bare):
        return ReadNumber()
    bare = _NOISE.sub("", bare)
    bare = _AMOUNT_MARK.sub("", bare)
    bare = _DASH_CENTS.sub("", bare.removesuffix("%"))
    bare = bare.replace("−", "-")
    if not bare.isascii():
        return ReadNumber()
    if _PLAIN.fullmatch(bare):
        return ReadNumber(Decimal(bare.replace(",", ".")) + 0)  # + 0 takes the minus off nothing
    if _THOUSANDS.fullmatch(bare):
        return ReadNumber(Decimal(bare.replace(".", "").replace(",", ".")))
    if _AMBIGUOUS.fullmatch(bare):
        return ReadNumber(ambiguous=(Decimal(bare.replace(".", "")), Decimal(bare)))
    if _POINT.fullmatch(bare):
        return ReadNumber(Decimal(bare) + 0)
    return ReadNumber()


@dataclass(frozen=True, slots=True)
class ReadDay:
    """A day read from text; `ambiguous` holds both readings where a person must say which."""

    value: date | None = None
    ambiguous: tuple[date, date] | None = None


def read_date(text: str) -> ReadDay:
    """The day in a text: 1-3-2027, 1 maart 2027, 1 mrt. 2027 or 2027-03-01.

    A slash or point between two numbers that could both be months (03/04/2027) gives both readings. In
    1/13/2027 only the second number can be the day.
    """
    if len(text) > MAX_LENGTH:
        return ReadDay()
    bare = " ".join(text.lower().split())
    if written := _WRITTEN_DATE.fullmatch(bare):
        name = written[2]
        month = MONTHS.index(name) if name in MONTHS else SHORT_MONTHS[name.rstrip(".")]
        return ReadDay(_day(written[3], month + 1, written[1]))
    if year_first := _YEAR_FIRST.fullmatch(bare):
        return ReadDay(_day(year_first[1], year_first[3], year_first[4]))
    numeric = _DATE.fullmatch(bare)
    if not numeric:
        return ReadDay()
    first, separator, second, year = numeric.groups()
    dutch, other = _day(year, second, first), _day(year, first, second)
    if separator != "-" and dutch and other and dutch != other:
        return ReadDay(ambiguous=(dutch, other))
    return ReadDay(dutch or (other if int(second) > len(MONTHS) else None))


def _day(year: str, month: str | int, day: str) -> date | None:
    """The day, when the calendar has it."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
