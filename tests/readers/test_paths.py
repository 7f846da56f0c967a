"""Paths that are no ordinary file, names no line can hold, and files that change while they are read."""

from __future__ import annotations

import io
import os
import socket
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from inkoop.domain.findings import Finding
from inkoop.readers.files.archive import Limits
from inkoop.readers.files.folder import display_names, find_submissions, plain_name
from inkoop.readers.files.isolation import ReadingProcess
from inkoop.readers.files.workbook import read_workbook

Fill = Callable[..., Path]


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


def reason(findings: tuple[Finding, ...]) -> str:
    (finding,) = findings
    assert finding.code == "BESTAND-01"
    return dict(finding.context)["reden"]


@pytest.fixture
def reader() -> Iterator[ReadingProcess]:
    process = ReadingProcess(seconds=5)
    yield process
    process.close()


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))  # a socket may have a path of a hundred bytes only


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


SPECIAL: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "socket": make_socket,
    "folder": Path.mkdir,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "loop": link_to_itself,
    "dead link": lambda path: path.symlink_to("weg.xlsx"),
}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="special files of Unix")
@pytest.mark.parametrize("kind", SPECIAL)
def test_what_is_no_ordinary_file_is_one_finding_and_never_waited_for(
    kind: str, tmp_path: Path, filled_form: Fill, reader: ReadingProcess
) -> None:
    good = filled_form()
    odd = tmp_path / "vreemd.xlsx"
    SPECIAL[kind](odd)
    expected = "bestaat-niet" if kind in ("loop", "dead link") else "geen-bestand"
    assert reason(reader.read(odd).findings) == expected
    assert reader.read(good).value == read_workbook(good).value
    with find_submissions([tmp_path]) as found:
        assert good in found.submissions
        assert (odd in found.submissions) == (kind in ("pipe", "socket"))
    with find_submissions([odd]):
        pass


def test_places_that_cannot_be_looked_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with find_submissions([Path("x" * 5000)]) as found:
        assert codes(found.findings) == ["MAP-01"]

    def refuse(_: Path) -> Iterator[Path]:
        raise PermissionError

    monkeypatch.setattr(Path, "iterdir", refuse)  # root may look anywhere, so refusal is played
    with find_submissions([tmp_path]) as found:
        assert codes(found.findings) == ["MAP-06"]


NAMES = {
    "a\nb.xlsx": "a\ufffdb.xlsx",
    "a\r\x1b[31m.xlsx": "a\ufffd\ufffd[31m.xlsx",
    os.fsdecode(b"a\xff.xlsx"): "a\ufffd.xlsx",
    "a\u202exslx.exe": "a\ufffdxslx.exe",
    "é' [b]<i>.xlsx": "é' [b]<i>.xlsx",
    "x" * 250 + ".xlsx": "x" * 250 + ".xlsx",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_shown_on_one_line_as_text(name: str, filled_form: Fill, reader: ReadingProcess) -> None:
    path = filled_form()
    path = path.rename(path.parent / name)
    for outcome in (reader.read(path), read_workbook(path)):
        assert outcome.value is not None
        assert outcome.value.file == NAMES[name]
    assert display_names([path]) == {path: NAMES[name]}
    plain_name(name).encode()


def play(monkeypatch: pytest.MonkeyPatch, path: Path, change: Callable[[], object]) -> None:
    """Have somebody else do something to the file right after it was opened."""

    def open_and_change(self: Path, *_: Any, **__: Any) -> io.FileIO:
        stream = io.FileIO(self)
        if self == path:
            change()
        return stream

    monkeypatch.setattr(Path, "open", open_and_change)


def write(path: Path, flags: int, data: bytes) -> None:
    target = os.open(path, os.O_WRONLY | flags)
    os.write(target, data)
    os.close(target)
    os.utime(path, (1, 1))


@pytest.mark.parametrize(
    "change",
    [
        lambda path: write(path, os.O_APPEND, b"x" * 1000),
        lambda path: write(path, os.O_TRUNC, b"PK"),
        lambda path: write(path, 0, b"PK"),
    ],
    ids=["grows", "is cut off", "is written over"],
)
def test_a_file_that_changes_while_it_is_read(
    change: Callable[[Path], None], filled_form: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled_form()
    real = os.fstat
    calls: list[int] = []

    def late(descriptor: int) -> os.stat_result:
        """The change comes after the first look at the file, before it is read."""
        calls.append(descriptor)
        found = real(descriptor)
        if len(calls) == 1:
            change(path)
        return found

    play(monkeypatch, path, lambda: None)
    monkeypatch.setattr("inkoop.readers.files.archive.os.fstat", late)
    outcome = read_workbook(path)
    assert outcome.value is None
    assert reason(outcome.findings) == "verandert"


def test_a_file_that_is_replaced_while_it_is_read_is_the_one_that_was_opened(
    filled_form: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = filled_form(), filled_form("ander.xlsx", prijs=44)
    expected = read_workbook(path)
    play(monkeypatch, path, lambda: other.replace(path))
    assert read_workbook(path) == expected


def deliver(folder: Path, form: Path) -> None:
    """Three tenderers, as platforms deliver them: a file, a folder and a zip, with what else comes along."""
    (folder / "a.xlsx").write_bytes(form.read_bytes())
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$a.xlsx"):
        (folder / name).write_text("van de computer")
    own = folder / "Stichting B"
    (own / "dieper").mkdir(parents=True)
    (own / "formulier.xlsx").write_bytes(form.read_bytes())
    (own / "jaarrekening.pdf").write_text("%PDF")
    (own / "dieper" / "formulier.xlsx").write_bytes(form.read_bytes())
    with zipfile.ZipFile(folder / "Stichting C.zip", "w") as archive:
        archive.writestr("inschrijving/formulier.xlsx", form.read_bytes())
        archive.writestr("bijlage: plan?.pdf", "%PDF")
        archive.writestr("__MACOSX/._formulier.xlsx", "van de computer")
        archive.writestr("Thumbs.db", "van de computer")


def test_a_folder_or_a_zip_for_each_tenderer(tmp_path: Path, filled_form: Fill) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    deliver(folder, filled_form())
    with find_submissions([folder]) as found:
        names = sorted(display_names(found.submissions).values())
        assert names == ["Stichting B/formulier.xlsx", "Stichting C/formulier.xlsx", "a.xlsx"]
        assert all(read_workbook(path).value for path in found.submissions)
        kept = [path for path in found.submissions if not path.is_relative_to(folder)]
    assert kept
    assert not any(path.exists() for path in kept)
    told = {dict(f.context)["map"]: dict(f.context)["bestanden"] for f in found.findings}
    assert told == {"Stichting B": "dieper en jaarrekening.pdf", "Stichting C.zip": "bijlage: plan?.pdf"}
    with find_submissions([folder / "Stichting C.zip"]) as alone:
        assert [path.name for path in alone.submissions] == ["formulier.xlsx"]


HOSTILE_ZIPS: dict[str, Callable[[zipfile.ZipFile], None]] = {
    "out of the folder": lambda archive: archive.writestr("../../buiten.xlsx", "x"),
    "an absolute path": lambda archive: archive.writestr("/tmp/buiten.xlsx", "x"),
    "a bomb": lambda archive: archive.writestr("a.xlsx", bytes(24_000_000), zipfile.ZIP_DEFLATED),
    "too large a form": lambda archive: archive.writestr("a.xlsx", bytes(26_000_000)),
}


@pytest.mark.parametrize("what", HOSTILE_ZIPS)
def test_a_zip_of_a_stranger_goes_through_the_same_gate(what: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with zipfile.ZipFile(folder / "kwaad.zip", "w") as archive:
        HOSTILE_ZIPS[what](archive)
    with find_submissions([folder]) as found:
        assert found.submissions == ()
    assert [f.code for f in found.findings] == ["BESTAND-05", "MAP-02"]
    assert not list(tmp_path.rglob("buiten.xlsx"))


def test_a_zip_takes_no_more_memory_than_what_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is unpacked in the program's own process: only workbooks, one part at a time, and never too much."""
    limits = Limits(file_bytes=20_000_000, part_bytes=2_000_000, total_bytes=9_000_000)
    monkeypatch.setattr("inkoop.readers.files.folder.ZIP_LIMITS", limits)
    forms = {f"{number}.xlsx": os.urandom(1_900_000) for number in range(3)}
    for name, others, expected in (("goed", 1, 3), ("te-veel", 4, 0)):
        folder = tmp_path / name
        folder.mkdir()
        with zipfile.ZipFile(folder / "map.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(others):
                archive.writestr(f"plan{number}.pdf", os.urandom(1_900_000))
            for form, data in forms.items():
                archive.writestr(form, data)
        tracemalloc.start()
        with find_submissions([folder]) as found:
            _, most = tracemalloc.get_traced_memory()
            assert len(found.submissions) == expected
        tracemalloc.stop()
        assert most < (folder / "map.zip").stat().st_size + 4 * limits.part_bytes


def test_what_is_no_zip_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"geen zip")
    with find_submissions([tmp_path]) as found:
        assert found.submissions == ()
    assert "MAP-02" in [f.code for f in found.findings]
    assert len(found.findings) == 2
