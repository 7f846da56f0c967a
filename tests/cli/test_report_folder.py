"""The folder of a report: whole or as it was, whatever goes wrong."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.test_commands import INKOOP, Fill, run
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


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    place = tmp_path / "schijf"
    place.mkdir()
    options = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("een schijf aankoppelen mag hier niet")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.langzaam
def test_a_full_disk_is_a_sentence_and_leaves_nothing(tiny: Path) -> None:
    done = run(*COMMAND, tiny / "uit")
    assert done.returncode == 4
    assert "kan niet geschreven worden: de schijf is vol." in done.stderr
    assert [*(tiny / "uit").iterdir()] == []


@pytest.mark.langzaam
def test_a_full_disk_is_a_sentence_for_a_workbook_too(tiny: Path) -> None:
    (tiny / "vol").write_bytes(bytes(500_000))
    done = run("formulier", KADER, "-o", tiny / "formulier.xlsx")
    assert done.returncode == 4
    assert "kan niet geschreven worden: de schijf is vol." in done.stderr
    assert [path.name for path in tiny.iterdir()] == ["vol"]


@pytest.mark.langzaam
def test_a_disk_to_read_only_is_a_sentence(tiny: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(tiny)], check=True)
    done = run(*COMMAND, tiny)
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
    for _ in range(8):
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
        if left and told < 3:
            done = run(*command_line)
            assert "Een eerdere opdracht in deze map is afgebroken." in done.stderr
            assert "Dit rapport stond er al" in done.stderr
            assert is_whole(folder)
            assert not (folder / "in-de-maak").exists()
            told += 1
    assert told
