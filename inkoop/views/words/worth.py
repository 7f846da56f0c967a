"""What a criterion is worth, in words: points, or euro where the kader values quality in euro."""

from __future__ import annotations

from decimal import Decimal

from inkoop.domain.exact import is_told
from inkoop.domain.tender import Tender
from inkoop.domain.thresholds import Threshold
from inkoop.rules.dutch_format import NOT_TOLD, decimal_text, points_text
from inkoop.views.words.wording import number_text

_MOST_DIGITS = Decimal("0.0001")


def in_euro(tender: Tender) -> bool:
    """Whether a criterion earns euro instead of points: gunnen op waarde."""
    return tender.award is not None and tender.award.method == "gunnen_op_waarde"


def money_text(value: Decimal) -> str:
    """Euro without cents when there are none, with at most four digits when it was not rounded."""
    if not is_told(value):
        return NOT_TOLD
    sign, value = ("−", -value) if value < 0 else ("", value)
    short = value if -int(value.as_tuple().exponent) <= 4 else value.quantize(_MOST_DIGITS)
    whole = short.to_integral_value()
    return f"{sign}€ {decimal_text(whole) if whole == short else decimal_text(short, 2)}"


def in_unit(value: Decimal, asked: object) -> str:
    """A number in the unit of what was asked: 12 uur per week, and for an amount € 39,90 per dagdeel."""
    unit = getattr(asked, "unit", "")
    if is_money(asked):
        return f"{money_text(value)} {unit.partition(' ')[2]}".rstrip()
    return f"{number_text(value)} {unit}".rstrip()


def is_money(asked: object) -> bool:
    """Whether what was asked is measured in whole euro: in `euro`, or in `euro per dagdeel`."""
    return getattr(asked, "unit", "").partition(" ")[0].casefold() == "euro"


def published(points: Decimal, tender: Tender) -> str:
    """Points with the digits the kader publishes; more only where they would not be exact otherwise."""
    digits = tender.award.rounding.criterion if tender.award else "geen"
    if digits == "geen" or -int(points.normalize().as_tuple().exponent) > digits:
        return f"{points.normalize():f}"
    return f"{points:.{digits}f}"


def earned(value: Decimal, tender: Tender) -> str:
    """What was earned, without a unit where it is points: 4,50 or € 1.500."""
    return money_text(value) if in_euro(tender) else points_text(value)


def earned_text(value: Decimal, tender: Tender) -> str:
    """What was earned: 4,50 punten or € 1.500."""
    return money_text(value) if in_euro(tender) else f"{points_text(value)} {_points(value)}"


def most(value: Decimal, tender: Tender) -> str:
    """The most that can be earned, without a unit where it is points: 7,5 or € 2.500."""
    return money_text(value) if in_euro(tender) else number_text(value)


def most_text(value: Decimal, tender: Tender) -> str:
    """The most that can be earned: 7,5 punten or € 2.500."""
    return money_text(value) if in_euro(tender) else f"{number_text(value)} {_points(value)}"


def least_text(needed: Threshold, maximum: Decimal, tender: Tender) -> str:
    """What is needed at least: 12 punten, or 12 punten (60 % van 20)."""
    text = most_text(needed.points(maximum), tender)
    return f"{text} ({number_text(needed.amount)} % van {most(maximum, tender)})" if needed.percent else text


def of_most(value: Decimal, maximum: Decimal, tender: Tender) -> str:
    """5,80 van 8, or € 1.500 van € 2.500."""
    return f"{earned(value, tender)} van {most(maximum, tender)}"


def _points(value: Decimal) -> str:
    return "punt" if value == 1 else "punten"
