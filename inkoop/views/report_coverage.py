"""What the awarded providers offer together, for the report: gaps, single points, capacity against need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from inkoop.analysis.award.consequences import column_choices
from inkoop.analysis.award.coverage import Coverage, ListCover, SpotCover, WhatIf, coverage
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.insight import Need
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.views.report_model import (
    Column,
    Fact,
    InsightChapter,
    Table,
    TableRow,
    Tile,
    TileChart,
    TileMark,
)
from inkoop.views.report_tables import parts
from inkoop.views.report_texts import count
from inkoop.views.wording import number_text, plain, shortened

_ACROSS, _TILE_WIDTH, _TILE_HEIGHT, _MARK = 4, 400, 150, 62
_SHORT, _MANY = 40, 8


def coverage_chapter(evaluation: Evaluation) -> InsightChapter | None:
    """The chapter, or None when the kader does not ask what is offered where or nobody would be awarded."""
    found = coverage(evaluation)
    if found is None or not found.awarded:
        return None
    tender = evaluation.tender
    return InsightChapter(
        anchor="dekking",
        title="Is er in de hele stad aanbod, zonder schotten?",
        conclusion=_conclusion(found),
        lead=(
            f"Geteld is het aanbod van {count(found.awarded, 'aanbieder', 'aanbieders')} met een contract.",
            *_capacity(found, tender),
        ),
        tiles=_tiles(found, tender),
        legend=(
            *(Fact(str(number), name) for number, (_, name) in enumerate(_functions(tender), 1)),
            Fact("■ gevuld", "twee of meer aanbieders"),
            Fact("□ open", "één aanbieder: valt die weg, dan is er niets"),
            Fact("× streep", "geen aanbod"),
        ),
        tables=tuple(_tables(found, tender)),
        apart=tuple(_what_if(found)),
        notes=(
            "De tegels staan in de volgorde van het kader. Het is geen echte kaart.",
            "Het gedachte-experiment gaat alleen over waar iets is. Kwaliteit en prijs tellen er niet in mee."
            " Het verandert niets aan het voorstel.",
        ),
    )


def _conclusion(found: Coverage) -> str:
    places = list(dict.fromkeys(spot.spot[0] for spot in found.spots))
    served = {spot.spot[0] for spot in found.spots if spot.awarded}
    covered = [spot for spot in found.spots if spot.awarded]
    single = sum(1 for spot in covered if len(spot.awarded) == 1)
    text = f"In {len(served)} van de {len(places)} wijken is er aanbod."
    if len(found.spots) > len(places):
        text += f" Niet overal is elke soort: {len(covered)} van de {len(found.spots)} vakjes zijn gevuld"
        text += f", waarvan {single} door één aanbieder." if single else "."
    return text if len(covered) < len(found.spots) else "In elke wijk is elke soort dagbesteding te vinden."


def _capacity(found: Coverage, tender: Tender) -> Iterator[str]:
    need = tender.insight.need if tender.insight else None
    if found.places is None:
        return
    text = f"Samen bieden zij {found.places} plaatsen."
    if need is not None:
        text += f" {_room(found.places, need)}"
    yield text


def _room(places: int, need: Need) -> str:
    each = need.per_place or Decimal(1)
    room = int((places * each).quantize(Decimal(1), ROUND_HALF_UP))
    asked = number_text(need.number)
    by = f" Bij {number_text(each)} {need.unit} per plaats is dat ruimte voor {room}." if each != 1 else ""
    short = need.number - room
    verdict = (
        f"Nodig is ruimte voor {asked} {need.unit}: dat is {number_text(short)} te weinig."
        if short > 0
        else f"Nodig is ruimte voor {asked} {need.unit}: dat past."
    )
    return f"{by} {verdict}".strip()


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
    tiles, words = [], []
    for index, (district, name) in enumerate(names.items()):
        x, y = index % _ACROSS * (_TILE_WIDTH + 20), index // _ACROSS * (_TILE_HEIGHT + 20)
        own = [by_spot[district, function] for function, _ in functions]
        marks = tuple(
            TileMark(x + 16 + number * (_MARK + 10), y + 70, str(number + 1), _kind(spot))
            for number, spot in enumerate(own)
        )
        filled = sum(1 for spot in own if spot.awarded)
        tiles.append(Tile(x, y, shortened(name, 19), marks, f"{filled} van {len(own)}"))
        words.append(f"{name} {filled} van {len(own)}")
    height = (len(names) + _ACROSS - 1) // _ACROSS * (_TILE_HEIGHT + 20)
    title = "Tegelkaart: hoeveel soorten dagbesteding er per wijk zijn. " + ", ".join(words) + "."
    return TileChart(title, height, tuple(tiles))


def _kind(spot: SpotCover) -> str:
    return "geen" if not spot.awarded else "een" if len(spot.awarded) == 1 else "veel"


def _tables(found: Coverage, tender: Tender) -> Iterator[Table]:
    names, functions = _districts(tender), _functions(tender)
    by_spot = {spot.spot: spot for spot in found.spots}
    columns = (Column("Wijk"), *(Column(str(n), numeric=True) for n in range(1, len(functions) + 1)))
    rooms = (Column("plaatsen", numeric=True),) if found.places is not None else ()
    rows = tuple(
        TableRow(
            (
                name,
                *(str(len(by_spot[district, function].awarded)) for function, _ in functions),
                *((str(found.places_by_district.get(district, 0)),) if rooms else ()),
            )
        )
        for district, name in names.items()
    )
    yield from parts(Table("Hoeveel aanbieders per wijk en soort", (*columns, *rooms), rows))
    for title, listed in (("Doelen", found.goals), ("Doelgroepen", found.target_groups)):
        if listed:
            yield _listed(title, listed)


def _listed(title: str, listed: Sequence[ListCover]) -> Table:
    columns = (Column(title), Column("aanbieders met contract", numeric=True))
    return Table(
        f"{title}: hoeveel aanbieders", columns, tuple(TableRow((c.name, str(c.awarded))) for c in listed)
    )


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
