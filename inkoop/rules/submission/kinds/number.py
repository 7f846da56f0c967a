"""What all numbers share: how a number is read, and its bounds."""

from __future__ import annotations

from decimal import Decimal

from inkoop.catalogue import finding
from inkoop.domain.answers import Number
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.rules.dutch_format import decimal_text, number_of
from inkoop.rules.submission.dutch_numbers import read_number
from inkoop.rules.submission.kinds.base import Asked, Read, raw_text, shown

Notes = tuple[Finding, ...]


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """A number that is no percentage: one that says or shows that it is one cannot be read."""
    if cell.percent or (cell.kind is CellKind.TEXT and "%" in str(cell.value)):
        return no_number(cell, place, what)
    value, notes = stored_or_typed(cell, place, what)
    return (None, notes) if value is None else in_range(value, place, what, notes)


def no_number(cell: RawCell, place: CellPlace, what: Asked) -> tuple[None, Notes]:
    """That a cell holds no number."""
    return None, (finding("ANTW-07", place, vraag=what.code, gevonden=shown(cell)),)


def stored_or_typed(cell: RawCell, place: CellPlace, what: Asked) -> tuple[Decimal | None, Notes]:
    """The number that a cell stores, or that was typed as text; none when it is not certain."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        return cell.value, ()
    if cell.kind is not CellKind.TEXT:
        return no_number(cell, place, what)
    typed = read_number(str(cell.value))
    if typed.ambiguous:
        large, small = (raw_text(RawCell(CellKind.NUMBER, value)) for value in typed.ambiguous)
        words = {"gevonden": shown(cell), "groot": large, "klein": small}
        return None, (finding("ANTW-08", place, vraag=what.code, **words),)
    if typed.value is None:
        return no_number(cell, place, what)
    as_number = decimal_text(typed.value)
    return typed.value, (finding("ANTW-13", place, vraag=what.code, gevonden=shown(cell), gelezen=as_number),)


def in_range(value: Decimal, place: CellPlace, what: Asked, notes: Notes) -> Read:
    """The number with the digits and within the bounds that were published."""
    part = what.part
    decimals = getattr(part, "decimals", 0)
    text = raw_text(RawCell(CellKind.NUMBER, value))
    if value != value.quantize(Decimal(1).scaleb(-decimals)) if abs(value) < Decimal(10) ** 20 else False:
        if decimals:
            return None, (
                *notes,
                finding(
                    "ANTW-10",
                    place,
                    vraag=what.code,
                    gevonden=text,
                    aantal=number_of(decimals, "cijfer", "cijfers"),
                ),
            )
        return None, (*notes, finding("ANTW-09", place, vraag=what.code, gevonden=text))
    if not part.minimum <= value <= part.maximum:
        low, high = (raw_text(RawCell(CellKind.NUMBER, bound)) for bound in (part.minimum, part.maximum))
        return None, (
            *notes,
            finding(
                "ANTW-11",
                place,
                vraag=what.code,
                gevonden=text,
                laag=low,
                hoog=high,
                eenheid=part.unit,
            ),
        )
    return Number(value), notes
