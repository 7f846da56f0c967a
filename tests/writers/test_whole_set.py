"""A set of files takes its place as a whole, whatever ends the run and whenever."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from inkoop.domain.findings import Refused
from inkoop.writers.whole_set import LeftOver, WholeSet, whole_set

OLD = {"rapport.pdf": "oud", "rangorde.csv": "gelijk", "besloten.pdf": "geheim"}
NEW = {"rapport.pdf": "nieuw", "rangorde.csv": "gelijk", "rapport-noord.pdf": "noord"}
EVENTS = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "open", "shutil.rmtree"}
"""What Python says of each thing that it does with a file."""


def make(folder: Path, files: Mapping[str, str], outcome: str = "u", basis: str = "") -> WholeSet:
    with whole_set(folder) as made:
        for name, text in files.items():
            (made.making / name).write_text(text, "utf-8")
        made.outcome, made.basis = outcome, basis
    return made


def texts(folder: Path) -> dict[str, str]:
    """All that is there but the list, and but what is kept of earlier sets."""
    found = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}
    found.pop("inhoud.json", None)
    return {name: text for name, text in found.items() if not name.startswith("eerder/")}


def kept(folder: Path) -> list[dict[str, str]]:
    """What is kept of each earlier set, without its list."""
    places = sorted((folder / "eerder").iterdir()) if (folder / "eerder").exists() else []
    return [texts(place) for place in places]


def is_whole(folder: Path) -> bool:
    """Whether the list is there; then every file that it names must be as it says."""
    if not (folder / "inhoud.json").exists():
        return False
    told = json.loads((folder / "inhoud.json").read_text("utf-8"))["bestanden"]
    for name, digest in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    return True


def killed_at(moment: int, folder: Path) -> bool:
    """Make the new set in a process of its own that is killed at its so-manieth touch of a file."""
    child = os.fork()
    if child == 0:
        left = moment

        def touched(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event in EVENTS and str(folder) in str(arguments):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(touched)
        make(folder, NEW)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


class _EnoughError(Exception):
    pass


@pytest.mark.parametrize("listed", [True, False], ids=["met lijst", "zonder lijst"])
def test_a_run_that_is_killed_at_any_moment_leaves_the_old_set_or_the_new_one(
    tmp_path: Path, listed: bool
) -> None:
    whole = NEW if listed else {**NEW, "besloten.pdf": OLD["besloten.pdf"]}
    """What no list names, nobody may take away."""
    outcomes: list[tuple[bool, LeftOver]] = []
    for moment in range(1, 200):
        folder = tmp_path / str(moment)
        folder.mkdir()
        make(folder, OLD)
        if not listed:
            (folder / "inhoud.json").unlink()
        killed = killed_at(moment, folder)
        assert not [path for path in folder.rglob(".*") if path.is_dir()]
        if is_whole(folder):
            assert {name: text for name, text in texts(folder).items() if "/" not in name} in (OLD, whole)
        if not killed:
            break
        with pytest.raises(_EnoughError), whole_set(folder) as made:
            raise _EnoughError
        is_new = is_whole(folder) and (folder / "rapport-noord.pdf").exists()
        assert texts(folder) == (whole if is_new else OLD), moment
        replaced = OLD if listed else {name: OLD[name] for name in ("rapport.pdf", "rangorde.csv")}
        assert kept(folder) == ([replaced] if is_new else []), moment
        assert is_whole(folder) or not listed
        assert not (folder / "in-de-maak").exists()
        outcomes.append((is_new, made.left_over))
    assert not killed
    assert {left for _, left in outcomes} == set(LeftOver)
    assert {is_new for is_new, _ in outcomes} == {True, False}


def test_undoing_that_is_killed_is_undone_by_the_next(tmp_path: Path) -> None:
    for moment in range(1, 60):
        folder = tmp_path / str(moment)
        folder.mkdir()
        make(folder, OLD)
        # As it is between the last of the old ones going and the last of the new ones coming.
        for name in ("nieuw", "vorige"):
            (folder / "in-de-maak" / name).mkdir(parents=True)
        new, old = folder / "in-de-maak" / "nieuw", folder / "in-de-maak" / "vorige"
        for name in (*OLD, "inhoud.json"):
            (folder / name).replace(old / name)
        plan = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in NEW.items()}
        told = {"formaat": "inkoop/inhoud/1", "uitkomst": "u", "bestanden": plan}
        (new / "inhoud.json").write_text(json.dumps(told), "utf-8")
        for name, text in NEW.items():
            ((new if name == "rapport-noord.pdf" else folder) / name).write_text(text, "utf-8")
        killed = killed_at(moment, folder)
        with pytest.raises(_EnoughError), whole_set(folder):
            raise _EnoughError
        assert texts(folder) in (OLD, NEW), moment
        assert is_whole(folder)
        if not killed:
            return
    pytest.fail("it never came to its end")


def test_what_the_new_set_lacks_is_removed_and_what_somebody_changed_stays(tmp_path: Path) -> None:
    make(tmp_path, {**OLD, "samenvatting.pdf": "oud"}, "eerst")
    (tmp_path / "samenvatting.pdf").write_text("met aantekeningen", "utf-8")
    (tmp_path / "rangorde.csv").write_text("gesorteerd", "utf-8")
    (tmp_path / "brief.txt").write_text("van iemand anders", "utf-8")
    made = make(tmp_path, NEW, "toen")
    assert made.earlier is not None
    assert made.earlier.outcome == "eerst"
    assert (made.gone, made.kept, made.changed) == (
        ("besloten.pdf",),
        ("samenvatting.pdf",),
        ("rangorde.csv",),
    )
    left = {"samenvatting.pdf": "met aantekeningen", "brief.txt": "van iemand anders"}
    assert texts(tmp_path) == {**NEW, **left}
    assert kept(tmp_path) == [{**OLD, "rangorde.csv": "gesorteerd"}]
    assert made.aside is not None
    assert json.loads((made.aside / "inhoud.json").read_text("utf-8"))["uitkomst"] == "eerst"


def test_the_same_set_again_is_not_kept_twice_but_what_somebody_changed_is(tmp_path: Path) -> None:
    make(tmp_path, OLD, basis="b")
    since = (tmp_path / "inhoud.json").stat().st_mtime_ns
    os.utime(tmp_path / "inhoud.json", ns=(since - 10**15, since - 10**15))
    assert make(tmp_path, OLD, basis="b").aside is None
    assert kept(tmp_path) == []
    assert (tmp_path / "inhoud.json").stat().st_mtime < since / 10**9 - 900_000
    (tmp_path / "rangorde.csv").write_text("gesorteerd", "utf-8")
    made = make(tmp_path, {name: OLD[name] for name in ("rapport.pdf", "rangorde.csv")}, basis="b")
    assert kept(tmp_path) == [{"rangorde.csv": "gesorteerd"}]
    assert (made.gone, made.changed) == (("besloten.pdf",), ("rangorde.csv",))


def test_two_that_are_replaced_in_one_minute_are_both_kept(tmp_path: Path) -> None:
    for number in range(4):
        make(tmp_path, {"rapport.pdf": f"{number}"}, basis=f"{number}")
    assert sorted(each["rapport.pdf"] for each in kept(tmp_path)) == ["0", "1", "2"]


def test_what_cannot_be_kept_now_is_kept_by_the_next(tmp_path: Path) -> None:
    make(tmp_path, OLD, basis="a")
    (tmp_path / "eerder").write_text("een bestand van iemand anders", "utf-8")
    with pytest.raises(OSError, match="eerder"):
        make(tmp_path, NEW, basis="b")
    assert is_whole(tmp_path)
    (tmp_path / "eerder").unlink()
    make(tmp_path, NEW, basis="b")
    assert kept(tmp_path) == [OLD]
    assert not (tmp_path / "in-de-maak").exists()


@pytest.mark.parametrize("list_", ["geen json", "[]", "[" * 100_000, '{"bestanden": {"../buiten.txt": "x"}}'])
def test_a_list_that_cannot_be_used_takes_nothing_away(tmp_path: Path, list_: str) -> None:
    folder = tmp_path / "uit"
    folder.mkdir()
    make(folder, OLD)
    (tmp_path / "buiten.txt").write_text("x", "utf-8")
    (folder / "inhoud.json").write_text(list_, "utf-8")
    made = make(folder, NEW)
    assert made.earlier is None
    assert made.changed == ("rangorde.csv", "rapport.pdf")
    assert texts(folder) == {**NEW, "besloten.pdf": "geheim"}
    assert (tmp_path / "buiten.txt").exists()


def test_a_second_run_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with whole_set(tmp_path) as made:
        with pytest.raises(Refused, match="een andere opdracht nu een rapport"), whole_set(tmp_path):
            pass
        assert made.making.is_dir()
    assert is_whole(tmp_path)


def test_a_file_that_cannot_be_moved_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(tmp_path, OLD)
    replace = Path.replace

    def stubborn(path: Path, target: Path) -> Path:
        if path == tmp_path / "rapport.pdf":
            raise PermissionError(errno.EACCES, "open in another program")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stubborn)
    with pytest.raises(PermissionError):
        make(tmp_path, NEW)
    assert texts(tmp_path) == OLD
    assert is_whole(tmp_path)
    assert not (tmp_path / "in-de-maak").exists()


def test_a_folder_of_somebody_else_with_the_same_name_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "in-de-maak").mkdir()
    (tmp_path / "in-de-maak" / "notities.txt").write_text("mijn werk", "utf-8")
    made = make(tmp_path, NEW)
    assert made.left_over is LeftOver.NOTHING
    assert texts(tmp_path) == {**NEW, "in-de-maak/notities.txt": "mijn werk"}
