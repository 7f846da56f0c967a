"""Page one: what stands out in a ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.reckoning.ranking import highest_first, tie_values
from tests.reckoning.result import DRAW, RESERVE, WON, Place

from ..told import Told, close, codes_in, holds, names_in, same, says, with_award

Wrong = Iterator[str | None]
Match = re.Match[str]


def _is_equal(places: list[Place]) -> bool:
    return len({(one.total, one.rank) for one in places}) == 1


@says(
    r"<who:names>(?P<more> en nog \d+)? staan op alles gelijk, met <n:number>(?: punten)?\."
    r" (?:Voor hen (?:is|zijn) er <left:count> plaats(?:en)?|Er is niet genoeg voor hen"
    r" allemaal): het lot beslist\."
)
def _equal(told: Told, m: Match) -> Wrong:
    yield from _drawing(told, m)
    exact = {_before_rounding(told, one) for one in with_award(told, DRAW)}
    priced = told.outcome.lot.with_price  # there the outcome is no sum of points
    yield holds(f"voor het afronden verschilden zij: {m[0]}", priced or len(exact) < 2)


def _drawing(told: Told, m: Match) -> Wrong:
    drawn, spots = with_award(told, DRAW), told.town.spots(told.lot)
    names = names_in(told, m["who"])
    yield holds(f"zij loten: {m['who']}", names == [one.bid.name for one in drawn][: len(names)])
    yield holds(f"zij zijn gelijk: {m['who']}", _is_equal(drawn))
    hidden = len(drawn) - len(names)
    yield same("wie nog meer loot", (m["more"] or "").removeprefix(" en nog ") or None, hidden or None)
    yield close("het gelijke totaal", m["n"], drawn[0].total)
    yield same("plaatsen", m["left"], None if spots is None else spots - len(with_award(told, WON)))


def _before_rounding(told: Told, place: Place) -> Fraction:
    return sum((place.scores.get(top["code"], Fraction(0)) for top in told.outcome.lot.tops), Fraction(0))


@says(
    r"<who:names>(?P<more> en nog \d+)? hebben na het afronden (?:allebei|allemaal) <n:number>(?: punten)?\."
    r" Vóór het afronden was dat (?P<before>.+?)\. Het kader vergelijkt alleen het afgeronde getal\."
    r" (?:Voor hen (?:is|zijn) er <left:count> plaats(?:en)?|Er is niet genoeg voor hen"
    r" allemaal): het lot beslist\."
)
def _rounded(told: Told, m: Match) -> Wrong:
    yield from _drawing(told, m)
    told_before = re.findall(r"([\d.,]+) \((.+?)\)(?:, | en |$)", m["before"])
    yield holds(f"ieder staat erbij: {m['before']}", [n for _, n in told_before] == names_in(told, m["who"]))
    for shown, name in told_before:
        place = told.place(name)
        if place is not None and not told.outcome.lot.with_price:
            yield close(f"{name} voor het afronden", shown, _before_rounding(told, place))


@says(
    r"Tussen de laatste met een contract \(<last:name>, (?P<high>[^)]+)\) en de eerste reserve"
    r" \(<first:name>, (?P<low>[^)]+)\) is een verschil van <n:number>(?: punt(?:en)?)?\."
)
def _line(told: Told, m: Match) -> Wrong:
    last, first = with_award(told, WON)[-1], with_award(told, RESERVE)[0]
    yield holds(f"de laatste met een contract is {m['last']}", last.bid.name == m["last"])
    yield holds(f"de eerste reserve is {m['first']}", first.bid.name == m["first"])
    yield close(f"totaal van {m['last']}", m["high"], last.total)
    yield close(f"totaal van {m['first']}", m["low"], first.total)
    yield close("het verschil op de streep", m["n"], abs(last.total - first.total))


@says(
    r"<who:name> staat bovenaan met <n:number>(?: punt(?:en)?)? (?P<more>meer|minder) dan nummer"
    r" twee, <second:name>\."
)
def _top(told: Told, m: Match) -> Wrong:
    first, second = told.ranked[0], told.ranked[1]
    yield holds(f"bovenaan staat {m['who']}", first.bid.name == m["who"])
    yield holds(f"nummer twee is {m['second']}", second.bid.name == m["second"])
    yield close("de voorsprong", m["n"], abs(first.total - second.total))
    yield holds(m[0], (m["more"] == "meer") == highest_first(told.outcome.lot))


@says(
    r"<one:name> en <two:name> hebben(?P<rounded> na het afronden)? (?:het|de)zelfde [\w ]+?\."
    r" (?P<why>.+?) gaf de doorslag(?:: <high:number> tegen <low:number>(?: punt(?:en)?)?)?\."
)
def _parted(told: Told, m: Match) -> Wrong:
    one, two = told.place(m["one"]), told.place(m["two"])
    if one is None or two is None:
        yield f"niet in de rangorde: {m['one']}, {m['two']}"
        return
    yield holds(f"hetzelfde totaal: {m['one']}, {m['two']}", one.total == two.total)
    yield holds(
        f"{m['one']} staat vlak voor {m['two']}", told.ranked.index(two) - told.ranked.index(one) == 1
    )
    values = tie_values(told.outcome.lot, one), tie_values(told.outcome.lot, two)
    drawn = values[0] == values[1]
    yield holds(f"het lot besliste: {m[0]}", drawn == (m["why"].lower() == "het lot"))
    if m["high"] and (code := next(iter(codes_in(m["why"])), "")):
        yield close(f"{m['one']} bij {code}", m["high"], one.scores[code])
        yield close(f"{m['two']} bij {code}", m["low"], two.scores[code])
        given = told.outcome.lot.rule("bij_gelijk") or []
        chain = [given] if isinstance(given, str) else given
        first = next((c for c, a, b in zip(chain, *values, strict=True) if a != b), None)
        yield holds(f"{code} gaf de doorslag", code == first)


@says(r"De prijzen lopen van <low:number> \(<one:name>\) tot <high:number> \(<two:name>\)\.")
def _prices(told: Told, m: Match) -> Wrong:
    priced = [one for one in told.ranked if one.price is not None]
    for key, who, right in (("low", "one", min), ("high", "two", max)):
        place = told.place(m[who])
        best = right(one.price for one in priced if one.price is not None)
        yield close(f"prijs van {m[who]}", m[key].removeprefix("€ "), best)
        yield holds(f"{m[who]} heeft die prijs", place is not None and place.price == best)


@says(
    r"Het grootste verschil zit bij <k:crit>: van (?:€ )?<high:number>(?: punt(?:en)?)? \(<one:name>\)"
    r" tot (?:€ )?<low:number>(?: punt(?:en)?)? \(<two:name>\),"
    r" van de (?:€ )?<most:number>(?: punt(?:en)?)?\."
)
def _widest(told: Told, m: Match) -> Wrong:
    lot, code = told.outcome.lot, m["k"].split(" ")[0]
    tops = [top["code"] for top in lot.tops if lot.maximum[top["code"]]]

    def width(top: str) -> Fraction:
        points = [place.scores[top] for place in told.ranked]
        return max(points) - min(points)

    yield holds(f"nergens is het verschil groter dan bij {code}", width(code) == max(map(width, tops)))
    points = [place.scores[code] for place in told.ranked]
    for key, who, right in (("high", "one", max(points)), ("low", "two", min(points))):
        place = told.place(m[who])
        yield close(f"{m[who]} bij {code}", m[key].removeprefix("€ "), right)
        yield holds(f"{m[who]} heeft dat bij {code}", place is not None and place.scores[code] == right)
    yield close(f"maximum van {code}", m["most"].removeprefix("€ "), lot.maximum[code])


def _everybody(told: Told, codes: list[str], more: str | None, *, high: bool) -> Wrong:
    lot = told.outcome.lot
    right = []
    for leaf in lot.leaves:
        most = lot.maximum[leaf["code"]]
        points = [place.scores.get(leaf["code"], Fraction(0)) for place in told.ranked]
        if most > 0 and all(p >= most * 4 / 5 if high else p <= most * 2 / 5 for p in points):
            right.append(leaf["code"])
    yield holds(
        f"deze zijn voor iedereen {'hoog' if high else 'laag'}: {codes}", codes == right[: len(codes)]
    )
    yield same("en andere", more, len(right) - len(codes) or None)


@says(
    r"Iedereen in de rangorde haalt minstens 80 % bij <k:crits>(?: en nog <more:count> andere?)?\."
    r" Dat maakt dus weinig verschil\."
)
def _all_high(told: Told, m: Match) -> Wrong:
    yield from _everybody(told, codes_in(m["k"]), m["more"], high=True)


@says(r"Niemand in de rangorde haalt meer dan 40 % bij <k:crits>(?: en nog <more:count> andere?)?\.")
def _all_low(told: Told, m: Match) -> Wrong:
    yield from _everybody(told, codes_in(m["k"]), m["more"], high=False)
