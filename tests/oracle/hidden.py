"""What a reader of the public pages can work out about a small group, with everything on them together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tests.reckoning.plain import Bid

from .pages import BREAK, Table, Text, parts
from .tables import HIDDEN, MEANING, columns
from .told import number
from .town import FATES, GOES, OPEN, STAYS, Town

Unknown = tuple[str, ...]
FEWEST = 10
OPEN_NUMBERS = 5
"""The published rule: so many numbers a small group may still have, at least."""
COUNT = r"(?:\d[\d.]*|niemand)"


@dataclass
class Reader:
    """Somebody who writes down every number of people on the public pages, as sums of what is not told."""

    town: Town
    sums: list[tuple[frozenset[Unknown], int]] = field(default_factory=list)
    equal: list[tuple[frozenset[Unknown], frozenset[Unknown]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        town = self.town
        told = {spot for bid in town.counting for spot in town.people(bid)}
        wijken, kinds = sorted({spot[0] for spot in told}), sorted({spot[1] for spot in told})
        self.spots = [(wijk, kind) for wijk in wijken for kind in kinds]
        # who goes is told at every spot; of the others nobody knows at which spots they are
        going = {spot for bid in self._who(GOES) for spot in town.people(bid)}
        self.cells: list[Unknown] = [(GOES, *spot) for spot in self.spots if spot in going]
        self.cells += [(fate, *spot) for fate in (STAYS, OPEN) for spot in self.spots]
        self.own: list[Unknown] = [("aanbieder", bid.file) for bid in town.counting]
        for fate in FATES:  # who is with the providers of a fate is who is at its spots
            self.equal.append((frozenset(self._at(fate)), frozenset(self._of(fate))))

    def _who(self, fate: str, won: frozenset[str] | None = None) -> list[Bid]:
        return [bid for bid in self.town.counting if self.town.fate(bid, won) == fate]

    def _of(self, fate: str, won: frozenset[str] | None = None) -> list[Unknown]:
        return [("aanbieder", bid.file) for bid in self._who(fate, won)]

    def _know(self, cells: Iterable[Unknown], shown: str | None) -> None:
        if shown is not None and shown != HIDDEN and (exact := number(shown)) is not None:
            self.sums.append((frozenset(cells), int(exact)))

    def _at(self, fate: str, wijk: str | None = None, kind: str | None = None) -> list[Unknown]:
        return [c for c in self.cells if c[0] == fate and wijk in (None, c[1]) and kind in (None, c[2])]

    def read(self, html: str) -> None:
        """Write down what one page tells."""
        for part in parts(html):
            if isinstance(part, Table):
                self._table(part)
            elif isinstance(part, Text):
                self._sentence(part.text)

    def _table(self, found: Table) -> None:
        wijken = {name: code for code, name in self.town.wijken.items()}
        kinds = {name: code for code, name in self.town.kinds.items()}
        names = {bid.name: bid.file for bid in self.town.counting}
        for row in columns(found):
            if found.caption.startswith("Per wijk"):
                for head, fate in MEANING.items():
                    self._know(self._at(fate, wijken.get(row["Wijk"])), row[head])
                if row["Wijk"] in wijken:
                    self._free(wijken[row["Wijk"]], None, row.get("vrije plaatsen", HIDDEN))
            elif found.caption.startswith("Per soort"):
                for head, fate in MEANING.items():
                    self._know(self._at(fate, kind=kinds[row["Soort"]]), row[head])
            elif found.caption.startswith("Waar mensen"):
                wijk, kind = wijken[row["Wijk"]], kinds[row["Soort"]]
                self._know(self._at(GOES, wijk, kind), row["mensen"])
                self._free(wijk, kind, row["vrij"])
            elif "Aanbieder" in row and (who := names.get(row["Aanbieder"].split(BREAK)[0])):
                shown = row.get("Mensen") or (row.get("mensen") if "gevolg" in row else None)
                self._know([("aanbieder", who)], shown)

    def _free(self, wijk: str, kind: str | None, shown: str) -> None:
        """Places are public: what is free tells who comes there now, where nobody has too few."""
        if shown == HIDDEN:
            return
        town, used, whole, room = self.town, 0, True, 0
        for bid in town.holders():
            own = sum(
                int(r) for at, kinds, _, r in town.locations(bid) if at == wijk and kind in (None, *kinds)
            )
            here = sum(n for (at, what), n in town.people(bid).items() if at == wijk and kind in (None, what))
            whole &= own >= here
            used, room = used + here, room + own
        if whole and town.free(wijk, kind) == room - used:
            self._know(self._at(STAYS, wijk, kind), str(used))

    def _sentence(self, text: str) -> None:
        every = [("aanbieder", bid.file) for bid in self.town.counting]
        if m := re.search(rf"Van de (?:({COUNT}) )?mensen met een plek \w+ er ({COUNT}) blijven", text):
            self._know(every, m[1])
            self._know(self._of(STAYS), m[2])
        if m := re.search(rf"({COUNT}) gaa?n? naar een andere aanbieder\.", text):
            self._know(self._of(GOES), m[1])
        if m := re.search(rf"({COUNT}) wachte?n? nog op ", text):
            self._know(self._of(OPEN), m[1])
        pattern = (
            rf"Win(?:t|nen) (.+?) de loting, dan \w+ er ({COUNT}) blijven en \w+ ({COUNT}) naar"
            rf" een andere aanbieder"
            rf"(?:, en \w+ er nog ({COUNT}))?"
        )
        for m in re.finditer(pattern, text):
            won = next((one for one in self.town.ends() if self._called(one) == m[1]), None)
            for fate, shown in zip((STAYS, GOES, OPEN), m.groups()[1:], strict=True):
                if won is not None:
                    self._know(self._of(fate, won), shown)

    def _called(self, won: frozenset[str]) -> str:
        names = [place.bid.name for place in self.town.outcomes[""].places if place.bid.file in won]
        return " en ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]

    # --- Working it out -------------------------------------------------------------------------------------

    def small_groups(self) -> Iterator[tuple[str, frozenset[Unknown], int]]:
        """Every group of fewer than ten that a table could have told, with how many there are."""
        town, groups = self.town, {}
        for bid in town.counting:
            groups[f"aanbieder {bid.name}"] = frozenset({("aanbieder", bid.file)})
        for fate in FATES:
            for wijk in {spot[0] for spot in self.spots}:
                groups[f"{fate} in {wijk}"] = frozenset(self._at(fate, wijk))
            for kind in {spot[1] for spot in self.spots}:
                groups[f"{fate} bij {kind}"] = frozenset(self._at(fate, kind=kind))
            for spot in self.spots:
                groups[f"{fate} op {spot}"] = frozenset(self._at(fate, *spot))
        for name, cells in groups.items():
            exact = sum(map(self.exact, cells))
            if 0 < exact < FEWEST:
                yield name, cells, exact

    def exact(self, cell: Unknown) -> int:
        """What a cell really is."""
        if cell[0] == "aanbieder":
            return sum(self.town.now(bid) for bid in self.town.counting if bid.file == cell[1])
        return self.town.at(*cell)

    def follows(self) -> list[str]:
        """The small groups of which the number follows too closely from all that was read."""
        where: Mapping[Unknown, int] = {cell: n for n, cell in enumerate([*self.cells, *self.own])}
        rows, right = [], []
        for cells, shown in self.sums:
            rows.append(_row(where, cells))
            right.append(shown)
        for left, other in self.equal:
            rows.append(_row(where, left) - _row(where, other))
            right.append(0)
        told = LinearConstraint(np.array(rows), right, right)
        found = []
        for name, cells, exact in self.small_groups():
            low, high = (self._end(_row(where, cells), told, sign) for sign in (1, -1))
            if low is not None and high is not None and high - low + 1 < OPEN_NUMBERS:
                found.append(f"{name}: {exact} ligt tussen {low} en {high}, volgt uit wat er staat")
        return found

    def _end(self, goal: np.ndarray, told: LinearConstraint, sign: int) -> int | None:
        done = milp(sign * goal, constraints=told, integrality=np.ones(len(goal)), bounds=Bounds(0, 10_000))
        return None if done.fun is None else round(sign * done.fun)


def _row(where: Mapping[Unknown, int], cells: Iterable[Unknown]) -> np.ndarray:
    row = np.zeros(len(where))
    for cell in cells:
        row[where[cell]] += 1
    return row
