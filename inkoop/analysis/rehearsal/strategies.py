"""How a bidder would play the rules: small worked examples, each ranked by the real engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.analysis.rehearsal.bids import Bid, Level
from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.levels import levels, lever, lowest_price, usual_bid
from inkoop.analysis.rehearsal.reversal import FIRST, SECOND, Standing, standings
from inkoop.analysis.rehearsal.stage import Stage, contracts
from inkoop.domain.findings import has_errors
from inkoop.domain.questions import TextQuestion
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion
from inkoop.rules.scoring.maxima import maxima
from inkoop.rules.submission.price_checks import price_findings

_FINE = 101
"""Places on the ladder of prices, so that its lowest is the lowest realistic price itself."""


@dataclass(frozen=True, slots=True)
class LowPrice:
    """A against B, who is the same but cheaper: once at the lowest realistic price, once as low as can be."""

    criterion: str
    usual: str
    realistic: str
    extreme: str
    at_realistic: tuple[Standing, ...]
    at_extreme: tuple[Standing, ...]
    """Empty where such a price is put to a person: then nobody can say where it ends."""
    dropped_realistic: tuple[str, ...]
    """The open answers that B can leave empty and still stand first."""
    dropped_extreme: tuple[str, ...]
    guarded: bool
    """Whether the kader has a floor under the price, or a signal for a low one."""

    @property
    def pays(self) -> bool:
        """Whether going below what is realistic still earns something."""
        return _lead(self.at_extreme) > _lead(self.at_realistic)


@dataclass(frozen=True, slots=True)
class LeftEmpty:
    """B leaves one open answer empty and puts the work into another."""

    empty: str
    words: int
    better: str
    better_words: str
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The strongest of a simulated tender hands in twice, under two names."""

    owner: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    """Who gets a contract, in the order of the ranking."""


def low_price(stage: Stage) -> LowPrice | None:
    """What an extremely low price buys; None without a price."""
    leaf = next((leaf for leaf, _ in stage.tender.leaves if isinstance(leaf.rule, PriceTerms)), None)
    ladder = levels(stage, leaf) if leaf else ()
    if leaf is None or len(ladder) < 2:
        return None
    usual, extreme = ladder[len(ladder) // 2], lowest_price(stage, leaf)
    first = usual_bid(stage, FIRST).changed(usual.change)
    lowest = _cheap(first, extreme)
    decided = has_errors(price_findings(stage.tender, lowest.submission().answers))
    realistic = levels(stage, leaf, _FINE)[-1]
    rule: Any = leaf.rule
    return LowPrice(
        leaf.code,
        usual.words,
        realistic.words,
        extreme.words,
        standings(stage.evaluate([first, _cheap(first, realistic)])),
        () if decided else standings(stage.evaluate([first, lowest])),
        tuple(_dropped(stage, first, _cheap(first, realistic))),
        () if decided else tuple(_dropped(stage, first, lowest)),
        guarded=bool(rule.floor or rule.floors or rule.low_signal is not None),
    )


def _cheap(first: Bid, price: Level) -> Bid:
    return first.named(SECOND).changed(price.change)


def _dropped(stage: Stage, first: Bid, second: Bid) -> Iterator[str]:
    """Open answers, the heaviest first, that the second can give up one after another and stay first."""
    most = maxima(stage.tender)
    for leaf in sorted(stage.tender.assessed, key=lambda leaf: -most[leaf.code]):
        poorer = second.changed(levels(stage, leaf)[0].change)
        ranking = stage.evaluate([first, poorer]).ranking
        names = [place.scorecard.submission.tenderer for place in ranking if place.rank == 1]
        if names != [SECOND]:
            return
        second = poorer
        yield leaf.code


def _lead(found: Sequence[Standing]) -> Decimal:
    """By how much B leads A, whichever way the outcome runs."""
    totals = {item.name: Decimal(item.total) for item in found if item.rank}
    return abs(totals[SECOND] - totals[FIRST]) if len(totals) == 2 else Decimal(0)


def left_empty(stage: Stage) -> LeftEmpty | None:
    """The open answer with the fewest points for its words, left out; the work goes into the heaviest one."""
    most = maxima(stage.tender)
    written = [
        (most[leaf.code] / question.max_words, leaf, question)
        for leaf in stage.tender.assessed
        if isinstance(question := stage.tender.question_of(leaf), TextQuestion) and most[leaf.code] > 0
    ]
    best = lever(stage)
    if len(written) < 2 or best is None:
        return None
    _, poorest, question = min(written, key=lambda item: item[0])
    leaf, ladder = best
    if leaf.code == poorest.code or not isinstance(leaf.rule, AssessedRule):
        return None
    first = usual_bid(stage, FIRST)
    better = _one_better(first, leaf, ladder)
    second = first.named(SECOND).changed(levels(stage, poorest)[0].change).changed(better.change)
    found = standings(stage.evaluate([first, second]))
    return LeftEmpty(poorest.code, question.max_words, leaf.code, better.words, found)


def _one_better(bid: Bid, leaf: Criterion, ladder: Sequence[Level]) -> Level:
    grades = [level.change.grades.get(leaf.code) for level in ladder]
    place = grades.index(bid.grades[leaf.code])
    return ladder[min(place + 1, len(ladder) - 1)]


def split(stage: Stage, seed: int) -> Split | None:
    """The winner of the first simulated tender hands in twice; None with one place, or without places."""
    if (stage.award.places or 1) < 2:
        return None
    bids = Drawer(stage).tender(seed, 0)
    result = stage.evaluate(bids)
    if not result.ranking or len(contracts(result)) < (stage.award.places or 1):
        return None
    owner = result.ranking[0].scorecard.submission.tenderer
    twin = next(bid for bid in bids if bid.name == owner).named(f"{owner} (tweede naam)")
    return Split(owner, _winners(stage, bids), _winners(stage, [*bids, twin]))


def _winners(stage: Stage, bids: Sequence[Bid]) -> tuple[str, ...]:
    result = stage.evaluate(bids)
    awarded = contracts(result)
    names = [place.scorecard.submission.tenderer for place in result.ranking]
    return tuple(name for name in names if name in awarded)
