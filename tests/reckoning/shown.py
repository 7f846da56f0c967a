"""What stands in the outputs, held against the reckoning. Each function gives what disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any

from .plain import Kader, holders
from .points import Lot
from .result import UNTOLD, WON, Outcome, Place

Outcomes = Mapping[str, Outcome]
WORDS = (
    "geen",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
)
FRESH = Fraction(1, 10**6)


def number(shown: object) -> tuple[Fraction, int]:
    """A number with how many digits it has behind the comma; a text is Dutch: a point parts the thousands."""
    text = str(shown)
    if isinstance(shown, str):
        text = re.sub(r"[€\s.]", "", shown).replace("−", "-").replace(",", ".")
    return Fraction(text), len(text.partition(".")[2])


def is_shown(text: object, exact: Fraction | None) -> bool:
    """Whether this is that number, in as many digits as it is shown with."""
    if exact is None or text in (None, ""):
        return exact is None and text in (None, "", "–")
    try:
        found, digits = number(text)
    except ValueError:
        return False
    return abs(found - exact) <= Fraction(1, 2 * 10**digits) + FRESH


def is_data(text: object, exact: Fraction | None) -> bool:
    """The same for a number as programs write it, with a point before the digits."""
    return is_shown(Decimal(str(text)) if text not in (None, "") else None, exact)


def counted(word: str) -> int | None:
    """A number that is written as a word or in digits."""
    low = word.casefold()
    if low in WORDS:
        return WORDS.index(low)
    return int(low) if low.isdigit() else None


def differs(what: str, shown: object, right: object) -> Iterator[str]:
    """One disagreement, unless they are equal."""
    if shown != right:
        yield f"{what}: er staat {shown!r}, het hoort {right!r}"


def award_shown(text: str, place: Place) -> bool:
    """Whether the proposal is told in these words, with the volume when there is one."""
    told = text.strip().casefold()
    volume = re.search(r"(?::|\()\s*(\d[\d.,]*)", told)
    if place.volume is not None:
        return told.startswith(place.award) and volume is not None and is_shown(volume[1], place.volume)
    return told.startswith(place.award) and volume is None


def by_file(outcome: Outcome) -> dict[str, Place]:
    """The places of a lot by file."""
    return {place.bid.file: place for place in outcome.places}


def by_name(outcome: Outcome) -> dict[str, Place]:
    """The places of a lot by name, those below a threshold too."""
    return {place.bid.name: place for place in (*outcome.places, *outcome.below.values())}


def tops(lot: Lot) -> list[str]:
    """The main criteria that earn points in a lot."""
    return [top["code"] for top in lot.tops if lot.maximum[top["code"]]]


def groups(lot: Lot) -> set[str]:
    """The criteria of a lot with criteria below them."""
    return {one["code"] for one in holders(lot.tops) if "criteria" in one}


# --- Data ---------------------------------------------------------------------------------------------------


def in_json(document: Mapping[str, Any], outcomes: Outcomes) -> Iterator[str]:
    """The document of `beoordeel --json`, which also stands in the report as uitkomst.json."""
    yield from differs("percelen", [lot["perceel"] for lot in document["percelen"]], list(outcomes))
    for lot in document["percelen"]:
        outcome = outcomes.get(lot["perceel"])
        if outcome is not None:
            yield from (f"json, {lot['perceel']}: {found}" for found in _lot_in_json(lot, outcome))


def _lot_in_json(lot: Mapping[str, Any], outcome: Outcome) -> Iterator[str]:
    files = {"niet_toegelaten": set(outcome.rejected), "voor_te_leggen": outcome.undecided}
    files["vervangen"] = outcome.replaced
    for key, right in files.items():
        yield from differs(key, {one["bestand"] for one in lot[key]}, right)
    waiting = {(one["inschrijver"], one["criterium"]) for one in lot["wacht_op_cijfers"]}
    yield from differs("wacht op cijfers", waiting, outcome.waiting)
    if outcome.stand != UNTOLD:
        yield from differs("stand", lot["stand"], outcome.stand)
    ranked = [one["bestand"] for one in lot["rangorde"]]
    yield from differs("in de rangorde", set(ranked), set(by_file(outcome)))
    yield from differs("rangen op volgorde", [one["rang"] for one in lot["rangorde"]], _ranks(outcome))
    for shown in lot["rangorde"]:
        if shown["bestand"] in by_file(outcome):
            yield from _place_in_json(shown, by_file(outcome)[shown["bestand"]], outcome)
    for shown in lot["niet_toegelaten"]:
        if shown["bestand"] in outcome.below and "scores" in shown:
            yield from _points_in_json(shown, outcome.below[shown["bestand"]], outcome)
    for shown in lot["criteria"]:
        most = outcome.lot.maximum[shown["criterium"]]
        if not is_data(shown["maximum"], most):
            yield f"maximum van {shown['criterium']}: er staat {shown['maximum']}, het hoort {most}"
    left = lot.get("capaciteit", {}).get("niet_verdeeld")
    if not outcome.waiting and not is_data(left, outcome.left):
        yield f"niet verdeeld: er staat {left}, het hoort {outcome.left}"


def _ranks(outcome: Outcome) -> list[int]:
    return [place.rank for place in outcome.places]


def _place_in_json(shown: Mapping[str, Any], place: Place, outcome: Outcome) -> Iterator[str]:
    who = shown["bestand"]
    yield from differs(f"{who}: plaats", shown["rang"], place.rank)
    if not is_data(shown.get("totaal"), place.total):
        yield f"{who}: totaal {shown.get('totaal')}, het hoort {place.total}"
    yield from differs(f"{who}: uitkomst", shown["uitkomst"], place.award)
    volume = Fraction(shown["omvang"]) if shown.get("omvang") else None
    yield from differs(f"{who}: omvang", volume, place.volume)
    shared = {one.bid.name for one in outcome.places if one.rank == place.rank and one is not place}
    yield from differs(f"{who}: gedeeld met", set(shown["gedeeld_met"]), shared)
    yield from _points_in_json(shown, place, outcome)


def _points_in_json(shown: Mapping[str, Any], place: Place, outcome: Outcome) -> Iterator[str]:
    for one in (*shown.get("scores", ()), *shown.get("groepen", ())):
        code = one["criterium"]
        if not is_data(one.get("punten"), place.scores.get(code, Fraction(0))):
            right = f"het hoort {place.scores[code]}: {one.get('reden')}"
            yield f"{shown['bestand']}: {code}: er staat {one.get('punten')}, {right}"
        if not is_data(one["maximum"], outcome.lot.maximum[code]):
            yield f"{shown['bestand']}: maximum van {code}: er staat {one['maximum']}"
    for key, exact in (("kwaliteit", place.quality), ("prijs", place.price)):
        if shown.get(key) and not is_data(shown[key], exact):
            yield f"{shown['bestand']}: {key}: er staat {shown[key]}, het hoort {exact}"


def in_score_rows(what: str, rows: Iterable[Mapping[str, Any]], outcomes: Outcomes) -> Iterator[str]:
    """The table with a row for each score: as CSV and in the workbook."""
    told: set[tuple[str, str, str]] = set()
    for row in rows:
        lot, name, code = row.get("perceel") or "", row["inschrijver"], row["criterium"]
        outcome = outcomes[lot]
        place = by_name(outcome).get(name)
        where = f"{what}, {lot}, {name}, {code}"
        if place is None or not code:
            continue
        told.add((lot, name, code))
        if not is_shown(row["punten"], place.scores.get(code, Fraction(0))):
            yield f"{where}: er staat {row['punten']}, het hoort {float(place.scores[code])}"
        if not is_shown(row["maximum"], outcome.lot.maximum[code]):
            yield f"{where}: maximum {row['maximum']}, het hoort {outcome.lot.maximum[code]}"
        yield from _rank_and_total(where, row, place, ranked=place in outcome.places)
    scored = {
        (code, place.bid.name, leaf["code"])
        for code, outcome in outcomes.items()
        for place in outcome.places
        for leaf in outcome.lot.leaves
        if leaf["code"] in place.scores
    }
    yield from differs(f"{what}: scores die ontbreken", scored - told, set())


def _rank_and_total(where: str, row: Mapping[str, Any], place: Place, *, ranked: bool) -> Iterator[str]:
    if not ranked:
        return
    yield from differs(f"{where}: rang", str(row["rang"]), str(place.rank))
    yield from differs(f"{where}: uitkomst", row["uitkomst"], place.award)
    if not is_shown(row["totaal"], place.total):
        yield f"{where}: totaal {row['totaal']}, het hoort {float(place.total)}"


def in_ranking_rows(rows: Iterable[Mapping[str, Any]], outcomes: Outcomes) -> Iterator[str]:
    """The sheet Rangorde: everybody in every lot, with the columns of every lot."""
    told: dict[str, set[str]] = {code: set() for code in outcomes}
    for row in rows:
        lot, name = row.get("perceel") or "", row["inschrijver"]
        outcome, where = outcomes[lot], f"blad Rangorde, {lot}, {name}"
        if row["uitkomst"] == "vervangen":
            continue
        told[lot].add(name)
        if row.get("stand") and outcome.stand != UNTOLD:
            yield from differs(f"{where}: stand", row["stand"], outcome.stand)
        place = next((one for one in outcome.places if one.bid.name == name), None)
        if place is None:
            continue
        yield from _rank_and_total(where, row, place, ranked=True)
        if not is_shown(row.get("omvang"), place.volume):
            yield f"{where}: omvang {row.get('omvang')}, het hoort {place.volume}"
        for code, points in place.scores.items():
            if code in groups(outcome.lot) | set(row) and not is_shown(row.get(code), points):
                yield f"{where}: {code} {row.get(code)}, het hoort {float(points)}"
    for code, outcome in outcomes.items():
        if not outcome.waiting:
            yield from differs(f"blad Rangorde, {code}: wie erin staat", told[code], names_in(outcome))


def names_in(outcome: Outcome) -> set[str]:
    """Everybody in a lot, wherever they stand, by name; the invented names go with the file."""
    return {place.bid.name for place in outcome.places} | {
        outcome.names[file] for file in (*outcome.rejected, *outcome.undecided)
    }


# --- Text on the screen -------------------------------------------------------------------------------------


def sections(text: str, codes: Iterable[str]) -> dict[str, list[str]]:
    """The lines about each lot; before the first lot stands the empty code."""
    found: dict[str, list[str]] = {"": []}
    current = ""
    for line in text.splitlines():
        head = re.match(r"Perceel (\S+)(?: –|$)", line)
        if head and head[1] in codes:
            current = head[1]
        found.setdefault(current, []).append(line)
    return found


def cells(line: str) -> list[str]:
    """The cells of a line of a table on the screen."""
    return re.split(r"\s{2,}", line.strip())


def on_screen(text: str, outcomes: Outcomes, bids: int) -> Iterator[str]:
    """What `beoordeel` shows."""
    first = re.search(r"(\d+) inschrijving", text)
    yield from differs("scherm: aantal inschrijvingen", int(first[1]) if first else None, bids)
    told = sections(text, outcomes)
    for code, outcome in outcomes.items():
        lines = told.get(code, [])
        rows = {row[1]: row for row in map(cells, lines) if len(row) > 3 and re.fullmatch(r"\d+=?", row[0])}
        if outcome.waiting:
            yield from differs(f"scherm, {code}: rangorde zonder cijfers", rows, {})
            continue
        yield from differs(f"scherm, {code}: namen", set(rows), {place.bid.name for place in outcome.places})
        for place in outcome.places:
            if place.bid.name in rows:
                yield from _row_on_screen(f"scherm, {code}", rows[place.bid.name], place, outcome)
        yield from _left_on_screen(f"scherm, {code}", " ".join(lines), outcome)


def _row_on_screen(where: str, row: list[str], place: Place, outcome: Outcome) -> Iterator[str]:
    shared = sum(one.rank == place.rank for one in outcome.places) > 1
    yield from differs(f"{where}: rang van {place.bid.name}", row[0], f"{place.rank}{'=' if shared else ''}")
    points = [place.scores.get(code) for code in tops(outcome.lot)]
    extra = [place.quality, place.price] if outcome.lot.with_price else []
    right = [value for value in (*points, place.total) if value is not None]
    numbers = row[2:-1]
    if extra:
        right, numbers = [place.total], [one for one in numbers if is_shown(one, place.total)][:1]
    if len(numbers) != len(right) or not all(map(is_shown, numbers, right)):
        yield f"{where}: {place.bid.name}: er staat {row[2:-1]}, het hoort {[float(one) for one in right]}"
    if not award_shown(row[-1], place):
        yield f"{where}: {place.bid.name}: {row[-1]}, het hoort {place.award} {place.volume}"


def _left_on_screen(where: str, text: str, outcome: Outcome) -> Iterator[str]:
    left = re.search(r"Niet verdeeld: (\S+)", text)
    if left and outcome.left is not None and not is_shown(left[1], outcome.left):
        yield f"{where}: niet verdeeld {left[1]}, het hoort {outcome.left}"
    if outcome.left is not None and outcome.places and not left:
        yield f"{where}: niet verdeeld staat er niet, het hoort {outcome.left}"


def explained(text: str, outcomes: Outcomes, name: str) -> Iterator[str]:
    """What `uitleg` tells about one tenderer: its place and each of its scores, in every lot."""
    parts = re.split(rf"^{re.escape(name)} – perceel (\S+)$", text, flags=re.MULTILINE)
    told = dict(zip(parts[1::2], parts[2::2], strict=True))
    for code, outcome in outcomes.items():
        place = next((one for one in outcome.places if one.bid.name == name), None)
        if place is None:
            continue
        about, where = told.get(code, ""), f"uitleg, {code}, {name}"
        rank = re.search(r"Plaats (\d+)=?.* van (\d+) in de rangorde", about)
        found = (int(rank[1]), int(rank[2])) if rank else None
        yield from differs(f"{where}: plaats", found, (place.rank, len(outcome.places)))
        for leaf in outcome.lot.leaves:
            if leaf["code"] in place.scores and outcome.lot.maximum[leaf["code"]]:
                yield from _sum_explained(where, about, leaf, place, outcome)


def _sum_explained(where: str, about: str, leaf: Kader, place: Place, outcome: Outcome) -> Iterator[str]:
    code = re.escape(leaf["code"])
    shown = re.search(rf"^{code} {re.escape(leaf['titel'])}\s+(€ )?(\S+) van (€ )?(\S+)", about, re.MULTILINE)
    if shown is None:
        yield f"{where}: {leaf['code']} staat er niet"
    elif not is_shown(shown[2], place.scores[leaf["code"]]):
        yield f"{where}: {leaf['code']}: {shown[2]}, het hoort {float(place.scores[leaf['code']])}"
    elif not is_shown(shown[4], outcome.lot.maximum[leaf["code"]]):
        yield f"{where}: {leaf['code']}: van {shown[4]}, het hoort {outcome.lot.maximum[leaf['code']]}"


# --- Pages --------------------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The tables of a page, and its text without drawings."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[tuple[str, list[str], list[list[str]]]] = []
        self.text = ""
        self._silent = 0
        self._cell: str | None = None
        self._row: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in ("style", "svg", "script"):
            self._silent += 1
        elif tag == "table":
            self.tables.append(("", [], []))
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th", "caption"):
            self._cell = ""
        elif tag in ("br", "small", "p", "li", "h2", "h3", "h4") and self._cell is not None:
            self._cell += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "svg", "script"):
            self._silent -= 1
        elif tag == "caption" and self._cell is not None:
            self.tables[-1] = (self._cell.strip(), *self.tables[-1][1:])
            self._cell = None
        elif tag in ("td", "th") and self._cell is not None:
            self._row.append(self._cell.strip())
            self._cell = None
        elif tag == "tr" and self.tables:
            caption, heads, rows = self.tables[-1]
            if heads:
                rows.append(self._row)
            else:
                self.tables[-1] = (caption, self._row, rows)
        self.text += " "

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.text += data
        if self._cell is not None:
            self._cell += data


def first_line(cell: str) -> str:
    """What stands in a cell, without what is small below it."""
    return cell.split("\n")[0].strip()


def on_page(html: str, code: str, outcomes: Outcomes) -> Iterator[str]:
    """The report of one lot, or its summary: every table about places and points, and what is counted."""
    page = Page(html)
    for caption, heads, rows in page.tables:
        columns = [first_line(head).casefold() for head in heads]
        about = re.match(r"Perceel (\S+) –", caption)
        lot = about[1] if about else code
        if "aanbieder" not in columns:
            continue
        for row in rows:
            yield from _row_on_page(f"{code}, tabel {caption or columns}", columns, row, lot, outcomes)
    yield from _counted_on_page(code, re.sub(r"\s+", " ", page.text), outcomes[code])


def _row_on_page(
    where: str, columns: list[str], row: list[str], lot: str, outcomes: Outcomes
) -> Iterator[str]:
    name = first_line(row[columns.index("aanbieder")])
    place = by_name(outcomes[lot]).get(name)
    if place is None:
        return
    ranked = place in outcomes[lot].places
    for head, cell in zip(columns, map(first_line, row), strict=False):
        code = {known.upper(): known for known in place.scores}.get(head.upper(), "")
        if head == "plaats" and ranked:
            yield from differs(
                f"{where}: plaats van {name}", cell.rstrip("="), str(place.rank) if cell else cell
            )
        elif head == "totaal" and not is_shown(cell, place.total):
            yield f"{where}: totaal van {name}: {cell}, het hoort {float(place.total)}"
        elif head == "voorstel" and ranked and "verdeling" in where.casefold():
            if not is_shown(cell, place.volume or Fraction(0)) and cell not in ("", "–"):
                yield f"{where}: {name}: {cell}, het hoort {place.volume}"
        elif head == "voorstel" and ranked and not award_shown(cell, place):
            yield f"{where}: {name}: {cell}, het hoort {place.award} {place.volume}"
        elif code in place.scores and not is_shown(cell, place.scores[code]):
            yield f"{where}: {code} van {name}: {cell}, het hoort {float(place.scores[code])}"


def _counted_on_page(code: str, text: str, outcome: Outcome) -> Iterator[str]:
    everybody = len(outcome.places) + len(outcome.rejected) + len(outcome.undecided)
    counts = {
        r"voor dit perceel (\w+) inschrijving": everybody,
        r"(\w+) aanbieders? sta\w* in de rangorde": len(outcome.places),
        r"(\w+) aanbieders? krijg\w+ een contract": sum(one.award == WON for one in outcome.places),
    }
    for pattern, right in counts.items():
        shown = re.search(pattern, text)
        if shown and counted(shown[1]) is not None and not outcome.waiting:
            yield from differs(f"verslag {code}: {shown[0]}", counted(shown[1]), right)


# --- Open data, withdrawal, forms ---------------------------------------------------------------------------


def in_open_data(package: Mapping[str, Any], outcomes: Outcomes) -> Iterator[str]:
    """The OCDS release: who is proposed in which lot, and with how much."""
    (release,) = package["releases"]
    proposed = {
        (lot, supplier["name"]): award.get("description", "")
        for award in release.get("awards", [])
        for lot in award["relatedLots"]
        for supplier in award["suppliers"]
        if outcomes[lot].stand != UNTOLD
    }
    right = {
        (code, place.bid.name): place.volume
        for code, outcome in outcomes.items()
        for place in outcome.places
        if place.award == WON and outcome.stand == "voorstel"
    }
    yield from differs("open data: voorgesteld", set(proposed), set(right))
    for who, volume in right.items():
        shown = re.search(r"hoeveelheid: (\S+)", proposed.get(who, ""))
        if volume is not None and not (shown and is_shown(shown[1], volume)):
            yield f"open data: {who}: {proposed.get(who)}, het hoort {volume}"
    for bid in release.get("bids", {}).get("details", []):
        yield from _bid_in_open_data(bid, outcomes)


def _bid_in_open_data(bid: Mapping[str, Any], outcomes: Outcomes) -> Iterator[str]:
    names = {one["name"] for one in bid["tenderers"]}
    for code in bid["relatedLots"]:
        for place in outcomes[code].places:
            if place.bid.name in names and bid.get("hasRank"):
                yield from differs(f"open data: {code}, {names}: plaats", bid.get("rank"), place.rank)


def withdrawn(document: Mapping[str, Any], before: Outcomes, after: Outcomes) -> Iterator[str]:
    """What `uitval` sets beside each other."""
    for lot in document["percelen"]:
        code = lot["perceel"]
        for row in lot["rangorde"]:
            for key, outcome in (("oud", before[code]), ("nieuw", after[code])):
                place = by_file(outcome).get(row["bestand"])
                shown = row.get(key) or {}
                found = (shown.get("rang"), shown.get("uitkomst"), shown.get("omvang"))
                right = (place.rank, place.award, place.volume) if place else (None, None, None)
                right = (*right[:2], None if right[2] is None else right[2])
                found = (*found[:2], Fraction(found[2]) if found[2] else None)
                where = f"uitval, {code}, {row['bestand']}, {key}"
                if place is None and key == "nieuw":
                    continue
                yield from differs(where, found, right)
                if place and shown and not is_data(shown["totaal"], place.total):
                    yield f"{where}: totaal {shown['totaal']}, het hoort {float(place.total)}"


def own_points(
    document: Mapping[str, Any], right: Mapping[str, Mapping[str, Fraction]], lots: Mapping[str, Lot]
) -> Iterator[str]:
    """What `controleer --json` tells a provider: per lot that it chose, the points of its own answers."""
    (one,) = document["inschrijvingen"]
    yield from differs("controleer: percelen", {lot["perceel"] for lot in one["percelen"]}, set(right))
    for lot in one["percelen"]:
        points = right.get(lot["perceel"], {})
        shown = {row["criterium"]: row for row in lot["punten"]}
        yield from differs(f"controleer, {lot['perceel']}: criteria", set(shown), set(points))
        for code, row in shown.items():
            if code in points and not is_data(row["punten"], points[code]):
                yield f"controleer, {lot['perceel']}, {code}: {row['punten']}, niet {float(points[code])}"
            if not is_data(row["maximum"], lots[lot["perceel"]].maximum[code]):
                yield f"controleer, {lot['perceel']}, {code}: van {row['maximum']}"


def on_form(titles: Iterable[str], kader: Kader, lots: Iterable[Lot]) -> Iterator[str]:
    """What the form says that a criterium is worth."""
    known = list(lots)
    for criterion in holders(kader["criteria"]):
        worth = {lot.maximum[criterion["code"]] for lot in known if criterion["code"] in lot.maximum}
        for title in titles:
            shown = re.match(
                rf"{re.escape(criterion['code'])} · .* — telt voor (\S+) van de (\S+) punten", title
            )
            if shown and not any(is_shown(shown[1], one) for one in worth):
                yield f"formulier: {title}, het hoort {sorted(map(float, worth))}"


def rehearsed(told: Mapping[str, Any], lot: Lot) -> Iterator[str]:
    """What `proefdraai` says of the weights and thresholds of one lot."""
    where = f"proefdraai, {lot.code}"
    points = None if lot.with_price else lot.award.get("punten")
    for row in told["gewichten"]:
        code = row["criterium"]
        weight = lot.maximum.get(code, Fraction(0)) * 100 / points if points else None
        if weight and not is_data(row["gewicht"], weight):
            yield f"{where}: gewicht van {code}: {row['gewicht']}, het hoort {weight}"
    shown_least = {row["bij"]: Fraction(row["punten"]) for row in told["drempels"]}
    yield from differs(f"{where}: drempels", shown_least, lot.thresholds())
