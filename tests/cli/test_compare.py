"""`inkoop vergelijk`: what became otherwise between two outcomes, and what it does not compare."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from inkoop.cli.vergelijk import FORM
from inkoop.journeys.compare import compare_files
from inkoop.views.replies.outcome_changes import FORM as WRITTEN
from tests.command import run
from tests.conftest import ROOT

ZWOLLE = (ROOT / "criteria" / "zwolle-2015.yaml", ROOT / "submissions" / "zwolle-2015")
THIRD, FOURTH, TIED = (
    "Stichting De Brede Oever",
    "Stichting De Derde Kop Koffie",
    "Zorggroep Zilverlinde",
)
Json = dict[str, Any]


@pytest.fixture(scope="module")
def outcome() -> Json:
    made: Json = json.loads(run("beoordeel", *ZWOLLE, "--json").stdout)
    return made


@pytest.fixture
def changed(outcome: Json) -> Json:
    return copy.deepcopy(outcome)


def bid(document: Json, name: str) -> Json:
    found: Json = next(b for b in document["percelen"][0]["rangorde"] if b["inschrijver"] == name)
    return found


def told(old: Json, new: Json, folder: Path, code: int = 0) -> Json:
    paths = folder / "oud.json", folder / "nieuw.json"
    for path, document in zip(paths, (old, new), strict=True):
        path.write_text(json.dumps(document), "utf-8")
    done = run("vergelijk", *paths, "--json")
    assert done.returncode == code, done.stderr
    found: Json = json.loads(done.stdout)
    assert found["formaat"] == FORM == WRITTEN
    return found


def test_nothing_changed(outcome: Json, tmp_path: Path) -> None:
    found = told(outcome, outcome, tmp_path)
    assert found["gelijk"]
    assert found["percelen"] == []
    assert "Er is niets veranderd." in run("vergelijk", tmp_path / "oud.json", tmp_path / "nieuw.json").stdout


def test_everything_that_can_change_is_told(outcome: Json, changed: Json, tmp_path: Path) -> None:
    lot = changed["percelen"][0]
    bid(changed, TIED).update(rang=3, totaal="686.5", gedeeld_met=[], uitkomst="gunnen")
    score = next(s for s in bid(changed, TIED)["scores"] if s["criterium"] == "K1.3")
    score.update(punten="70.00", reden="Het plan is uitstekend.")
    bid(changed, THIRD).update(rang=4)
    gone = bid(changed, FOURTH)
    lot["rangorde"].remove(gone)
    lot["niet_toegelaten"].append(
        {
            "inschrijver": FOURTH,
            "bestand": gone["bestand"],
            "uitkomst": "niet in de rangorde",
            "redenen": ["Weg."],
        }
    )
    (finding,) = [f for f in changed["bevindingen"] if f["code"] == "ANTW-01"]
    changed["bevindingen"].remove(finding)
    (decided,) = [f for f in changed["bevindingen"] if f.get("besluit")]
    decided["besluit"]["besluit"] = "voldoet niet"
    file = changed["inschrijvingen"][0]
    file["sha256"] = "0" * 64

    found = told(outcome, changed, tmp_path)
    assert not found["gelijk"]
    (there,) = found["percelen"]
    pairs = {
        part: {(m["inschrijver"], m["oud"], m["nieuw"]) for m in there[part]}
        for part in ("contracten", "uitkomsten", "plaatsen", "totalen", "scores")
    }
    assert pairs == {
        "contracten": {(TIED, "loting nodig", "gunnen")},
        "uitkomsten": {(FOURTH, "loting nodig", "niet in de rangorde")},
        "plaatsen": {(TIED, "4=", "3"), (THIRD, "3", "4"), (FOURTH, "4=", "geen plaats")},
        "totalen": {(TIED, "634.0", "686.5")},
        "scores": {(TIED, "17.50", "70.00")},
    }
    assert [(m["over"], m["reden"]) for m in there["scores"]] == [("K1.3", "Het plan is uitstekend.")]
    assert found["bevindingen"]["erbij"] == []
    (lost,) = found["bevindingen"]["weg"]
    assert lost.startswith("ANTW-01 atelier-kleurig-kabaal.xlsx › K3 Continuïteit › C13: ")
    (now,), (was,) = found["besluiten"]["erbij"], found["besluiten"]["weg"]
    assert "E3: voldoet niet. De stichting" in now
    assert "E3: voldoet. De stichting" in was
    assert found["inschrijvingen"]["erbij"] == found["inschrijvingen"]["weg"] != []


def test_the_screen_begins_with_contracts(outcome: Json, changed: Json, tmp_path: Path) -> None:
    bid(changed, TIED).update(rang=3, totaal="686.5", uitkomst="gunnen")
    told(outcome, changed, tmp_path)
    shown = run("vergelijk", tmp_path / "oud.json", tmp_path / "nieuw.json").stdout
    assert shown.startswith(f"\nContracten\n  {TIED}: was loting nodig, nu gunnen\n")
    assert f"  {TIED}: was 634,0, nu 686,5\n" in shown


def test_another_kader_is_told_and_compares_what_can(outcome: Json, changed: Json, tmp_path: Path) -> None:
    changed["kader"]["vingerafdruk"] = "0" * 64
    changed["percelen"][0]["criteria"][0]["maximum"] = "300"
    bid(changed, TIED)["totaal"] = "700.0"
    scores = bid(changed, TIED)["scores"]
    scores[0].update(punten="1.00", maximum="300.00")
    scores[-1].update(punten="2.00")
    found = told(outcome, changed, tmp_path)
    assert "kader is veranderd" in found["opmerkingen"][0]
    (there,) = found["percelen"]
    assert there["totalen"] == []
    assert [m["over"] for m in there["scores"]] == [scores[-1]["criterium"]]


def test_another_tender_is_refused(outcome: Json, changed: Json, tmp_path: Path) -> None:
    changed["kader"]["kenmerk"] = "IETS-ANDERS"
    assert "IETS-ANDERS" in told(outcome, changed, tmp_path, code=2)["reden"]


def test_a_lot_that_is_gone_is_told(outcome: Json, changed: Json, tmp_path: Path) -> None:
    changed["percelen"][0]["perceel"] = "west"
    remarks = " ".join(told(outcome, changed, tmp_path)["opmerkingen"])
    assert "Niet meer in de uitkomst: perceel geheel." in remarks
    assert "Nieuw in de uitkomst: perceel west." in remarks


@pytest.mark.parametrize(
    ("name", "content", "code", "said"),
    [
        ("weg.json", None, 4, "kan niet geopend worden"),
        ("a.json", b"{", 4, "geen JSON"),
        ("a.json", b"[" * 200_000, 4, "geen JSON"),
        ("a.json", b"[]", 4, "geen uitkomst"),
        ("a.json", b'{"formaat": "inkoop/uitval/1"}', 4, "inkoop/uitval/1"),
        ("a.json", b'{"formaat": "inkoop/beoordeling/1", "percelen": 3}', 4, "bij percelen"),
        ("a.json", b'{"formaat": "inkoop/beoordeling/1", "bevindingen": []}', 4, "kader was toen niet"),
        ("a.pdf", b"%PDF-1.4 en verder niets", 4, "geen leesbare PDF"),
        ("a.yaml", b"kader: 1", 2, "een kader"),
        ("a.xlsx", b"", 2, "een inschrijving"),
        ("a.docx", b"", 2, "niet te vergelijken"),
    ],
)
def test_what_is_no_outcome_is_said_in_a_sentence(
    outcome: Json, tmp_path: Path, name: str, content: bytes | None, code: int, said: str
) -> None:
    good, other = tmp_path / "goed.json", tmp_path / name
    good.write_text(json.dumps(outcome), "utf-8")
    if content is not None:
        other.write_bytes(content)
    done = run("vergelijk", good, other)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


@pytest.mark.langzaam
def test_a_report_is_compared_by_what_travels_inside(outcome: Json, tmp_path: Path) -> None:
    """The public report beside its own open data: the same; beside the closed one nothing hidden is told."""
    assert run("rapport", *ZWOLLE, "-o", tmp_path).returncode == 1
    public, closed = tmp_path / "rapport.pdf", tmp_path / "rapport-besloten.pdf"
    same = compare_files(public, tmp_path / "uitkomst.json").value
    assert same is not None
    assert same.gelijk
    beside = compare_files(public, closed).value
    assert beside is not None
    assert any("openbaar" in remark for remark in beside.opmerkingen)
    assert beside.bevindingen.erbij == beside.besluiten.erbij == ()
