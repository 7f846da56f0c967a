"""The findings on the screen: the same in one file stands together, and what was decided stands apart."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.command import run
from tests.conftest import ROOT


def shown(name: str, command: str = "beoordeel", *more: object) -> tuple[str, str]:
    done = run(command, ROOT / f"criteria/{name}.yaml", ROOT / f"submissions/{name}", *more)
    return done.stdout, done.stderr


@pytest.mark.langzaam
def test_what_is_the_same_in_one_file_is_told_once() -> None:
    _, told = shown("zwolle-2015")
    assert told.count("ANTW-13") == 1
    assert "! let op  ANTW-13  de-blauwe-duim.xlsx  5 keer\n" in told
    assert told.count("Twijfelt u, vraag dan om uitleg.") == 1
    for cell in ("Organisatie › C12", "Eisen › C30", "K7 Prijs › C7, C8, C9, C10"):
        assert f"   {cell}: Bij vraag" in told
    assert "✗ fout  ANTW-01  atelier-kleurig-kabaal.xlsx › K3 Continuïteit › C13\n" in told


@pytest.mark.langzaam
def test_the_wrong_kader_is_told_once_with_the_one_that_the_forms_name() -> None:
    done = run("beoordeel", ROOT / "criteria/zwolle-2015.yaml", ROOT / "submissions/meerdonk-2027")
    told = " ".join(done.stderr.split())
    assert told.count("FORM-02") == 1
    assert "FORM-02 8 formulieren" in told
    assert "Alle formulieren noemen MD-DB-2027-01, en dit is het kader van ZWO-DB-2015-01." in told
    assert "atelier-maanlicht.xlsx, combinatie-samen-op-weg.xlsx" in told


@pytest.mark.langzaam
def test_one_form_of_another_tender_stays_a_fault_of_that_form(tmp_path: Path) -> None:
    for name in ("zwolle-2015/de-blauwe-duim", "zwolle-2015/de-brede-oever", "meerdonk-2027/de-wilgentuin"):
        shutil.copy(ROOT / f"submissions/{name}.xlsx", tmp_path)
    told = run("beoordeel", ROOT / "criteria/zwolle-2015.yaml", tmp_path).stderr
    assert re.search(r"FORM-02  de-wilgentuin\.xlsx › Welkom", told)
    assert "Alle formulieren noemen" not in told


@pytest.mark.langzaam
@pytest.mark.parametrize(
    ("name", "settled", "opened"),
    [
        ("zwolle-2015", "2 bevindingen", "1 fout en 6 waarschuwingen"),
        ("meerdonk-2027", "1 bevinding", "1 waarschuwing"),
    ],
)
def test_what_was_decided_stands_apart_with_how_many(name: str, settled: str, opened: str) -> None:
    _, told = shown(name)
    done, _, rest = told.partition(f"\nNog te bekijken: {opened}.\n")
    assert done.startswith(f"Besloten of afgedaan: {settled}.\n")
    assert re.findall(r"^(\S+ \S+)  [A-Z]+-\d+", done, re.M)
    assert not re.search("^[✗!] ", done, re.M)
    assert not re.search("^[✓·] ", rest, re.M)


@pytest.mark.langzaam
def test_the_outcome_comes_last(tmp_path: object) -> None:
    """`rapport` says what the outcome is worth right above the files that it made."""
    out, told = shown("meerdonk-2027", "rapport", "--alleen", "html", "-o", tmp_path)
    assert told.rstrip().splitlines()[-1].startswith("8 inschrijvingen, 3 percelen.")
    assert all(line.startswith(str(tmp_path)) for line in out.splitlines())
