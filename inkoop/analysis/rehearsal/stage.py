"""The kader as it is rehearsed: the real engine, on made-up bids that meet every requirement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from inkoop.analysis.rehearsal.bids import Bid
from inkoop.domain.award_rules import AwardRules, Lot
from inkoop.domain.evaluation import WHOLE_LOT, Award, LotResult, Ranked
from inkoop.domain.questions import Question
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.award.allocation import allocate
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.scoring.kinds.base import Kind
from inkoop.rules.scoring.scorecards import Groundwork
from inkoop.rules.submission.lot_rules import tender_of_lot


@dataclass(frozen=True)
class Stage:
    """One lot, or the whole of a tender without lots."""

    tender: Tender
    """Without requirements: made-up bids meet them all."""
    award: AwardRules
    lot: Lot | None = None
    chosen_in: str = ""
    """The question in which a bid chooses its lots; every bid here has chosen this one."""

    @property
    def name(self) -> str:
        """The code of the lot; an empty text where there is one whole."""
        return self.lot.code if self.lot else ""

    def evaluate(self, bids: Iterable[Bid]) -> LotResult:
        """What the engine makes of these bids, with the award."""
        made = list(bids)
        grades = {key: grade for bid in made for key, grade in bid.given_grades().items()}
        lot = self.name or WHOLE_LOT
        evaluator = Evaluator(self.tender, Assessment(grades=grades), lot, ground=self.ground)
        return self.allocated(evaluator.evaluate([bid.submission() for bid in made]))

    def allocated(self, result: LotResult) -> LotResult:
        """The result with places and capacity divided, as if this lot were the only one."""
        return allocate(self.tender, (result,))[0]

    @cached_property
    def leaves(self) -> dict[str, Criterion]:
        """The sub-criteria by code."""
        return {leaf.code: leaf for leaf, _ in self.tender.leaves}

    @cached_property
    def ground(self) -> Groundwork:
        """What scoring rests on, the same for all made-up tenders."""
        return Groundwork(self.tender)

    @cached_property
    def kinds(self) -> dict[str, Kind[Any]]:
        """By sub-criterion its rule, made ready for what it works on."""
        return {plan.leaf.code: plan.kind for plan in self.ground.plans}

    @property
    def tops(self) -> Sequence[Criterion]:
        """The top-level criteria."""
        return self.tender.criteria

    @property
    def bidders(self) -> int:
        """How many bids a simulated tender has: two more than there are places, from four to twelve."""
        return min(max((self.award.places or 3) + 2, 4), 12)


def stages(tender: Tender) -> tuple[Stage, ...]:
    """A stage for every lot, in the order of the kader; none in an open house."""
    if tender.award is None:
        return ()
    if tender.lots is None:
        return (_stage(tender, None),)
    return tuple(_stage(tender_of_lot(tender, lot), lot) for lot in tender.lots.items)


def _stage(tender: Tender, lot: Lot | None) -> Stage:
    asked: list[Question] = [
        r.question for r in tender.requirements if r.question is not None and not isinstance(r.question, str)
    ]
    general = (*tender.general, *asked)
    own = tender.model_copy(update={"requirements": (), "general": general, "lots": None})
    assert own.award is not None
    return Stage(own, own.award, lot, tender.lots.question if lot and tender.lots else "")


def contracts(result: LotResult) -> frozenset[str]:
    """Who gets a contract; where everyone who is ranked does, who stands first."""
    award = result.tender.award
    everyone = award is not None and award.places is None and award.capacity is None
    return frozenset(
        _name(place)
        for place in result.ranking
        if (place.rank == 1 if everyone else place.award is Award.AWARDED)
    )


def order(result: LotResult) -> tuple[str, ...]:
    """The names from first to last; equal ranks by name."""
    return tuple(_name(place) for place in result.ranking)


def _name(place: Ranked) -> str:
    return place.scorecard.submission.tenderer
