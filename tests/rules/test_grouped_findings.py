"""Findings as people count them, with none lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

from inkoop.catalogue import finding, message
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.rules.submission.grouped import grouped
from inkoop.writers.form import write_form
from tests.conftest import cell_of

Read = Callable[[Path], Submission]
Change = Callable[..., Path]


def codes(submission: Submission) -> list[str]:
    return [found.code for found in submission.findings]


def test_an_empty_form_is_one_finding(small_tender: Tender, read_small: Read, tmp_path: Path) -> None:
    write_form(small_tender, tmp_path / "leeg.xlsx")
    assert codes(read_small(tmp_path / "leeg.xlsx")) == ["FORM-24"]


def test_one_answer_is_enough_to_name_what_is_missing(
    small_tender: Tender, read_small: Read, tmp_path: Path
) -> None:
    write_form(small_tender, tmp_path / "een.xlsx", {"naam": "Stichting Voorbeeld"})
    assert "FORM-24" not in codes(read_small(tmp_path / "een.xlsx"))
    assert codes(read_small(tmp_path / "een.xlsx")).count("ANTW-01") > 3


def hide(book: openpyxl.Workbook) -> None:
    cell: Any = table_cell(book)
    cell.parent.row_dimensions[cell.row].hidden = True


def table_cell(book: openpyxl.Workbook) -> Any:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "noord" or cell.value == "Noord":
                    return cell
    raise KeyError("noord")


def test_a_hidden_row_of_a_table_is_one_finding_with_its_cells(
    read_small: Read, changed_form: Change
) -> None:
    (found,) = read_small(changed_form(hide)).findings
    assert found.code == "FORM-08"
    assert isinstance(found.place, CellPlace)
    assert len(found.place.cell.split(", ")) > 2


def test_numbers_typed_as_text_are_one_finding_with_all_cells(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        first = table_cell(book)
        keys = {cell.value: cell.column for cell in first.parent[marker(first)]}
        for row in (first.row, first.row + 1):
            cell = first.parent.cell(row, keys["dagdelen"])
            cell.value = f"{cell.value} "
        cell_of(book, "prijs").value = "50 "

    found = [f for f in read_small(changed_form(edit)).findings if f.code == "ANTW-13"]
    assert [f.question for f in found] == ["prijs", "plekken, dagdelen"] or len(found) == 2
    table = next(f for f in found if f.question.startswith("plekken"))
    assert isinstance(table.place, CellPlace)
    assert len(table.place.cell.split(", ")) == 2
    assert "10" in message(table)
    assert "4" in message(table)


def marker(cell: Any) -> int:
    return next(row[0].row for row in cell.parent.iter_rows() if str(row[0].value).startswith("tabel:"))


def test_faults_are_never_made_one_and_nothing_is_lost() -> None:
    places = [CellPlace("a.xlsx", "Blad", f"C{row}") for row in range(1, 10)]
    words = {"vraag": "t", "gevonden": "x", "gelezen": "1"}
    errors = [finding("ANTW-07", place, vraag="t", gevonden="x") for place in places]
    remarks = [finding("ANTW-13", place, **words) for place in places]
    other = finding("ANTW-13", CellPlace("a.xlsx", "Ander", "C1"), **words)
    made = grouped([*errors, *remarks, other])
    assert made[: len(errors)] == tuple(errors)
    assert made[-1] == other
    (one,) = made[len(errors) : -1]
    assert isinstance(one.place, CellPlace)
    assert one.place.cell == ", ".join(place.cell for place in places)
    assert "en nog 4" in message(one)
