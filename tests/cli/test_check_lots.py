"""A provider's own check with lots: what counts is told for each lot that was chosen, and for no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from inkoop.journeys.blank_form import submission_reader
from inkoop.readers.files.workbook import read_workbook
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.replies.web_check import web_check
from tests.command import run
from tests.lots_case import fill, kader_with, tender_of

OWN_RULES = (
    ("{code: noord, titel: Noord}", "{code: noord, titel: Noord, criteria: [K1, K2]}"),
    (
        "{code: zuid, titel: Zuid}",
        "{code: zuid, titel: Zuid, criteria: [K1, K3], gewichten: {K1: 90, K3: 10}}",
    ),
    ("  bij_uitval: handhaven\n", "  bij_uitval: handhaven\nzelfcontrole: {punten: ja}\n"),
    ("gunning:\n", "{extra}\ngunning:\n"),
)
OPEN = """  - code: K3
    titel: Plan
    gewicht: 10
    bron: P1
    vraag: {code: plan, tekst: Wat?, soort: tekst, max_woorden: 50, alleen_als: {vraag: keuze, is: zuid}}
    regel: {soort: beoordeeld, schaal: cijfers}
"""
SCALE = """schalen:
  cijfers:
    titel: Cijfers
    stappen:
      - {cijfer: 0, naam: niet, procent: 0, omschrijving: Niets.}
      - {cijfer: 10, naam: goed, procent: 100, omschrijving: Goed.}
"""


def kader(folder: Path) -> Path:
    changes = [(old, new.replace("{extra}", OPEN.rstrip())) for old, new in OWN_RULES]
    return kader_with(folder, *changes, ("algemeen:\n", f"{SCALE}algemeen:\n"))


def checked(path: Path, by: Path) -> dict[str, Any]:
    done = run("controleer", path, "--kader", by, "--json")
    (found,) = json.loads(done.stdout)["inschrijvingen"]
    return dict(found)


def test_points_are_those_of_each_lot_that_was_chosen(tmp_path: Path) -> None:
    rules = kader(tmp_path)
    both = fill(rules, tmp_path / "in", "Beide", 1, keuze=["noord", "zuid"], plan="Een plan.")
    north, south = checked(both, rules)["percelen"]
    # Half of the people have experience: half of 60 points in the north, and of 90 in the south.
    assert [(p["criterium"], p["punten"], p["maximum"]) for p in north["punten"]] == [
        ("K1", "30.00", "60.00")
    ]
    assert [(p["criterium"], p["punten"], p["maximum"]) for p in south["punten"]] == [
        ("K1", "45.00", "90.00")
    ]
    assert (north["criteria"], north["vragen"]) == (["K1", "K2"], ["ervaring", "prijs"])
    assert (south["criteria"], south["vragen"]) == (["K1", "K3"], ["ervaring", "plan"])
    assert north["door_mensen"] == []
    assert [item["criterium"] for item in south["door_mensen"]] == ["K3"]


def test_a_lot_that_was_not_chosen_is_in_no_output(tmp_path: Path) -> None:
    rules = kader(tmp_path)
    one = fill(rules, tmp_path / "in", "Alleen noord", 1)
    found = checked(one, rules)
    assert [lot["perceel"] for lot in found["percelen"]] == ["noord"]
    assert "punten" not in found
    assert "door_mensen" not in found
    page = tmp_path / "controle.html"
    screen = run("controleer", one, "--kader", rules, "--html", page).stdout
    sentences = web_check(*_read(one, rules))["zinnen"]["delen"]
    assert any("30,00 van 60,00" in line for part in sentences for line in part["regels"])
    for text in (_plain(screen), _plain(page.read_text("utf-8"))):
        assert "Zuid" not in text
        for part in sentences:
            assert part["kop"] in text
            for line in part["regels"]:
                assert line.removeprefix("✓ ").removeprefix("✗ ") in text


def test_who_chose_no_lot_is_told_so_and_gets_points_of_none(tmp_path: Path) -> None:
    rules = kader(tmp_path)
    none = fill(rules, tmp_path / "in", "Geen", 1, keuze=None)
    assert checked(none, rules)["percelen"] == []
    told = _plain(run("controleer", none, "--kader", rules).stdout)
    assert "U hebt nog geen perceel gekozen." in told
    assert "30,00" not in told


def _read(path: Path, by: Path) -> tuple[Any, str, Any]:
    tender = tender_of(by)
    own = fingerprint(tender)
    return tender, own, submission_reader(tender).of(path, path.name, read_workbook(path))


def _plain(text: str) -> str:
    return " ".join(text.split())
