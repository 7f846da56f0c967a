"""`inkoop controleer` as a provider runs it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inkoop.domain.tender import Tender
from inkoop.writers.form import write_form
from tests.command import run
from tests.conftest import ROOT, SMALL_KADER
from tests.journeys.test_interrupted import without_kader

Fill = Callable[..., Path]


def check(*arguments: object) -> tuple[int, str]:
    done = run("controleer", *arguments, "--kader", SMALL_KADER)
    return done.returncode, done.stdout


def test_a_good_submission_is_told_what_is_in_order(filled_form: Fill) -> None:
    code, text = check(filled_form())
    assert code == 0
    assert "✓ U bent klaar om in te dienen. Er is niets gevonden." in text
    assert "✓ Organisatie: 4 van 9 vragen ingevuld." in text
    assert "Beoordelaars lezen uw antwoorden bij K2." in text


def test_all_faults_at_once_in_the_order_of_the_form(filled_form: Fill) -> None:
    path = filled_form(kvk=None, wachttijd="ongeveer 3", prijs="1.234", vog=False)
    done = run("controleer", path, "--kader", SMALL_KADER, "--json")
    assert done.returncode == 1
    (checked,) = json.loads(done.stdout)["inschrijvingen"]
    assert [found["code"] for found in checked["bevindingen"]] == ["ANTW-01", "EIS-01", "ANTW-07", "ANTW-08"]
    assert all(found["vindplaats"]["cel"] for found in checked["bevindingen"])
    assert not checked["klaar"]
    assert "Nog 4 punten te herstellen." in check(path)[1]


def test_a_file_without_answers_is_not_called_nearly_ready(tmp_path: Path) -> None:
    locked = tmp_path / "wachtwoord.xlsx"
    locked.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"))
    code, text = check(locked)
    assert code == 1
    assert text.startswith("wachtwoord.xlsx\n✗ Uw antwoorden zijn niet gecontroleerd.")


@pytest.mark.parametrize("given", [[], ["--kader", str(SMALL_KADER)]], ids=["eigen kader", "kader genoemd"])
def test_a_check_imports_nothing_that_it_does_not_need(filled_form: Fill, given: list[str]) -> None:
    heavy = ["jinja2", "matplotlib", "numpy", "openpyxl", "pandas", "pikepdf", "scipy", "weasyprint", "xlrd"]
    heavy += [] if given else ["ruamel"]
    code = f"""
import sys
from inkoop.cli import main
try:
    main(["controleer", {str(filled_form())!r}, *{given!r}])
except SystemExit:
    pass
print([name for name in {heavy} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_of_an_empty_form_no_part_is_called_right(small_tender: Tender, tmp_path: Path) -> None:
    write_form(small_tender, tmp_path / "leeg.xlsx")
    done = run("controleer", tmp_path / "leeg.xlsx", "--kader", SMALL_KADER, "--json")
    (checked,) = json.loads(done.stdout)["inschrijvingen"]
    assert [found["code"] for found in checked["bevindingen"]] == ["FORM-24"]
    assert {part["beantwoord"] for part in checked["onderdelen"]} == {0}
    asked = [part for part in checked["onderdelen"] if part["gevraagd"]]
    assert len(asked) > 2
    assert all(part["fouten"] for part in asked)


def test_several_files_and_folders(filled_form: Fill, tmp_path: Path) -> None:
    folder = tmp_path / "map"
    folder.mkdir()
    filled_form("a.xlsx").rename(folder / "a.xlsx")
    other = filled_form("b.xlsx", plan=None, naam="Stichting Ander", kvk="90000002")
    done = run("controleer", folder, other, "--kader", SMALL_KADER, "--json")
    ready = {c["bestand"]: c["klaar"] for c in json.loads(done.stdout)["inschrijvingen"]}
    assert ready == {"a.xlsx": True, "b.xlsx": False}


def test_two_copies_of_one_form_are_told_as_the_municipality_will_see_them(
    filled_form: Fill, tmp_path: Path
) -> None:
    first, second = filled_form("linde.xlsx"), filled_form("linde kopie.xlsx")
    done = run("controleer", first, second, "--kader", SMALL_KADER, "--json")
    for checked in json.loads(done.stdout)["inschrijvingen"]:
        (found,) = checked["bevindingen"]
        assert found["code"] == "MAP-04"
        assert found["herstel"].startswith("Lever van elke organisatie één formulier in.")


def test_never_a_grade_a_rank_or_points_that_depend_on_others(filled_form: Fill, tmp_path: Path) -> None:
    text = SMALL_KADER.read_text("utf-8")
    relative = text.replace(
        "soort: vaste_bandbreedte, ondergrens: 40, bovengrens: 60, buiten: voorleggen",
        "soort: laagste_prijs_gedeeld_door_prijs",
    ).replace("bij_gelijk: [K1]", "bij_uitval: handhaven\nzelfcontrole: {punten: ja}")
    kader = tmp_path / "kader.yaml"
    kader.write_text(relative, "utf-8")
    form = tmp_path / "formulier.xlsx"
    assert run("formulier", kader, "-o", form).returncode == 0
    done = run("controleer", form, "--json")
    assert done.returncode == 1, "the kader beside the form is found by itself"
    (checked,) = json.loads(done.stdout)["inschrijvingen"]
    assert {points["criterium"] for points in checked["punten"]} == {"K1.1", "K1.2", "K3.1", "K3.2"}
    assert "rang" not in done.stdout


def test_points_stay_away_unless_the_kader_says_so(filled_form: Fill) -> None:
    done = run("controleer", filled_form(), "--kader", SMALL_KADER, "--json")
    assert "punten" not in json.loads(done.stdout)["inschrijvingen"][0]


def test_the_page_to_keep_holds_nothing_unescaped(filled_form: Fill, tmp_path: Path) -> None:
    page = tmp_path / "controle.html"
    hostile = "<script>alert(1)</script>{{ 7*7 }}"
    path = filled_form(naam=hostile, wachttijd="<b>3</b>")
    assert run("controleer", path, "--kader", SMALL_KADER, "--html", page).returncode == 1
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "<b>3" not in html
    assert "{{ 7*7 }}" in html
    assert 'lang="nl"' in html


def test_a_kader_that_is_nowhere(filled_form: Fill, tmp_path: Path) -> None:
    done = run("controleer", without_kader(filled_form()), cwd=tmp_path)
    assert done.returncode == 4
    assert "FORM-10" in done.stderr
    assert "KLEIN-1" in done.stderr
    missing = run("controleer", tmp_path / "weg.xlsx", "--json", cwd=tmp_path)
    assert missing.returncode == 4
    assert [f["code"] for f in json.loads(missing.stdout)["bevindingen"]] == ["MAP-01"]


def test_a_kader_where_the_form_belongs(filled_form: Fill) -> None:
    done = run("controleer", SMALL_KADER)
    assert done.returncode == 4
    assert "FORM-15" in done.stderr
    assert "inkoop controleer FORMULIER --kader KADER" in " ".join(done.stderr.split())
    swapped = run("beoordeel", filled_form(), SMALL_KADER)
    assert swapped.returncode == 3
    assert "Dit is een werkblad, geen kader." in swapped.stderr


def test_a_long_line_keeps_its_indent_and_leaves_no_space_behind(filled_form: Fill) -> None:
    text = check(filled_form(kvk=None, wachttijd="ongeveer 3"))[1]
    assert all(line == line.rstrip() and len(line) <= 80 for line in text.splitlines())
    parts = text.split("\n\n")
    assert parts[1].startswith("Wat is er gevonden?\n✗ fout  ANTW-01")
    assert all(line[0] in "✗ " for part in parts[1:3] for line in part.splitlines()[1:])


def test_an_example_finds_its_own_kader() -> None:
    done = run("controleer", ROOT / "submissions" / "zwolle-2015" / "de-brede-oever.xlsx", "--json")
    assert json.loads(done.stdout)["kader"]["kenmerk"].startswith("ZWO")
