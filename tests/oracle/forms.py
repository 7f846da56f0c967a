"""Filled-in forms as anybody can read them: openpyxl for .xlsx, the plain XML for .ods."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl

from tests.reckoning.plain import NUMBERS, Bid, Kader, Unread, choices, questions

Grid = list[list[Any]]
OUTSIDE = ("Welkom", "Controle", "Lijsten")
"""The sheets without answers."""
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_WIDE, _LONG = 60, 400
"""Repeated cells and rows beyond these are the empty rest of a sheet."""


def read_form(kader: Kader, path: Path) -> Bid:
    """The answers in a form, by the codes in column A and in the head of a table."""
    found: dict[str, Any] = {}
    for title, grid in _sheets(path):
        if title in OUTSIDE:
            continue
        top = next((n for n, row in enumerate(grid) if str(_at(row, 0)).startswith("tabel:")), None)
        if top is not None:
            code = str(grid[top][0]).removeprefix("tabel:")
            found[code] = _rows(kader, questions(kader)[code], grid, top)
        found |= _single(kader, grid)
    lots = found.get(kader["percelen"]["vraag"]) if "percelen" in kader else None
    return Bid(found["naam"] or "", path.name, found, tuple(lots or ()))


def _sheets(path: Path) -> Iterator[tuple[str, Grid]]:
    if path.suffix == ".ods":
        yield from _open_document(path)
        return
    for sheet in openpyxl.load_workbook(path, data_only=True):
        yield sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]


def _open_document(path: Path) -> Iterator[tuple[str, Grid]]:
    with zipfile.ZipFile(path) as archive:
        tree = ElementTree.fromstring(archive.read("content.xml"))
    for table in tree.iter(f"{_TABLE}table"):
        grid: Grid = []
        for row in table.iter(f"{_TABLE}table-row"):
            cells: list[Any] = []
            for cell in row:
                many = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                cells += [_open_cell(cell)] * min(many, _WIDE)
            grid += [cells] * min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), _LONG)
        yield str(table.get(f"{_TABLE}name")), grid


def _open_cell(cell: ElementTree.Element) -> Any:
    if cell.get(f"{_OFFICE}value-type") in ("float", "currency", "percentage"):
        number = Fraction(str(cell.get(f"{_OFFICE}value")))
        return int(number) if number.denominator == 1 else float(number)
    text = "\n".join("".join(part.itertext()) for part in cell.iter(f"{_TEXT}p"))
    return text or None


def _at(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _single(kader: Kader, grid: Grid) -> dict[str, Any]:
    cells = {str(row[0]): _at(row, 2) for row in grid if row and row[0] is not None}
    found: dict[str, Any] = {}
    for code, question in questions(kader).items():
        if code not in cells or question["soort"] == "tabel":
            continue
        if question["soort"] == "meerkeuze":
            found[code] = [one for one in choices(kader, question) if cells.get(f"{code}:{one}")] or None
        else:
            found[code] = _value(kader, question, cells[code])
    return found


def _rows(kader: Kader, question: Kader, grid: Grid, top: int) -> list[dict[str, Any]] | None:
    heads = {str(head): number for number, head in enumerate(grid[top]) if head is not None}
    rows = []
    for cells in grid[top + 1 :]:
        if not re.fullmatch(r"\d+", str(_at(cells, 0))):
            continue
        row = {column["code"]: _cell(kader, column, cells, heads) for column in question["kolommen"]}
        typed = [value for code, value in row.items() if code != question.get("vaste_rijen")]
        if any(value is not None for value in typed):
            rows.append(row)
    return rows or None


def _cell(kader: Kader, column: Kader, cells: list[Any], heads: dict[str, int]) -> Any:
    code = column["code"]
    if column["soort"] == "meerkeuze" and code not in heads:
        marked = [one for one in choices(kader, column) if _at(cells, heads[f"{code}:{one}"])]
        return marked or None
    return _value(kader, column, _at(cells, heads[code]))


def _value(kader: Kader, question: Kader, cell: Any) -> Any:
    if cell is None or cell == "":
        return None
    if question["soort"] in NUMBERS:
        return _number(cell)
    if question["soort"] == "keuze":
        return {name: code for code, name in choices(kader, question).items()}.get(
            str(cell), Unread(str(cell))
        )
    return str(cell)


def _number(cell: Any) -> Fraction | Unread:
    """A number, also when it was typed as text in a way that can mean only one thing."""
    if not isinstance(cell, str):
        return Fraction(repr(cell))
    plain = re.sub(r"[€%\s]", "", cell).removesuffix(",-")
    if re.fullmatch(r"\d+(,\d+)?|\d{1,3}(\.\d{3}){2,}", plain):
        return Fraction(plain.replace(".", "").replace(",", "."))
    return Unread(cell)
