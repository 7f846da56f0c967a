"""What is shown of a made-up bid is what would become of a real one."""

from __future__ import annotations

from typing import Any

import pytest

from inkoop.analysis.rehearsal.burden import burden
from inkoop.analysis.rehearsal.report import rehearse
from inkoop.analysis.rehearsal.stage import stages
from inkoop.analysis.rehearsal.strategies import low_price
from inkoop.domain.tender import Tender
from inkoop.views.rehearsal.model import Paragraph
from inkoop.views.rehearsal.outcomes import outcome_blocks
from inkoop.views.rehearsal.strategies import strategy_blocks
from inkoop.views.words.blocks import Table
from tests.analysis.planted import MONEY, graded, planted, price

BAND = {"soort": "vaste_bandbreedte", "ondergrens": 80, "bovengrens": 120, "btw": "vrijgesteld"}
NAME = {"code": "naam", "soort": "tekst", "tekst": "Naam?", "max_woorden": 15}
OFFER = {"code": "aanbod", "soort": "geheel_getal", "tekst": "Hoeveel?", "eenheid": "plekken", "minimum": 0}
OFFER |= {"maximum": 60, "definitie": "Het aantal plekken dat u op 1 januari kunt leveren."}
CAPACITY = {"omvang": 60, "eenheid": "plekken", "vraag": "aanbod"}


def tender(rule: dict[str, Any], award: dict[str, Any] | None = None) -> Tender:
    return planted([graded("K1", 60), price("K2", 40, rule, MONEY)], award, algemeen=[NAME, OFFER])


@pytest.mark.parametrize(
    ("more", "decided"),
    [
        ({"buiten": "voorleggen"}, True),
        ({"buiten": "begrenzen"}, False),
        ({"buiten": "begrenzen", "minimumtarief": 90}, True),
    ],
    ids=["put to a person", "counts as the bound", "below the published floor"],
)
def test_a_price_that_a_person_decides_on_has_no_place_in_the_ranking(
    more: dict[str, Any], decided: bool
) -> None:
    (stage,) = stages(tender(BAND | more))
    found = low_price(stage)
    assert found is not None
    assert len(found.at_realistic) == 2
    assert (found.at_extreme == ()) is decided
    assert not (decided and (found.pays or found.dropped_extreme))


def test_only_what_people_read_counts_as_an_open_answer() -> None:
    counted = burden(tender(BAND | {"buiten": "voorleggen"}))
    assert (counted.open_answers, counted.words) == (1, 200)


@pytest.mark.parametrize("award", [{"capaciteit": CAPACITY, "plaatsen": None}, {"plaatsen": None}])
def test_where_a_capacity_is_divided_a_draw_can_be_needed(award: dict[str, Any]) -> None:
    (tried,) = rehearse(tender(BAND | {"buiten": "voorleggen"}, award), count=10).stages
    said = " ".join(each.text for each in outcome_blocks(tried) if isinstance(each, Paragraph))
    tables = [each for each in strategy_blocks(tried) if isinstance(each, Table)]
    assert tables[0].rows[-1].cells[-1] == "een mens beslist"
    assert ("hoeft er niet geloot te worden" in said) is ("capaciteit" not in award)
    assert ("Loting om het laatste deel van de plekken" in said) is ("capaciteit" in award)
