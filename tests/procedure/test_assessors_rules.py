"""What the kader says about who grades, in the workbooks and in what comes of them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.findings import Finding
from inkoop.journeys.procedure.assess import HandIn, hand_in, hand_out, step_back
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.panel import Panel, lock_quality, meet
from inkoop.readers.procedure.record import read_record
from tests.procedure.tender_case import (
    AFTER,
    ASSESSORS,
    BIDDERS,
    filled,
    given_out,
    kader_with,
    opened_tender,
)
from tests.readers.twins import convert

FIRST = BIDDERS[0]
TELLING = "Bij ATELIER-ANDERS: 9000 0000."
"""Of the first bidder: its own name and number, typed otherwise."""


@pytest.fixture(scope="module")
def nameless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Opened under a kader with the mean, no names, and three people an answer."""
    told = kader_with("{aantal: 3, anoniem: ja, uitkomst: gemiddelde}")
    return opened_tender(tmp_path_factory.mktemp("anoniem"), told, {FIRST: {"plan": TELLING}})


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Opened under a kader by which who has an interest grades nobody."""
    return opened_tender(tmp_path_factory.mktemp("alles"), kader_with("{aantal: 2, belang: alles}"))


@pytest.fixture
def place(nameless: Path, tmp_path: Path) -> Path:
    return shutil.copytree(nameless, tmp_path / "tender")


def handed(place: Path, *paths: Path) -> HandIn:
    made = hand_in(place, paths, ("An",), AFTER)
    assert made.value is not None, made.refusal
    return made.value


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [each.code for each in found]


def meeting(place: Path, fewer: str = "") -> Panel:
    made = meet(place, ("An",), AFTER, fewer=fewer)
    assert made.value is not None, made.refusal
    return made.value


def texts_of(path: Path) -> dict[str, list[Any]]:
    """By sheet all that stands in it, read by another library."""
    book = openpyxl.load_workbook(path)
    return {s.title: [c.value for row in s.iter_rows() for c in row if c.value is not None] for s in book}


def letters_of(place: Path) -> dict[str, str]:
    """By letter the name of the bidder, from the record and the files themselves."""
    state = read_record(place).state
    by_mark = {bid.form.sha256[:12]: bid.received.tenderer for bid in state.bids.values() if bid.form}
    return {letter: by_mark[mark] for letter, mark in state.letters.items()}


def test_without_names_there_is_no_name_but_where_interests_are_declared(place: Path) -> None:
    made = hand_out(place, ASSESSORS, ("An",), AFTER, residents=("Dé",))
    assert made.value is not None, made.refusal
    assert codes(made.value.findings) == ["WERK-12"]
    assert dict(made.value.findings[0].context)["tekst"] == "9000 0000 en ATELIER-ANDERS"
    assert set(letters_of(place)) == set("ABCD")
    assert set(letters_of(place).values()) == set(BIDDERS)
    for book in made.value.books:
        sheets = texts_of(book.copy)
        declared = [text for text in sheets["Belangen"] if text in BIDDERS]
        assert declared == sorted(BIDDERS)
        rest = " ".join(str(text) for name, texts in sheets.items() if name != "Belangen" for text in texts)
        assert not [name for name in BIDDERS if name in rest]
        assert set("ABCD") <= set(sheets["K2"])
        assert TELLING in rest, "an answer is never changed"


def test_what_tells_who_it_is_is_underlined_and_reads_the_same(place: Path) -> None:
    (book,) = given_out(place, ("An",))
    (cell,) = (
        cell
        for row in openpyxl.load_workbook(book.copy, rich_text=True)["K2"].iter_rows()
        for cell in row
        if str(cell.value) == TELLING
    )
    marked = [str(part) for part in cell.value if getattr(getattr(part, "font", None), "u", None)]
    assert marked == ["ATELIER-ANDERS", "9000 0000"]


def all_in(place: Path, tmp_path: Path, given: Mapping[str, tuple[int, ...]]) -> dict[str, str]:
    """Everybody hands in grades by name; Cor has an interest in the last bidder."""
    books, letters = given_out(place, tuple(given)), letters_of(place)
    back = {name: letter for letter, name in letters.items()}
    for book in books:
        who = book.fact.assessor
        grades = {back[name]: grade for name, grade in zip(BIDDERS, given[who], strict=True)}
        interests = (BIDDERS[3],) if who == "Cor" else ()
        path = filled(book.copy, tmp_path / f"{who}.xlsx", grades, f"{who}: ", interests)
        done = handed(place, path)
        assert done.findings == ()
        assert done.back[0].interests == interests
    return letters


GIVEN = {"An": (6, 0, 10, 6), "Bo": (6, 10, 10, 6), "Cor": (10, 6, 6, 0), "Dé": (6, 0, 10, 10)}


def test_the_mean_of_what_each_gave_counts_exactly_and_who_has_an_interest_does_not(
    place: Path, tmp_path: Path
) -> None:
    letters = all_in(place, tmp_path, GIVEN)
    panel = meeting(place)
    sheets = texts_of(panel.book)
    assert not [name for name in BIDDERS if name in " ".join(map(str, sheets["Cijfers"]))]
    workbook = openpyxl.load_workbook(panel.book)
    heads = {cell.value: cell.column for cell in workbook["Cijfers"][1]}
    told = {}
    for row in range(2, workbook["Cijfers"].max_row + 1):
        name = letters[str(workbook["Cijfers"].cell(row, 1).value)]
        told[name] = workbook["Cijfers"].cell(row, heads["Cijfer"]).value
        workbook["Cijfers"].cell(row, heads["Toelichting"]).value = f"Wij vinden dit plan concreet ({row})."
    expected = [sorted(GIVEN[who][n] for who in GIVEN if (who, n) != ("Cor", 3)) for n in range(4)]
    assert told == {n: "; ".join(map(str, e)) for n, e in zip(BIDDERS, expected, strict=True)}
    workbook["Cijfers"].cell(2, heads["Cijfer"]).value = "10; 10; 10; 10"
    workbook.save(tmp_path / "anders.xlsx")
    assert "WERK-13" in codes(handed(place, tmp_path / "anders.xlsx").findings)
    workbook["Cijfers"].cell(2, heads["Cijfer"]).value = told[letters[str(workbook["Cijfers"]["A2"].value)]]
    workbook.save(tmp_path / "overleg.xlsx")
    assert handed(place, tmp_path / "overleg.xlsx").findings == ()
    assert lock_quality(place, ("An", "Bo"), AFTER).refusal is None
    evaluation = evaluate_folder(place).value
    assert evaluation is not None
    names = {one.id: one.name for one in evaluation.submissions}
    assert set(names.values()) == set(BIDDERS), "once it is fixed everybody has a name again"
    share = {0: 0, 6: 60, 10: 100}
    scores = {
        names[place_.scorecard.submission.id]: score.points
        for place_ in evaluation.lots[0].ranking
        for score in place_.scorecard.scores
        if score.criterion == "K2"
    }
    for name, grades in zip(BIDDERS, expected, strict=True):
        exact = 30 * Fraction(sum(share[grade] for grade in grades), 100 * len(grades))
        assert abs(Fraction(scores[name]) - exact) <= Fraction(1, 200), name
    given = {names[who]: grade.given for (who, _), grade in evaluation.assessment.grades.items()}
    assert [(one.label, int(one.grade)) for one in given[FIRST]] == [
        (f"B{number}", GIVEN[who][0]) for number, who in enumerate(GIVEN, 1)
    ]
    assert [one.label for one in given[BIDDERS[3]]] == ["B1", "B2", "B4"]
    fixed = read_record(place).state.locked
    assert fixed is not None
    assert len(fixed.files) == 1 + len(GIVEN)


def test_with_too_few_grades_a_person_says_why_and_of_none_there_is_no_mean(
    place: Path, tmp_path: Path
) -> None:
    all_in(place, tmp_path, {who: GIVEN[who] for who in ASSESSORS})
    short = meet(place, ("An",), AFTER).refusal
    assert short is not None
    letter = next(letter for letter, name in letters_of(place).items() if name == BIDDERS[3])
    assert f"{letter} bij K2: 2" in short.text
    assert BIDDERS[3] not in short.text
    assert meet(place, (), AFTER, fewer="Cor heeft een belang.").refusal is not None, "somebody decides it"
    meeting(place, "Cor heeft een belang; de anderen zijn het eens.")
    panel = read_record(place).state.panel
    assert panel is not None
    assert panel.fewer == "Cor heeft een belang; de anderen zijn het eens."


def test_who_has_an_interest_grades_nobody_where_the_kader_says_so(strict: Path, tmp_path: Path) -> None:
    place = shutil.copytree(strict, tmp_path / "tender")
    books = given_out(place, ("An", "Bo"))
    grades = dict(zip(BIDDERS, GIVEN["An"], strict=True))
    all_the_same = filled(books[0].copy, tmp_path / "een.xlsx", grades, interests=(FIRST,))
    assert set(codes(handed(place, all_the_same).findings)) == {"WERK-05"}
    nothing = filled(books[0].copy, tmp_path / "niets.xlsx", {}, interests=(FIRST,))
    assert handed(place, nothing).findings == ()
    assert handed(place, filled(books[1].copy, tmp_path / "twee.xlsx", grades)).findings == ()
    short = meet(place, ("An",), AFTER).refusal
    assert short is not None
    assert f"{FIRST} bij K2: 1" in short.text
    (later,) = given_out(place, ("Cor",))
    assert later.fact.label == "B3"
    assert handed(place, filled(later.copy, tmp_path / "drie.xlsx", grades, "Cor ")).waiting == ()
    meeting(place)


def test_an_interest_in_everybody_leaves_no_grade_and_is_no_fault(strict: Path, tmp_path: Path) -> None:
    place = opened_tender(tmp_path)
    books = given_out(place, ("An", "Bo"))
    grades = dict(zip(BIDDERS, GIVEN["An"], strict=True))
    done = handed(place, filled(books[0].copy, tmp_path / "een.xlsx", grades, interests=BIDDERS))
    assert done.findings == ()
    assert done.back[0].interests == BIDDERS
    assert handed(place, filled(books[1].copy, tmp_path / "twee.xlsx", grades)).findings == ()
    figures = meeting(place).figures["K2"][1]
    assert (figures.answers, figures.assessors) == (0, 1)


def test_who_falls_ill_holds_nothing_up_and_may_come_back(strict: Path, tmp_path: Path) -> None:
    place = shutil.copytree(strict, tmp_path / "tender")
    books = given_out(place)
    grades = dict(zip(BIDDERS, GIVEN["An"], strict=True))
    paths = [filled(b.copy, tmp_path / f"{b.fact.label}.xlsx", grades, b.fact.label) for b in books]
    handed(place, *paths[:2])
    assert meet(place, ("An",), AFTER).refusal is not None
    for name, reason, by in (("Dé", "Ziek.", ("An",)), ("Cor", " ", ("An",)), ("Cor", "Ziek.", ())):
        assert step_back(place, name, reason, by, AFTER).refusal is not None
    stopped = step_back(place, "cor", "Ziek tot mei.", ("An",), AFTER).value
    assert stopped is not None
    assert (stopped.name, stopped.had_handed_in, stopped.left) == ("Cor", False, ("An", "Bo"))
    late = handed(place, paths[2])
    assert codes(late.findings) == ["WERK-11"]
    again = given_out(place, ("Dé", "Cor"))
    assert [each.fact.label for each in again] == ["B4", "B3"], "a label is never somebody else's"
    for name in ("Cor", "Dé", "An"):
        assert step_back(place, name, "Ziek.", ("Bo",), AFTER).value
    alone = meet(place, ("An",), AFTER).refusal
    assert alone is not None, "An had handed in, and that counts no more"
    meeting(place, "Alleen Bo is over.")
    assert step_back(place, "Bo", "Ziek.", ("An",), AFTER).refusal is not None


@pytest.mark.langzaam
def test_the_workbook_of_a_resident_goes_through_libreoffice_and_counts(place: Path, tmp_path: Path) -> None:
    (book,) = given_out(place, (), ("Cor",))
    known = letters_of(place)["A"]
    sizes = {
        cell.font.sz
        for sheet in openpyxl.load_workbook(book.copy)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and not str(row[0].value).startswith(("inkoop-", "Verander deze regels"))
    }
    assert min(sizes) >= 14
    half = dict(zip("ABC", (6, 0, 10), strict=True))
    path = filled(book.copy, tmp_path / "half.xlsx", half, "Ik: ", (known,))
    back = convert(convert(path, "ods"), "xlsx")
    shown = openpyxl.load_workbook(back, data_only=True)
    left = {row[0].value: row[1].value for row in shown["Uitleg"].iter_rows()}
    assert (left["Belangen"], left["K2"]) == (0, 1)
    assert codes(handed(place, back).findings) == ["WERK-04"]
    whole = filled(back, tmp_path / "heel.xlsx", {"D": 6}, "Ik: ", (known,))
    done = handed(place, whole)
    assert done.findings == ()
    assert done.back[0].interests == (known,)
    pages = openpyxl.load_workbook(book.copy)["K2"].row_breaks.brk
    assert len(pages) == len(BIDDERS) - 1
