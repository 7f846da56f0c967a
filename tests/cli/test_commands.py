"""The commands as a person runs them: what is printed where, what is written, with which exit code."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from tests.command import run
from tests.conftest import GOOD_ANSWERS, ROOT, SMALL_KADER, cell_of

Fill = Callable[..., Path]


@pytest.fixture
def folder(filled_form: Fill, tmp_path: Path) -> Path:
    """Three submissions to the small tender, without grades."""
    place = tmp_path / "inschrijvingen"
    place.mkdir()
    for number, name, price in (
        (1, "Stichting Een", 50),
        (2, "Stichting Twee", 45),
        (3, "Stichting Drie", 45),
    ):
        made = filled_form(f"{number}.xlsx", naam=name, kvk=f"9000000{number}", prijs=price)
        shutil.move(made, place / made.name)
    return place


def grade(folder: Path, tmp_path: Path, grades: dict[str, object]) -> Path:
    """The panel's workbook made by the program, filled in with openpyxl as a person would."""
    target = folder / "beoordeling" / "cijfers.xlsx"
    done = run("formulier", SMALL_KADER, "--cijfers", folder, "-o", target)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(target)
    sheet = book["Cijfers"]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Inschrijver")
    columns = {cell.value: cell.column for cell in header}
    for row in range(header[0].row + 1, sheet.max_row + 1):
        name = sheet.cell(row, columns["Inschrijver"]).value
        if name in grades:
            sheet.cell(row, columns["Cijfer"]).value = grades[name]
            sheet.cell(row, columns["Toelichting"]).value = "Helder, met een voorbeeld."
    book.save(target)
    book.close()
    return target


ALL_SIX: dict[str, object] = {"Stichting Een": 10, "Stichting Twee": 6, "Stichting Drie": 6}


def test_without_grades_nothing_is_ranked(folder: Path) -> None:
    done = run("beoordeel", SMALL_KADER, folder, "--json")
    lot = json.loads(done.stdout)["percelen"][0]
    assert lot["stand"] == "wacht op cijfers"
    assert lot["rangorde"] == []
    assert {(w["inschrijver"], w["criterium"]) for w in lot["wacht_op_cijfers"]} == {
        (name, "K2") for name in ALL_SIX
    }
    assert done.returncode == 0
    assert run("beoordeel", SMALL_KADER, folder, "--streng").returncode == 1


def test_one_missing_grade_is_enough_to_rank_nothing(folder: Path, tmp_path: Path) -> None:
    grade(folder, tmp_path, {"Stichting Een": 10, "Stichting Twee": 6})
    done = run("beoordeel", SMALL_KADER, folder)
    assert "Er is nog geen rangorde: 1 cijfer ontbreekt." in done.stdout
    assert "Wacht op cijfers voor K2: Stichting Drie" in done.stdout


def test_the_ranking_with_grades(folder: Path, tmp_path: Path) -> None:
    grade(folder, tmp_path, ALL_SIX)
    done = run("beoordeel", SMALL_KADER, folder, "--json")
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / "beoordeling.schema.json").read_text("utf-8"))
    jsonschema.validate(document, schema)
    ranking = document["percelen"][0]["rangorde"]
    # wijken 2/4 of 20, wachttijd 7,5/10 of 20, cijfer, activiteiten 10, ervaring 10, prijs (60-P)/20 of 10
    assert [(r["rang"], r["inschrijver"], r["totaal"], r["uitkomst"]) for r in ranking] == [
        (1, "Stichting Een", "80.00", "gunnen"),
        (2, "Stichting Drie", "70.50", "loting nodig"),
        (2, "Stichting Twee", "70.50", "loting nodig"),
    ]
    assert ranking[1]["gedeeld_met"] == ["Stichting Twee"]
    wijken = ranking[0]["scores"][0]
    assert (wijken["criterium"], wijken["punten"], wijken["maximum"]) == ("K1.1", "10.00", "20.00")
    assert "Noord" in wijken["reden"]
    assert wijken["antwoorden"][0]["vindplaats"]["bestand"] == "1.xlsx"


def test_another_place_for_the_grades(folder: Path, tmp_path: Path) -> None:
    made = grade(folder, tmp_path, ALL_SIX)
    elsewhere = tmp_path / "paneel.xlsx"
    shutil.move(made, elsewhere)
    done = run("beoordeel", SMALL_KADER, folder, "--cijfers", elsewhere)
    assert "Voorgestelde rangorde" in done.stdout
    missing = run("beoordeel", SMALL_KADER, folder, "--cijfers", tmp_path / "weg.xlsx")
    assert missing.returncode == 1
    assert "BESTAND-01" in missing.stderr


def test_tables_for_people_who_calculate_on(folder: Path, tmp_path: Path, filled_form: Fill) -> None:
    shutil.move(filled_form("4.xlsx", naam="=1+1", kvk="90000004"), folder / "4.xlsx")
    grade(folder, tmp_path, ALL_SIX | {"=1+1": 6})
    paths = tmp_path / "uit" / "scores.csv", tmp_path / "uit" / "scores.xlsx"
    done = run("beoordeel", SMALL_KADER, folder, "--csv", paths[0], "--xlsx", paths[1])
    assert done.returncode == 0, done.stderr
    with paths[0].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["inschrijver"] for row in rows} == {*ALL_SIX, "'=1+1"}
    one = next(row for row in rows if row["inschrijver"] == "Stichting Een" and row["criterium"] == "K4")
    assert (one["punten"], one["maximum"], one["rang"]) == ("5,00", "10,00", "1")
    book = openpyxl.load_workbook(paths[1])
    assert book.sheetnames == ["Rangorde", "Scores", "Bevindingen"]
    formulas = [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert formulas == []
    book.close()


def test_one_bad_file_never_stops_the_others(folder: Path, tmp_path: Path, filled_form: Fill) -> None:
    grade(folder, tmp_path, ALL_SIX)
    (folder / "stuk.xlsx").write_bytes(b"PK\x03\x04 dit is geen zip")
    (folder / "leeg.xlsx").touch()
    (folder / "brief.pdf").write_bytes(b"%PDF-1.7")
    twice = filled_form("5.xlsx", naam="Stichting Drie", kvk="90000009")
    shutil.move(twice, folder / "5.xlsx")
    done = run("beoordeel", SMALL_KADER, folder, "--json")
    assert done.returncode == 1
    document = json.loads(done.stdout)
    lot = document["percelen"][0]
    assert lot["stand"] == "voorlopig"
    assert [r["inschrijver"] for r in lot["rangorde"]] == ["Stichting Een", "Stichting Twee"]
    waiting = {u["bestand"]: [f["code"] for f in u["bevindingen"]] for u in lot["voor_te_leggen"]}
    assert waiting["3.xlsx"] == waiting["5.xlsx"] == ["MAP-04"]
    assert waiting["leeg.xlsx"] == ["BESTAND-06"]
    assert set(waiting) == {"3.xlsx", "5.xlsx", "leeg.xlsx", "stuk.xlsx"}
    assert "MAP-03" in {finding["code"] for finding in document["bevindingen"]}


def test_an_empty_folder_and_one_that_is_not_there(tmp_path: Path) -> None:
    for place, code in ((tmp_path, "MAP-02"), (tmp_path / "weg", "MAP-01")):
        for command in ("beoordeel", "rapport"):
            done = run(command, SMALL_KADER, place, cwd=tmp_path)
            assert done.returncode == 4
            assert code in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_kader_that_cannot_be_used(tmp_path: Path, folder: Path) -> None:
    wrong = ROOT / "tests" / "galerij" / "kaders" / "samenhang.yaml"
    checked = run("kader", wrong)
    assert checked.returncode == 3
    assert f"{wrong}:9:13: KADER-32 De sluiting" in checked.stdout
    for command in (["beoordeel", wrong, folder], ["rapport", wrong, folder], ["formulier", wrong]):
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 3
        assert "KADER-32" in done.stderr
        assert done.stdout == ""
    document = json.loads(run("beoordeel", wrong, folder, "--json").stdout)
    assert {finding["ernst"] for finding in document["bevindingen"]} == {"fout", "waarschuwing", "tip"}


def test_a_good_kader(tmp_path: Path) -> None:
    done = run("kader", SMALL_KADER, "--json")
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["kader"]["vingerafdruk"]) == 64
    schema = tmp_path / "schema.json"
    assert run("kader", SMALL_KADER, "--schema", schema).returncode == 0
    assert schema.read_text("utf-8") == (ROOT / "criteria" / "kader.schema.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["kader"], "Er ontbreekt iets: KADER"),
        (["kader", "a", "b"], "te veel: b"),
        (["kader", "a", "--jso"], "--jso bestaat niet. Bedoelt u --json?"),
        (["beoordeel", "a", "b", "--csv"], "--csv hoort een waarde"),
        (["beordeel"], "De opdracht beordeel bestaat niet; bedoelt u beoordeel?"),
        (["uitleg", "ANTW-99"], "bestaat niet"),
        (["formulier", str(SMALL_KADER), "-o", "formulier.pdf"], ".xlsx"),
        (["nieuw", "map", "--voorbeeld", "utrecht"], "amsterdam-2021"),
    ],
)
def test_mistakes_on_the_command_line(arguments: list[str], words: str, tmp_path: Path) -> None:
    done = run(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_nothing_heavy_is_imported_for_help() -> None:
    code = (
        "import sys\n"
        "from inkoop.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = 'pandas weasyprint openpyxl xlsxwriter pydantic ruamel jinja2 babel resource'.split()\n"
        "print(*[name for name in heavy if name in sys.modules], file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Gebruik: " in done.stdout
    assert done.stderr.split() == []


def test_uitleg_explains_every_code() -> None:
    done = run("uitleg", "antw-08")
    assert done.returncode == 0
    for heading in ("Melding", "Uitleg", "Herstel"):
        assert heading in done.stdout


def test_nieuw_makes_a_folder_once(tmp_path: Path) -> None:
    target = tmp_path / "aanbesteding"
    assert run("nieuw", target).returncode == 0
    assert run("kader", target / "kader.yaml").returncode == 0
    again = run("nieuw", target)
    assert again.returncode == 4
    assert "niet leeg" in again.stderr


def test_writing_where_that_cannot_be_done(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "bestand"
    blocked.write_text("in de weg", "utf-8")
    done = run("formulier", SMALL_KADER, "-o", blocked / "form.xlsx")
    assert done.returncode == 4
    assert "kan niet geschreven worden" in done.stderr
    assert blocked.read_text("utf-8") == "in de weg"


def test_the_grades_workbook_is_never_overwritten(folder: Path, tmp_path: Path) -> None:
    made = grade(folder, tmp_path, ALL_SIX)
    before = made.read_bytes()
    done = run("formulier", SMALL_KADER, "--cijfers", folder, "-o", made)
    assert done.returncode == 4
    assert made.read_bytes() == before


def test_the_panel_reads_the_answers(folder: Path) -> None:
    target = folder / "beoordeling" / "cijfers.xlsx"
    assert run("formulier", SMALL_KADER, "--cijfers", folder, "-o", target).returncode == 0
    book = openpyxl.load_workbook(target)
    rows = [row for row in book["Cijfers"].iter_rows(values_only=True) if row[0]]
    shown = {(row[0], row[1]): row[3] for row in rows}
    assert shown["Stichting Een", "K2"] == "Wij werken met kleine groepen."
    book.close()


def test_nothing_that_is_read_is_ever_overwritten(folder: Path, tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    shutil.copyfile(SMALL_KADER, kader)
    offer = folder / "1.xlsx"
    before = offer.read_bytes(), kader.read_bytes()
    for arguments, code in (
        (["beoordeel", kader, folder, "--xlsx", offer], 4),
        (["beoordeel", kader, folder, "--xlsx", folder / "nieuw.xlsx"], 4),
        (["beoordeel", kader, folder, "--csv", offer], 2),
        (["beoordeel", kader, folder, "--xlsx", kader], 2),
        (["controleer", offer, "--kader", kader, "--html", offer], 2),
        (["kader", kader, "--schema", kader], 2),
        (["formulier", kader, "-o", offer], 4),
    ):
        assert run(*arguments).returncode == code, arguments
        assert (offer.read_bytes(), kader.read_bytes()) == before
    empty = tmp_path / "leeg.xlsx"
    assert [run("formulier", kader, "-o", empty).returncode for _ in range(2)] == [0, 0]


def test_the_same_file_twice_is_one_submission(folder: Path) -> None:
    done = run("beoordeel", SMALL_KADER, folder, folder / "1.xlsx", "--json")
    assert len(json.loads(done.stdout)["inschrijvingen"]) == 3
    assert "MAP-04" not in done.stdout


def test_files_of_one_name_in_two_folders_are_kept_apart(
    folder: Path, tmp_path: Path, filled_form: Fill
) -> None:
    other = tmp_path / "later"
    other.mkdir()
    shutil.move(filled_form("1.xlsx", naam="Stichting Vier", kvk="90000004"), other / "1.xlsx")
    shutil.move(filled_form("9.xlsx", naam="Stichting Een", kvk="90000005"), other / "9.xlsx")
    done = run("beoordeel", SMALL_KADER, folder, other, "--json")
    lot = json.loads(done.stdout)["percelen"][0]
    waiting = {found["bestand"] for found in lot["voor_te_leggen"]}
    assert waiting == {"inschrijvingen/1.xlsx", "9.xlsx"}
    assert "Stichting Vier" in lot["toegelaten"]


def test_open_house_admits_and_never_scores_or_ranks(tmp_path: Path, folder: Path) -> None:
    text = SMALL_KADER.read_text("utf-8").replace("procedure: sas", "procedure: open_house")
    kader = tmp_path / "open.yaml"
    kader.write_text(text[: text.index("criteria:")], "utf-8")
    assert run("kader", kader).returncode == 0
    place = tmp_path / "open"
    place.mkdir()
    form = place / "leeg.xlsx"
    assert run("formulier", kader, "-o", form).returncode == 0
    book = openpyxl.load_workbook(form)
    for code, value in GOOD_ANSWERS.items():
        if code in ("naam", "kvk", "start"):
            cell_of(book, code).value = value
        elif code in ("combinatie", "vog", "schuld"):
            cell_of(book, code).value = "ja" if value else "nee"
    book.save(form)
    book.close()
    done = run("beoordeel", kader, place, "--json")
    assert done.returncode == 0, done.stdout
    (lot,) = json.loads(done.stdout)["percelen"]
    assert lot["toegelaten"] == ["Stichting Voorbeeld"]
    assert lot["rangorde"] == []
    assert '"punten"' not in done.stdout
    assert "Toegelaten: Stichting Voorbeeld." in run("beoordeel", kader, place).stdout
