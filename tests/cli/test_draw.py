"""Drawing lots: from a seed that anybody can check, or by people with everybody invited."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from inkoop.journeys.evaluate import evaluate
from inkoop.rules.award.draws import draw_hash
from inkoop.views.record.versions import public_version
from inkoop.writers.report import render_html
from tests.command import run
from tests.conftest import ROOT
from tests.lots_case import LOTS_KADER, WHO, codes, fill, kader_with, order, volumes
from tests.report_cases import report_views

SEED = "Trekking van 1 april 2027"
NAMES = ("Stichting Een", "Stichting Twee", 'De "Derde"; \'t Huis')
PEOPLE: dict[str, object] = {
    "--uitkomst": "Stichting Twee; Stichting Een",
    "--door": "Notaris De Wit",
    "--plaats": "Stadhuis",
    "--moment": "2027-05-01 14:00",
    "--genodigd": "Stichting Een; Stichting Twee",
    "--aanwezig": "Stichting Een",
}


def options(**changed: object) -> list[object]:
    given = PEOPLE | {f"--{name}": value for name, value in changed.items()}
    return [part for name, value in given.items() if value is not None for part in (name, value)]


@pytest.fixture
def tied(tmp_path: Path) -> Path:
    """Two submissions that are equal on everything, and one below them."""
    place = tmp_path / "inschrijvingen"
    for number, name in enumerate(NAMES[:2], start=1):
        fill(LOTS_KADER, place, name, number)
    fill(LOTS_KADER, place, "Stichting Laag", 4, ervaring=10)
    return place


def outcome(kader: Path, place: Path) -> tuple[int, dict[str, Any]]:
    done = run("beoordeel", kader, place, "--json")
    document = json.loads(done.stdout)
    jsonschema.validate(document, json.loads((ROOT / "docs" / "beoordeling.schema.json").read_text("utf-8")))
    return done.returncode, document


def places(document: dict[str, Any], lot: int = 0) -> list[tuple[int, str, str, str]]:
    return [
        (r["rang"], r["inschrijver"], r["uitkomst"], r["beslist_door"])
        for r in document["percelen"][lot]["rangorde"]
    ]


def drawn_by_seed(kader: Path, place: Path, *more: object) -> Any:
    return run("loting", kader, place, *WHO, *more)


def by_people(kader: Path, place: Path, *more: object, **changed: object) -> Any:
    return run("loting", kader, place, *options(**changed), *more)


def test_from_the_seed_of_the_kader(tied: Path) -> None:
    _, before = outcome(LOTS_KADER, tied)
    assert [p[2] for p in places(before)] == ["loting nodig", "loting nodig", "reserve"]
    assert before["lotingen"] == []
    waits = " ".join(run("beoordeel", LOTS_KADER, tied).stdout.split())
    assert "Nog te loten: Stichting Een en Stichting Twee." in waits
    assert "inkoop loting KADER INSCHRIJVINGEN --perceel noord" in waits
    done = drawn_by_seed(LOTS_KADER, tied)
    assert done.returncode == 0, done.stderr
    record = tied / "beoordeling" / "loting-noord.yaml"
    assert done.stdout.splitlines()[-1] == str(record)
    expected = sorted(NAMES[:2], key=lambda name: draw_hash(SEED, "noord", name))
    code, after = outcome(LOTS_KADER, tied)
    assert code == 0
    assert places(after) == [
        (1, expected[0], "gunnen", "loting"),
        (2, expected[1], "reserve", "loting"),
        (3, "Stichting Laag", "reserve", ""),
    ]
    (drawn,) = after["lotingen"]
    assert (drawn["zaad"], drawn["uitkomst"], drawn["bestand"]) == (SEED, expected, "loting-noord.yaml")
    screen = run("beoordeel", LOTS_KADER, tied).stdout
    assert f"Geloot: 1. {expected[0]}, 2. {expected[1]}." in " ".join(screen.split())
    assert "Nog te loten" not in screen


def reports(kader: Path, place: Path) -> dict[str, str]:
    """By lot the words of its report."""
    made = evaluate(kader, [place]).value
    assert made is not None
    pages = {
        name: unescape(render_html(view)) for name, view in report_views(public_version(made), made).items()
    }
    return {name.removeprefix("rapport-"): " ".join(page.split()) for name, page in pages.items()}


def test_the_report_tells_of_the_draw_and_how_to_repeat_it(tied: Path) -> None:
    assert drawn_by_seed(LOTS_KADER, tied).returncode == 0
    told = reports(LOTS_KADER, tied)
    text = told["noord"]
    first, second = sorted(NAMES[:2], key=lambda name: draw_hash(SEED, "noord", name))
    assert f"Geloot: 1. {first}, 2. {second}. Met het zaad “{SEED}”" in text
    assert "Verslag: loting-noord.yaml." in text
    hashes = [f"{name} {draw_hash(SEED, 'noord', name)[:12]}…" for name in (first, second)]
    assert f"Het begin daarvan: {hashes[0]} en {hashes[1]}" in text
    assert "De loting" not in told["zuid"]


def test_the_report_tells_who_drew_and_who_was_there(tied: Path) -> None:
    assert by_people(LOTS_KADER, tied).returncode == 0
    text = reports(LOTS_KADER, tied)["noord"]
    assert "Door Notaris De Wit, plaats: Stadhuis, op 1 mei 2027 om 14.00 uur." in text
    assert "Uitgenodigd: Stichting Een en Stichting Twee. Aanwezig: Stichting Een." in text


def test_people_who_draw_though_the_kader_names_a_seed_are_told_of(tied: Path) -> None:
    made = by_people(LOTS_KADER, tied)
    assert (made.returncode, "LOTING-13" in made.stderr) == (0, True), "said at once, not at the next command"
    code, document = outcome(LOTS_KADER, tied)
    assert (code, codes(document), len(document["lotingen"])) == (0, ["LOTING-13"], 1)
    text = reports(LOTS_KADER, tied)["noord"]
    assert "Het kader zegt dat er met een zaad geloot wordt; hier lootten toch mensen." in text


def test_anybody_can_repeat_it_with_standard_tools(tmp_path: Path) -> None:
    place = tmp_path / "in"
    for number, name in enumerate(NAMES, start=1):
        fill(LOTS_KADER, place, name, number)
    done = drawn_by_seed(LOTS_KADER, place, "--json")
    assert done.returncode == 0, done.stderr
    (drawn,) = json.loads(done.stdout)["lotingen"]
    assert len(drawn["controle"]) == 3
    for check in drawn["controle"]:
        shell = subprocess.run(["sh", "-c", check["opdracht"]], capture_output=True, text=True, check=True)
        assert shell.stdout.split()[0] == check["sha256"]
    assert [check["sha256"] for check in drawn["controle"]] == sorted(
        check["sha256"] for check in drawn["controle"]
    )
    _, after = outcome(LOTS_KADER, place)
    assert [p[1] for p in places(after)] == drawn["uitkomst"]


def test_a_seed_that_comes_later_from_a_published_source(tied: Path, tmp_path: Path) -> None:
    kader = kader_with(tmp_path, (f'{{zaad: "{SEED}"}}', "{zaad_bron: Staatsloterij van 10 maart 2027}"))
    place = tmp_path / "andere"
    for number, name in enumerate(NAMES[:2], start=1):
        fill(kader, place, name, number)
    without = run("loting", kader, place)
    assert (without.returncode, "Staatsloterij" in without.stderr) == (2, True)
    assert drawn_by_seed(kader, place, "--zaad", "AB 12345").returncode == 0
    code, after = outcome(kader, place)
    assert code == 0
    assert after["lotingen"][0]["zaad_bron"] == "Staatsloterij van 10 maart 2027"


def test_without_a_published_seed_people_draw(tmp_path: Path) -> None:
    kader = kader_with(tmp_path, (f'  loting: {{zaad: "{SEED}"}}\n', ""))
    place = tmp_path / "in"
    for number, name in enumerate(NAMES[:2], start=1):
        fill(kader, place, name, number)
    refused = run("loting", kader, place, "--zaad", "zelf gekozen")
    assert refused.returncode == 2
    assert "noemt vooraf geen zaad" in refused.stderr
    assert by_people(kader, place).returncode == 0
    code, after = outcome(kader, place)
    assert (code, codes(after)) == (0, [])
    assert [p[1] for p in places(after)] == ["Stichting Twee", "Stichting Een"]
    (drawn,) = after["lotingen"]
    assert (drawn["door"], drawn["plaats"], drawn["moment"]) == (
        "Notaris De Wit",
        "Stadhuis",
        "2027-05-01 14:00",
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"door": None}, "--door"),
        ({"plaats": None, "aanwezig": None}, "--plaats, --aanwezig"),
        ({"moment": "1 mei"}, "geen moment"),
        ({"moment": "2027-01-01 10:00"}, "vóór de sluiting"),
        ({"genodigd": "Stichting Een"}, "ontbreekt Stichting Twee"),
        ({"genodigd": "Stichting Een; Stichting Twee; Stichting Laag"}, "Stichting Laag bij --genodigd"),
        ({"uitkomst": "Stichting Een"}, "ontbreekt Stichting Twee"),
        ({"uitkomst": "Stichting Een; Stichting Een"}, "staat twee keer"),
        ({"uitkomst": "Stichting Eem; Stichting Twee"}, "bedoelt u Stichting Een?"),
        ({"zaad": "x"}, "kies: --zaad, of --uitkomst"),
    ],
)
def test_a_draw_by_people_must_be_whole(changed: dict[str, object], words: str, tied: Path) -> None:
    done = by_people(LOTS_KADER, tied, **changed)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""
    again = by_people(LOTS_KADER, tied, "--json", **changed)
    assert words in json.loads(again.stdout)["reden"]
    assert not (tied / "beoordeling").exists()


def test_names_with_a_semicolon_are_given_one_by_one(tmp_path: Path) -> None:
    place = tmp_path / "in"
    for number, name in enumerate(NAMES[1:], start=1):
        fill(LOTS_KADER, place, name, number)
    named = [part for option in ("--uitkomst", "--genodigd") for n in NAMES[1:] for part in (option, n)]
    done = run("loting", LOTS_KADER, place, *named, *options(uitkomst=None, genodigd=None))
    assert done.returncode == 0, done.stderr
    code, after = outcome(LOTS_KADER, place)
    assert (code, [p[1] for p in places(after)]) == (0, list(NAMES[1:]))


def test_twice_too_early_or_without_need(tied: Path, tmp_path: Path) -> None:
    assert run("loting", LOTS_KADER, tied, "--perceel", "nord").stderr.endswith("bedoelt u noord?\n")
    assert run("loting", LOTS_KADER, tied, "--perceel", "zuid").returncode == 2
    assert run("loting", LOTS_KADER, *tied.glob("*.xlsx")).returncode == 2
    assert drawn_by_seed(LOTS_KADER, tied).returncode == 0
    record = tied / "beoordeling" / "loting-noord.yaml"
    before = record.read_bytes()
    again = drawn_by_seed(LOTS_KADER, tied)
    assert (again.returncode, "loting-noord.yaml" in again.stderr) == (2, True)
    # A record that no longer fits is never replaced.
    fill(LOTS_KADER, tied, "Stichting Drie", 3)
    stale = drawn_by_seed(LOTS_KADER, tied)
    assert (stale.returncode, "bestaat al" in stale.stderr) == (4, True)
    assert record.read_bytes() == before
    empty = tmp_path / "leeg"
    empty.mkdir()
    none = run("loting", LOTS_KADER, empty, "--json")
    assert (none.returncode, codes(json.loads(none.stdout))) == (4, ["MAP-02"])
    wrong = run("loting", tmp_path / "weg.yaml", tied, "--json")
    assert (wrong.returncode, codes(json.loads(wrong.stdout))) == (3, ["KADER-01"])


def test_no_draw_while_the_ranking_can_change(tied: Path) -> None:
    fill(LOTS_KADER, tied, "Stichting Onder", 5, prijs=20)
    done = drawn_by_seed(LOTS_KADER, tied)
    assert done.returncode == 1
    assert "Neem eerst een besluit over Stichting Onder" in done.stderr
    assert not (tied / "beoordeling").exists()


Edit = Callable[[str], str]
FAULTS: dict[str, tuple[Edit, str, str]] = {
    "another kader": (lambda t: t.replace('kader: "', 'kader: "0'), "LOTING-03", "kader: "),
    "another lot": (lambda t: t.replace('"noord"', '"nord"'), "LOTING-04", "perceel: "),
    "a lot that was not hashed": (lambda t: t.replace('"noord"', '"zuid"'), "LOTING-09", "controle:"),
    "another seed": (lambda t: t.replace(f'zaad: "{SEED}"', 'zaad: "Beter"'), "LOTING-08", "zaad: "),
    "another hash": (lambda t: t.replace('sha256: "', 'sha256: "0', 1), "LOTING-09", "controle:"),
    "a missing hash": (
        lambda t: t[: t.index("  - inschrijver:")] + t[t.index("  - inschrijver:", t.index("sha256")) :],
        "LOTING-09",
        "controle:",
    ),
    "an early moment": (
        lambda t: t.replace('moment: "2027-05-01', 'moment: "2027-01-01'),
        "LOTING-11",
        "moment: ",
    ),
    "nobody who drew": (lambda t: t.replace('door: "Team Inkoop"\n', ""), "LOTING-02", ""),
    "a key that is missing": (lambda t: t.replace("wijze: zaad\n", ""), "LOTING-02", ""),
    "a key that is wrong": (lambda t: t.replace("wijze:", "wijs:"), "LOTING-02", "wijs:"),
    "a value that is wrong": (
        lambda t: t.replace("wijze: zaad", "wijze: dobbelsteen"),
        "LOTING-02",
        "wijze:",
    ),
    "not YAML": (lambda t: t.replace("wijze: zaad", 'wijze: "zaad'), "LOTING-01", ""),
    "a key twice": (lambda t: t + "wijze: zaad\n", "LOTING-01", ""),
    "an empty file": (lambda _: "", "LOTING-01", ""),
    "as if people drew": (lambda t: t.replace("wijze: zaad", "wijze: mensen"), "LOTING-02", ""),
}


def swapped(text: str) -> str:
    head, _, tail = text.rpartition("uitkomst:\n")
    return f"{head}uitkomst:\n" + "\n".join(reversed(tail.splitlines())) + "\n"


FAULTS["another order"] = (swapped, "LOTING-10", "uitkomst:")
FAULTS["somebody left out"] = (
    lambda t: "\n".join(t.splitlines()[:-1]) + "\n",
    "LOTING-06",
    "uitkomst:",
)


@pytest.mark.parametrize("name", FAULTS)
def test_a_record_that_does_not_hold_is_a_finding_and_is_not_used(name: str, tied: Path) -> None:
    edit, code, key = FAULTS[name]
    assert drawn_by_seed(LOTS_KADER, tied).returncode == 0
    record = tied / "beoordeling" / "loting-noord.yaml"
    text = edit(record.read_text("utf-8"))
    record.write_text(text, "utf-8")
    found, document = outcome(LOTS_KADER, tied)
    assert found == 1
    assert code in codes(document)
    assert [p[2] for p in places(document)][:2] == ["loting nodig", "loting nodig"]
    assert document["lotingen"] == []
    found_at = [f["vindplaats"] for f in document["bevindingen"] if f["code"] == code]
    assert {place["bestand"] for place in found_at} == {"loting-noord.yaml"}
    if key:
        line = next(n for n, found in enumerate(text.splitlines(), start=1) if found.startswith(key))
        assert any(abs(place["regel"] - line) <= 2 for place in found_at)


def test_who_was_not_invited(tied: Path) -> None:
    assert by_people(LOTS_KADER, tied).returncode == 0
    record = tied / "beoordeling" / "loting-noord.yaml"
    text = record.read_text("utf-8")
    start = text.index("genodigd:\n")
    record.write_text(text[:start] + text[start:].replace('  - "Stichting Twee"\n', "", 1), "utf-8")
    _, document = outcome(LOTS_KADER, tied)
    assert codes(document) == ["LOTING-07"]


def test_a_third_equal_one_turns_up(tied: Path) -> None:
    assert drawn_by_seed(LOTS_KADER, tied).returncode == 0
    fill(LOTS_KADER, tied, "Stichting Drie", 3)
    _, document = outcome(LOTS_KADER, tied)
    assert codes(document) == ["LOTING-05"]
    assert {p[2] for p in places(document)[:3]} == {"loting nodig"}


def test_two_records_about_one_tie(tied: Path) -> None:
    assert by_people(LOTS_KADER, tied).returncode == 0
    first = tied / "beoordeling" / "loting-noord.yaml"
    (tied / "beoordeling" / "loting-a.yaml").write_text(swapped(first.read_text("utf-8")), "utf-8")
    _, document = outcome(LOTS_KADER, tied)
    assert codes(document) == ["LOTING-12", "LOTING-12"]
    assert document["lotingen"] == []


def test_each_lot_has_a_draw_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / "in"
    both: dict[str, Any] = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    fill(LOTS_KADER, place, "Stichting Een", 1, **both, volgorde=order("noord", "zuid"))
    fill(LOTS_KADER, place, "Stichting Twee", 2, **both, volgorde=order("noord", "zuid"))
    done = drawn_by_seed(LOTS_KADER, place)
    assert (done.returncode, "--perceel: noord en zuid" in done.stderr) == (2, True)
    assert drawn_by_seed(LOTS_KADER, place, "--perceel", "noord").returncode == 0
    _, document = outcome(LOTS_KADER, place)
    won = sorted(NAMES[:2], key=lambda name: draw_hash(SEED, "noord", name))
    assert places(document)[0][1:3] == (won[0], "gunnen")
    # Each lot has a draw of its own; who won the north may have no more and leaves the south.
    assert drawn_by_seed(LOTS_KADER, place).returncode == 0
    code, document = outcome(LOTS_KADER, place)
    assert (code, len(document["lotingen"])) == (0, 2)
    assert {p[1]: p[2] for p in places(document, 1)} == {
        won[0]: "krijgt al een ander perceel",
        won[1]: "gunnen",
    }
