"""What all numbers share: their bounds, and how a number that was typed as text is read."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inkoop.rules.dutch_format import decimal_text, number_of
from inkoop.rules.submission.dutch_numbers import MAX_LENGTH
from inkoop.views.words.asked import digits_of
from inkoop.writers.form.check.formulas import (
    AMBIGUOUS,
    EMPTY,
    UNREADABLE,
    any_of,
    choose,
    digits,
    has,
    note,
    number,
    shown_as,
    times,
    without,
    wrong,
)
from inkoop.writers.form.kinds.base import FormKind, Listed, short

_TOLERANCE = "0.000000001"


class Number(FormKind):
    """The cell of a number."""

    unreadable = "hier hoort een getal, zonder woorden of tekens"
    foreign = "%"
    """The sign that says that something else than this kind of number was typed."""

    def number_format(self, asked: Any) -> str:
        return "#,##0." + "0" * digits_of(asked) if digits_of(asked) else "#,##0"

    def rule(self, asked: Any, listed: Listed | None) -> dict[str, Any]:
        return {
            "validate": "decimal" if digits_of(asked) else "integer",
            "criteria": "between",
            "minimum": _plain(asked.minimum),
            "maximum": _plain(asked.maximum),
            "error_type": "warning",
            "error_title": "Klopt dit getal?",
            "error_message": short(self.how(asked)),
        }

    def bare(self, ref: str) -> str:
        spaces = (" ", "CHAR(10)", "\u00a0", "\u202f", "\u2009")
        return f"IF(ISTEXT({ref}),{without(ref, (*spaces, '€', '%', ',-'))},{EMPTY})"

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        """A number as its cell shows it: 60% is 60 where a percentage is asked, and nothing elsewhere."""
        return choose(
            (f"ISLOGICAL({ref})", UNREADABLE),
            (f"ISTEXT({ref})", _typed(ref, bare, self.foreign)),
            (shown_as(ref, "D"), UNREADABLE),
            (shown_as(ref, "P"), self.percent(ref)),
            otherwise=ref,
        )

    def percent(self, ref: str) -> str:
        """What a cell that shows a percentage means."""
        return UNREADABLE

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        decimals = digits_of(asked)
        exact = f"hoogstens {number_of(decimals, 'cijfer', 'cijfers')} achter de komma"
        low, high = decimal_text(asked.minimum), decimal_text(asked.maximum)
        return [
            (
                f"ABS({value}-ROUND({value},{decimals}))>{_TOLERANCE}",
                wrong(exact if decimals else "hier hoort een heel getal"),
            ),
            (
                f"OR({value}<{number(asked.minimum)},{value}>{number(asked.maximum)})",
                wrong(f"het getal moet van {low} tot en met {high} zijn"),
            ),
            (f"ISTEXT({ref})", note("dit getal is getypt als tekst: typ het opnieuw als getal")),
        ]


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _typed(ref: str, bare: str, foreign: str) -> str:
    """A number that was typed as text: exactly when certain, as `rules.submission.dutch_numbers` reads it."""
    inside = f"MID(TRIM({ref}),2,MAX(0,LEN(TRIM({ref}))-2))"
    odd = [
        *(has(inside, sign) for sign in ("€", "%", ",-")),
        has(ref, foreign),
        f'LEFT(TRIM({ref}),1)="%"',
        f"LEN({ref})>{MAX_LENGTH}",
        f"{digits(bare)}=0",
        f"{digits(bare)}>15",
    ]
    separators = f"LEN({bare})-{digits(bare)}"
    return choose(
        (any_of(odd), UNREADABLE),
        (f"{separators}=0", f"VALUE({bare})"),
        (f"AND({separators}=1,{has(bare, ',')})", _decimals(bare, ",")),
        (f"AND({separators}=1,{has(bare, '.')})", _decimals(bare, ".")),
        otherwise=f"IFERROR({_thousands(bare, separators)},{UNREADABLE})",
    )


def _decimals(bare: str, sign: str) -> str:
    """Digits, one separator, digits; a point before three digits may also mean thousands."""
    at = f'FIND("{sign}",{bare})'
    behind = f"(LEN({bare})-{at})"
    value = f'VALUE(SUBSTITUTE({bare},"{sign}",""))/10^{behind}'
    pairs = [(f"OR({at}=1,{behind}=0)", UNREADABLE)]
    if sign == ".":
        pairs.append((f"AND({behind}=3,{at}<=4)", AMBIGUOUS))
    return choose(*pairs, otherwise=value)


def _thousands(bare: str, separators: str) -> str:
    """1.234,56 or 1.234.567: groups of three behind points, at most one comma."""
    whole = f'(FIND(",",{bare}&",")-1)'
    points, commas = times(bare, "."), times(bare, ",")
    first = f"({whole}-4*{points})"
    tests = [
        f"{separators}={points}+{commas}",
        f"{commas}<=1",
        f"{points}>=1",
        f"{points}<=3",
        f"{points}+{commas}>=2",
        f"{first}>=1",
        f"{first}<=3",
        f'RIGHT({bare},1)<>","',
        f'MID({bare},{first}+1,1)="."',
        f'OR({points}<2,MID({bare},{first}+5,1)=".")',
        f'OR({points}<3,MID({bare},{first}+9,1)=".")',
    ]
    value = f"VALUE({without(bare, ('.', ','))})/10^MAX(0,LEN({bare})-{whole}-1)"
    return f"IF(AND({','.join(tests)}),{value},{UNREADABLE})"
