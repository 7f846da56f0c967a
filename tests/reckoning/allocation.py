"""Who gets what in all lots together, within what one tenderer may have, by docs/kader.md."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from .division import Division, hand_out, size
from .plain import Bid, Kader, questions
from .points import ZERO, answer
from .result import CHOOSE, WON, Outcome, Place


def settle(kader: Kader, outcomes: dict[str, Outcome]) -> None:
    """The proposal in every lot, within what one tenderer may get in all lots together."""
    gone: dict[str, set[str]] = {code: set() for code in outcomes}
    caps: dict[str, dict[str, Fraction]] = {code: {} for code in outcomes}
    while True:
        made = {code: hand_out(one.lot, one.places, gone[code], caps[code]) for code, one in outcomes.items()}
        if not (_let_go(kader, outcomes, made, gone) or _cap(kader, outcomes, made, gone, caps)):
            break
    for code, one in outcomes.items():
        for place in one.places:
            place.award, place.volume = (
                made[code].award[place.bid.file],
                made[code].volume.get(place.bid.file),
            )
        one.ties = made[code].ties
    _must_choose(kader, outcomes)
    for one in outcomes.values():
        if one.lot.award.get("capaciteit") is not None:
            one.left = size(one.lot) - sum((place.volume or ZERO for place in one.places), ZERO)


def _held(
    kader: Kader, outcomes: dict[str, Outcome], wins: Callable[[str, Place], bool]
) -> list[tuple[Bid, dict[str, Fraction | None]]]:
    """By tenderer: the lots where it is in turn, with its own number for each."""
    found: dict[str, tuple[Bid, dict[str, Fraction | None]]] = {}
    for code, one in outcomes.items():
        for place in one.places:
            if wins(code, place):
                found.setdefault(place.bid.file, (place.bid, {}))[1][code] = preference(
                    kader, place.bid, code
                )
    return list(found.values())


def preference(kader: Kader, bid: Bid, lot: str) -> Fraction | None:
    """The number that a tenderer gave a lot."""
    lots = kader.get("percelen", {})
    if "voorkeur" not in lots:
        return None
    key = questions(kader)[lots["voorkeur"]]["vaste_rijen"]
    rows = answer(kader, bid, lots["voorkeur"]) or []
    return next((row[lots["voorkeur_kolom"]] for row in rows if row[key] == lot), None)


def at_most(kader: Kader, bid: Bid) -> Fraction | None:
    """How many lots a tenderer may have: the lower of the kader's limit and its own."""
    lots = kader.get("percelen", {})
    limits = [lots.get("hoogstens")]
    if "eigen_maximum" in lots:
        limits.append(answer(kader, bid, lots["eigen_maximum"]))
    given = [limit for limit in limits if limit is not None]
    return min(given) if given else None


def _preferred(numbers: dict[str, Fraction | None], lot: str) -> list[str]:
    """The lots that somebody likes better than this one, by the numbers; without a number nobody knows."""
    own = numbers[lot]
    return [code for code, other in numbers.items() if other is not None and own is not None and other < own]


def _let_go(
    kader: Kader, outcomes: dict[str, Outcome], made: dict[str, Division], gone: dict[str, set[str]]
) -> bool:
    changed = False
    for bid, numbers in _held(kader, outcomes, lambda code, place: made[code].award[place.bid.file] == WON):
        limit = at_most(kader, bid)
        if limit is None or len(numbers) <= limit:
            continue
        for lot in numbers:
            if limit == 0 or len(_preferred(numbers, lot)) >= limit:
                gone[lot].add(bid.file)
                changed = True
    return changed


def volume_limit(kader: Kader, bid: Bid) -> Fraction | None:
    """How much a tenderer may have in all lots together."""
    limit: Fraction | None = kader.get("percelen", {}).get("hoogstens_omvang")
    capacity = kader["gunning"].get("capaciteit", {})
    if capacity.get("aanbod_geldt") != "samen":
        return limit
    own = Fraction(answer(kader, bid, capacity["vraag"]) or 0)
    return own if limit is None else min(limit, own)


def _cap(
    kader: Kader,
    outcomes: dict[str, Outcome],
    made: dict[str, Division],
    gone: dict[str, set[str]],
    caps: dict[str, dict[str, Fraction]],
) -> bool:
    changed = False
    for bid, numbers in _held(kader, outcomes, lambda code, place: made[code].award[place.bid.file] == WON):
        most, limit = volume_limit(kader, bid), at_most(kader, bid)
        if most is None or (limit is not None and len(numbers) > limit):
            continue
        volumes = {lot: made[lot].volume[bid.file] for lot in numbers}
        for lot in numbers:
            room = max(ZERO, most - sum((volumes[other] for other in _preferred(numbers, lot)), ZERO))
            if volumes[lot] > room:
                caps[lot][bid.file] = room
                changed = True
                if room == 0:
                    gone[lot].add(bid.file)
    return changed


def _must_choose(kader: Kader, outcomes: dict[str, Outcome]) -> None:
    """Who has too much and gave no clear order chooses; what it gets is not known until then."""
    for bid, numbers in _held(kader, outcomes, lambda _, place: place.award == WON):
        limit, most = at_most(kader, bid), volume_limit(kader, bid)
        places = [next(p for p in outcomes[code].places if p.bid.file == bid.file) for code in numbers]
        too_many = limit is not None and len(numbers) > limit
        too_much = most is not None and sum((p.volume or ZERO for p in places), ZERO) > most
        if too_many or too_much:
            for place in places:
                place.award, place.volume = CHOOSE, None
