"""What is offered where, against what is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from ..told import Told, end_of, holds, names_in, same, says, waits_for
from ..town import OPEN

Wrong = Iterator[str | None]
Match = re.Match[str]


@says(
    r"In de kaart zijn <n:count> van de <all:count> vakjes gevuld, <one:count> daarvan door één aanbieder\."
)
def _boxes(told: Told, m: Match) -> Wrong:
    town = told.town
    found = [town.offers(wijk, kind) for wijk in town.wijken for kind in town.kinds]
    yield same("vakjes", m["all"], len(found))
    yield same("gevulde vakjes", m["n"], sum(n > 0 for n in found))
    yield same("vakjes met één aanbieder", m["one"], sum(n == 1 for n in found))


@says(
    r"(?P<sure>Zeker is al: )?in <n:count> van de <all:count> wijken is er aanbod"
    r"(?P<kinds>, maar niet overal van elke soort)?\."
)
def _served(told: Told, m: Match) -> Wrong:
    town = told.town
    yield same("wijken", m["all"], len(town.wijken))
    yield same("wijken met aanbod", m["n"], town.served())
    unsure = any(town.fate(bid) == OPEN for bid in town.counting)
    yield holds(f"is alles al zeker? {m[0]}", bool(m["sure"]) == unsure)


@says(r"In elke wijk is elke soort dagbesteding te vinden\.")
def _all_served(told: Told, m: Match) -> Wrong:
    town = told.town
    yield holds(m[0], all(town.offers(wijk, kind) for wijk in town.wijken for kind in town.kinds))


def _short(told: Told) -> int:
    need = told.town.told["behoefte"].get("wijken", {})
    return sum(told.town.room(wijk) < number for wijk, number in need.items())


@says(r"Er is ruimte voor <n:number> van de <need:number> [\wë]+\.")
def _room(told: Told, m: Match) -> Wrong:
    yield same("ruimte", m["n"], told.town.room())
    yield same("nodig", m["need"], told.town.told["behoefte"]["aantal"])


@says(
    r"Samen is er ruimte voor <n:number> [\wë]+\. Nodig is ruimte voor <need:number> [\wë]+, maar"
    r" in <few:count>"
    r" wijke?n? is er te weinig\."
)
def _room_short(told: Told, m: Match) -> Wrong:
    yield from _room(told, m)
    yield same("wijken met te weinig", m["few"], _short(told))


@says(r"Geteld is het aanbod van <n:count> aanbieders? met een contract\.")
def _counted(told: Told, m: Match) -> Wrong:
    yield same("aanbieders met een contract", m["n"], len(told.town.holders()))


@says(
    r"Samen bieden zij <n:number> plaatsen\. Bij <each:number> [\wë]+ per plaats is dat ruimte"
    r" voor <room:number>\."
)
def _places(told: Told, m: Match) -> Wrong:
    town = told.town
    yield same("plaatsen", m["n"], sum(map(town.places, town.holders())))
    yield same("per plaats", m["each"], town.each)
    yield same("ruimte", m["room"], town.room())


@says(r"<n:count> aanbieders? tel(?:t|len) nog niet mee: (?:die wacht|zij wachten) op <for:waits>\.")
def _not_yet(told: Told, m: Match) -> Wrong:
    yield waits_for(told, m["for"])
    yield same("tellen nog niet mee", m["n"], sum(told.town.fate(bid) == OPEN for bid in told.town.counting))


@says(
    r"Win(?:t|nen) <who:names> de loting, dan is er aanbod in <n:count> van de <all:count> wijken"
    r" en ruimte voor"
    r" <room:number> [\wë]+\."
)
def _room_after(told: Told, m: Match) -> Wrong:
    won = end_of(told, m["who"])
    yield holds(f"zo kan de loting niet eindigen: {m['who']}", won is not None)
    yield same("wijken", m["all"], len(told.town.wijken))
    yield same(f"wijken als {m['who']} wint", m["n"], told.town.served(won))
    yield same(f"ruimte als {m['who']} wint", m["room"], told.town.room(won=won))


@says(
    r"Let u op wijk, soort, doel en doelgroep tegelijk, dan zijn er <all:number> combinaties\."
    r" Daarvan zijn er"
    r" <n:number> te vinden, en <one:number> daarvan bij één aanbieder\."
)
def _combined(told: Told, m: Match) -> Wrong:
    town = told.town
    found = [
        sum(
            town.has(bid, wijk, kind)
            and town.chose(bid, "doelen", goal)
            and town.chose(bid, "doelgroepen", group)
            for bid in town.holders()
        )
        for wijk in town.wijken
        for kind in town.kinds
        for goal in town.listed("doelen")
        for group in town.listed("doelgroepen")
    ]
    yield same("combinaties", m["all"], len(found))
    yield same("combinaties te vinden", m["n"], sum(n > 0 for n in found))
    yield same("combinaties bij één", m["one"], sum(n == 1 for n in found))


def _filled(told: Told, names: list[str]) -> int:
    return len({box for name in names for box in _boxes_of(told, name)})


def _boxes_of(told: Told, name: str) -> set[tuple[str, str]]:
    town, bid = told.town, told.bid(name)
    return {(wijk, kind) for wijk in town.wijken for kind in town.kinds if town.has(bid, wijk, kind)}


@says(
    r"Alle aanbieders in de rangorde samen vullen <n:count> van de <all:count> vakjes\. De"
    r" kleinste groep die dat kan,"
    r" (?:is|zijn) <who:names>\. Dat het niet beter kan, is bewezen\."
)
def _smallest_group(told: Told, m: Match) -> Wrong:
    every, group = [one.bid.name for one in told.ranked], names_in(told, m["who"])
    most = _filled(told, every)
    yield same("vakjes", m["all"], len(told.town.wijken) * len(told.town.kinds))
    yield same("vakjes van iedereen", m["n"], most)
    yield holds(f"deze groep vult ze: {group}", _filled(told, group) == most)
    yield holds("een kleinere groep kan het niet", _best(told, len(group) - 1) < most)


def _best(told: Told, many: int) -> int:
    every = [one.bid.name for one in told.ranked]
    return max(_filled(told, list(one)) for one in combinations(every, many))


@says(
    r"Met hetzelfde aantal contracten zijn hoogstens <n:count> vakjes te vullen, met <who:names>\."
    r" Dat het niet beter kan, is bewezen\."
)
def _best_group(told: Told, m: Match) -> Wrong:
    group = names_in(told, m["who"])
    yield same("vakjes van de beste groep", m["n"], _filled(told, group))
    yield same("de beste groep", m["n"], _best(told, min(len(told.ranked), told.town.spots(told.lot) or 0)))


@says(r"^(?P<n>\d) (?P<kind>\S.+)$")
def _kind(told: Told, m: Match) -> Wrong:
    kinds = list(told.town.kinds.values()) if told.town.told else []
    if m["kind"] in kinds:
        yield holds(m[0], kinds.index(m["kind"]) + 1 == int(m["n"]))
