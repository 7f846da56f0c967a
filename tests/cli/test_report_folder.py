"""The folder of a report: whole or as it was, whatever goes wrong."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.cli.test_commands import Fill
from tests.command import INKOOP
from tests.command import run_apart as run
from tests.conftest import ROOT, SMALL_KADER

KADER, BIDS = ROOT / "criteria" / "meerdonk-2027.yaml", ROOT / "submissions" / "meerdonk-2027"
COMMAND = ("rapport", KADER, BIDS, "--een-lezing", "-o")


def is_whole(folder: Path) -> bool:
    if not (folder / "inhoud.json").exists():
        return False
    told = json.loads((folder / "inhoud.json").read_text("utf-8"))["bestanden"]
    assert {"rapport.html", "rapport.pdf", "rapport-besloten.pdf", "uitkomst.json"} < {*told}
    for name, digest in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    return True


STAND_IN = """
import errno, os, sys

def full(event, arguments):
    if event != "open" or not str(arguments[0]).startswith({place!r}):
        return
    large = str(arguments[0]).endswith((".pdf", ".xlsx")) or "formulier" in str(arguments[0])
    if arguments[2] & (os.O_WRONLY | os.O_RDWR) and ({read_only} or large):
        raise OSError({number}, os.strerror({number}), arguments[0])

sys.addaudithook(full)
"""
"""What a disk that is full or to read only answers, for where no disk may be attached."""


@cache
def kinds_of_disk() -> list[str]:
    """A real disk where one may be attached, and everywhere one that is imitated."""
    place = tempfile.mkdtemp()
    options = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", place]
    real = not os.geteuid() and not subprocess.run(options, capture_output=True, check=False).returncode
    if real:
        subprocess.run(["umount", place], check=True)
    Path(place).rmdir()
    return ["nagebootst", "echt"] if real else ["nagebootst"]


@dataclass
class Disk:
    """A disk of half a megabyte."""

    place: Path
    real: bool
    imitate: Callable[[int], None]

    def fill_up(self) -> None:
        """Nothing fits on it any more."""
        (self.place / "vol").write_bytes(bytes(500_000))

    def only_read(self) -> None:
        """Nothing may be written on it any more."""
        if self.real:
            subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)
        else:
            self.imitate(errno.EROFS)


@pytest.fixture(params=kinds_of_disk())
def tiny(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """A disk of half a megabyte, on which no report fits."""
    place, modules = tmp_path / "schijf", tmp_path / "modules"
    place.mkdir()
    modules.mkdir()
    real = request.param == "echt"

    def imitate(number: int) -> None:
        text = STAND_IN.format(place=str(place), number=number, read_only=number == errno.EROFS)
        (modules / "sitecustomize.py").write_text(text, "utf-8")
        monkeypatch.setenv("PYTHONPATH", str(modules))

    if real:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)], check=True)
    else:
        imitate(errno.ENOSPC)
    yield Disk(place, real, imitate)
    if real:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.langzaam
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tiny: Disk) -> None:
    done = run(*COMMAND, tiny.place / "uit")
    assert done.returncode == 4
    assert "kan niet geschreven worden: de schijf is vol." in done.stderr
    assert [*(tiny.place / "uit").iterdir()] == []


@pytest.mark.langzaam
def test_a_full_disk_is_a_sentence_for_a_workbook_too(tiny: Disk) -> None:
    tiny.fill_up()
    done = run("formulier", KADER, "-o", tiny.place / "formulier.xlsx")
    assert done.returncode == 4
    assert "kan niet geschreven worden: de schijf is vol." in done.stderr
    assert [path.name for path in tiny.place.iterdir()] == ["vol"]


@pytest.mark.langzaam
def test_a_disk_to_read_only_is_a_sentence(tiny: Disk) -> None:
    tiny.only_read()
    done = run(*COMMAND, tiny.place)
    assert done.returncode == 4
    assert "kan niet geschreven worden: daar kan alleen gelezen worden." in done.stderr


@pytest.mark.langzaam
def test_a_command_that_is_killed_leaves_a_whole_report_or_the_next_one_repairs(
    filled_form: Fill, tmp_path: Path
) -> None:
    folder = tmp_path / "uit"
    command_line = ("rapport", SMALL_KADER, filled_form(), "-o", folder)
    started = time.monotonic()
    assert run(*command_line).returncode in (0, 1)
    takes = time.monotonic() - started
    chance = random.Random(20)
    told = 0
    for _ in range(5):
        with subprocess.Popen(
            [str(INKOOP), *map(str, command_line)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as command:
            time.sleep(chance.uniform(0.2, takes))
            command.kill()
        assert is_whole(folder)
        assert not [path for path in folder.rglob(".*") if path.is_dir()]
        left = (folder / "in-de-maak" / "nieuw").exists()
        if left and told < 2:
            done = run(*command_line)
            assert "Een eerdere opdracht in deze map is afgebroken." in done.stderr
            assert "Dit rapport stond er al" in done.stderr
            assert is_whole(folder)
            assert not (folder / "in-de-maak").exists()
            told += 1
    assert told
