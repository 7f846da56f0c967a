"""In a tender's folder the commands need no kader and no submissions as arguments."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command import run
from tests.procedure.tender_case import BIDDERS, filled, given_out, opened_tender
from tests.procedure.test_panel import AGREED, GIVEN, agreed

NOW = ("--nu", "2027-04-14 12:00")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    room = tmp_path_factory.mktemp("map")
    opened_tender(room)
    return room


def test_from_assessors_to_the_report_by_commands_alone(room: Path, tmp_path: Path) -> None:
    place = shutil.copytree(room / "tender", tmp_path / "tender")
    names = [word for name in GIVEN for word in ("--naam", name)]
    made = run("beoordelaars", *names, *NOW, cwd=place)
    assert made.returncode == 0, made.stderr
    assert "3 werkbladen zijn gemaakt" in made.stdout
    for number, (name, grades) in enumerate(GIVEN.items(), 1):
        book = place / "beoordeling" / f"B{number}-{name.lower()}.xlsx"
        filled(book, book, dict(zip(BIDDERS, grades, strict=True)), f"{name}: ")
        done = run("lever-in", book, *NOW, cwd=place)
        assert done.returncode == 0, done.stderr
        assert ("Wacht nog op" in done.stdout) is (number < 3)
    figures = json.loads(run("overleg", "--json", *NOW, cwd=place).stdout)
    assert [each["antwoorden"] for each in figures["criteria"]] == [4]
    book = place / "beoordeling" / "overleg.xlsx"
    agreed(book, book, AGREED)
    assert "het panel: compleet" in run("lever-in", book, *NOW, cwd=place).stdout
    assert run("kwaliteit-vast", "--door", "A", *NOW, cwd=place).returncode == 1
    assert run("kwaliteit-vast", "--door", "A", "--door", "B", *NOW, cwd=place).returncode == 0
    outcome = run("beoordeel", "--json", cwd=place)
    assert outcome.returncode == 0, outcome.stderr
    ranked = [each["inschrijver"] for each in json.loads(outcome.stdout)["percelen"][0]["rangorde"]]
    assert sorted(ranked) == sorted(BIDDERS)
    assert ranked[0] == BIDDERS[1]
    gone = run("uitval", "--afvaller", BIDDERS[1], cwd=place)
    assert "bij_uitval" in gone.stderr, "this kader does not say what happens, so it was read"
    why = run("uitleg", "--inschrijver", BIDDERS[1], "--criterium", "K2", cwd=place)
    assert why.returncode == 0, why.stderr
    assert f"Samen gevonden over {BIDDERS[1]}." in " ".join(why.stdout.split())
    assert run("uitleg", cwd=place).returncode == 2
    report = run("rapport", "--alleen", "html", cwd=place)
    assert report.returncode == 0, report.stderr
    assert (place / "rapport" / "rapport.html").is_file()


def test_what_is_not_right_is_told_with_where(room: Path, tmp_path: Path) -> None:
    place = shutil.copytree(room / "tender", tmp_path / "tender")
    book = given_out(place, ("An",))[0].copy
    done = run("lever-in", book, *NOW, cwd=place)
    assert done.returncode == 1
    assert "WERK-04" in done.stderr
    assert "Geen werkblad is ingeleverd." in done.stdout


@pytest.mark.parametrize("command", ["beoordeel", "rapport"])
def test_without_arguments_elsewhere_or_with_half_of_them(command: str, room: Path, tmp_path: Path) -> None:
    for where, arguments, told in (
        (tmp_path, (), "ga naar de map van een aanbesteding"),
        (room / "tender", ("kader.yaml",), "noem na het kader ook de inschrijvingen"),
        (room / "tender", ("--cijfers", "x.xlsx"), "het dossier zegt welke cijfers tellen"),
    ):
        done = run(command, *arguments, cwd=where)
        assert done.returncode == 2
        assert told in " ".join(done.stderr.split())


def test_before_the_opening_there_is_no_outcome(tmp_path: Path) -> None:
    assert run("nieuw", "nieuw", "--standaard", cwd=tmp_path).returncode == 0
    done = run("beoordeel", cwd=tmp_path / "nieuw")
    assert done.returncode == 1
    assert "Open eerst de inschrijvingen" in done.stderr
