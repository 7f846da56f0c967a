"""Writes the decisions of a record as the workbook in which a panel writes its own: one reader for both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from inkoop.domain.form_layout import DECISIONS_HEADERS
from inkoop.domain.procedure.state import State
from inkoop.domain.submission import WHOLE_SUBMISSION, Ruling
from inkoop.writers.atomic import replacing_from_memory

_ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001 - a moment that says nothing
"""The same decisions give the same bytes: the seal of a report holds their SHA-256."""


def write_decisions(state: State, path: Path) -> None:
    """Every decision that holds, the last one about each point; no file where none does. Raises OSError."""
    import xlsxwriter  # type: ignore[import-untyped]

    rows = list(_rows(state))
    if not rows:
        return
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with replacing_from_memory(path) as memory, xlsxwriter.Workbook(memory, options) as book:
        book.set_properties({"created": _ALWAYS})
        sheet = book.add_worksheet("Besluiten")
        sheet.write_row(0, 0, (*DECISIONS_HEADERS, "Nummer"))
        for row, (number, *texts) in enumerate(rows, 1):
            # By number: two may bear one name, and a form may say another name than was taken down.
            for column, text in enumerate(("", *texts, str(number))):
                sheet.write_string(row, column, text)


def _rows(state: State) -> Iterator[tuple[int, str, str, str, str, str, str]]:
    """Whom it is about, and what stands in the columns behind the name."""
    last = {(each.number, each.subject.casefold(), each.lot): each for each in state.decisions}
    for each in last.values():
        yield each.number, each.subject, each.ruling, each.motivation, each.by, "", each.lot
    for gone in state.withdrawn:
        who = state.bids[gone.number].received.tenderer
        yield gone.number, WHOLE_SUBMISSION, Ruling.WITHDRAWN, gone.motivation, who, "", gone.lot
    for chose in state.chosen.values():
        order = f"{Ruling.PREFERS} {' '.join(chose.lots)}"
        who = state.bids[chose.number].received.tenderer
        yield chose.number, WHOLE_SUBMISSION, order, chose.motivation, who, "", ""
