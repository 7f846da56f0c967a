"""What is written once and asked for each lot, along the whole road: form, check, ranking, report, proof."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.command import run
from tests.lots_case import fill, kader_with, order, volumes


def test_from_the_form_to_the_proof(tmp_path: Path) -> None:
    kader = kader_with(tmp_path, ("  - code: K1\n", "  - code: K1\n    per_perceel: ja\n"))
    place = tmp_path / "in"
    both: dict[str, Any] = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    both |= {"volgorde": order("noord", "zuid"), "ervaring": None}
    fill(kader, place, "Een", 1, **both, **{"ervaring@noord": 50, "ervaring@zuid": 90})
    fill(kader, place, "Twee", 2, **both, **{"ervaring@noord": 80, "ervaring@zuid": 70})
    unanswered = fill(kader, tmp_path / "leeg", "Drie", 3, ervaring=None)
    checked = json.loads(run("controleer", unanswered, "--kader", kader, "--json").stdout)
    found = [f for f in json.dumps(checked).split('"') if f.endswith("@noord") or f.endswith("@zuid")]
    assert "ANTW-01" in json.dumps(checked)
    assert "K1@noord" in found
    assert run("formulier", kader, "-o", tmp_path / "formulier.xlsx").returncode == 0
    north, south = json.loads(run("beoordeel", kader, place, "--json").stdout)["percelen"]
    assert [(r["inschrijver"], r["totaal"]) for r in north["rangorde"]] == [
        ("Twee", "88.00"),
        ("Een", "70.00"),
    ]
    assert [(r["inschrijver"], r["totaal"]) for r in south["rangorde"]] == [
        ("Een", "94.00"),
        ("Twee", "82.00"),
    ]
    assert [[s["criterium"] for s in r["scores"]] for r in north["rangorde"]] == [["K1@noord", "K2"]] * 2
    made = run("rapport", kader, place, "-o", tmp_path / "uit")
    assert made.returncode == 0, made.stderr
    proof = run("verifieer", tmp_path / "uit" / "rapport-zuid.pdf")
    assert (proof.returncode, "Het rapport klopt." in proof.stdout) == (0, True)
