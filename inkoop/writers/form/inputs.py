"""Answer cells: their format, the help and checks while typing, and the value that is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from inkoop.domain.form_layout import NO, OPTION_MARK, YES
from inkoop.domain.questions import (
    Column,
    DateQuestion,
    DecimalColumn,
    DecimalQuestion,
    MoneyColumn,
    MoneyQuestion,
    Question,
    TextColumn,
    TextQuestion,
    WholeColumn,
    WholeQuestion,
)
from inkoop.domain.tender import Tender
from inkoop.writers.form.lists import Lists, list_title
from inkoop.writers.form.page import CellContent, Page, clean
from inkoop.writers.form.wording import how_to_fill

Asked = Question | Column
TITLE_LIMIT = 32
MESSAGE_LIMIT = 255
TEXT = "@"
"""The number format of a cell in which everything stays as it is typed."""


@dataclass(frozen=True)
class Inputs:
    """Makes the answer cells of one form."""

    tender: Tender
    lists: Lists

    def cell(self, page: Page, column: int, asked: Asked, value: object, code: str) -> None:
        """An answer cell with its format, help, check and prefilled value."""
        large = isinstance(asked, TextQuestion)
        style = page.styles("input_text") if large else page.styles("input", num_format=number_format(asked))
        page.put(column, self.content(asked, value), style)
        rule = self._rule(asked, code)
        page.sheet.data_validation(page.row, column, page.row, column, rule)

    def mark(self, page: Page, column: int, chosen: bool, title: str, align: str = "left") -> None:
        """A cell that takes an x."""
        style = page.styles("input", align=align, num_format=TEXT)
        page.put(column, OPTION_MARK if chosen else None, style)
        rule = {
            **_messages(title, "Past dit? Zet hier een x. Past dit niet? Laat dit vak leeg."),
            "validate": "list",
            "source": [OPTION_MARK],
            "error_title": "Alleen een x",
            "error_message": "Zet hier een x of laat dit vak leeg.",
        }
        page.sheet.data_validation(page.row, column, page.row, column, rule)

    def content(self, asked: Asked, value: object) -> CellContent:
        """What goes into the cell for a prefilled value; a text on a number question stays text."""
        if isinstance(value, bool):
            return YES if value else NO
        if isinstance(value, str) and asked.kind == "keuze":
            return self.tender.choices_of(asked).get(value, value)
        if value is None or isinstance(value, str | int | float | Decimal | date):
            return value
        raise ValueError(f"vraag {asked.code}: dit antwoord past niet in één vak")

    def _rule(self, asked: Asked, code: str) -> dict[str, Any]:
        title = f"Vraag {code}"
        rule: dict[str, Any] = {"validate": "any"}
        if asked.kind in ("ja_nee", "keuze"):
            rule = {"validate": "list", "source": f"={self.list_name(asked)}"}
        elif asked.kind in ("geheel_getal", "decimaal", "bedrag", "percentage"):
            rule = _number_rule(asked)
        elif isinstance(asked, DateQuestion):
            rule = _date_rule(asked)
        message = " ".join(
            part for part in (how_to_fill(asked).replace("\n", " "), getattr(asked, "definition", "")) if part
        )
        return {**_messages(title, message), **rule}

    def list_name(self, asked: Asked) -> str:
        """The defined name of the list behind a yes/no or choice question or column."""
        if asked.kind == "ja_nee":
            return self.lists.yes_no()
        titles = {name: code_list.title for name, code_list in self.tender.code_lists.items()}
        wish, title = list_title(getattr(asked, "choices", {}), asked.code, titles)
        return self.lists.name(tuple(self.tender.choices_of(asked).values()), wish, title)


def number_format(asked: Asked) -> str:
    """How an answer is shown.

    A percentage has no look of its own: only then does a spreadsheet program remember whether 60 or 60%
    was typed. In a cell with a percent sign of its own, 100% would silently become 1.
    A text cell keeps what is typed as text, so `- een streepje` is no formula, 007 no number, and the
    choice 1-4 no day.
    """
    if isinstance(asked, WholeQuestion | WholeColumn):
        return "#,##0"
    if isinstance(asked, MoneyQuestion | MoneyColumn):
        return '"€" ' + _digits(asked.decimals)
    if isinstance(asked, DecimalQuestion | DecimalColumn):
        return _digits(asked.decimals)
    if isinstance(asked, TextQuestion | TextColumn) or asked.kind == "keuze":
        return TEXT
    return "d-m-yyyy" if isinstance(asked, DateQuestion) else "General"


def _digits(decimals: int) -> str:
    return "#,##0." + "0" * decimals if decimals else "#,##0"


def _number_rule(asked: object) -> dict[str, Any]:
    whole = isinstance(asked, WholeQuestion | WholeColumn) or getattr(asked, "decimals", 2) == 0
    low, high = getattr(asked, "minimum", Decimal(0)), getattr(asked, "maximum", Decimal(0))
    return {
        "validate": "integer" if whole else "decimal",
        "criteria": "between",
        "minimum": _plain(low),
        "maximum": _plain(high),
        "error_type": "warning",
        "error_title": "Klopt dit getal?",
        "error_message": _cut(how_to_fill(asked).replace("\n", " "), MESSAGE_LIMIT),
    }


def _date_rule(asked: DateQuestion) -> dict[str, Any]:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": asked.earliest or date(1900, 1, 1),
        "maximum": asked.latest or date(9999, 12, 31),
        "error_type": "warning",
        "error_title": "Klopt deze datum?",
        "error_message": _cut(how_to_fill(asked).replace("\n", " "), MESSAGE_LIMIT),
    }


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _messages(title: str, message: str) -> dict[str, str]:
    return {
        "input_title": _cut(title, TITLE_LIMIT),
        "input_message": _cut(message, MESSAGE_LIMIT),
        "error_title": "Kies uit de lijst",
        "error_message": "Kies een van de antwoorden uit de lijst van dit vak, of laat het vak leeg.",
    }


def _cut(text: str, limit: int) -> str:
    text = clean(text)
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def marks_of(value: object, options: Mapping[str, str], code: str) -> set[str]:
    """The chosen options of a prefilled multiple choice; ValueError for one that does not exist."""
    if value is None:
        return set()
    if not isinstance(value, list | tuple | set | frozenset):
        raise ValueError(f"vraag {code}: hier hoort een lijst van keuzes")  # noqa: TRY004 - callers catch one kind
    unknown = [str(option) for option in value if option not in options]
    if unknown:
        raise ValueError(f"vraag {code}: geen keuze van deze vraag: {', '.join(unknown)}")
    return {str(option) for option in value}
