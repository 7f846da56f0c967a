"""A form on paper: text of nine points or more, and helper columns that are out of the way."""

from __future__ import annotations

import re
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, strategies

from inkoop.domain.form_layout import SPELLING
from inkoop.domain.tender import Tender
from inkoop.journeys.check import check_submissions
from inkoop.journeys.own_kader import check_by_own_kader
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import questions, welcome, write_form
from inkoop.writers.form.page import CHARACTERS_PER_UNIT, count_lines
from tests.conftest import GOOD_ANSWERS, ROOT, SMALL_KADER
from tests.readers.twins import convert

POINTS = 8.95
"""Nine points, but for what a program rounds."""


def form_of(kader: Path, folder: Path) -> Path:
    tender = read_kader(kader).value
    assert tender is not None
    write_form(tender, folder / "formulier.xlsx")
    return folder / "formulier.xlsx"


def sizes(path: Path) -> Iterator[float]:
    """How high each text on each page is, in points; poppler draws it thrice as large and rounds."""
    told = subprocess.run(
        ["pdftohtml", "-xml", "-i", "-stdout", "-zoom", "3", path], capture_output=True, check=True
    ).stdout.decode("utf-8", "replace")
    size = {font: int(large) / 3 for font, large in re.findall(r'<fontspec id="(\d+)" size="(\d+)"', told)}
    yield from (size[font] for font in re.findall(r'<text [^>]*font="(\d+)"', told))


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


LONG, LONG_CODE = 500, "geheim"


def long_tender(folder: Path, words: int = LONG) -> Tender:
    """The small kader with an open question of so many words."""
    text = SMALL_KADER.read_text("utf-8")
    changed = text.replace(
        "soort: tekst, max_woorden: 20, verplicht: nee", f"soort: tekst, max_woorden: {words}"
    )
    assert changed != text
    (folder / "kader.yaml").write_text(changed, "utf-8")
    tender = read_kader(folder / "kader.yaml").value
    assert tender is not None
    return tender


def filled(tender: Tender, folder: Path, answer: str) -> Path:
    write_form(tender, folder / "lang.xlsx", GOOD_ANSWERS | ({LONG_CODE: answer} if answer else {}))
    return folder / "lang.xlsx"


@pytest.mark.langzaam
def test_an_answer_of_five_hundred_words_is_all_on_paper_and_read_as_it_is(tmp_path: Path) -> None:
    words = [f"woord{number}" for number in range(LONG)]
    path = filled(long_tender(tmp_path), tmp_path, " ".join(words))
    ((submission,),) = [each.submissions for each in check_by_own_kader([path]).value or ()]
    assert submission.answers[LONG_CODE].raw.split() == words
    assert not [found.code for found in submission.findings if found.code.startswith("FORM")]
    told = subprocess.run(["pdftotext", convert(path, "pdf"), "-"], capture_output=True, check=True).stdout
    seen = set(told.decode().split())
    assert [word for word in words if word not in seen] == []


@pytest.mark.langzaam
@pytest.mark.parametrize(("count", "told"), [(0, "0"), (1, "1"), (499, "499"), (501, "✗ 501")])
def test_the_number_of_words_stands_above_a_long_answer(tmp_path: Path, count: int, told: str) -> None:
    path = filled(long_tender(tmp_path), tmp_path, " ".join(["woord"] * count))
    read = read_workbook(convert(path, "ods")).value
    assert read is not None
    (sheet,) = (sheet for sheet in read.sheets if sheet.name == "Organisatie")
    (row,) = (row for (row, column), cell in sheet.cells.items() if column == 1 and cell.value == LONG_CODE)
    assert sheet.cells[row - 1, 3].value == f"{told} van hoogstens {LONG} woorden"


def test_the_form_says_how_to_check_the_spelling(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(form_of(SMALL_KADER, tmp_path))
    told = [str(cell.value) for row in book["Welkom"].iter_rows() for cell in row if cell.value]
    assert any("spelling" in text and "plak het hier als tekst" in text for text in told)


def test_a_form_from_before_lacks_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form of an earlier version has no line about spelling, and no number of words above an answer."""
    tender = long_tender(tmp_path, 60)
    with monkeypatch.context() as before:
        pair = welcome._pair
        before.setattr(questions, "COUNTED_FROM_WORDS", 1_000_000)
        before.setattr(
            welcome, "_pair", lambda page, *texts: None if texts == SPELLING else pair(page, *texts)
        )
        path = filled(tender, tmp_path, "Niets van dit alles.")
    assert "Stap 9" not in str(read_workbook(path))
    assert [s.findings for s in check_submissions(tender, [path]).value] == [()]


@given(strategies.text("ab \n", max_size=300), strategies.floats(4, 90))
def test_a_row_is_never_too_low_for_its_text(text: str, width: float) -> None:
    room = max(4, int((width - 1.5) * CHARACTERS_PER_UNIT))
    needed = sum(max(1, len(textwrap.wrap(part, room))) for part in text.split("\n"))
    assert count_lines(text, width) >= needed
