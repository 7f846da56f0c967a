"""Starting up: `inkoop --help` against a typer program that does nothing, and the check of one form."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.checkout import Checkout
from bench.corpus import KADER
from bench.harness import Figure, Section, Setup, ratio_figure, spread, take_turns
from bench.process import PROJECT, cost_of, module, script

LIMIT = 2.0
CHECK_LIMIT = 0.5
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
        "A fresh process each time, interpreter start included. Of `controleer` the processor time of all its"
        " processes.",
        (
            ratio_figure("`inkoop --help`", taken["inkoop"], taken["empty"], "empty typer program", LIMIT),
            _check(setup),
        ),
        profile=_imports,
        why_missed=_WHY,
    )


_WHY = (
    "Of one check a sixth is reading the kader in pure Python (ruamel), a third is making and reading back"
    " the empty form with which the form is compared, a third is imports (typer, rich, pydantic, the model of"
    " a kader), and an eighth is the process that reads the file."
)


def _check(setup: Setup) -> Figure:
    """`inkoop controleer` of one form, against an earlier commit where there is one."""
    checkouts = {"now": Checkout()} | ({"before": Checkout(setup.before)} if setup.before else {})
    form = PROJECT / "submissions" / KADER / "de-brede-oever.xlsx"
    kader = PROJECT / "criteria" / f"{KADER}.yaml"

    def seconds(name: str) -> float:
        # Each checks its own form: an earlier commit made another one.
        own = [checkouts[name].folder / path.relative_to(PROJECT) for path in (form, kader)]
        return float(checkouts[name].told("check_once", *own)["seconds"])

    for name in checkouts:
        seconds(name)  # once before it counts, so that all code is compiled
    works = {name: (lambda name=name: seconds(name)) for name in checkouts}
    taken = take_turns(setup.sizes.quick_rounds, works, setup.tell)
    if "before" in taken:
        return ratio_figure(
            "`controleer` of one form", taken["now"], taken["before"], "the commit before", CHECK_LIMIT
        )
    now = spread(taken["now"])
    return Figure("`controleer` of one form", f"{now.middle:.2f} s", now.text(".2f"), "")


def _imports() -> str:
    """The imports that take longest, in microseconds: own time, with what they import, name."""
    command = [sys.executable, "-X", "importtime", "-c", "import inkoop.cli"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT)
    lines = [line.removeprefix("import time:") for line in done.stderr.splitlines()[1:]]
    return "\n".join(sorted(lines, key=lambda line: -int(line.split("|")[0]))[:_SLOWEST])
