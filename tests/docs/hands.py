"""What a reader does at the commands of a manual: typing a passphrase, and filling in workbooks of grades."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

PASSPHRASE = "vier woorden die nergens staan"
"""Of every key in a manual."""
GRADES = {"B1": 2, "B2": 3}
"""By how the name of a workbook begins; the panel gives the lowest."""


def fill_in(path: Path) -> None:
    """Fill in a workbook as the manual says: no interests, and everywhere a grade with words of its own."""
    book = openpyxl.load_workbook(path)
    grade = GRADES.get(path.name[:2], min(GRADES.values()))
    if "Cijfers" in book.sheetnames:
        _panel(book["Cijfers"], grade)
    else:
        _assessor(book, grade)
    book.save(path)


def _panel(sheet: Any, grade: int) -> None:
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        who = sheet.cell(row, heads["Inschrijver"]).value
        if who:
            sheet.cell(row, heads["Cijfer"]).value = grade
            sheet.cell(row, heads["Toelichting"]).value = f"Het panel vindt dit van {who}, regel {row}."


def _assessor(book: Any, grade: int) -> None:
    names: set[str] = set()
    below = False
    for row in book["Belangen"].iter_rows():
        if below and row[0].value:
            names.add(row[0].value)
            row[1].value = "nee"
        below = below or row[0].value == "Inschrijver"
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if sheet.title != "Belangen" and row[0].value in names and len(row) > 5:
                row[3].value = grade
                row[4].value = f"{sheet.title}: zo leest {row[0].value} voor cijfer {grade}."
