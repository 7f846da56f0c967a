"""A telephone number: a cell in which a zero or a plus in front stays."""

from __future__ import annotations

from typing import Any

from inkoop.rules.submission.kinds.phone import ABROAD, DUTCH, MEANT, SERVICE, SIGNS
from inkoop.writers.form.check.formulas import (
    EMPTY,
    UNREADABLE,
    all_of,
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


class Phone(FormKind):
    """The cell of a question or column with a telephone number."""

    unreadable = f"hier hoort {MEANT}"

    def number_format(self, asked: Any) -> str:
        return TEXT

    def bare(self, ref: str) -> str:
        bare = without(lower(ref), SIGNS)
        return f'IF(ISTEXT({ref}),IF(LEFT({bare},1)="+","00"&MID({bare},2,99),{bare}),{EMPTY})'

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        length = f"LEN({bare})"
        home = f'({length}-IF(MID({bare},5,1)="0",1,0))={DUTCH + 3}'
        service = all_of(
            [
                any_of([f'LEFT({bare},3)="{start}"' for start in ("080", "090")]),
                any_of([f"{length}={many}" for many in SERVICE]),
            ]
        )
        fits = choose(
            (f'OR({digits(bare)}<{length},LEFT({bare},1)<>"0")', "FALSE"),
            (f'LEFT({bare},4)="0031"', home),
            (f'LEFT({bare},2)="00"', f"AND({length}>={ABROAD[0]},{length}<={ABROAD[1]})"),
            otherwise=f"OR({length}={DUTCH},{service})",
        )
        least, most = 10 ** (DUTCH - 2), 10 ** (DUTCH - 1)
        stored = f'IF(AND({ref}=INT({ref}),{ref}>={least},{ref}<{most}),"0"&{ref},{UNREADABLE})'
        return choose(
            (f"ISLOGICAL({ref})", UNREADABLE),
            (f"ISTEXT({ref})", f"IF({fits},{tidy(ref)},{UNREADABLE})"),
            (shown_as(ref, "D"), UNREADABLE),
            (shown_as(ref, "P"), UNREADABLE),
            otherwise=stored,
        )

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        return [(f"ISNUMBER({ref})", note("de nul vooraan is weggevallen: kijk of het nummer klopt"))]
