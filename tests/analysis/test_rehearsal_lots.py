"""In a lot every made-up bid has chosen that lot: a condition on the choice changes nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from inkoop.analysis.rehearsal.draws import Drawer
from inkoop.analysis.rehearsal.levels import usual_bid
from inkoop.analysis.rehearsal.report import Rehearsal, rehearse
from inkoop.analysis.rehearsal.stage import stages
from inkoop.domain.tender import Tender

from .planted import MONEY, NUMBER, graded, planted, scored

LOTS = {"noord": "Noord", "zuid": "Zuid", "oost": "Oost"}
HOLDING = {"noord": ["K1", "K2", "K3"], "zuid": ["K1", "K2", "K4"], "oost": ["K1", "K5"]}
CHOICE = {"code": "perceel", "soort": "meerkeuze", "tekst": "Welke percelen?", "keuzes": LOTS}
SURE = {"code": "zeker", "soort": "ja_nee", "tekst": "Biedt u ook vervoer?"}
BAND = {
    "soort": "vaste_bandbreedte",
    "ondergrens": 80,
    "bovengrens": 120,
    "buiten": "begrenzen",
    "btw": "vrijgesteld",
}
LOWEST = {"soort": "laagste_prijs_gedeeld_door_prijs", "btw": "vrijgesteld"}


def criteria() -> list[dict[str, Any]]:
    """A group that holds everywhere, and below it and beside it everything that a lot can have of its own."""
    group = {"code": "K1", "titel": "Kwaliteit", "gewicht": 60, "bron": "P1", "drempel": 5}
    line = {"soort": "lineair", "nul_bij": 60, "vol_bij": 0}
    return [
        group | {"criteria": [graded("K1.1", 100)]},
        graded("K2", 20, drempel=4),
        scored("K3", 20, {"soort": "bedrag", **MONEY}, BAND),
        scored("K4", 20, {"soort": "bedrag", **MONEY}, LOWEST),
        scored("K5", 40, {"soort": "geheel_getal", **NUMBER}, line),
    ]


def lots_tender(conditions: dict[str, dict[str, Any]]) -> Tender:
    """The kader with these conditions by question."""
    made = deepcopy(criteria())
    for leaf in walk(made):
        if leaf["vraag"]["code"] in conditions:
            leaf["vraag"]["alleen_als"] = conditions[leaf["vraag"]["code"]]
    name = {"code": "naam", "soort": "tekst", "tekst": "Naam?", "max_woorden": 9}
    held = [{"code": lot, "titel": title, "criteria": HOLDING[lot]} for lot, title in LOTS.items()]
    return planted(made, algemeen=[name, CHOICE, SURE], percelen={"vraag": "perceel", "lijst": held})


def walk(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield from walk(part["criteria"]) if "criteria" in part else iter([part])


def told(found: Rehearsal) -> list[Any]:
    """Everything that a reader gets to see; the tender itself differs by what was added."""
    seen = []
    for each in found.stages:
        totals = [
            [(p.rank, p.award, p.scorecard.total, p.scorecard.scores) for p in result.ranking]
            for result in each.simulation.results
        ]
        seen.append(
            (
                totals,
                each.effects,
                each.thresholds,
                each.verdicts,
                each.low_price,
                each.left_empty,
                each.split,
            )
        )
    return [seen, found.concerns, found.burden]


def chosen(*lots: str) -> dict[str, Any]:
    return {"vraag": "perceel", "is": list(lots)}


ONLY_THERE = {
    "VK2": chosen("noord", "zuid"),
    "VK3": chosen("noord"),
    "VK4": chosen("zuid"),
    "VK5": chosen("oost"),
    "VK1.1": chosen("noord", "zuid", "oost"),
}


@pytest.fixture(scope="module")
def plain() -> list[Any]:
    return told(rehearse(lots_tender({}), count=10))


@pytest.mark.parametrize("codes", [["VK2"], list(ONLY_THERE)], ids=",".join)
def test_asking_only_who_chose_the_lot_changes_no_number_and_no_remark(
    codes: list[str], plain: list[Any]
) -> None:
    asked = rehearse(lots_tender({code: ONLY_THERE[code] for code in codes}), count=10)
    assert told(asked) == plain


def test_an_ordinary_bid_earns_in_its_lot_what_can_be_reckoned_by_hand() -> None:
    north, south, east = stages(lots_tender(ONLY_THERE))
    # Grade 6 of 10 on 60 and 20, and € 100 halfway 80 and 120 of 20: 36 + 12 + 10.
    assert north.evaluate([usual_bid(north)]).ranking[0].scorecard.total == Decimal("58.00")
    # The same grades, and the lowest price there is.
    assert south.evaluate([usual_bid(south)]).ranking[0].scorecard.total == Decimal("68.00")
    # 36, and of 40 the half: 30 days of 60.
    assert east.evaluate([usual_bid(east)]).ranking[0].scorecard.total == Decimal("56.00")


def test_every_bid_has_chosen_the_lot_and_some_have_chosen_others_too() -> None:
    """A question of elsewhere that counts here is asked of a part of the bids: the choice is drawn."""
    tender = lots_tender({"VK2": chosen("oost")})
    north = stages(tender)[0]
    bids = [bid for number in range(20) for bid in Drawer(north).tender(2027, number)]
    choices = [bid.answers["perceel"] for bid in bids]
    assert all("noord" in lots.codes for lots in choices)
    assert 0 < sum("oost" in lots.codes for lots in choices) < len(choices)


def test_a_condition_on_another_answer_stays() -> None:
    north = stages(lots_tender({"VK3": {"vraag": "zeker", "is": ["ja"]}}))[0]
    when = north.tender.questions["VK3"].show_when
    assert when is not None
    assert when.question == "zeker"
