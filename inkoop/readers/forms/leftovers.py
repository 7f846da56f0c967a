"""What somebody wrote outside the form or in a comment: it is no answer, and people should know."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import (
    ANSWER_HEADER,
    CHECK_TITLE,
    CODE_HEADER,
    REFERENCE_STARTS,
    STAMP_REFERENCE,
    TABLE_PREFIX,
)
from inkoop.domain.places import CellPlace
from inkoop.readers.files.grid import MAX_COLUMN
from inkoop.rules.submission.kinds.base import is_blank, shown


def leftovers(workbook: Workbook, titles: tuple[str, ...]) -> Iterator[Finding]:
    """One finding a sheet for the first cell with something outside the form, one for the first comment.

    A sheet of the form that asks nothing begins with one of `titles`.
    """
    for sheet in workbook.sheets:
        cell = _first_outside(sheet, titles)
        if cell is not None:
            place = CellPlace(workbook.file, sheet.name, cell_name(*cell))
            yield finding("FORM-12", place, gevonden=shown(sheet.cells[cell]))
        if sheet.notes:
            place = CellPlace(workbook.file, sheet.name, cell_name(*sheet.notes[0]))
            yield finding("FORM-14", place, aantal=len(sheet.notes))


def _first_outside(sheet: Sheet, titles: tuple[str, ...]) -> tuple[int, int] | None:
    header, marker = _landmarks(sheet)
    if header:
        names = {column: str(sheet.cells[r, column].value) for r, column in sheet.cells if r == header}
        outside = _outside_questions(sheet, header, names)
    elif marker:
        last = max(column for row, column in sheet.cells if row == marker)
        own = [column for (_, column), c in sheet.cells.items() if c.value == CHECK_TITLE]
        end = min(own, default=MAX_COLUMN + 1)
        outside = [place for place in sheet.cells if place[0] >= marker and last < place[1] < end]
    elif _belongs_to_form(sheet, titles):
        return None
    else:
        outside = list(sheet.cells)
    return min((place for place in outside if _says_something(sheet.cells[place])), default=None)


def _says_something(cell: RawCell) -> bool:
    """Formulas of the form's own checks say nothing of the provider's."""
    return not (is_blank(cell) or cell.formula or cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR))


def _outside_questions(sheet: Sheet, header: int, names: dict[int, str]) -> list[tuple[int, int]]:
    """Right of the last header, or in the answer column of a row that asks nothing."""
    first, last = min(names), max(names)
    answers = next(column for column, name in names.items() if name == ANSWER_HEADER)
    outside = []
    for place, cell in sheet.cells.items():
        row, column = place
        asks_nothing = column == answers and is_blank(sheet.cells.get((row, first)))
        stray = asks_nothing and not str(cell.value).startswith(REFERENCE_STARTS)
        if row > header and (column > last or stray):
            outside.append(place)
    return outside


def _landmarks(sheet: Sheet) -> tuple[int, int]:
    """The header row of a question sheet and the marker row of a table sheet; 0 where there is none."""
    words: dict[str, set[int]] = {CODE_HEADER: set(), ANSWER_HEADER: set()}
    markers = []
    for (row, _), cell in sheet.cells.items():
        if cell.value in words:
            words[str(cell.value)].add(row)
        elif str(cell.value).startswith(TABLE_PREFIX):
            markers.append(row)
    headers = words[CODE_HEADER] & words[ANSWER_HEADER]
    return min(headers, default=0), min(markers, default=0)


def _belongs_to_form(sheet: Sheet, titles: tuple[str, ...]) -> bool:
    """The welcome, the lists and the checks: sheets of the form without answers."""
    title = sheet.cells.get((1, 1))
    stamped = any(cell.value == STAMP_REFERENCE for cell in sheet.cells.values())
    return stamped or (title is not None and str(title.value).startswith(titles))
