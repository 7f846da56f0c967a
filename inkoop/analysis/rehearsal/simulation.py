"""Many simulated tenders, each ranked by the real engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.stage import Stage, contracts
from inkoop.domain.evaluation import Award, GroupScore, LotResult, Score, Scorecard

Points = Mapping[str, Decimal]
"""The points of one bid, by criterion and sub-criterion."""


@dataclass(frozen=True)
class Simulation:
    """The simulated tenders of one stage."""

    stage: Stage
    results: tuple[LotResult, ...]

    @property
    def bids(self) -> int:
        """How many bids there were in all."""
        return len(self.results) * self.stage.bidders

    @cached_property
    def winners(self) -> tuple[frozenset[str], ...]:
        """By tender who gets a contract."""
        return tuple(contracts(result) for result in self.results)

    @cached_property
    def ranked(self) -> tuple[tuple[Scorecard, ...], ...]:
        """By tender the cards of every ranked bid."""
        return tuple(tuple(place.scorecard for place in result.ranking) for result in self.results)

    @cached_property
    def compared(self) -> tuple[tuple[Scorecard, ...], ...]:
        """By tender the cards whose points were reckoned in full, those that are ranked first."""
        return tuple(
            (*cards, *_fallen(result)) for cards, result in zip(self.ranked, self.results, strict=True)
        )

    @cached_property
    def points(self) -> tuple[tuple[Points, ...], ...]:
        """By tender the points on each of the cards that are compared."""
        return tuple(tuple(map(_points_of, cards)) for cards in self.compared)

    @cached_property
    def missed(self) -> Mapping[str, int]:
        """By threshold how many bids did not reach it; `totaal` is the total."""
        counts: dict[str, int] = {}
        for result in self.results:
            for fallen in result.not_admitted:
                for objection in fallen.objections:
                    counts[objection.subject] = counts.get(objection.subject, 0) + 1
        return counts

    @cached_property
    def draws(self) -> int:
        """In how many tenders the last place goes to a draw."""
        return sum(any(place.award is Award.DRAW for place in result.ranking) for result in self.results)

    @cached_property
    def parted(self) -> int:
        """In how many tenders equal totals were parted by the published chain of criteria."""
        return sum(any(place.tie_break for place in result.ranking) for result in self.results)


def simulate(stage: Stage, seed: int, count: int) -> Simulation:
    """So many simulated tenders; the same seed gives the same."""
    drawer = Drawer(stage)
    return Simulation(stage, tuple(stage.evaluate(drawer.tender(seed, number)) for number in range(count)))


def _points_of(card: Scorecard) -> Points:
    """All points of a card by code."""
    parts: tuple[GroupScore | Score, ...] = (*card.groups, *card.scores)
    return {part.criterion: part.points for part in parts}


def _fallen(result: LotResult) -> list[Scorecard]:
    """The cards of those below a threshold, unless those are not compared."""
    if result.tender.award is not None and result.tender.award.two_stages:
        return []
    return [other.scorecard for other in result.not_admitted if other.scorecard is not None]
