"""From what assessors handed in to grades that are fixed, and what may not be on the way."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from inkoop.catalogue import message
from inkoop.journeys.procedure.assess import HandIn, hand_in, hand_out
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.panel import lock_quality, meet
from inkoop.readers.procedure.record import read_record
from inkoop.views.procedure.agreement import agreement_lines
from tests.procedure.tender_case import AFTER, ASSESSORS, BIDDERS, filled, given_out, opened_tender

GIVEN = {"An": (6, 0, 10, 6), "Bo": (6, 10, 10, 6), "Cor": (6, 6, 6, 6)}
AGREED = dict(zip(BIDDERS, (6, 10, 6, 6), strict=True))


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people graded; Cor has an interest in the last bidder."""
    room = tmp_path_factory.mktemp("panel")
    place = opened_tender(room)
    for book in given_out(place):
        who = book.fact.assessor
        grades = dict(zip(BIDDERS, GIVEN[who], strict=True))
        interests = (BIDDERS[3],) if who == "Cor" else ()
        path = filled(book.copy, room / f"{who}.xlsx", grades, f"{who}: ", interests)
        taken(hand_in(place, [path], ("An",), AFTER).value)
    return place


@pytest.fixture
def place(handed_in: Path, tmp_path: Path) -> Path:
    return shutil.copytree(handed_in, tmp_path / "tender")


def taken(done: HandIn | None) -> None:
    assert done is not None
    assert done.findings == ()
    assert len(done.back) == 1


def agreed(book: Path, to: Path, grades: dict[str, int]) -> Path:
    """The panel's workbook as a secretary fills it in, found by its headers."""
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["Cijfers"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        name = sheet.cell(row, heads["Inschrijver"]).value
        if name in grades:
            sheet.cell(row, heads["Cijfer"]).value = grades[name]
            sheet.cell(row, heads["Toelichting"]).value = f"Samen gevonden over {name}."
    workbook.save(to)
    return to


@pytest.mark.langzaam
def test_the_panel_sees_what_each_gave_the_largest_difference_first(place: Path) -> None:
    panel = meet(place, ("An",), AFTER).value
    assert panel is not None
    sheet = openpyxl.load_workbook(panel.book)["Cijfers"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heads = rows[0]
    assert heads[4:10] == ["B1", "B1 schreef", "B2", "B2 schreef", "B3", "B3 schreef"]
    assert [row[0] for row in rows[1:3]] == [BIDDERS[1], BIDDERS[2]]
    spread = {row[0]: row[3] for row in rows[1:]}
    assert [spread[name] for name in BIDDERS] == ["0 %", "100 %", "40 %", "0 %"]
    for row in rows[1:]:
        number = BIDDERS.index(row[0])
        told = [GIVEN[who][number] for who in ASSESSORS]
        assert row[4:10:2] == (told if number < 3 else [*told[:2], "–"])
        assert row[10] is None
    lines = " ".join(agreement_lines(panel.figures))
    assert "Met 3 beoordelaars en 4 antwoorden zegt dit getal weinig." in lines


def test_asked_again_the_same_figures_come_and_no_new_workbook(place: Path) -> None:
    first, stand = meet(place, ("An",), AFTER).value, read_record(place).state.stand
    again = meet(place, ("An",), AFTER).value
    assert first is not None
    assert again is not None
    assert (again.figures, again.new) == (first.figures, False)
    assert read_record(place).state.stand == stand
    anew = meet(place, ("An",), AFTER, again=True).value
    assert anew is not None
    assert anew.new


def test_from_the_panel_to_grades_that_are_fixed(place: Path, tmp_path: Path) -> None:
    assert lock_quality(place, ("An", "Bo"), AFTER).refusal is not None
    panel = meet(place, ("An",), AFTER).value
    assert panel is not None
    late = hand_out(place, ("Dé",), (), AFTER).refusal
    assert late is not None
    assert "overleg" in late.text
    some = agreed(panel.book, tmp_path / "half.xlsx", {BIDDERS[0]: 6})
    half = hand_in(place, [some], ("An",), AFTER).value
    assert half is not None
    assert [found.code for found in half.findings] == ["WERK-04"] * 3
    whole = agreed(panel.book, tmp_path / "heel.xlsx", AGREED)
    taken(hand_in(place, [whole], ("An",), AFTER).value)
    alone = lock_quality(place, ("An",), AFTER).refusal
    assert alone is not None
    fixed = lock_quality(place, ("An", "Bo"), AFTER).value
    assert fixed is not None
    evaluation = evaluate_folder(place).value
    assert evaluation is not None
    names = {one.id: one.name for one in evaluation.submissions}
    grades = {names[who]: grade for (who, _), grade in evaluation.assessment.grades.items()}
    assert {name: grade.grade for name, grade in grades.items()} == {k: Decimal(v) for k, v in AGREED.items()}
    assert {grade.comment for grade in grades.values()} == {
        f"Samen gevonden over {name}." for name in BIDDERS
    }
    assert hand_in(place, [whole], ("An",), AFTER).refusal is not None
    assert read_record(place).state.locked is not None


def test_once_the_panel_began_an_assessor_changes_nothing(place: Path, tmp_path: Path) -> None:
    mine = read_record(place).state.assessors[0]
    assert meet(place, ("An",), AFTER).value
    late = filled(place / mine.file.path, tmp_path / "laat.xlsx", AGREED, "later: ")
    done = hand_in(place, [late], ("An",), AFTER).value
    assert done is not None
    assert [found.code for found in done.findings] == ["WERK-11"]
    assert "Het panel is al bezig met overleg." in message(done.findings[0])
    assert done.back == ()
