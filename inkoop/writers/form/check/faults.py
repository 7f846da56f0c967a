"""What is wrong with the value that was read in a cell: one formula a kind of question.

The formula gives an empty text for an empty cell, and else a sign with a sentence.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from inkoop.domain.questions import DateQuestion
from inkoop.rules.dutch_format import decimal_text, number_of
from inkoop.writers.form.check.formulas import (
    AMBIGUOUS,
    EMPTY,
    ERROR,
    UNREADABLE,
    choose,
    literal,
    number,
    shown_as,
)
from inkoop.writers.form.check.values import NUMERIC, Asked

GOOD, WRONG, NOTE, NONE = "✓", "✗", "!", "–"
"""The signs that every status begins with: in order, a fault, a remark, nothing to check."""

_TOLERANCE = "0.000000001"


def fault_formula(asked: Asked, ref: str, value: str) -> str:
    """The state of an answer cell, from the cell and from what was read in it."""
    pairs = [
        (f"{value}={EMPTY}", EMPTY),
        (f"{value}={ERROR}", wrong("in dit vak staat een foutwaarde: maak het leeg en vul het opnieuw in")),
        (f"{value}={AMBIGUOUS}", wrong("dit is tekst die op twee manieren te lezen is: typ het als getal")),
        (f"{value}={UNREADABLE}", wrong(_expected(asked))),
    ]
    part: Any = asked
    if asked.kind in NUMERIC:
        pairs += _number_faults(part, ref, value)
    elif isinstance(asked, DateQuestion):
        pairs += _day_faults(asked, ref, value)
    elif asked.kind == "tekst":
        limit = part.max_words
        many = f'"{WRONG} te veel woorden: "&{value}&{literal(f" van hoogstens {limit}")}'
        pairs.append((f"{value}>{limit}", many))
    return choose(*pairs, otherwise=literal(GOOD))


def marks_formula(area_marked: str, area_unmarked: str, errors: str, cells: int) -> str:
    """The state of the cells of a multiple choice."""
    return choose(
        (f"{errors}>0", wrong("in een van de vakken staat een foutwaarde: maak dat vak leeg")),
        (f"{area_marked}+{area_unmarked}<{cells}", wrong("zet alleen een x in een vak, of laat het leeg")),
        (f"{area_marked}=0", EMPTY),
        otherwise=literal(GOOD),
    )


def wrong(text: str) -> str:
    """A fault as a formula."""
    return literal(f"{WRONG} {text}")


def note(text: str) -> str:
    """A remark as a formula."""
    return literal(f"{NOTE} {text}")


def _expected(asked: Asked) -> str:
    if asked.kind in NUMERIC:
        return "hier hoort een getal, zonder woorden of tekens"
    return {
        "ja_nee": "kies ja of nee",
        "keuze": "deze keuze staat niet op de lijst: kies uit de lijst",
        "datum": "hier hoort een datum, zoals 1-3-2027",
    }.get(asked.kind, "dit antwoord is niet te lezen")


def _number_faults(part: Any, ref: str, value: str) -> list[tuple[str, str]]:
    decimals = getattr(part, "decimals", 0)
    exact = f"hoogstens {number_of(decimals, 'cijfer', 'cijfers')} achter de komma"
    low, high = decimal_text(part.minimum), decimal_text(part.maximum)
    pairs = [
        (
            f"ABS({value}-ROUND({value},{decimals}))>{_TOLERANCE}",
            wrong(exact if decimals else "hier hoort een heel getal"),
        ),
        (
            f"OR({value}<{number(part.minimum)},{value}>{number(part.maximum)})",
            wrong(f"het getal moet van {low} tot en met {high} zijn"),
        ),
        (f"ISTEXT({ref})", note("dit getal is getypt als tekst: typ het opnieuw als getal")),
    ]
    if part.kind == "percentage":
        meant = note("dit is minder dan 1 procent: klopt dat? Typ 60 voor 60 procent")
        pairs.append((f"AND({value}>0,{value}<1,NOT({shown_as(ref, 'P')}))", meant))
    return pairs


def _day_faults(asked: DateQuestion, ref: str, value: str) -> list[tuple[str, str]]:
    pairs = []
    if asked.earliest:
        first = wrong(f"de datum moet vanaf {_day(asked.earliest)} zijn")
        pairs.append((f"{value}<{_date(asked.earliest)}", first))
    if asked.latest:
        last = wrong(f"de datum mag tot en met {_day(asked.latest)} zijn")
        pairs.append((f"{value}>{_date(asked.latest)}", last))
    return [
        *pairs,
        (f"ISTEXT({ref})", note("deze datum is getypt als tekst: typ hem opnieuw, zoals 1-3-2027")),
    ]


def _date(day: date) -> str:
    return f"DATE({day.year},{day.month},{day.day})"


def _day(day: date) -> str:
    return f"{day.day}-{day.month}-{day.year}"
