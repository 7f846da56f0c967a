"""What an empty form shows before anything is calculated, as in a file from the internet, is what LibreOffice
reckons; a form with answers claims nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from inkoop.domain.cells import CellKind, RawCell
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS, ROOT, SMALL_KADER
from tests.writers.typed_fills import Job

KADERS = sorted([*(ROOT / "criteria").glob("*.yaml"), *(ROOT / "tests" / "kaders").glob("*.yaml")])
Results = dict[tuple[str, int, int], RawCell | None]


def results(path: Path) -> Results:
    """What every formula gives, by sheet, row and column; None for an empty text."""
    book = read_workbook(path).value
    assert book is not None
    return {(s.name, *place): s.cells.get(place) for s in book.sheets for place in s.formulas}


def written(kader: Path, path: Path, answers: dict[str, object] | None = None) -> Path:
    tender = read_kader(kader).value
    assert tender is not None
    write_form(tender, path, answers)
    return path


@pytest.mark.langzaam
def test_an_empty_form_shows_what_libreoffice_reckons(tmp_path: Path) -> None:
    job, kinds = Job(tmp_path), Counter[CellKind | None]()
    forms = {written(kader, tmp_path / f"{kader.stem}.xlsx"): kader for kader in KADERS}
    for form in forms:
        job.resave(form, form.with_stem(f"{form.stem}_berekend"))
    job.run(200)
    for form in forms:
        first, reckoned = results(form), results(form.with_stem(f"{form.stem}_berekend"))
        assert first == reckoned, form.stem
        kinds.update(cell and cell.kind for cell in first.values())
    assert set(kinds) == {None, CellKind.TEXT, CellKind.NUMBER}
    assert min(kinds.values()) > 30


def test_a_form_with_answers_says_nothing_that_was_not_calculated(tmp_path: Path) -> None:
    form = written(SMALL_KADER, tmp_path / "f.xlsx", {"naam": GOOD_ANSWERS["naam"]})
    assert {cell and cell.kind for cell in results(form).values()} == {CellKind.UNCALCULATED}
