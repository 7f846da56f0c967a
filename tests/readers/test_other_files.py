"""Kaders, records of draws, house styles and reports come in as workbooks do."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inkoop.catalogue import message
from inkoop.domain.findings import Finding
from inkoop.journeys.verify import verify
from inkoop.readers.files.isolation import GaveUpError, ReadingProcess
from inkoop.readers.settings.draws import read_draw
from inkoop.readers.settings.house_style import read_house_style
from inkoop.readers.settings.kader import read_kader
from inkoop.readers.settings.yaml_source import yaml_in

pytestmark = pytest.mark.apart
ODD: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": Path.mkdir,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "dead link": lambda path: path.symlink_to("weg"),
    "empty": Path.touch,
    "large": lambda path: _sparse(path, 300_000_000_000),
}


def _sparse(path: Path, size: int) -> None:
    path.touch()
    os.truncate(path, size)


def house_style(path: Path) -> tuple[Finding, ...]:
    return read_house_style(path.parent).findings


READERS: dict[str, Callable[[Path], tuple[Finding, ...]]] = {
    "kader.yaml": lambda path: read_kader(path).findings,
    "loting-x.yaml": lambda path: read_draw(path).findings,
    "logo.svg": house_style,
    "lettertype-400.woff2": house_style,
    "kleuren.css": house_style,
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="special files of Unix")
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", READERS)
def test_what_is_no_ordinary_file_is_told_and_never_waited_for(kind: str, name: str, tmp_path: Path) -> None:
    ODD[kind](tmp_path / name)
    found = [each for each in READERS[name](tmp_path / name) if each.code != "HUIS-05"]
    assert len(found) == 1
    assert message(found[0])[0].isupper()


@pytest.mark.parametrize("kind", ODD)
def test_a_report_that_is_no_ordinary_file_is_one_sentence(kind: str, tmp_path: Path) -> None:
    ODD[kind](tmp_path / "rapport.pdf")
    found = verify(tmp_path / "rapport.pdf")
    assert not found.right
    assert found.checks[0].faults[0].startswith("Dit is niet na te rekenen: ")


@pytest.mark.parametrize(
    "number", ["1e999999", "1e-999999", "9" * 5000, "1e99999999999999999999", "0e9999", "0." + "1" * 40]
)
def test_a_number_has_bounds_and_a_place(number: str) -> None:
    (found,) = yaml_in(f"een:\n  twee: {number}\n".encode(), "kader.yaml").findings
    assert (found.code, str(found.place)) == ("KADER-14", "kader.yaml:2:9")
    assert message(found).startswith("Bij twee hoort een getal met hoogstens 15 cijfers")


def test_half_a_character_is_no_text() -> None:
    (found,) = yaml_in(b'een: "\\ud800"\n', "kader.yaml").findings
    assert (found.code, str(found.place)) == ("KADER-05", "kader.yaml:1:6")


BUSY = "import time\nfrom inkoop.readers.files import worker\nworker.main()"


@pytest.mark.langzaam
def test_what_computes_on_is_stopped_by_its_own_time() -> None:
    process = ReadingProcess(1, (sys.executable, "-c", BUSY), clock=120)
    started = time.monotonic()
    with pytest.raises(GaveUpError) as stopped:
        process.call(sum, iter(range(10**12)))  # type: ignore[arg-type]
    assert stopped.value.late
    assert time.monotonic() - started < 100
    process.close()
