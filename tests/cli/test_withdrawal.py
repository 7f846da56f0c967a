"""A submission falls away: the ranking is kept or made anew, as the kader says, and in plain words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.lots_case import LOTS_KADER, WHO, codes, fill, kader_with, order, volumes

ANEW = ("bij_uitval: handhaven", "bij_uitval: herberekenen")


def three(kader: Path, place: Path) -> Path:
    """A wins, B is reserve; C has the lowest price and is last."""
    fill(kader, place, "Aanbieder A", 1, ervaring=90, prijs=60)
    fill(kader, place, "Aanbieder B", 2, ervaring=70, prijs=60)
    fill(kader, place, "Aanbieder C", 3, ervaring=5, prijs=50)
    return place


def asked(kader: Path, place: Path, *names: str, more: tuple[object, ...] = ()) -> dict[str, Any]:
    options = [part for name in names for part in ("--afvaller", name)]
    done = run("uitval", kader, place, *options, "--json", *more)
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def standings(document: dict[str, Any], lot: int = 0) -> dict[str, tuple[Any, Any]]:
    def short(found: dict[str, Any] | None) -> Any:
        return found and (found["rang"], found["totaal"], found["uitkomst"])

    rows = document["percelen"][lot]["rangorde"]
    return {
        row["inschrijver"].removeprefix("Aanbieder "): (short(row["oud"]), short(row["nieuw"]))
        for row in rows
    }


def test_kept_the_next_moves_up_with_the_same_points(tmp_path: Path) -> None:
    place = three(LOTS_KADER, tmp_path / "in")
    document = asked(LOTS_KADER, place, "aanbieder  a")
    assert standings(document) == {
        "B": ((2, "75.33", "reserve"), (1, "75.33", "gunnen")),
        "C": ((3, "43.00", "reserve"), (2, "43.00", "reserve")),
        "A": ((1, "87.33", "gunnen"), None),
    }
    assert document["percelen"][0]["wat_verandert"] == [
        "Aanbieder A valt weg en krijgt geen contract.",
        "Aanbieder B krijgt nu een contract (was: reserve).",
        "Aanbieder B: van 0 naar 20 plekken.",
        "De punten van de anderen veranderen niet.",
    ]
    everybody = asked(LOTS_KADER, place, "Aanbieder A", "Aanbieder B", "Aanbieder C")
    assert everybody["percelen"][0]["wat_verandert"][-2:] == [
        "Niemand schuift door: er is geen reserve, of iedereen had al een contract.",
        "Over blijft: 20 plekken.",
    ]
    screen = " ".join(run("uitval", LOTS_KADER, place, "--afvaller", "Aanbieder A").stdout.split())
    assert "Het kader zegt handhaven" in screen
    assert "Aanbieder B 2. 75,33 reserve 1. 75,33 gunnen (20)" in screen


def test_anew_the_points_of_others_can_change(tmp_path: Path) -> None:
    kader = kader_with(tmp_path, ANEW)
    place = three(kader, tmp_path / "in")
    document = asked(kader, place, "Aanbieder C")
    # Without the lowest price of 50 the lowest is 60: both have all 40 points for it.
    assert standings(document)["A"] == ((1, "87.33", "gunnen"), (1, "94.00", "gunnen"))
    assert document["percelen"][0]["wat_verandert"] == [
        "Aanbieder C valt weg. Die zou geen contract krijgen (reserve).",
        "Wie een contract krijgt, verandert niet.",
        "Alles is opnieuw berekend. De uitkomst verandert voor "
        "Aanbieder A (van 87,33 naar 94,00) en Aanbieder B (van 75,33 naar 82,00).",
    ]


def test_over_lots_a_place_comes_free_elsewhere(tmp_path: Path) -> None:
    place = tmp_path / "in"
    both: dict[str, Any] = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    fill(LOTS_KADER, place, "Aanbieder A", 1, ervaring=90, **both, volgorde=order("noord", "zuid"))
    fill(LOTS_KADER, place, "Aanbieder B", 2, ervaring=70, **both, volgorde=order("noord", "zuid"))
    fill(LOTS_KADER, place, "Aanbieder C", 3, ervaring=50, keuze=["zuid"], omvang=volumes(zuid=20))
    document = asked(LOTS_KADER, place, "Aanbieder A")
    north, south = standings(document), standings(document, 1)
    assert (north["B"][0][2], north["B"][1][2]) == ("reserve", "gunnen")
    assert (south["B"][0][2], south["B"][1][2]) == ("gunnen", "krijgt al een ander perceel")
    assert (south["C"][0][2], south["C"][1][2]) == ("reserve", "gunnen")
    lines = document["percelen"][1]["wat_verandert"]
    assert "Aanbieder B krijgt geen contract meer (nu: krijgt al een ander perceel)." in lines
    only = asked(LOTS_KADER, place, "Aanbieder A", more=("--perceel", "zuid"))
    assert standings(only)["A"][1][2] == "gunnen"
    assert only["percelen"][0]["wat_verandert"] == ["In dit perceel verandert niets."]


def test_a_draw_goes_on_when_kept_and_lapses_when_anew(tmp_path: Path) -> None:
    for kader in (LOTS_KADER, kader_with(tmp_path, ANEW)):
        place = tmp_path / kader.stem
        for number in (1, 2, 3):
            fill(kader, place, f"Aanbieder {number}", number)
        assert run("loting", kader, place, *WHO, "--json").returncode == 0
        document = json.loads(run("beoordeel", kader, place, "--json").stdout)
        won, second, third = (r["inschrijver"] for r in document["percelen"][0]["rangorde"])
        found = asked(kader, place, won)
        new = {name: after for name, (_, after) in standings(found).items()}
        lines = " ".join(found["percelen"][0]["wat_verandert"])
        if kader is LOTS_KADER:
            assert new[second.removeprefix("Aanbieder ")][2] == "gunnen"
            assert "Die loting blijft staan" in lines
        else:
            assert {after[2] for after in new.values() if after} == {"loting nodig"}
            assert "die loting geldt niet vanzelf" in lines
            assert "Met hetzelfde zaad" in lines
        assert codes(found) == ["LOTING-05"] * 0
        assert third


def test_when_the_question_cannot_be_answered(tmp_path: Path) -> None:
    silent = kader_with(
        tmp_path,
        ("  bij_uitval: handhaven\n", ""),
        (
            "soort: laagste_prijs_gedeeld_door_prijs, minimumtarief: 30, signaal_laag: 25",
            "soort: vaste_bandbreedte, ondergrens: 40, bovengrens: 60, buiten: voorleggen",
        ),
    )
    place = tmp_path / "in"
    fill(silent, place, "Aanbieder A", 1)
    for kader, options, code, words in (
        (silent, ("--afvaller", "Aanbieder A"), 3, "gunning.bij_uitval"),
        (LOTS_KADER, ("--afvaller", "Aanbieder Z"), 2, "bedoelt u Aanbieder A?"),
        (
            LOTS_KADER,
            ("--afvaller", "Aanbieder A", "--perceel", "zuid"),
            2,
            "niet ingeschreven op perceel zuid",
        ),
        (LOTS_KADER, ("--afvaller", "Aanbieder A", "--perceel", "zui"), 2, "bedoelt u zuid?"),
    ):
        done = run("uitval", kader, place, *options, "--json")
        assert (done.returncode, words in json.loads(done.stdout)["reden"]) == (code, True), done.stdout
    assert run("uitval", LOTS_KADER, place).returncode == 2
    empty = tmp_path / "leeg"
    empty.mkdir()
    assert run("uitval", LOTS_KADER, empty, "--afvaller", "A").returncode == 4


@pytest.mark.parametrize("rule", ["handhaven", "herberekenen"])
def test_who_was_not_in_the_ranking(rule: str, tmp_path: Path) -> None:
    kader = kader_with(tmp_path, ("bij_uitval: handhaven", f"bij_uitval: {rule}"))
    place = tmp_path / "in"
    fill(kader, place, "Aanbieder A", 1)
    fill(kader, place, "Aanbieder B", 2, prijs=20)
    done = run("uitval", kader, place, "--afvaller", "Aanbieder B")
    assert done.returncode == 1
    assert "Aanbieder B valt weg, maar stond niet in de rangorde." in done.stdout
    assert "voorlopig" in done.stdout
