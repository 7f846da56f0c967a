"""Reads the address of a website, by its form alone."""

from __future__ import annotations

from inkoop.domain.answers import Text
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds.base import Asked, Read, misfit, one_line
from inkoop.rules.submission.kinds.email import is_host

MEANT = "het adres van één website, zoals www.organisatie.nl"
UNFIT = (" ", ",", ";", "<", ">", "@", "..")


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The address as it was typed, with or without https:// in front."""
    typed = one_line(cell) if cell.kind is CellKind.TEXT else ""
    host = typed.lower().replace("https://", "").replace("http://", "").partition("/")[0]
    fits = is_host(host) and not any(sign in typed for sign in UNFIT)
    return (Text(typed), ()) if fits else misfit(cell, place, what, MEANT)
