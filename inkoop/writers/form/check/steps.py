"""The helper cells beside a table: a column of the sheet for each step towards the state of its rows."""

from __future__ import annotations

from dataclasses import dataclass, field

from inkoop.domain.cells import cell_name
from inkoop.writers.form.page import Page


@dataclass
class Steps:
    """The helper cells of one table: a column of the sheet for each step."""

    next_column: int
    titles: dict[int, str] = field(default_factory=dict)

    def take(self, title: str) -> int:
        """The next free column, for a step of this name."""
        self.titles[self.next_column] = title
        self.next_column += 1
        return self.next_column - 1


def at(row: int, column: int, *, fixed: bool = False) -> str:
    """The reference to a cell; `fixed` also fixes its row."""
    letters = cell_name(1, column + 1).removesuffix("1")
    return f"${letters}{'$' if fixed else ''}{row + 1}"


def put_step(page: Page, row: int, column: int, formula: str, first: str | int = "") -> None:
    """Write the formula of a step; most give nothing while nothing has been filled in."""
    page.put_formula(row, column, formula, page.styles("step"), first)
