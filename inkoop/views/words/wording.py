"""Small words that several views share: numbers, names of criteria, somebody's own words."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text, euro, listing

SECRET = "Het antwoord is vertrouwelijk en staat daarom niet in dit stuk."


def number_text(value: Decimal) -> str:
    """A number as it stands: 1.234,5. Small numbers, the usual ones, take a short road."""
    text = str(value)
    if len(text) <= 3 and text.isdecimal():
        return text
    return decimal_text(value)


def percent(value: Decimal | int) -> str:
    """12,5 %."""
    return f"{number_text(Decimal(value))} %"


def amount_text(value: Decimal) -> str:
    """Euro without cents when there are none: € 7.096.320, € 34,50."""
    whole = value.to_integral_value()
    return f"€ {decimal_text(whole)}" if whole == value else euro(value)


def names(words: tuple[str, ...]) -> str:
    """A, B en C; with semicolons when a name itself holds a comma or `en`."""
    return "; ".join(words) if any("," in word or " en " in word for word in words) else listing(words)


def plain(text: str) -> str:
    """Somebody's own words on one line, without control or direction characters."""
    text = " ".join(text.split())
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def shortened(text: str, length: int) -> str:
    """The text, or its beginning with three dots."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def sentence(text: str) -> str:
    """Somebody's own words, as a sentence that ends."""
    text = plain(text)
    return text if not text or text[-1] in ".!?…" else f"{text}."


def criterion_name(tender: Tender, code: str) -> str:
    """K2 (Zonder schotten); the bare code when the kader does not know it."""
    title = next((part.title for part in tender.every_criterion if part.code == code), "")
    return f"{code} ({title})" if title else code
