"""The sheet with the lists behind the drop-downs: visible, so that nothing in the form is hidden."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from inkoop.domain.cells import cell_name
from inkoop.domain.form_layout import NO, YES
from inkoop.writers.form.page import Page, count_lines, height_of
from inkoop.writers.form.registry import quoted


@dataclass
class Lists:
    """Collects lists while the form is written; the same list is kept once."""

    made: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)
    """The values of a list to its defined name and its title."""

    def yes_no(self) -> str:
        """The defined name of the list with ja and nee."""
        return self.name((YES, NO), "ja_nee", "Ja of nee")

    def name(self, values: Sequence[str], wish: str, title: str) -> str:
        """The defined name of a list with these values."""
        key = tuple(values)
        if key not in self.made:
            base = "lijst_" + re.sub(r"\W", "_", wish, flags=re.ASCII)
            taken = {name.lower() for name, _ in self.made.values()}
            name, number = base, 1
            while name.lower() in taken:
                number += 1
                name = f"{base}_{number}"
            self.made[key] = (name, title)
        return self.made[key][0]

    def write(self, page: Page, workbook: Any) -> None:
        """All lists beside each other, each with the name that the drop-downs use."""
        styles = page.styles
        page.put(0, "Lijsten", styles("title"))
        page.end_row(26)
        page.put(
            0,
            "Deze lijsten horen bij de keuzevakken van dit formulier. U hoeft hier niets in te vullen.",
            styles("intro", text_wrap=False),
        )
        page.end_row(18)
        page.gap()
        top = page.row
        width = 30
        for column, (values, (name, title)) in enumerate(self.made.items()):
            page.sheet.set_column(column, column, width, styles("plain"))
            page.put(column, title, styles("header"), top)
            for offset, value in enumerate(values, 1):
                page.put(column, value, styles("printed"), top + offset)
            letters = cell_name(1, column + 1)[:-1]
            first, last = top + 2, top + 1 + len(values)
            workbook.define_name(name, f"={quoted(page.name)}!${letters}${first}:${letters}${last}")
        _set_heights(page, list(self.made), top, width)


def _set_heights(page: Page, lists: Sequence[tuple[str, ...]], top: int, width: float) -> None:
    page.sheet.set_row(top, 30)
    for offset in range(max((len(values) for values in lists), default=0)):
        texts = [values[offset] for values in lists if offset < len(values)]
        page.sheet.set_row(top + 1 + offset, height_of(max(count_lines(text, width) for text in texts)))


def list_title(
    choices_name: str | Mapping[str, str], code: str, titles: Mapping[str, str]
) -> tuple[str, str]:
    """The wish for the defined name and the title of the list of a choice question or column."""
    if isinstance(choices_name, str):
        return choices_name, titles.get(choices_name, choices_name)
    return code, f"Vraag {code}"
