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
_WRITTEN_DATE = re.compile(rf"(\d{{1,2}}) ({'|'.join(MONTHS)}) (\d{{4}})", re.IGNORECASE)
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


def read_date(text: str) -> date | None:
    """The day in a text: 1-3-2027, 1 maart 2027 or 2027-03-01; None when it is not certain.

    A slash or point between two numbers that could both be months (03/04/2027) is not certain.
    """
    bare = " ".join(text.split())
    written = _WRITTEN_DATE.fullmatch(bare)
    try:
        if written:
            month = MONTHS.index(written[2].lower()) + 1
            return date(int(written[3]), month, int(written[1]))
        numeric = _DATE.fullmatch(bare)
        if numeric:
            day, separator, month_text, year = numeric.groups()
            if separator != "-" and int(day) <= 12 and int(month_text) <= 12 and day != month_text:
                return None
            return date(int(year), int(month_text), int(day))
        return date.fromisoformat(bare) if re.fullmatch(r"[12]\d{3}-\d{2}-\d{2}", bare) else None
    except ValueError:
        return None
