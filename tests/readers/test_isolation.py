"""What crashes, hangs or eats memory in a reading process is one finding, and the next file is read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from inkoop.readers.files import isolation
from inkoop.readers.files.isolation import ReadingProcess, read_workbooks
from inkoop.readers.files.processes import Process
from inkoop.readers.files.workbook import read_workbook

pytestmark = pytest.mark.apart
Fill = Callable[..., Path]

WORKER = """
import os, sys, time
from inkoop.readers.files import workbook, worker
def read(path, name, **_):
    if "crash" in name: os.abort()
    if "hang" in name: time.sleep(60)
    if "busy" in name:
        while True: pass
    if "memory" in name: bytearray(3_000_000_000)
    if "noise" in name: os.write(1, b"not a pickle at all")
    return good(path, name)
good, workbook.read_workbook = workbook.read_workbook, read
worker.main()
"""


@pytest.fixture
def reader() -> Iterator[ReadingProcess]:
    """A reading process that misbehaves on files with certain names."""
    process = ReadingProcess(seconds=5, clock=15, command=(sys.executable, "-c", WORKER))
    yield process
    process.close()


@pytest.mark.langzaam
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("crash.xlsx", "BESTAND-11"),
        ("memory.xlsx", "BESTAND-11"),
        ("noise.xlsx", "BESTAND-11"),
        ("hang.xlsx", "BESTAND-10"),
        ("busy.xlsx", "BESTAND-10"),
    ],
)
def test_a_bad_file_is_one_finding_and_the_next_is_read(
    reader: ReadingProcess, filled_form: Fill, name: str, code: str
) -> None:
    good = filled_form()
    (found,) = reader.read(good, name).findings
    assert found.code == code
    assert str(found.place) == name
    assert reader.read(good).value == read_workbook(good).value


def test_many_files_come_back_in_order(filled_form: Fill, tmp_path: Path) -> None:
    paths = [filled_form(f"{number}.xlsx", prijs=40 + number % 20) for number in range(5)] * 8
    paths.insert(3, tmp_path / "weg.xlsx")
    outcomes = list(read_workbooks(paths))
    assert [path for path, _ in outcomes] == paths
    for path, outcome in outcomes:
        assert outcome == read_workbook(path)


def test_stopping_halfway_leaves_no_process_behind(
    filled_form: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Process] = []
    real = isolation.started

    def remember(command: tuple[str, ...]) -> Process:
        started.append(real(command))
        return started[-1]

    monkeypatch.setattr(isolation, "started", remember)
    outcomes = read_workbooks([filled_form()] * 40)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert started
    assert all(process.poll() is not None for process in started)
    assert not any(Path(process.room.name).exists() for process in started)
