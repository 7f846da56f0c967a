"""A random fill as texts that a person types, each with its cell; and LibreOffice, which types them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

from inkoop.domain.cells import cell_name
from inkoop.domain.form_layout import NO, OPTION_MARK, YES, option_code
from inkoop.domain.questions import MultiChoiceColumn, MultiChoiceQuestion, TableQuestion
from inkoop.domain.tender import Tender
from inkoop.writers.form.registry import CellRef, Registry
from tests.writers.random_fills import ERROR, Fill

SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that the package python3-uno is for."""
TYPIST = Path(__file__).with_name("typist.py")
Typed = tuple[str, str, str]
"""A sheet, the address of a cell, and what is typed there."""


def typed(value: Any) -> str:
    """A value as a Dutch person types it."""
    if value == ERROR:
        return "=NA()"
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, date):
        return f"{value.day}-{value.month}-{value.year}"
    if isinstance(value, int | float | Decimal):
        return f"{Decimal(str(value)):f}".replace(".", ",")
    return str(value)


def typed_cells(tender: Tender, registry: Registry, fill: Fill) -> list[Typed]:
    """Everything that is typed for a fill; what a fault puts in a cell takes the place of the answer."""
    cells: dict[CellRef, Any] = dict(_answers(tender, registry, fill.answers))
    for find, value in fill.raw:
        cells[find(registry)] = value
    return [(at.sheet, cell_name(at.row + 1, at.column + 1), typed(value)) for at, value in cells.items()]


def _answers(tender: Tender, registry: Registry, answers: Mapping[str, Any]) -> Iterator[tuple[CellRef, Any]]:
    for code, value in answers.items():
        question = tender.questions[code]
        if isinstance(question, TableQuestion):
            yield from _table(tender, registry, question, value)
        elif isinstance(question, MultiChoiceQuestion):
            for option in value:
                yield registry.options[code][option], OPTION_MARK
        else:
            yield registry.answers[code], _named(tender, question, value)


def _table(
    tender: Tender, registry: Registry, table: TableQuestion, rows: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[CellRef, Any]]:
    area = registry.tables[table.code]
    columns = [column for column in table.columns if column.code in table.printed]
    printed = list(product(*(tender.choices_of(column) for column in columns))) if columns else []
    for number, row in enumerate(rows):
        place = tuple(row[column.code] for column in columns)
        at = area.first_row + (printed.index(place) if printed else number)
        for column, value in row.items():
            if column in table.printed:
                continue
            asked = table.column(column)
            if isinstance(asked, MultiChoiceColumn):
                for option in value:
                    yield CellRef(area.sheet, at, area.columns[option_code(column, option)]), OPTION_MARK
            else:
                yield CellRef(area.sheet, at, area.columns[column]), _named(tender, asked, value)


def _named(tender: Tender, asked: Any, value: Any) -> Any:
    return tender.choices_of(asked).get(value, value) if asked.kind == "keuze" else value


@dataclass
class Job:
    """Work for one run of LibreOffice."""

    folder: Path
    typed: list[dict[str, Any]] = field(default_factory=list)
    resaved: list[tuple[str, str]] = field(default_factory=list)

    def type(self, form: Path, fills: Mapping[Path, list[Typed]]) -> None:
        """Fill in a form again and again, each time saved under another name."""
        made = [{"out": str(out), "cells": cells} for out, cells in fills.items()]
        self.typed.append({"form": str(form), "fills": made})

    def resave(self, form: Path, out: Path) -> None:
        """Open a form, calculate it and save it."""
        self.resaved.append((str(form), str(out)))

    def run(self, patience: float) -> None:
        """Let LibreOffice do all of it."""
        job = {"profile": str(self.folder / "profiel"), "typed": self.typed, "resaved": self.resaved}
        done = subprocess.run(
            [SYSTEM_PYTHON, str(TYPIST)],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
