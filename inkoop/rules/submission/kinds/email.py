"""Reads an e-mail address, by its form alone."""

from __future__ import annotations

from inkoop.domain.answers import Text
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.submission.kinds.base import Asked, Read, misfit, one_line

MEANT = "één e-mailadres, zoals naam@organisatie.nl"
UNFIT = (" ", ",", ";", "<", ">", "(", ")", "..")
"""What an address does not hold; with two addresses one of these stands between them."""


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The address as it was typed."""
    typed = one_line(cell) if cell.kind is CellKind.TEXT else ""
    name, _, host = typed.partition("@")
    fits = typed.count("@") == 1 and name and is_host(host) and not any(sign in typed for sign in UNFIT)
    return (Text(typed), ()) if fits else misfit(cell, place, what, MEANT)


def is_host(host: str) -> bool:
    """Whether it can be the name of a computer: a point in it, and two letters behind the last one."""
    return "." in host[1:-2] and host[0] != "." and "." not in host[-2:]
