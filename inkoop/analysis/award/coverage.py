"""What the awarded providers offer together: by district and function, by goal and by target group.

And, apart from the award, a what-if: the fewest providers that would cover all that can be covered, and the
most that could be covered within the published number of contracts. Of a few providers every set is tried; of
more both are solved to proven optimality (HiGHS through scipy.optimize.milp), or the remaining gap is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, product

from inkoop.analysis.award.consequences import Spot, column_choices, locations_of
from inkoop.analysis.award.outcome import Prospect, Way, prospects
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.insight import Insight, Supply
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender

FEW = 12
"""Of so many providers every set is tried: 4,096, in less time than it takes to load the solver."""
SECONDS = 20
"""The most that one question to the solver may take."""


@dataclass(frozen=True, slots=True)
class SpotCover:
    """One district and function: who offers it, of the awarded and of all that could be chosen."""

    spot: Spot
    awarded: tuple[str, ...]
    """The tenderers with a contract that offer it."""
    able: int
    """How many ranked or admitted tenderers offer it, with or without a contract."""


@dataclass(frozen=True, slots=True)
class ListCover:
    """One goal or target group: how many of the awarded work for it, and in how many districts.

    Goals and target groups are asked of a provider as a whole, so each is counted at all of its locations.
    """

    code: str
    name: str
    awarded: int
    districts: int
    """Districts where at least one of the awarded works for it."""
    single: int
    """Of those, the districts with exactly one."""


@dataclass(frozen=True, slots=True)
class Together:
    """Every combination of district, function, goal and target group, as far as the kader asks for them."""

    all: int
    covered: int
    single: int
    """Of those that are covered, how many by exactly one of the awarded."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A set of providers that the solver found, apart from the award."""

    tenderers: tuple[str, ...]
    covered: int
    """How many spots they cover together."""
    proven: bool
    """Whether no better set exists; otherwise `gap` tells how far it may be from the best."""
    gap: float


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is covered by the proposal, and what could be."""

    spots: tuple[SpotCover, ...]
    goals: tuple[ListCover, ...]
    target_groups: tuple[ListCover, ...]
    together: Together | None
    """None where neither goals nor target groups are asked."""
    places: int | None
    """All places that the awarded offer, where the kader asks for them."""
    places_by_district: Mapping[str, int]
    room: int
    """For how many people those places are, in whole people."""
    room_by_district: Mapping[str, int]
    awarded: int
    open: int
    """Providers for whom a draw, a choice, a grade or a decision has to come first: they are not counted."""
    fewest: WhatIf | None
    best: WhatIf | None


def coverage(evaluation: Evaluation, way: Way | None = None) -> Coverage | None:
    """The coverage of the proposal, or None when the kader does not ask what is offered where.

    Args:
        way: as it will be when a draw ends like this. The what-if stays out then.
    """
    insight = evaluation.tender.insight
    if insight is None or insight.supply is None:
        return None
    fate = prospects(evaluation, way)
    candidates = _candidates(evaluation)
    offers = {s.id: _offered(s, insight) for s in candidates}
    awarded = [s for s in candidates if fate[s.id] is Prospect.CONTRACT]
    spots = tuple(
        SpotCover(
            spot,
            tuple(s.name for s in awarded if spot in offers[s.id]),
            sum(1 for s in candidates if spot in offers[s.id]),
        )
        for spot in spots_of(evaluation.tender, insight.supply)
    )
    places: dict[str, int] = {}
    room: dict[str, Decimal] = {}
    for location in (each for submission in awarded for each in locations_of(submission, insight)):
        places[location.district] = places.get(location.district, 0) + location.places
        room[location.district] = room.get(location.district, Decimal(0)) + location.room
    chosen = [(s.name, offers[s.id]) for s in candidates]
    most = _contracts(evaluation)
    return Coverage(
        spots,
        _listed(evaluation.tender, insight.goals, awarded, offers),
        _listed(evaluation.tender, insight.target_groups, awarded, offers),
        _together(evaluation.tender, (insight.goals, insight.target_groups), awarded, spots, offers),
        sum(places.values()) if insight.supply.places else None,
        places,
        int(sum(room.values(), Decimal(0))),
        {district: int(people) for district, people in room.items()},
        len(awarded),
        sum(1 for submission in evaluation.bidders if fate[submission.id] is Prospect.OPEN),
        fewest_that_cover(chosen) if way is None else None,
        best_within(chosen, most) if most is not None and way is None else None,
    )


def _candidates(evaluation: Evaluation) -> list[Submission]:
    """Everyone who could get a contract: in a ranking, or admitted where there is none."""
    found: dict[str, Submission] = {}
    for lot in evaluation.lots:
        ranked = [place.scorecard.submission for place in lot.ranking]
        for submission in ranked or lot.admitted:
            found.setdefault(submission.id, submission)
    return sorted(found.values(), key=lambda s: s.tenderer.casefold())


def _contracts(evaluation: Evaluation) -> int | None:
    """How many contracts there are, in a tender without lots; lots divide them in their own way."""
    if len(evaluation.lots) != 1:
        return None
    award = evaluation.lots[0].tender.award
    return award.places if award else None


def _offered(submission: Submission, insight: Insight) -> frozenset[Spot]:
    return frozenset(
        (each.district, function) for each in locations_of(submission, insight) for function in each.functions
    )


def spots_of(tender: Tender, supply: Supply) -> list[Spot]:
    """Every district with every function, in the order of the kader's lists."""
    districts = column_choices(tender, supply.question, supply.district)
    functions = column_choices(tender, supply.question, supply.function) if supply.function else {"": ""}
    return [(district, function) for district in districts for function in functions]


def _chosen(submission: Submission, question: str) -> frozenset[str]:
    """The choices of a provider on a list."""
    return frozenset(submission.codes(question))


def _listed(
    tender: Tender,
    question: str | None,
    awarded: Sequence[Submission],
    offers: Mapping[SubmissionId, frozenset[Spot]],
) -> tuple[ListCover, ...]:
    if question is None:
        return ()
    found = []
    for code, name in tender.choices_of(tender.questions[question]).items():
        working = [s for s in awarded if code in _chosen(s, question)]
        districts = Counter(d for s in working for d in {district for district, _ in offers[s.id]})
        single = sum(1 for number in districts.values() if number == 1)
        found.append(ListCover(code, name, len(working), len(districts), single))
    return tuple(found)


def _together(
    tender: Tender,
    questions: tuple[str | None, str | None],
    awarded: Sequence[Submission],
    spots: Sequence[SpotCover],
    offers: Mapping[SubmissionId, frozenset[Spot]],
) -> Together | None:
    asked = [question for question in questions if question]
    if not asked:
        return None
    lists = [tuple(tender.choices_of(tender.questions[question])) for question in asked]
    filled: Counter[tuple[object, ...]] = Counter()
    for submission in awarded:
        own = [_chosen(submission, question) for question in asked]
        filled.update(product(offers[submission.id], *own))
    number = len(spots)
    for choices in lists:
        number *= len(choices)
    return Together(number, len(filled), sum(1 for count in filled.values() if count == 1))


def fewest_that_cover(offers: Sequence[tuple[str, frozenset[Spot]]]) -> WhatIf | None:
    """The fewest providers that together cover all that any of them can cover; None when there is nothing.

    Minimise Σ x over providers, so that every spot that somebody offers is offered by a chosen one.
    """
    spots = _all_spots(offers)
    if not spots:
        return None
    if len(offers) <= FEW:
        return _tried(offers, len(offers))
    cost = [1.0] * len(offers)
    rows = [[1.0 if spot in own else 0.0 for _, own in offers] for spot in spots]
    return _solved(offers, cost, rows, [1.0] * len(rows), [float(len(offers))] * len(rows), len(offers))


def best_within(offers: Sequence[tuple[str, frozenset[Spot]]], most: int) -> WhatIf | None:
    """The set of at most so many providers that covers the most; among those the smallest.

    Maximise Σ y over spots, with y at most the number of chosen providers that offer the spot.
    """
    spots = _all_spots(offers)
    if not spots:
        return None
    if len(offers) <= FEW:
        return _tried(offers, most)
    people, places = len(offers), len(spots)
    # A provider costs less than any spot is worth: first the most spots, then the fewest providers.
    cost = [1.0 / (people + 1)] * people + [-1.0] * places
    rows = [[1.0] * people + [0.0] * places]
    low, high = [0.0], [float(most)]
    for number, spot in enumerate(spots):
        own = [1.0 if spot in offered else 0.0 for _, offered in offers]
        rows.append(own + [-1.0 if index == number else 0.0 for index in range(places)])
        low.append(0.0)
        high.append(float(people))
    return _solved(offers, cost, rows, low, high, people)


def _tried(offers: Sequence[tuple[str, frozenset[Spot]]], most: int) -> WhatIf:
    """Of all sets of at most so many providers the smallest of those that cover the most."""
    best: tuple[str, ...] = ()
    covered = -1
    for size in range(min(most, len(offers)) + 1):
        for chosen in combinations(offers, size):
            now = len(frozenset().union(*(own for _, own in chosen)))
            if now > covered:
                best, covered = tuple(name for name, _ in chosen), now
    return WhatIf(best, covered, proven=True, gap=0.0)


def _all_spots(offers: Sequence[tuple[str, frozenset[Spot]]]) -> list[Spot]:
    return sorted({spot for _, own in offers for spot in own})


def _solved(
    offers: Sequence[tuple[str, frozenset[Spot]]],
    cost: Sequence[float],
    rows: Sequence[Sequence[float]],
    low: Sequence[float],
    high: Sequence[float],
    people: int,
) -> WhatIf | None:
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        np.array(cost),
        constraints=LinearConstraint(np.array(rows), np.array(low), np.array(high)),
        integrality=np.ones(len(cost), dtype=np.int8),
        bounds=Bounds(0, 1),
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        return None
    chosen = [offer for offer, value in zip(offers, found.x[:people], strict=True) if value > 0.5]
    covered = len({spot for _, own in chosen for spot in own})
    gap = float(found.mip_gap or 0.0)
    return WhatIf(tuple(name for name, _ in chosen), covered, bool(found.status == 0), gap)
