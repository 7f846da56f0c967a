"""Answer cells: their format, the help and checks while typing, and the value that is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from inkoop.domain.answers import Code, YesNo
from inkoop.domain.form_layout import OPTION_MARK
from inkoop.domain.questions import (
    Column,
    Question,
    TextQuestion,
)
from inkoop.domain.tender import Tender
from inkoop.writers.form.kinds import KINDS
from inkoop.writers.form.kinds.base import MESSAGE_LIMIT, TEXT, Listed
from inkoop.writers.form.lists import Lists, list_title
from inkoop.writers.form.page import CellContent, Page, clean

Asked = Question | Column
TITLE_LIMIT = 32


@dataclass(frozen=True)
class Inputs:
    """Makes the answer cells of one form."""

    tender: Tender
    lists: Lists

    def cell(self, page: Page, column: int, asked: Asked, value: object, code: str) -> None:
        """An answer cell with its format, help, check and prefilled value."""
        large = isinstance(asked, TextQuestion)
        look = {} if large else {"num_format": KINDS[asked.kind].number_format(asked)}
        style = page.styles("input_text" if large else "input", **look)
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
        """What goes into the cell for a prefilled value."""
        return KINDS[asked.kind].content(asked, value, dict(self.tender.choices_of(asked)))

    def _rule(self, asked: Asked, code: str) -> dict[str, Any]:
        title = f"Vraag {code}"
        kind = KINDS[asked.kind]
        parts = (kind.how(asked).replace("\n", " "), getattr(asked, "definition", ""))
        message = " ".join(part for part in parts if part)
        return {**_messages(title, message), **kind.rule(asked, self.listed(asked))}

    def listed(self, asked: Asked) -> Listed | None:
        """The list behind a yes/no or choice question or column; None for the other kinds."""
        if issubclass(asked.holds, YesNo | Code):
            return Listed(self.list_name(asked), tuple(self.tender.choices_of(asked)))
        return None

    def list_name(self, asked: Asked) -> str:
        """The defined name of the list behind a yes/no or choice question or column."""
        if asked.holds is YesNo:
            return self.lists.yes_no()
        titles = {name: code_list.title for name, code_list in self.tender.code_lists.items()}
        wish, title = list_title(getattr(asked, "choices", {}), asked.code, titles)
        return self.lists.name(tuple(self.tender.choices_of(asked).values()), wish, title)


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
