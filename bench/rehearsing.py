"""A rehearsal of a kader: processor time, against an earlier commit where there is one."""

from __future__ import annotations

from bench.checkout import Checkout
from bench.corpus import KADER
from bench.harness import Figure, Section, Setup, ratio_figure, spread, take_turns
from bench.process import PROJECT

LIMIT = 0.4
_KADER = PROJECT / "criteria" / f"{KADER}.yaml"


def run(setup: Setup) -> Section:
    """`inkoop proefdraai` on the usual number of made-up tenders."""
    checkouts = {"now": Checkout()} | ({"before": Checkout(setup.before)} if setup.before else {})
    marks: dict[str, str] = {}

    def seconds(name: str) -> float:
        found = checkouts[name].told("rehearse_once", _KADER)
        marks[name] = found["mark"]
        return float(found["seconds"])

    for name in checkouts:
        seconds(name)  # once before it counts, so that all code is compiled
    works = {name: (lambda name=name: seconds(name)) for name in checkouts}
    taken = take_turns(setup.sizes.rounds, works, setup.tell)
    now = spread(taken["now"])
    name = f"proefdraai of {KADER}"
    notes: tuple[str, ...] = ()
    if "before" in taken:
        figure = ratio_figure(name, taken["now"], taken["before"], "the commit before", LIMIT)
        same = "the same bytes" if marks["now"] == marks["before"] else "other bytes"
        notes = (f"Both give {same}.",)
    else:
        figure = Figure(name, f"{now.middle:.1f} s", f"{now.text('.1f')} s", "")
    return Section(
        "Rehearsing",
        "`inkoop proefdraai --json` in a fresh process, without the start of the interpreter: processor "
        "time.",
        (figure,),
        notes,
        why_missed="Drawing bids and scoring them share what is left.",
    )
