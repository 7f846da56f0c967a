"""How things are timed: rivals take turns, and only the ratio within a run is believed."""

from __future__ import annotations

import cProfile
import io
import pstats
import re
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Tell = Callable[[str], None]
"""Shows progress."""

Timed = Callable[[], float]
"""Does the work once and gives the seconds it took."""

_PROFILE_LINES = 15


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much work each measure does."""

    forms_read: int
    evaluated: int
    growth: tuple[int, ...]
    scored: int
    bids: tuple[int, ...]
    rounds: int
    """For measures that take minutes."""
    quick_rounds: int
    """For measures that take seconds."""


FULL = Sizes(200, 1000, (100, 1000, 5000), 1000, (10, 100, 1000), rounds=3, quick_rounds=11)
QUICK = Sizes(24, 80, (20, 80, 320), 200, (10, 100), rounds=3, quick_rounds=5)


@dataclass(frozen=True, slots=True)
class Setup:
    """What every measure gets: the sizes, a folder to write in, and a way to show progress."""

    sizes: Sizes
    folder: Path
    tell: Tell
    before: Path | None = None
    """A checkout of an earlier commit, to measure against."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure with the lowest and highest of its runs."""

    middle: float
    low: float
    high: float

    def text(self, form: str = ".2f") -> str:
        """The lowest and the highest."""
        return f"{self.low:{form}} – {self.high:{form}}"


def spread(values: Sequence[float]) -> Spread:
    """The median with the extremes."""
    return Spread(statistics.median(values), min(values), max(values))


def take_turns(rounds: int, works: Mapping[str, Timed], tell: Tell) -> dict[str, list[float]]:
    """Let all do their work in turns; each round another goes first. Gives the seconds by name."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    order = list(works)
    for number in range(1, rounds + 1):
        for name in order:
            taken[name].append(works[name]())
        order.append(order.pop(0))
        times = ", ".join(f"{name} {_seconds(seconds[-1])}" for name, seconds in taken.items())
        tell(f"round {number} of {rounds}: {times}")
    return taken


def ratio(ours: Sequence[float], rival: Sequence[float]) -> Spread:
    """Ours divided by the rival's, round by round."""
    return spread([mine / other for mine, other in zip(ours, rival, strict=True)])


def timed(work: Callable[[], object]) -> Timed:
    """The same work, giving its seconds."""

    def run() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return run


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the results. `met` is None where no target was set."""

    name: str
    measured: str
    spread: str
    beside: str
    target: str = "–"
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """What one measure found, how it did so, and where the time goes when a target is missed."""

    title: str
    method: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()
    why_missed: str = ""
    """What stands behind a target that is known to be missed."""
    profile: Callable[[], str] | None = field(default=None, compare=False)

    @property
    def missed(self) -> bool:
        """Whether any target was missed."""
        return any(figure.met is False for figure in self.figures)


def ratio_figure(
    name: str, ours: Sequence[float], rival: Sequence[float], rival_name: str, limit: float | None = None
) -> Figure:
    """The seconds of both, by round, as a line of the results."""
    found = ratio(ours, rival)
    mine, other = statistics.median(ours), statistics.median(rival)
    return Figure(
        name,
        f"{found.middle:.2f} ×",
        f"{found.text()} ×",
        f"{rival_name} ({_seconds(mine)} and {_seconds(other)})",
        "–" if limit is None else f"≤ {limit:.2f} ×",
        None if limit is None else found.middle <= limit,
    )


def _seconds(value: float) -> str:
    return f"{value:.1f} s" if value >= 1 else f"{value * 1000:.1f} ms"


def profile_of(work: Callable[[], object]) -> str:
    """The functions in which some work spends most of its own time."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    stream = io.StringIO()
    pstats.Stats(profiler, stream=stream).strip_dirs().sort_stats("tottime").print_stats(_PROFILE_LINES)
    lines = re.split(r"\n\s*ncalls", stream.getvalue(), maxsplit=1)
    return f"ncalls{lines[-1]}".rstrip()
