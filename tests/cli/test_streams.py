"""What goes out on a stream without every sign: UTF-8 where nobody chose, else plain signs that differ."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from inkoop.cli.streams import as_shown
from tests.command import INKOOP
from tests.conftest import ROOT, SMALL_KADER

ZWOLLE = ROOT / "criteria" / "zwolle-2015.yaml"
BROKEN = "kader: 1\n"


def bytes_of(*arguments: object, **environment: str) -> bytes:
    """What the command writes on both streams together."""
    known = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    return subprocess.run(
        [str(INKOOP), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**known, **environment},
        timeout=120,
        check=False,
    ).stdout


@pytest.mark.parametrize("locale", ["C", "POSIX", "nl_NL.ISO-8859-1"])
def test_a_pipe_gets_utf8_whatever_the_locale(locale: str) -> None:
    out = bytes_of("kader", ZWOLLE, LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert "✓ ZWO-DB-2015-01".encode() in out


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437"])
def test_right_and_wrong_differ_on_every_screen(encoding: str, tmp_path: Path) -> None:
    bad = tmp_path / "kader.yaml"
    bad.write_text(BROKEN, encoding="utf-8")
    right = bytes_of("kader", ZWOLLE, PYTHONIOENCODING=encoding).decode(encoding)
    wrong = bytes_of("kader", bad, PYTHONIOENCODING=encoding).decode(encoding)
    assert "\nok ZWO-DB-2015-01" in right
    assert "\nx Het kader heeft" in wrong
    assert "?" not in right + wrong.replace("bedoelt u", "")


def test_a_euro_and_an_arrow_stay_readable() -> None:
    assert b"    -> Maak er" in bytes_of("kader", ZWOLLE, PYTHONIOENCODING="ascii")
    assert as_shown("€ 3,50 − 2 é", "ascii") == "EUR 3,50 - 2 e"
    assert as_shown("€ 3,50 − 2 é", "cp1252") == "€ 3,50 - 2 é"


def test_json_loses_nothing_on_a_poor_stream() -> None:
    poor = bytes_of("uitleg", "ANTW-08", "--json", PYTHONIOENCODING="ascii")
    assert poor.isascii()
    assert json.loads(poor) == json.loads(bytes_of("uitleg", "ANTW-08", "--json"))


# ── --json=BESTAND ──────────────────────────────────────────────────────────────────────────────────────


def test_json_goes_to_the_file_that_is_named(tmp_path: Path) -> None:
    target = tmp_path / "uitkomst.json"
    out = bytes_of("kader", SMALL_KADER, f"--json={target}")
    assert out.decode().strip() == str(target)
    assert json.loads(target.read_text("utf-8")) == json.loads(bytes_of("kader", SMALL_KADER, "--json"))


def test_a_reason_goes_to_the_file_too(tmp_path: Path) -> None:
    bad, target = tmp_path / "kader.yaml", tmp_path / "uit.json"
    bad.write_text(BROKEN, encoding="utf-8")
    bytes_of("beoordeel", bad, tmp_path / "leeg", f"--json={target}")
    assert json.loads(target.read_text("utf-8"))["bevindingen"]


@pytest.mark.parametrize("name", ["kader.json", "map/kader.json"])
def test_what_is_read_is_never_overwritten(name: str, tmp_path: Path) -> None:
    kader = tmp_path / name
    kader.parent.mkdir(exist_ok=True)
    kader.write_bytes(SMALL_KADER.read_bytes())
    command = ["kader", kader] if name == "kader.json" else ["beoordeel", SMALL_KADER, kader.parent]
    assert "wordt niet overschreven" in bytes_of(*command, f"--json={kader}").decode()
    assert kader.read_bytes() == SMALL_KADER.read_bytes()


def test_another_ending_and_another_command_are_refused(tmp_path: Path) -> None:
    assert "Noem het uit.json" in bytes_of("kader", SMALL_KADER, f"--json={tmp_path}/uit.txt").decode()
    assert "De optie --json bestaat niet." in bytes_of("nieuw", tmp_path / "x", "--json=a.json").decode()


# ── Progress ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.langzaam
def test_long_work_says_that_it_goes_on() -> None:
    """On a terminal, and the line is gone at the end. The work is a sleep: real work can be quick."""
    main, other = pty.openpty()
    work = (
        "import time; from inkoop.cli import progress as it; it.PATIENCE_SECONDS = it.REFRESH_SECONDS ="
        " 0.05\n"
        "with it.progress('Proefdraaien'): time.sleep(1)"
    )
    process = subprocess.Popen([sys.executable, "-c", work], stdout=subprocess.DEVNULL, stderr=other)
    os.close(other)
    shown = b""
    while True:
        try:
            shown += os.read(main, 4096)
        except OSError:
            break
    os.close(main)
    assert process.wait() == 0
    assert b"\r\x1b[KProefdraaien (0 s)" in shown
    assert shown.endswith(b"\r\x1b[K")
