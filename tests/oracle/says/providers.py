"""The page of a provider, and why somebody is outside the ranking."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from tests.reckoning.public import kept_back

from ..told import Told, close, codes_in, holds, names_in, number, same, says

Wrong = Iterator[str | None]
Match = re.Match[str]


@says(r"<n:count> aanbieders? haalden? een drempel niet\.")
def _missed(told: Told, m: Match) -> Wrong:
    yield same("onder een drempel", m["n"], len(told.below))


SUM = r"[−-]?(?:€ )?[−-]?[\d.,]*\d"
MISSED = (
    rf"(?:(?:Voor <k:crit>|In totaal) (?:is|zijn) {SUM}(?: punte?n?)? gehaald\."
    rf" Nodig (?:is|zijn) minstens {SUM}(?: punten)?(?:, en dat is [\d.,]+ % van {SUM})?\. ?)+"
)
"""Every threshold that somebody missed, a sentence each."""
_EACH = re.compile(
    rf"(?:Voor (\S+) \([^.]*?\)|In totaal) (?:is|zijn) ({SUM})(?: punte?n?)? gehaald\."
    rf" Nodig (?:is|zijn) minstens ({SUM})"
)


@says(
    rf"(?:<who:name>\.? )?(?:Voor <k:crit>|In totaal) is minder gehaald dan de {SUM}(?: punten)?"
    r" die nodig zijn\."
)
def _missed_untold(told: Told, m: Match) -> Wrong:
    """A threshold that was missed with a number of points that is not public."""
    told.owner = m["who"] or told.owner
    place, code = told.place(told.owner), (m["k"] or "totaal").split(" ")[0]
    yield holds(m[0], place is not None and place in told.below and told.kept_back(place, code))
    if place is not None:
        yield holds(f"drempel {code} van {told.owner}", code in told.outcome.rejected[place.bid.file])


@says(
    r"Een streepje \(–\) bij punten betekent: niet openbaar\. Uit de punten voor <k:crit>"
    r".*? volgt een antwoord dat niet openbaar is\."
)
def _dash(told: Told, m: Match) -> Wrong:
    """That points are not public, and of which criterion."""
    codes = {kept_back(told.outcome, place) for place in (*told.ranked, *told.below)} - {""}
    yield holds(m[0], told.public and codes == {m["k"].split(" ")[0]})


@says(rf"<who:name>\.? (?P<why>{MISSED})", rf"^(?P<why>{MISSED})$")
def _grounds(told: Told, m: Match) -> Wrong:
    told.owner = m.groupdict().get("who") or told.owner
    place, least = told.place(told.owner), told.outcome.lot.thresholds()
    found = _EACH.findall(m["why"])
    yield holds(f"onder een drempel: {told.owner}", place in told.below)
    if place is None:
        return
    missed = set(told.outcome.rejected[place.bid.file])
    award = told.outcome.lot.award
    if award["methode"] == "qcbs" or award.get("vergelijken_met") == "boven_drempel":
        missed.discard("totaal")  # who misses a threshold is not compared, so has no total to speak of
    shown = {code or "totaal" for code, *_ in found}
    all_ = shown == missed if m.groupdict().get("who") else shown <= missed
    yield holds(f"alle drempels van {told.owner}: {missed}", all_)
    for code, points, needed in found:
        held = place.scores[code] if code else place.quality if told.outcome.lot.with_price else place.total
        yield close(f"{told.owner} bij {code or 'totaal'}", points, held)
        yield close(f"drempel {code or 'totaal'}", needed, least[code or "totaal"])


@says(r"^Het totaal is <sum:any> = (?:€ )?<n:number>(?: punten)?(?P<rounded>, afgerond)?\.$")
def _sum(told: Told, m: Match) -> Wrong:
    terms = [number(term.strip().removeprefix("€ ")) for term in m["sum"].split(" + ")]
    if None in terms:
        yield f"geen som: {m[0]}"
        return
    total = sum((term for term in terms if term is not None), Fraction(0))
    shown = number(m["n"])
    places = [one for one in (*told.ranked, *told.below) if one.total == shown]
    own = [[one.scores[top["code"]] for top in told.outcome.lot.tops if told.outcome.lot.maximum[top["code"]]]
           for one in places]  # fmt: skip
    yield holds(f"iemand heeft die punten: {m[0]}", terms in own)
    yield holds(f"is er afgerond? {m[0]}", bool(m["rounded"]) == (total != shown))


@says(r"^<k:crit>: <n:number> van <most:number> \(gemiddeld <mean:number>\)$",
      r"^(?P<k>\S+) .+: <n:number> van <most:number> \(gemiddeld <mean:number>\)$")  # fmt: skip
def _beside_mean(told: Told, m: Match) -> Wrong:
    code = m["k"].split(" ")[0]
    if code not in told.criteria:
        yield f"onbekend criterium: {m[0]}"
        return
    yield close(f"gemiddelde van {code}", m["mean"], told.mean(code))
    yield close(f"maximum van {code}", m["most"], told.outcome.lot.maximum[code])
    held = [one.scores[code] for one in (*told.ranked, *told.below)]
    yield holds(f"iemand heeft {m['n']} bij {code}", number(m["n"]) in held)


@says(r"^Plaats (?P<n>\d+)=? in de rangorde$")
def _rank(told: Told, m: Match) -> Wrong:
    yield holds(m[0], int(m["n"]) in {one.rank for one in told.ranked})


@says(r"De plaats is gedeeld met <who:names>\.")
def _shared(told: Told, m: Match) -> Wrong:
    ranks = {place.rank for name in names_in(told, m["who"]) if (place := told.place(name))}
    yield holds(m[0], len(ranks) == 1)


@says(
    r"(?:<who:name>\.? )?De gemeente besloot dat (?:deze inschrijving niet meedoet|niet is"
    r" voldaan aan eis \S+ \([^.]*?\))"
    r"(?: om wat er bij [^.]+ staat)?(?: \(besloten door [^)]+\))?\.(?: <owner:name> trok)?"
)
def _decided_out(told: Told, m: Match) -> Wrong:
    bid = told.bid(m["who"] or told.owner)
    yield holds(m[0], bid.file in told.outcome.rejected and bid.file not in told.outcome.below)


@says(r"^(?P<label>\d+=?|[A-J]|–)$")
def _bare_label(told: Told, m: Match) -> Wrong:
    labels = {told.label(place) for place in (*told.ranked, *told.below)} | {"–"}
    yield holds(f"plaats {m[0]}", m["label"] in labels)


@says(r"^<n:number> punten$", r"^Niet in de rangorde: onder een drempel <n:number> punten$")
def _own_total(told: Told, m: Match) -> Wrong:
    place = told.place(told.owner)
    yield close(f"totaal van {told.owner}", m["n"], place.total) if place else f"geen totaal: {told.owner}"


@says(r"^(?P<label>\d+=?|[A-J]|–) ?<who:name>(?= ▪|$)")
def _labelled(told: Told, m: Match) -> Wrong:
    place = told.place(m["who"])
    yield holds(m[0], m["label"] == (told.label(place) if place else "–"))


@says(r"^<n:number>(?: punten)? ?(?P<label>\d+=?) ?<who:name>$")
def _listed(told: Told, m: Match) -> Wrong:
    place = told.place(m["who"])
    if place is None:
        yield f"niet met punten: {m['who']}"
        return
    yield close(f"totaal van {m['who']}", m["n"], place.total)
    yield holds(m[0], m["label"] == told.label(place))


@says(r"^<k:code> .+ <n:number> van <most:number>$")
def _own_score(told: Told, m: Match) -> Wrong:
    told.section = m["k"]
    place = told.place(told.owner)
    yield (
        close(f"{told.owner} bij {m['k']}", m["n"], place.scores[m["k"]])
        if place
        else f"{told.owner}: {m[0]}"
    )
    yield close(f"maximum van {m['k']}", m["most"], told.outcome.lot.maximum[m["k"]])


@says(r"^(?P<each>[\d,]+ \([\w ]+\)(?:(?:, | en )[\d,]+ \([\w ]+\))*): ")
def _own_grade(told: Told, m: Match) -> Wrong:
    given = told.town.panel.graded(told.bid(told.owner), told.section)
    shown = [Fraction(one.replace(",", ".")) for one in re.findall(r"([\d,]+) \(", m["each"])]
    told_words = f"cijfers van {told.owner} bij {told.section}: {m['each']}, en het panel gaf {given}"
    yield holds(told_words, sorted(shown) == sorted(given))


@says(
    r"(?:<who:name>\.? )?Er is niet voldaan aan eis (?P<code>\S+) \([^)]*\)\.(?P<rows> Niet elke"
    r" rij van de tabel voldoet\."
    r" Niet goed is: <cell:number>(?: in cel [A-Z]+\d+(?: \([^)]*\))?)?\.)?(?: Het antwoord was:"
    r" <n:number>(?: \([^)]*\))?\.)?"
)
def _demand(told: Told, m: Match) -> Wrong:
    told.owner = m["who"] or told.owner
    bid = told.bid(told.owner)
    yield holds(m[0], m["code"] in told.outcome.rejected.get(bid.file, set()))
    demand = next(one for one in told.outcome.lot.demands if one["code"] == m["code"])
    asked = demand["vraag"]["code"] if isinstance(demand["vraag"], dict) else demand["vraag"]
    value, column = bid.answers.get(asked), demand.get("voldoet", {}).get("kolom")
    if m["n"]:
        yield same(f"antwoord van {bid.name} op {asked}", m["n"], value)
    if m["cell"]:
        yield holds(m[0], any(row.get(column) == number(m["cell"]) for row in value))


@says(r"<who:name>\.? <n:count> punt(?:en)? om over te besluiten\.")
def _waits(told: Told, m: Match) -> Wrong:
    yield holds(m[0], told.bid(m["who"]).file in told.outcome.undecided)


@says(r"staat het getal als tekst \((?P<raw>.+?)\); gelezen als (?P<read>.+?)\.(?= )")
def _typed(told: Told, m: Match) -> Wrong:
    raw, read = m["raw"].split("; "), m["read"].split("; ")
    for typed, shown in zip(raw, read, strict=True):
        exact = number(re.sub(r"[€%\s]|,-", "", typed))
        yield holds(f"{typed} is gelezen als {shown}", number(shown) == exact)


@says(r"^Voorstel: een contract voor <n:number> \w+\.")
def _own_volume(told: Told, m: Match) -> Wrong:
    place = told.place(told.owner)
    yield same(f"omvang van {told.owner}", m["n"], place.volume if place else None)


@says(r"Hetzelfde staat ook bij (?P<who>[^:]+): (?P<what>voldoet(?: niet)?)\.")
def _same_elsewhere(told: Told, m: Match) -> Wrong:
    panel = told.town.panel
    for name in names_in(told, m["who"]):
        bid = told.bid(name)
        decided = {panel.decided(bid, subject, told.lot) for subject in panel.subjects(bid)}
        yield holds(f"besluit bij {name}: {m['what']}", m["what"] in decided)
    yield holds(f"niet ook bij {told.owner} zelf", told.owner not in names_in(told, m["who"]))


@says(r"<who:name>\. Er is geen prijs waarmee gerekend kan worden\. Zonder prijs is .+? niet te berekenen\.")
def _no_price(told: Told, m: Match) -> Wrong:
    place = told.place(m["who"])
    yield holds(m[0], place in told.below and place is not None and place.price is None)


@says(
    r"<who:name>\.? Het cijfer ontbreekt nog voor <k:crit>\.",
    r"<who:name>\.? De cijfers ontbreken nog voor <k:crits>\.",
    r"<who:name>\.? Er ontbreken <n:count> cijfers\.",
)
def _no_grade(told: Told, m: Match) -> Wrong:
    given = m.groupdict()
    missing = {code for name, code in told.outcome.waiting if name == told.bid(m["who"]).name}
    if given.get("n"):
        yield same(f"cijfers die bij {m['who']} ontbreken", given["n"], len(missing))
    else:
        yield holds(f"cijfers die bij {m['who']} ontbreken", set(codes_in(m["k"])) == missing)


@says(r"En nog <n:number>\.$")
def _more(told: Told, m: Match) -> Wrong:
    outcome, kind = told.outcome, told.block.partition(":")[0]
    priced = [place for place in told.below if "uitkomst" not in outcome.rejected[place.bid.file]]
    every = {
        "Onder een drempel": len(priced),
        "Geen uitkomst te berekenen": len(told.below) - len(priced),
        "Niet toegelaten": told.kept_out - len(told.below),
        "Wacht op een besluit": len(outcome.undecided),
        "Wacht op cijfers": len({name for name, _ in outcome.waiting}),
    }
    yield same(f"nog meer: {kind}", m["n"], every[kind] - len(names_in(told, told.block)))
