"""A Dutch postcode: a cell in which everything stays as it is typed."""

from __future__ import annotations

from typing import Any

from inkoop.rules.submission.kinds.postcode import LETTERS, MEANT
from inkoop.writers.form.check.formulas import EMPTY, UNREADABLE, all_of, digits, tidy, without
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed


class Postcode(FormKind):
    """The cell of a question or column with a postcode."""

    unreadable = f"hier hoort {MEANT}"

    def number_format(self, asked: Any) -> str:
        return TEXT

    def bare(self, ref: str) -> str:
        return f"IF(ISTEXT({ref}),UPPER({without(tidy(ref), (' ',))}),{EMPTY})"

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        letters = [f'ISNUMBER(FIND(MID({bare},{place},1),"{LETTERS}"))' for place in (5, 6)]
        tests = [f"LEN({bare})=6", f"{digits(f'LEFT({bare},4)')}=4", f'LEFT({bare},1)<>"0"', *letters]
        return f'IF({all_of(tests)},LEFT({bare},4)&" "&RIGHT({bare},2),{UNREADABLE})'
