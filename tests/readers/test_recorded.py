"""The empty form that submissions are compared with is the form that providers get."""

from __future__ import annotations

from dataclasses import astuple, replace
from pathlib import Path

import pytest

from inkoop.journeys.blank_form import blank_form
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import ROOT

KADERS = sorted([*(ROOT / "criteria").glob("*.yaml"), *(ROOT / "tests" / "kaders").glob("*.yaml")])


@pytest.mark.parametrize("kader", KADERS, ids=lambda path: path.stem)
def test_the_empty_form_is_what_is_read_in_its_file(kader: Path, tmp_path: Path) -> None:
    tender = read_kader(kader).value
    assert tender is not None
    write_form(tender, tmp_path / "formulier.xlsx")
    read = read_workbook(tmp_path / "formulier.xlsx").value
    assert read is not None
    recorded = blank_form(tender)
    assert recorded.file == read.file
    assert sorted(map(astuple, recorded.names)) == sorted(map(astuple, read.names))
    for left, right in zip(recorded.sheets, read.sheets, strict=True):
        # How a check shows its number is known of the file only; of answers it is looked at, of checks not.
        odd = {place: each for place, each in right.oddities.items() if place not in right.formulas}
        assert left == replace(right, oddities=odd)
        assert list(left.cells) == list(right.cells)
        assert list(left.formulas) == list(right.formulas)
