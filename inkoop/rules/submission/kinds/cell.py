"""Reads one cell by the kind of its question or column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.letters import unknown_letters
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import NAME_QUESTION
from inkoop.rules.invisible import invisible_in, seen
from inkoop.rules.submission.kinds import (
    choice,
    day,
    decimals,
    email,
    kvk,
    money,
    percentage,
    phone,
    postcode,
    text,
    website,
    whole,
    yes_no,
)
from inkoop.rules.submission.kinds.base import Asked, Read, shown


class Reader(Protocol):
    """A module of this room that reads one filled cell, in which no error stands."""

    def read(self, cell: RawCell, place: CellPlace, what: Asked) -> Read:
        """The value, with what was noticed; the value is None when it is unusable."""


READERS: Mapping[str, Reader] = {
    "ja_nee": yes_no,
    "keuze": choice,
    "geheel_getal": whole,
    "decimaal": decimals,
    "bedrag": money,
    "percentage": percentage,
    "datum": day,
    "tekst": text,
    "kvk": kvk,
    "email": email,
    "telefoon": phone,
    "postcode": postcode,
    "website": website,
}
"""Every kind that is answered in one cell, by the word of the kader."""


def read_cell(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The value of one filled cell, with what was noticed; the value is None when it is unusable."""
    if cell.kind is CellKind.ERROR:
        return None, (finding("ANTW-02", place, vraag=what.code, gevonden=shown(cell)),)
    if cell.kind is CellKind.UNCALCULATED:
        return None, (finding("ANTW-03", place, vraag=what.code, gevonden=shown(cell)),)
    value, notes = READERS[what.part.kind].read(cell, place, what)
    if what.code == NAME_QUESTION and (lacking := unknown_letters(shown(cell))):
        notes = (*notes, finding("ANTW-36", place, vraag=what.code, tekens=lacking))
    hidden = invisible_in(cell.value) if isinstance(cell.value, str) else ""
    if not hidden or (what.choices and value is not None):  # a name of the kader itself may hold some
        return value, notes
    if value is None:
        value, notes = READERS[what.part.kind].read(replace(cell, value=seen(str(cell.value))), place, what)
    return value, (*notes, finding("ANTW-28", place, vraag=what.code, tekens=hidden))
