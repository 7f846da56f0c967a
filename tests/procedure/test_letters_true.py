"""What a letter says would have won, done: the workbook is changed, and everything is reckoned again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.procedure.letter_case import Case, scored_kader, told

pytestmark = pytest.mark.langzaam
POINTS = ("gewicht: 30", "gewicht: 30", "gewicht: 40")
WITHOUT_PRICE = ("gewicht: 60", "gewicht: 40", "gewicht: 0")
WORTH = ("waarde: 10", "waarde: 20", "")
BY_POINTS = """\
methode: gewogen_punten
punten: 100
plaatsen: 1
afronding: {criterium: 2, totaal: 2}
bij_uitval: handhaven
bij_gelijk: [K1]"""
BY_PRICE = """\
methode: %s
plaatsen: 1
afronding: {criterium: geen, totaal: %d}
bij_gelijk: [K1]"""
PRICE = "{soort: prijs, btw: exclusief%s}"


def by_points(rule: str) -> str:
    return scored_kader(f"{{{rule}, btw: exclusief}}", BY_POINTS, POINTS)


def by_price(method: str, digits: int = 2, floor: str = "", more: str = "punten: 100") -> str:
    weights = WORTH if method == "gunnen_op_waarde" else WITHOUT_PRICE
    award = BY_PRICE % (method, digits) + ("" if method == "gunnen_op_waarde" else f"\n{more}")
    return scored_kader(PRICE % floor, award, weights)


KADERS = {
    "gedeeld": by_points("soort: laagste_prijs_gedeeld_door_prijs"),
    "macht": by_points("soort: laagste_prijs_gedeeld_door_prijs, macht: 3"),
    "boven laagste": by_points("soort: percentage_boven_laagste, nul_bij: 50"),
    "negatief": by_points("soort: percentage_boven_laagste, nul_bij: 10, onder_nul: negatief"),
    "laagste hoogste": by_points("soort: lineair_laagste_hoogste"),
    "plafond": by_points("soort: plafond_met_beste_bod, plafond: 70, buiten: begrenzen"),
    "logaritmisch": by_points("soort: logaritmisch, factor: 2"),
    "bandbreedte": by_points("soort: vaste_bandbreedte, ondergrens: 30, bovengrens: 60, buiten: begrenzen"),
    "minimum": by_points("soort: laagste_prijs_gedeeld_door_prijs, minimumtarief: 44"),
    "laagste prijs": by_price("laagste_prijs"),
    "laagste prijs met minimum": by_price("laagste_prijs", floor=", minimumtarief: 45"),
    "op waarde": by_price("gunnen_op_waarde"),
    "op waarde in hele euro's": by_price("gunnen_op_waarde", 0),
    "per punt": by_price("prijs_per_kwaliteitspunt", 4),
    "index": by_price("utiliteitsindex", 4, more="punten: 100\nprijsgewicht: 40\nbij_uitval: handhaven"),
}
BIDS = {
    "Aap": {"ervaring": 80, "prijs": 50},
    "Beer": {"ervaring": 60, "prijs": 45.5},
    "Citroen": {"ervaring": 90, "prijs": 58.25},
    "Das": {"ervaring": 20, "prijs": 41},
}
GRADES = {"Aap": 10, "Beer": 5, "Citroen": 10, "Das": 0}
SUM = re.compile(r"met een prijs van € ([\d.,]+) of lager\. U bood € ([\d.,]+)\.")
LESS = re.compile(r"had uw prijs minstens € ([\d.,]+) lager moeten zijn\.")
LOWEST = re.compile("methode: (gunnen_op_waarde|laagste_prijs|prijs_per_kwaliteitspunt)")
"""Where the lowest outcome is the best."""
NEVER = "Met een lagere prijs bij K3 alleen was dat niet gelukt."


def euro(text: str) -> Decimal:
    return Decimal(text.rstrip(".").replace(".", "").replace(",", "."))


def claims(case: Case) -> Iterator[tuple[str, str, Decimal | None]]:
    """Who is told what price would have put it above whom; None where it is told that no price would."""
    for name, letter in case.letters().items():
        said = told(letter)
        above = re.search(r" van (\w+), die het contract krijgt, is ", said)
        if above is None:
            continue
        asked = case.given(name, "prijs")
        found, less = SUM.search(said), LESS.search(said)
        assert sum((found is not None, less is not None, NEVER in said)) == 1, said
        if found:
            assert euro(found[2]) == asked
            yield name, above[1], euro(found[1])
        else:
            yield name, above[1], asked - euro(less[1]) if less else None


def stands_above(case: Case, name: str, other: str, price: Decimal) -> bool:
    before = case.given(name, "prijs")
    case.answer(name, "prijs", float(price))
    totals = {
        place.scorecard.submission.name: place.scorecard.total for place in case.evaluated().lots[0].ranking
    }
    case.answer(name, "prijs", float(before))
    better, worse = (other, name) if LOWEST.search(case.kader) else (name, other)
    return totals[better] > totals[worse]


@pytest.mark.parametrize("kind", KADERS)
def test_the_price_that_would_have_won_wins_and_a_cent_more_does_not(kind: str, tmp_path: Path) -> None:
    case = Case(tmp_path, KADERS[kind], BIDS, GRADES)
    said = list(claims(case))
    assert said
    floor = re.search(r"minimumtarief: (\d+)", KADERS[kind])
    for name, other, price in said:
        tried = Decimal(floor[1] if floor else 1) if price is None else price
        assert stands_above(case, name, other, tried) is (price is not None), (name, price)
        if price is not None:
            assert not stands_above(case, name, other, price + Decimal("0.01")), (name, price)
