"""Filling in forms and grades as a person does: each value in the cell beside its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any

import openpyxl

from .invent_bids import Decision
from .plain import NUMBERS, Kader, cells_by_code, choices, questions, table_head


class Form:
    """An empty form that is filled in again and again."""

    def __init__(self, kader: Kader, path: Path) -> None:
        self.kader, self.book = kader, openpyxl.load_workbook(path)
        self.cells: dict[tuple[str, str], Any] = {}
        self.filled: list[Any] = []
        for sheet in self.book:
            if head := table_head(sheet):
                self._learn_table(sheet, *head)
            elif sheet.title not in ("Welkom", "Controle", "Lijsten"):
                for code, row in cells_by_code(sheet).items():
                    self.cells[code, ""] = sheet.cell(row, 3)

    def _learn_table(self, sheet: Any, code: str, top: int) -> None:
        for head in sheet[top][1:]:
            for row in range(top + 2, sheet.max_row + 1):
                if head.value and isinstance(sheet.cell(row, 1).value, int):
                    self.cells[code, f"{head.value}:{row - top - 2}"] = sheet.cell(row, head.column)

    def fill(self, answers: Mapping[str, Any], path: Path) -> None:
        """Write one submission; what it does not answer stays empty."""
        for cell in self.filled:
            cell.value = None
        self.filled = []
        for code, question in questions(self.kader).items():
            if answers.get(code) is None:
                continue
            if question["soort"] == "tabel":
                self._fill_table(question, answers[code])
            elif question["soort"] == "meerkeuze":
                for one in answers[code]:
                    self._put(f"{code}:{one}", "", "x")
            else:
                self._put(code, "", self._shown(question, answers[code]))
        self.book.save(path)

    def _fill_table(self, question: Kader, rows: Sequence[Mapping[str, Any]]) -> None:
        key = question.get("vaste_rijen")
        columns = {column["code"]: column for column in question["kolommen"]}
        for number, row in enumerate(rows):
            line = list(choices(self.kader, columns[key])).index(row[key]) if key else number
            for code, value in row.items():
                if code != key and value is not None:
                    self._put(question["code"], f"{code}:{line}", self._shown(columns[code], value))

    def _shown(self, question: Kader, value: Any) -> Any:
        if question["soort"] in NUMBERS and not isinstance(value, str):
            exact = Fraction(value)
            return int(exact) if exact.denominator == 1 else float(exact)
        if question["soort"] == "keuze":
            return choices(self.kader, question).get(value, value)
        if question["soort"] == "meerkeuze":
            return "; ".join(choices(self.kader, question)[one] for one in value)
        return value

    def _put(self, code: str, where: str, value: Any) -> None:
        cell = self.cells[code, where]
        cell.value = value
        self.filled.append(cell)


def fill_grades(
    path: Path,
    grades: Mapping[tuple[str, str], Fraction],
    names: Mapping[str, str],
    decisions: Sequence[Decision],
    more: Mapping[tuple[str, str], Sequence[Fraction]] = MappingProxyType({}),
) -> None:
    """The panel's workbook with its grades and decisions, each with a reason.

    Args:
        grades: by file and criterion.
        more: where the mean counts, what others gave.
        names: of each file, the tenderer; the file stands behind it where two have that name.
    """
    book = openpyxl.load_workbook(path)
    sheet, column = book["Cijfers"], _columns(book["Cijfers"])
    files = {told: file for file, name in names.items() for told in (name, f"{name} ({file})")}
    for row in range(2, sheet.max_row + 1):
        name, criterion = (str(sheet.cell(row, column[head]).value) for head in ("Inschrijver", "Criterium"))
        if (files.get(name, name), criterion) in grades:
            key = files.get(name, name), criterion
            every = [int(grade) for grade in (grades[key], *more.get(key, ()))]
            sheet.cell(row, column["Cijfer"]).value = "; ".join(map(str, every)) if more else every[0]
            sheet.cell(row, column["Toelichting"]).value = "Zo vindt de commissie."
    sheet, column = book["Besluiten"], _columns(book["Besluiten"])
    sheet.delete_rows(2, sheet.max_row)
    for row, one in enumerate(decisions, start=2):
        given = {"Inschrijver": one.name, "Onderwerp": one.subject, "Besluit": one.verdict}
        given |= {"Perceel": one.lot, "Motivering": "Zo besloten.", "Door": "Het team"}
        if list(names.values()).count(one.name) > 1 or one.name.endswith("A"):
            given["Bestand"] = one.file
        for head, value in given.items():
            sheet.cell(row, column[head]).value = value or None
    book.save(path)


def _columns(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[1]}
