"""`inkoop besluit` in a tender's folder: read before it is written, and then what the outcome goes by."""

from __future__ import annotations

import shutil
import time
from datetime import datetime
from pathlib import Path

import pytest

from inkoop.domain.findings import Outcome
from inkoop.domain.procedure.facts import Decided
from inkoop.journeys.procedure.decide import decide
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.publish import publish
from inkoop.journeys.procedure.receive import receive
from inkoop.journeys.verify import verify
from inkoop.readers.procedure.record import RECORD
from tests.command import run
from tests.conftest import ROOT
from tests.procedure.tender_case import NO_VAULT

pytestmark = pytest.mark.langzaam
ANCHOR = 7
"""Werkplaats Het Anker, which shows its quality in another way than by a mark: E2 waits for a person."""
NOW = datetime(2027, 4, 13, 9)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("meerdonk")
    shutil.copyfile(ROOT / "criteria" / "meerdonk-2027.yaml", folder / "kader.yaml")
    forms = sorted((ROOT / "submissions" / "meerdonk-2027").glob("*.xlsx"))
    assert publish(folder, now=datetime(2027, 3, 1, 9), form_alone=True, keys=NO_VAULT).value
    assert receive(folder, forms, moment=datetime(2027, 4, 10, 10), now=datetime(2027, 4, 10, 11)).value
    assert open_bids(folder, ("An", "Bo"), datetime(2027, 4, 12, 13)).value
    return folder


@pytest.fixture
def folder(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "map"))


def tried(folder: Path, subject: str, ruling: str, number: int = ANCHOR) -> Outcome[object]:
    fact = Decided(number=number, subject=subject, ruling=ruling, motivation="Gezien.", by="An")
    return decide(folder, fact, ("An",), NOW)


def test_a_decision_is_what_the_outcome_goes_by(folder: Path) -> None:
    before = evaluate_folder(folder).value
    assert before is not None
    assert [f.code for f in before.findings if f.place.file.startswith("werkplaats")] == ["EIS-02"]
    assert tried(folder, "E2", "voldoet").refusal is None
    after = evaluate_folder(folder).value
    assert after is not None
    (anchor,) = (one for one in after.submissions if one.name == "Werkplaats Het Anker")
    assert [(made.subject, made.by) for made in after.assessment.decisions.values()] == [("E2", "An")]
    assert not any(anchor.id in lot.undecided for lot in after.lots)


@pytest.mark.parametrize(
    ("subject", "ruling", "number", "words"),
    [
        ("E9", "voldoet", ANCHOR, "E9"),
        ("E2", "misschien", ANCHOR, "misschien"),
        ("V6", "lees als iets", ANCHOR, "gewoon te lezen"),
        ("E2", "voldoet", 99, "99"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_never_written(
    subject: str, ruling: str, number: int, words: str, folder: Path
) -> None:
    content = (folder / RECORD).read_bytes()
    refusal = tried(folder, subject, ruling, number).refusal
    assert refusal is not None
    assert words in refusal.text
    assert (folder / RECORD).read_bytes() == content


def test_somebody_decides(folder: Path) -> None:
    fact = Decided(number=ANCHOR, subject="E2", ruling="voldoet", motivation="Gezien.")
    refusal = decide(folder, fact, (), NOW).refusal
    assert refusal is not None
    assert "--door" in refusal.text


def test_an_outcome_is_the_same_whenever_it_is_reckoned(folder: Path) -> None:
    """The seal that a municipality put in its decision stays that of the report."""
    assert tried(folder, "E2", "voldoet").refusal is None
    first = evaluate_folder(folder).value
    time.sleep(1.1)  # a moment in a file counts whole seconds
    again = evaluate_folder(folder).value
    assert first is not None
    assert again is not None
    assert first.assessment.files
    assert first.assessment.files == again.assessment.files


def test_a_report_is_held_against_the_folder_it_was_made_in(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tried(folder, "E2", "voldoet").refusal is None
    monkeypatch.chdir(folder)
    assert run("rapport", "--alleen", "samenvatting", "--een-lezing", "-o", tmp_path / "uit").returncode < 2
    summary = tmp_path / "uit" / "samenvatting.pdf"
    held = {check.title: check.faults for check in verify(summary, folder).checks}
    assert held["De bestanden van het dossier"] == ()
    assert tried(folder, "E2", "voldoet niet").refusal is None
    held = {check.title: check.faults for check in verify(summary, folder).checks}
    assert held["De bestanden van het dossier"] != ()
