"""What one lot hands out, by docs/kader.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import floor

from .per_lot import of_lot
from .plain import Bid, questions
from .points import ZERO, Lot, answer
from .result import DRAW, NOTHING, OTHER, RESERVE, WON, Place


def offer(lot: Lot, bid: Bid) -> Fraction | None:
    """How much a bid offers in this lot; None where nothing is divided."""
    capacity = lot.award.get("capaciteit")
    if capacity is None:
        return None
    code = capacity["vraag"]
    if code not in questions(lot.kader):
        code = of_lot(code, lot.code)
    value = answer(lot.kader, bid, code)
    if "kolom" not in capacity:
        return Fraction(value or 0)
    key = questions(lot.kader)[capacity["vraag"]]["vaste_rijen"]
    return Fraction(next((row[capacity["kolom"]] or 0 for row in value or [] if row[key] == lot.code), 0))


def offers_nothing(lot: Lot, bid: Bid) -> bool:
    """Whether a bid chose a lot and offers nothing there."""
    return offer(lot, bid) == 0


@dataclass
class Division:
    """What one lot hands out, given who has let it go."""

    award: dict[str, str]
    volume: dict[str, Fraction]
    ties: list[list[str]]


def hand_out(lot: Lot, places: Sequence[Place], gone: set[str], most: Mapping[str, Fraction]) -> Division:
    """From above to below, until the places or the capacity are gone."""
    capacity, spots = lot.award.get("capaciteit"), lot.rule("plaatsen")
    made = Division(
        {place.bid.file: OTHER if place.bid.file in gone else RESERVE for place in places}, {}, []
    )
    offers: dict[str, Fraction] = {}
    if capacity is not None:
        for place in places:
            limit, own = most.get(place.bid.file), offer(lot, place.bid) or ZERO
            offers[place.bid.file] = own if limit is None else min(own, limit)
        if capacity.get("verdeling") == "procenten":
            spots = min(spots or 10**6, len(capacity["procenten"]))
    in_turn = [place for place in places if place.bid.file not in gone]
    for place in list(in_turn):
        by_points = capacity is not None and capacity.get("verdeling") == "naar_punten"
        if capacity is not None and (
            (offer(lot, place.bid) or ZERO) == 0 or (by_points and place.quality <= 0)
        ):
            made.award[place.bid.file] = NOTHING
            in_turn.remove(place)
    if capacity is None:
        _by_places(in_turn, spots, made)
    elif capacity.get("verdeling", "naar_rang") == "naar_rang":
        _by_rank(lot, in_turn, spots, offers, made)
    else:
        _by_parts(lot, in_turn, spots, offers, made)
    return made


def _groups(places: Sequence[Place]) -> list[list[Place]]:
    return [list(group) for _, group in groupby(places, lambda one: one.rank)]


def _by_places(places: Sequence[Place], spots: Fraction | None, made: Division) -> None:
    free = spots
    for group in _groups(places):
        if free is None or len(group) <= free:
            made.award |= {one.bid.file: WON for one in group}
            free = None if free is None else free - len(group)
        elif free > 0:
            made.award |= {one.bid.file: DRAW for one in group}
            made.ties.append([one.bid.name for one in group])
            return
        else:
            return


def size(lot: Lot) -> Fraction:
    """How much there is to divide."""
    return Fraction(lot.raw.get("omvang", lot.award["capaciteit"]["omvang"]))


def _by_rank(
    lot: Lot, places: Sequence[Place], spots: Fraction | None, offers: dict[str, Fraction], made: Division
) -> None:
    left, free = size(lot), spots
    for group in _groups(places):
        wanted = sum((offers[one.bid.file] for one in group), ZERO)
        fits = len(group) == 1 or wanted <= left
        if left <= 0 or (free is not None and free <= 0):
            return
        if not fits or (free is not None and len(group) > free):
            made.award |= {one.bid.file: DRAW for one in group}
            made.ties.append([one.bid.name for one in group])
            return
        for one in group:
            made.award[one.bid.file] = WON
            made.volume[one.bid.file] = min(offers[one.bid.file], left)
            left -= made.volume[one.bid.file]
        free = None if free is None else free - len(group)


def _by_parts(
    lot: Lot, places: Sequence[Place], spots: Fraction | None, offers: dict[str, Fraction], made: Division
) -> None:
    _by_places(places, spots, made)
    sure = [one for one in places if made.award[one.bid.file] == WON]
    tied = [one for one in places if made.award[one.bid.file] == DRAW]
    capacity = lot.award["capaciteit"]
    drawn = len(tied) and int(spots or 0) - len(sure)
    if capacity["verdeling"] == "procenten":
        _draw_for_percents(sure, capacity["procenten"], made)
    digits = 10 ** int(capacity.get("decimalen", 0))
    total = sum((one.quality for one in sure), ZERO)
    total += sum(sorted((one.quality for one in tied), reverse=True)[:drawn], ZERO)
    for number, one in enumerate(sure):
        if made.award[one.bid.file] == DRAW:
            continue
        way = capacity["verdeling"]
        part = size(lot) / (len(sure) + drawn)
        if way == "naar_punten":
            part = size(lot) * one.quality / total
        elif way == "procenten":
            part = size(lot) * capacity["procenten"][number] / 100
        volume = min(Fraction(floor(part * digits), digits), offers[one.bid.file])
        if volume > 0:
            made.volume[one.bid.file] = volume
        else:
            made.award[one.bid.file] = NOTHING


def _draw_for_percents(sure: list[Place], percents: list[Fraction], made: Division) -> None:
    """A shared place whose parts differ needs a draw."""
    before = 0
    for group in _groups(sure):
        if len(set(percents[before : before + len(group)])) > 1:
            made.award |= {one.bid.file: DRAW for one in group}
            made.ties.append([one.bid.name for one in group])
        before += len(group)
