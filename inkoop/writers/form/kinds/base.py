"""What a kind of question may say about its cell in the form; here is what holds when it says nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from inkoop.views.words.asked import how
from inkoop.writers.form.check.formulas import tidy
from inkoop.writers.form.page import CellContent, clean

MESSAGE_LIMIT = 255
TEXT = "@"
"""The number format of a cell in which everything stays as it is typed: `- een streepje` is no formula, 007
no number, and the choice 1-4 no day."""


class Listed(NamedTuple):
    """The list behind a drop-down: its defined name, and what its names are called in the kader."""

    name: str
    codes: tuple[str, ...] = ()


class FormKind:
    """The cell of a kind of question: its look, its help, what is checked while one types, and the formulas
    of the sheet that checks. Formulas read and find wrong exactly what `rules.submission.kinds` does."""

    unreadable = "dit antwoord is niet te lezen"
    """What is said where the value formula gives UNREADABLE."""
    read_style = "read"
    """The look of what was read, on the sheet that checks."""

    def number_format(self, asked: Any) -> str:
        """How an answer is shown."""
        return "General"

    def how(self, asked: Any) -> str:
        """What kind of answer is expected, for a question or a column."""
        return how(asked)

    def rule(self, asked: Any, listed: Listed | None) -> dict[str, Any]:
        """What the spreadsheet program checks while one types."""
        return {"validate": "any"}

    def content(self, asked: Any, value: object, choices: dict[str, str]) -> CellContent:
        """What goes into the cell for a prefilled value; a text on a number question stays text."""
        if value is None or isinstance(value, str | int | float | Decimal | date):
            return value
        raise ValueError(f"vraag {asked.code}: dit antwoord past niet in één vak")

    def bare(self, ref: str) -> str:
        """The text of a cell without what may stand around the answer; empty where no help is needed."""
        return ""

    def value(self, asked: Any, ref: str, bare: str, listed: Listed | None) -> str:
        """What is read in a cell that holds something; `bare` is the cell with the formula of `bare`."""
        return tidy(ref)

    def faults(self, asked: Any, ref: str, value: str) -> list[tuple[str, str]]:
        """What can be wrong with what was read: a test and a sentence, the first that holds counts."""
        return []

    def good(self, asked: Any, value: str) -> str:
        """What is told of an answer that is in order, as a formula; empty when there is nothing to tell."""
        return ""


def short(text: str) -> str:
    """A text as a message of the spreadsheet program: one line, cut where it must be."""
    text = clean(text.replace("\n", " "))
    return text if len(text) <= MESSAGE_LIMIT else text[: MESSAGE_LIMIT - 1].rstrip() + "…"
