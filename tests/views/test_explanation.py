"""The end of an explained score: what the method makes of points and price, as a sum with numbers."""

from __future__ import annotations

import pytest

from inkoop.views.replies.explanation import Explained, explanations
from tests.award_cases import METHODS

LAST = {
    "gunnen_op_waarde": (
        "Stichting Anker",
        "Fictieve prijs",
        "€ 72.500",
        "€ 1.500 (K1) + € 6.000 (K2) = € 7.500.",
        "De fictieve prijs is € 80.000 − € 7.500 = € 72.500.",
    ),
    "utiliteitsindex": (
        "Bark Dagbesteding",
        "Index",
        "0,5829",
        "50,00 (K1) + 30,00 (K2) = 80 punten.",
        "De index is (1 − (90 % − 80 %) × 1,5) × 600.000 : 875.000 = 0,5829, afgerond.",
    ),
    "prijs_per_kwaliteitspunt": (
        "Bark Dagbesteding",
        "Prijs per punt",
        "€ 875,00",
        "24,00 (K1) + 48,00 (K2) = 72 punten.",
        "De prijs per punt is € 63.000 : 72 punten = € 875,00.",
    ),
    "qcbs": (
        "Stichting Anker",
        "Totaal",
        "88,60",
        None,
        "Het totaal is 61,60 + 27,00 = 88,60 punten.",
    ),
}


def explained(method: str, name: str) -> tuple[tuple[Explained, ...], Explained]:
    evaluation = METHODS[method]()
    submission = next(s for s in evaluation.submissions if s.tenderer == name)
    (found,) = explanations(evaluation, submission)
    assert found.total is not None
    return found.scores, found.total


@pytest.mark.parametrize("method", LAST)
def test_the_outcome_is_a_sum_with_its_numbers(method: str) -> None:
    name, heading, outcome, quality, work = LAST[method]
    _, total = explained(method, name)
    steps = {step.label: step.text for step in total.steps}
    assert (total.code, total.earned) == (heading, outcome)
    assert steps.get("Kwaliteit") == quality
    assert steps["Som"] == work
    assert "achter de komma" in steps["Afronding"]


def test_who_missed_a_threshold_has_no_outcome() -> None:
    _, total = explained("gunnen_op_waarde", "Coöperatie Dok")
    assert total.earned == "geen uitkomst"
    assert total.steps[-1].text == "Wie niet in de rangorde staat, krijgt geen uitkomst."


def test_value_in_euro_is_never_called_points() -> None:
    scores, _ = explained("gunnen_op_waarde", "Stichting Anker")
    assert [score.earned for score in scores] == ["€ 1.500 van € 2.500", "€ 6.000 van € 6.000", ""]
    (step,) = [s.text for s in scores[0].steps if s.label == "Volgende stap"]
    assert step.endswith("Dat had € 2.000 gegeven: € 500 meer.")
    (full,) = [s.text for s in scores[1].steps if s.label == "Volgende stap"]
    assert full == "Meer is hier niet te halen: € 6.000."
