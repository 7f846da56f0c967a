"""`inkoop kader` with a workbook, as a person types it: what is printed and written, and the exit code."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.command import run
from tests.conftest import ROOT

MEERDONK = ROOT / "criteria" / "meerdonk-2027.yaml"


def test_there_and_back(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_bytes(MEERDONK.read_bytes())
    made = run("kader", "kader.yaml", "--naar-werkblad", "kader.xlsx", cwd=tmp_path)
    assert (made.returncode, made.stdout) == (0, "kader.xlsx\n")
    checked = run("kader", "kader.xlsx", cwd=tmp_path)
    assert checked.returncode == 0
    assert "Het kader is bruikbaar" in checked.stdout
    back = run("kader", "kader.xlsx", "--van-werkblad", "kader.yaml", cwd=tmp_path)
    assert (back.returncode, back.stdout) == (0, "kader.yaml\n")
    assert "Er is niets veranderd" in back.stderr
    assert kader.read_bytes() == MEERDONK.read_bytes()
    book = openpyxl.load_workbook(tmp_path / "kader.xlsx")
    title = next(c for row in book["Eisen"].iter_rows() for c in row if c.value == "Een werkbegeleider")
    title.value = "Een werkbegeleider, elke week"
    gevolg = next(c for row in book["Eisen"].iter_rows() for c in row if c.value == "voorleggen")
    book.save(tmp_path / "kader.xlsx")
    back = run("kader", "kader.xlsx", "--van-werkblad", "kader.yaml", cwd=tmp_path)
    assert "1 verandering tegenover het kader dat er stond:" in back.stderr
    assert "was Een werkbegeleider, is nu Een werkbegeleider, elke week" in " ".join(back.stderr.split())
    assert (tmp_path / "kader.vorige.yaml").read_bytes() == MEERDONK.read_bytes()
    gevolg.value = "misschien"
    book.save(tmp_path / "kader.xlsx")
    wrong = run("kader", "kader.xlsx", cwd=tmp_path)
    assert wrong.returncode == 3
    assert f"kader.xlsx › Eisen › {gevolg.coordinate}: KADER-13" in wrong.stdout
    before = kader.read_bytes()
    wrong = run("kader", "kader.xlsx", "--van-werkblad", "kader.yaml", cwd=tmp_path)
    assert wrong.returncode == 3
    assert kader.read_bytes() == before


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    (tmp_path / "kader.xlsx").write_bytes(b"werk van iemand")
    for arguments, code, words in (
        (("--naar-werkblad", "kader.xlsx"), 4, "bestaat al; er is niets overschreven"),
        (("--naar-werkblad", "kader.ods"), 2, "dit wordt een .xlsx-bestand"),
        (("--van-werkblad", "kader.txt"), 2, "dit wordt een .yaml-bestand"),
        (("--van-werkblad", "a.yaml", "--naar-werkblad", "b.xlsx"), 2, "niet allebei"),
        (("--json", "--naar-werkblad", "b.xlsx"), 2, "--json past niet bij"),
    ):
        done = run("kader", MEERDONK, *arguments, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        assert words in " ".join(done.stderr.split())
    assert (tmp_path / "kader.xlsx").read_bytes() == b"werk van iemand"
