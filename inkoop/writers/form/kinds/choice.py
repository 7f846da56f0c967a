"""One choice: a drop-down with the names of the choices."""

from __future__ import annotations

from typing import Any

from inkoop.writers.form.check.formulas import UNREADABLE, literal, lower
from inkoop.writers.form.kinds.base import TEXT, FormKind, Listed
from inkoop.writers.form.page import CellContent


class Choice(FormKind):
    """The cell of a question or column with one choice."""

    unreadable = "deze keuze staat niet op de lijst: kies uit de lijst"

    def number_format(self, asked: Any) -> str:
        return TEXT

    def rule(self, asked: Any, listed: Listed | None) -> dict[str, Any]:
        assert listed is not None
        return {"validate": "list", "source": f"={listed.name}"}

    def content(self, asked: Any, value: object, choices: dict[str, str]) -> CellContent:
        return super().content(asked, choices.get(value, value) if isinstance(value, str) else value, choices)

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        """The name of the choice, also when its code was typed."""
        assert listed is not None
        choices = listed.name
        word = lower(ref)
        same = f"(LOWER(TRIM({choices}))={word})"
        if listed.codes:
            constant = ";".join(literal(code.lower()) for code in listed.codes)
            same = f"(({same}+({{{constant}}}={word}))>0)"
        position = f"SUMPRODUCT(MAX({same}*(ROW({choices})-MIN(ROW({choices}))+1)))"
        return f"IF({position}=0,{UNREADABLE},INDEX({choices},{position}))"
