"""What every kind of question shares when a cell is read: the cell as text, and what a reader gives back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.answers import Value
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.visible import visible
from inkoop.rules.invisible import INVISIBLE

SHOWN_LENGTH = 60
LONGEST_NUMBER = 10**15
"""Beyond this a spreadsheet does not keep every digit."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or table column as the value functions need it."""

    code: str
    part: Any
    """The question or column model."""
    choices: Mapping[str, str]
    labels: Mapping[str, str]
    """Lower-case code or name to code."""


def asked(code: str, part: Any, choices: Mapping[str, str]) -> Asked:
    """An `Asked` for a question or column; `code` is what findings call it."""
    labels = {visible(name).strip().lower(): key for key, name in choices.items()}
    labels |= {key.lower(): key for key in choices}
    return Asked(code, part, choices, labels)


Read = tuple[Value | None, tuple[Finding, ...]]


def raw_text(cell: RawCell | None) -> str:
    """The cell's content as text, as near to what was typed as the file still knows."""
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, Decimal):
        return f"{value * 100 if cell.percent else value:f}{'%' if cell.percent else ''}".replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    return value


def shown(cell: RawCell) -> str:
    """The content of a cell for in a sentence: one line, not too long."""
    text = " ".join(raw_text(cell).split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def one_line(cell: RawCell) -> str:
    """What a person sees of a cell: one line, one space between words, none around it."""
    return " ".join(raw_text(cell).replace("\u200b", " ").split())


def whole_number(cell: RawCell) -> int | None:
    """The whole number above zero that a cell stores; None for anything else."""
    value = cell.value
    if cell.kind is not CellKind.NUMBER or cell.percent or not isinstance(value, Decimal):
        return None
    return int(value) if 0 < value < LONGEST_NUMBER and value == value.to_integral_value() else None


def misfit(cell: RawCell, place: CellPlace, what: Asked, meant: str) -> Read:
    """That something else stands in a cell than what belongs there."""
    return None, (finding("ANTW-23", place, vraag=what.code, soort=meant, gevonden=shown(cell)),)


_BLANK = re.compile(rf"[\s{INVISIBLE}]*")


def is_blank(cell: RawCell | None) -> bool:
    """Whether a cell holds nothing that a person would see."""
    return cell is None or (cell.kind is CellKind.TEXT and bool(_BLANK.fullmatch(str(cell.value))))
