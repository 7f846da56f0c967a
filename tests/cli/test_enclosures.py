"""Documents that come with the form: found by their names in the folder or zip of one tenderer."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.command import run
from tests.conftest import GOOD_ANSWERS, SMALL_KADER

ASKED = """
bijlagen:
  - {titel: Uittreksel, bestandsnaam: "KvK-uittreksel*.pdf"}
  - {titel: Jaarrekening, bestandsnaam: "jaarrekening-????.pdf"}
  - {titel: Foto's, bestandsnaam: "foto*.jpg", verplicht: nee}
verklaring: {tekst: Wij staan hierachter., door: Wie mag tekenen}
"""


@pytest.fixture
def kader(tmp_path: Path) -> Path:
    path = tmp_path / "kader.yaml"
    path.write_text(SMALL_KADER.read_text("utf-8") + ASKED, "utf-8")
    return path


def tender_of(kader: Path) -> Tender:
    found = read_kader(kader).value
    assert found is not None
    return found


def hand_in(kader: Path, folder: Path, *names: str, **answers: Any) -> Path:
    """A form with these files beside it."""
    folder.mkdir(parents=True)
    write_form(tender_of(kader), folder / "formulier.xlsx", GOOD_ANSWERS | answers)
    for name in names:
        (folder / name).write_bytes(b"nobody reads this")
    return folder


def zipped(folder: Path) -> Path:
    target = folder.with_suffix(".zip")
    with zipfile.ZipFile(target, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, f"inzending/{path.name}")
    return target


def checked(kader: Path, place: Path) -> tuple[dict[str, Any], list[str], int]:
    done = run("controleer", place, "--kader", kader, "--json")
    (found,) = json.loads(done.stdout)["inschrijvingen"]
    return found, [each["code"] for each in found["bevindingen"]], done.returncode


BOTH = ("kvk-UITTREKSEL mrt.PDF", "jaarrekening-2025.pdf")


@pytest.mark.langzaam
@pytest.mark.parametrize("pack", [Path, zipped])
def test_a_folder_or_zip_with_everything_is_ready(pack: Any, kader: Path, tmp_path: Path) -> None:
    place = pack(hand_in(kader, tmp_path / "map", *BOTH, "foto1.jpg", "foto2.jpg", "los.txt"))
    found, codes, code = checked(kader, place)
    assert (codes, code, found["klaar"]) == ([], 0, True)
    assert [each["bestanden"] for each in found["bijlagen"]] == [
        [BOTH[0]],
        [BOTH[1]],
        ["foto1.jpg", "foto2.jpg"],
    ]


@pytest.mark.langzaam
@pytest.mark.parametrize("pack", [Path, zipped])
def test_what_is_missing_is_told_with_its_name(pack: Any, kader: Path, tmp_path: Path) -> None:
    place = pack(hand_in(kader, tmp_path / "map", "jaarrekening-25.pdf", "uittreksel kvk.pdf"))
    found, codes, code = checked(kader, place)
    assert (codes, code, found["klaar"]) == (["BIJLAGE-01", "BIJLAGE-01"], 1, False)
    text = " ".join(run("controleer", place, "--kader", kader).stdout.split())
    assert "✗ Uittreksel: niet gevonden. De naam moet zijn zoals KvK-uittreksel*.pdf." in text
    assert "Foto's: niet erbij. Dat hoeft niet." in text


@pytest.mark.langzaam
def test_of_a_loose_form_it_cannot_be_known(kader: Path, tmp_path: Path) -> None:
    folder = hand_in(kader, tmp_path / "map", *BOTH)
    found, codes, code = checked(kader, folder / "formulier.xlsx")
    assert (codes, code, found["klaar"]) == (["BIJLAGE-02"], 0, True)
    assert all("bestanden" not in each for each in found["bijlagen"])
    text = run("controleer", folder / "formulier.xlsx", "--kader", kader).stdout
    assert "niet te controleren" in text


@pytest.mark.langzaam
def test_the_officer_decides_and_nobody_is_rejected(kader: Path, tmp_path: Path) -> None:
    handed_in = tmp_path / "in"
    zipped(hand_in(kader, handed_in / "een", *BOTH)).rename(handed_in / "een-zip.zip")
    for path in (handed_in / "een").iterdir():
        path.unlink()
    (handed_in / "een").rmdir()
    hand_in(kader, handed_in / "twee", BOTH[0], naam="Twee", kvk="90000002")
    write_form(tender_of(kader), handed_in / "drie.xlsx", GOOD_ANSWERS | {"naam": "Drie", "kvk": "90000003"})
    found = json.loads(run("beoordeel", kader, handed_in, "--json", "--een-lezing").stdout)
    codes = {
        one["inschrijver"]: [
            f["code"] for f in found["bevindingen"] if f["vindplaats"]["bestand"] == one["bestand"]
        ]
        for one in found["inschrijvingen"]
    }
    named = {name: [c for c in told if c.startswith("BIJLAGE")] for name, told in codes.items()}
    assert named == {"Stichting Voorbeeld": [], "Twee": ["BIJLAGE-01"], "Drie": ["BIJLAGE-02"]}
    words = run("beoordeel", kader, handed_in, "--een-lezing").stdout
    assert "Voor te leggen: Twee" in " ".join(words.split())
    assert "Niet in de rangorde: Twee" not in words


def test_the_form_says_what_to_hand_in(kader: Path, tmp_path: Path) -> None:
    write_form(tender_of(kader), tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["Welkom"]
    words = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    for told in ("Uittreksel", "Verplicht. Naam van het bestand: KvK-uittreksel*.pdf", "Niet verplicht"):
        assert told in words
    assert "Wij staan hierachter." in words
    assert "Wie mag tekenen" in words


@pytest.mark.langzaam
def test_the_submission_to_read_has_the_declaration_and_the_documents(kader: Path, tmp_path: Path) -> None:
    place, target = hand_in(kader, tmp_path / "map", *BOTH), tmp_path / "lezen"
    run("controleer", place, "--kader", kader, "--mijn-inschrijving", target)
    words = (target / "mijn-inschrijving-formulier.html").read_text("utf-8")
    assert "Wij staan hierachter." in words
    assert "Ondertekenen mag: Wie mag tekenen" in words
    assert BOTH[0] in words
    done = run("controleer", tmp_path / "weg", "--kader", kader, "--mijn-inschrijving", tmp_path / "niets")
    assert done.returncode == 4
    assert "om te lezen" not in done.stdout
    assert not (tmp_path / "niets").exists()


def test_a_kader_without_it_has_the_fingerprint_it_had(kader: Path) -> None:
    from inkoop.rules.fingerprint import fingerprint

    plain, asked = tender_of(SMALL_KADER), tender_of(kader)
    assert fingerprint(plain) != fingerprint(asked)
    assert "bijlagen" not in plain.model_dump(by_alias=True, exclude_defaults=True)
