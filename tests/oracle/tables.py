"""The tables of a report by their captions, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.reckoning.division import offer, size
from tests.reckoning.plain import choices, questions
from tests.reckoning.result import CHOOSE, DRAW, RESERVE, WON, Place
from tests.reckoning.shown import award_shown

from .firm import Firm
from .pages import BREAK, Table
from .told import Told, called, close, holds, listed, number, same
from .town import GOES, OPEN, STAYS

HIDDEN = "–"
FEWEST = 10
Wrong = Iterator[str | None]
Check = Callable[[Told, Table], Wrong]
CHECKS: list[tuple[str, Check]] = []
MEANING = {"kan blijven": STAYS, "nog onzeker": OPEN, "andere aanbieder": GOES}


def table(*captions: str) -> Callable[[Check], Check]:
    """The check of the tables with such a caption."""

    def known(check: Check) -> Check:
        CHECKS.extend((caption, check) for caption in captions)
        return check

    return known


def check_of(caption: str) -> Check | None:
    """The check of a table; nothing for one that is held line by line."""
    plain = caption.removesuffix(" (vervolg)")
    return next((check for pattern, check in CHECKS if re.fullmatch(pattern, plain)), None)


def columns(found: Table) -> Iterator[dict[str, str]]:
    """The rows by the heads of the columns; what stands below in a head is left out."""
    heads = [head.split(BREAK)[0].strip() for head in found.heads]
    for row in found.rows:
        yield dict(zip(heads, row, strict=False))


def people(what: str, shown: str, right: int) -> str | None:
    """A number of people, or the dash that stands for one."""
    if shown == HIDDEN:
        return None
    if 0 < right < FEWEST:
        return f"{what}: {right} mensen hoort verborgen te zijn, er staat {shown}"
    return same(what, shown, right)


@table("Voorstel voor een contract")
def _contracts(told: Told, found: Table) -> Wrong:
    firm = Firm(told)
    rows = list(columns(found))
    right = [one for award in (WON, "voorkeur nodig", DRAW) for one in told.town.awarded(told.lot, award)]
    names = [row["Aanbieder"].split(BREAK)[0] for row in rows]
    yield holds(f"wie in de tabel staat: {names}", names == [place.bid.name for place in right])
    for row, place in zip(rows, right, strict=False):
        name = place.bid.name
        yield holds(f"plaats van {name}: {row['plaats']}", row["plaats"] == told.label(place))
        points = next((row[head] for head in row if head not in KNOWN), "")
        yield told.points(f"totaal van {name}", points.removeprefix("€ "), place, "totaal")
        if "Plaatsen" in row:
            yield same(f"plaatsen van {name}", row["Plaatsen"], told.town.places(place.bid))
        if "Mensen" in row:
            yield people(f"mensen nu bij {name}", row["Mensen"], told.town.now(place.bid))
        if "Omvang" in row:
            shown = None if row["Omvang"] == HIDDEN else row["Omvang"].split(" ")[0]
            yield same(f"omvang van {name}", shown, place.volume)
        if row.get("Prijs", HIDDEN) != HIDDEN and place.price is not None:
            yield close(f"prijs van {name}", row["Prijs"].removeprefix("€ "), place.price)
        if "Hoe vast" in row:
            yield firm.word(place, row["Hoe vast"])


@table("De percelen")
def _every_lot(told: Told, found: Table) -> Wrong:
    """One row a lot: how many bid, who gets how much, and how it stands there."""
    lots = {_lot_title(told, code): code for code in told.town.outcomes}
    rows = list(columns(found))
    yield holds(
        f"de percelen: {[row['Perceel'] for row in rows]}", [row["Perceel"] for row in rows] == [*lots]
    )
    for row in rows:
        name, outcome = row["Perceel"], told.town.outcomes[lots[row["Perceel"]]]
        bidding = [bid for bid in told.town.counting if bid.file in outcome.names]
        yield same(f"inschrijvingen in {name}", row["Inschrijvingen"], len(bidding))
        won = [_gets(told, place) for place in outcome.places if place.award == WON]
        more = re.search(r" en nog (\d+)$", row["Contract"])
        shown = listed(row["Contract"], won)
        if more:
            yield same(f"hoeveel er in {name} nog meer zijn", more[1], len(won) - len(shown))
        right = shown == (won[: len(shown)] if more else won)
        yield holds(
            f"contracten in {name}: {row['Contract']}",
            right and bool(won or row["Contract"] == "nog niemand"),
        )
        state = row["Stand"]
        drawn = any(place.award == DRAW for place in outcome.places)
        choosing = any(place.award == CHOOSE for place in outcome.places)
        for words, there in (("loten:", drawn), ("kiezen:", choosing), ("op een besluit", outcome.undecided)):
            yield holds(f"{name}: {state}", (words in state) == bool(there))


@table("Wie krijgt wat")
def _everybody(told: Told, found: Table) -> Wrong:
    """Whoever gets or may still get a contract, with every lot of it."""
    right = {}
    for bid in sorted(told.town.counting, key=lambda one: one.name.casefold()):
        gets, waits = [], []
        for code, outcome in told.town.outcomes.items():
            title = _lot_title(told, code)
            if bid.file in outcome.undecided:
                waits.append(title)
            for place in outcome.places:
                if place.bid.file == bid.file and place.award == WON:
                    gets.append(_gets(told, place).replace(bid.name, title, 1))
                elif place.bid.file == bid.file and place.award in (DRAW, CHOOSE):
                    waits.append(f"{title} ({place.award})")
        if gets or waits:
            alone = [one.name for one in told.town.counting].count(bid.name) == 1
            right[bid.name if alone else called(bid)] = (
                "; ".join(gets) or HIDDEN,
                "; ".join(waits) or HIDDEN,
            )
    shown = {row["Aanbieder"]: (row["Krijgt"], row["Nog onzeker"]) for row in columns(found)}
    yield holds(f"wie er staat: {[*shown]}", sorted(shown) == sorted(right))
    for name, given in shown.items():
        yield holds(f"{name}: {given}, en niet {right.get(name)}", given == right.get(name))


def _lot_title(told: Told, code: str) -> str:
    """What a lot is called."""
    every = told.town.kader.get("percelen", {}).get("lijst", ())
    return str(next((lot.get("titel") or code for lot in every if lot["code"] == code), code))


def _gets(told: Told, place: Place) -> str:
    """A provider, with how much it gets where places are divided."""
    if place.volume is None:
        return place.bid.name
    unit = told.town.kader["gunning"]["capaciteit"]["eenheid"]
    return f"{place.bid.name} ({place.volume} {unit})"


KNOWN = {"plaats", "Aanbieder", "Plaatsen", "Mensen", "Omvang", "Prijs", "Hoe vast"}


@table(
    "(?:Punten|Waarde) per criterium",
    "Kwaliteit, prijs en uitkomst",
    "Onder een drempel: kwaliteit.*",
    "Onder een drempel: (?:punten|waarde) per criterium",
    r"Punten voor \S+ .*",
)
def _points(told: Told, found: Table) -> Wrong:
    below = found.caption.startswith("Onder")
    every = told.below if below else told.ranked
    if found.caption.startswith("Punten voor"):
        every = [*told.ranked, *told.below]
    heads = [head.split(BREAK) for head in found.heads]
    for head in heads:
        if len(head) > 1 and head[1].startswith("van "):
            yield close(
                f"maximum van {head[0]}", head[1][4:].removeprefix("€ "), told.outcome.lot.maximum[head[0]]
            )
    shown = []
    for row in found.rows:
        name, *words = row[1].split(BREAK)
        place = told.place(name)
        shown.append(name)
        if place is None:
            yield f"niet met punten: {name}"
            continue
        yield holds(f"plaats van {name}: {row[0]}", row[0] == told.label(place))
        if words and not below:
            yield holds(
                f"voorstel voor {name}: {words[0]}", award_shown(re.sub(r" \(.*", "", words[0]), place)
            )
        yield from _row(told, place, [head[0] for head in heads], row)
    names = [place.bid.name for place in every]
    yield holds(f"wie in {found.caption} staat: {shown}", shown == names[: len(shown)])


def _row(told: Told, place: Place, heads: list[str], row: list[str]) -> Wrong:
    for head, cell in zip(heads[2:], row[2:], strict=True):
        if head in told.criteria:
            yield told.points(f"{place.bid.name}: {head}", cell, place, head)
        elif head == "Kwaliteit":
            yield close(f"{place.bid.name}: kwaliteit", cell, place.quality)
        elif head == "Prijs" and cell != HIDDEN and place.price is not None:
            yield close(f"{place.bid.name}: prijs", cell, place.price)
        elif head == heads[-1] and (cell != HIDDEN or told.kept_back(place, "totaal")):
            yield told.points(f"{place.bid.name}: totaal", cell, place, "totaal")


@table("Per wijk")
def _per_wijk(told: Told, found: Table) -> Wrong:
    names = {name: code for code, name in told.town.wijken.items()}
    for row in columns(found):
        wijk = names.get(row["Wijk"])
        for head, fate in MEANING.items():
            yield people(f"{row['Wijk']}: {fate}", row[head], told.town.at(fate, wijk))
        if wijk and row.get("vrije plaatsen", HIDDEN) != HIDDEN:
            yield same(f"vrij in {row['Wijk']}", row["vrije plaatsen"], told.town.free(wijk))


@table("Per soort dagbesteding")
def _per_kind(told: Told, found: Table) -> Wrong:
    names = {name: code for code, name in told.town.kinds.items()}
    for row in columns(found):
        for head, fate in MEANING.items():
            yield people(f"{row['Soort']}: {fate}", row[head], told.town.at(fate, kind=names[row["Soort"]]))


@table("Waar mensen naar een andere aanbieder gaan")
def _moves(told: Told, found: Table) -> Wrong:
    wijken = {name: code for code, name in told.town.wijken.items()}
    kinds = {name: code for code, name in told.town.kinds.items()}
    for row in columns(found):
        wijk, kind = wijken[row["Wijk"]], kinds[row["Soort"]]
        where = f"{row['Wijk']}, {row['Soort']}"
        yield people(where, row["mensen"], told.town.at(GOES, wijk, kind))
        if row["vrij"] != HIDDEN:
            yield same(f"vrij bij {where}", row["vrij"], told.town.free(wijk, kind))


@table("Per aanbieder")
def _per_provider(told: Told, found: Table) -> Wrong:
    for row in columns(found):
        bid = told.bid(row["Aanbieder"])
        yield holds(f"{bid.name}: {row['gevolg']}", MEANING[row["gevolg"]] == told.town.fate(bid))
        yield people(bid.name, row["mensen"], told.town.now(bid))
    shown = {row["Aanbieder"] for row in columns(found)}
    every = {bid.name for bid in told.town.counting if told.town.now(bid)}
    yield holds(f"iedereen staat erin: {every - shown}", shown == every)


@table("Hoeveel aanbieders per wijk en soort")
def _boxes(told: Told, found: Table) -> Wrong:
    town, names = told.town, {name: code for code, name in told.town.wijken.items()}
    need = town.told.get("behoefte", {}).get("wijken", {})
    for row in columns(found):
        wijk = names[row["Wijk"]]
        for index, kind in enumerate(town.kinds, 1):
            yield same(f"{row['Wijk']}, soort {index}", row[str(index)], town.offers(wijk, kind))
        places = sum(n for bid in town.holders() for at, _, n, _ in town.locations(bid) if at == wijk)
        yield same(f"plaatsen in {row['Wijk']}", row["plaatsen"], places)
        if row.get("ruimte"):
            yield same(f"ruimte in {row['Wijk']}", row["ruimte"], town.room(wijk))
        if row.get("nodig"):
            yield same(f"nodig in {row['Wijk']}", row["nodig"], need.get(wijk))


@table("Doelen: in hoeveel wijken", "Doelgroepen: in hoeveel wijken")
def _listed(told: Told, found: Table) -> Wrong:
    town, key = told.town, found.caption.partition(":")[0].lower()
    names = {name: code for code, name in town.listed(key).items()}
    for name, *cells in found.rows:
        holders = [bid for bid in town.holders() if town.chose(bid, key, names[name])]
        served = [
            sum(any(at == wijk for at, *_ in town.locations(bid)) for bid in holders) for wijk in town.wijken
        ]
        right = (len(holders), sum(n > 0 for n in served), sum(n == 1 for n in served))
        for what, shown, exact in zip(("aanbieders", "wijken", "met één"), cells, right, strict=True):
            yield same(f"{name}: {what}", shown, exact)


@table("Hoe vaak een contract")
def _often(told: Told, found: Table) -> Wrong:
    firm = Firm(told)
    for name, *cells in found.rows:
        place = told.place(name)
        for shown, right in zip(cells, (firm.nearby, firm.anywhere), strict=True):
            if place is not None:
                yield firm.about(f"hoe vaak {name}", shown, right[place.bid.name])


@table("Bij welk gewicht de uitkomst kantelt")
def _turns(told: Told, found: Table) -> Wrong:
    firm = Firm(told)
    for name, weight, at, comes, goes in found.rows:
        code = name.split(" ")[0]
        yield close(f"gewicht van {code}", weight.removesuffix(" %"), told.criteria[code]["gewicht"])
        yield from firm.turns(code, at, comes, goes)


@table(r"Niet te onderscheiden: één stap in één cijfer is genoeg.*")
def _alike(told: Told, found: Table) -> Wrong:
    for high, low, margin, steps in found.rows:
        one, two = told.place(high), told.place(low)
        if one is None or two is None:
            yield f"niet in de rangorde: {high}, {low}"
            continue
        yield holds(f"{high} staat vlak voor {low}", told.ranked.index(two) - told.ranked.index(one) == 1)
        yield close(f"verschil van {high} en {low}", margin.split(" ")[0], one.total - two.total)
        for code in re.findall(r"K\S*\d", steps):
            yield holds(f"{code} is beoordeeld", told.criteria[code]["regel"]["soort"] == "beoordeeld")


@table("Als een criterium niet had meegeteld")
def _without(told: Told, found: Table) -> Wrong:
    firm = Firm(told)
    for name, comes, goes in found.rows:
        yield firm.changes(name.split(" ")[0], Fraction(0), comes, goes)


@table("Wie deed mee")
def _took_part(told: Told, found: Table) -> Wrong:
    town, asked = told.town, told.town.told["omvang"]
    names = {name: code for code, name in sizes(told).items()}
    ranked = {place.bid.file for outcome in town.outcomes.values() for place in outcome.places}
    for row in columns(found):
        name = row["Grootte"].split(BREAK)[0]
        if name not in names:
            continue
        here = [bid for bid in town.counting if town.size(bid) == names[name]]
        fates = [town.fate(bid) for bid in here]
        yield holds(
            f"klein: {row['Grootte']}",
            ("klein" in row["Grootte"].split(BREAK)[1:]) == (names[name] in asked["klein"]),
        )
        yield same(f"{name}: inschrijvingen", row["inschrijvingen"], len(here))
        yield same(f"{name}: in de rangorde", row["in de rangorde"], sum(bid.file in ranked for bid in here))
        yield same(f"{name}: contract", row["contract"], fates.count(STAYS))
        yield same(f"{name}: onzeker", row["nog onzeker"], fates.count(OPEN))


def sizes(told: Told) -> dict[str, str]:
    """The sizes of a provider, code and name."""
    town = told.town
    return choices(town.kader, questions(town.kader)[town.told["omvang"]["vraag"]])


@table("Wie viel af")
def _fell(told: Told, found: Table) -> Wrong:
    town = told.town
    few = town.told["omvang"]["klein"]
    for what, *cells in found.rows:
        code = what.split(" ")[1]
        code = "totaal" if code.lower() in ("het", "totaal") else code
        out = [
            bid for outcome in town.outcomes.values() for bid in town.counting
            if code in outcome.rejected.get(bid.file, set())
        ]  # fmt: skip
        small = sum(town.size(bid) in few for bid in out)
        yield same(f"{what}: klein", cells[0], small)
        yield same(f"{what}: andere", cells[1], len(out) - small)


@table(r"Perceel \S+ – .*")
def _lot(told: Told, found: Table) -> Wrong:
    code = found.caption.split(" ")[1]
    other = Told(told.town, code)
    shown = [one for one in other.ranked if one.award != RESERVE]
    if m := re.search(r": (\S+) \w+(?: \(|$)", found.caption):
        yield same(f"omvang van {code}", m[1], size(other.outcome.lot))
    rows = [row for row in found.rows if row[0]]
    yield holds(f"wie in {code} staat", [row[1] for row in rows] == [one.bid.name for one in shown])
    for row, place in zip(rows, shown, strict=False):
        yield holds(f"plaats van {row[1]} in {code}", row[0] == other.label(place))
        yield told.points(f"totaal van {row[1]} in {code}", row[2].removeprefix("€ "), place, "totaal")
        yield holds(f"{row[1]} in {code}: {row[3]}", award_shown(re.sub(r" \(.*", "", row[3]), place))
    counts = {
        "reserve": len(other.town.awarded(code, RESERVE)),
        "niet in de rangorde": other.kept_out,
        "wacht op een besluit": len(other.outcome.undecided),
        "wacht op cijfers": len(other.outcome.taking_part) if other.outcome.waiting else 0,
    }
    for _, who, _, what in (row for row in found.rows if not row[0]):
        if m := re.match(r"Nog (\S+) aanbieders?$", who):
            yield same(f"{code}: {what}", m[1], counts.get(what))
        elif who == "Nog niet verdeeld":
            yield same(f"{code}: niet verdeeld", what.split(" ")[0], other.outcome.left)


@table("Per aanbieder, op volgorde van de naam")
def _overview(told: Told, found: Table) -> Wrong:
    for name, *cells in found.rows:
        bid = told.bid(name)
        for code, cell in zip(told.town.outcomes, cells, strict=True):
            outcome = told.town.outcomes[code]
            place = next((one for one in outcome.places if one.bid.file == bid.file), None)
            if place is not None:
                yield holds(f"{name} in {code}: {cell}", award_shown(re.sub(r" \(.*", "", cell), place))
                continue
            right = HIDDEN if bid.file not in outcome.names else "niet in de rangorde"
            right = "wacht op een besluit" if bid.file in outcome.undecided else right
            if any(one.file == bid.file for one in outcome.taking_part) and outcome.waiting:
                right = "wacht op cijfers"
            yield holds(f"{name} in {code}: {cell}", cell == right)


@table(r"Verdeling van \S+ \w+")
def _division(told: Told, found: Table) -> Wrong:
    lot = told.outcome.lot
    yield same("te verdelen", found.caption.split(" ")[2], size(lot))
    for row in found.rows:
        name = row[0].split(BREAK)[0]
        place = told.place(name)
        if place is not None:
            yield same(f"{name} biedt aan", row[1], offer(lot, place.bid))
            yield same(f"{name} krijgt", None if row[2] == HIDDEN else row[2], place.volume)
        elif name == "Nog niet verdeeld":
            yield same("niet verdeeld", row[2] or row[1], told.outcome.left)
        elif name == "Samen":
            given = sum((one.volume or Fraction(0) for one in told.ranked), Fraction(0))
            yield holds(f"samen: {row}", number(row[-1]) in (given, size(lot)))
        else:
            yield f"onbekende regel: {row}"
