"""The letters of an award decision: processor time by part, and on the clock, against an earlier commit."""

from __future__ import annotations

from bench.checkout import Checkout
from bench.corpus import Corpus
from bench.harness import Figure, Section, Setup, ratio_figure, spread, take_turns

LIMIT = 1.0
TARGET = 0.040
"""Seconds a letter, on two cores."""
_MOST = 200
_PARTS = {"word": "a letter for Word", "page": "the page of a PDF", "pdf": "a PDF of that page"}


def run(setup: Setup) -> Section:
    """A letter to each of many, for Word and as PDF."""
    many = min(_MOST, setup.sizes.forms_read)
    corpus = Corpus(setup.folder)
    checkouts = {"now": Checkout()} | ({"before": Checkout(setup.before)} if setup.before else {})
    found: dict[str, dict[str, list[float]]] = {name: {} for name in checkouts}

    def seconds(name: str) -> float:
        told = checkouts[name].told("letter_once", corpus.kader_path, corpus.submissions(many))
        for part in _PARTS:
            found[name].setdefault(part, []).append(told[part])
        return float(told["clock"])

    taken = take_turns(
        setup.sizes.rounds, {name: (lambda name=name: seconds(name)) for name in checkouts}, setup.tell
    )
    now = spread(taken["now"])
    clock = Figure(
        "all of a letter, on the clock",
        f"{now.middle * 1000:.0f} ms",
        f"{now.low * 1000:.0f} – {now.high * 1000:.0f} ms",
        "",
        f"≤ {TARGET * 1000:.0f} ms",
        now.middle <= TARGET,
    )
    figures = [clock]
    if "before" in taken:
        beside = "the commit before"
        figures.append(ratio_figure("the same, against before", taken["now"], taken["before"], beside, LIMIT))
        figures += [
            ratio_figure(words, found["now"][part], found["before"][part], beside)
            for part, words in _PARTS.items()
        ]
    else:
        figures += [_alone(words, found["now"][part]) for part, words in _PARTS.items()]
    return Section(
        "Letters",
        f"A letter to each of {many} bidders, for Word and as PDF/UA-1 and PDF/A-3a; four contracts, "
        "eighteen sub-criteria. On the clock: processes started, pages made, PDFs on all cores. The parts: "
        "processor time in one process.",
        tuple(figures),
        why_missed="What is left is WeasyPrint: some 40 ms of processor time a page, and a letter to who "
        "gets no contract has six or seven. It is flat: 45 % lays out text and tables, 20 % draws them, 13 % "
        "tags and writes the PDF, 12 % reads the page and its style sheet, 5 % makes the foot of each page.",
    )


def _alone(name: str, taken: list[float]) -> Figure:
    found = spread(taken)
    middle, low, high = (value * 1000 for value in (found.middle, found.low, found.high))
    return Figure(name, f"{middle:.1f} ms", f"{low:.1f} – {high:.1f} ms", "processor time")
