"""Reads ja or nee."""

from __future__ import annotations

from inkoop.catalogue import finding
from inkoop.domain.answers import YesNo
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds.base import Asked, Read, shown

YES = frozenset({"ja", "j"})
NO = frozenset({"nee", "n", "neen"})


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """Yes or no, in the words people use for it."""
    if isinstance(cell.value, bool):
        return YesNo(cell.value), ()
    word = str(cell.value).strip().lower() if cell.kind is CellKind.TEXT else ""
    if word in YES:
        return YesNo(True), ()
    if word in NO:
        return YesNo(False), ()
    return None, (finding("ANTW-04", place, vraag=what.code, gevonden=shown(cell)),)
