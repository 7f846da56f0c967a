"""What a proposal means for people, wijken and small providers, counted from the forms alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import combinations
from math import floor
from pathlib import Path
from typing import Any

from tests.reckoning.plain import Bid, Kader, Panel, Unread, choices, questions
from tests.reckoning.result import CHOOSE, DRAW, WON, Outcome, Place

STAYS, OPEN, GOES = "blijft", "onzeker", "andere aanbieder"
FATES = (STAYS, OPEN, GOES)
Spot = tuple[str, str]
"""A wijk and a kind of dagbesteding; the kind is empty where it is not asked."""


@dataclass
class Town:
    """A tender with its forms, and what every lot comes to."""

    kader: Kader
    bids: Sequence[Bid]
    panel: Panel
    outcomes: Mapping[str, Outcome]
    sources: list[str] = field(default_factory=list)
    """Texts that others wrote: the draws and what else was handed in beside the forms."""
    folder: Path | None = None
    """Where the forms stand."""

    @cached_property
    def counting(self) -> list[Bid]:
        """The submissions that no other took the place of."""
        gone = set().union(*(one.replaced for one in self.outcomes.values()))
        return [bid for bid in self.bids if bid.file not in gone]

    @cached_property
    def told(self) -> Kader:
        """What the kader wants to have told of the outcome."""
        found: Kader = self.kader.get("duiding", {})
        return found

    def names(self) -> set[str]:
        """Everybody by name, and where two have the same by name and file."""
        own = [bid.name for bid in self.bids if bid.name]
        return {*own, *(f"{bid.name} ({bid.file})" for bid in self.bids if own.count(bid.name) > 1)}

    def drawn(self, lot: str) -> list[Place]:
        """Who has to draw in a lot."""
        return self.awarded(lot, DRAW)

    def awarded(self, lot: str, award: str = WON) -> list[Place]:
        """Who has this award in a lot, in the order of the ranking."""
        return [place for place in self.outcomes[lot].places if place.award == award]

    def spots(self, lot: str) -> int | None:
        """How many contracts a lot has, where that is fixed."""
        found = self.outcomes[lot].lot.rule("plaatsen")
        return None if found is None else int(found)

    # --- The ends of a draw -----------------------------------------------------------------------------

    def ends(self) -> list[frozenset[str]]:
        """Every way in which the one draw may end, as the files that win; none where that cannot be said."""
        lots = [lot for lot in self.outcomes if self.drawn(lot)]
        if len(lots) != 1 or len(self.outcomes) > 1 or self.spots(lots[0]) is None:
            return []
        tied = [place.bid.file for place in self.drawn(lots[0])]
        left = (self.spots(lots[0]) or 0) - len(self.awarded(lots[0]))
        found = [frozenset(one) for one in combinations(tied, left)] if 0 < left < len(tied) else []
        return found if len(found) <= 4 else []

    def fate(self, bid: Bid, won: frozenset[str] | None = None) -> str:
        """What becomes of the people of a provider; `won` says who won the draw."""
        found = GOES
        for outcome in self.outcomes.values():
            place = next((one for one in outcome.places if one.bid.file == bid.file), None)
            held = place.award if place else ""
            if held == DRAW and won is not None:
                held = WON if bid.file in won else ""
            taking_part = any(one.file == bid.file for one in outcome.taking_part)
            if held == WON:
                return STAYS
            if held in (DRAW, CHOOSE) or bid.file in outcome.undecided:
                found = OPEN
            if outcome.waiting and taking_part:
                found = OPEN
        return found

    # --- People -----------------------------------------------------------------------------------------

    def people(self, bid: Bid) -> dict[Spot, int]:
        """Where people have a place with a provider now."""
        asked, found = self.told.get("huidig"), {}
        for row in (bid.answers.get(asked["vraag"]) or []) if asked else []:
            if row.get(asked["aantal"]) is not None and row.get(asked["wijk"]):
                spot = row[asked["wijk"]], row.get(asked.get("functie"), "") or ""
                found[spot] = found.get(spot, 0) + int(row[asked["aantal"]])
        return found

    def now(self, bid: Bid) -> int:
        """Everybody with a place at a provider."""
        return sum(self.people(bid).values())

    def count(self, fate: str, won: frozenset[str] | None = None) -> int:
        """How many people share a fate."""
        return sum(self.now(bid) for bid in self.counting if self.fate(bid, won) == fate)

    def everybody(self) -> int:
        """All people with a place at who took part."""
        return sum(self.now(bid) for bid in self.counting)

    def at(self, fate: str, wijk: str | None = None, kind: str | None = None) -> int:
        """How many people share a fate in a wijk, for a kind, or both."""
        return sum(
            number
            for bid in self.counting
            if self.fate(bid) == fate
            for (where, what), number in self.people(bid).items()
            if wijk in (None, where) and kind in (None, what)
        )

    # --- Places -----------------------------------------------------------------------------------------

    def locations(self, bid: Bid) -> Iterator[tuple[str, list[str], int, Fraction]]:
        """Wijk, kinds, places and for how many people that is, of every location."""
        asked = self.told.get("aanbod")
        for row in (bid.answers.get(asked["vraag"]) or []) if asked else []:
            if not row.get(asked["wijk"]):
                continue
            kinds = row.get(asked.get("functie"), "") or [""]
            places = int(row.get(asked.get("plaatsen")) or 0)
            yield (
                row[asked["wijk"]],
                kinds if isinstance(kinds, list) else [kinds],
                places,
                places * self.each,
            )

    @property
    def each(self) -> Fraction:
        """For how many people one place is."""
        return Fraction(self.told.get("behoefte", {}).get("per_plaats", 1))

    def places(self, bid: Bid) -> int:
        """All places of a provider."""
        return sum(places for _, _, places, _ in self.locations(bid))

    def holders(self, won: frozenset[str] | None = None) -> list[Bid]:
        """Who has a contract."""
        return [bid for bid in self.counting if self.fate(bid, won) == STAYS]

    def room(self, wijk: str | None = None, won: frozenset[str] | None = None) -> int:
        """For how many people there are places at who has a contract."""
        found = [
            room for bid in self.holders(won) for at, _, _, room in self.locations(bid) if wijk in (None, at)
        ]
        return floor(sum(found, Fraction(0)))

    def free(self, wijk: str, kind: str | None = None) -> int:
        """How many of those places are not used now; no more for one kind than there are in the wijk."""
        return sum(self._own_free(bid, wijk, kind) for bid in self.holders())

    def _own_free(self, bid: Bid, wijk: str, kind: str | None) -> int:
        """The same at one provider: who comes for another kind uses a place as well."""
        found = []
        for one in {None, kind}:
            here = [
                room for at, kinds, _, room in self.locations(bid) if at == wijk and one in (None, *kinds)
            ]
            used = sum(n for (at, what), n in self.people(bid).items() if at == wijk and one in (None, what))
            found.append(max(0, floor(sum(here, Fraction(0))) - used))
        return min(found)

    def without_room(self) -> int:
        """Of who goes: for how many there is no place in the own wijk."""
        return sum(max(0, self.at(GOES, wijk) - self.free(wijk)) for wijk in self.wijken)

    @cached_property
    def wijken(self) -> dict[str, str]:
        """The wijken, code and name."""
        return self._column("aanbod", "wijk")

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kinds of dagbesteding, code and name."""
        return self._column("aanbod", "functie")

    def _column(self, asked: str, key: str) -> dict[str, str]:
        given = self.told.get(asked, {})
        if key not in given:
            return {}
        table = questions(self.kader)[given["vraag"]]
        return choices(self.kader, next(one for one in table["kolommen"] if one["code"] == given[key]))

    def offers(self, wijk: str, kind: str, won: frozenset[str] | None = None) -> int:
        """How many providers with a contract offer a kind in a wijk."""
        return sum(self.has(bid, wijk, kind) for bid in self.holders(won))

    def has(self, bid: Bid, wijk: str, kind: str) -> bool:
        """Whether a provider offers a kind in a wijk."""
        return any(at == wijk and kind in kinds for at, kinds, _, _ in self.locations(bid))

    def served(self, won: frozenset[str] | None = None) -> int:
        """In how many wijken somebody with a contract offers something."""
        return len({at for bid in self.holders(won) for at, _, _, _ in self.locations(bid)})

    def listed(self, key: str) -> dict[str, str]:
        """The goals or the target groups, code and name."""
        return choices(self.kader, questions(self.kader)[self.told[key]]) if key in self.told else {}

    def chose(self, bid: Bid, key: str, code: str) -> bool:
        """Whether a provider named a goal or target group."""
        return code in (bid.answers.get(self.told[key]) or [])

    # --- Size -------------------------------------------------------------------------------------------

    def size(self, bid: Bid) -> str | None:
        """The code of the size of a provider."""
        asked = self.told.get("omvang")
        found: Any = bid.answers.get(asked["vraag"]) if asked else None
        return found

    def small(self, *, small: bool) -> list[Bid]:
        """The small providers, or those of which another size is known."""
        few = self.told["omvang"]["klein"]
        return [bid for bid in self.counting if self.size(bid) and (self.size(bid) in few) is small]


def strings_of(value: Any) -> Iterator[str]:
    """Every text in a file, wherever it stands."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings_of(item)
    elif isinstance(value, Unread):
        yield value.text
