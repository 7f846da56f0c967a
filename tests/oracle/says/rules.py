"""The rules as the report repeats them, and the draw."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from fractions import Fraction

from tests.reckoning.division import size

from ..told import Told, close, holds, number, same, says

Wrong = Iterator[str | None]
Match = re.Match[str]


@says(r"In totaal zijn er <n:number> punten te halen\.", r"In totaal zijn er <n:number> punten\.")
def _in_all(told: Told, m: Match) -> Wrong:
    tops = sum((told.outcome.lot.maximum[top["code"]] for top in told.outcome.lot.tops), Fraction(0))
    yield same("punten in totaal", m["n"], tops)


@says(r"Er (?:is|zijn) <n:count> contracte?n? te verdelen\.", r"Er is <n:count> contract te verdelen\.")
def _contracts(told: Told, m: Match) -> Wrong:
    yield same("contracten", m["n"], told.town.spots(told.lot))


@says(r"Wie in totaal minder dan <n:number> punten heeft, krijgt geen contract\.")
def _threshold(told: Told, m: Match) -> Wrong:
    yield same("drempel", m["n"], told.outcome.lot.thresholds().get("totaal"))


@says(
    r"^Stippengrafiek van (?P<k>\S+) .+, van 0 tot (?:€ )?<most:number>(?: punten)?\. Hoogste"
    r" (?:€ )?<high:number>, laagste"
    r" (?:€ )?<low:number>, gemiddeld in de rangorde (?:€ )?<mean:number>\."
)
def _dots(told: Told, m: Match) -> Wrong:
    code = m["k"]
    held = [one.scores[code] for one in (*told.ranked, *told.below) if code in one.scores]
    yield close(f"maximum van {code}", m["most"], told.outcome.lot.maximum[code])
    yield close(f"hoogste van {code}", m["high"], max(held))
    yield close(f"laagste van {code}", m["low"], min(held))
    yield close(f"gemiddelde van {code}", m["mean"], told.mean(code))


@says(r"Van de <all:count> inschrijvingen (?:is|zijn) er <n:count> door twee programma's gelezen")
def _twice(told: Told, m: Match) -> Wrong:
    yield same("inschrijvingen", m["all"], len(told.town.bids))
    yield same("twee keer gelezen", m["n"], sum(bid.file.endswith(".xlsx") for bid in told.town.bids))


@says(r"^<k:code> .+ \(<n:number>(?: punten)?\)$", r"^<k:code> .+ <n:number> punten(?: · K\S+ .+)?$")
def _maximum(told: Told, m: Match) -> Wrong:
    yield close(f"maximum van {m['k']}", m["n"], told.outcome.lot.maximum[m["k"]])


@says(r"^De punten per criterium\. (?P<all>.+)\.$")
def _all_maxima(told: Told, m: Match) -> Wrong:
    for code, shown in re.findall(r"(?:^|, )(K\S+) .+?: ([\d.,]*\d)(?=, K|$)", m["all"]):
        yield close(f"maximum van {code}", shown, told.outcome.lot.maximum[code])


@says(
    r"^<n:number> punten te halen \(<share:number> % van het geheel\)(?: · drempel <least:number> punten)?$"
)
def _to_earn(told: Told, m: Match) -> Wrong:
    lot, code = told.outcome.lot, told.section
    whole = sum((lot.maximum[top["code"]] for top in lot.tops), Fraction(0))
    yield close(f"maximum van {code}", m["n"], lot.maximum[code])
    yield close(f"deel van {code}", m["share"], 100 * lot.maximum[code] / whole)
    yield same(f"drempel van {code}", m["least"], lot.thresholds().get(code))


@says(r" ?Drempel: <n:number> punten\.")
def _own_threshold(told: Told, m: Match) -> Wrong:
    least = told.outcome.lot.thresholds()
    below = [
        one for code, one in least.items() if code == told.section or code.startswith(f"{told.section}.")
    ]
    yield holds(f"drempel van {told.section}: {m['n']}", number(m["n"]) in below)


@says(r"Voorbeeld: voor <k:crit> zijn er <sum:any> = <n:number> punten\.")
def _product(told: Told, m: Match) -> Wrong:
    code, product = m["k"].split(" ")[0], Fraction(1)
    for term in m["sum"].split(" × "):
        found = number(term.removesuffix(" %"))
        product *= (found or Fraction(0)) / (100 if term.endswith("%") else 1)
    yield same(f"product voor {code}", m["n"], product)
    yield same(f"maximum van {code}", m["n"], told.outcome.lot.maximum[code])


@says(r"Minstens nodig: (?P<all>.+)\.$")
def _all_thresholds(told: Told, m: Match) -> Wrong:
    found = re.findall(r"(?:^|, | en )(?:(\S+) \([^)]*\)|(het totaal)): ([\d.,]*\d) punten", m["all"])
    right = told.outcome.lot.thresholds()
    shown = {code or "totaal": number(least) for code, _, least in found}
    yield holds(f"drempels: {shown}, het hoort {right}", shown == right)


@says(
    r"De punten per subcriterium hebben <n:count> cijfers? achter de komma; het totaal heeft"
    r" <all:count> cijfers?\."
)
def _rounding(told: Told, m: Match) -> Wrong:
    rounding = told.outcome.lot.award["afronding"]
    yield same("cijfers per subcriterium", m["n"], rounding["criterium"])
    yield same("cijfers van het totaal", m["all"], rounding["totaal"])


@says(r"^De opdracht is verdeeld in <n:count> percelen\. ")
def _lots(told: Told, m: Match) -> Wrong:
    yield same("percelen", m["n"], len(told.town.outcomes))


@says(r"Eén aanbieder krijgt hoogstens <n:count> perce(?:el|len)\.")
def _at_most(told: Told, m: Match) -> Wrong:
    yield same("hoogstens", m["n"], told.town.kader["percelen"].get("hoogstens"))


@says(
    r"Eén aanbieder krijgt samen hoogstens <all:number> \w+\.",
    r"Eén aanbieder krijgt hoogstens <n:count> perce(?:el|len) en samen hoogstens <all:number> \w+\.",
)
def _at_most_in_all(told: Told, m: Match) -> Wrong:
    lots = told.town.kader["percelen"]
    yield same("samen hoogstens", m["all"], lots.get("hoogstens_omvang"))
    if "n" in m.groupdict():
        yield same("hoogstens", m["n"], lots.get("hoogstens"))


@says(r"Te verdelen: <n:number> \w+\.", r"Er zijn <n:number> \w+ te verdelen\.")
def _to_divide(told: Told, m: Match) -> Wrong:
    yield same("te verdelen", m["n"], size(told.outcome.lot))


@says(
    r"^Geloot: (?P<order>.+?)\. Met het zaad “(?P<seed>[^”]+)” .+? Iedereen kan dit narekenen:"
    r" neem van elke naam de"
    r" SHA-256 van drie regels onder elkaar, het zaad, het perceel \((?P<lot>\S+)\) en de naam\."
    r" De laagste gaat voor\."
    r" Het begin daarvan: (?P<hashes>.+)$"
)
def _drawn(told: Told, m: Match) -> Wrong:
    names = [name for _, name in re.findall(r"(\d+)\. (.+?)(?:, |$)", m["order"])]
    yield holds(m[0], names == [one.bid.name for one in told.ranked if one.bid.name in names])
    hashes = {name: hashlib.sha256(f"{m['seed']}\n{m['lot']}\n{name}".encode()).hexdigest() for name in names}
    yield holds(f"de volgorde van de loting: {names}", names == sorted(names, key=hashes.__getitem__))
    for name in names:
        begin = re.search(rf"{re.escape(name)} ([0-9a-f]+)…", m["hashes"])
        yield holds(f"het begin bij {name}", begin is not None and hashes[name].startswith(begin[1]))


@says(r"^<n:number> per jaar, voor alles samen\.$")
def _budget(told: Told, m: Match) -> Wrong:
    yield same("budget", m["n"], told.town.kader.get("opdracht", {}).get("budget"))
