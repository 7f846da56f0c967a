"""What was confirmed is there, whatever happens to the power, the disk, the files or the clock."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from inkoop.journeys.procedure.standing import check_record, where_it_stands
from inkoop.readers.procedure.files import named_files
from inkoop.readers.procedure.record import CONFIRMED, RECORD, RecordError, read_record
from inkoop.writers.procedure.record import TORN, locked
from tests.procedure.killing import TWO, WAYS, Step, come_to, ended, on_a_full_disk, run, walk

pytestmark = pytest.mark.langzaam
PLAIN = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
"""Before a command: without the right of root to write where nobody may."""


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    return walk(tmp_path_factory.mktemp("gang"))


@pytest.mark.parametrize("number", range(13))
def test_a_command_that_was_ended_can_be_given_again(number: int, steps: list[Step], tmp_path: Path) -> None:
    """Thirteen of what `python -m tests.procedure.killing 500` does by hand: every command once."""
    chance = random.Random(number)
    assert ended(steps[number], tmp_path / "tender", chance, WAYS[number % len(WAYS)]) == []


def test_a_full_disk_while_the_line_is_written_leaves_no_line(steps: list[Step], tmp_path: Path) -> None:
    assert ended(steps[6], tmp_path / "tender", random.Random(1), on_a_full_disk) == []


def test_where_nothing_can_be_written_one_can_look_and_is_told(steps: list[Step], tmp_path: Path) -> None:
    folder = shutil.copytree(steps[4].before, tmp_path / "tender")
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode & 0o555)
    done = run(folder, ("open", *TWO), as_whom=PLAIN)
    assert (done.returncode, done.stdout) == (4, "")
    assert "u mag daar niet schrijven" in " ".join(done.stderr.split())
    for words, told in ((("dossier", "controleer"), "regels passen aan elkaar"), ((), "Volgende stap")):
        done = run(folder, words, as_whom=PLAIN)
        assert done.returncode == 0, done.stderr
        assert told in " ".join(done.stdout.split())
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


def test_two_at_once_come_one_after_the_other(steps: list[Step], tmp_path: Path) -> None:
    step = steps[2]
    folder = shutil.copytree(step.before, tmp_path / "tender")
    command = [sys.executable, "-m", "tests.procedure.killed", "0", *step.words]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PATIENCE": "300"}
    both = [
        subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8")
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert sorted("was al ontvangen" in each for each in said) == [False, True]
    assert come_to(folder) == step.after


def test_the_second_is_told_who_works_there(steps: list[Step]) -> None:
    folder = steps[6].before
    with locked(folder):
        done = run(folder, steps[6].words)
    assert done.returncode == 4
    assert "in deze map werkt nu " in done.stderr
    assert " uur. Er is niets gedaan." in " ".join(done.stderr.split())


def test_what_was_cut_off_is_told_once_and_is_gone(steps: list[Step], tmp_path: Path) -> None:
    folder = shutil.copytree(steps[6].before, tmp_path / "tender")
    with (folder / RECORD).open("ab") as file:
        file.write(b'{"door":["An"],"form')
    first, second = (run(folder, steps[6].words) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert "een eerdere opdracht brak af" in first.stderr
    assert "brak af" not in second.stderr
    assert "dit was al vastgelegd, op 2 februari 2026 om 13.00 uur (regel " in " ".join(second.stderr.split())
    assert "al vastgelegd" not in first.stderr
    assert (folder / TORN).read_bytes() == b'{"door":["An"],"form\n'
    assert come_to(folder) == steps[6].after


def _flipped(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_one_byte_in_any_file_is_told_before_anything_else(steps: list[Step], tmp_path: Path) -> None:
    folder = shutil.copytree(steps[-1].before, tmp_path / "tender")
    named = {file.path: file for entry in read_record(folder).entries for file in named_files(entry)}
    assert len({Path(name).parts[0] for name in named}) == 3
    for name, file in named.items():
        path, whole = folder / name, (folder / name).read_bytes()
        for change in (lambda p, n=file.size: _flipped(p, n // 2), Path.unlink):
            change(path)
            stands = where_it_stands(folder).value
            assert stands is not None
            assert [each.partition(" is ")[0] for each in stands.veranderd] == [name]
            assert stands.volgende == ""
            path.write_bytes(whole)
    name = next(name for name in named if name.startswith("ontvangen/"))
    _flipped(folder / name, 100)
    done = run(folder, ())
    assert (done.returncode, done.stdout[: len(name) + 2]) == (4, f"✗ {name}")
    done = run(folder, steps[-1].words)
    assert (done.returncode, done.stdout) == (4, "")
    assert name in done.stderr


def test_what_somebody_puts_beside_a_submission_is_told(steps: list[Step], tmp_path: Path) -> None:
    folder = shutil.copytree(steps[-1].before, tmp_path / "tender")
    place = next((folder / "ontvangen").iterdir())
    (place / "Thumbs.db").write_bytes(b"of the system")
    assert check_record(folder).value.faults == ()  # type: ignore[union-attr]
    (place / "extra.xlsx").write_bytes(b"of nobody")
    (fault,) = check_record(folder).value.faults  # type: ignore[union-attr]
    assert fault.startswith(f"ontvangen/{place.name}/extra.xlsx hoort hier niet")


Change = Callable[[Path], None]


def _last_lost(folder: Path) -> None:
    lines = (folder / RECORD).read_bytes().splitlines(keepends=True)
    (folder / RECORD).write_bytes(b"".join(lines[:-1]))


def _end_lost(folder: Path) -> None:
    (folder / RECORD).write_bytes((folder / RECORD).read_bytes()[:-1])


CHANGES: dict[str, Change] = {
    "the record gone": lambda folder: (folder / RECORD).unlink(),
    "the record empty": lambda folder: (folder / RECORD).write_bytes(b""),
    "the last line gone": _last_lost,
    "the end of the last line gone": _end_lost,
    "a word of the last line": lambda folder: _flipped(folder / RECORD, -10),
    "what is beside the record gone": lambda folder: (folder / CONFIRMED).unlink(),
    "what is beside the record changed": lambda folder: _flipped(folder / CONFIRMED, 20),
    "what is beside the record empty": lambda folder: (folder / CONFIRMED).write_bytes(b""),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_part_of_the_record_goes_unseen(change: Change, steps: list[Step], tmp_path: Path) -> None:
    folder = shutil.copytree(steps[-1].before, tmp_path / "tender")
    change(folder)
    refusal = where_it_stands(folder).refusal
    assert refusal is not None
    assert "regel " in refusal.text


def test_one_byte_anywhere_in_the_record_is_told_with_its_line(steps: list[Step], tmp_path: Path) -> None:
    """Every byte by hand: `EVERY=1` before it."""
    folder = shutil.copytree(steps[-1].before, tmp_path / "tender")
    whole = (folder / RECORD).read_bytes()
    for place in range(0, len(whole), 1 if os.environ.get("EVERY") else 211):
        _flipped(folder / RECORD, place)
        line = whole[:place].count(b"\n") + 1
        with pytest.raises(RecordError) as told, suppress(UnicodeDecodeError):
            read_record(folder)
        assert told.value.line in (line, line + 1), place
        (folder / RECORD).write_bytes(whole)
