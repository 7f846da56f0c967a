"""From what assessors handed in to grades that are fixed, and what may not be on the way."""

from __future__ import annotations

import html
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from inkoop.catalogue import message
from inkoop.journeys.procedure.assess import HandIn, hand_in, hand_out
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.panel import lock_quality, meet
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify
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


@pytest.mark.langzaam
def test_the_closed_report_says_what_each_gave_and_what_one_of_them_makes_out(
    place: Path, tmp_path: Path
) -> None:
    """The totals apart from what all have in common, by hand: 20 × (10 − wait) : 10 + 30 × the grade's share.

    Agreed: 38, 48, 34, 32. With the mean: 38, 34, 42, 32. Without An: 38, 42, 40, 32. Without Bo:
    38, 27, 40, 32. Without Cor: 38, 33, 46, 32. There are two places.
    """
    panel = meet(place, ("An",), AFTER).value
    assert panel is not None
    whole = agreed(panel.book, tmp_path / "heel.xlsx", AGREED)
    taken(hand_in(place, [whole], ("An",), AFTER).value)
    assert lock_quality(place, ("An", "Bo"), AFTER).value
    evaluation = evaluate_folder(place).value
    assert evaluation is not None
    kader, out = place / "publicatie" / "1" / "kader.yaml", tmp_path / "uit"
    out.mkdir()
    assert make_report(evaluation, kader.read_bytes(), out).value
    closed, public = (words(out / f"rapport{which}.html") for which in ("-besloten", ""))
    for said in (
        "Met dat gemiddelde krijgt Creatief Centrum een contract, en Boerderij Bont niet.",
        "Zonder B1 krijgt Boerderij Bont een contract, en Atelier Anders niet.",
        "Zonder B2 of B3 verandert er geen contract.",
        "B1 0 (onvoldoende), 100 procentpunt lager dan het panel: An: K2: omdat Boerderij Bont dit zegt.",
        "B2 10 (uitstekend), net als het panel: Bo: K2: omdat Boerderij Bont dit zegt.",
        "B2 10 (uitstekend), 40 procentpunt hoger dan het panel: Bo: K2: omdat Creatief Centrum dit zegt.",
        "Samen gevonden over Boerderij Bont.",
    ):
        assert said in closed
        assert (said in public) == said.startswith("Samen")
    assert "Wat één van hen uitmaakt, is hier niet na te gaan." not in closed
    assert "Wat één van hen uitmaakt, is hier niet na te gaan." in public
    for name in ("rapport", "rapport-besloten"):
        found = verify(out / f"{name}.pdf", place)
        assert [fault for check in found.checks for fault in check.faults] == []
    for name, kept in (("rapport", 0), ("rapport-besloten", 11)):
        with pikepdf.open(out / f"{name}.pdf") as pdf:
            dossier = json.loads(pdf.attachments["inschrijvingen.json"].get_file().read_bytes())
        given = [one for grade in dossier["beoordeling"]["cijfers"] for one in grade.get("gegeven", ())]
        assert len(given) == kept


def words(page: Path) -> str:
    """All that stands on a page, without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))).split())
