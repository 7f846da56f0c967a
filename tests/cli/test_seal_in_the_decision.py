"""The sentence for the decision: its seals are those of the reports, and it is there only in the end."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pikepdf

from inkoop.views.replies.decision import for_the_decision
from tests.command import run
from tests.lots_case import LOTS_KADER, fill, order, volumes
from tests.report_cases import example

ZEROES = "0" * 64


def sealed(path: Path) -> tuple[str, str, str]:
    """The lot, the version and the seal that travel in a report."""
    with pikepdf.open(path) as pdf:
        said = json.loads(pdf.attachments["zegel.json"].get_file().read_bytes())
    return said["perceel"], said["versie"], said["zegel"]


def test_the_seal_of_every_public_report_is_in_the_sentence(tmp_path: Path) -> None:
    place, out = tmp_path / "in", tmp_path / "uit"
    both = {"keuze": ["noord", "zuid"], "omvang": volumes(noord=20, zuid=20)}
    for number, (name, price) in enumerate((("Een", 41), ("Twee", 57)), start=1):
        fill(LOTS_KADER, place, name, number, prijs=price, volgorde=order("noord", "zuid"), **both)
    done = run("rapport", LOTS_KADER, place, "-o", out)
    assert done.returncode == 0, done.stderr
    assert "Voor in het besluit:\nBij dit besluit horen de openbare verslagen “" in done.stderr
    told = dict(re.findall(r"^perceel (\w+): (\w+)$", done.stderr, re.M))
    reports = [sealed(path) for path in out.glob("rapport-*.pdf")]
    assert {lot: seal for lot, version, seal in reports if version == "openbaar"} == told
    assert len(told) == 2
    held = run("verifieer", out / "samenvatting-zuid.pdf", "--zegel", told["zuid"].upper())
    assert (held.returncode, "✓ Het gepubliceerde zegel" in held.stdout) == (0, True)
    other = run("verifieer", out / "samenvatting-zuid.pdf", "--zegel", told["noord"])
    assert (other.returncode, "perceel zuid" in other.stdout) == (1, True)
    without = run("rapport", LOTS_KADER, place, "-o", out, "--alleen", "html")
    assert "Voor in het besluit" not in without.stderr


def test_while_somebody_has_to_decide_there_is_no_sentence() -> None:
    undecided = example("zwolle-2015")
    assert undecided.lots[0].undecided
    assert list(for_the_decision(undecided, {"geheel": ZEROES})) == []


def test_one_report_is_one_sentence() -> None:
    assert list(for_the_decision(example("meerdonk-2027"), {"noord": ZEROES})) == [
        "Voor in het besluit:",
        f"Bij dit besluit hoort het openbare verslag “Dagbesteding Meerdonk 2027” met het zegel {ZEROES}.",
    ]
