"""Yes or no: a drop-down with ja and nee."""

from __future__ import annotations

from typing import Any

from inkoop.domain.form_layout import NO, YES
from inkoop.writers.form.check.formulas import UNREADABLE, any_of, choose, lower
from inkoop.writers.form.kinds.base import FormKind, Listed
from inkoop.writers.form.page import CellContent


class YesNo(FormKind):
    """The cell of a yes/no question or column."""

    unreadable = "kies ja of nee"

    def rule(self, asked: Any, listed: Listed | None) -> dict[str, Any]:
        assert listed is not None
        return {"validate": "list", "source": f"={listed.name}"}

    def content(self, asked: Any, value: object, choices: dict[str, str]) -> CellContent:
        if isinstance(value, bool):
            return YES if value else NO
        return super().content(asked, value, choices)

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        word = lower(ref)
        text = choose(
            (any_of([f'{word}="ja"', f'{word}="j"']), '"ja"'),
            (any_of([f'{word}="nee"', f'{word}="n"', f'{word}="neen"']), '"nee"'),
            otherwise=UNREADABLE,
        )
        return choose(
            (f"ISLOGICAL({ref})", f'IF({ref},"ja","nee")'), (f"ISTEXT({ref})", text), otherwise=UNREADABLE
        )
