"""Reads one cell by the kind of its question or column."""

from __future__ import annotations

from collections.abc import Mapping

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds import choice, day, number, percentage, text, yes_no
from inkoop.rules.submission.kinds.base import Asked, Read, ReadCell, shown

READERS: Mapping[str, ReadCell] = {
    "ja_nee": yes_no.read,
    "keuze": choice.read,
    "geheel_getal": number.read,
    "decimaal": number.read,
    "bedrag": number.read,
    "percentage": percentage.read,
    "datum": day.read,
    "tekst": text.read,
}
"""Every kind that is answered in one cell."""


def read_cell(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The value of one filled cell, with what was noticed; the value is None when it is unusable."""
    if cell.kind is CellKind.ERROR:
        return None, (finding("ANTW-02", place, vraag=what.code, gevonden=shown(cell)),)
    if cell.kind is CellKind.UNCALCULATED:
        return None, (finding("ANTW-03", place, vraag=what.code, gevonden=shown(cell)),)
    return READERS[what.part.kind](cell, place, what)
