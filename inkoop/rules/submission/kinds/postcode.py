"""Reads a Dutch postcode."""

from __future__ import annotations

from inkoop.domain.answers import Text
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds.base import Asked, Read, misfit, one_line

MEANT = "een postcode, zoals 1234 AB"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """Four digits, a space and two capitals; how they were typed makes no difference."""
    bare = one_line(cell).replace(" ", "").upper() if cell.kind is CellKind.TEXT else ""
    digits, letters = bare[:4], bare[4:]
    fits = digits.isascii() and digits.isdigit() and len(digits) == 4 and digits[0] != "0"
    if fits and len(letters) == 2 and set(letters) <= set(LETTERS):
        return Text(f"{digits} {letters}"), ()
    return misfit(cell, place, what, MEANT)
