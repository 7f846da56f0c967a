"""What the order rests on, by method: how it is called, in what it is measured, and which end is best."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from inkoop.domain.award_rules import PRICE_METHODS, AwardRules
from inkoop.domain.exact import is_told
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import NOT_TOLD, decimal_text
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import money_text


class TotalWords(NamedTuple):
    """How the outcome of a method is named."""

    heading: str
    """Above a column."""
    name: str
    """In a sentence, with its article."""
    equal: str
    """After `bij`, when two are equal."""
    unit: str
    """In what it is measured."""
    euro: bool = False


_POINTS = TotalWords("Totaal", "het totaal", "een gelijk totaal", "punten")
_WORDS: Mapping[str, TotalWords] = {
    "gunnen_op_waarde": TotalWords(
        "Fictieve prijs", "de fictieve prijs", "een gelijke fictieve prijs", "euro", euro=True
    ),
    "prijs_per_kwaliteitspunt": TotalWords(
        "Prijs per punt", "de prijs per punt", "een gelijke prijs per punt", "euro per punt", euro=True
    ),
    "utiliteitsindex": TotalWords("Index", "de index", "een gelijke index", ""),
    "laagste_prijs": TotalWords("Prijs", "de prijs", "een gelijke prijs", "euro", euro=True),
}
_POINTS_PER_EURO = TotalWords(
    "Punten per euro", "het aantal punten per euro", "een gelijk aantal punten per euro", "punten per euro"
)


def total_words(award: AwardRules) -> TotalWords:
    """The words for the total of this award."""
    if award.method == "prijs_per_kwaliteitspunt" and not award.lowest_first:
        return _POINTS_PER_EURO
    return _WORDS.get(award.method, _POINTS)


def by_price(award: AwardRules | None) -> bool:
    """Whether the method reckons with the price itself, so that quality and price stand apart."""
    return award is not None and award.method in PRICE_METHODS


def total_text(total: Decimal, tender: Tender) -> str:
    """The total with its published digits: 79,25, € 78.500 or 0,5829."""
    award = tender.award
    if award is None:
        return number_text(total)
    if not total_words(award).euro:
        return decimal_text(total, award.rounding.total)
    if award.method == "prijs_per_kwaliteitspunt":
        return f"€ {decimal_text(total, award.rounding.total)}"
    return money_text(total) if award.rounding.total <= 4 else f"€ {decimal_text(total)}"


def total_with_unit(total: Decimal, tender: Tender) -> str:
    """The total in a sentence: 79,25 punten, € 78.500, € 1.059,60 per punt or index 0,5829."""
    award, text = tender.award, total_text(total, tender)
    if award is None:
        return text
    if award.method == "utiliteitsindex":
        return f"index {text}"
    unit = total_words(award).unit.removeprefix("euro").strip()
    if unit == "punten" and total == 1:
        unit = "punt"
    return f"{text} {unit}".strip()


def quality_text(quality: Decimal, tender: Tender) -> str:
    """The quality of a method with the price itself: in euro with gunnen op waarde, else points."""
    assert tender.award is not None
    if tender.award.method == "gunnen_op_waarde":
        return money_text(quality)
    if not is_told(quality):
        return NOT_TOLD
    digits = tender.award.rounding.quality
    short = quality if -int(quality.as_tuple().exponent) <= 4 else quality.quantize(Decimal("0.0001"))
    return decimal_text(short, None if digits == "geen" else digits)
