"""Ends every command of a tender's folder by force, and holds what is left against what was promised.

    python -m tests.procedure.killing 500

ends 500 commands, a fourth at a moment, a fourth at one of their own doings in the folder, a fourth by a full
disk, and a fourth by Ctrl-C, each drawn by lot from a fixed seed, and tells what did not hold.
"""

from __future__ import annotations

import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inkoop.journeys.procedure.standing import check_record
from inkoop.readers.procedure.record import RECORD, read_record
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS, ROOT
from tests.procedure.tender_case import BIDDERS, KADER, filled
from tests.procedure.test_panel import agreed

ACKNOWLEDGED = "erkend:\n" + "".join(
    f"  - {{code: {code}, reden: Om te oefenen.}}\n"
    for code in ("PROEF-04", "PROEF-31", "PROEF-38", "PROEF-39")
)
BEFORE, AFTER = "2026-02-01 09:00", "2026-02-02 13:00"
TWO = ("--door", "An", "--door", "Bo")
CHANGED = """versie: 2
wijzigingen: [{versie: 2, datum: 2026-01-20, wat: De inleiding is langer.}]
"""
_STAND = re.compile(r"stand van het dossier ([0-9a-f]{64})")


@dataclass(frozen=True)
class Step:
    """One command of the walk, with the folder as it is before it."""

    words: tuple[str, ...]
    before: Path
    after: Mapping[str, Any] = field(default_factory=dict)
    """What the folder comes to where nobody ends the command."""
    doings: int = 0
    seconds: float = 3
    """How long it took, here and then."""


def run(
    folder: Path, words: Sequence[str], at: int = 0, as_whom: Sequence[str] = (), **more: Any
) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, ended at one of its doings where `at` is not 0."""
    return subprocess.run(
        [*as_whom, sys.executable, "-m", "tests.procedure.killed", str(at), *words],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        encoding="utf-8",
        check=False,
        **more,
    )


def _environment(folder: Path) -> dict[str, str]:
    doings = str(folder.parent / "doings")
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "110", "DOINGS": doings}


def come_to(folder: Path) -> dict[str, Any]:
    """What a folder comes to, without what is drawn by lot or stands in it for the moment."""
    state = read_record(folder).state
    stamps = {each.stamp for each in (*state.assessors, state.panel) if each}
    return {
        "versions": [each.version for each in state.versions],
        "received": [(n, bid.form and bid.form.sha256, bid.counts) for n, bid in sorted(state.bids.items())],
        "opened": state.opened,
        "decisions": len(state.decisions),
        "assessors": [each.assessor for each in state.assessors],
        "panel": state.panel is not None,
        "back": len(stamps & state.handed_in.keys()),
        "locked": state.locked is not None,
        "withdrawn": [each.number for each in state.withdrawn],
        "sent": [(each.sent, sorted(Path(file.path).name for file in each.files)) for each in state.sent],
        "objections": sorted(state.objections),
        "final": state.final is not None,
    }


def walk(room: Path, *, to_the_end: bool = False) -> list[Step]:
    """From publishing to fixing the quality, each command run once: with a folder from before each.

    Args:
        to_the_end: go on with the letters, an objection and the final award.
    """
    folder, forms = room / "tender", room / "formulieren"
    folder.mkdir()
    forms.mkdir()
    (folder / "kader.yaml").write_text(KADER.read_text("utf-8") + ACKNOWLEDGED, "utf-8")
    made: list[Step] = []

    def step(*words: str) -> None:
        before = shutil.copytree(folder, room / f"voor-{len(made)}")
        start = time.monotonic()
        done = run(folder, words)
        assert done.returncode == 0, f"{words}\n{done.stdout}{done.stderr}"
        taken, doings = time.monotonic() - start, int((room / "doings").read_text("ascii"))
        made.append(Step(words, before, come_to(folder), doings, taken))

    step("publiceer", "--alleen-formulier", "--zonder-kluis", "Oefening.", "--nu", "2026-01-05 09:00")
    kader = (folder / "kader.yaml").read_text("utf-8")
    (folder / "kader.yaml").write_text(kader.replace("om mee te testen", "om te proberen") + CHANGED, "utf-8")
    step("publiceer", "--alleen-formulier", "--wijziging", "Duidelijker.", "--nu", "2026-01-20 09:00")
    _write_forms(folder, forms)
    step("ontvang", str(forms), "--nu", BEFORE)
    late = shutil.copyfile(forms / f"{BIDDERS[1]}.xlsx", room / "laat.xlsx")
    _write_forms(folder, room, names=(("laat", "Te Laat"),))
    step("ontvang", str(late), "--nu", "2026-02-02 12:01")
    step("open", *TWO, "--nu", AFTER)
    number = str(len(BIDDERS) + 1)
    step("meedoen", number, "--nee", "--motivering", "Te laat.", "--door", "An", "--nu", AFTER)
    step("besluit", "1", "E2", "voldoet", "--motivering", "Gezien.", "--door", "An", "--nu", AFTER)
    step("beoordelaars", "--naam", "An", "--naam", "Bo", "--bewoners", "Cor", "--nu", AFTER)
    step("beoordelaars", "--terug", "Cor", "--reden", "Ziek.", "--door", "An", "--nu", AFTER)
    books = [
        filled(book, room / f"in-{book.name}", dict.fromkeys(BIDDERS, 6), f"{book.stem}: ")
        for book in sorted((folder / "beoordeling").glob("B[12]*.xlsx"))
    ]
    step("lever-in", *map(str, books), "--nu", AFTER)
    step("overleg", "--nu", AFTER)
    panel = agreed(folder / "beoordeling" / "overleg.xlsx", room / "panel.xlsx", dict.fromkeys(BIDDERS, 6))
    step("lever-in", str(panel), "--nu", AFTER)
    step("kwaliteit-vast", *TWO, "--nu", AFTER)
    step("terugtrekken", "2", "--reden", "Een brief.", "--door", "An", "--nu", AFTER)
    if to_the_end:
        _decided(folder, step)
    return made


def _decided(folder: Path, step: Callable[..., None]) -> None:
    """What comes after the quality is fixed; the report is made by hand, as it is nothing of the record."""
    assert run(folder, ("rapport", "--alleen", "pdf", "--een-lezing")).returncode in (0, 1)
    step("brieven", "--verzonden", "2026-02-09", "--door", "An", "--nu", "2026-02-09 09:00")
    step("bezwaar", "1", "--reden", "Het cijfer.", "--door", "An", "--nu", "2026-02-12 09:00")
    end = ("--einde", "ongegrond", "--reden", "Het klopt.")
    step("bezwaar", "1", *end, "--door", "An", "--nu", "2026-02-13 09:00")
    step("proces-verbaal")
    step("gun", "--door", "An", "--nu", "2026-04-01 09:00")


def _write_forms(folder: Path, forms: Path, names: Sequence[tuple[str, str]] = ()) -> None:
    tender = read_kader(folder / "kader.yaml").value
    assert tender is not None
    for number, (stem, name) in enumerate(names or [(each, each) for each in BIDDERS]):
        own = {
            "naam": name,
            "kvk": f"9000000{number + 5 * bool(names)}",
            "plan": f"Plan {number} van {name}.",
            "wachttijd": number,
        }
        answers = {code: value for code, value in (GOOD_ANSWERS | own).items() if value is not None}
        write_form(tender, forms / f"{stem}.xlsx", answers)


def unwhole(folder: Path) -> Iterator[str]:
    """Every file under a name of its own that is not whole, read with nothing of ours."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            if path.suffix in (".xlsx", ".docx"):
                with zipfile.ZipFile(path) as archive:
                    whole = archive.testzip() is None
            elif path.suffix == ".pdf":
                whole = path.read_bytes().rstrip().endswith(b"%%EOF")
            else:
                whole = path.stat().st_size > 0 or path.name == RECORD
        except zipfile.BadZipFile:
            whole = False
        if not whole:
            yield f"{path.relative_to(folder)} is half"


def amiss(folder: Path, before: bytes, said: str) -> Iterator[str]:
    """What does not hold after a command was ended, given the record of before and what was on the screen."""
    now = (folder / RECORD).read_bytes() if (folder / RECORD).exists() else b""
    if not now.startswith(before):
        yield "the record of before is not there any more"
    proof = check_record(folder).value
    if proof is None or not proof.right:
        yield f"the check says: {proof and proof.faults}"
        return
    told = _STAND.findall(said)
    if told and told[-1] not in read_record(folder).stands:
        yield "what stood on the screen is not in the record"
    yield from unwhole(folder)


def ended(step: Step, folder: Path, chance: random.Random, how: Callable[..., str]) -> list[str]:
    """Disturb the command in a copy of its folder, give it again, and tell what does not hold."""
    shutil.copytree(step.before, folder)
    before = (folder / RECORD).read_bytes() if (folder / RECORD).exists() else b""
    said = how(step, folder, chance)
    wrong = list(amiss(folder, before, said))
    if "in het programma zelf" in said or "Traceback" in said:
        wrong.append(f"it crashed: {said}")
    again = run(folder, step.words)
    if again.returncode:
        wrong.append(f"again: {again.returncode} {again.stdout}{again.stderr}")
    elif come_to(folder) != step.after:
        wrong.append(f"again it came to {come_to(folder)}")
    wrong += [f"after again: {each}" for each in amiss(folder, before, again.stdout)]
    if list(folder.rglob(".*bezig-*")):
        wrong.append("something unfinished was left")
    shutil.rmtree(folder)
    return wrong


def at_a_doing(step: Step, folder: Path, chance: random.Random) -> str:
    """Ended just before one of its own doings in the folder."""
    return run(folder, step.words, chance.randint(1, step.doings)).stdout


def at_a_moment(step: Step, folder: Path, chance: random.Random, how: signal.Signals = signal.SIGKILL) -> str:
    """Ended from outside at any moment while it works."""
    command = [sys.executable, "-m", "tests.procedure.killed", "0", *step.words]
    with subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        try:
            said, _ = process.communicate(timeout=chance.uniform(0.3, step.seconds))
        except subprocess.TimeoutExpired:
            process.send_signal(how)
            said, _ = process.communicate()
        return said


def by_hand(step: Step, folder: Path, chance: random.Random) -> str:
    """Ended by Ctrl-C at any moment."""
    return at_a_moment(step, folder, chance, signal.SIGINT)


def on_a_full_disk(step: Step, folder: Path, chance: random.Random) -> str:
    """No file gets longer than the record was, and a few bytes more: as where the disk has no room."""
    record = folder / RECORD
    most = (record.stat().st_size if record.exists() else 0) + chance.randint(0, 150)
    done = run(folder, step.words, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    assert done.returncode == 4, f"{step.words} {most}\n{done.stdout}{done.stderr}"
    told = ("kan niet gelezen of geschreven worden: ", "is gestopt. Er is niets veranderd.")
    assert any(each in " ".join(done.stderr.split()) for each in told), done.stderr
    return done.stdout + done.stderr


WAYS = (at_a_doing, at_a_moment, on_a_full_disk)
ALL_WAYS = (*WAYS, by_hand)


def main(count: int) -> None:
    """End so many commands and tell what did not hold."""
    room = Path(tempfile.mkdtemp(prefix="inkoop-"))
    chance, steps, faults = random.Random(2027), walk(room, to_the_end=True), 0
    for number in range(count):
        step, how = steps[number % len(steps)], ALL_WAYS[number // len(steps) % len(ALL_WAYS)]
        wrong = ended(step, room / "proef", chance, how)
        faults += bool(wrong)
        for each in wrong:
            print(f"{number}  {step.words[0]}  {how.__name__}: {each}", flush=True)
    print(f"{count} ended, {faults} did not hold; doings {[(s.words[0], s.doings) for s in steps]}")
    shutil.rmtree(room)


if __name__ == "__main__":
    main(int(sys.argv[1]))
