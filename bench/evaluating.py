"""A whole evaluation in a fresh process: time against the colleague's script, memory, and growth."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.checkout import Checkout
from bench.corpus import Corpus
from bench.harness import (
    Figure,
    Section,
    Setup,
    Spread,
    Timed,
    profile_of,
    ratio,
    ratio_figure,
    spread,
    take_turns,
)
from bench.process import Cost, cost_of, module, script
from inkoop.journeys.evaluate import evaluate

LIMIT = 0.7
MEMORY_LIMIT_MB = 350
GROWTH_LIMIT = 1.2
NOT_SLOWER = 1.05
"""Within what differs between two runs of the same code."""
_WITH_FINDINGS = (0, 1)
_HALF_A_STEP = 0.05
"""Totals are rounded to a tenth: two that differ by less than this are the same."""


@dataclass(frozen=True, slots=True)
class _Contestant:
    """A command, with what its runs cost."""

    command: list[str | Path]
    costs: list[Cost] = field(default_factory=list)

    def run(self) -> float:
        """Run it once more."""
        self.costs.append(cost_of(self.command, _WITH_FINDINGS))
        return self.costs[-1].seconds

    @property
    def seconds(self) -> list[float]:
        return [cost.seconds for cost in self.costs]

    @property
    def peak(self) -> Spread:
        """In MB."""
        return spread([cost.peak_mb for cost in self.costs])


def run(setup: Setup) -> Section:
    """Ours and the rival's script on the same folder, the command itself, and ours on fewer and more."""
    corpus, count = Corpus(setup.folder), setup.sizes.evaluated
    setup.tell("making submissions")
    folder, rival_totals = corpus.submissions(count), setup.folder / "rival.csv"
    ours = {size: _Contestant(_ours(corpus, size)) for size in sorted({count, *setup.sizes.growth})}
    rival = _Contestant(module("rival_pandas", folder, rival_totals))
    command = _Contestant([script("inkoop"), "beoordeel", corpus.kader_path, folder, "--json"])
    works = {f"ours {size}": one.run for size, one in ours.items()}
    turns: dict[str, Timed] = {**works, f"rival {count}": rival.run, "--json": command.run}
    earlier: list[Figure] = []
    if setup.before is not None:
        before, out = Checkout(setup.before), setup.folder / "before.csv"
        turns["before"] = lambda: before.cost("bench.evaluate_once", corpus.kader_path, folder, out).seconds
    taken = take_turns(setup.sizes.rounds, turns, setup.tell)
    if "before" in taken:
        ours_now = ours[count].seconds
        earlier.append(
            ratio_figure(
                f"evaluating {count} submissions, not slower than before",
                ours_now,
                taken["before"],
                "the commit before",
                NOT_SLOWER,
            )
        )
    name = f"evaluating {count} submissions"
    spoken = f"`inkoop beoordeel --json`, {count} submissions"
    return Section(
        "Evaluating",
        f"The journey `evaluate` in a fresh process, interpreter start included: {corpus.kader}, with the "
        "grades and decisions of the panel, to a CSV with the ranking. Each submission has its own name, "
        "registration number and grades. Ours reads in processes of its own, one a core; the rival has one "
        "process. Peak memory is that of the largest process.",
        (
            ratio_figure(name, ours[count].seconds, rival.seconds, "pandas and openpyxl script", LIMIT),
            ratio_figure(spoken, command.seconds, rival.seconds, "pandas and openpyxl script"),
            _memory_figure(f"memory, {count} submissions", ours[count], f"rival {rival.peak.middle:.0f} MB"),
            _memory_figure(f"memory of {spoken}", command, ""),
            *earlier,
            *_growth({size: ours[size] for size in setup.sizes.growth}),
        ),
        (_agreement(_totals_file(corpus, count), rival_totals),),
        profile=lambda: profile_of(lambda: evaluate(corpus.kader_path, [folder])),
    )


def _totals_file(corpus: Corpus, size: int) -> Path:
    return corpus.folder / f"totals-{size}.csv"


def _ours(corpus: Corpus, size: int) -> list[str | Path]:
    totals = _totals_file(corpus, size)
    return module("evaluate_once", corpus.kader_path, corpus.submissions(size), totals)


def _memory_figure(name: str, contestant: _Contestant, beside: str) -> Figure:
    peak = contestant.peak
    limit = f"≤ {MEMORY_LIMIT_MB} MB"
    met = peak.middle <= MEMORY_LIMIT_MB
    return Figure(name, f"{peak.middle:.0f} MB", f"{peak.text('.0f')} MB", beside, limit, met)


def _growth(ours: Mapping[int, _Contestant]) -> list[Figure]:
    """Time a submission and memory at each size, and whether the last step is still a straight line."""
    figures: list[Figure] = []
    each = {size: [seconds / size * 1000 for seconds in one.seconds] for size, one in ours.items()}
    for size, times in each.items():
        found, memory = spread(times), f"memory {ours[size].peak.middle:.0f} MB"
        figures.append(
            Figure(f"one of {size} submissions", f"{found.middle:.1f} ms", f"{found.text('.1f')} ms", memory)
        )
    *_, middle, most = each
    name = f"one of {most} against one of {middle}"
    step = ratio(each[most], each[middle])
    met = step.middle <= GROWTH_LIMIT
    limit = f"≤ {GROWTH_LIMIT:.2f} ×"
    figures.append(
        Figure(name, f"{step.middle:.2f} ×", f"{step.text()} ×", "a straight line is 1.00 ×", limit, met)
    )
    return figures


def _agreement(ours: Path, rival: Path) -> str:
    """How far the rival's totals are from ours, for everyone in our ranking."""
    mine, other = _totals(ours), _totals(rival)
    gaps = [abs(total - other[name]) for name, total in mine.items()]
    same = sum(gap < _HALF_A_STEP for gap in gaps)
    return (
        f"Both do the same sum: of the {len(mine)} submissions in our ranking the rival gives {same} the "
        f"same total, and the largest difference is {max(gaps, default=0):.1f} points of 1,000 (it rounds "
        f"floats, once; the kader rounds each score). The other {len(other) - len(mine)} submissions do not "
        "meet a requirement, miss an answer or stay below a threshold: we keep them out, the rival ranks "
        "them."
    )


def _totals(path: Path) -> dict[str, float]:
    with path.open(newline="", encoding="utf-8") as stream:
        return {row["inschrijver"]: float(row["totaal"]) for row in csv.DictReader(stream)}
