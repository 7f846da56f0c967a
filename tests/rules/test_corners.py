"""Corners of prices and tables that docs/kader.md settles: each test is one of its sentences."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.award.signals import low_price_findings
from inkoop.rules.submission.price_checks import price_findings
from tests.rules.test_award_properties import kader
from tests.scenarios.build import Raw, submission

PRICE: Raw = {"soort": "vaste_bandbreedte", "ondergrens": 60, "bovengrens": 100, "buiten": "voorleggen"}
ADDED: Raw = {"minimumtarief": 50, "bijtelling": [{"vraag": "dagen", "per_eenheid": 2}]}


def priced(**rule: Any) -> Tender:
    return kader([{"code": "P", "gewicht": 100, "regel": PRICE | rule}], vragen=["dagen"])


def bid(name: str, price: int, days: int = 0) -> Submission:
    return submission(name, {"P": price, "dagen": days})


def signals(rules: Tender, *bids: Submission) -> list[str]:
    found = low_price_findings(evaluate_lots(rules, Assessment(), bids))
    return sorted(one.file for one in bids if one.id in found)


def test_first_the_floor_then_the_addition_then_the_bounds() -> None:
    """40 is raised to 50, and with 5 days of 2 it is 60: just within the bounds. With 4 days it is not."""
    rules = priced(**ADDED)
    (lot,) = evaluate_lots(rules, Assessment(), [bid("A", 40, 5)])
    assert lot.ranking[0].scorecard.scores[0].price is not None
    assert lot.ranking[0].scorecard.scores[0].price.counted == Decimal(60)
    codes = [[f.code for f in price_findings(rules, bid("A", 40, days).answers)] for days in (5, 4)]
    assert codes == [["PRIJS-04"], ["PRIJS-04", "PRIJS-01"]]


def test_the_signal_looks_at_the_price_as_it_was_offered() -> None:
    """Before floor and addition: with those the three would be equal, or A the dearest."""
    rules = priced(signaal_laag=20, **ADDED)
    assert signals(rules, bid("A", 40, 90), bid("B", 50), bid("C", 50)) == ["A.xlsx"]
    assert signals(rules, bid("A", 41), bid("B", 50), bid("C", 50)) == []


def test_the_others_are_all_who_are_admitted_here_also_below_a_threshold() -> None:
    rules = kader([{"code": "P", "gewicht": 100, "drempel": 90, "regel": PRICE | {"signaal_laag": 20}}])
    three = [submission(name, {"P": price}) for name, price in (("A", 60), ("B", 99), ("C", 98))]
    assert signals(rules, *three) == ["A.xlsx"], "B and C miss the threshold, and still count"
    fault = finding("ANTW-01", CellPlace("C.xlsx"), vraag="P")
    assert signals(rules, *three[:2], replace(three[2], findings=(fault,))) == [], "who waits does not"


def points(rule: Raw, rows: list[Raw]) -> Decimal:
    columns = [
        {"code": "plek", "tekst": "Plek", "soort": "tekst", "max_woorden": 5},
        {"code": "doel", "tekst": "Doel", "soort": "meerkeuze", "keuzes": {c: c.upper() for c in "abcd"}},
    ]
    table = {"code": "T", "tekst": "Tabel", "soort": "tabel", "kolommen": columns}
    rules = kader([{"code": "T", "gewicht": 100, "regel": rule, "vraag": table}])
    (lot,) = evaluate_lots(rules, Assessment(), [submission("A", {"T": rows})])
    return lot.ranking[0].scorecard.points("T")


def test_a_code_counts_once_and_a_bonus_may_be_spread_over_rows() -> None:
    bonus = {"naam": "A en b", "codes": ["a", "b"], "procent": 10}
    spread = [{"doel": ["a"]}, {"doel": ["a", "c"]}, {"doel": ["b"]}]
    rule: Raw = {"soort": "dekking", "kolom": "doel", "bonus": [bonus | {"op_een_rij": "nee"}]}
    assert points(rule, spread) == 85
    assert points(rule | {"bonus": [bonus | {"op_een_rij": "ja"}]}, spread) == 75


def test_a_row_that_is_filled_in_half_is_a_row() -> None:
    assert points({"soort": "aantal", "vol_bij": 4}, [{"plek": "Noord"}, {"doel": ["a"]}]) == 50
