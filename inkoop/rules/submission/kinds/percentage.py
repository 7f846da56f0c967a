"""Reads a percentage: as its cell shows it, or as it was typed."""

from __future__ import annotations

from decimal import Decimal

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.submission.kinds.base import Asked, Read
from inkoop.rules.submission.kinds.number import Notes, in_range, no_number, stored_or_typed


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """60 and 60% are both 60; an amount is no percentage."""
    typed = str(cell.value) if cell.kind is CellKind.TEXT else ""
    if "€" in typed or "eur" in typed.lower():
        return no_number(cell, place, what)
    value, notes = stored_or_typed(cell, place, what)
    if value is None:
        return None, notes
    if cell.percent:
        return in_range(value * 100, place, what, notes)
    unmarked = "%" not in typed
    return in_range(value, place, what, (*notes, *(_share_note(value, place, what) if unmarked else ())))


def _share_note(value: Decimal, place: CellPlace, what: Asked) -> Notes:
    """Somebody may have typed a share (0.6) where a percentage (60) is asked.

    A 1 is asked about too: 100% that is pasted where no percentage is shown is stored as 1. Where the larger
    number is more than may be answered, nobody can have meant it.
    """
    if not 0 < value <= 1 or value * 100 > what.part.maximum:
        return ()
    larger = decimal_text(value * 100)
    return (finding("ANTW-22", place, vraag=what.code, gelezen=decimal_text(value), bedoeld=larger),)
