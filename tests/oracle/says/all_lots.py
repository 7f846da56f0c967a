"""The sheet over all lots: its headline, and in how many lots something is still to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.reckoning.result import DRAW, UNTOLD, WON

from ..told import Told, holds, number, same, says

Wrong = Iterator[str | None]
Match = re.Match[str]


def _with(told: Told, award: str) -> int:
    """In how many lots somebody has this award."""
    return sum(any(place.award == award for place in one.places) for one in told.town.outcomes.values())


def _standing(told: Told, stand: str) -> int:
    return sum(one.stand == stand for one in told.town.outcomes.values())


@says(
    r"^In elk perceel is er een voorstel voor een contract$",
    r"^In <n:count> van de <all:count> percelen is er een voorstel voor een contract$",
    r"^In geen enkel perceel krijgt iemand al een contract$",
)
def _headline(told: Told, m: Match) -> Wrong:
    given, every = _with(told, WON), len(told.town.outcomes)
    if "elk" in m[0]:
        yield holds(m[0], given == every)
    elif "geen enkel" in m[0]:
        yield holds(m[0], given == 0)
    else:
        yield same("percelen met een contract", m["n"], given)
        yield same("percelen", m["all"], every)
        yield holds(m[0], 0 < given < every)


@says(
    r"Er zijn <n:count> inschrijvingen op <all:count> perce(?:el|len)\.",
    r"Er is <n:count> inschrijving op <all:count> perce(?:el|len)\.",
)
def _how_many(told: Told, m: Match) -> Wrong:
    yield same("inschrijvingen", m["n"], len(told.town.counting))
    yield same("percelen", m["all"], len(told.town.outcomes))


@says(r"In <n:count> perce(?:el|len) moet er eerst geloot worden\.")
def _drawing(told: Told, m: Match) -> Wrong:
    yield same("percelen met een loting", m["n"], _with(told, DRAW))


@says(r"In <n:count> perce(?:el is|len is) het voorstel voorlopig: ")
def _provisional(told: Told, m: Match) -> Wrong:
    least = _standing(told, "voorlopig")
    # Where somebody still has to choose a lot, or a tie in another one is open, the reckoner does not say.
    yield holds(m[0], least <= number(m["n"]) <= least + _standing(told, UNTOLD))


@says(r"In <n:count> perce(?:el|len) ontbreken nog cijfers\.")
def _waiting(told: Told, m: Match) -> Wrong:
    yield same(
        "percelen zonder cijfers", m["n"], sum(bool(one.waiting) for one in told.town.outcomes.values())
    )
