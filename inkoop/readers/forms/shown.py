"""Answers whose cell shows something else than it holds: people decide about what they see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inkoop.catalogue import finding
from inkoop.domain.cells import Oddity, Workbook, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace, Place
from inkoop.readers.files.looks import changing
from inkoop.readers.forms.blank import AnswerCells
from inkoop.rules.submission.kinds.base import shown

IN_CELL, OTHERWISE = "FORM-22", "FORM-20"
LOOKS = frozenset({IN_CELL, OTHERWISE})
"""What is told of a cell that shows something else than it holds."""
_TOLD_BY = {IN_CELL: {"ANTW-02"}}
"""By finding about a cell what its value alone would be called: that is not told beside it."""
_TOLD_BETTER = frozenset({"ANTW-09", "ANTW-10"})
"""A number with too many decimals is told as such, and not also that the cell shows it rounded."""


def shown_otherwise(workbook: Workbook, answers: AnswerCells) -> Iterator[Finding]:
    """A finding for every answer that looks otherwise, or that will be another one tomorrow."""
    for sheet in workbook.sheets:
        own = answers.get(sheet.name, {})
        formulas = (place for place, formula in sheet.formulas.items() if place in own and changing(formula))
        odd = dict.fromkeys(formulas, Oddity.CHANGING) | dict(sheet.oddities)
        for place in sorted(own.keys() & odd.keys() & sheet.cells.keys()):
            where = CellPlace(workbook.file, sheet.name, cell_name(*place))
            code = IN_CELL if odd[place] is Oddity.IN_CELL else OTHERWISE
            holds = shown(sheet.cells[place])
            yield finding(code, where, vraag=own[place], gevonden=holds, waardoor=odd[place].value)


def read_otherwise(workbook: Workbook, answers: AnswerCells) -> Iterator[Finding]:
    """A finding for every answer that a second program reads otherwise."""
    for sheet in workbook.sheets:
        own = answers.get(sheet.name, {})
        disputed = workbook.disputed.get(sheet.name, {})
        for place in sorted(own.keys() & disputed.keys()):
            cell = sheet.cells.get(place)
            words = {"gevonden": shown(cell) if cell else "niets", "ander": disputed[place]}
            where = CellPlace(workbook.file, sheet.name, cell_name(*place))
            yield finding("FORM-23", where, vraag=own[place], **words)


def without_echoes(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each fault of a cell once: what follows from another finding about the same cell is left out."""
    kept = list(findings)
    codes: dict[Place, set[str]] = {}
    for found in kept:
        codes.setdefault(found.place, set()).add(found.code)
    rounded = Oddity.ROUNDED.value
    return tuple(
        found
        for found in kept
        if not any(found.code in _TOLD_BY.get(code, ()) for code in codes[found.place])
        and not (dict(found.context).get("waardoor") == rounded and codes[found.place] & _TOLD_BETTER)
    )
