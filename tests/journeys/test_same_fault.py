"""Beside a decision that mends or accepts a fault stands who else has that fault, and what became of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify
from inkoop.views.record.document import document
from inkoop.views.record.versions import closed_version, public_version
from inkoop.views.report.view import report_view
from inkoop.views.words.decisions import alike_text
from tests.command import run
from tests.decisions_case import EXPERIENCE, decide, decision, form, kader_in, outcome, typed
from tests.lots_case import order, volumes

BOTH: dict[str, Any] = {
    "keuze": ["noord", "zuid"],
    "omvang": volumes(noord=10, zuid=10),
    "volgorde": order("noord", "zuid"),
}
READ = decision("Een", "ervaring", "lees als 50", door="Anna")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Four tenderers; the last bids on both lots. In the first three the same answer cannot be read."""
    folder = tmp_path_factory.mktemp("zelfde")
    kader = kader_in(folder)
    for number, name in enumerate(("Een", "Twee", "Drie"), start=1):
        typed(form(kader, folder / "in", name, number), EXPERIENCE, "ervaring", "veel")
    typed(form(kader, folder / "in", "Vier", 4, **BOTH), EXPERIENCE, "ervaring", 60)
    return kader, folder / "in"


def beside(found: Evaluation, file: str = "1.xlsx") -> str:
    """What stands beside the fault in a file."""
    texts = [alike_text(others) for each, others in found.alike.items() if each.place.file == file]
    assert len(texts) <= 1
    return "".join(texts)


def decided(case: tuple[Path, Path], *rows: dict[str, str]) -> Evaluation:
    decide(case[1], rows)
    return outcome(*case)


NOT_YET = "Hetzelfde staat ook bij Drie (3.xlsx) en Twee (2.xlsx): nog niet besloten."


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], ""),
        ([READ], NOT_YET),
        ([decision("Een", "ervaring", "voldoet")], NOT_YET),
        ([decision("Een", "inschrijving", "voldoet"), decision("Een", "ervaring", "voldoet")], NOT_YET),
        ([decision("Een", "ervaring", "voldoet niet")], ""),
        (
            [READ, decision("Twee", "ervaring", "lees als 40", door="Bert")],
            "Hetzelfde staat ook bij Drie (3.xlsx): nog niet besloten; "
            "bij Twee (2.xlsx): lees als 40, door Bert.",
        ),
        (
            [READ, decision("Twee", "vog", "voldoet niet"), decision("Drie", "ervaring", "voldoet niet")],
            "Hetzelfde staat ook bij Drie (3.xlsx): voldoet niet; "
            "bij Twee (2.xlsx): de inschrijving doet niet mee.",
        ),
    ],
)
def test_each_other_is_named_with_what_became_of_it(
    rows: list[dict[str, str]], expected: str, made: tuple[Path, Path]
) -> None:
    assert beside(decided(made, *rows)) == expected


def test_one_and_none_have_the_same(made: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("1.xlsx", "4.xlsx"):
        (tmp_path / "in" / name).write_bytes((made[1] / name).read_bytes())
    assert beside(decided((made[0], tmp_path / "in"), READ)) == ""
    (tmp_path / "in" / "2.xlsx").write_bytes((made[1] / "2.xlsx").read_bytes())
    one = "Hetzelfde staat ook bij Twee (2.xlsx): nog niet besloten."
    assert beside(decided((made[0], tmp_path / "in"), READ)) == one


def test_with_lots_it_says_where_it_was_decided(made: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    kader = made[0]
    (tmp_path / "in" / "1.xlsx").write_bytes((made[1] / "1.xlsx").read_bytes())
    typed(form(kader, tmp_path / "in", "Vijf", 5, **BOTH), EXPERIENCE, "ervaring", "veel")
    there = decision("Vijf", "ervaring", "lees als 40", perceel="noord", door="Bert")
    found = decided((kader, tmp_path / "in"), READ, there)
    part = "lees als 40 in perceel noord, door Bert, en verder nog niet besloten."
    assert beside(found) == f"Hetzelfde staat ook bij Vijf (5.xlsx): {part}"
    assert beside(found, "5.xlsx") == "Hetzelfde staat ook bij Een (1.xlsx): lees als 50, door Anna."


@pytest.fixture(scope="module")
def shown(made: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("getoond")
    for name in ("1.xlsx", "2.xlsx", "4.xlsx"):
        (folder / name).write_bytes((made[1] / name).read_bytes())
    decide(folder, [READ, decision("Twee", "ervaring", "lees als 40", door="Bert")])
    return made[0], folder


BESIDE = "Hetzelfde staat ook bij Twee (2.xlsx): lees als 40, door Bert."


@pytest.mark.langzaam
def test_it_stands_wherever_a_decided_point_is_shown(shown: tuple[Path, Path], tmp_path: Path) -> None:
    screen = run("beoordeel", *shown, "--xlsx", tmp_path / "uit.xlsx")
    assert BESIDE in " ".join(screen.stderr.split())
    explained = run("uitleg", *shown, "--inschrijver", "Een")
    assert BESIDE in " ".join(explained.stdout.split())
    told = json.loads(run("beoordeel", *shown, "--json").stdout)["bevindingen"]
    (mine,) = [each for each in told if each["vindplaats"]["bestand"] == "1.xlsx" and "besluit" in each]
    assert mine["ook_bij"] == [
        {
            "inschrijver": "Twee",
            "bestand": "2.xlsx",
            "stand": "besloten",
            "tekst": "lees als 40, door Bert",
        }
    ]
    rows = openpyxl.load_workbook(tmp_path / "uit.xlsx")["Bevindingen"].iter_rows(values_only=True)
    assert any("Twee (2.xlsx): lees als 40, door Bert" in row for row in rows)


@pytest.mark.langzaam
def test_the_closed_report_says_it_and_the_public_one_does_not(
    shown: tuple[Path, Path], tmp_path: Path
) -> None:
    found = outcome(*shown)
    for version, expected in ((closed_version, True), (public_version, False)):
        one = version(found)
        page = next(p for p in report_view(one, one.lots[0]).providers if p.full_name == "Een")
        assert (BESIDE in str(asdict(page))) is expected
        assert ("ook_bij" in json.dumps(document(one).data)) is expected
    written = make_report(found, shown[0].read_bytes(), tmp_path).value.files
    for path in written:
        if path.suffix == ".pdf" and path.name.startswith("rapport"):
            assert verify(path).right, path.name
