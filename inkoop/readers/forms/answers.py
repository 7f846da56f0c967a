"""Whether anybody wrote in a form, whatever kader it was made from."""

from __future__ import annotations

from inkoop.domain.cells import RawCell, Sheet, Workbook
from inkoop.domain.form_layout import ANSWER_HEADER, CODE_HEADER, REFERENCE_STARTS, STAMP_REFERENCE
from inkoop.readers.forms.form import text_beside
from inkoop.readers.forms.spots import answer_column_of
from inkoop.rules.submission.kinds.base import is_blank


def _of_the_form(sheet: Sheet, row: int, cell: RawCell) -> bool:
    """Whether a cell is a counter of the form itself: a formula in a row without a code."""
    return cell.formula and is_blank(sheet.cells.get((row, 1)))


def any_answer(workbook: Workbook) -> bool:
    """Whether a workbook holds an answer under `Antwoord`, or is no form at all."""
    if text_beside(workbook, STAMP_REFERENCE) is None:
        return True
    for sheet in workbook.sheets:
        headers = [row for (row, _), cell in sheet.cells.items() if cell.value == CODE_HEADER]
        column = answer_column_of(sheet, headers[0]) if headers else 0
        for (row, place), cell in sheet.cells.items():
            below = bool(column) and place == column and row > headers[0] and cell.value != ANSWER_HEADER
            if (
                below
                and not is_blank(cell)
                and not _of_the_form(sheet, row, cell)
                and not str(cell.value).startswith(REFERENCE_STARTS)
            ):
                return True
    return False
