"""The standstill after an award decision: how it is counted, and its last day.

Art. 2.127 Aanbestedingswet 2012: at least 20 calendar days, of which the first is the day after sending. A
term that ends on a Saturday, a Sunday or a feast day goes on until the next day that is none of these: art. 1
and 3 Algemene termijnenwet, and art. 3 of Regulation (EEC, Euratom) 1182/71.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class Standstill:
    """A standstill, as it was counted."""

    sent: date
    days: int
    first: date
    """The day after sending."""
    counted: date
    """The day with which so many days are over."""
    last: date
    """The last day: the same, or the first working day after it."""
    moved_by: tuple[str, ...]
    """What the counted day and those behind it are, where the last day moved: zondag, Tweede paasdag."""


def standstill(sent: date, days: int) -> Standstill:
    """The standstill of a letter that is sent on a day."""
    counted = sent + timedelta(days)
    last, passed = counted, []
    while why := free_day(last):
        passed.append(why)
        last += timedelta(1)
    return Standstill(sent, days, sent + timedelta(1), counted, last, tuple(passed))


def free_day(day: date) -> str:
    """Why nobody counts a day as the last one: its name; empty for a working day."""
    # Only here: few commands need to know feast days.
    from holidays import country_holidays

    feasts = country_holidays("NL", years=day.year, categories=("public", "optional"), language="nl")
    if day in feasts:
        return str(feasts[day])
    return _DAYS[day.weekday()] if day.weekday() >= _SATURDAY else ""


def weekday(day: date) -> str:
    """The day of the week, in Dutch."""
    return _DAYS[day.weekday()]
