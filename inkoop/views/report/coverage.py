"""What the awarded providers offer together, for the report: gaps, single points, capacity against need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inkoop.analysis.award.consequences import column_choices, consequences
from inkoop.analysis.award.coverage import Coverage, ListCover, SpotCover, WhatIf, coverage
from inkoop.analysis.award.outcome import Prospect, Way, ways
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.insight import Need
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.report.chart import WIDTH, fit
from inkoop.views.report.model import InsightChapter, Tile, TileChart, TileMark
from inkoop.views.report.tables import parts
from inkoop.views.report.ways import each_way
from inkoop.views.words.blocks import Column, Fact, Table, TableRow
from inkoop.views.words.counting import capital, count
from inkoop.views.words.standing import awaited
from inkoop.views.words.wording import number_text, plain, shortened

_GAP, _MARGIN, _TILE_WIDTH, _TILE_HEIGHT, _STEP, _FONT = 20, 16, 399, 190, 72, 29
_EDGE = 2
"""Room for the line around a tile."""
_SHORT, _MANY = 40, 8


def coverage_chapter(evaluation: Evaluation) -> InsightChapter | None:
    """The chapter, or None when the kader does not ask what is offered where or nobody would be awarded."""
    found = coverage(evaluation)
    if found is None or not (found.awarded or ways(evaluation)):
        return None
    tender, warnings = evaluation.tender, tuple(_contradictions(evaluation, found))
    return InsightChapter(
        anchor="dekking",
        title="Is er in de hele stad aanbod, zonder schotten?",
        conclusion=_conclusion(found, tender),
        lead=(
            f"Geteld is het aanbod van {count(found.awarded, 'aanbieder', 'aanbieders')} met een contract.",
            *_capacity(found, tender),
            *_not_yet(found, evaluation),
            *each_way(evaluation, lambda way: _covered_in(evaluation, way)),
            *warnings,
            _filled(found),
            *_combined(found),
        ),
        tiles=_tiles(found, tender),
        legend=(
            *(Fact(str(number), name) for number, (_, name) in enumerate(_functions(tender), 1)),
            Fact("Donker", "twee of meer aanbieders"),
            Fact("Licht", "één aanbieder: valt die weg, dan is er niets"),
            Fact("Streep", "geen aanbod"),
        ),
        tables=tuple(_tables(found, tender)),
        warnings=warnings,
        apart=tuple(_what_if(found)),
        notes=(
            "De tegels staan in de volgorde van het kader. Het is geen echte kaart.",
            *(("Wat er nodig is, komt uit het kader.",) if _need(tender) else ()),
            "Een doelgroep of doel is per aanbieder gevraagd, en telt hier op al zijn locaties.",
            "Het gedachte-experiment gaat alleen over waar iets is. Kwaliteit en prijs tellen er niet in mee."
            " Het verandert niets aan het voorstel.",
        ),
    )


def _conclusion(found: Coverage, tender: Tender) -> str:
    places, served = _served(found)
    covered = [spot for spot in found.spots if spot.awarded]
    if len(covered) == len(found.spots):
        text = "In elke wijk is elke soort dagbesteding te vinden."
    else:
        text = f"In {served} van de {places} wijken is er aanbod"
        several = len(found.spots) > places
        text += ", maar niet overal van elke soort." if several else "."
    if found.open:
        text = f"Zeker is al: {text[0].lower()}{text[1:]}"
    return " ".join((text, *_enough(found, tender)))


def _served(found: Coverage) -> tuple[int, int]:
    """How many districts there are, and in how many of them something is offered."""
    places = {spot.spot[0] for spot in found.spots}
    return len(places), len({spot.spot[0] for spot in found.spots if spot.awarded})


def _not_yet(found: Coverage, evaluation: Evaluation) -> Iterator[str]:
    """Who is not counted because nothing is certain yet."""
    if found.open:
        who = count(found.open, "aanbieder telt", "aanbieders tellen")
        waits = "die wacht" if found.open == 1 else "zij wachten"
        yield f"{capital(who)} nog niet mee: {waits} op {awaited(evaluation)}."


def _covered_in(evaluation: Evaluation, way: Way) -> str:
    """What there is when a draw ends in this way."""
    found, need = coverage(evaluation, way), _need(evaluation.tender)
    assert found is not None
    places, served = _served(found)
    text = f"is er aanbod in {served} van de {places} wijken"
    if found.places is None or need is None:
        return text
    return f"{text} en ruimte voor {number_text(Decimal(found.room))} {need.unit}"


def _contradictions(evaluation: Evaluation, covered: Coverage) -> Iterator[str]:
    """Where more people have a place now than are needed, or than there is room; no number tells how many."""
    found, need = consequences(evaluation), _need(evaluation.tender)
    if found is None or need is None:
        return
    if covered.places is not None and found.total(Prospect.CONTRACT) > covered.room:
        yield (
            f"Let op: bij de aanbieders met een contract komen nu meer {need.unit} dan waarvoor zij samen"
            " ruimte bieden. Minstens één getal klopt niet."
        )
    now = sum(provider.total for provider in found.providers)
    if now > need.number:
        yield (
            f"Let op: volgens de aanbieders hebben nu al meer {need.unit} een plek dan de"
            f" {number_text(need.number)} die volgens het kader nodig zijn. Minstens één getal klopt niet."
        )


def _filled(found: Coverage) -> str:
    """How many of the boxes are filled, and how many of those by one provider."""
    covered = [spot for spot in found.spots if spot.awarded]
    single = sum(1 for spot in covered if len(spot.awarded) == 1)
    return (
        f"In de kaart zijn {len(covered)} van de {len(found.spots)} vakjes gevuld, {single} daarvan door één"
        " aanbieder."
    )


def _need(tender: Tender) -> Need | None:
    return tender.insight.need if tender.insight else None


def _enough(found: Coverage, tender: Tender) -> Iterator[str]:
    need = _need(tender)
    if found.places is None or need is None:
        return
    room = found.room
    asked = f"{number_text(need.number)} {need.unit}"
    short = [
        district
        for district, number in need.districts.items()
        if found.room_by_district.get(district, 0) < number
    ]
    if room < need.number:
        yield f"Er is ruimte voor {number_text(Decimal(room))} van de {asked}."
    elif short:
        yield (
            f"Samen is er ruimte voor {number_text(Decimal(room))} {need.unit}. Nodig is ruimte voor"
            f" {asked}, maar in"
            f" {count(len(short), 'wijk', 'wijken')} is er te weinig."
        )
    elif need.districts:
        yield f"In elke wijk waarvan bekend is wat nodig is, is er ruimte genoeg. Samen nodig: {asked}."
    else:
        yield f"Er is in alle wijken samen ruimte genoeg voor {asked}."


def _capacity(found: Coverage, tender: Tender) -> Iterator[str]:
    """Where the room in the conclusion comes from."""
    need = _need(tender)
    if found.places is None:
        return
    text = f"Samen bieden zij {number_text(Decimal(found.places))} plaatsen"
    if need is not None and need.per_place:
        room = number_text(Decimal(found.room))
        text += f". Bij {number_text(need.per_place)} {need.unit} per plaats is dat ruimte voor {room}"
    elif need is not None and need.half_days:
        text += (
            f". Iemand komt gemiddeld {number_text(need.half_days)} dagdelen per week. Met hoe vaak de"
            " locaties open"
            f" zijn, is dat ruimte voor {number_text(Decimal(found.room))}"
        )
    yield f"{text}."


def _combined(found: Coverage) -> Iterator[str]:
    """Without partitions: district, function, goal and target group at once."""
    if found.together is None:
        return
    axes = ["wijk", "soort"]
    axes += ["doel"] if found.goals else []
    axes += ["doelgroep"] if found.target_groups else []
    every, covered = (number_text(Decimal(n)) for n in (found.together.all, found.together.covered))
    single = number_text(Decimal(found.together.single))
    yield (
        f"Let u op {listing(axes)} tegelijk, dan zijn er {every} combinaties. Daarvan zijn er {covered} te"
        f" vinden, en {single} daarvan bij één aanbieder."
    )


def _functions(tender: Tender) -> list[tuple[str, str]]:
    supply = tender.insight.supply if tender.insight else None
    assert supply is not None
    if not supply.function:
        return [("", "dagbesteding")]
    return list(column_choices(tender, supply.question, supply.function).items())


def _districts(tender: Tender) -> dict[str, str]:
    supply = tender.insight.supply if tender.insight else None
    assert supply is not None
    return dict(column_choices(tender, supply.question, supply.district))


def _tiles(found: Coverage, tender: Tender) -> TileChart:
    names, functions = _districts(tender), _functions(tender)
    by_spot = {spot.spot: spot for spot in found.spots}
    width = max(_TILE_WIDTH, 2 * _MARGIN + len(functions) * _STEP)
    across = max(1, (WIDTH - 2 * _EDGE + _GAP) // (width + _GAP))
    tiles, words = [], []
    for index, (district, name) in enumerate(names.items()):
        x, y = _EDGE + index % across * (width + _GAP), _EDGE + index // across * (_TILE_HEIGHT + _GAP)
        own = [by_spot[district, function] for function, _ in functions]
        marks = tuple(
            TileMark(x + _MARGIN + number * _STEP, y + 108, str(number + 1), _kind(spot))
            for number, spot in enumerate(own)
        )
        note = _tile_note(found, district, tender)
        tiles.append(Tile(x, y, fit(name, width - 2 * _MARGIN, _FONT), marks, note))
        words.append(f"{name} {sum(1 for spot in own if spot.awarded)} van {len(own)}")
    height = -(-len(names) // across) * (_TILE_HEIGHT + _GAP)
    title = "Tegelkaart: hoeveel soorten dagbesteding er per wijk zijn. " + ", ".join(words) + "."
    return TileChart(title, height, width, tuple(tiles))


def _tile_note(found: Coverage, district: str, tender: Tender) -> str:
    """The room in a district against what is needed there, as far as the kader asks for them."""
    if found.places is None:
        return ""
    need = _need(tender)
    places = found.places_by_district.get(district, 0)
    asked = need.districts.get(district) if need else None
    if need is None or asked is None:
        return f"{number_text(Decimal(places))} {'plaats' if places == 1 else 'plaatsen'}"
    return (
        f"ruimte {number_text(Decimal(found.room_by_district.get(district, 0)))}, nodig {number_text(asked)}"
    )


def _kind(spot: SpotCover) -> str:
    return "geen" if not spot.awarded else "een" if len(spot.awarded) == 1 else "veel"


def _tables(found: Coverage, tender: Tender) -> Iterator[Table]:
    names, functions = _districts(tender), _functions(tender)
    by_spot = {spot.spot: spot for spot in found.spots}
    columns = (Column("Wijk"), *(Column(str(n), numeric=True) for n in range(1, len(functions) + 1)))
    rooms = (Column("plaatsen", numeric=True),) if found.places is not None else ()
    need = _need(tender)
    asked = need if rooms and need and need.districts else None
    needed = (Column("ruimte", numeric=True), Column("nodig", numeric=True)) if asked else ()
    rows = tuple(
        TableRow(
            (
                name,
                *(str(len(by_spot[district, function].awarded)) for function, _ in functions),
                *((str(found.places_by_district.get(district, 0)),) if rooms else ()),
                *(_beside(found, district, asked) if asked else ()),
            )
        )
        for district, name in names.items()
    )
    yield from parts(
        Table("Hoeveel aanbieders per wijk en soort", (*columns, *rooms, *needed), rows, for_screen=True)
    )
    for title, listed in (("Doelen", found.goals), ("Doelgroepen", found.target_groups)):
        if listed:
            yield _listed(title, listed)


def _beside(found: Coverage, district: str, need: Need) -> tuple[str, str]:
    """The room in a district beside what is needed there."""
    room = found.room_by_district.get(district, 0)
    asked = need.districts.get(district)
    return number_text(Decimal(room)), "" if asked is None else number_text(asked)


def _listed(title: str, listed: Sequence[ListCover]) -> Table:
    columns = (
        Column(title),
        Column("aanbieders", numeric=True),
        Column("wijken", "met aanbod", numeric=True),
        Column("wijken", "met één aanbieder", numeric=True),
    )
    rows = tuple(TableRow((c.name, str(c.awarded), str(c.districts), str(c.single))) for c in listed)
    return Table(f"{title}: in hoeveel wijken", columns, rows)


def _what_if(found: Coverage) -> Iterator[str]:
    if found.fewest is not None:
        able = sum(1 for spot in found.spots if spot.able)
        yield (
            f"Alle aanbieders in de rangorde samen vullen {able} van de {len(found.spots)} vakjes."
            f" De kleinste groep die dat kan, is {_group(found.fewest)}.{_proof(found.fewest)}"
        )
    if found.best is not None:
        yield (
            f"Met hetzelfde aantal contracten zijn hoogstens {found.best.covered} vakjes te vullen, met"
            f" {_group(found.best)}.{_proof(found.best)}"
        )


def _group(what: WhatIf) -> str:
    if len(what.tenderers) > _MANY:
        return count(len(what.tenderers), "aanbieder", "aanbieders")
    return listing(shortened(plain(name), _SHORT) for name in what.tenderers)


def _proof(what: WhatIf) -> str:
    if what.proven:
        return " Dat het niet beter kan, is bewezen."
    return f" Of het beter kan, is niet zeker: het verschil is hoogstens {round(what.gap * 100)} %."
