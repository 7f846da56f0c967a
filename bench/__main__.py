"""`python -m bench`: measures everything and writes `bench/resultaten.md`.

Everything takes about half an hour on two cores; --snel takes small numbers, for an impression in a few
minutes. Names of measures limit the run to those. A quick or limited run is printed, and written only where
--uitvoer says.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from bench import machine, results
from bench.harness import FULL, QUICK, Section, Setup, Tell

Measure = Callable[[Setup], Section | None]
RESULTS = Path(__file__).with_name("resultaten.md")
MEASURES = (
    "starting",
    "standing",
    "scoring",
    "numeric_bids",
    "rehearsing",
    "reading",
    "reporting",
    "making",
    "many_lots",
    "lettering",
    "evaluating",
    "visiting",
)
"""The modules that measure; each is loaded when its turn comes, since some need a rival's package."""


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Meet hoe snel inkoop is.")
    parser.add_argument("measures", nargs="*", metavar="METING", help=f"uit: {', '.join(MEASURES)}")
    parser.add_argument("--snel", action="store_true", help="kleine aantallen, voor een indruk")
    parser.add_argument(
        "--tegen", type=Path, metavar="MAP", help="een map met een eerdere versie, om mee te vergelijken"
    )
    parser.add_argument("--uitvoer", type=Path, metavar="BESTAND", help="waar de uitkomst komt te staan")
    chosen = parser.parse_args()
    unknown = set(chosen.measures) - set(MEASURES)
    if unknown:
        parser.error(f"onbekend: {', '.join(sorted(unknown))}")
    before = chosen.tegen.resolve() if chosen.tegen else None
    text = _measure(chosen.measures or list(MEASURES), quick=chosen.snel, before=before)
    partial = chosen.measures or chosen.snel
    output = chosen.uitvoer or (None if partial else RESULTS)
    if output is None:
        print(text)
    else:
        output.write_text(text, "utf-8")
        print(output)


def _measure(names: list[str], *, quick: bool, before: Path | None) -> str:
    known = machine.facts()
    sections: list[Section] = []
    skipped: list[str] = []
    with tempfile.TemporaryDirectory(prefix="inkoop-bench-") as folder:
        for name in names:
            tell = _teller(name)
            tell("starts")
            run: Measure = import_module(f"bench.{name}").run
            section = run(Setup(QUICK if quick else FULL, Path(folder), tell, before))
            if section is None:
                tell("not there yet, skipped")
                skipped.append(name)
            else:
                sections.append(section)
        return results.page(sections, known, skipped, quick)


def _teller(name: str) -> Tell:
    """Progress on standard error, with the seconds since this measure began."""
    start = time.monotonic()

    def tell(text: str) -> None:
        print(f"{name:>12} {time.monotonic() - start:6.1f} s  {text}", file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    main()
