"""Reads a telephone number: only the digits count, however they are set apart."""

from __future__ import annotations

from inkoop.catalogue import finding
from inkoop.domain.answers import Text
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds.base import Asked, Read, misfit, one_line, whole_number

MEANT = "één telefoonnummer"
SIGNS = (" ", "-", "–", ".", "/", "(", ")", ":", "telefoonnummer", "telefoon", "tel", "mobiel")
"""What may stand before or between the digits."""
DUTCH, ABROAD = 10, (10, 17)
"""How many digits a number has; from abroad at least and at most, with 00 in front."""
SERVICE = (8, 11)
"""The lengths of a number that begins with 0800 or 090."""


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The number as it was typed. A spreadsheet drops a zero in front."""
    stored = whole_number(cell)
    if stored is not None:
        number = f"0{stored}"
        if len(number) != DUTCH:
            return misfit(cell, place, what, MEANT)
        words = {"gevonden": str(stored), "gelezen": number}
        return Text(number), (finding("ANTW-25", place, vraag=what.code, **words),)
    typed = one_line(cell) if cell.kind is CellKind.TEXT else ""
    return (Text(typed), ()) if _is_number(typed) else misfit(cell, place, what, MEANT)


def _is_number(typed: str) -> bool:
    bare = typed.lower()
    for sign in SIGNS:
        bare = bare.replace(sign, "")
    bare = f"00{bare[1:]}" if bare.startswith("+") else bare
    bare = f"0031{bare[5:]}" if bare.startswith("00310") else bare
    if not (bare.isascii() and bare.isdigit() and bare.startswith("0")):
        return False
    if bare.startswith("0031"):
        return len(bare) == DUTCH + 3
    if bare.startswith("00"):
        return ABROAD[0] <= len(bare) <= ABROAD[1]
    return len(bare) == DUTCH or (bare[:3] in ("080", "090") and len(bare) in SERVICE)
