"""A public report in which points are not told: the rest is reckoned, and the order has to be possible."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from inkoop.domain.verification import Verification
from inkoop.journeys.reckoned import reckoned
from inkoop.journeys.verify import verify_data
from inkoop.readers.report.report_pdf import ReportPdf
from inkoop.readers.report.seal import parse_seal
from inkoop.views.record.enclosures import OUTCOME, SEAL
from tests.journeys.independent_check import Checker
from tests.journeys.test_verify import resealed
from tests.oracle.report import pages_of
from tests.oracle.secret_prices import METHODS, RULES, invent
from tests.reckoning.invent_bids import Invented, file_of
from tests.reckoning.tender import written

pytestmark = pytest.mark.langzaam
CASES = [(rule, hiding) for rule in RULES for hiding in ("vertrouwelijk", "winnaars")]


def _enclosed(made: Invented, place: Path) -> dict[str, bytes]:
    """What travels in the public report."""
    tender = written(made, place)
    assert tender is not None
    pages_of(tender.path, tender.folder, place / "uit", [""])
    return {path.name: path.read_bytes() for path in (place / "in-rapport.pdf").iterdir()}


def _checked(files: dict[str, bytes]) -> Verification:
    return verify_data(ReportPdf(files))


@pytest.mark.parametrize(("rule", "hiding"), CASES)
def test_a_report_without_all_points_verifies(rule: str, hiding: str, tmp_path: Path) -> None:
    """By every rule; what is taken over is said with its number."""
    files = _enclosed(invent(rule, hiding, 1), tmp_path)
    (lot,) = json.loads(files[OUTCOME])["percelen"]
    untold = sum("punten" not in score for place in lot["rangorde"] for score in place["scores"])
    assert untold
    assert any("totaal" not in place for place in lot["rangorde"])
    found = _checked(files)
    assert [fault for check in found.checks for fault in check.faults] == []
    remarks = " ".join(check.remark for check in found.checks)
    assert f"Van {untold} scores zijn ook de punten niet openbaar." in remarks


@pytest.mark.parametrize("hides", [False, True], ids=["alles openbaar", "kwaliteit niet openbaar"])
@pytest.mark.parametrize(
    ("method", "ratio"),
    [*((method, "") for method in METHODS), ("prijs_per_kwaliteitspunt", "kwaliteit_gedeeld_door_prijs")],
)
def test_where_the_price_decides_more_points_need_not_stand_higher(
    method: str, ratio: str, hides: bool, tmp_path: Path
) -> None:
    """So a right order is not called impossible, and of none it is said that it was held against points."""
    made = invent(method, "niets", 1)
    if ratio:
        made.kader["gunning"]["verhouding"] = ratio
    if hides:
        made.kader["criteria"][0]["vraag"]["vertrouwelijk"] = "ja"
    files = _enclosed(made, tmp_path)
    found = _checked(files)
    assert [fault for check in found.checks for fault in check.faults] == []
    remarks = " ".join(check.remark for check in found.checks)
    assert (f"Van {len(made.bids)} scores zijn ook de punten niet openbaar." in remarks) is hides
    assert ("Daar is de volgorde overgenomen." in remarks) is (hides and method != "laagste_prijs")
    assert "kan kloppen" not in remarks


@pytest.mark.parametrize("hiding", ["vertrouwelijk", "winnaars"])
def test_a_checker_of_somebody_else_agrees(
    hiding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that was written from docs/narekenen.md; with the first and the last changed places it does not."""
    files = _enclosed(_far_apart(hiding), tmp_path)
    monkeypatch.setattr("tests.journeys.independent_check.enclosed", lambda _: files)
    assert list(Checker(Path("rapport.pdf")).faults()) == []
    files = resealed({**files, OUTCOME: _turned_round(files)})
    assert any("rang" in fault for fault in Checker(Path("rapport.pdf")).faults())


def _far_apart(hiding: str) -> Invented:
    """Three bids, of which the first has so much quality that no price makes up for it."""
    made = invent("bandbreedte", hiding, 1)
    made.bids = made.bids[:3]
    for number, (places, grade) in enumerate(((20, 4), (5, 1), (4, 1))):
        made.bids[number]["plaatsen"] = places
        made.grades[file_of(number), "K2"] = Fraction(grade)
    return made


def _turned_round(files: dict[str, bytes]) -> bytes:
    """The outcome with the ranking upside down."""
    told = json.loads(files[OUTCOME])
    ranking = told["percelen"][0]["rangorde"]
    ranking.reverse()
    for rank, place in enumerate(ranking, start=1):
        place["rang"] = rank
    return json.dumps(told).encode()


def test_an_order_that_no_points_can_give_is_found(tmp_path: Path) -> None:
    """The ranking upside down: the last has so few points that no price brings it there."""
    files = _enclosed(_far_apart("vertrouwelijk"), tmp_path)
    changed = resealed({**files, OUTCOME: _turned_round(files)})
    assert not _checked(changed).right
    faults = reckoned(ReportPdf(changed), parse_seal(changed[SEAL])).faults
    assert len(faults) == 2
    assert all("staat boven Stichting A, maar heeft minder punten" in fault for fault in faults)
