"""Starting up: `inkoop --help` against a typer program that does nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.harness import Section, Setup, ratio_figure, take_turns
from bench.process import PROJECT, cost_of, module, script

LIMIT = 2.0
_SLOWEST = 12


def run(setup: Setup) -> Section:
    """Both in fresh processes, in turns."""
    help_page: list[str | Path] = [script("inkoop"), "--help"]
    empty = module("empty_typer", "--help")
    cost_of(help_page)
    cost_of(empty)
    works = {"inkoop": lambda: cost_of(help_page).seconds, "empty": lambda: cost_of(empty).seconds}
    taken = take_turns(setup.sizes.quick_rounds, works, setup.tell)
    return Section(
        "Starting",
        "A fresh process each time, interpreter start included.",
        (ratio_figure("`inkoop --help`", taken["inkoop"], taken["empty"], "empty typer program", LIMIT),),
        profile=_imports,
    )


def _imports() -> str:
    """The imports that take longest, in microseconds: own time, with what they import, name."""
    command = [sys.executable, "-X", "importtime", "-c", "import inkoop.cli"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    lines = [line.removeprefix("import time:") for line in done.stderr.splitlines()[1:]]
    return "\n".join(sorted(lines, key=lambda line: -int(line.split("|")[0]))[:_SLOWEST])
