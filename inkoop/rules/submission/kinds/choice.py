"""Reads one choice from a list."""

from __future__ import annotations

from inkoop.catalogue import finding
from inkoop.domain.answers import Code
from inkoop.domain.cells import RawCell
from inkoop.domain.places import CellPlace
from inkoop.domain.visible import visible
from inkoop.rules.submission.kinds.base import SHOWN_LENGTH, Asked, Read, raw_text, shown
from inkoop.rules.suggestion import suggestion


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The code of a choice, by its name or its code."""
    code = what.labels.get(" ".join(visible(raw_text(cell)).split()).lower())
    if code is not None:
        return Code(code), ()
    near = suggestion(raw_text(cell).strip()[:SHOWN_LENGTH], what.choices.values())
    words = ", ".join(what.choices.values())
    return None, (
        finding("ANTW-05", place, vraag=what.code, gevonden=shown(cell), bedoelt=near, bekend=words),
    )
