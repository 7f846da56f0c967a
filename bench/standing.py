"""`inkoop` alone in a big tender's folder, against a program that only reads and sums the same bytes."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

from bench.corpus import KADER
from bench.harness import Figure, Section, Setup, ratio_figure, spread, take_turns
from bench.process import PROJECT, script
from inkoop.domain.procedure.facts import Decided, Entry, Fact, FileRef, Opened, Published, Received
from inkoop.readers.procedure.files import reference
from inkoop.readers.procedure.record import CONFIRMED, RECORD
from inkoop.writers.procedure.record import line_of

FACTS, SUBMISSIONS = 10_000, 300
LIMIT = 10.0
_CLOSES = datetime(2027, 4, 12, 12, tzinfo=timezone(timedelta(hours=2)))
_BARE = """
import hashlib, json, pathlib
lines = pathlib.Path("dossier.jsonl").read_bytes().splitlines()
for line in lines:
    hashlib.sha256(line), json.loads(line)
for path in pathlib.Path("ontvangen").rglob("*.xlsx"):
    hashlib.sha256(path.read_bytes())
"""


def run(setup: Setup) -> Section:
    """Both in fresh processes, in turns; what counts is the time that they reckon, not how long it takes."""
    folder = setup.folder / "aanbesteding"
    big_folder(folder)
    ours: Sequence[str | Path] = [script("inkoop")]
    bare: Sequence[str | Path] = [sys.executable, "-c", _BARE]
    for command in (ours, bare):
        _reckoned(command, folder)  # once before it counts, so that all code is compiled
    works = {"ours": lambda: _reckoned(ours, folder), "bare": lambda: _reckoned(bare, folder)}
    taken = take_turns(setup.sizes.quick_rounds, works, setup.tell)
    now = spread(taken["ours"])
    return Section(
        "Where a tender stands",
        f"`inkoop` alone in a folder with {FACTS} facts and {SUBMISSIONS} submissions: every line of the"
        " record read strictly and held against the one before and the table of steps, every file summed."
        " Processor time, interpreter start included.",
        (
            Figure("`inkoop`", f"{now.middle:.2f} s", now.text(".2f"), ""),
            ratio_figure("`inkoop`", taken["ours"], taken["bare"], "`json.loads` and SHA-256 alone", LIMIT),
        ),
    )


def _reckoned(command: Sequence[str | Path], folder: Path) -> float:
    before = os.times()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def big_folder(folder: Path) -> None:
    """A folder as after months of work: everything received and opened, and thousands of decisions."""
    kader = folder / "publicatie" / "1" / "kader.yaml"
    kader.parent.mkdir(parents=True)
    kader.write_bytes((PROJECT / "criteria" / f"{KADER}.yaml").read_bytes())
    stand, lines = "0" * 64, []
    for number, (fact, moment) in enumerate(_facts(folder, reference(kader, folder)), 1):
        entry = Entry(number=number, before=stand, moment=moment, by=("An", "Bo"), fact=fact)
        lines.append(line_of(entry))
        stand = hashlib.sha256(lines[-1]).hexdigest()
    (folder / RECORD).write_bytes(b"".join(line + b"\n" for line in lines))
    (folder / CONFIRMED).write_text(f"{len(lines)} {stand}\n", "ascii")


def _facts(folder: Path, kader: FileRef) -> Iterator[tuple[Fact, datetime]]:
    before, after = _CLOSES - timedelta(days=1), _CLOSES + timedelta(days=1)
    yield Published(version=1, fingerprint="1" * 64, closes=_CLOSES, kader=kader, files=(kader,)), before
    form = (PROJECT / "submissions" / KADER / "de-brede-oever.xlsx").read_bytes()
    for number in range(1, SUBMISSIONS + 1):
        path = folder / "ontvangen" / f"{number:04d}-aanbieder" / "formulier.xlsx"
        path.parent.mkdir(parents=True)
        path.write_bytes(form + str(number).encode())
        file = reference(path, folder)
        who = f"Aanbieder {number}"
        yield (
            Received(number=number, tenderer=who, arrived=before, source="hand", form=file, files=(file,)),
            before,
        )
    yield Opened(numbers=tuple(range(1, SUBMISSIONS + 1))), after
    for number in range(FACTS - SUBMISSIONS - 2):
        words = "Gezien, en besproken met de aanbieder."
        yield (
            Decided(number=number % SUBMISSIONS + 1, subject="E1", ruling="voldoet", motivation=words),
            after,
        )
