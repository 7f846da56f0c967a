"""Workbooks of assessors: filled in as people do it, and as they should not."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.catalogue import message
from inkoop.domain.findings import Finding
from inkoop.domain.procedure.facts import Decided
from inkoop.journeys.procedure.assess import HandIn, hand_in, hand_out
from inkoop.journeys.procedure.decide import decide
from inkoop.journeys.procedure.panel import meet
from inkoop.readers.procedure.record import read_record
from tests.procedure.tender_case import AFTER, ASSESSORS, BEFORE, BIDDERS, filled, given_out, opened_tender
from tests.readers.twins import convert

GRADES = dict(zip(BIDDERS, (6, 0, 10, 6), strict=True))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return opened_tender(tmp_path_factory.mktemp("geopend"))


@pytest.fixture
def place(opened: Path, tmp_path: Path) -> Path:
    return shutil.copytree(opened, tmp_path / "tender")


def handed(place: Path, *paths: Path) -> HandIn:
    made = hand_in(place, paths, ("An",), AFTER)
    assert made.value is not None, made.refusal
    return made.value


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {each.code for each in found}


def test_each_has_an_order_of_its_own_and_nobody_sees_a_price_or_a_grade(place: Path) -> None:
    orders = []
    for book in given_out(place, (*ASSESSORS, "Dé", "Ed")):
        workbook = openpyxl.load_workbook(book.copy)
        texts = [str(c.value) for sheet in workbook for row in sheet.iter_rows() for c in row if c.value]
        assert {f"Plan {number} van ons." for number in range(4)} <= set(texts)
        assert not [text for text in texts if "prijs" in text and "Prijzen en cijfers" not in text]
        shown = [row[0].value for row in workbook["K2"].iter_rows() if row[0].value in BIDDERS]
        assert sorted(shown) == sorted(BIDDERS)
        orders.append(tuple(shown))
        assert not [row for row in workbook["K2"].iter_rows() if row[0].value in BIDDERS and row[3].value]
    assert len(set(orders)) > 2


def test_four_people_hand_in_and_who_is_waited_for_is_told(place: Path, tmp_path: Path) -> None:
    books = given_out(place)
    first = filled(books[0].copy, tmp_path / "een.xlsx", GRADES, "A ")
    done = handed(place, first)
    assert [back.whose for back in done.back] == ["An"]
    assert done.findings == ()
    assert done.waiting == ("Bo", "Cor")
    rest = [
        filled(book.copy, tmp_path / f"{book.fact.label}.xlsx", GRADES, book.fact.label) for book in books
    ]
    assert handed(place, *rest[1:]).waiting == ()
    again = handed(place, rest[0])
    assert [(back.whose, back.replaced) for back in again.back] == [("An", True)]
    state = read_record(place).state
    assert {each.assessor for each in state.assessors} == set(ASSESSORS)
    assert (place / state.handed_in[books[0].fact.stamp].file.path).read_bytes() == rest[0].read_bytes()


def _cell(sheet: str, name: str, column: int, value: Any) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        for row in book[sheet].iter_rows():
            if row[0].value == name:
                row[column].value = value

    return change


def _stamp(value: str) -> Callable[[openpyxl.Workbook], None]:
    return _cell("Uitleg", "inkoop-werkblad", 1, value)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_cell("K2", BIDDERS[1], 3, None), "WERK-04"),
        (_cell("K2", BIDDERS[1], 3, Decimal("7.3")), "CIJFER-04"),
        (_cell("K2", BIDDERS[1], 3, "=6+0"), "CIJFER-04"),
        (_cell("K2", BIDDERS[1], 4, None), "CIJFER-05"),
        (_cell("K2", BIDDERS[1], 4, '="Goed, want"&" dat zeggen zij"'), "WERK-06"),
        (_cell("K2", BIDDERS[1], 4, f"k2:  OMDAT {BIDDERS[2]} dit zegt."), "WERK-07"),
        (_cell("Belangen", BIDDERS[1], 1, None), "WERK-08"),
        (_cell("Belangen", BIDDERS[1], 1, "misschien"), "WERK-08"),
        (_cell("Belangen", BIDDERS[1], 1, "ja"), "WERK-09"),
        (_cell("Belangen", BIDDERS[1], 1, "ja"), "WERK-05"),
        (lambda book: book.remove(book["Belangen"]), "WERK-02"),
        (lambda book: book.remove(book["K2"]), "WERK-04"),
        (_stamp("B1-iets"), "WERK-01"),
        (_stamp(""), "WERK-01"),
        (_cell("Uitleg", "inkoop-vingerafdruk", 1, "0" * 64), "CIJFER-08"),
    ],
)
def test_what_is_not_right_is_told_and_not_kept(
    place: Path, tmp_path: Path, change: Callable[[openpyxl.Workbook], None], code: str
) -> None:
    path = filled(given_out(place, ("An",))[0].copy, tmp_path / "een.xlsx", GRADES)
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    stand = read_record(place).state.stand
    done = handed(place, path)
    assert code in codes(done.findings)
    assert done.back == ()
    assert read_record(place).state.stand == stand


def test_a_changed_answer_is_told_and_the_grade_counts(place: Path, tmp_path: Path) -> None:
    path = filled(given_out(place, ("An",))[0].copy, tmp_path / "een.xlsx", GRADES)
    book = openpyxl.load_workbook(path)
    _cell("K2", BIDDERS[0], 2, "Een ander plan.")(book)
    book.save(path)
    done = handed(place, path)
    assert codes(done.findings) == {"WERK-10"}
    assert len(done.back) == 1


def test_two_with_one_stamp_are_both_refused(place: Path, tmp_path: Path) -> None:
    book = given_out(place, ("An",))[0]
    paths = [filled(book.copy, tmp_path / f"{name}.xlsx", GRADES, name) for name in "ab"]
    done = handed(place, *paths)
    assert codes(done.findings) == {"WERK-03"}
    assert done.back == ()


def test_a_comment_of_another_assessor_is_recognised(place: Path, tmp_path: Path) -> None:
    books = given_out(place, ("An", "Bo"))
    handed(place, filled(books[0].copy, tmp_path / "een.xlsx", GRADES))
    done = handed(place, filled(books[1].copy, tmp_path / "twee.xlsx", GRADES))
    assert codes(done.findings) == {"WERK-07"}


def test_an_earlier_workbook_of_somebody_who_got_a_new_one_is_not_kept(place: Path, tmp_path: Path) -> None:
    old, new = (given_out(place, ("An",))[0] for _ in range(2))
    done = handed(place, filled(old.copy, tmp_path / "oud.xlsx", GRADES, "oud "))
    assert codes(done.findings) == {"WERK-11"}
    assert "Voor An is daarna een nieuw werkblad gemaakt." in message(done.findings[0])
    assert (done.back, done.waiting) == ((), ("An",))
    assert len(handed(place, filled(new.copy, tmp_path / "nieuw.xlsx", GRADES, "nieuw ")).back) == 1


def test_with_an_interest_there_is_no_grade_and_the_rest_counts(place: Path, tmp_path: Path) -> None:
    book = given_out(place, ("An",))[0]
    path = filled(book.copy, tmp_path / "een.xlsx", GRADES, interests=(BIDDERS[2],))
    done = handed(place, path)
    assert done.findings == ()
    assert done.back[0].interests == (BIDDERS[2],)


def test_what_may_not_be_yet_is_refused(place: Path, tmp_path: Path) -> None:
    nothing_out = hand_in(place, [tmp_path / "x.xlsx"], (), AFTER)
    assert nothing_out.refusal is not None
    assert "inkoop beoordelaars" in nothing_out.refusal.text
    for names in ((), ("An", "an"), ("",)):
        assert hand_out(place, names, (), AFTER).refusal is not None
    assert BEFORE < AFTER


@pytest.mark.langzaam
def test_the_sheet_counts_along_in_libreoffice_and_comes_back_also_with_rows_moved(
    place: Path, tmp_path: Path
) -> None:
    book = given_out(place, ("An",))[0]
    path = filled(book.copy, tmp_path / "een.xlsx", GRADES, interests=(BIDDERS[3],))
    workbook = openpyxl.load_workbook(path)
    _cell("K2", BIDDERS[1], 3, None)(workbook)
    workbook.save(path)
    ods = convert(path, "ods")
    path.unlink()
    back = convert(ods, "xlsx")
    shown = openpyxl.load_workbook(back, data_only=True)
    said = {row[0].value: row[5].value for row in shown["K2"].iter_rows() if row[0].value in BIDDERS}
    assert said == {
        BIDDERS[0]: "✓",
        BIDDERS[1]: "Kies een cijfer",
        BIDDERS[2]: "✓",
        BIDDERS[3]: "– U hebt hier een belang",
    }
    left = {row[0].value: row[1].value for row in shown["Uitleg"].iter_rows()}
    assert (left["Belangen"], left["K2"]) == (0, 1)
    whole = openpyxl.load_workbook(back)
    whole["K2"].insert_rows(1, 3)
    _cell("K2", BIDDERS[1], 3, 10)(whole)
    whole.save(back)
    done = handed(place, back)
    assert done.findings == ()
    assert done.back[0].interests == (BIDDERS[3],)


def test_an_answer_that_people_read_is_what_the_assessors_and_the_panel_grade(tmp_path: Path) -> None:
    """The officer asked for what was missing and wrote it down: nobody grades an empty cell."""
    place = opened_tender(tmp_path, answers={BIDDERS[0]: {"plan": None}})
    read = Decided(
        number=1, subject="plan", ruling="lees als Plan per brief.", motivation="Zie brief.", by="An"
    )
    assert decide(place, read, ("An",), AFTER).refusal is None
    (book,) = given_out(place, ("An",))
    assert _shown(book.copy, "K2", "Antwoord") == {
        BIDDERS[0]: "Plan per brief.",
        **{name: f"Plan {number} van ons." for number, name in enumerate(BIDDERS) if number},
    }
    handed(place, filled(book.copy, tmp_path / "een.xlsx", GRADES, "A "))
    panel = meet(place, ("An",), AFTER).value
    assert panel is not None
    assert _shown(panel.book, "Cijfers", "Antwoord")[BIDDERS[0]] == "Plan per brief."


def _shown(path: Path, sheet: str, header: str) -> dict[str, Any]:
    """By the name of a bidder what stands in a column, below the row with that header."""
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    head = next(row for row in rows if header in row)
    return {str(row[0]): row[head.index(header)] for row in rows if row[0] in BIDDERS}
