"""The rules of a lot are its own, whatever was looked up in the whole kader before."""

from __future__ import annotations

from inkoop.rules.award.lots import tender_of_lot
from tests.award_cases import lots_tender


def test_a_lot_has_only_its_own_criteria_and_questions_also_after_those_of_the_kader_were_used() -> None:
    tender = lots_tender()
    assert tender.lots is not None
    assert "plan_K3" in tender.questions
    assert {leaf.code for leaf, _ in tender.leaves} == {"K1", "K2", "K3"}
    own = tender_of_lot(tender, tender.lots.items[0])
    assert {leaf.code for leaf, _ in own.leaves} == {"K1", "K2"}
    assert {leaf.code for leaf in own.assessed} == {"K1", "K2"}
    assert "plan_K3" not in own.questions
