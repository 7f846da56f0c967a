"""`python -m bench.mutation`: what the last `make mutation` found, as the table of docs/kwaliteit.md."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

SEEN = frozenset({"killed", "timeout", "suspicious", "segfault"})
"""Ways in which a change is noticed: a test fails, or the tests never end."""


def read(lines: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    """By module how many changes there were, and how many were noticed."""
    made: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for line in lines:
        name, colon, state = line.strip().rpartition(": ")
        if not colon or "__mutmut_" not in name:
            continue
        module = name.split(".")[2]
        made[module] += 1
        seen[module] += state in SEEN
    return made, seen


def table(made: Counter[str], seen: Counter[str]) -> Iterator[str]:
    """The rows of the page, in the order of the alphabet, and the sum."""
    yield "| Module | Veranderd | Opgemerkt | Score |"
    yield "|---|---|---|---|"
    for module in sorted(made):
        yield _row(f"`{module}`", made[module], seen[module])
    yield _row("samen", made.total(), seen.total())


def _row(name: str, made: int, seen: int) -> str:
    return f"| {name} | {made} | {seen} | {100 * seen / made:.1f}".replace(".", ",") + " % |"


if __name__ == "__main__":
    mutmut = Path(sys.executable).with_name("mutmut")
    done = subprocess.run([mutmut, "results", "--all", "true"], capture_output=True, check=True, text=True)
    for row in table(*read(done.stdout.splitlines())):
        print(row)
