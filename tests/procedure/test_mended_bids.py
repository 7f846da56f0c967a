"""Asking to mend, and mending: the same question for equal faults, these cells and no other."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from inkoop.domain.findings import Outcome
from inkoop.domain.report_parts import Part
from inkoop.journeys.procedure.mend import Asking, Mending, ask, mend
from inkoop.journeys.procedure.opening import what_is_complete
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.standing import check_record, where_it_stands
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify
from inkoop.readers.procedure.record import RECORD, read_record
from inkoop.views.letters.happened import happened
from inkoop.views.procedure.completeness import completeness
from tests.command import run
from tests.conftest import cell_of
from tests.procedure.tender_case import AFTER, CLOSES, given_out, opened_tender

pytestmark = pytest.mark.langzaam
UNTIL = CLOSES + timedelta(days=8)
LATER = AFTER + timedelta(days=2)
ANSWERS: dict[str, dict[str, Any]] = {
    "Boerderij Bont": {"start": "straks"},
    "Creatief Centrum": {"start": "ooit", "wachttijd": "kort"},
    "De Draaischijf": {"prijs": "vijftig"},
}
DAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return opened_tender(tmp_path_factory.mktemp("herstel"), answers=ANSWERS)


@pytest.fixture
def folder(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "map"))


def asked(folder: Path, *numbers: int, **named: Any) -> Outcome[Asking | None]:
    return ask(folder, numbers, UNTIL, ("An",), AFTER, **named)


def answer(opened: Path, to: Path, name: str, cells: Mapping[str, Any]) -> Path:
    """The form of a bidder with other answers, as another program saves it."""
    book = openpyxl.load_workbook(opened.parent / f"{name}.xlsx")
    for code, value in cells.items():
        cell_of(book, code).value = value
    target = to / f"{name} hersteld.xlsx"
    book.save(target)
    return target


def mended(folder: Path, number: int, path: Path, **named: Any) -> Outcome[Mending | None]:
    return mend(folder, number, path, "Kennelijk een vergissing.", ("An",), LATER, **named)


def facts(folder: Path, kind: str) -> list[dict[str, Any]]:
    lines = map(json.loads, (folder / RECORD).read_text("utf-8").splitlines())
    return [line["wat"] for line in lines if line["wat"]["feit"] == kind]


def test_who_has_the_same_fault_gets_the_same_question(folder: Path) -> None:
    refusal = asked(folder, 2).refusal
    assert refusal is not None
    assert "nummer 3 heeft dezelfde fout" in refusal.text
    assert "inkoop vraag 2 3" in refusal.text
    made = asked(folder).value
    assert made is not None
    places = {
        each["nummer"]: [cell for point in each["punten"] for cell in point["cellen"]]
        for each in facts(folder, "gevraagd")
    }
    assert places == {number: [{"blad": "Organisatie", "cel": "C9"}] for number in (2, 3)}
    assert [words.partition(":")[0] for words in made.left] == [
        "Niet gevraagd aan nummer 3, Creatief Centrum",
        "Niet gevraagd aan nummer 4, De Draaischijf",
    ]
    for path, number in zip(made.letters, (2, 3), strict=True):
        text = "\n".join(part.text for part in docx.Document(str(path)).paragraphs)
        stands = [hashlib.sha256(line).hexdigest() for line in (folder / RECORD).read_bytes().splitlines()]
        assert f"inschrijving nummer {number}" in text
        assert "blad Organisatie, cel C9." in text
        assert "dinsdag 20 april 2027 om 12.00 uur" in text
        assert stands[-2 if number == 2 else -1] in text
    again = asked(folder)
    assert again.value is not None
    assert "dit was al vastgelegd" in again.notes[0]
    other = ask(folder, (), UNTIL, ("Bo",), AFTER).refusal
    assert other is not None
    assert "niets te vragen" in other.text
    letter = made.letters[0]
    letter.unlink()
    assert asked(folder).value is not None
    assert letter.exists()
    assert len(facts(folder, "gevraagd")) == 2


def test_a_price_is_only_asked_about_as_an_obvious_error(folder: Path, opened: Path, tmp_path: Path) -> None:
    fixed = answer(opened, tmp_path, "De Draaischijf", {"prijs": 50})
    refusal = mended(folder, 4, fixed).refusal
    assert refusal is not None
    assert "Vraag eerst wat er hersteld mag worden" in refusal.text
    assert asked(folder, 4).refusal is not None
    assert asked(folder, 4, obvious="Uitgeschreven.").refusal is not None
    assert asked(folder, 4, over=["prijs"], obvious="Uitgeschreven in woorden.").value is not None
    (fact,) = facts(folder, "gevraagd")
    assert [point["kennelijke_fout"] for point in fact["punten"]] == ["Uitgeschreven in woorden."]
    done = mended(folder, 4, fixed).value
    assert done is not None
    assert [(cell.cell, cell.before, cell.now) for cell in done.fact.cells] == [("C5", "vijftig", "50")]
    assert done.still == ()


def _other_price(book: openpyxl.Workbook) -> None:
    cell_of(book, "prijs").value = 45


def _beside(book: openpyxl.Workbook) -> None:
    cell_of(book, "start").comment = Comment("Onder voorbehoud.", "wij")


def _sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Voorbehoud")["A1"] = "Prijs geldt tot mei."


def _formula(book: openpyxl.Workbook) -> None:
    cell_of(book, "wachttijd").value = "=1+1"


def _words(book: openpyxl.Workbook) -> None:
    book["Welkom"]["A30"] = "Dit geldt niet."


def _moved(book: openpyxl.Workbook) -> None:
    """Another answer stands in the cell that was asked about."""
    book["Organisatie"].insert_rows(1, amount=2)
    assert cell_of(book, "combinatie").coordinate == "C9"
    cell_of(book, "combinatie").value = "ja"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_other_price, "K4 Prijs › C5 (vraag prijs): was 50, is nu 45"),
        (_beside, "Onder voorbehoud."),
        (_sheet, "Nieuw blad: Voorbehoud"),
        (_formula, "vraag wachttijd"),
        (_words, "Dit geldt niet."),
        (_moved, "Organisatie › C9 (vraag combinatie): was nee, is nu ja"),
    ],
)
def test_what_nobody_asked_about_is_refused_and_nothing_is_taken(
    change: Any, words: str, folder: Path, opened: Path, tmp_path: Path
) -> None:
    assert asked(folder).value
    path = answer(opened, tmp_path, "Boerderij Bont", {"start": DAY})
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    content = (folder / RECORD).read_bytes()
    refusal = mended(folder, 2, path).refusal
    assert refusal is not None
    assert words in refusal.text
    assert "Er is niets overgenomen" in refusal.text
    assert (folder / RECORD).read_bytes() == content
    assert not (folder / "herstel").exists() or not list((folder / "herstel").iterdir())


def test_the_mended_form_is_what_is_read_and_everything_says_so(
    folder: Path, opened: Path, tmp_path: Path
) -> None:
    """Saved by LibreOffice, which writes every formula and style anew."""
    assert asked(folder).value
    path = answer(opened, tmp_path, "Boerderij Bont", {"start": DAY})
    saved = tmp_path / "lo" / path.name
    convert = (
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profiel",
        "--headless",
        "--convert-to",
        "xlsx",
    )
    subprocess.run((*convert, "--outdir", saved.parent, path), check=True, capture_output=True, timeout=120)
    waits = where_it_stands(folder, AFTER).value
    assert waits is not None
    assert waits.wacht_op == (
        "het antwoord van nummer 2, Boerderij Bont, tot 20 april 2027 om 12.00 uur",
        "het antwoord van nummer 3, Creatief Centrum, tot 20 april 2027 om 12.00 uur",
    )
    done = mended(folder, 2, saved).value
    assert done is not None
    assert [(cell.sheet, cell.cell, cell.before) for cell in done.fact.cells] == [
        ("Organisatie", "C9", "straks")
    ]
    assert (folder / done.fact.form.path).read_bytes() == saved.read_bytes()
    first = folder / "ontvangen" / "0002-boerderij-bont" / "Boerderij Bont.xlsx"
    assert first.read_bytes() == (opened.parent / "Boerderij Bont.xlsx").read_bytes()
    assert check_record(folder).value.right  # type: ignore[union-attr]
    evaluation = evaluate_folder(folder).value
    assert evaluation is not None
    (own,) = (one for one in evaluation.submissions if one.receipt == 2)
    assert own.answers["start"].value is not None
    assert own.answers["start"].value.day == DAY
    listed = what_is_complete(folder).value
    assert listed is not None
    rows = completeness(listed.bids, listed.evaluation, listed.stand)
    assert [row.nummer for row in rows.compleet] == [1, 2]
    assert [row.nummer for row in rows.gevraagd] == [3]
    ((number, why),) = ((row.nummer, row.waarom) for row in rows.hersteld)
    assert number == 2
    assert why.startswith("15 april 2027 om 12.00 uur. Organisatie › C9: was straks, is nu ")
    _report_says_so(evaluation, folder, tmp_path)


def _report_says_so(evaluation: Any, folder: Path, tmp_path: Path) -> None:
    room = tmp_path / "uit"
    room.mkdir()
    parts = frozenset({Part.PDF})
    made = make_report(evaluation, (folder / "kader.yaml").read_bytes(), room, parts=parts)
    assert made.value, made.refusal
    for name in ("rapport.pdf", "rapport-besloten.pdf"):
        report = room / name
        shown = subprocess.run(["pdftotext", report, "-"], check=True, capture_output=True, text=True).stdout
        said = "Hersteld op verzoek van de opdrachtgever op 15 april 2027 om 12.00 uur: Organisatie › C9."
        assert said in " ".join(shown.split())
        assert verify(report, folder).right


def test_an_answer_too_late_is_told_and_a_person_may_take_it(
    folder: Path, opened: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert asked(folder).value
    path = answer(opened, tmp_path, "Boerderij Bont", {"start": DAY})
    monkeypatch.chdir(folder)
    late = ("herstel", "2", path, "--reden", "Storing bij ons.", "--door", "An", "--nu", "2027-04-20 12:01")
    refused = run(*late)
    assert refused.returncode != 0
    assert "kwam te laat" in refused.stderr
    assert facts(folder, "hersteld") == []
    taken = run(*late, "--ook-te-laat")
    assert taken.returncode == 0, taken.stderr
    assert "Organisatie › C9 (vraag start): was straks, is nu " in " ".join(taken.stdout.split())
    again = run(*late, "--ook-te-laat")
    assert again.returncode == 0
    assert "dit was al vastgelegd" in again.stderr
    assert len(facts(folder, "hersteld")) == 1
    late = (*late[:4], "Iets anders.", *late[5:])
    assert "nummer 2 is niets gevraagd" in run(*late).stderr


def test_nobody_mends_once_assessors_have_their_work(tmp_path: Path) -> None:
    place = opened_tender(tmp_path)
    given_out(place)
    refusal = ask(place, (), UNTIL, ("An",), AFTER).refusal
    assert refusal is not None
    assert "De beoordelaars hebben hun werkblad al" in refusal.text


def test_the_record_tells_what_was_asked_and_mended_without_the_answers(
    folder: Path, opened: Path, tmp_path: Path
) -> None:
    assert asked(folder, over=["prijs"], obvious="Uitgeschreven in woorden").value
    assert mended(folder, 4, answer(opened, tmp_path, "De Draaischijf", {"prijs": 50})).value
    record = read_record(folder)
    told = [happened(entry.fact, record.state) for entry in record.entries[-2:]]
    assert told == [
        "Gevraagd om herstel: nummer 4, De Draaischijf, van K4 Prijs › C5, tot 20 april 2027 om 12.00 uur. "
        "Kennelijke fout: Uitgeschreven in woorden.",
        "Hersteld: nummer 4, De Draaischijf, van K4 Prijs › C5, binnen op 15 april 2027 om 12.00 uur. "
        "Kennelijk een vergissing.",
    ]
