"""The sheet over all lots held against the oracle: every number and every name on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.reckoning.plain import Kader
from tests.reckoning.result import CHOOSE, DRAW, Place

from .held import Reader
from .pages import Table, Text, parts
from .tables import columns
from .told import Told, flat, holds, same
from .town import Town

_BIDS = re.compile(r"Er (?:is|zijn) (\S+) inschrijving(?:en)? op (\S+) perce(?:el|len)\.")
_LIMIT = re.compile(r"Eén aanbieder krijgt hoogstens (\S+) perce(?:el|len)\.")
_HEADLINE = re.compile(r"In (\d+) van de (\d+) percelen is er een voorstel voor een contract")


def wrong_on_sheet(town: Town, html: str) -> list[str]:
    """Everything on the sheet that is wrong or that nothing explains."""
    return [found for part in parts(html) for found in flat(_part(town, part))]


def _part(town: Town, part: object) -> Iterator[str | None]:
    if isinstance(part, Text):
        yield from _text(town, part.text)
    elif isinstance(part, Table):
        yield from _lots(town, part) if part.caption.startswith("De percelen") else _providers(town, part)
    else:
        yield f"een tekening die niemand verklaart: {part}"


def _text(town: Town, text: str) -> Iterator[str | None]:
    filled = sum(1 for lot in town.outcomes if town.awarded(lot))
    if text.startswith("In elk perceel is er een voorstel"):
        yield holds("in elk perceel een voorstel", filled == len(town.outcomes))
    rest = text
    for pattern, right in (
        (_BIDS, (len(town.counting), len(town.outcomes))),
        (_LIMIT, (town.kader["percelen"].get("hoogstens"),)),
        (_HEADLINE, (filled, len(town.outcomes))),
    ):
        if found := pattern.search(rest):
            for shown, number in zip(found.groups(), right, strict=True):
                yield same(f"een getal in “{found[0]}”", shown, number)
            rest = pattern.sub("", rest)
    yield from Reader(Told(town, next(iter(town.outcomes))), public=True).text(rest)


def _lots(town: Town, table: Table) -> Iterator[str | None]:
    rows = [*columns(table)]
    yield holds("elk perceel in de tabel", [row["Perceel"] for row in rows] == [*_titles(town).values()])
    for lot, row in zip(town.outcomes, rows, strict=False):
        where = row["Perceel"]
        yield same(f"inschrijvingen in {where}", row["Inschrijvingen"], len(_bidders(town, lot)))
        right = [_with_volume(place) for place in town.awarded(lot)]
        yield holds(f"contract in {where}: {row['Contract']}", row["Contract"] == _listing(right))
        drawn, choosing = ([p.bid.name for p in town.awarded(lot, what)] for what in (DRAW, CHOOSE))
        state = town.outcomes[lot].stand.capitalize()
        state += f"; loten: {_listing(drawn)}" if drawn else ""
        state += f"; kiezen: {_listing(choosing)}" if choosing else ""
        yield holds(f"stand van {where}: {row['Stand']}", row["Stand"] == state)


def _providers(town: Town, table: Table) -> Iterator[str | None]:
    titles = _titles(town)
    right: dict[str, tuple[list[str], list[str]]] = {}
    for lot, outcome in town.outcomes.items():
        for place in outcome.places:
            gets, waits = right.setdefault(place.bid.name, ([], []))
            if place in town.awarded(lot):
                gets.append(titles[lot] + _volume(place))
            elif place.award in (DRAW, CHOOSE):
                waits.append(f"{titles[lot]} ({place.award})")
    told = {name: ("; ".join(g) or "–", "; ".join(w) or "–") for name, (g, w) in right.items() if g or w}
    shown = {row["Aanbieder"]: (row["Krijgt"], row["Nog onzeker"]) for row in columns(table)}
    yield holds(f"wie in “{table.caption}” staat: {[*shown]}", {*shown} == {*told})
    for name in {*shown} & {*told}:
        yield holds(f"wat {name} krijgt: {shown[name]}", shown[name] == told[name])


def _titles(town: Town) -> dict[str, str]:
    items: list[Kader] = town.kader["percelen"]["lijst"]
    return {item["code"]: item["titel"] for item in items}


def _bidders(town: Town, lot: str) -> list[str]:
    return [bid.file for bid in town.counting if bid.file in town.outcomes[lot].names]


def _with_volume(place: Place) -> str:
    return place.bid.name + _volume(place)


def _volume(place: Place) -> str:
    if place.volume is None:
        return ""
    assert place.volume == Fraction(int(place.volume))
    return f" ({int(place.volume)} plekken)"


def _listing(names: list[str]) -> str:
    if not names:
        return "nog niemand"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
