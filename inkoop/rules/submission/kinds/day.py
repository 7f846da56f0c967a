"""Reads a calendar day."""

from __future__ import annotations

from datetime import date, datetime

from inkoop.catalogue import finding
from inkoop.domain.answers import Day
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.rules.dutch_format import day_text, either
from inkoop.rules.submission.dutch_numbers import ReadDay, read_date
from inkoop.rules.submission.kinds.base import Asked, Read, raw_text, shown


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The day, within what was published."""
    notes: tuple[Finding, ...] = ()
    if isinstance(cell.value, datetime):
        value: date | None = cell.value.date()
    elif isinstance(cell.value, date):
        value = cell.value
    else:
        read_day = read_date(str(cell.value)) if cell.kind is CellKind.TEXT else ReadDay()
        if read_day.ambiguous:
            both = either(day_text(day) for day in read_day.ambiguous)
            return None, (finding("ANTW-15", place, vraag=what.code, gevonden=f"{shown(cell)} ({both})"),)
        value = read_day.value
        if value is not None:
            as_day = raw_text(RawCell(CellKind.DATE, value))
            notes = (finding("ANTW-14", place, vraag=what.code, gevonden=shown(cell), gelezen=as_day),)
    if value is None:
        return None, (finding("ANTW-15", place, vraag=what.code, gevonden=shown(cell)),)
    first, last = what.part.earliest, what.part.latest
    if (first and value < first) or (last and value > last):
        bounds = {
            "laag": raw_text(RawCell(CellKind.DATE, first)) if first else "elke dag",
            "hoog": raw_text(RawCell(CellKind.DATE, last)) if last else "elke dag",
        }
        return None, (
            *notes,
            finding("ANTW-16", place, vraag=what.code, gevonden=shown(cell), **bounds),
        )
    return Day(value), notes
