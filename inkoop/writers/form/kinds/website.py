"""The address of a website: a cell in which everything stays as it is typed."""

from __future__ import annotations

from typing import Any

from inkoop.rules.submission.kinds.website import MEANT, UNFIT
from inkoop.writers.form.check.formulas import EMPTY, UNREADABLE, all_of, has, tidy, without
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed
from inkoop.writers.form.kinds.email import host_tests


class Website(FormKind):
    """The cell of a question or column with the address of a website."""

    unreadable = f"hier hoort {MEANT}"

    def number_format(self, asked: Any) -> str:
        return TEXT

    def bare(self, ref: str) -> str:
        return f"IF(ISTEXT({ref}),{tidy(ref)},{EMPTY})"

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        rest = without(f"LOWER({bare})", ("https://", "http://"))
        host = f'LEFT({rest},FIND("/",{rest}&"/")-1)'
        fits = all_of([*(f"NOT({has(bare, sign)})" for sign in UNFIT), *host_tests(host)])
        return f"IF(IFERROR({fits},FALSE),{bare},{UNREADABLE})"
