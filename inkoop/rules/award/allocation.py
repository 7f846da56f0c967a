"""Who is proposed for a contract, and for how much: places, capacity, and the most one provider may get.

Every lot goes down its own ranking and offers contracts to those who are next in line. A provider that is in
line for more than it may have keeps what it prefers and leaves the rest, and those lots go one further down.
This is repeated until nobody has too much. The outcome does not depend on the order in which lots or
providers are looked at (deferred acceptance: Gale and Shapley 1962; for volumes Baïou and Balinski 2002).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from inkoop.domain.award_rules import AwardRules, Capacity, Lots
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.tender import Tender
from inkoop.rules.award.division import divide, part_of_rank
from inkoop.rules.submission.offers import most_lots, offered_volume, preferences

ZERO = Decimal(0)
Key = tuple[str, str]
"""Lot and file: one bid."""


@dataclass(slots=True)
class _Limits:
    """What every bid may still get: nothing (left for another lot), or at most so much."""

    left: set[Key] = field(default_factory=set)
    most: dict[Key, Decimal] = field(default_factory=dict)


def allocate(tender: Tender, results: tuple[LotResult, ...]) -> tuple[LotResult, ...]:
    """The same outcomes with the award of every ranked offer, and its volume where a capacity is divided."""
    limits = _Limits()
    while True:
        proposed = tuple(_propose(result, limits) for result in results)
        if tender.lots is None or not _leave_too_much(tender.lots, proposed, limits):
            break
    return _undecided_choices(tender.lots, proposed) if tender.lots else proposed


def _propose(result: LotResult, limits: _Limits) -> LotResult:
    """Down the ranking: everyone with a place, and no more than the capacity."""
    award = result.tender.award
    if award is None or result.waiting:
        return result
    places, capacity = _places(award), award.capacity
    taken, reserved = 0, ZERO
    ranking: list[Ranked] = []
    for _, tied in groupby(result.ranking, key=lambda place: place.rank):
        group = list(tied)
        able = [place for place in group if (result.lot, _file(place)) not in limits.left]
        wanted = sum((_wanted(place, result, limits) for place in able), ZERO)
        status = Award.RESERVE
        if (places is None or taken < places) and (capacity is None or reserved < capacity.size):
            fits = places is None or taken + len(able) <= places
            served = capacity is None or _all_served(able, wanted, capacity.size - reserved, capacity)
            status = Award.AWARDED if fits and served else Award.DRAW
            taken += len(able)
            reserved += wanted
        files = {_file(place) for place in able}
        ranking += [
            replace(place, award=status if _file(place) in files else Award.ELSEWHERE, volume=None)
            for place in group
        ]
    return divide(replace(result, ranking=tuple(ranking)), limits.most)


def _places(award: AwardRules) -> int | None:
    """How many may get a contract: with published percentages no more than there are percentages."""
    if award.capacity is None or award.capacity.division != "procenten":
        return award.places
    parts = len(award.capacity.percentages)
    return parts if award.places is None else min(parts, award.places)


def _all_served(tied: Sequence[Ranked], wanted: Decimal, left: Decimal, capacity: Capacity) -> bool:
    """Whether offers with one rank can all get what that rank gives; if not, only a draw can part them."""
    if len(tied) < 2:
        return True
    if capacity.division == "procenten":
        first = tied[0].rank
        return len({part_of_rank(capacity, rank) for rank in range(first, first + len(tied))}) == 1
    return capacity.division != "naar_rang" or wanted <= left


def _wanted(place: Ranked, result: LotResult, limits: _Limits) -> Decimal:
    capacity = result.tender.award.capacity if result.tender.award else None
    if capacity is None or capacity.division != "naar_rang":
        return ZERO
    volume = offered_volume(place.scorecard.submission, capacity, result.lot)
    return min(volume, limits.most.get((result.lot, _file(place)), volume))


def _leave_too_much(lots: Lots, results: Sequence[LotResult], limits: _Limits) -> bool:
    """Let every provider with too much leave what it prefers least; whether anybody did."""
    changed = False
    for _, bids in sorted(_awarded(results).items()):
        submission = bids[0][1].scorecard.submission
        order = preferences(submission, lots)
        if any(lot not in order for lot, _ in bids) and len(bids) > 1:
            continue
        bids.sort(key=lambda bid: order.get(bid[0], ZERO))
        most = most_lots(submission, lots)
        for lot, place in bids[most:] if most is not None else []:
            limits.left.add((lot, _file(place)))
            changed = True
        if lots.most_volume is not None and not changed:
            changed = _cap_volume(bids, lots.most_volume, limits)
    return changed


def _cap_volume(bids: Sequence[tuple[str, Ranked]], most: Decimal, limits: _Limits) -> bool:
    room, changed = most, False
    for lot, place in bids:
        volume = place.volume or ZERO
        allowed = min(volume, room)
        room -= allowed
        if allowed < volume:
            changed = True
            limits.most[lot, _file(place)] = allowed
            if allowed == 0:
                limits.left.add((lot, _file(place)))
    return changed


def _awarded(results: Iterable[LotResult]) -> dict[str, list[tuple[str, Ranked]]]:
    """By file the lots in which an offer is in line for a contract."""
    found: dict[str, list[tuple[str, Ranked]]] = {}
    for result in results:
        for place in result.ranking:
            if place.award is Award.AWARDED:
                found.setdefault(_file(place), []).append((result.lot, place))
    return found


def _undecided_choices(lots: Lots, results: Sequence[LotResult]) -> tuple[LotResult, ...]:
    """Offers in line for more than they may have, without an order of their own: a person has to ask."""
    unclear = {file for file, bids in _awarded(results).items() if _too_much(bids, lots)}

    def marked(place: Ranked) -> Ranked:
        chosen = place.award is Award.AWARDED and _file(place) in unclear
        return replace(place, award=Award.CHOICE, volume=None) if chosen else place

    return tuple(
        replace(result, ranking=tuple(marked(place) for place in result.ranking)) for result in results
    )


def _too_much(bids: Sequence[tuple[str, Ranked]], lots: Lots) -> bool:
    """Whether these contracts together are more than one provider may get: in lots, or in volume."""
    most = most_lots(bids[0][1].scorecard.submission, lots)
    volume = sum((place.volume or ZERO for _, place in bids), ZERO)
    return (most is not None and len(bids) > most) or (
        lots.most_volume is not None and volume > lots.most_volume
    )


def _file(place: Ranked) -> str:
    return place.scorecard.submission.file
