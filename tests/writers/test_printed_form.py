"""A form on paper: text of nine points or more, and helper columns that are out of the way."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import ROOT, SMALL_KADER
from tests.readers.twins import convert

POINTS = 8.95
"""Nine points, but for what a program rounds."""


def form_of(kader: Path, folder: Path) -> Path:
    tender = read_kader(kader).value
    assert tender is not None
    write_form(tender, folder / "formulier.xlsx")
    return folder / "formulier.xlsx"


def sizes(path: Path) -> Iterator[float]:
    """How high each text on each page is, in points."""
    raw = pypdfium2.raw
    for page in pypdfium2.PdfDocument(path):
        for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            size = ctypes.c_float()
            raw.FPDFTextObj_GetFontSize(text.raw, size)
            yield size.value * text.get_matrix().d


@pytest.mark.langzaam
@pytest.mark.parametrize(
    "kader",
    [SMALL_KADER, *sorted((ROOT / "criteria").glob("*.yaml"))],
    ids=lambda path: path.stem,
)
def test_every_text_on_paper_has_nine_points(kader: Path, tmp_path: Path) -> None:
    found = list(sizes(convert(form_of(kader, tmp_path), "pdf")))
    assert len(found) > 400
    assert min(found) >= POINTS


def test_helper_columns_are_a_closed_group_that_nobody_prints(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form_of(SMALL_KADER, tmp_path))
    closed = 0
    for sheet in book.worksheets:
        folded = [each for each in sheet.column_dimensions.values() if each.hidden]
        assert all(each.outlineLevel == 1 for each in folded)
        for each in folded:
            last_printed = str(sheet.print_area).rpartition(":")[2]
            heads = [cell.value for cell in next(sheet.iter_cols(each.min, each.min)) if cell.value]
            assert any(str(head).startswith(("=", "Tussenstappen")) for head in heads)
            assert each.min > openpyxl.utils.column_index_from_string(
                openpyxl.utils.cell.coordinate_from_string(last_printed.replace("$", ""))[0]
            )
        closed += bool(folded)
    assert closed == 2
