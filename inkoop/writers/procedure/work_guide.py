"""The first sheet of the workbooks of assessors and of the panel: how to, what is left, and the stamp."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inkoop.domain.cells import column_letters
from inkoop.domain.procedure.work_sheets import CLOSED, DONE, STAMP_WORK, TO_DO
from inkoop.domain.tender import Tender
from inkoop.writers.form.page import Page, clean, count_lines, height_of
from inkoop.writers.form.registry import quoted
from inkoop.writers.form.welcome import write_stamp


@dataclass(frozen=True, slots=True)
class Counter:
    """The checks of one sheet: where they stand, and how many rows there are to do at first."""

    sheet: str
    cells: str
    rows: int
    checks: int
    """How many of the cells hold a check."""

    @property
    def left(self) -> str:
        """A formula that says how many are left to do."""
        return f'{self.checks}-COUNTIF({self.cells},"{DONE}*")-COUNTIF({self.cells},"{CLOSED}*")'


def counter_of(page: Page, first: int, column: int, rows: int, checks: int | None = None) -> Counter:
    """The counter of a sheet whose checks go from this row to the last, all counted from 0.

    Args:
        rows: how many there are to do at first.
        checks: how many of those cells hold a check, where not all do.
    """
    letter = column_letters(column + 1)
    cells = f"{quoted(page.name)}!${letter}${first + 1}:${letter}${page.row}"
    return Counter(page.name, cells, rows, page.row - first if checks is None else checks)


def write_work_guide(
    page: Page,
    tender: Tender,
    kind: str,
    whose: str,
    steps: Sequence[str],
    counters: Sequence[Counter],
    stamp: str,
    told: Sequence[str] = (),
) -> None:
    """Write the sheet.

    Args:
        told: what else there is to read, a paragraph each.
    """
    styles = page.styles
    page.put(0, kind, styles("kicker"))
    page.put(1, clean(whose), styles("kicker"))
    page.end_row(18)
    page.line(clean(tender.info.title), "title", 1, size=16)
    if tender.info.fictional:
        page.line("FICTIEF VOORBEELD. Dit is geen echte aanbesteding.", "notice", 1)
        page.gap(6)
    for number, text in enumerate(steps, 1):
        page.put(0, f"Stap {number}", styles("bold"))
        page.put(1, text, styles("text"))
        page.end_row(height_of(count_lines(text, page.widths[1])))
    page.gap(10)
    page.put(0, "Blad", styles("header"))
    page.put(1, TO_DO, styles("header"))
    page.end_row(20)
    for each in counters:
        page.link(0, each.sheet, each.sheet, styles("link_label"))
        page.put_formula(page.row, 1, each.left, styles("counter"), each.rows)
        page.end_row(18)
    for text in told:
        page.gap(6)
        page.line(clean(text), "text", 1)
    page.gap(14)
    write_stamp(page, tender)
    page.put(0, STAMP_WORK, styles("stamp"))
    page.put(1, stamp, styles("stamp", num_format="@"))
    page.end_row(15)
