"""The letters of Meerdonk, from the draw to the last day, held against the workbooks themselves."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import page
import pypdf
import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.journeys.draw import Meeting
from inkoop.journeys.procedure import letters as journey
from inkoop.journeys.procedure.changes import draw_lots
from inkoop.journeys.procedure.letters import send_letters
from inkoop.journeys.procedure.panel import lock_quality
from inkoop.readers.procedure.record import RECORD, read_record
from inkoop.rules.procedure.reasons import weak_reasons
from inkoop.writers.letters import docx as word
from tests.command import run
from tests.procedure.town_folder import DRAWN, SEED, SUBMISSIONS, graded_town

pytestmark = pytest.mark.langzaam
SENT = date(2027, 5, 10)
AT = datetime(2027, 5, 10, 9)
LAST = "maandag 31 mei 2027"
CENT = Decimal("0.01")
LOTS = ("noord", "zuid", "werk")


@dataclass
class Walk:
    """A tender up to its letters, and what was refused on the way."""

    place: Path
    undrawn: str
    without_report: str
    cut_off: str
    known: int
    evaluation: Evaluation
    told: Mapping[int, str]
    """By number the whole text of the document for Word."""


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    place = graded_town(tmp_path_factory.mktemp("brieven"))
    undrawn = refused(place)
    meeting = Meeting(by="Team Inkoop", moment=DRAWN)
    drawn = draw_lots(place, ("An",), DRAWN, seed=SEED, meeting=meeting).value
    assert drawn
    without_report = refused(place)
    assert run("rapport", "--alleen", "pdf", "--een-lezing", cwd=place).returncode == 0
    cut_off = interrupted(place)
    sent = send_letters(place, SENT, ("An",), AT)
    assert sent.value, sent.refusal
    folder = place / "brieven" / "1"
    told = {int(path.name[:4]): text_of(path) for path in folder.glob("*.docx")}
    return Walk(place, undrawn, without_report, cut_off, sent.value.known, drawn[1], told)


def refused(place: Path) -> str:
    refusal = send_letters(place, SENT, ("An",), AT).refusal
    assert refusal is not None
    assert not (place / "brieven").exists()
    return refusal.text


def interrupted(place: Path) -> str:
    """Ended by force when every PDF is there and no document for Word is."""

    def ended(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt("stroom weg")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(word, "letter_docx", ended)
        with pytest.raises(KeyboardInterrupt, match="stroom weg") as stopped:
            send_letters(place, SENT, ("An",), AT)
    assert not read_record(place).state.sent
    assert not (place / "brieven" / "1").exists()
    return str(stopped.value)


def text_of(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [" | ".join(cell.text for cell in row.cells) for table in document.tables for row in table.rows]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def raw(file: str, code: str) -> str:
    """An answer as it stands in the workbook."""
    book = openpyxl.load_workbook(SUBMISSIONS / file, data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            if row[0] == code:
                return str(row[2])
    raise KeyError(code)


def test_nothing_goes_out_before_the_draw_or_without_a_report_that_holds(walk: Walk) -> None:
    assert "inkoop loting" in walk.undrawn
    assert "inkoop rapport" in walk.without_report
    record = (walk.place / "dossier.jsonl").read_bytes()
    other = send_letters(walk.place, SENT, ("Bo",), AT).refusal
    assert other is not None
    assert "al verzonden" in other.text
    again = send_letters(walk.place, SENT, ("An",), AT)
    assert again.value is not None
    assert again.value.folder == walk.place / "brieven" / "1"
    assert "dit was al vastgelegd" in again.notes[0]
    assert (walk.place / "dossier.jsonl").read_bytes() == record


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(walk: Walk) -> None:
    assert walk.known == 8
    assert not list((walk.place / "brieven").glob(f"{journey._MAKING}*"))


def test_one_line_in_the_record_names_every_file(walk: Walk) -> None:
    fact = json.loads((walk.place / RECORD).read_bytes().splitlines()[-1])["wat"]
    assert (fact["feit"], fact["datum"], fact["laatste_dag"], fact["dagen"]) == (
        "verzonden",
        "2027-05-10",
        "2027-05-31",
        20,
    )
    named = {file["bestand"]: file["sha256"] for file in fact["bestanden"]}
    there = sorted((walk.place / "brieven" / "1").iterdir())
    assert {
        f"brieven/1/{path.name}": hashlib.sha256(path.read_bytes()).hexdigest() for path in there
    } == named
    assert [len(list(path.parent.glob(f"*{path.suffix}"))) for path in there[:2]] == [8, 8]


def test_each_is_told_the_grade_and_the_reason_of_the_panel(walk: Walk) -> None:
    grades = openpyxl.load_workbook(SUBMISSIONS / "beoordeling" / "cijfers.xlsx")["Cijfers"]
    for name, _, _, _, grade, comment, *_ in grades.iter_rows(min_row=2, values_only=True):
        own = [text for text in walk.told.values() if f"Aan: {name}" in text]
        if name and name != "Dagcentrum De Vlinder":
            assert len(own) == 1
            assert f"De beoordelaars gaven een {grade} (" in own[0]
            assert str(comment) in own[0]


def test_the_price_and_what_would_have_won_are_reckoned_by_hand(walk: Walk) -> None:
    """€ 38 is full, € 50 is nought, of 30 points; Ter Beke stands third of three in Noord."""
    price = Decimal(raw("zorghuis-ter-beke.xlsx", "tarief"))
    points = ((50 - price) * 30 / 12).quantize(CENT, ROUND_HALF_UP)
    assert f"K3 Prijs: {points} van 30 punten".replace(".", ",") in walk.told[8]
    others, needed = Decimal("55.00") - points, Decimal("69.2")

    def total(cents: int) -> Decimal:
        tried = (Decimal(5000 - cents) * 30 / 1200).quantize(CENT, ROUND_HALF_UP)
        return (others + tried).quantize(Decimal("0.1"), ROUND_HALF_UP)

    won = max(cents for cents in range(3800, 5000) if total(cents) > needed)
    assert f"prijs van € {won // 100},{won % 100:02d} of lager. U bood € 45,60." in walk.told[8]


def test_an_award_a_rejection_and_who_withdrew(walk: Walk) -> None:
    told = walk.told
    assert "Wij willen u een contract geven voor 30 plekken. U staat op plaats 1 van 3." in told[5]
    assert "U krijgt al een ander perceel. Meer kan volgens de regels niet." in told[5]
    assert "U krijgt geen contract. U staat op plaats 3 van 3." in told[8]
    assert "Een contract willen wij geven aan: Stichting De Wilgentuin (30 plekken) en" in told[8]
    assert "Bij een gelijk totaal is geloot." in told[8]
    assert told[3].count("U trok uw inschrijving in. Zij doet daarom niet mee.") == 2
    assert "Uw score" not in told[3]
    assert "In totaal zijn 39,2 punten gehaald. Nodig zijn minstens 40 punten." in told[6]
    for number, text in told.items():
        assert f"Tot en met {LAST} sluiten wij geen contract." in text
        assert "inkoop@meerdonk.example" in text
        headings = [lot for lot in LOTS if f"Perceel {lot}: " in text]
        assert len(headings) == text.count("De beslissing"), number


def test_every_letter_is_accessible_and_says_the_same_on_paper_and_in_word(walk: Walk) -> None:
    stand = json.loads((walk.place / RECORD).read_bytes().splitlines()[-1])["vorige"]
    for path in sorted((walk.place / "brieven" / "1").glob("*.pdf")):
        assert page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1).failures == []
        printed = " ".join(" ".join(each.extract_text() for each in pypdf.PdfReader(path).pages).split())
        assert stand in printed.replace(" ", "")
        for line in walk.told[int(path.name[:4])].splitlines():
            if line.startswith(("Uw score.", "Waarom niet meer.", "U krijgt", "Wij willen")):
                assert "".join(line.split()) in "".join(printed.split()), line


def test_the_document_for_word_has_headings_header_rows_and_is_dutch(walk: Walk) -> None:
    document = docx.Document(str(next((walk.place / "brieven" / "1").glob("0008*.docx"))))
    levels = [int(p.style.name[-1]) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in document.tables:
        assert table._tbl.tr_lst[0].trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
    assert document.core_properties.language == "nl-NL"


def test_a_reason_that_is_empty_too_short_or_a_copy_names_its_cell(walk: Walk) -> None:
    grades = walk.evaluation.assessment.grades
    names = {one.id: one.name for one in walk.evaluation.submissions}
    said = {
        "Atelier Maanlicht": " ",
        "Combinatie Samen Op Weg": "Heel goed plan.",
        "Dagopvang Het Klaverblad": "Dit plan is  helder en concreet.",
        "Stichting De Korenbloem": "dit plan is helder en CONCREET.",
        "Dagcentrum De Vlinder": "",  # takes no part: nobody is told this reason
    }
    other = {key: replace(one, comment=said.get(names[key[0]], one.comment)) for key, one in grades.items()}
    changed = replace(walk.evaluation, assessment=replace(walk.evaluation.assessment, grades=other))
    assert weak_reasons(walk.evaluation) == ()
    weak = {each.name: (each.where, each.why) for each in weak_reasons(changed)}
    cells = {names[who]: str(grade.place) for (who, _), grade in grades.items()}
    assert {name: where for name, (where, _) in weak.items()} == {
        name: cells[name] for name in list(said)[:2] + list(said)[3:4]
    }
    assert cells["Dagopvang Het Klaverblad"] in weak["Stichting De Korenbloem"][1]
    assert "› E2" in weak["Atelier Maanlicht"][0]


@pytest.fixture
def sent(walk: Walk, tmp_path: Path) -> Path:
    return Path(shutil.copytree(walk.place, tmp_path / "map"))


def gun(place: Path, moment: str) -> str:
    done = run("gun", "--door", "An", "--nu", moment, cwd=place)
    return " ".join((done.stdout + done.stderr).split())


def test_nothing_is_final_on_the_last_day_or_while_an_objection_is_open(sent: Path) -> None:
    assert "De opschortende termijn is nog niet voorbij." in gun(sent, "2027-05-31 23:59")
    objects = ("bezwaar", 8, "--door", "An")
    said = run(
        *objects, "--reden", "De loting klopt niet.", "--kort-geding", "--nu", "2027-05-28 09:00", cwd=sent
    )
    assert "Zorghuis Ter Beke: kort geding." in said.stdout
    assert "Handel eerst elk bezwaar af" in gun(sent, "2027-06-01 00:00")
    status = run(cwd=sent).stdout
    assert "nummer 8, Zorghuis Ter Beke" in " ".join(status.split())
    twice = run(*objects, "--reden", "Nog eens.", "--nu", "2027-06-01 09:00", cwd=sent)
    assert "nog niet afgehandeld" in twice.stderr
    end = ("--einde", "ongegrond", "--reden", "Vonnis van 3 juni.", "--nu", "2027-06-04 09:00")
    assert run(*objects, *end, cwd=sent).returncode == 0
    assert "De gunning is definitief." in gun(sent, "2027-06-04 10:00")
    fact = json.loads((sent / RECORD).read_bytes().splitlines()[-1])
    assert (fact["door"], fact["wat"]["feit"], fact["wat"]["ronde"]) == (["An"], "gegund", 1)
    assert "De gunning is definitief." in gun(sent, "2027-06-05 10:00")
    late = run(*objects, "--reden", "Te laat.", "--nu", "2027-06-05 09:00", cwd=sent)
    assert "De gunning is definitief." in late.stderr


def test_after_an_objection_that_was_right_a_new_decision_stands_beside_the_old(sent: Path) -> None:
    decide = ("besluit", 8, "inschrijving", "voldoet niet", "--motivering", "Zo.", "--door", "An")
    assert "De kwaliteit is vastgesteld." in run(*decide, "--nu", "2027-05-20 09:00", cwd=sent).stderr
    objects = ("bezwaar", 8, "--door", "An", "--nu", "2027-05-20 09:00")
    assert run(*objects, "--reden", "Cijfer K2.", cwd=sent).returncode == 0
    assert run(*objects, "--einde", "gegrond", "--reden", "Het cijfer klopt niet.", cwd=sent).returncode == 0
    assert "Er is geen beslissing die geldt" in gun(sent, "2027-06-04 10:00")
    too_soon = send_letters(sent, date(2027, 6, 7), ("An",), datetime(2027, 6, 7, 9)).refusal
    assert too_soon is not None
    assert "kwaliteit-vast" in too_soon.text
    assert lock_quality(sent, ("An", "Bo"), datetime(2027, 6, 1, 9)).value
    before = {path.name: path.read_bytes() for path in (sent / "brieven" / "1").iterdir()}
    again = send_letters(sent, date(2027, 6, 7), ("An",), datetime(2027, 6, 7, 9))
    assert again.value, again.refusal
    assert {path.name: path.read_bytes() for path in (sent / "brieven" / "1").iterdir()} == before
    assert set(before) == {path.name for path in (sent / "brieven" / "2").iterdir()}
    assert again.value.term.last == date(2027, 6, 28)  # a Monday; day 20 is a Sunday
    for told in ("De gunning is definitief.", "dit was al vastgelegd"):
        assert told in gun(sent, "2027-06-29 09:00")


def test_who_withdraws_after_the_letters_makes_them_say_something_else(sent: Path) -> None:
    said = ("--reden", "Het pand brandde af.", "--door", "An", "--nu", "2027-05-20 09:00")
    assert run("terugtrekken", 5, *said, cwd=sent).returncode == 0
    assert "De uitkomst is een andere dan in de brieven." in gun(sent, "2027-06-01 09:00")


def test_the_minutes_tell_every_line_every_file_and_who_did_what(sent: Path) -> None:
    assert "dossier" in run("proces-verbaal", "--help").stdout
    assert run("proces-verbaal", cwd=sent).stdout.split() == ["proces-verbaal.pdf"]
    path = sent / "proces-verbaal.pdf"
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert page.validate_pdf(str(path), profile=profile).failures == []
    printed = "".join("".join(each.extract_text() for each in pypdf.PdfReader(path).pages).split())
    for line in (sent / RECORD).read_bytes().splitlines():
        entry = json.loads(line)
        assert hashlib.sha256(line).hexdigest() in printed, entry["nr"]
        assert "".join(" en ".join(entry["door"]).split()) in printed
        for key in ("motivering", "reden"):
            assert "".join(entry["wat"].get(key, "").split()) in printed
    for file in sent.rglob("*"):
        if file.is_file() and file.relative_to(sent).parts[0] in ("ontvangen", "brieven"):
            assert hashlib.sha256(file.read_bytes()).hexdigest() in printed, file.name
    for words in (
        "hetzaad391722344",
        "Buurthuis Het Lint (combinant)",
        "Werkplaats Het Anker 77,5",
        LAST[9:],
    ):
        assert "".join(words.split()) in printed, words
    for part in "abcdghi":
        assert f"{part}." in printed
    assert "Op19regelsvanhetdossierishetmomentmetdehandgezet." in printed


def test_the_notice_lists_every_winner_and_says_what_is_missing(sent: Path) -> None:
    """Held against the workbooks: who bid on Noord, and the trade register numbers of the winners."""
    made = json.loads(run("aankondiging", "--json", cwd=sent).stdout)
    assert made["formaat"] == "inkoop/aankondiging/1"
    by_part: dict[str, dict[str, dict[str, str]]] = {}
    for value in made["waarden"]:
        by_part.setdefault(value["deel"], {}).setdefault(value["term"], value)
        assert bool(value["waarde"]) != bool(value["ontbreekt"]), value
    winners = {part: terms for part, terms in by_part.items() if part.startswith("Winnaar")}
    told = sorted((terms["BT-3201"]["waarde"], part.split(":")[0][-5:]) for part, terms in winners.items())
    places = {"noord": (4, 5), "zuid": (1, 2, 8), "werk": (2, 5, 7)}
    assert told == sorted((str(n), f" {lot}"[-5:]) for lot, numbers in places.items() for n in numbers)
    garden = winners["Winnaar in perceel noord: Stichting De Wilgentuin"]
    assert garden["BT-501"]["waarde"] == raw("de-wilgentuin.xlsx", "kvk")
    assert (garden["BT-171"]["waarde"], garden["BT-1451"]["waarde"]) == ("1", "2027-05-10")
    assert winners["Winnaar in perceel zuid: Combinatie Samen Op Weg"]["BT-773"]["waarde"] == "yes"
    assert by_part["Perceel noord"]["BT-759"]["waarde"] == "5"
    assert by_part["Procedure"]["BT-262"]["ontbreekt"] == "Het kader noemt het niet: publicatie, cpv."
    # Who gets no contract anywhere is not in it.
    assert not any("Klaverblad" in str(value) or "Vlinder" in str(value) for value in made["waarden"])
