"""Runs the console blocks of a page, one after another in one folder, as a reader would."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .hands import PASSPHRASE, fill_in
from .pages import blocks

PROGRAM = Path(sys.executable).with_name("inkoop")
_EXIT = re.compile(r"\s+# afsluitcode (\d)$")


@dataclass(frozen=True)
class Step:
    """A command with the exit code and the lines of output that the page promises."""

    command: tuple[str, ...]
    code: int
    output: tuple[str, ...]
    line: int


def steps(page: str) -> Iterator[Step]:
    """The commands in the `console` blocks: `$ inkoop …` or `$ cd …`, with `# afsluitcode N` for another."""
    for block in blocks(page):
        if block.language == "console":
            yield from _steps_in(block.text, block.line + 1)


def _steps_in(text: str, start: int) -> Iterator[Step]:
    shown: list[str] = []
    for number, line in reversed(list(enumerate(text.splitlines(), start))):
        if line.startswith("$ "):
            typed = line.removeprefix("$ ")
            code = _EXIT.search(typed)
            words = tuple(shlex.split(_EXIT.sub("", typed)))
            shown.reverse()
            yield Step(words, int(code[1]) if code else 0, tuple(shown), number)
            shown = []
        elif line.strip():
            shown.append(line)


def in_order(page: str) -> list[Step]:
    """All steps from top to bottom."""
    return sorted(steps(page), key=lambda step: step.line)


def run(step: Step, folder: Path) -> Path:
    """Run a step; its exit code and every line the page shows must be there. Gives the folder to go on in."""
    if step.command[0] == "cd":
        (target,) = step.command[1:]
        assert (folder / target).is_dir(), f"regel {step.line}"
        return (folder / target).resolve()
    assert step.command[0] == "inkoop", f"regel {step.line}"
    if step.command[1:2] == ("lever-in",):
        for word in step.command[2:]:
            if word.endswith(".xlsx"):
                fill_in(folder / word)
    done = subprocess.run(
        [PROGRAM, *step.command[1:]],
        cwd=folder,
        input=f"{PASSPHRASE}\n" * 2,
        env={**os.environ, "COLUMNS": "110", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    told = f"regel {step.line}: {' '.join(step.command)}\n{done.stdout}{done.stderr}"
    assert done.returncode == step.code, told
    seen = _flat(done.stdout + done.stderr)
    for line in step.output:
        position = 0
        for part in _flat(line).split("…"):
            position = seen.find(part.strip(), position)
            assert position >= 0, f"{line!r} staat niet in de uitvoer. {told}"
    return folder


def _flat(text: str) -> str:
    """The text on one line, whatever the width of the terminal made of it."""
    return re.sub("─+", "─", " ".join(text.split()))
