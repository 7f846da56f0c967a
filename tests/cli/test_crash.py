"""When the program itself fails: one sentence, an exit code of its own, and a file for who can mend it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from inkoop.cli import main
from tests.command import INKOOP
from tests.conftest import ROOT, SMALL_KADER

FAULT = RuntimeError("de schroef is los")


def crash(monkeypatch: pytest.MonkeyPatch, error: BaseException = FAULT) -> int:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr("inkoop.journeys.worksheet.read_kader", broken)
    with pytest.raises(SystemExit) as ended:
        main(["kader", str(SMALL_KADER)])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_crash_is_one_sentence_and_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert crash(monkeypatch) == 70
    told = capsys.readouterr()
    (report,) = tmp_path.glob("inkoop-fout-*.txt")
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "Traceback" not in told.err
    assert str(report) in told.err
    text = report.read_text("utf-8")
    assert "RuntimeError: de schroef is los" in text
    assert f"Opdracht: inkoop kader {SMALL_KADER}" in text


def test_where_nothing_can_be_written_the_temporary_folder_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "tijdelijk"
    other.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(other))
    monkeypatch.setattr("pathlib.Path.cwd", lambda: tmp_path / "weg")
    assert crash(monkeypatch) == 70
    assert str(next(other.glob("inkoop-fout-*.txt"))) in capsys.readouterr().err


def test_without_any_folder_there_is_still_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "weg"))
    monkeypatch.setattr("pathlib.Path.cwd", lambda: tmp_path / "weg")
    assert crash(monkeypatch) == 70
    assert "RuntimeError" in capsys.readouterr().err


def test_who_interrupts_gets_no_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert crash(monkeypatch, KeyboardInterrupt()) == 130
    assert list(tmp_path.iterdir()) == []


def test_who_stops_reading_gets_no_report(tmp_path: Path) -> None:
    kader = ROOT / "criteria" / "zwolle-2015.yaml"
    command = [str(INKOOP), "kader", str(kader), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 1
    assert list(tmp_path.iterdir()) == []
