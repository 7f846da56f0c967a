"""The rules of a lot are its own, whatever was looked up in the whole kader before."""

from __future__ import annotations

from dataclasses import replace

import pytest

from inkoop.catalogue import finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Decision, Ruling, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.submission.lot_rules import tender_of_lot
from inkoop.rules.submission.price_checks import price_findings
from tests.award_cases import lots_tender
from tests.scenarios.build import Raw, submission, tender


def test_a_lot_has_only_its_own_criteria_and_questions_also_after_those_of_the_kader_were_used() -> None:
    tender = lots_tender()
    assert tender.lots is not None
    assert "plan_K3" in tender.questions
    assert {leaf.code for leaf, _ in tender.leaves} == {"K1", "K2", "K3"}
    own = tender_of_lot(tender, tender.lots.items[0])
    assert {leaf.code for leaf, _ in own.leaves} == {"K1", "K2"}
    assert {leaf.code for leaf in own.assessed} == {"K1", "K2"}
    assert "plan_K3" not in own.questions


def two_lots() -> Tender:
    """In noord only K1 counts; in zuid also a price with a floor, asked of everybody."""
    floor = {"soort": "laagste_prijs_gedeeld_door_prijs", "minimumtarief": 40}
    scenario: Raw = {
        "naam": "twee percelen",
        "punten": 100,
        "plaatsen": 1,
        "afronding": {"criterium": 2, "totaal": 2},
        "vragen": ["tarief"],
        "criteria": [
            {"code": "K1", "gewicht": 50, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}},
            {"code": "P", "gewicht": 50, "vraag": "tarief", "regel": floor},
        ],
        "percelen": {
            "lijst": [
                {"code": "noord", "criteria": ["K1"], "gewichten": {"K1": 100}},
                {"code": "zuid"},
            ]
        },
    }
    return tender(scenario)


def undecided(rules: Tender, bid: Submission) -> list[str]:
    """The lots in which the bid waits for a person."""
    return [result.lot for result in evaluate_lots(rules, Assessment(), [bid]) if result.undecided]


def test_a_floor_that_holds_in_another_lot_stops_nobody() -> None:
    rules = two_lots()
    bid = submission("A", {"percelen": ["noord", "zuid"], "K1": 90, "tarief": 36})
    found = tuple(price_findings(rules, bid.answers))
    assert [(f.code, f.lots) for f in found] == [("PRIJS-04", ("zuid",))]
    assert undecided(rules, replace(bid, findings=found)) == ["zuid"]
    only_north = submission("A", {"percelen": ["noord"], "K1": 90, "tarief": 36})
    assert not list(price_findings(rules, only_north.answers))


@pytest.mark.parametrize(
    ("question", "stopped"),
    [("tarief", ["zuid"]), ("K1", ["noord", "zuid"]), ("naam", ["noord", "zuid"])],
)
def test_a_fault_counts_where_its_question_counts(question: str, stopped: list[str]) -> None:
    bid = submission("A", {"percelen": ["noord", "zuid"], "K1": 90})
    fault = finding("ANTW-01", CellPlace("A.xlsx"), vraag=question)
    assert undecided(two_lots(), replace(bid, findings=(fault,))) == stopped


@pytest.mark.parametrize(("about", "waits"), [("", ["noord", "zuid"]), ("noord", ["zuid"])])
def test_a_decision_to_go_on_puts_nobody_in_a_lot_that_was_not_chosen(about: str, waits: list[str]) -> None:
    rules = two_lots()
    bid = submission("A", {"percelen": [], "K1": 90, "tarief": 45})
    bid = replace(bid, findings=(finding("ANTW-01", CellPlace("A.xlsx"), vraag="percelen"),))
    made = Decision(bid.id, "inschrijving", Ruling.MET, "Doorgaan.", CellPlace("b.xlsx"), lot=about)
    results = evaluate_lots(rules, Assessment(decisions={made.key: made}), [bid])
    assert [result.lot for result in results if result.undecided] == waits
    assert [result.lot for result in results if result.ranking] == [
        lot for lot in ("noord", "zuid") if lot not in waits
    ]
