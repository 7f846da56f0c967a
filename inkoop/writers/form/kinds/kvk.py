"""A number in the trade register: a cell in which a zero in front stays."""

from __future__ import annotations

from typing import Any

from inkoop.rules.submission.kinds.kvk import DIGITS, SIGNS, WORDS
from inkoop.writers.form.check.formulas import (
    EMPTY,
    UNREADABLE,
    any_of,
    choose,
    digits,
    lower,
    note,
    shown_as,
    tidy,
    without,
)
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed


class Kvk(FormKind):
    """The cell of a question or column with a number in the trade register."""

    unreadable = "hier hoort een KvK-nummer van acht cijfers"

    def number_format(self, asked: Any) -> str:
        return TEXT

    def bare(self, ref: str) -> str:
        return f"IF(ISTEXT({ref}),{without(lower(ref), SIGNS)},{EMPTY})"

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        number = f"RIGHT({bare},{DIGITS})"
        words = any_of([f'LEFT({bare},LEN({bare})-{DIGITS})="{word}"' for word in WORDS])
        typed = choose(
            (f"LEN({bare})<{DIGITS}", UNREADABLE),
            (f"{digits(number)}<{DIGITS}", UNREADABLE),
            (f'{number}="{"0" * DIGITS}"', UNREADABLE),
            (words, number),
            otherwise=UNREADABLE,
        )
        least, most = 10 ** (DIGITS - 2), 10**DIGITS
        stored = (
            f'IF(AND({ref}=INT({ref}),{ref}>={least},{ref}<{most}),TEXT({ref},"{"0" * DIGITS}"),{UNREADABLE})'
        )
        return choose(
            (f"ISLOGICAL({ref})", UNREADABLE),
            (f"ISTEXT({ref})", typed),
            (shown_as(ref, "D"), UNREADABLE),
            (shown_as(ref, "P"), UNREADABLE),
            otherwise=stored,
        )

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        lost = note("de nul vooraan is weggevallen: kijk of het nummer klopt")
        least = 10 ** (DIGITS - 1)
        return [
            (f"IF(ISNUMBER({ref}),{ref}<{least},FALSE)", lost),
            (
                f"IF(ISTEXT({ref}),{tidy(ref)}<>{value},FALSE)",
                note("er staat meer dan acht cijfers: kijk of het gelezen nummer klopt"),
            ),
        ]
