"""How the capacity of a lot is divided over those who are proposed for a contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from inkoop.domain.award_rules import Capacity
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.exact import ZERO, is_told
from inkoop.domain.submission import SubmissionId
from inkoop.rules.scoring.rounding import round_points
from inkoop.rules.submission.offers import offered_volume


def divide(
    result: LotResult, places: int | None, most: Mapping[tuple[str, SubmissionId], Decimal]
) -> LotResult:
    """The outcome with a volume for everyone who is proposed, never more than it offers.

    What is left over stays undivided and is reported: nobody is given more than the kader says. A part that
    comes to nothing is no contract.

    Args:
        places: how many may get a contract.
        most: by lot and submission the most a bid may still get, because of a limit per provider.
    """
    capacity = result.tender.award.capacity if result.tender.award else None
    if capacity is None:
        return result
    rights = _rights(result.ranking, places, capacity)
    left = capacity.size
    ranking: list[Ranked] = []
    for number, place in enumerate(result.ranking):
        if place.award is not Award.AWARDED:
            ranking.append(place)
            continue
        submission = place.scorecard.submission
        offered = offered_volume(submission, capacity, result.lot)
        volume = min(offered, rights[number], left, most.get((result.lot, submission.id), offered))
        left -= volume
        ranking.append(
            replace(place, volume=volume) if volume > 0 else replace(place, award=Award.NOTHING, volume=None)
        )
    return replace(result, ranking=tuple(ranking), undivided=left)


def _rights(ranking: Sequence[Ranked], places: int | None, capacity: Capacity) -> Mapping[int, Decimal]:
    """By its number in the ranking what the kader gives each winner at most."""
    winners = {number: place for number, place in enumerate(ranking) if place.award is Award.AWARDED}
    if capacity.division == "naar_rang":
        return dict.fromkeys(winners, capacity.size)
    if capacity.division == "procenten":
        line = _places_in_line(ranking)
        return {
            number: _part(capacity, capacity.size * part_of_place(capacity, line[number]) / 100)
            for number in winners
        }
    drawn = _to_be_drawn(ranking, places, len(winners))
    if capacity.division == "gelijk":
        return dict.fromkeys(winners, _part(capacity, capacity.size / max(1, len(winners) + len(drawn))))
    if not all(is_told(place.scorecard.quality) for place in ranking):
        return {number: place.volume or ZERO for number, place in winners.items()}  # taken as it was told
    earned = {number: max(place.scorecard.quality, ZERO) for number, place in winners.items()}
    total = sum(earned.values(), ZERO) + sum(drawn, ZERO)
    return {number: _part(capacity, capacity.size * points / total) for number, points in earned.items()}


def _places_in_line(ranking: Sequence[Ranked]) -> Mapping[int, int]:
    """By number in the ranking the place among those who are in line: who is passed over counts no place."""
    found: dict[int, int] = {}
    for _, tied in groupby(enumerate(ranking), key=lambda pair: pair[1].rank):
        first = len(found) + 1
        found.update({n: first for n, p in list(tied) if p.award in (Award.AWARDED, Award.DRAW)})
    return found


def _to_be_drawn(ranking: Sequence[Ranked], places: int | None, awarded: int) -> Sequence[Decimal]:
    """The points of those who will come out of a draw: the most that they can have together.

    So who is sure of a contract never gets less after the draw.
    """
    points = [p.scorecard.quality for p in ranking if p.award is Award.DRAW]
    counted = sorted((max(p, ZERO) if is_told(p) else ZERO for p in points), reverse=True)
    return counted[: max(0, (places or 0) - awarded)]


def part_of_place(capacity: Capacity, place: int) -> Decimal:
    """The published percentage of a place in line; nothing below the last one."""
    return dict(enumerate(capacity.percentages, start=1)).get(place, ZERO)


def _part(capacity: Capacity, volume: Decimal) -> Decimal:
    """A part that is worked out, rounded down: never more than its part."""
    return round_points(volume, capacity.decimals, "omlaag")
