"""Numbers and moments the Dutch way, for sentences, tables and reports alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

_MONTHS = (
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


def decimal_text(value: Decimal, digits: int | None = None) -> str:
    """1234.5 as 1.234,5; with `digits` exactly that many behind the comma (only padding, no rounding)."""
    plain = _plain(value) if digits is None else None
    if plain:
        whole, behind = plain
        behind = behind.rstrip("0")
        return f"{whole},{behind}" if behind else whole
    if digits is None:
        text = f"{value.normalize():f}" if value else "0"
    else:
        text = f"{value:.{max(digits, -int(value.as_tuple().exponent))}f}"
    whole, _, behind = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if whole.startswith("-") and not grouped.startswith("-") else ""
    return f"{sign}{grouped},{behind}" if behind else f"{sign}{grouped}"


def _plain(value: Decimal) -> tuple[str, str] | None:
    """The digits before and behind the point of 0 to 999, the usual numbers, without any arithmetic."""
    whole, _, behind = str(value).partition(".")
    return (whole, behind) if len(whole) <= 3 and (whole + behind).isdecimal() else None


def points_text(value: Decimal) -> str:
    """Points with the digits they have, at most four: a point that was not rounded can be endless."""
    plain = _plain(value)
    if plain and len(plain[1]) <= 4:
        return ",".join(filter(None, plain))
    short = value if -int(value.as_tuple().exponent) <= 4 else value.quantize(Decimal("0.0001"))
    return decimal_text(short, max(0, -int(short.as_tuple().exponent)))


def euro(value: Decimal) -> str:
    """An amount: € 1.234,50, with at least two digits behind the comma."""
    return f"€ {decimal_text(value, 2)}"


def day_text(value: date) -> str:
    """A day in words: 1 maart 2027."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def moment_text(value: datetime) -> str:
    """A moment in words: 1 maart 2027 om 12.00 uur."""
    return f"{day_text(value)} om {value.hour}.{value.minute:02d} uur"


def listing(words: Iterable[str]) -> str:
    """A, B en C."""
    items = list(words)
    return " en ".join(filter(None, [", ".join(items[:-1]), items[-1]])) if items else ""
