"""Every published rule in words, and a title and general text for every kind of rule."""

from __future__ import annotations

from typing import Any

import pytest

from inkoop.domain.rules import RULES
from inkoop.domain.tender import Tender
from inkoop.views.words.rules import rule_words
from tests.views.test_reasons import leaf_of

PRICE_RULES: list[tuple[dict[str, Any], str]] = [
    ({"soort": "laagste_prijs_gedeeld_door_prijs", "btw": "vrijgesteld"},
     "De prijs telt (vrijgesteld van btw). De laagste prijs van iedereen krijgt 100 %."
     " Voor de anderen is het: laagste prijs gedeeld door de eigen prijs."),
    ({"soort": "laagste_prijs_gedeeld_door_prijs", "macht": 3, "minimumtarief": 40},
     "De prijs telt. Het minimumtarief is € 40. Lager levert niets extra op."
     " De laagste prijs van iedereen krijgt 100 %. Voor de anderen is het:"
     " laagste prijs gedeeld door de eigen prijs, tot de macht 3."),
    ({"soort": "percentage_boven_laagste", "nul_bij": 50},
     "De prijs telt. De laagste prijs van iedereen krijgt 100 %. Bij 50 % boven de laagste is het 0 %."
     " Daartussen loopt het gelijk af. Minder dan 0 % kan niet."),
    ({"soort": "lineair_laagste_hoogste"},
     "De prijs telt. De laagste prijs krijgt 100 %, de hoogste prijs 0 %. Daartussen loopt het gelijk af."),
    ({"soort": "plafond_met_beste_bod", "plafond": 60, "buiten": "begrenzen"},
     "De prijs telt. De laagste prijs krijgt 100 %. Bij het plafond van € 60 is het 0 %."
     " Daartussen loopt het gelijk af. Een hogere prijs krijgt 0 %."),
    ({"soort": "prijs", "bijtelling": [{"vraag": "wachttijd", "per_eenheid": 2}]},
     "De prijs telt. Per eenheid bij vraag wachttijd (weken) komt erbij: € 2."
     " De prijs geeft geen punten: de gunningsmethode rekent met de prijs zelf."),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), PRICE_RULES)
def test_a_price_rule_in_words(small_tender: Tender, raw: dict[str, Any], expected: str) -> None:
    rule = RULES[raw["soort"]].model_validate(raw)
    leaf = leaf_of(small_tender, "K4").model_copy(update={"rule": rule})
    assert rule_words(leaf, small_tender).text == expected
