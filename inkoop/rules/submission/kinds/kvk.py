"""Reads a number in the trade register: eight digits, however they are set apart."""

from __future__ import annotations

from inkoop.catalogue import finding
from inkoop.domain.answers import Text
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds.base import Asked, Read, misfit, one_line, whole_number

DIGITS = 8
MEANT = "een KvK-nummer van acht cijfers"
SIGNS = (" ", ".", "-", "–", ":", "_", "/")
"""What may stand between or before the digits."""
WORDS = ("", "kvk", "kvknummer", "kvknr", "nummer", "nr", "kamervankoophandel")
"""What may stand before the digits, without its signs."""


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The eight digits. A spreadsheet drops a zero in front; of a text with seven any digit may be gone."""
    stored = whole_number(cell)
    if stored is not None:
        number = f"{stored:08d}"
        if len(number) > DIGITS or len(str(stored)) < DIGITS - 1:
            return misfit(cell, place, what, MEANT)
        if len(str(stored)) == DIGITS:
            return Text(number), ()
        words = {"gevonden": str(stored), "gelezen": number}
        return Text(number), (finding("ANTW-25", place, vraag=what.code, **words),)
    if cell.kind is not CellKind.TEXT:
        return misfit(cell, place, what, MEANT)
    typed = one_line(cell)
    bare = bare_text(typed)
    number = bare[-DIGITS:]
    if _is_number(bare, DIGITS) and number.strip("0"):
        note = finding("ANTW-24", place, vraag=what.code, gevonden=typed[:60], gelezen=number)
        return Text(number), () if number == typed else (note,)
    if _is_number(bare, DIGITS - 1):
        words = {"gevonden": typed[:60], "nul": f"0{bare[1 - DIGITS :]}"}
        return None, (finding("ANTW-26", place, vraag=what.code, **words),)
    return misfit(cell, place, what, MEANT)


def bare_text(typed: str) -> str:
    """The words and digits without what sets them apart."""
    bare = typed.lower()
    for sign in SIGNS:
        bare = bare.replace(sign, "")
    return bare


def _is_number(bare: str, digits: int) -> bool:
    number = bare[-digits:]
    return len(number) == digits and number.isascii() and number.isdigit() and bare[:-digits] in WORDS
