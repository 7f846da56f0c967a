"""The reversal by a third, losing offer: an example that the engine confirms, or the reason why not."""

from __future__ import annotations

from typing import Any

import pytest

from inkoop.analysis.rehearsal.reversal import FIRST, SECOND, THIRD, Example, Verdict, turned, verdicts
from inkoop.analysis.rehearsal.stage import stages
from inkoop.domain.evaluation import LotResult
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Tender
from inkoop.rules.award.evaluation import Evaluator

from .planted import NUMBER, graded, planted, price, scored

LOWEST = {"soort": "laagste_prijs_gedeeld_door_prijs"}
ITSELF = {"soort": "prijs"}
OUTCOME = {"methode": "utiliteitsindex", "prijsgewicht": 40, "afronding": {"criterium": "geen", "totaal": 4}}
RELATIVE: dict[str, Tender] = {
    "lowest over price": planted([graded("K1", 60), price("K2", 40, LOWEST)]),
    "above the lowest": planted(
        [graded("K1", 60), price("K2", 40, {"soort": "percentage_boven_laagste", "nul_bij": 100})]
    ),
    "lowest to highest": planted([graded("K1", 60), price("K2", 40, {"soort": "lineair_laagste_hoogste"})]),
    "ceiling": planted(
        [
            graded("K1", 50),
            price("K2", 50, {"soort": "plafond_met_beste_bod", "plafond": 140, "buiten": "begrenzen"}),
        ]
    ),
    "logarithmic with a floor": planted(
        [graded("K1", 70), price("K2", 30, {"soort": "logaritmisch", "factor": 1.1})]
    ),
    "quality by the best": planted(
        [
            graded("K1", 60),
            scored("K2", 40, {"soort": "geheel_getal", **NUMBER}, {"soort": "kwaliteit_relatief"}),
        ]
    ),
    "a rescaled group": planted(
        [
            {
                "code": "K1",
                "titel": "Groep",
                "bron": "P1",
                "gewicht": 50,
                "herschalen": "beste",
                "criteria": [graded("K1.1", 50), graded("K1.2", 50)],
            },
            scored(
                "K2",
                50,
                {"soort": "geheel_getal", **NUMBER},
                {"soort": "lineair", "nul_bij": 40, "vol_bij": 0},
            ),
        ]
    ),
    "utility index": planted([graded("K1", 100), price("K2", 0, ITSELF)], OUTCOME),
    "survivors only": planted([graded("K1", 60, drempel=15), price("K2", 40, LOWEST)], {"methode": "qcbs"}),
}
ABSOLUTE: dict[str, Tender] = {
    "quality only": planted([graded("K1", 60), graded("K2", 40)], {"methode": "alleen_kwaliteit"}),
    "fixed bandwidth": planted(
        [
            graded("K1", 60),
            price(
                "K2",
                40,
                {"soort": "vaste_bandbreedte", "ondergrens": 80, "bovengrens": 120, "buiten": "begrenzen"},
            ),
        ]
    ),
    "price per point": planted(
        [graded("K1", 100), price("K2", 0, ITSELF)], {"methode": "prijs_per_kwaliteitspunt"}
    ),
}


def only(tender: Tender) -> Verdict:
    (found,) = verdicts(stages(tender)[0])
    return found


def fresh(tender: Tender, example: Example, count: int) -> LotResult:
    """What the engine makes of the example's bids on the kader as published, not on the rehearsal's copy."""
    bids = example.bids[:count]
    grades = {key: grade for bid in bids for key, grade in bid.given_grades().items()}
    return Evaluator(tender, Assessment(grades=grades)).evaluate([bid.submission() for bid in bids])


@pytest.mark.parametrize("name", RELATIVE)
def test_a_relative_rule_has_an_example_that_the_engine_confirms(name: str) -> None:
    tender = RELATIVE[name]
    found = only(tender)
    assert found.example is not None, found
    assert not found.proof
    two, three = fresh(tender, found.example, 2), fresh(tender, found.example, 3)
    assert turned(two, three)
    assert [s.name for s in found.example.before] != [s.name for s in found.example.after][:2]
    assert found.example.after[0].name != THIRD


@pytest.mark.parametrize("name", RELATIVE)
def test_the_bids_of_an_example_differ_only_where_it_says(name: str) -> None:
    found = only(RELATIVE[name]).example
    assert found is not None
    base = found.bids[0]
    for bid in found.bids[1:]:
        differing = {code for code in base.answers if base.answers[code] != bid.answers.get(code)}
        differing |= {code for code in base.grades if base.grades[code] != bid.grades[code]}
        assert all(code.removeprefix("V").startswith((found.compared, found.own)) for code in differing)


@pytest.mark.parametrize("name", ABSOLUTE)
def test_absolute_rules_cannot_turn_the_order_round(name: str) -> None:
    found = only(ABSOLUTE[name])
    assert (found.proof, found.example, found.tried) == ("absoluut", None, 0)


def test_a_rescaled_group_that_counts_rows_only_has_no_example_to_look_for() -> None:
    rows: dict[str, Any] = {
        "soort": "tabel",
        "kolommen": [{"code": "rij", "tekst": "Rij", "soort": "geheel_getal", **NUMBER}],
    }
    counted = [scored(code, 50, dict(rows), {"soort": "aantal", "vol_bij": 2}) for code in ("K1.1", "K1.2")]
    group = {
        "code": "K1",
        "titel": "Groep",
        "bron": "P1",
        "gewicht": 50,
        "herschalen": "beste",
        "criteria": counted,
    }
    found = only(planted([group, graded("K2", 50)]))
    assert (found.example, found.tried) == (None, 0)


def test_an_unfloored_logarithm_shifts_everybody_alike() -> None:
    rule: dict[str, Any] = {"soort": "logaritmisch", "factor": 4, "onder_nul": "negatief"}
    exact = {"afronding": {"criterium": "geen", "totaal": 2}}
    assert only(planted([graded("K1", 60), price("K2", 40, rule)], exact)).proof == "logaritmisch"
    assert only(planted([graded("K1", 60), price("K2", 40, rule)])).proof == ""


def test_the_published_example_is_recognised() -> None:
    """Domain table: quality 60, price 40; A(50, 100) and B(57, 115); then C(0, 50) joins."""
    tender = RELATIVE["lowest over price"]
    found = only(tender).example
    assert found is not None
    assert {s.name for s in found.before} == {FIRST, SECOND}


def test_a_dummy_bid_turns_the_order_only_while_it_is_compared() -> None:
    limits = [graded("K1", 60, drempel=15), price("K2", 40, LOWEST)]
    everyone = only(planted(limits))
    assert everyone.dummy is not None
    assert everyone.dummy.after[-1].rank == 0
    assert only(planted(limits, {"vergelijken_met": "boven_drempel"})).dummy is None
