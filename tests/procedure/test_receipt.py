"""The receipt for a provider: true for whatever came in, the same each time, and in the way of nothing."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import page
import pypdf
import pytest

from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.receipts import make_receipts
from inkoop.journeys.procedure.receive import receive
from inkoop.journeys.procedure.standing import check_record
from inkoop.readers.procedure.record import RECORD
from inkoop.writers.form import write_form
from tests.command import run
from tests.conftest import GOOD_ANSWERS
from tests.procedure.tender_case import AFTER, BEFORE, CLOSES, published_tender

pytestmark = pytest.mark.langzaam
HOSTILE = "<b>Zorg & Co</b> 🌻 {{ 7*7 }}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight that came in: on time, replacing, by the portal, no form, late, and after the opening."""
    room = tmp_path_factory.mktemp("bewijs")
    place, tender = published_tender(room)

    def form(name: str, file: str, **given: object) -> Path:
        target = room / f"{file}.xlsx"
        target.parent.mkdir(parents=True, exist_ok=True)
        write_form(tender, target, GOOD_ANSWERS | {"naam": name, "kvk": f"9{len(file):07}"} | given)
        return target

    first, second = form("Atelier Anders", "a"), form("Atelier Anders", "b", kvk="90000001", wachttijd=2)
    assert receive(place, [first], ("An",), now=BEFORE).value
    assert receive(place, [second], now=BEFORE + timedelta(hours=1)).value
    odd = form("Boerderij Bont", "los/formulier").parent
    (odd / "bijlagen").mkdir()
    (odd / "bijlagen" / f"{HOSTILE.replace('/', '-')}.pdf").write_bytes(b"x")
    (odd / "zomaar.txt").write_bytes(b"")
    listed = room / "lijst.csv"
    listed.write_text("map;ingediend op\nlos;11-04-2027 09:30:15\n", "utf-8")
    assert receive(place, [odd], portal=listed, now=BEFORE).value
    two = form(HOSTILE, "twee/een").parent
    form("Iemand Anders", "twee/twee")
    (room / "map").mkdir()
    shutil.move(two, room / "map" / "twee")
    assert receive(place, [room / "map"], moment=BEFORE, now=BEFORE).value
    late = form("De Draaischijf", "laat")
    assert receive(place, [late], moment=CLOSES + timedelta(seconds=1), now=AFTER).value
    assert open_bids(place, ("An", "Bo"), AFTER).value
    assert receive(place, [form(HOSTILE, "vergeten")], moment=BEFORE, now=AFTER).value
    made = make_receipts(place).value
    assert made is not None
    assert (len(made.pages), len(made.pdfs), made.no_pdf) == (6, 6, False)
    return place


def words(folder: Path, number: int) -> str:
    """What a reader of the PDF has before them."""
    (path,) = (folder / "bewijzen").glob(f"{number:04d}-*.pdf")
    text = " ".join(each.extract_text() for each in pypdf.PdfReader(path).pages)
    return " ".join(text.split())


def told(folder: Path, number: int) -> dict[str, object]:
    lines = (json.loads(line) for line in (folder / RECORD).read_text("utf-8").splitlines())
    return next(each for each in lines if each["wat"].get("nummer") == number)


SAID = {
    1: (
        "zondag 11 april 2027 om 12.00.00 uur",
        "op tijd. De sluiting is maandag 12 april 2027 om 12.00.00 uur",
        "de klok van de computer, die met de hand gezet is",
        "door An.",
        "opnieuw indienen",
    ),
    2: ("in de plaats van uw inschrijving met nummer 1", "op tijd"),
    3: ("zondag 11 april 2027 om 09.30.15 uur", "de lijst van het inkoopplatform", "3 bestanden, samen"),
    4: ("geen formulier dat te herkennen is, of meer dan één", "met de hand ingevuld", "twee"),
    5: ("na de sluiting", "maandag 12 april 2027 om 12.00.01 uur", "besluiten of zij meedoet"),
    6: ("pas vastgelegd toen de inschrijvingen al geopend waren", "<b>Zorg & Co</b>"),
}
NOT_SAID = {
    1: "in de plaats",
    2: "na de sluiting",
    3: "geen formulier",
    4: "het formulier,",
    5: "opnieuw indienen",
    6: "op tijd",
}


@pytest.mark.parametrize("number", SAID)
def test_what_it_says_is_what_the_record_and_the_files_hold(folder: Path, number: int) -> None:
    text = words(folder, number)
    line = told(folder, number)
    (kept,) = (folder / "ontvangen").glob(f"{number:04d}-*")
    files = [path for path in kept.rglob("*") if path.is_file()]
    assert files
    for path in files:
        assert hashlib.sha256(path.read_bytes()).hexdigest() in text.replace(" ", "")
    assert len(re.findall("SHA-256 [0-9a-f]", text)) == len(files)
    for said in SAID[number]:
        assert said in text
    assert NOT_SAID[number] not in text
    assert "Het zegt niet of uw inschrijving compleet is" in text
    raw = (folder / RECORD).read_bytes().splitlines()[int(str(line["nr"])) - 1]
    stand = hashlib.sha256(raw).hexdigest()
    assert f"--stand {stand}" in text
    proof = check_record(folder, stand).value
    assert proof is not None
    assert (proof.holds, proof.line, proof.faults) == (True, line["nr"], ())


@pytest.mark.apart
def test_it_is_accessible_and_the_same_when_it_is_made_again(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "bewijzen").iterdir()}
    assert len(before) == 12
    for number in (3, 4):
        (path,) = (folder / "bewijzen").glob(f"{number:04d}-*.pdf")
        found = page.validate_pdf(str(path), profile=page.ValidationProfile.PDF_UA_1)
        assert [failure.rule_id for failure in found.failures] == []
    nothing = make_receipts(folder).value
    assert nothing is not None
    assert nothing.pages == ()
    again = make_receipts(folder, [3, 5]).value
    assert again is not None
    assert len(again.pdfs) == 2
    assert {path: path.read_bytes() for path in (folder / "bewijzen").iterdir()} == before
    refusal = make_receipts(folder, [7]).refusal
    assert refusal is not None
    assert "7" in refusal.text


def test_receiving_does_not_hang_on_the_receipt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no receipt can be written, what came in is in the record; it is made when somebody asks again."""
    place, tender = published_tender(tmp_path)
    write_form(tender, tmp_path / "a.xlsx", GOOD_ANSWERS)
    (place / "bewijzen").write_bytes(b"in de weg")
    monkeypatch.chdir(place)
    failed = run("ontvang", tmp_path / "a.xlsx", "--nu", "2027-04-11 12:00")
    assert failed.returncode == 4
    assert "1 inschrijving is vastgelegd" in failed.stdout
    assert told(place, 1)["wat"]
    (place / "bewijzen").unlink()
    done = run("ontvang", "--bewijs", "1")
    assert (done.returncode, done.stdout.strip()) == (0, str(next(Path("bewijzen").glob("*.pdf"))))
    assert run("ontvang").returncode == 2
    assert run("ontvang", tmp_path / "a.xlsx", "--bewijs", "1").returncode == 2


def test_without_pango_the_page_alone_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, tender = published_tender(tmp_path)
    write_form(tender, tmp_path / "a.xlsx", GOOD_ANSWERS)
    assert receive(place, [tmp_path / "a.xlsx"], now=datetime(2027, 4, 1, 9)).value
    monkeypatch.setattr("inkoop.journeys.side_by_side._processes_for", lambda _count: 0)
    monkeypatch.setattr("inkoop.journeys.side_by_side.pdf_or_none", lambda _job: None)
    made = make_receipts(place).value
    assert made is not None
    assert (made.pdfs, made.no_pdf) == ((), True)
    assert [path.suffix for path in (place / "bewijzen").iterdir()] == [".html"]
