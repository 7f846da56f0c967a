"""A kader that changed after publication: which answers and grades of before still count."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.price_vault import Book
from inkoop.domain.submission import Submission
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.browser_check import BrowserCheck
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.forms import make_grades_form
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.form_books import carried_form
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS, SMALL_KADER, cell_of
from tests.versions_case import FIRST, Edit, changed_kader, kader_of

# What is changed in the kader, and the questions that have to be answered again because of it.
TOUCHES_NO_ANSWER: Sequence[Edit] = (
    ("email: inkoop@voorbeeld.nl", "email: inkoop@voorbeeld.nl, telefoon: '038 123'"),
    ('sluiting: "2026-02-02 12:00"', 'sluiting: "2026-02-09 12:00"'),
    ("inleiding: Een klein kader om mee te testen.", "inleiding: Een klein kader om te testen."),
    ("titel: Wachttijd\n        gewicht: 50", "titel: Tijd\n        gewicht: 50"),
    ("nul_bij: 10, vol_bij: 0", "nul_bij: 8, vol_bij: 0"),
    ("plaatsen: 2", "plaatsen: 1"),
    ("ondergrens: 40", "ondergrens: 45"),
    ("{is: nee}", "{is: [nee, ja]}"),
)
CHANGES_A_QUESTION: Sequence[tuple[Edit, str]] = (
    (("eenheid: weken", "eenheid: dagen"), "wachttijd"),
    (("max_woorden: 10", "max_woorden: 40"), "plan"),
    (("maximum: 2000", "maximum: 90"), "prijs"),
    (("koken: Koken", "muziek: Muziek"), "activiteiten"),
    (("maximum: 14", "maximum: 10"), "plekken"),
    (("zuid: Zuid, west: West", "zuid: Zuid"), "plekken"),
    (("Hebt u een belastingschuld?, soort: ja_nee", "Hebt u een schuld?, soort: ja_nee"), "schuld"),
    (('tot_en_met: "2026-12-31"', 'tot_en_met: "2026-10-31"'), "start"),
)


def handed_in(folder: Path, name: str = "een.xlsx", **answers: Any) -> Path:
    """A form of the first version, filled in well."""
    path = folder / "inschrijvingen" / name
    path.parent.mkdir(exist_ok=True)
    write_form(kader_of(SMALL_KADER), path, GOOD_ANSWERS | answers)
    return path


def read(kader: Path, form: Path) -> Submission:
    return submission_reader(kader_of(kader)).read(form)


def about(submission: Submission, code: str) -> list[str]:
    return [found.question for found in submission.findings if found.code == code]


@pytest.mark.parametrize("edit", TOUCHES_NO_ANSWER, ids=lambda edit: edit[1][:20])
def test_a_change_that_touches_no_answer_keeps_every_answer(edit: Edit, tmp_path: Path) -> None:
    kader, form = changed_kader(tmp_path, [edit]), handed_in(tmp_path)
    now, then = read(kader, form), read(SMALL_KADER, form)
    assert {code: a.value for code, a in now.answers.items()} == {c: a.value for c, a in then.answers.items()}
    assert [found.code for found in now.findings if found.code.startswith("FORM")] == ["FORM-30"]


@pytest.mark.parametrize(("edit", "code"), CHANGES_A_QUESTION, ids=lambda part: str(part)[:24])
def test_a_question_that_changed_is_asked_again_and_no_other(edit: Edit, code: str, tmp_path: Path) -> None:
    kader, form = changed_kader(tmp_path, [edit]), handed_in(tmp_path)
    submission = read(kader, form)
    assert about(submission, "FORM-31") == [code]
    assert code not in submission.answers
    assert set(read(SMALL_KADER, form).answers) - set(submission.answers) == {code}


def test_only_words_are_another_wording_and_the_buyer_says_so(tmp_path: Path) -> None:
    words = [("tekst: Hoe werkt u?", "tekst: Hoe werkt u met mensen?")]
    form = handed_in(tmp_path)
    assert about(read(changed_kader(tmp_path, words), form), "FORM-31") == ["plan"]
    same = read(changed_kader(tmp_path, words, ["plan"]), form)
    assert about(same, "FORM-31") == []
    assert same.answers["plan"].raw == GOOD_ANSWERS["plan"]


@pytest.mark.parametrize(
    ("edits", "named", "code"),
    [
        ([("max_woorden: 10", "max_woorden: 40")], "plan", "VERSIE-07"),
        ([], "plan", "VERSIE-07"),
        ([], "plam", "KADER-22"),
    ],
)
def test_nothing_else_can_be_called_another_wording(
    edits: Sequence[Edit], named: str, code: str, tmp_path: Path
) -> None:
    assert [f.code for f in read_kader(changed_kader(tmp_path, edits, [named])).findings] == [code]


NEW = "  - {code: website, ", "  - {code: auto, tekst: Hebt u een auto?, soort: ja_nee}\n  - {code: website, "


def test_a_new_question_is_asked_unless_it_may_stay_empty(tmp_path: Path) -> None:
    form = handed_in(tmp_path)
    assert about(read(changed_kader(tmp_path, [NEW]), form), "FORM-31") == ["auto"]
    optional = (NEW[0], NEW[1].replace("soort: ja_nee}", "soort: ja_nee, verplicht: nee}"))
    assert about(read(changed_kader(tmp_path, [optional]), form), "FORM-31") == []


def test_a_changed_question_that_this_bidder_need_not_answer_is_not_asked_again(tmp_path: Path) -> None:
    kader = changed_kader(
        tmp_path,
        [("tekst: Met wie?, soort: tekst, max_woorden: 20", "tekst: Wie?, soort: tekst, max_woorden: 9")],
    )
    alone = handed_in(tmp_path)
    together = handed_in(tmp_path, "twee.xlsx", combinatie=True, partners="Stichting Samen")
    assert about(read(kader, alone), "FORM-31") == []
    assert about(read(kader, together), "FORM-31") == ["partners"]


def test_what_is_wrong_with_the_form_itself_is_told_by_its_own_version(tmp_path: Path) -> None:
    kader = changed_kader(
        tmp_path, [("titel: Klein kader", "titel: Een kader"), ("eenheid: weken", "eenheid: dagen")]
    )
    form = handed_in(tmp_path)
    book = openpyxl.load_workbook(form)
    cell_of(book, "plan").offset(0, -1).value = "Hoe werkt u, onder voorbehoud?"
    book.save(form)
    found = [each.code for each in read(kader, form).findings if each.code.startswith("FORM")]
    assert found == ["FORM-16", "FORM-30", "FORM-31"]


def test_a_version_that_is_not_accepted_goes_to_a_person(tmp_path: Path) -> None:
    kader, form = changed_kader(tmp_path, [("plaatsen: 2", "plaatsen: 1")]), handed_in(tmp_path)
    text = kader.read_text("utf-8")
    kader.write_text(text.replace(text[text.index("aanvaardt:") : text.index("aanbesteding:")], ""), "utf-8")
    assert about(read(kader, form), "FORM-30") == []
    assert [f.code for f in read(kader, form).findings if f.code.startswith("FORM")] == ["FORM-03"]


def _without_first(folder: Path) -> None:
    (folder / FIRST).unlink()


def _another_text(folder: Path) -> None:
    path = folder / FIRST
    path.write_text(path.read_text("utf-8").replace("plaatsen: 2", "plaatsen: 3"), "utf-8")


def _another_tender(folder: Path) -> None:
    path = folder / FIRST
    path.write_text(path.read_text("utf-8").replace("KLEIN-1", "GROOT-1"), "utf-8")


def _no_kader(folder: Path) -> None:
    (folder / FIRST).write_text("geen kader", "utf-8")


@pytest.mark.parametrize(
    ("damage", "code", "usable"),
    [
        (_without_first, "VERSIE-04", True),
        (_another_text, "VERSIE-05", False),
        (_another_tender, "VERSIE-06", False),
        (_no_kader, "VERSIE-06", False),
    ],
)
def test_the_earlier_kader_must_be_the_one_that_was_public(
    damage: Any, code: str, usable: bool, tmp_path: Path
) -> None:
    kader = changed_kader(tmp_path, [])
    damage(tmp_path)
    outcome = read_kader(kader)
    assert [found.code for found in outcome.findings] == [code]
    assert (outcome.value is not None) is usable


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("wijzigingen: [{versie: 2,", "wijzigingen: [{versie: 3,", ["VERSIE-01", "VERSIE-02"]),
        ("  - versie: 1\n", "  - versie: 2\n", ["VERSIE-02"]),
        ("bestand: kader-1.yaml", "bestand: ../kader-1.yaml", ["KADER-14"]),
    ],
)
def test_the_numbers_of_versions_fit(old: str, new: str, code: list[str], tmp_path: Path) -> None:
    kader = changed_kader(tmp_path, [])
    kader.write_text(kader.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert [found.code for found in read_kader(kader).findings] == code


def test_one_version_is_accepted_once(tmp_path: Path) -> None:
    kader = changed_kader(tmp_path, [])
    text = kader.read_text("utf-8")
    block = text[text.index("  - versie: 1") : text.index("aanbesteding:")]
    kader.write_text(text.replace(block, block * 2), "utf-8")
    assert [found.code for found in read_kader(kader).findings] == ["VERSIE-03"]


def graded(folder: Path, grade: int = 6) -> None:
    """Two bids to the first version, with a workbook of the panel of that version."""
    for number in (1, 2):
        handed_in(folder, f"{number}.xlsx", naam=f"Stichting {number}", kvk=f"9000000{number}")
    cards = folder / "inschrijvingen" / "beoordeling" / "cijfers.xlsx"
    cards.parent.mkdir(exist_ok=True)
    make_grades_form(kader_of(folder / FIRST), [folder / "inschrijvingen"], cards)
    book = openpyxl.load_workbook(cards)
    sheet = book["Cijfers"]
    (header,) = (row for row in sheet.iter_rows() if row[0].value == "Inschrijver")
    columns = {cell.value: cell.column for cell in header}
    for row in range(header[0].row + 1, sheet.max_row + 1):
        sheet.cell(row, columns["Cijfer"]).value = grade
        sheet.cell(row, columns["Toelichting"]).value = "Helder."
    book.save(cards)


@pytest.mark.parametrize(
    ("edit", "holds"),
    [
        (("plaatsen: 2", "plaatsen: 1"), True),
        (("titel: Kwaliteit\n    gewicht: 30", "titel: Kwaliteit\n    gewicht: 30\n    drempel: 5"), True),
        (("schaal: rapport}", "schaal: rapport, let_op: [Kleine groepen.]}"), False),
        (("naam: voldoende, procent: 60", "naam: voldoende, procent: 55"), False),
        (("max_woorden: 10", "max_woorden: 40"), False),
    ],
)
def test_a_grade_holds_while_question_scale_and_guidance_do(edit: Edit, holds: bool, tmp_path: Path) -> None:
    kader = changed_kader(tmp_path, [edit])
    graded(tmp_path)
    found = evaluate(kader, [tmp_path / "inschrijvingen"]).value
    assert found is not None
    assert len(found.assessment.grades) == (2 if holds else 0)
    assert [each.code for each in found.findings].count("CIJFER-11") == (0 if holds else 2)


def test_the_page_with_the_check_knows_the_earlier_version(tmp_path: Path) -> None:
    """What the page carries, given to the check that runs in it."""
    kader = changed_kader(tmp_path, [("eenheid: weken", "eenheid: dagen")])
    form, room = handed_in(tmp_path), tmp_path / "bladzijde"
    room.mkdir()
    tender = kader_of(kader)
    write_form(tender, room / "formulier.xlsx")
    for each in (kader, tmp_path / FIRST):
        shutil.copy(each, room)
    for mark, version in tender.earlier.items():
        write_form(version, room / carried_form(Book.WHOLE, mark))
    check = BrowserCheck(str(room / kader.name), str(room))
    (told,) = json.loads(check.check(str(form), "2026-02-01T12:00"))["document"]["inschrijvingen"]
    assert [each["code"] for each in told["bevindingen"]] == ["FORM-30", "FORM-31"]
