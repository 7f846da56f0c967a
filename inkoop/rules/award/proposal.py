"""One lot goes down its ranking: who is in line for a contract, and for how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from inkoop.domain.award_rules import AwardRules, Capacity
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.exact import ZERO, is_told
from inkoop.domain.submission import SubmissionId
from inkoop.rules.award.division import divide, part_of_place
from inkoop.rules.submission.offers import offered_volume

Key = tuple[str, SubmissionId]
"""Lot and submission: one bid."""


@dataclass(slots=True)
class Limits:
    """What every bid may still get: nothing (left for another lot), or at most so much."""

    left: set[Key] = field(default_factory=set)
    most: dict[Key, Decimal] = field(default_factory=dict)


def propose(result: LotResult, limits: Limits) -> LotResult:
    """Down the ranking: everyone with a place, and no more than the capacity.

    Who left this lot, offers nothing, or earned nothing where points are what counts, is passed over: it
    takes no place, and those below count as one place higher.
    """
    award = result.tender.award
    if award is None or result.waiting:
        return result
    places, capacity = _places(award), award.capacity
    taken, reserved = 0, ZERO
    ranking: list[Ranked] = []
    for _, tied in groupby(result.ranking, key=lambda place: place.rank):
        group = [(place, _passed(place, result, limits)) for place in tied]
        able = [place for place, passed in group if passed is Award.RESERVE]
        wanted = sum((_wanted(place, result, limits) for place in able), ZERO)
        status = Award.RESERVE
        if (places is None or taken < places) and (capacity is None or reserved < capacity.size):
            fits = places is None or taken + len(able) <= places
            served = capacity is None or _all_served(able, wanted, capacity.size - reserved, capacity, taken)
            status = Award.AWARDED if fits and served else Award.DRAW
            taken += len(able)
            reserved += wanted
        ranking += [
            replace(place, award=status if passed is Award.RESERVE else passed, volume=_told_volume(place))
            for place, passed in group
        ]
    return divide(replace(result, ranking=tuple(ranking)), places, limits.most)


def _told_volume(place: Ranked) -> Decimal | None:
    """The volume that was told, where the points from which it would follow are not."""
    return None if is_told(place.scorecard.quality) else place.volume


def _passed(place: Ranked, result: LotResult, limits: Limits) -> Award:
    """Why nothing can be given here; `reserve` when something can."""
    if (result.lot, bidder_of(place)) in limits.left:
        return Award.ELSEWHERE
    capacity = result.tender.award.capacity if result.tender.award else None
    if capacity is None:
        return Award.RESERVE
    offers = offered_volume(place.scorecard.submission, capacity, result.lot) > 0
    quality = place.scorecard.quality
    earns = capacity.division != "naar_punten" or not is_told(quality) or quality > 0
    return Award.RESERVE if offers and earns else Award.NOTHING


def _places(award: AwardRules) -> int | None:
    """How many may get a contract: with published percentages no more than there are percentages."""
    if award.capacity is None or award.capacity.division != "procenten":
        return award.places
    parts = len(award.capacity.percentages)
    return parts if award.places is None else min(parts, award.places)


def _all_served(
    tied: Sequence[Ranked], wanted: Decimal, left: Decimal, capacity: Capacity, above: int
) -> bool:
    """Whether offers with one rank can all get what that rank gives; if not, only a draw can part them."""
    if len(tied) < 2:
        return True
    if capacity.division == "procenten":
        return len({part_of_place(capacity, above + number + 1) for number in range(len(tied))}) == 1
    return capacity.division != "naar_rang" or wanted <= left


def _wanted(place: Ranked, result: LotResult, limits: Limits) -> Decimal:
    capacity = result.tender.award.capacity if result.tender.award else None
    if capacity is None or capacity.division != "naar_rang":
        return ZERO
    volume = offered_volume(place.scorecard.submission, capacity, result.lot)
    return min(volume, limits.most.get((result.lot, bidder_of(place)), volume))


def bidder_of(place: Ranked) -> SubmissionId:
    """Whose place it is."""
    return place.scorecard.submission.id
