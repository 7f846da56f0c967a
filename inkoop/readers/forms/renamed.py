"""Names of the form that stand for something else in a workbook: its lists and checks then say other things.

What was read does not depend on them: an answer is read by the kader. Names that the form does not have
matter to nobody, nor where a list was moved to: what counts is which words stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from inkoop.catalogue import finding
from inkoop.domain.cells import DefinedName, Workbook, cell_position
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.readers.forms.alignment import Position
from inkoop.readers.forms.blank import plain

_AREA = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")
_MOST, _WIDEST = 1_000, 9
"""The most rows and columns of a list that are looked at beside the first."""
_Area = tuple[str, Position, Position]
"""The name of a sheet in lower case, and the first and last cell."""


def renamed(empty: Workbook, workbook: Workbook) -> Iterator[Finding]:
    """A finding for every name of the form that stands for other words than in the empty form."""
    own = {each.name.casefold(): each for each in empty.names}
    for each in workbook.names:
        form = own.get(each.name.casefold())
        if form is None or "#REF!" in each.refers_to:  # what is gone is told by itself
            continue
        now, before = _area(each), _area(form)
        if now != before and (
            now is None or before is None or _words(now, workbook) != _words(before, empty)
        ):
            words = {"naam": each.name, "oud": form.refers_to, "nieuw": each.refers_to}
            yield finding("FORM-27", CellPlace(workbook.file), **words)


def _area(name: DefinedName) -> _Area | None:
    """The cells that a name stands for; None where it stands for something else."""
    found = _AREA.fullmatch(name.refers_to.strip())
    if found is None:
        return None
    first = cell_position(f"{found[3]}{found[4]}")
    last = cell_position(f"{found[5]}{found[6]}") if found[5] else first
    title = (found[1] or found[2]).replace("''", "'").casefold()
    return (title, first, last) if first and last else None


def _words(area: _Area, workbook: Workbook) -> tuple[str, ...]:
    """What stands in an area; nothing where there is no such sheet."""
    title, first, last = area
    sheet = next((each for each in workbook.sheets if each.name.casefold() == title), None)
    rows = range(first[0], min(last[0], first[0] + _MOST) + 1)
    columns = range(first[1], min(last[1], first[1] + _WIDEST) + 1)
    places = ((row, column) for row in rows for column in columns)
    return tuple(plain(sheet.cells.get(place)) for place in places) if sheet else ()
