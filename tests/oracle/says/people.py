"""Who can stay, and what small providers get."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..told import Told, end_of, holds, same, says, waits_for
from ..town import GOES, OPEN, STAYS

Wrong = Iterator[str | None]
Match = re.Match[str]


@says(
    r"Van de (?:<all:number> )?mensen met een plek kun(?:nen|t) er <stay:count> blijven\."
    r"(?: <go:count> gaa?n? naar een andere aanbieder\.)?"
    r"(?: <wait:count> wachte?n? nog op <for:waits>\.)?"
)
def _people(told: Told, m: Match) -> Wrong:
    yield same("mensen met een plek", m["all"], told.town.everybody())
    yield same("wie blijft", m["stay"], told.town.count(STAYS))
    yield same("wie naar een ander gaat", m["go"], told.town.count(GOES) or None)
    yield same("wie wacht", m["wait"], told.town.count(OPEN) or None)
    yield waits_for(told, m["for"])


@says(
    r"Win(?:t|nen) <who:names> de loting, dan (?:kan er|kunnen er) <stay:count> blijven en (?:gaat|gaan)"
    r" <go:count> naar een andere aanbieder(?:, en (?:wacht|wachten) er nog <wait:count>)?\."
)
def _people_after(told: Told, m: Match) -> Wrong:
    won = end_of(told, m["who"])
    yield holds(f"zo kan de loting niet eindigen: {m['who']}", won is not None)
    yield same(f"blijft als {m['who']} wint", m["stay"], told.town.count(STAYS, won))
    yield same(f"gaat als {m['who']} wint", m["go"], told.town.count(GOES, won))
    yield same(f"wacht als {m['who']} wint", m["wait"], told.town.count(OPEN, won) or None)


@says(
    r"^Balk van iedereen met een plek: <stay:number> blijft, <wait:number> onzeker, <go:number>"
    r" andere aanbieder\.$"
)
def _bar(told: Told, m: Match) -> Wrong:
    for key, fate in (("stay", STAYS), ("wait", OPEN), ("go", GOES)):
        yield same(fate, m[key], told.town.count(fate))


@says(r"Voor <n:count> van wie naar een andere aanbieder gaat, is er in de eigen wijk geen plaats\.")
def _without_room(told: Told, m: Match) -> Wrong:
    yield same("zonder plaats in de wijk", m["n"], told.town.without_room())


@says(r"Voor wie naar een andere aanbieder gaat, is er genoeg plaats in de eigen wijk\.")
def _enough_room(told: Told, m: Match) -> Wrong:
    yield holds(m[0], told.town.without_room() == 0)


def _group(told: Told, *, small: bool, won: frozenset[str] | None = None) -> tuple[int, int, int]:
    group = told.town.small(small=small)
    fates = [told.town.fate(bid, won) for bid in group]
    return len(group), fates.count(STAYS), fates.count(OPEN)


GOT = (
    r"(?:krijg(?:t|en) (?:er )?<{0}:count> een contract|heeft nog (?P<{0}none>niemand) een contract"
    r"|krijgt (?P<{0}none2>niemand) een contract)\."
    r"(?: Voor <{0}open:count> hangt het nog af van <{0}for:waits>\.)?"
)


@says(
    r"<n:count> kleine aanbieders? schre(?:ef|ven) in\. (?:Van hen|Daarvan) "
    + GOT.format("s")
    + r"(?: Van de <others:count> andere aanbieders "
    + GOT.format("o")
    + ")?"
)
def _small(told: Told, m: Match) -> Wrong:
    for prefix, begin, small in (("s", "n", True), ("o", "others", False)):
        submitted, won, open_ = _group(told, small=small)
        who = "kleine" if small else "andere"
        yield same(f"{who} aanbieders", m[begin], submitted or None)
        none = m[f"{prefix}none"] or m[f"{prefix}none2"]
        yield same(f"{who} met contract", "niemand" if none else m[prefix], won)
        yield waits_for(told, m[f"{prefix}for"])
        yield same(f"{who} nog open", m[f"{prefix}open"], open_ or None)


@says(
    r"Win(?:t|nen) <who:names> de loting, dan krijg(?:t|en) <n:count> kleine aanbieders? een contract"
    r"(?:, en (?P<verb>wacht|wachten) er nog <wait:count>)?\."
)
def _small_after(told: Told, m: Match) -> Wrong:
    won = end_of(told, m["who"])
    yield holds(f"zo kan de loting niet eindigen: {m['who']}", won is not None)
    _, got, open_ = _group(told, small=True, won=won)
    yield same(f"kleine met contract als {m['who']} wint", m["n"], got)
    yield same(f"kleine die wachten als {m['who']} wint", m["wait"], open_ or None)
    if m["verb"]:
        yield holds(f"{m['verb']} er nog {m['wait']}", (m["verb"] == "wacht") == (open_ == 1))


@says(
    r"Let op: volgens de aanbieders hebben nu al meer \w+ een plek dan de <n:number> die volgens"
    r" het kader nodig zijn\."
    r" Minstens één getal klopt niet\."
)
def _contradiction(told: Told, m: Match) -> Wrong:
    need = told.town.told["behoefte"]["aantal"]
    yield same("nodig", m["n"], need)
    yield holds(m[0], told.town.everybody() > need)


@says(
    r"Let op: bij de aanbieders met een contract komen nu meer \w+ dan waarvoor zij samen ruimte bieden\."
    r" Minstens één getal klopt niet\."
)
def _fuller_than_full(told: Told, m: Match) -> Wrong:
    yield holds(m[0], sum(map(told.town.now, told.town.holders())) > told.town.room())


@says(r"Vrij zijn de plaatsen bij aanbieders met een contract, voor <n:number> mensen per plaats,")
def _each(told: Told, m: Match) -> Wrong:
    yield same("mensen per plaats", m["n"], told.town.each)
