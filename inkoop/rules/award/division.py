"""How the capacity of a lot is divided over those who are proposed for a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inkoop.domain.award_rules import Capacity
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.exact import ZERO
from inkoop.rules.scoring.rounding import round_points
from inkoop.rules.submission.offers import offered_volume


def divide(result: LotResult, most: Mapping[tuple[str, str], Decimal]) -> LotResult:
    """The outcome with a volume for everyone who is proposed, never more than it offers.

    What is left over stays undivided and is reported: nobody is given more than the kader says.

    Args:
        most: by lot and file the most a bid may still get, because of a limit per provider.
    """
    capacity = result.tender.award.capacity if result.tender.award else None
    if capacity is None:
        return result
    winners = [place for place in result.ranking if place.award is Award.AWARDED]
    volumes: dict[str, Decimal] = {}
    left = capacity.size
    for place, right in zip(winners, _rights(winners, capacity), strict=True):
        file = place.scorecard.submission.file
        offered = offered_volume(place.scorecard.submission, capacity, result.lot)
        volumes[file] = max(ZERO, min(offered, right, left, most.get((result.lot, file), offered)))
        left -= volumes[file]
    ranking = tuple(
        replace(place, volume=volumes.get(place.scorecard.submission.file)) for place in result.ranking
    )
    return replace(result, ranking=ranking, undivided=left)


def _rights(winners: Sequence[Ranked], capacity: Capacity) -> list[Decimal]:
    """What the kader gives each winner at most: by rank everything that is left, else a share."""
    if capacity.division == "naar_rang":
        return [capacity.size for _ in winners]
    if capacity.division == "procenten":
        return [_whole(capacity.size * part_of_rank(capacity, place.rank) / 100) for place in winners]
    if capacity.division == "gelijk":
        return [_whole(capacity.size / len(winners)) for _ in winners]
    earned = [max(place.scorecard.quality, ZERO) for place in winners]
    total = sum(earned, ZERO)
    return [_whole(capacity.size * points / total) if total > 0 else ZERO for points in earned]


def part_of_rank(capacity: Capacity, rank: int) -> Decimal:
    """The published percentage of a rank; nothing below the last one."""
    return dict(enumerate(capacity.percentages, start=1)).get(rank, ZERO)


def _whole(volume: Decimal) -> Decimal:
    """Whole units, rounded down: a share is never more than its part."""
    return round_points(volume, 0, "omlaag")
