"""Ranking numbers: our evaluator against `bid-evaluation` from PyPI, where that can do the same."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import bid_evaluation
import pandas as pd

from bench.harness import Section, Setup, profile_of, ratio_figure, take_turns, timed
from inkoop.domain.answers import Number
from inkoop.domain.evaluation import LotResult
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Submission, SubmissionId
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.award.evaluation import Evaluator

KADER = Path(__file__).with_name("getallen.yaml")
_SEED = 2015
_TOLERANCE = 0.0001
_RANGES = {"prijs": (50_000, 90_000), "wachttijd": (0, 60), "ervaring": (0, 20), "tevreden": (40, 100)}


def run(setup: Setup) -> Section:
    """Score and rank the same bids with both, at several sizes."""
    tender = read_kader(KADER).value
    assert tender is not None
    figures, notes = [], []
    for count in setup.sizes.bids:
        bids = _bids(count)
        submissions = [_submission(name, bid) for name, bid in bids.iterrows()]

        def ours(submissions: list[Submission] = submissions) -> LotResult:
            return Evaluator(tender, Assessment()).evaluate(submissions)

        def rival(bids: pd.DataFrame = bids) -> pd.DataFrame:
            return _rival().evaluate(bids)

        notes.append(_agreement(count, ours(), rival()))
        setup.tell(f"{count} bids")
        works = {"ours": timed(ours), "bid-evaluation": timed(rival)}
        taken = take_turns(setup.sizes.quick_rounds, works, setup.tell)
        name = f"scoring and ranking {count} bids"
        figures.append(ratio_figure(name, taken["ours"], taken["bid-evaluation"], "bid-evaluation"))
    return Section(
        "Numeric bids",
        "Four numbers a bid: price (lowest price / price), a step table, and two straight lines. Ours: "
        "admission, exact decimals, the data for every reason, rounding, ranks and award. "
        f"Theirs (version {bid_evaluation.__version__}): four vectorised columns of floats and a rank.",
        tuple(figures),
        (*notes, *_limits()),
        profile=lambda: profile_of(ours),
    )


def _bids(count: int) -> pd.DataFrame:
    dice = random.Random(_SEED)
    rows = [{key: dice.randint(*ends) for key, ends in _RANGES.items()} for _ in range(count)]
    return pd.DataFrame(rows, index=[f"Aanbieder {number:04d}" for number in range(count)])


def _submission(name: object, bid: pd.Series) -> Submission:
    place = CellPlace(f"{name}.xlsx", "Aanbod", "C3")
    answers = {
        str(code): Answer(str(code), str(value), Number(Decimal(int(value))), place)
        for code, value in bid.items()
    }
    return Submission(SubmissionId(str(name)), f"{name}.xlsx", 0, "", str(name), answers=answers)


def _rival() -> bid_evaluation.Evaluator:
    """The same rules; its own straight line runs between the bids, so the published one is a function."""
    return (
        bid_evaluation.Evaluator()
        .min_ratio("prijs", 0.4)
        .threshold("wachttijd", 0.2, thresholds=[(0, 6, 100), (6, 16, 60), (16, 31, 25), (31, 61, 0)])
        .custom("ervaring", 0.2, lambda values, _: (values / 20 * 100).clip(0, 100))
        .direct("tevreden", 0.2)
    )


def _agreement(count: int, ours: LotResult, rival: pd.DataFrame) -> str:
    gaps, ranks = [], 0
    for place in ours.ranking:
        other = rival.loc[place.scorecard.submission.tenderer]
        gaps.append(abs(float(place.scorecard.total) - other["final_score"]))
        ranks += place.rank == other["ranking"]
    same = sum(gap <= _TOLERANCE for gap in gaps)
    return f"{count} bids: {same} totals and {ranks} ranks are the same."


def _limits() -> tuple[str, ...]:
    """What it cannot do, tried just now where it can be tried."""
    tie = (
        bid_evaluation.Evaluator(normalize_weights=False)
        .direct("a", 0.1)
        .direct("b", 0.2)
        .direct("c", 0.3)
        .evaluate(pd.DataFrame({"a": [1.0, 0.0], "b": [1.0, 0.0], "c": [0.0, 1.0]}))
    )
    line = bid_evaluation.Evaluator().linear("a", 1.0)
    two = line.evaluate(pd.DataFrame({"a": [10, 12]}))["final_score"].tolist()
    three = line.evaluate(pd.DataFrame({"a": [10, 12, 90]}))["final_score"].sort_index().tolist()[:2]
    try:
        bid_evaluation.Evaluator().direct("a", 1.0).evaluate(pd.DataFrame({"a": [1.0, None]}))
        missing = "gives a rank to"
    except (ValueError, TypeError) as error:
        missing = f"stops with {type(error).__name__} on"
    return (
        f"Floats: of two bids that both earn 0.3 points the ranks are {sorted(tie['ranking'].tolist())}.",
        f"Its straight line runs between the lowest and highest bid: {_shown(two)} for 10 and 12 becomes "
        f"{_shown(three)} when a third bid of 90 comes in. Ours runs between two published values.",
        f"A missing number {missing} the table. Ours earns nothing and says so.",
        "It has no requirements, yes/no or choice answers, coverage of a code list, named tie-break "
        "criteria, published rounding, award or places, and no reasons; it reads no forms.",
    )


def _shown(values: list[float]) -> str:
    return " and ".join(f"{value:.1f}" for value in values)
