"""Who is proposed for a contract in every lot together: what is too much for one provider goes to the next.

Every lot goes down its own ranking and offers contracts to those who are next in line. A provider that is in
line for more than it may have keeps what it prefers and leaves the rest, and those lots go one further down.
This is repeated until nobody has too much. The outcome does not depend on the order in which lots or
providers are looked at (deferred acceptance: Gale and Shapley 1962; for volumes Baïou and Balinski 2002).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inkoop.domain.award_rules import Lots
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.exact import ZERO
from inkoop.domain.submission import Assessment, Ruling, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.award.proposal import Limits, bidder_of, propose
from inkoop.rules.submission.offers import most_lots, most_volume, preferences

Chosen = Mapping[SubmissionId, Sequence[str]]
"""By submission the lots that its tenderer likes best, in its order, where it was asked afterwards."""


def chosen(assessment: Assessment) -> Chosen:
    """What tenderers chose when they were asked, after they were in line for too many lots."""
    made = assessment.decisions.values()
    return {each.submission: each.given.split() for each in made if each.ruling is Ruling.PREFERS}


def allocate(
    tender: Tender, results: tuple[LotResult, ...], asked: Chosen | None = None
) -> tuple[LotResult, ...]:
    """The same outcomes with the award of every ranked offer, and its volume where a capacity is divided.

    Args:
        asked: what tenderers chose when they were asked; it goes before the order in their submission.
    """
    later = asked or {}
    limits = Limits()
    while True:
        proposed = tuple(propose(result, limits) for result in results)
        if tender.lots is None or not _leave_too_much(tender, tender.lots, proposed, limits, later):
            break
    return _undecided_choices(tender, tender.lots, proposed, later) if tender.lots else proposed


@dataclass(frozen=True, slots=True)
class _Held:
    """The contracts that one provider is in line for, and what it may have of them."""

    bids: Mapping[str, Ranked]
    order: Mapping[str, Decimal]
    most_lots: int | None
    most_volume: Decimal | None

    def better(self, lot: str, among: Iterable[str]) -> list[str]:
        """The lots that it has said to like better; a number that is absent or equal says nothing."""
        return [
            other
            for other in among
            if other in self.order and lot in self.order and self.order[other] < self.order[lot]
        ]

    def left(self) -> list[str]:
        """The lots it leaves: it likes as many others better as it may have."""
        most = self.most_lots
        return [] if most is None else [lot for lot in self.bids if len(self.better(lot, self.bids)) >= most]

    def capped(self) -> Mapping[str, Decimal]:
        """By lot what is too much there, cut to what is left after the lots that it likes better."""
        found: dict[str, Decimal] = {}
        for lot in self.bids if self.most_volume is not None else ():
            assert self.most_volume is not None
            before = sum((self._volume(other) for other in self.better(lot, self.bids)), ZERO)
            room = max(ZERO, self.most_volume - before)
            if self._volume(lot) > room:
                found[lot] = room
        return found

    @property
    def too_much(self) -> bool:
        """Whether these contracts together are more than it may get: in lots, or in volume."""
        volume = sum((self._volume(lot) for lot in self.bids), ZERO)
        return (self.most_lots is not None and len(self.bids) > self.most_lots) or (
            self.most_volume is not None and volume > self.most_volume
        )

    def _volume(self, lot: str) -> Decimal:
        return self.bids[lot].volume or ZERO


def _leave_too_much(
    tender: Tender, lots: Lots, results: Sequence[LotResult], limits: Limits, asked: Chosen
) -> bool:
    """Let every provider with too much leave what it certainly prefers less; whether anybody did."""
    changed = False
    for bidder, held in sorted(_held(tender, lots, results, asked).items()):
        left = held.left()
        limits.left.update((lot, bidder) for lot in left)
        cut = {} if left or _too_many(held) else held.capped()
        limits.most.update({(lot, bidder): room for lot, room in cut.items()})
        limits.left.update((lot, bidder) for lot, room in cut.items() if room == 0)
        changed = changed or bool(left or cut)
    return changed


def _too_many(held: _Held) -> bool:
    return held.most_lots is not None and len(held.bids) > held.most_lots


def _held(
    tender: Tender, lots: Lots, results: Iterable[LotResult], asked: Chosen
) -> dict[SubmissionId, _Held]:
    """By submission what it is in line for. A draw that has still to be done gives nobody anything yet."""
    found: dict[SubmissionId, dict[str, Ranked]] = {}
    for result in results:
        for place in result.ranking:
            if place.award is Award.AWARDED:
                found.setdefault(bidder_of(place), {})[result.lot] = place
    return {bidder: _of(tender, lots, bids, asked) for bidder, bids in found.items()}


def _of(tender: Tender, lots: Lots, bids: Mapping[str, Ranked], asked: Chosen) -> _Held:
    submission = next(iter(bids.values())).scorecard.submission
    most = most_lots(submission, lots)
    order = preferences(submission, lots)
    if submission.id in asked:
        order = {lot: Decimal(number) for number, lot in enumerate(asked[submission.id], 1)}
    return _Held(bids, order, most, most_volume(submission, tender))


def _undecided_choices(
    tender: Tender, lots: Lots, results: Sequence[LotResult], asked: Chosen
) -> tuple[LotResult, ...]:
    """Offers in line for more than they may have, without an order of their own: a person has to ask.

    They hold what they are in line for, so nobody moves up; how much each will get is not said yet.
    """
    unclear = {bidder for bidder, held in _held(tender, lots, results, asked).items() if held.too_much}

    def marked(place: Ranked) -> Ranked:
        chosen = place.award is Award.AWARDED and bidder_of(place) in unclear
        return replace(place, award=Award.CHOICE, volume=None) if chosen else place

    return tuple(_with_choices(result, tuple(map(marked, result.ranking))) for result in results)


def _with_choices(result: LotResult, ranking: tuple[Ranked, ...]) -> LotResult:
    """What is held without a volume is not divided yet: all that is given and what is left make the size."""
    given = sum((place.volume or ZERO for place in ranking), ZERO)
    capacity = result.tender.award.capacity if result.tender.award else None
    undivided = None if capacity is None or result.undivided is None else capacity.size - given
    return replace(result, ranking=ranking, undivided=undivided)
