"""A provider's own lots, and who is in which submission: from the real form to the screen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.lots_case import LOTS_KADER, codes, fill, order, volumes

BOTH: dict[str, Any] = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=10, zuid=10)}


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, []),
        (BOTH, [("PERCEEL-01", "Volgorde", "B6:C7")]),
        (BOTH | {"volgorde": order("zuid", "noord")}, []),
        (BOTH | {"volgorde": order("zuid")}, [("PERCEEL-01", "Volgorde", "B6:C7")]),
        (
            BOTH | {"volgorde": [{"perceel": "noord", "plaats": 1}, {"perceel": "zuid", "plaats": 1}]},
            [("PERCEEL-01", "Volgorde", "C7")],
        ),
        ({"omvang": volumes(noord=0)}, [("PERCEEL-02", "Omvang", "C6")]),
        ({"omvang": volumes(zuid=9)}, [("PERCEEL-02", "Omvang", "B6:C7"), ("PERCEEL-03", "Omvang", "C7")]),
        ({"omvang": volumes(noord=9, zuid=0)}, []),
        ({"omvang": None}, [("PERCEEL-02", "Omvang", "B6:C7")]),
        ({"keuze": None}, [("ANTW-01", "Organisatie", "C8:C9")]),
    ],
)
def test_what_a_provider_hears_of_its_lots(
    answers: dict[str, Any], expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    form = fill(LOTS_KADER, tmp_path / "in", "Stichting Een", 1, **answers)
    checked = json.loads(run("controleer", form, "--kader", LOTS_KADER, "--json").stdout)
    (one,) = checked["inschrijvingen"]
    found = [(f["code"], f["vindplaats"].get("blad"), f["vindplaats"].get("cel")) for f in one["bevindingen"]]
    assert found == expected
    assert codes(json.loads(run("beoordeel", LOTS_KADER, form, "--json").stdout)) == [e[0] for e in expected]


def test_a_fault_in_one_lot_does_not_hold_up_another(tmp_path: Path) -> None:
    form = fill(
        LOTS_KADER,
        tmp_path / "in",
        "Stichting Een",
        1,
        **BOTH | {"volgorde": order("zuid", "noord"), "omvang": volumes(noord=10, zuid=0)},
    )
    north, south = json.loads(run("beoordeel", LOTS_KADER, form, "--json").stdout)["percelen"]
    assert [place["uitkomst"] for place in north["rangorde"]] == ["gunnen"]
    assert [waiting["inschrijver"] for waiting in south["voor_te_leggen"]] == ["Stichting Een"]


def partner(name: str, number: str | None, role: str) -> dict[str, Any]:
    row = {"partner": name, "nummer": number, "rol": role}
    return {column: value for column, value in row.items() if value is not None}


def found_by_file(place: Path) -> dict[str, list[str]]:
    document = json.loads(run("beoordeel", LOTS_KADER, place, "--json").stdout)
    found: dict[str, list[str]] = {}
    for each in document["bevindingen"]:
        if each["code"] != "ANTW-24":  # how a number was written
            found.setdefault(each["vindplaats"]["bestand"], []).append(each["code"])
    return found


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        (partner("Zorg X", "12345678", "combinant"), partner("X Zorg", "1234 5678", "combinant"), "ORG-01"),
        (partner("Zorg X", None, "combinant"), partner("ZORG x", "12345678", "combinant"), "ORG-01"),
        (
            partner("Zorg X", "12345678", "onderaannemer"),
            partner("Xander", "12345678", "combinant"),
            "ORG-02",
        ),
        (partner("Zorg X", "12345678", "combinant"), partner("Zorg X", "87654321", "combinant"), None),
        (partner("Twee", "90000002", "combinant"), partner("Zorg Y", None, "combinant"), "ORG-01"),
        (partner("Twee", "90000002", "onderaannemer"), partner("Zorg Y", None, "combinant"), "ORG-02"),
    ],
)
def test_one_organisation_in_two_competing_submissions(
    mine: dict[str, Any], theirs: dict[str, Any], expected: str | None, tmp_path: Path
) -> None:
    place = tmp_path / "in"
    fill(LOTS_KADER, place, "Een", 1, partners=[mine])
    fill(LOTS_KADER, place, "Twee", 2, partners=[theirs])
    wanted = {"1.xlsx": [expected], "2.xlsx": [expected]} if expected else {}
    assert found_by_file(place) == wanted


def test_bids_on_different_lots_do_not_compete(tmp_path: Path) -> None:
    place, shared = tmp_path / "in", partner("Zorg X", "12345678", "combinant")
    fill(LOTS_KADER, place, "Een", 1, partners=[shared])
    fill(LOTS_KADER, place, "Twee", 2, partners=[shared], keuze=["zuid"], omvang=volumes(zuid=10))
    assert found_by_file(place) == {}


def test_who_is_in_which_submission(tmp_path: Path) -> None:
    place = tmp_path / "in"
    rows = [partner("Zorg X", "12345678", "combinant"), partner("zorg x", None, "onderaannemer")]
    fill(LOTS_KADER, place, "Een", 1, partners=rows)
    done = run("beoordeel", LOTS_KADER, place)
    assert "In de inschrijving van Een: Zorg X (combinant) en zorg x (onderaannemer)." in " ".join(
        done.stdout.split()
    )
    document = json.loads(run("beoordeel", LOTS_KADER, place, "--json").stdout)
    assert codes(document) == ["ORG-03"]
    members = document["inschrijvingen"][0]["deelnemers"]
    assert [(m["naam"], m["kvk"], m["rol"]) for m in members] == [
        ("Een", "90000001", "inschrijver"),
        ("Zorg X", "12345678", "combinant"),
        ("zorg x", "", "onderaannemer"),
    ]
    assert members[1]["vindplaats"]["blad"] == "Partners"


def test_the_report_says_who_takes_part_together(tmp_path: Path) -> None:
    named = [partner("Buurtwerk Oost", "12345678", "combinant"), partner("De Kas", None, "onderaannemer")]
    form = fill(LOTS_KADER, tmp_path / "in", "Stichting Een", 1, partners=named)
    assert run("rapport", LOTS_KADER, form, "-o", tmp_path / "uit", "--alleen", "html").returncode == 0
    text = " ".join((tmp_path / "uit" / "rapport-noord.html").read_text("utf-8").split())
    assert "Buurtwerk Oost (combinant) en De Kas (onderaannemer)" in text
