"""Making and checking a report on the clock, as whole commands, against an earlier commit."""

from __future__ import annotations

import statistics
from pathlib import Path

from bench.checkout import Checkout
from bench.corpus import KADER, Corpus
from bench.harness import Figure, Section, Setup, ratio_figure, spread, take_turns
from bench.process import PROJECT

LIMIT, LIMIT_MANY, LIMIT_HTML, LIMIT_VERIFY = 0.35, 0.30, 2.0, 0.5
_MANY = 60


def run(setup: Setup) -> Section:
    """All of a report on a few bids and on many; only the pages for the screen; checking a report."""
    checkouts = {"now": Checkout()} | ({"before": Checkout(setup.before)} if setup.before else {})
    corpus = Corpus(setup.folder)
    few, many = PROJECT / "submissions" / KADER, corpus.submissions(_MANY)
    peaks: list[float] = []

    def seconds(name: str, bids: Path, *options: str) -> float:
        out = setup.folder / f"uit-{name}"
        cost = checkouts[name].cost(
            "inkoop", "rapport", corpus.kader_path, bids, "-o", out, *options, allowed=(0, 1)
        )
        if name == "now":
            peaks.append(cost.peak_mb)
        return cost.seconds

    def checking() -> float:
        report = setup.folder / "uit-now" / "rapport.pdf"
        return checkouts["now"].cost("inkoop", "verifieer", report).seconds

    def turns(bids: Path, *options: str) -> dict[str, list[float]]:
        works = {name: (lambda name=name: seconds(name, bids, *options)) for name in checkouts}
        for work in works.values():
            work()  # once before it counts, so that all code is compiled
        return take_turns(setup.sizes.rounds, works, setup.tell)

    made, html = (
        turns(few),
        take_turns(setup.sizes.rounds, {"now": lambda: seconds("now", few, "--alleen", "html")}, setup.tell),
    )
    of_many = turns(many)
    seconds("now", few)
    both = take_turns(
        setup.sizes.rounds, {"checking": checking, "making": lambda: seconds("now", few)}, setup.tell
    )
    return Section(
        "Making and checking reports",
        "Commands in a fresh process, interpreter start included, on the clock. Both reports with their "
        "summary, the data and the pages for the screen; PDFs are made side by side on all cores, so who "
        "else works on the machine counts twice.",
        (
            _beside(f"`inkoop rapport`, {KADER}", made, LIMIT),
            _beside(f"`inkoop rapport`, {_MANY} bids", of_many, LIMIT_MANY),
            _alone("`inkoop rapport --alleen html`", html["now"], LIMIT_HTML),
            ratio_figure("`inkoop verifieer`", both["checking"], both["making"], "making it", LIMIT_VERIFY),
            Figure("memory of `inkoop rapport`", f"{max(peaks):.0f} MB", "", "of its largest process"),
        ),
        why_missed="What is left is WeasyPrint, and it is flat: half of it lays out text, boxes and tables, "
        "a third draws them (a chart letter by letter), and the rest reads the page and its style sheet.",
    )


def _beside(name: str, taken: dict[str, list[float]], limit: float) -> Figure:
    if "before" in taken:
        return ratio_figure(name, taken["now"], taken["before"], "the commit before", limit)
    return _alone(name, taken["now"], None)


def _alone(name: str, taken: list[float], limit: float | None) -> Figure:
    found = spread(taken)
    target = "–" if limit is None else f"≤ {limit:.1f} s"
    met = None if limit is None else statistics.median(taken) <= limit
    return Figure(name, f"{found.middle:.1f} s", f"{found.text('.1f')} s", "", target, met)
