"""What portals deliver: folders, zips, a zip in a zip, names that no disk takes; and their list."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path

import openpyxl
import pytest

from inkoop.domain.procedure.facts import Received
from inkoop.domain.tender import Tender
from inkoop.journeys.procedure.opening import admit, open_bids
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.receive import receive
from inkoop.journeys.procedure.standing import check_record
from inkoop.readers.procedure.record import read_record
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS
from tests.procedure.tender_case import AFTER, BEFORE, published_tender

ODD = "prijs🌻\\..\\a:b\n.xlsx"
SUMMER = timezone(timedelta(hours=2))


class Portal:
    """What a portal delivers, in a folder of its own; each tenderer has its own number in the register."""

    def __init__(self, folder: Path, tender: Tender) -> None:
        self.folder, self.tender, self.count = folder, tender, 0
        folder.mkdir()

    def form(self, where: str, name: str) -> Path:
        self.count += 1
        path = self.folder / where
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name("maak.xlsx")
        write_form(self.tender, made, GOOD_ANSWERS | {"naam": name, "kvk": f"{self.count:08}"})
        return made.rename(path)

    def file(self, where: str, content: bytes = b"%PDF-") -> Path:
        path = self.folder / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def zipped(self, where: str, files: Mapping[str, Path]) -> None:
        with zipfile.ZipFile(self.folder / where, "w") as packed:
            for name, path in files.items():
                packed.write(path, name)
                path.unlink()


@pytest.fixture
def tender_and_portal(tmp_path: Path) -> tuple[Path, Portal]:
    place, tender = published_tender(tmp_path)
    return place, Portal(tmp_path / "platform", tender)


def test_whatever_a_portal_delivers_is_kept_and_read_or_told(
    tender_and_portal: tuple[Path, Portal], tmp_path: Path
) -> None:
    place, portal = tender_and_portal
    portal.form("a/formulier.xlsx", "Anders")
    portal.file("a/bijlagen/diep/foto.jpg", b"een foto")
    portal.zipped("b.zip", {"map/b.xlsx": portal.form("b.xlsx", "Bont"), "cv.pdf": portal.file("cv.pdf")})
    portal.zipped("binnen.zip", {"c.xlsx": portal.form("c.xlsx", "Centrum")})
    portal.zipped("c.zip", {"binnen.zip": portal.folder / "binnen.zip"})
    portal.form("d/formulier.xlsx", "Draaischijf")
    openpyxl.Workbook().save(portal.folder / "d" / "prijsopbouw.xlsx")
    portal.form("e/een.xlsx", "Eerste")
    portal.form("e/twee.xlsx", "Tweede")
    portal.file("f.xlsx", b"geen werkblad")
    other = tmp_path / "ander.yaml"
    other.write_text((place / "kader.yaml").read_text("utf-8").replace("KLEIN-1", "ANDER-9"), "utf-8")
    strange = read_kader(other).value
    assert strange is not None
    write_form(strange, portal.folder / "g.xlsx", GOOD_ANSWERS | {"naam": "Verdwaald", "kvk": "99999999"})
    portal.file("h/lees.txt", b"hallo")
    portal.zipped("h/in.zip", {"h.xlsx": portal.form("h.xlsx", "Hoeve")})
    portal.form(f"i/{ODD}", "Ideaal")
    portal.file(f"i/{'lang' * 60}.pdf")
    portal.file("i/A.pdf", b"1")
    portal.file("i/a.pdf", b"2")

    made = receive(place, [portal.folder], now=BEFORE).value
    assert made is not None
    got = {receipt.received.tenderer: receipt for receipt in made}
    assert list(got) == ["Anders", "Bont", "c", "Draaischijf", "e", "f", "g", "Hoeve", "Ideaal"]
    told = {name: receipt.told for name, receipt in got.items() if receipt.told}
    assert {name: word for name, word in told.items() if name in ("Draaischijf", "c", "e", "f")} == {
        "c": "Er is geen formulier te zien: in de zip zit weer een zip (1 zip-bestand).",
        "Draaischijf": "Het formulier is formulier.xlsx. prijsopbouw.xlsx is erbij bewaard.",
        "e": "Er zijn 2 werkbladen (een.xlsx en twee.xlsx): een mens zegt wat telt.",
        "f": "f.xlsx is niet te lezen. De inschrijving staat op de naam van het bestand.",
    }
    assert "andere aanbesteding" in told["g"]
    assert [name for name, receipt in got.items() if receipt.received.form is None] == ["c", "e"]
    assert (got["Bont"].received.inside, got["Hoeve"].received.inside) == ("map/b.xlsx", "h.xlsx")
    _kept_as_it_came(place, portal, [receipt.received for receipt in made])
    odd = next(file for file in got["Ideaal"].received.files if file.called.startswith("prijs"))
    assert odd.called == "prijs🌻\\..\\a:b�.xlsx"
    assert not set(Path(odd.path).name) & set("\\:\n")

    assert open_bids(place, ("An", "Bo"), AFTER).value
    _people_say_what_counts(place)


def _kept_as_it_came(place: Path, portal: Portal, received: list[Received]) -> None:
    kept = sorted((place / file.path).read_bytes() for one in received for file in one.files)
    assert kept == sorted(path.read_bytes() for path in portal.folder.rglob("*") if path.is_file())
    assert check_record(place).value.faults == ()  # type: ignore[union-attr]
    again = receive(place, [portal.folder], now=BEFORE).value
    assert again == ()


def _people_say_what_counts(place: Path) -> None:
    unsure = admit(place, 5, ("An",), "Gebeld.", takes_part=True, now=AFTER).refusal
    assert unsure is not None
    assert "--formulier" in unsure.text
    nobody = admit(place, 5, ("An",), "Gebeld.", takes_part=True, form="drie.xlsx", now=AFTER).refusal
    assert nobody is not None
    assert "een.xlsx" in nobody.text
    assert admit(place, 5, ("An",), "Gebeld.", takes_part=True, form="twee.xlsx", now=AFTER).value
    assert admit(place, 3, ("An",), "Geen formulier.", takes_part=False, now=AFTER).value
    found = evaluate_folder(place).value
    assert found is not None
    enclosed = {one.tenderer: one.enclosed for one in found.submissions}
    assert list(enclosed) == [
        "Anders",
        "Bont",
        "Draaischijf",
        "Tweede",
        "f.xlsx",
        "g.xlsx",
        "Hoeve",
        "Ideaal",
    ]
    assert enclosed["Anders"] == ("foto.jpg",)
    assert enclosed["Bont"] == ("cv.pdf",)
    assert enclosed["Draaischijf"] == ("prijsopbouw.xlsx",)
    assert enclosed["Hoeve"] == ("lees.txt",)
    assert [bid.number for bid in read_record(place).state.counting] == [1, 2, 4, 5, 6, 7, 8, 9]


def test_a_zip_with_everybody_in_it_is_nobody(tender_and_portal: tuple[Path, Portal]) -> None:
    place, portal = tender_and_portal
    for name in ("a", "b"):
        portal.zipped(f"{name}.zip", {f"{name}.xlsx": portal.form(f"{name}.xlsx", name)})
    portal.zipped("alles.zip", {f"{name}.zip": portal.folder / f"{name}.zip" for name in ("a", "b")})
    refusal = receive(place, [portal.folder / "alles.zip"], now=BEFORE).refusal
    assert refusal is not None
    assert "2 zips" in refusal.text
    assert read_record(place).state.bids == {}


def test_the_list_of_the_portal_goes_by_file_or_by_the_name_in_the_form(
    tender_and_portal: tuple[Path, Portal], tmp_path: Path
) -> None:
    place, portal = tender_and_portal
    portal.form("0001/x.xlsx", "Zorg & Café Één")
    portal.form("zilverlinde.xlsx", "Zorggroep Zilverlinde")
    listed = tmp_path / "lijst.csv"
    rows = (
        "Inschrijver;Bestand;Ingediend op",
        '"Zorg & Café Één";;11-04-2027 09:00:01',
        ";zilverlinde.xlsx;11-04-2027 09:00",
        "Weg BV;;2027-04-11T07:00:00+00:00",
        ";;",
    )
    listed.write_bytes("\r\n".join(rows).encode("cp1252"))
    made = receive(place, [portal.folder], portal=listed, now=BEFORE)
    assert made.value is not None
    assert [receipt.received.arrived for receipt in made.value] == [
        datetime(2027, 4, 11, 9, 0, 1, tzinfo=SUMMER),
        datetime(2027, 4, 11, 9, 0, tzinfo=SUMMER),
    ]
    assert made.notes == (f"in {listed} staat ook wie hier niet bij is: Weg BV.",)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            "Anders;11-04-2027 09:00\nBont;11-04-2027 10:00",
            "regel 2, en het formulier erin is van Bont, regel 3",
        ),
        ("bont;11-04-2027 09:00\nBont;11-04-2027 10:00", "kunnen de regels 2 en 3 gaan"),
        ("iemand;11-04-2027 09:00", "staat niet wanneer dit binnenkwam: Anders.xlsx"),
        ("Bont;gisteren", "regel 2: dit is geen moment: gisteren"),
        (";11-04-2027 09:00", "regel 2: hier staat niet van wie dit is"),
    ],
)
def test_what_the_list_leaves_unsure_is_never_guessed(
    rows: str, words: str, tender_and_portal: tuple[Path, Portal], tmp_path: Path
) -> None:
    place, portal = tender_and_portal
    form = portal.form("Anders.xlsx", "Bont")
    listed = tmp_path / "lijst.csv"
    listed.write_text(f"naam;binnen\n{rows}\n", "utf-8")
    refusal = receive(place, [form], portal=listed, now=BEFORE).refusal
    assert refusal is not None
    assert words in refusal.text
    assert read_record(place).state.bids == {}


def test_one_row_is_the_moment_of_one(tender_and_portal: tuple[Path, Portal], tmp_path: Path) -> None:
    place, portal = tender_and_portal
    portal.form("a.xlsx", "Bont")
    portal.form("b.xlsx", "Bont")
    listed = tmp_path / "lijst.csv"
    listed.write_text("naam;binnen\nBont;11-04-2027 09:00\n", "utf-8")
    refusal = receive(place, [portal.folder], portal=listed, now=BEFORE).refusal
    assert refusal is not None
    assert "a.xlsx en b.xlsx" in refusal.text
