"""How firm a ranking is, by weights of our own: a contract for the highest totals, nothing rounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from random import Random

from tests.reckoning.result import CHOOSE, DRAW, NOTHING, OTHER, WON, Place

from .told import Told, listed, number

TRIES = 4_000
NEAR = 4
"""Percent that two series of draws may differ."""


class Firm:
    """The ranking of a lot under other weights."""

    def __init__(self, told: Told) -> None:
        self.told = told
        lot = told.outcome.lot
        self.tops = [top["code"] for top in lot.tops if lot.maximum[top["code"]]]
        whole = sum((lot.maximum[code] for code in self.tops), Fraction(0))
        self.weights = {code: float(lot.maximum[code] / whole) for code in self.tops}
        self.shares = {
            place.bid.name: [float(place.scores[code] / lot.maximum[code]) for code in self.tops]
            for place in told.ranked
            if place.award not in (OTHER, NOTHING)
        }
        self.many = self._contracts()

    def _contracts(self) -> int:
        awarded = len(self.told.town.awarded(self.told.lot))
        spots = self.told.town.spots(self.told.lot)
        return awarded if spots is None else min(spots, len(self.shares))

    def winners(self, weights: list[float]) -> list[str]:
        """Who has a contract with these weights."""
        totals = {
            name: sum(share * weight for share, weight in zip(shares, weights, strict=True))
            for name, shares in self.shares.items()
        }
        return sorted(totals, key=lambda name: -round(totals[name], 9))[: self.many]

    def _often(self, draw: Random, *, near: bool) -> Mapping[str, float]:
        won = dict.fromkeys(self.shares, 0)
        for _ in range(TRIES):
            if near:
                weights = [self.weights[code] * draw.uniform(0.5, 1.5) for code in self.tops]
            else:
                weights = [draw.expovariate(1) for _ in self.tops]
            for name in self.winners(weights):
                won[name] += 1
        return {name: 100 * number / TRIES for name, number in won.items()}

    @cached_property
    def nearby(self) -> Mapping[str, float]:
        """How often each has a contract, with weights from half to one and a half of what they are."""
        return self._often(Random(5), near=True)

    @cached_property
    def anywhere(self) -> Mapping[str, float]:
        """The same with any weights."""
        return self._often(Random(6), near=False)

    def about(self, what: str, shown: str, right: float) -> str | None:
        """A percentage that two series of draws agree about."""
        found = number(shown.removesuffix(" %"))
        return (
            None
            if found is not None and abs(float(found) - right) <= NEAR
            else f"{what}: {shown}, niet {right}"
        )

    def word(self, place: Place, shown: str) -> str | None:
        """Vast, misschien, loting or keuze."""
        if place.award in (DRAW, CHOOSE):
            right = shown == ("loting" if place.award == DRAW else "keuze")
        else:
            often = self.nearby[place.bid.name]
            right = shown == ("vast" if often > 99.5 else "misschien") or 99 < often < 100
        return None if right and place.award in (WON, DRAW, CHOOSE) else f"{place.bid.name}: {shown}"

    def moved(self, code: str, weight: float) -> list[float]:
        """The weights with one changed, and the others in proportion."""
        rest = (1 - weight) / (1 - self.weights[code])
        return [weight if one == code else self.weights[one] * rest for one in self.tops]

    def _drawn(self) -> set[str]:
        return {place.bid.name for place in self.told.ranked if place.award == DRAW}

    def _differs(self, now: set[str], before: set[str]) -> bool:
        """Whether these are other winners; two who have to draw changing places is no difference."""
        drawn = self._drawn()
        one, other = now - drawn, before - drawn
        return one != other or len(now & drawn) != len(before & drawn)

    def _proposed(self) -> set[str]:
        """Who has a contract with the published weights; a tie is parted as the kader has it."""
        return set([*self.shares][: self.many])

    def nearest(self, code: str) -> float | None:
        """The weight nearest to the own one at which the outcome changes."""
        base = self._proposed()
        steps = sorted(
            (number / 4000 for number in range(4001)), key=lambda one: abs(one - self.weights[code])
        )
        return next(
            (one for one in steps if self._differs(set(self.winners(self.moved(code, one))), base)), None
        )

    def turns(self, code: str, at: str, comes: str, goes: str) -> Iterator[str | None]:
        """The weight nearest to the own one at which the outcome changes, and who then comes and goes."""
        base = self._proposed()
        if at.startswith("elke stap om"):
            weight = self.weights[code] + (1e-6 if at.endswith("hoog") else -1e-6)
            now = set(self.winners(self.moved(code, weight)))
            proposed = {place.bid.name for place in self.told.ranked if place.award == WON}
            shown = set(listed(comes, self.shares)), set(listed(goes, self.shares))
            yield None if shown == (now - proposed, proposed - now) else f"{code}: {at}: {comes}, {goes}"
            return
        first = self.nearest(code)
        shown = number(at.removesuffix(" %"))
        if first is None or shown is None:
            yield None if first is None and shown is None else f"{code} kantelt bij {at}, niet bij {first}"
            return
        if abs(float(shown) - 100 * first) > 0.06:
            yield f"{code} kantelt bij {at}, niet bij {100 * first}"
        yield self._told(code, set(self.winners(self.moved(code, first))), base, comes, goes)

    def _told(self, code: str, now: set[str], base: set[str], comes: str, goes: str) -> str | None:
        drawn = self._drawn()
        sure = (base - drawn) | (base & drawn if len(base & drawn) == len(drawn) else set())
        shown = set(listed(comes, self.shares)), set(listed(goes, self.shares))
        right = {name for name in now if name not in sure}, {name for name in sure if name not in now}
        if shown[1] == right[1] and shown[0] <= right[0] and shown[0]:
            return None
        return f"{code}: erbij {comes}, weg {goes}; het hoort {right}"

    def changes(self, code: str, weight: Fraction, comes: str, goes: str) -> str | None:
        """Who comes and goes with this weight."""
        base = self._proposed()
        return self._told(code, set(self.winners(self.moved(code, float(weight)))), base, comes, goes)
