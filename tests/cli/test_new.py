"""`inkoop nieuw` as people meet it: on a terminal with arrow keys, and in a script without one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyte
import pytest

from inkoop.readers.settings.kader import read_kader
from tests.command import INKOOP, run

pytestmark = pytest.mark.langzaam
pexpect = pytest.importorskip("pexpect", reason="Windows has no pseudo-terminal")
DOWN, ESCAPE, ENTER, SPACE, CTRL_C = "\x1b[B", "\x1b", "\r", " ", "\x03"


class Terminal:
    """A terminal of a hundred columns with somebody in front of it."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.screen = pyte.Screen(100, 40)
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            str(INKOOP),
            ["nieuw", *arguments],
            cwd=str(folder),
            dimensions=(40, 100),
            encoding="utf-8",
            env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": "1"},
        )
        # A real terminal says where its cursor is.
        self.screen.write_process_input = self.child.send

    def shown(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait(self, words: str) -> None:
        """Until something stands on the screen."""
        end = time.monotonic() + 60
        while words not in self.shown() and time.monotonic() < end:
            self._read()
        assert words in self.shown(), self.shown()

    def answer(self, question: str, *keys: str) -> None:
        """Type when a question is there and waits."""
        self.wait(f"? {question}")
        for key in keys:
            self.child.send(key)
            self._read()

    def finish(self) -> int:
        """Until the command ends; its exit code."""
        while self._read():
            pass
        self.child.close()
        return int(self.child.exitstatus)

    def _read(self) -> bool:
        try:
            self.stream.feed(self.child.read_nonblocking(4096, 0.3))
        except pexpect.TIMEOUT:
            pass
        except pexpect.EOF:
            return False
        return True


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def start(*arguments: str) -> Terminal:
        opened.append(Terminal(tmp_path, *arguments))
        return opened[-1]

    yield start
    for each in opened:
        each.child.close(force=True)


def test_three_lots_on_a_terminal(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    made = terminal("meerdonk", "--titel", "Dagbesteding", "--drempel", "0")
    made.answer("Wat is uw kenmerk?", ENTER)
    made.answer("Welke gemeente koopt in?", "Gemeente Zandhuizen", ENTER)
    made.answer("Op welk e-mailadres", "niks", ENTER)
    made.wait("Typ een e-mailadres")
    made.answer("Op welk e-mailadres", "\x15", "inkoop@zandhuizen.example", ENTER)
    made.answer("Welke percelen zijn er?", "noord", ENTER)
    made.wait("Eén perceel is geen perceel.")
    made.answer("Welke percelen zijn er?", ", zuid, Oost en West", ENTER)
    made.answer("Wie bepaalt het tarief?", DOWN, ESCAPE)
    made.answer("Welke percelen zijn er? Met komma's ertussen; niets voor één geheel. noord, zuid", ENTER)
    made.answer("Wie bepaalt het tarief?", DOWN, ENTER)
    made.answer("Wat is de ondergrens", ENTER)
    made.answer("En de bovengrens?", ENTER)
    made.answer("Welke eisen stelt u?", ENTER)
    made.answer("Waarop beoordeelt u", DOWN, DOWN, DOWN, DOWN, SPACE, ENTER)
    made.wait("Kies er 1 tot en met 4.")
    made.answer("Waarop beoordeelt u", SPACE, ENTER)
    made.answer("Wat verdeelt u?", DOWN, ENTER)
    made.answer("Hoeveel zijn het er?", "\x15", "40", ENTER)
    made.answer("Wanneer publiceert u?", "\x15", "1 maart 2027 9:00", ENTER)
    made.answer("Tot wanneer", ENTER)
    assert made.finish() == 0
    assert "meerdonk/kader.yaml" in made.shown()
    assert "done" not in made.shown()
    assert "WARNING" not in made.shown()
    read = read_kader(tmp_path / "meerdonk" / "kader.yaml")
    assert read.value is not None
    assert read.value.lots is not None
    assert [lot.title for lot in read.value.lots.items] == ["Noord", "Zuid", "Oost en West"]
    assert read.value.award is not None
    assert read.value.award.capacity is not None
    assert read.value.award.capacity.size == 40
    assert read.value.info.buyer == "Gemeente Zandhuizen"
    assert str(read.value.info.closes) == "2027-04-12 12:00:00"


def test_who_stops_leaves_nothing_behind(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    made = terminal("meerdonk")
    made.answer("Hoe heet de aanbesteding?", ENTER)
    made.answer("Wat is uw kenmerk?", CTRL_C)
    assert made.finish() == 130
    assert "afgebroken; er is niets half geschreven." in made.shown()
    assert list(tmp_path.iterdir()) == []


def test_a_full_folder_is_told_before_anything_is_asked(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    (tmp_path / "meerdonk").mkdir()
    (tmp_path / "meerdonk" / "iets").touch()
    made = terminal("meerdonk")
    made.wait("meerdonk is niet leeg.")
    assert made.finish() == 4


def test_whoever_names_everything_is_asked_nothing(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    made = terminal("meerdonk", "--standaard")
    assert made.finish() == 0
    assert "Niet genoemd, en daarom zo ingevuld: titel Dagbesteding;" in " ".join(made.shown().split())
    assert (tmp_path / "meerdonk" / "kader.yaml").exists()


def test_a_script_is_asked_nothing_and_told_what_was_filled_in(tmp_path: Path) -> None:
    done = run("nieuw", "a", "--percelen", "noord,zuid", "--prijs", "bod", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [str(Path("a/kader.yaml")), str(Path("a/inschrijvingen"))]
    told = " ".join(done.stderr.split())
    assert "Niet genoemd, en daarom zo ingevuld: titel Dagbesteding;" in told
    assert "percelen" not in told
    assert "bovengrens 50,00" in told
    assert run("kader", "a/kader.yaml", "--streng", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--prijs", "gratis"], "--prijs: gratis kan hier niet."),
        (["--voorbeeld", "meerdonk-2027", "--prijs", "bod"], "--prijs past niet bij een voorbeeld."),
        (["--standaard", "--met-inschrijvingen"], "--standaard past niet bij een voorbeeld."),
        (["--voorbeeld", "utrecht"], "Kies uit: meerdonk-2027, amsterdam-2021, zwolle-2015."),
    ],
)
def test_what_does_not_fit_is_one_sentence(arguments: list[str], told: str, tmp_path: Path) -> None:
    done = run("nieuw", "a", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "a").exists()


def test_without_a_name_the_example_is_the_small_one(tmp_path: Path) -> None:
    assert run("nieuw", "a", "--met-inschrijvingen", cwd=tmp_path).returncode == 0
    assert "MD-DB-2027-01" in (tmp_path / "a" / "kader.yaml").read_text("utf-8")
    assert list((tmp_path / "a" / "inschrijvingen").glob("*.xlsx"))


def test_what_asks_is_imported_only_to_ask(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from inkoop.cli import main\n"
        f"try: main(['nieuw', {str(tmp_path / 'a')!r}, '--standaard'])\n"
        "except SystemExit: pass\n"
        "print(*[name for name in ('questionary', 'prompt_toolkit') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == ""
