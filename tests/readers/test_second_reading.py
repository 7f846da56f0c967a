"""A second program reads every workbook: what it reads otherwise goes to a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook
from inkoop.domain.submission import Submission
from inkoop.journeys.evaluate import evaluate_files
from inkoop.readers.files.folder import Found
from inkoop.readers.files.second import read_again
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.form import FormReader
from inkoop.views.report.view import _reading
from tests.conftest import ROOT
from tests.readers.filled import tender
from tests.readers.test_blank_form import form_reader
from tests.readers.twins import write_twin

FORMS = sorted((ROOT / "submissions").rglob("*.xlsx"))
OTHERS = (
    RawCell(CellKind.TEXT, "iets anders"),
    RawCell(CellKind.NUMBER, Decimal("39.95")),
    RawCell(CellKind.BOOLEAN, True),
    RawCell(CellKind.DATE, date(2031, 5, 6)),
    RawCell(CellKind.DATE, time(3, 4)),
)


def read(path: Path) -> Workbook:
    found = read_workbook(path).value
    assert found is not None
    return found


def disputes(path: Path, workbook: Workbook) -> list[tuple[str, int, int]]:
    again = read_again(path.read_bytes(), workbook)
    assert again.read_twice
    return [(name, *place) for name, found in again.disputed.items() for place in found]


def test_two_programs_read_the_examples_alike() -> None:
    assert len(FORMS) > 20
    for path in FORMS:
        assert disputes(path, read(path)) == [], path.name


def test_two_programs_read_every_kind_of_cell_alike(tmp_path: Path) -> None:
    path = tmp_path / "soorten.xlsx"
    write_twin(path)
    first = read(path)
    asking = {**first.sheets[0].cells, (1, 40): RawCell(CellKind.TEXT, "Antwoord")}
    workbook = replace(first, sheets=(replace(first.sheets[0], cells=asking), *first.sheets[1:]))
    assert disputes(path, workbook) == [("Vragen", 1, 40)]  # the one that is not in the file


def asks(sheet: Sheet) -> bool:
    return any(
        cell.value == "Antwoord" or str(cell.value).lower().startswith("tabel:")
        for cell in sheet.cells.values()
    )


def test_every_cell_that_one_of_the_two_reads_otherwise_is_told(filled_form: Callable[..., Path]) -> None:
    path = filled_form()
    workbook = read(path)
    tried = 0
    for sheet in filter(asks, workbook.sheets):
        for number, (place, cell) in enumerate(sheet.cells.items()):
            other = (*OTHERS, None)[number % (len(OTHERS) + 1)]
            cells = {k: c for k, c in sheet.cells.items() if k != place} | ({place: other} if other else {})
            changed = replace(sheet, cells=cells)
            if other == cell or cell.kind is CellKind.UNCALCULATED or not asks(changed):
                continue
            sheets = tuple(changed if each is sheet else each for each in workbook.sheets)
            assert disputes(path, replace(workbook, sheets=sheets)) == [(sheet.name, *place)]
            tried += 1
            if tried % 25 == 0:
                break
    assert tried > 60


def test_a_disputed_answer_is_a_finding_and_a_disputed_question_is_none(
    filled_form: Callable[..., Path], read_small: Callable[[Path], Submission]
) -> None:
    path = filled_form()
    workbook = read(path)
    place = read_small(path).answers["prijs"].place
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == place.sheet)
    row = next(r for (r, c), cell in sheet.cells.items() if cell.value == "prijs" and c == 1)
    told = replace(workbook, disputed={sheet.name: {(row, 3): "40", (row, 2): "Wat?"}})
    reader: FormReader = form_reader()
    found = [f for f in reader.locate(told)[1] if f.code == "FORM-23"]
    assert [(f.place.cell, f.question, dict(f.context)["ander"]) for f in found] == [
        (place.cell, "prijs", "40")
    ]  # type: ignore[union-attr]


def test_a_file_that_the_other_program_cannot_read_is_read_once(filled_form: Callable[..., Path]) -> None:
    workbook = read(filled_form())
    assert not read_again(b"PK\x03\x04 dit is geen werkboek", workbook).read_twice


@pytest.mark.parametrize(
    ("read_twice", "sentence"),
    [
        ((), ""),
        ((False,), "De inschrijvingen zijn door één programma gelezen."),
        ((True,), "Elke inschrijving is door twee programma's gelezen"),
        ((True, True), "Elke inschrijving is door twee programma's gelezen"),
        ((True, False), "Van de 2 inschrijvingen is er één door twee programma's gelezen"),
        ((True, True, False), "Van de 3 inschrijvingen zijn er 2 door twee programma's gelezen"),
    ],
)
def test_the_report_says_how_many_were_read_twice(
    read_twice: tuple[bool, ...],
    sentence: str,
    filled_form: Callable[..., Path],
    read_small: Callable[[Path], Submission],
) -> None:
    evaluation = evaluate_files(tender(), Found((), (), ()))
    one = read_small(filled_form())
    bids = tuple(replace(one, read_twice=twice) for twice in read_twice)
    assert _reading(replace(evaluation, submissions=bids)).startswith(sentence)
    assert bool(_reading(replace(evaluation, submissions=bids))) == bool(sentence)
