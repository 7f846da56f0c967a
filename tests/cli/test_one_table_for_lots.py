"""One table for all lots, along the whole road: form, check, ranking, explanation, report, proof."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from inkoop.readers.files.workbook import read_workbook
from inkoop.writers.form import write_form
from tests.command import run
from tests.conftest import ROOT
from tests.lots_case import tender_of

KADER = ROOT / "tests" / "kaders" / "perceelrijen.yaml"
BOTH = ("noord", "zuid")
Rows = list[dict[str, Any]]


def places(*rows: tuple[str | None, str, int]) -> Rows:
    """The table with locations: lot, name and days; everything is offered everywhere."""
    functions = ["arbeid", "beleving"]
    return [{"gebied": lot, "plek": name, "dagen": days, "functies": functions} for lot, name, days in rows]


def prices(**tariffs: int) -> Rows:
    """The table with tariffs: in each lot the same for both products."""
    return [
        {"gebied": lot, "product": product, "tarief": tariff}
        for lot, tariff in tariffs.items()
        for product in ("licht", "zwaar")
    ]


def fill(kader: Path, folder: Path, name: str, lots: Sequence[str], rows: Rows, tariffs: Rows) -> Path:
    """One submission through the real form."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.xlsx"
    answers = {"naam": name, "keuze": list(lots), "locaties": rows, "tarieven": tariffs}
    write_form(tender_of(kader), path, answers)
    return path


def bids(kader: Path, folder: Path) -> Path:
    """Two bids on both lots, and one on the north alone that also wrote a row for the south."""
    fill(
        kader,
        folder,
        "Een",
        BOTH,
        places(("noord", "Molen", 5), ("zuid", "Haven", 3), ("noord", "Kerk", 7)),
        prices(noord=60, zuid=100),
    )
    fill(
        kader,
        folder,
        "Twee",
        BOTH,
        places(("zuid", "Dijk", 7), ("noord", "Brink", 6)),
        prices(noord=80, zuid=50),
    )
    fill(
        kader,
        folder,
        "Drie",
        ("noord",),
        places(("noord", "Plein", 4), ("zuid", "Steiger", 7)),
        prices(noord=40),
    )
    return folder


NORTH = [("Een", "77.33"), ("Drie", "73.33"), ("Twee", "60.33")]
"""By hand: 12 of 20 days is 18, both functions 30, and 15 × 60 = 900 of 500 to 2000 euro is 29.33."""
SOUTH = [("Twee", "73.83"), ("Een", "47.83")]


def test_every_output_sees_the_rows_of_its_own_lot(tmp_path: Path) -> None:
    folder = bids(KADER, tmp_path / "in")
    table = tmp_path / "uit.xlsx"
    told = run("beoordeel", KADER, folder, "--json", "--xlsx", table, "--csv", tmp_path / "uit.csv")
    north, south = json.loads(told.stdout)["percelen"]
    for lot, expected in ((north, NORTH), (south, SOUTH)):
        assert [(row["inschrijver"], row["totaal"]) for row in lot["rangorde"]] == expected
    codes = [found["code"] for found in json.loads(told.stdout)["bevindingen"]]
    assert codes == ["PERCEEL-04"]
    rows = list(csv.reader(io.StringIO((tmp_path / "uit.csv").read_text("utf-8-sig")), delimiter=";"))
    assert any("K1.1@zuid" in cell for row in rows for cell in row)
    book = read_workbook(table).value
    assert book is not None
    cells = [str(cell.value) for sheet in book.sheets for cell in sheet.cells.values()]
    assert {"K1.1@noord", "K1.1@zuid"} <= set(cells)
    why = " ".join(
        run("uitleg", KADER, folder, "--inschrijver", "Een", "--criterium", "K1.1@noord").stdout.split()
    )
    assert "5; 7 (Een.xlsx › Locaties › B7, B9)" in why
    assert "De som is 12 dagen." in why


def test_a_report_is_proved_and_shows_nothing_of_another_lot(tmp_path: Path) -> None:
    folder = bids(KADER, tmp_path / "in")
    made = run("rapport", KADER, folder, "-o", tmp_path / "uit")
    assert made.returncode == 0, made.stderr
    for lot in BOTH:
        proof = run("verifieer", tmp_path / "uit" / f"rapport-{lot}.pdf")
        assert (proof.returncode, "Het rapport klopt." in proof.stdout) == (0, True), proof.stdout
        page = (tmp_path / "uit" / f"rapport-{lot}.html").read_text("utf-8")
        (other,) = set(BOTH) - {lot}
        assert f"K1.1@{lot}" in page
        assert f"K1.1@{other}" not in page


def test_a_losing_price_in_one_lot_is_not_told_by_a_win_in_another(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text(KADER.read_text("utf-8") + "openbaar: {prijzen: winnaars}\n", "utf-8")
    folder = bids(kader, tmp_path / "in")
    assert run("rapport", kader, folder, "-o", tmp_path / "uit").returncode == 0
    proof = run("verifieer", tmp_path / "uit" / "rapport-noord.pdf")
    assert proof.returncode == 0, proof.stdout
    with pikepdf.open(tmp_path / "uit" / "rapport-noord.pdf") as pdf:
        dossier = json.loads(pdf.attachments["inschrijvingen.json"].get_file().read_bytes())
    shown = {
        (bid["inschrijver"], answer["vraag"])
        for bid in dossier["inschrijvingen"]
        for answer in bid["antwoorden"]
        if answer["vraag"].startswith("tarieven") and answer.get("waarde")
    }
    assert shown == {("Een", "tarieven@noord"), ("Twee", "tarieven@zuid")}


def test_a_provider_hears_what_is_wrong_in_which_lot(tmp_path: Path) -> None:
    rows = places(("noord", "Molen", 2), (None, "Ergens", 5))
    path = fill(KADER, tmp_path, "Een", BOTH, rows, prices(noord=60))
    told = json.loads(run("controleer", path, "--kader", KADER, "--json").stdout)
    (checked,) = told["inschrijvingen"]
    found = [(each["code"], each["vindplaats"]["cel"]) for each in checked["bevindingen"]]
    assert found == [("ANTW-17", "B8"), ("EIS-01", "B7"), ("PERCEEL-05", "B7:G8"), ("PERCEEL-05", "B6:D9")]
    points = {
        lot["perceel"]: {each["criterium"]: each["punten"] for each in lot["punten"]}
        for lot in checked["percelen"]
    }
    assert points["noord"]["K1.1@noord"] == "3.00"
    assert points["zuid"]["K1.1@zuid"] == "0.00"


def test_the_form_prints_the_rows_of_every_lot_where_the_rows_are_fixed(tmp_path: Path) -> None:
    assert run("formulier", KADER, "-o", tmp_path / "formulier.xlsx").returncode == 0
    book = read_workbook(tmp_path / "formulier.xlsx").value
    assert book is not None
    names = [sheet.name for sheet in book.sheets]
    assert (names.count("Locaties"), names.count("Tarieven")) == (1, 1)
    sheet = next(sheet for sheet in book.sheets if sheet.name == "Tarieven")
    printed = [
        (str(sheet.cells[row, 2].value), str(sheet.cells[row, 3].value))
        for row in range(1, 30)
        if (row, 3) in sheet.cells and str(sheet.cells[row, 3].value) in ("Licht", "Zwaar")
    ]
    assert printed == [("Noord", "Licht"), ("Noord", "Zwaar"), ("Zuid", "Licht"), ("Zuid", "Zwaar")]


def test_a_rehearsal_draws_rows_for_its_lot(tmp_path: Path) -> None:
    made = run("proefdraai", KADER, "-o", tmp_path / "proef.pdf")
    assert made.returncode in (0, 1), made.stderr
    text = (tmp_path / "proef.html").read_text("utf-8")
    assert "K1.1@zuid" in text


@pytest.mark.parametrize("key", ["perceel_kolom: gebied", "perceel_kolom: gebeid"])
def test_a_kader_without_lots_refuses_it(key: str, tmp_path: Path) -> None:
    text = KADER.read_text("utf-8").partition("percelen:\n  vraag")[0].replace("perceel_kolom: gebied", key)
    kader = tmp_path / "kader.yaml"
    kader.write_text(text, "utf-8")
    told = run("kader", kader, "--json")
    assert told.returncode == 3
    assert "KADER-79" in told.stdout
