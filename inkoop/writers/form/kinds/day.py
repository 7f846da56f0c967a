"""A calendar day: shown as one, and read as one when it was typed as text."""

from __future__ import annotations

from datetime import date
from typing import Any

from inkoop.rules.submission.dutch_numbers import SHORT_MONTHS
from inkoop.views.words.asked import short_day
from inkoop.writers.form.check.formulas import (
    EMPTY,
    UNREADABLE,
    choose,
    digits,
    lower,
    note,
    times,
    without,
    wrong,
)
from inkoop.writers.form.kinds.base import FormKind, Listed, short

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


class Day(FormKind):
    """The cell of a question for a day."""

    unreadable = "hier hoort een datum, zoals 1-3-2027"
    read_style = "read|d-m-yyyy"

    def number_format(self, asked: Any) -> str:
        return "d-m-yyyy"

    def rule(self, asked: Any, listed: Listed | None) -> dict[str, Any]:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": asked.earliest or date(1900, 1, 1),
            "maximum": asked.latest or date(9999, 12, 31),
            "error_type": "warning",
            "error_title": "Klopt deze datum?",
            "error_message": short(self.how(asked)),
        }

    def bare(self, ref: str) -> str:
        bare = without(lower(ref), (". ",), " ")
        for name, month in SHORT_MONTHS.items():
            bare = without(bare, (f" {name} ",), f"-{month + 1}-")
        for month, name in enumerate(_MONTHS, 1):
            bare = without(bare, (f" {name} ",), f"-{month}-")
        return f"IF(ISTEXT({ref}),{bare},{EMPTY})"

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        stored = f"IF(OR({ref}<1,{ref}>=2958466),{UNREADABLE},INT({ref}))"
        return choose(
            (f"ISLOGICAL({ref})", UNREADABLE),
            (f"ISNUMBER({ref})", stored),
            (f"ISTEXT({ref})", f"IFERROR({_text_day(bare)},{UNREADABLE})"),
            otherwise=UNREADABLE,
        )

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        pairs = []
        if asked.earliest:
            first = wrong(f"de datum moet vanaf {short_day(asked.earliest)} zijn")
            pairs.append((f"{value}<{_date(asked.earliest)}", first))
        if asked.latest:
            last = wrong(f"de datum mag tot en met {short_day(asked.latest)} zijn")
            pairs.append((f"{value}>{_date(asked.latest)}", last))
        typed = note("deze datum is getypt als tekst: typ hem opnieuw, zoals 1-3-2027")
        return [*pairs, (f"ISTEXT({ref})", typed)]


def _date(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _text_day(bare: str) -> str:
    """1-3-2027, 1 maart 2027, 2027-03-01, 31/12/2027; 3/4/2027 is not certain."""
    formula = f"IFERROR({_iso_day(bare)},{UNREADABLE})"
    for sign in (".", "/", "-"):
        turned = f"IFERROR({_numeric_day(bare, sign, month_first=True)},{formula})"
        formula = f"IFERROR({_numeric_day(bare, sign)},{turned})"
    return formula


def _numeric_day(bare: str, sign: str, *, month_first: bool = False) -> str:
    first = f'FIND("{sign}",{bare})'
    second = f'FIND("{sign}",{bare},{first}+1)'
    day_text, month_text = f"LEFT({bare},{first}-1)", f"MID({bare},{first}+1,{second}-{first}-1)"
    tests = [
        f"{times(bare, sign)}=2",
        f"{digits(bare)}=LEN({bare})-2",
        f"{first}<=3",
        f"{second}-{first}<=3",
        f"LEN({bare})-{second}=4",
    ]
    if month_first:
        tests.append(f"VALUE({month_text})>12")
        day_text, month_text = month_text, day_text
    elif sign != "-":
        tests.append(f"OR(VALUE({day_text})>12,{day_text}={month_text})")
    return _real_day(tests, f"VALUE(RIGHT({bare},4))", f"VALUE({month_text})", f"VALUE({day_text})")


def _iso_day(bare: str) -> str:
    tests = [f"LEN({bare})=10", f"{digits(bare)}=8", f'MID({bare},5,1)="-"', f'MID({bare},8,1)="-"']
    return _real_day(tests, f"VALUE(LEFT({bare},4))", f"VALUE(MID({bare},6,2))", f"VALUE(RIGHT({bare},2))")


def _real_day(tests: list[str], year: str, month: str, day: str) -> str:
    """The day when it exists; otherwise an error, so that the next notation is tried."""
    whole = f"DATE({year},{month},{day})"
    tests = [*tests, f"{year}>=1900", f"{month}<=12", f"{day}<=31", f"DAY({whole})={day}"]
    return f'IF(AND({",".join(tests)}),{whole},VALUE("?"))'
