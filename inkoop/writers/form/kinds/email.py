"""An e-mail address: a cell in which everything stays as it is typed."""

from __future__ import annotations

from typing import Any

from inkoop.rules.submission.kinds.email import MEANT, UNFIT
from inkoop.writers.form.check.formulas import EMPTY, UNREADABLE, all_of, has, tidy, times
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed


class Email(FormKind):
    """The cell of a question or column with an e-mail address."""

    unreadable = f"hier hoort {MEANT}"

    def number_format(self, asked: Any) -> str:
        return TEXT

    def bare(self, ref: str) -> str:
        return f"IF(ISTEXT({ref}),{tidy(ref)},{EMPTY})"

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        host = f'MID({bare},FIND("@",{bare})+1,LEN({bare}))'
        fits = all_of(
            [
                f"{times(bare, '@')}=1",
                f'LEFT({bare},1)<>"@"',
                *(f"NOT({has(bare, sign)})" for sign in UNFIT),
                *host_tests(host),
            ]
        )
        return f"IF(IFERROR({fits},FALSE),{bare},{UNREADABLE})"


def host_tests(host: str) -> list[str]:
    """What must hold for the name of a computer: a point in it, and two letters behind the last one."""
    return [
        f'ISNUMBER(FIND(".",MID({host},2,MAX(0,LEN({host})-3))))',
        f'LEFT({host},1)<>"."',
        f'ISERROR(FIND(".",RIGHT({host},2)))',
    ]
