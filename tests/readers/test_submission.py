"""A submission is read exactly, or what is wrong is said with its cell; never guessed, never repaired."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import PercentageQuestion
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.rules.submission.kinds import base, percentage
from inkoop.writers.grades_form import TendererAnswers, write_grades_form
from tests.conftest import GOOD_ANSWERS, cell_of
from tests.values import plain

Read = Callable[[Path], Submission]
Change = Callable[..., Path]
Fill = Callable[..., Path]


def codes(submission: Submission) -> list[str]:
    return [finding.code for finding in submission.findings]


def test_a_good_form_is_read_without_a_finding(read_small: Read, filled_form: Fill) -> None:
    submission = read_small(filled_form())
    assert codes(submission) == []
    values = {code: plain(answer.value) for code, answer in submission.answers.items()}
    assert values.pop("plekken") is not None
    assert values == {
        "naam": "Stichting Voorbeeld",
        "kvk": "90000001",
        "combinatie": False,
        "partners": None,
        "start": date(2026, 4, 1),
        "geheim": None,
        "mail": None,
        "telefoon": None,
        "postcode": None,
        "website": None,
        "vog": True,
        "schuld": False,
        "wachttijd": Decimal("2.5"),
        "plan": "Wij werken met kleine groepen.",
        "activiteiten": ("hout", "koken"),
        "ervaring": Decimal(60),
        "prijs": Decimal(50),
    }
    assert plain(submission.answers["plekken"].value) == [
        {"wijk": "noord", "doelen": ("ont", "stab"), "dagdelen": Decimal(10)},
        {"wijk": "zuid", "doelen": ("stab",), "dagdelen": Decimal(4)},
    ]
    assert submission.tenderer == "Stichting Voorbeeld"
    assert len(submission.sha256) == 64


CELLS: list[tuple[str, Any, list[str], Any]] = [
    # question, what is typed, expected findings, expected value
    ("prijs", "1.234,56", ["ANTW-13", "PRIJS-01"], Decimal("1234.56")),
    ("prijs", "€ 50,-", ["ANTW-13"], Decimal(50)),
    ("prijs", "1.234", ["ANTW-08"], None),
    ("prijs", "50.25", ["ANTW-13"], Decimal("50.25")),
    ("prijs", "ongeveer 50", ["ANTW-07"], None),
    ("prijs", "45-50", ["ANTW-07"], None),
    ("prijs", 50.255, ["ANTW-10"], None),
    ("prijs", 0.5, ["ANTW-11"], None),
    ("prijs", "5.000,00", ["ANTW-13", "ANTW-11"], None),
    ("prijs", True, ["ANTW-07"], None),
    ("prijs", date(2026, 3, 1), ["ANTW-07"], None),
    ("prijs", "   ", ["ANTW-01"], None),
    ("prijs", 0.1 + 0.2 + 49.7, [], Decimal(50)),
    ("prijs", 39.99, ["PRIJS-01"], Decimal("39.99")),
    ("wachttijd", "2,5", ["ANTW-13"], Decimal("2.5")),
    ("wachttijd", "2,55", ["ANTW-13", "ANTW-10"], None),
    ("wachttijd", 52.1, ["ANTW-11"], None),
    ("ervaring", "12,5 %", ["ANTW-13"], Decimal("12.5")),
    ("ervaring", 0.6, ["ANTW-22"], Decimal("0.6")),
    ("ervaring", 1, ["ANTW-22"], Decimal(1)),
    ("ervaring", "1 %", ["ANTW-13"], Decimal(1)),
    ("ervaring", "0,6", ["ANTW-13", "ANTW-22"], Decimal("0.6")),
    ("ervaring", "0,6 %", ["ANTW-13"], Decimal("0.6")),
    ("ervaring", "€ 12", ["ANTW-07"], None),
    ("prijs", "50 %", ["ANTW-07"], None),
    ("prijs", "40 50", ["ANTW-07"], None),
    ("combinatie", "Ja", ["ANTW-01"], True),
    ("combinatie", "misschien", ["ANTW-04"], None),
    ("combinatie", 1, ["ANTW-04"], None),
    ("vog", "nee", ["EIS-01"], False),
    ("schuld", "ja", ["EIS-02"], True),
    ("start", "1-4-2026", ["ANTW-14"], date(2026, 4, 1)),
    ("start", "1 april 2026", ["ANTW-14"], date(2026, 4, 1)),
    ("start", "03/04/2026", ["ANTW-15"], None),
    ("start", "1 apr. 2026", ["ANTW-14"], date(2026, 4, 1)),
    ("start", "4/13/2026", ["ANTW-14"], date(2026, 4, 13)),
    ("start", "\u200e1-4-2026", ["ANTW-14", "ANTW-28"], date(2026, 4, 1)),
    ("vog", "ja\u200b", ["ANTW-28"], True),
    ("vog", "\ufeffnee", ["ANTW-28", "EIS-01"], False),
    ("vog", "ja, so\u00adms", ["ANTW-04", "ANTW-28"], None),
    ("prijs", "\u206050", ["ANTW-13", "ANTW-28"], Decimal(50)),
    ("prijs", "\u2060\u200b", ["ANTW-01"], None),
    ("activiteiten:tuin", "√", ["ANTW-31"], ("hout", "tuin", "koken")),
    ("activiteiten:tuin", "x\ufe0e", ["ANTW-28"], ("hout", "tuin", "koken")),
    ("activiteiten:tuin", "❌", ["ANTW-06"], ("hout", "koken")),
    ("plan", "een/twee/drie/vier/vijf/zes/zeven/acht/negen/tien/elf", ["ANTW-12"], None),
    ("plan", "goed" * 40, ["ANTW-29"], None),
    ("plan", "...", ["ANTW-01"], None),
    ("plan", "?", ["ANTW-01"], None),
    ("geheim", "-", [], "-"),
    ("naam", "Stichting" * 20, ["ANTW-30"], None),
    ("plan", "Wij werken\u202e goed", ["ANTW-28"], "Wij werken\u202e goed"),
    ("plan", "Wij werken ✔\ufe0f goed", [], "Wij werken ✔\ufe0f goed"),
    ("start", "zodra het kan", ["ANTW-15"], None),
    ("start", datetime(2026, 2, 1, 0, 0), ["ANTW-16"], None),
    ("plan", "een twee drie vier vijf zes zeven acht negen tien elf", ["ANTW-12"], None),
    ("plan", "#N/A", ["ANTW-02"], None),
    ("plan", "=1+1", ["ANTW-03"], None),
    ("prijs", "#DIV/0!", ["ANTW-02"], None),
    ("activiteiten:tuin", "misschien", ["ANTW-06"], ("hout", "koken")),
    ("activiteiten:tuin", "X", [], ("hout", "tuin", "koken")),
]


@pytest.mark.parametrize(("code", "typed", "expected", "value"), CELLS, ids=lambda v: str(v)[:30])
def test_one_cell(
    code: str, typed: Any, expected: list[str], value: Any, read_small: Read, changed_form: Change
) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, code).value = typed

    submission = read_small(changed_form(edit))
    assert codes(submission) == expected
    answer = submission.answers[code.partition(":")[0]]
    if expected in (["ANTW-12"], ["ANTW-29"], ["ANTW-30"]):
        assert plain(answer.value) == typed
    else:
        assert plain(answer.value) == value
    for finding in submission.findings:
        assert isinstance(finding.place, CellPlace)
        assert finding.place.sheet
        assert finding.place.cell


def test_the_first_word_of_the_message_is_never_a_placeholder(read_small: Read, changed_form: Change) -> None:
    from inkoop.catalogue import message, remedy

    def edit(book: openpyxl.Workbook) -> None:
        for code, typed, _, _ in CELLS:
            cell_of(book, code).value = typed

    for finding in read_small(changed_form(edit)).findings:
        assert "{" not in message(finding) + remedy(finding)


def test_moved_rows_and_renamed_sheets_do_not_matter(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for number, sheet in enumerate(book.worksheets):
            sheet.title = f"Blad {number} 'x'"
        cell_of(book, "prijs").parent.insert_rows(1, 3)
        cell_of(book, "naam").parent.insert_cols(1, 2)

    submission = read_small(changed_form(edit))
    assert [code for code in codes(submission) if code != "FORM-09"] == []
    assert plain(submission.answers["prijs"].value) == Decimal(50)
    assert plain(submission.answers["naam"].value) == GOOD_ANSWERS["naam"]


def test_a_missing_row_and_a_missing_table(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell = cell_of(book, "wachttijd")
        cell.parent.cell(cell.row, 1).value = None
        for sheet in list(book.worksheets):
            if any(row[0].value == "tabel:plekken" for row in sheet.iter_rows()):
                del book[sheet.title]

    submission = read_small(changed_form(edit))
    assert sorted(codes(submission)) == ["FORM-04", "FORM-04", "FORM-12", "FORM-17", "FORM-17"]
    missing = {finding.question for finding in submission.findings if finding.code == "FORM-04"}
    assert missing == {"wachttijd", "plekken"}


def copied(book: openpyxl.Workbook, code: str) -> Any:
    """The answer cell in a copy of the sheet that holds a question."""
    sheet = cell_of(book, code).parent
    copy = book.copy_worksheet(sheet)
    return copy[cell_of(book, code).coordinate]


def test_a_copied_sheet_with_the_same_answers_is_a_warning(read_small: Read, changed_form: Change) -> None:
    submission = read_small(changed_form(lambda book: copied(book, "prijs")))
    assert set(codes(submission)) == {"FORM-06"}
    assert plain(submission.answers["prijs"].value) == Decimal(50)


def test_a_copied_sheet_with_another_answer_is_never_chosen_from(
    read_small: Read, changed_form: Change
) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        copied(book, "prijs").value = 45

    submission = read_small(changed_form(edit))
    assert codes(submission) == ["FORM-05"]
    assert "prijs" not in submission.answers


def test_an_empty_copy_does_no_harm(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        copied(book, "prijs").value = None

    submission = read_small(changed_form(edit))
    assert plain(submission.answers["prijs"].value) == Decimal(50)
    assert codes(submission) == []


def test_hidden_answers_count_and_are_mentioned(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        price = cell_of(book, "prijs")
        price.parent.row_dimensions[price.row].hidden = True
        cell_of(book, "wachttijd").parent.sheet_state = "veryHidden"

    submission = read_small(changed_form(edit))
    assert set(codes(submission)) == {"FORM-08"}
    assert plain(submission.answers["prijs"].value) == Decimal(50)


def test_an_answer_cell_under_a_merged_range_is_not_guessed(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        price = cell_of(book, "prijs")
        price.parent.merge_cells(
            start_row=price.row - 1, start_column=price.column, end_row=price.row, end_column=price.column
        )

    submission = read_small(changed_form(edit))
    assert "FORM-09" in codes(submission)
    assert submission.answers["prijs"].value is None


def stamp(book: openpyxl.Workbook, label: str) -> Any:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == label:
                    return sheet.cell(cell.row, cell.column + 1)
    raise KeyError(label)


def test_a_form_of_another_tender_gives_no_answers(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        stamp(book, "inkoop-kenmerk").value = "ANDERS-9"

    submission = read_small(changed_form(edit))
    assert codes(submission) == ["FORM-02"]
    assert submission.answers == {}


def test_a_form_without_its_first_sheet_is_not_said_to_be_of_another_version(
    read_small: Read, changed_form: Change
) -> None:
    submission = read_small(changed_form(lambda book: book.remove(book["Welkom"])))
    assert "FORM-32" in codes(submission)
    assert "FORM-03" not in codes(submission)
    assert plain(submission.answers["prijs"].value) == Decimal(50)


def test_a_form_of_an_older_version_is_read_and_reported(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        stamp(book, "inkoop-vingerafdruk").value = "0" * 64

    submission = read_small(changed_form(edit))
    assert codes(submission) == ["FORM-03"]
    assert plain(submission.answers["prijs"].value) == Decimal(50)


def test_a_workbook_that_is_no_form(read_small: Read, tmp_path: Path) -> None:
    path = tmp_path / "begroting.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "Begroting 2026"  # type: ignore[index]
    book.save(path)
    submission = read_small(path)
    assert codes(submission) == ["FORM-01"]
    assert submission.tenderer == "begroting.xlsx"


def test_a_conditional_question(read_small: Read, filled_form: Fill) -> None:
    asked = read_small(filled_form(combinatie=True))
    assert codes(asked) == ["ANTW-01"]
    answered = read_small(filled_form(combinatie=True, partners="Stichting Twee"))
    assert codes(answered) == []
    unasked = read_small(filled_form(combinatie=False, partners="Stichting Twee"))
    assert codes(unasked) == ["ANTW-19"]


def test_a_table_row_that_is_not_finished(read_small: Read, filled_form: Fill) -> None:
    rows = [{"wijk": "noord", "doelen": ["ont"]}, {"doelen": ["stab"], "dagdelen": 4}]
    submission = read_small(filled_form(plekken=rows))
    assert codes(submission) == ["ANTW-17", "ANTW-17"]


def test_an_empty_form_misses_every_required_answer(read_small: Read, filled_form: Fill) -> None:
    submission = read_small(filled_form(**dict.fromkeys(GOOD_ANSWERS), geheim="Ja, hoor."))
    assert set(codes(submission)) == {"ANTW-01"}
    missing = {finding.question for finding in submission.findings}
    assert missing == set(GOOD_ANSWERS)


def test_a_number_shown_as_a_percentage_is_read_as_shown(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for code, value in (("ervaring", 0.625), ("prijs", 0.5)):
            cell = cell_of(book, code)
            cell.value, cell.number_format = value, "0.0%"

    submission = read_small(changed_form(edit))
    assert plain(submission.answers["ervaring"].value) == Decimal("62.5")
    assert submission.answers["ervaring"].raw == "62,500%"
    assert submission.answers["prijs"].value is None
    assert codes(submission) == ["ANTW-07"]


def test_what_is_written_outside_the_form_is_reported(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        price = cell_of(book, "prijs")
        price.parent.cell(price.row, price.column + 6).value = "zie mijn brief"
        price.parent.cell(price.row, price.column + 7).value = "en de bijlage"
        sheet = cell_of(book, "naam").parent
        sheet.cell(sheet.max_row + 2, cell_of(book, "naam").column).value = 12
        book.create_sheet("Mijn eigen blad")["B2"] = "Onze visie"

    submission = read_small(changed_form(edit))
    assert codes(submission) == ["FORM-12"] * 3
    said = {dict(finding.context)["gevonden"] for finding in submission.findings}
    assert said == {"‘zie mijn brief · en de bijlage’", "‘12’", "‘Onze visie’"}


def test_every_comment_is_reported(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for code in ("naam", "kvk"):
            cell_of(book, code).comment = openpyxl.comments.Comment(f"Zie {code}", "iemand")

    submission = read_small(changed_form(edit))
    told = {(found.code, found.place, dict(found.context)["gevonden"]) for found in submission.findings}
    places = {code: submission.answers[code].place for code in ("naam", "kvk")}
    assert told == {("FORM-14", place, f"‘Zie {code}’") for code, place in places.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BSN 111222333", ["PRIV-01"]),
        ("nummer 1112.22.333", ["PRIV-01"]),
        ("nummer 111222334", []),
        ("KvK 90000001", []),
        ("mail naar jan@voorbeeld.nl", ["PRIV-02"]),
        ("bel 06-12345678", ["PRIV-03"]),
        ("bel +31 6 12 34 56 78", ["PRIV-03"]),
        ("bel 038 123 45 67 of mail a@b.nl", ["PRIV-02", "PRIV-03"]),
        ("op 01-03-2026 en 2026-2027", []),
        ("bedrag 1.234.567,89", []),
    ],
)
def test_personal_data_is_a_warning_with_its_cell(
    text: str, expected: list[str], read_small: Read, filled_form: Fill
) -> None:
    submission = read_small(filled_form(plan=text))
    assert codes(submission) == expected
    assert all(finding.question == "plan" for finding in submission.findings)


def test_the_panels_workbook_among_the_submissions(
    read_small: Read, small_tender: Tender, tmp_path: Path
) -> None:
    path = tmp_path / "cijfers.xlsx"
    write_grades_form(small_tender, [TendererAnswers("Stichting Een", {"K2": "Tekst."})], path)
    assert codes(read_small(path)) == ["FORM-13"]


@pytest.mark.parametrize(
    ("most", "typed", "asked"), [(100, "1", True), (20, "1", False), (20, "0.2", True), (20, "0.21", False)]
)
def test_a_share_is_asked_about_where_it_may_be_answered(most: int, typed: str, asked: bool) -> None:
    bounds = {"minimum": 0, "maximum": most, "eenheid": "procent", "definitie": "Deel."}
    question = PercentageQuestion.model_validate(
        {"code": "V", "soort": "percentage", "tekst": "Deel?", **bounds}
    )
    cell = RawCell(CellKind.NUMBER, Decimal(typed))
    value, notes = percentage.read(cell, CellPlace("a.xlsx", "Blad", "C1"), base.asked("V", question, {}))
    assert value is not None
    assert value.number == Decimal(typed)
    assert [each.code for each in notes] == ["ANTW-22"] * asked


@pytest.mark.parametrize(
    ("name", "told"), [("Zorg 🙂 中", "🙂中"), ("Stichting Ελλάδα", ""), ("مؤسسة النخيل", "")]
)
def test_a_name_that_no_report_can_show_is_told(
    name: str, told: str, read_small: Read, filled_form: Fill
) -> None:
    read = read_small(filled_form("naam.xlsx", naam=name))
    found = [dict(each.context)["tekens"] for each in read.findings if each.code == "ANTW-36"]
    assert found == ([told] if told else [])
    assert read.name == name
