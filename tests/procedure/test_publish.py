"""`inkoop publiceer`: all that goes out, or nothing; and again after a change."""

from __future__ import annotations

import hashlib
import re
import shutil
from datetime import datetime
from pathlib import Path

import docx
import pytest

from inkoop.journeys.guide import check_guide_file, make_guide
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.publish import publish
from inkoop.journeys.procedure.receive import receive
from inkoop.readers.procedure.record import RECORD, read_record
from inkoop.readers.settings.kader import read_kader
from tests.conftest import ROOT
from tests.procedure.tender_case import NO_VAULT

pytestmark = pytest.mark.langzaam
MEERDONK = ROOT / "criteria" / "meerdonk-2027.yaml"
FORMS = ROOT / "submissions" / "meerdonk-2027"
FIRST, SECOND = datetime(2027, 3, 1, 9), datetime(2027, 3, 10, 9)
CLOSES, LATER = '"2027-04-12 12:00"', '"2027-04-19 12:00"'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "meerdonk"
    place.mkdir()
    shutil.copyfile(MEERDONK, place / "kader.yaml")
    return place


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("eens")
    shutil.copyfile(MEERDONK, place / "kader.yaml")
    assert publish(place, ("An",), now=FIRST, form_alone=True, keys=NO_VAULT).value
    return place


@pytest.fixture
def published(once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(once, tmp_path / "meerdonk")


def _edited(folder: Path, *changes: tuple[str, str], more: str = "") -> None:
    text = (folder / "kader.yaml").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    (folder / "kader.yaml").write_text(text + more, "utf-8")


def test_everything_goes_out_with_a_proof_that_anybody_can_hold_against_it(folder: Path) -> None:
    """The proof is read with nothing of ours: every sum, and the stand as that of the first line."""
    made = publish(folder, ("An", "Bo"), now=FIRST, keys=NO_VAULT).value
    assert made is not None
    room = folder / "publicatie" / "1"
    names = {"kader.yaml", "formulier.xlsx", "leidraad.docx", "leidraad.html", "leidraad.pdf"}
    left_out = " ".join(made.left_out)
    assert ("webcontrole" in left_out) != (room / "webcontrole.html").exists()
    assert {path.name for path in room.iterdir()} - {"webcontrole.html"} == names
    checked = check_guide_file(room / "kader.yaml", room / "leidraad.docx").value
    assert checked is not None
    assert checked.agrees
    told = made.proof.read_text("utf-8")
    sums = dict(re.findall(r"^([0-9a-f]{64})  (\S+)$", told, re.M))
    there = {hashlib.sha256(path.read_bytes()).hexdigest(): path.name for path in room.iterdir()}
    assert sums == there
    line = (folder / RECORD).read_bytes().splitlines()[0]
    assert f"controleer --stand {hashlib.sha256(line).hexdigest()}\n" in told
    assert "1 maart 2027 om 9.00 uur door An en Bo" in told
    assert "Het moment van regel 1 van het dossier is met de hand gezet" in told


def test_a_guide_that_says_something_else_is_not_published(folder: Path, tmp_path: Path) -> None:
    _edited(folder, (CLOSES, LATER))
    other = read_kader(folder / "kader.yaml").value
    assert other is not None
    assert make_guide(other, [folder / "leidraad.docx"]).value
    shutil.copyfile(MEERDONK, folder / "kader.yaml")
    refusal = publish(folder, now=FIRST, keys=NO_VAULT).refusal
    assert refusal is not None
    assert "inkoop leidraad kader.yaml --controleer leidraad.docx" in refusal.text
    assert not (folder / RECORD).exists()
    assert list((folder / "publicatie").iterdir()) == []


def test_each_warning_is_told_with_the_lines_by_which_it_is_left(folder: Path) -> None:
    """Copied as they stand, with a reason, they are all that it takes."""
    shutil.copyfile(ROOT / "tests" / "kaders" / "klein.yaml", folder / "kader.yaml")
    refusal = publish(folder, now=datetime(2026, 1, 5, 9), form_alone=True, keys=NO_VAULT).refusal
    assert refusal is not None
    lines = refusal.text[refusal.text.index("erkend:\n") :].replace("WAAROM", "Om te oefenen.")
    assert refusal.text.count("  → ") == lines.count("code: ") == 6
    assert not (folder / RECORD).exists()
    _edited(folder, more=f"{lines}\n")
    assert publish(folder, now=datetime(2026, 1, 5, 9), form_alone=True, keys=NO_VAULT).value


def test_what_a_change_accepts_has_to_be_what_it_says(published: Path) -> None:
    content = (published / RECORD).read_bytes()
    lines = _lines_to_copy(published)
    _edited(published, (CLOSES, LATER), more=lines.replace("kader-1.yaml", "kader.yaml"))
    refusal = publish(published, reason="Vraag 3.", now=SECOND, form_alone=True, keys=NO_VAULT).refusal
    assert refusal is not None
    assert "inkoop kader" in refusal.text
    assert (published / RECORD).read_bytes() == content


def _lines_to_copy(folder: Path) -> str:
    """What the refusal of a change without a new number gives to copy into the kader."""
    refusal = publish(folder, reason="Vraag 3.", now=SECOND, form_alone=True, keys=NO_VAULT).refusal
    assert refusal is not None
    lines = refusal.text.partition("naast wat er al stond:\n")[2]
    return f"\n{lines}\n".replace("WAT ER VERANDERDE", "De sluiting is een week later.")


@pytest.mark.parametrize("accepts", [True, False])
def test_after_a_change_a_form_of_before_still_counts(accepts: bool, published: Path, tmp_path: Path) -> None:
    """The closing is a week later: who comes between the two is in time, with the form of before."""
    lines = _lines_to_copy(published)
    lines = lines if accepts else lines.partition("aanvaardt:")[0]
    _edited(published, (CLOSES, LATER), more=lines)
    made = publish(published, ("An",), "Vraag 3.", SECOND, form_alone=True, keys=NO_VAULT).value
    assert made is not None
    names = {path.name for path in (published / "publicatie" / "2").iterdir()}
    before = {"kader-1.yaml"} if accepts else set()
    assert names == {"formulier.xlsx", "kader.yaml", "wijzigingen.docx", *before}
    document = docx.Document(str(published / "publicatie" / "2" / "wijzigingen.docx"))
    note = "\n".join(each.text for each in document.paragraphs)
    assert "19 april 2027" in note
    assert "Vraag 3." in made.proof.read_text("utf-8")
    old = FORMS / "de-korenbloem.xlsx"
    when = datetime(2027, 4, 15, 10)
    assert receive(published, [old], ("An",), when, now=when).value
    state = read_record(published).state
    assert [bid.late for bid in state.bids.values()] == [False]
    opened = open_bids(published, ("An", "Bo"), datetime(2027, 4, 19, 13)).value
    assert opened is not None
    codes = {each.code for one in opened.evaluation.submissions for each in one.findings}
    assert ("FORM-03" in codes) is not accepts
