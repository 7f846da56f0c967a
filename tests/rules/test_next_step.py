"""What would have earned more, for every kind of rule: the nearest better answer and its points."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inkoop.domain.submission import Assessment, Grade
from inkoop.rules.scoring.next_step import BETTER, StepKind, next_step
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.scoring.scoring import RULES
from tests.scenarios.build import NOWHERE, submission, tender

STEPS = {"banden": [{"vanaf": 10, "procent": 50}, {"vanaf": 20, "procent": 100}]}
UP = {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}
DOWN = {"soort": "lineair", "nul_bij": 20, "vol_bij": 5}
CASES: list[tuple[dict[str, Any], Any, StepKind | None, str]] = [
    ({"soort": "ja_nee"}, "nee", StepKind.ANSWER, "100.00"),
    ({"soort": "ja_nee"}, "ja", None, ""),
    ({"soort": "ja_nee", "ja": 0, "nee": 100}, "ja", StepKind.ANSWER, "100.00"),
    ({"soort": "keuze", "procenten": {"a": 0, "b": 40, "c": 90}}, "a", StepKind.CHOICE, "40.00"),
    ({"soort": "keuze", "procenten": {"a": 0, "b": 40, "c": 90}}, "c", None, ""),
    (UP, 4, StepKind.NUMBER, "50.00"),
    (UP, -7, StepKind.NUMBER, "10.00"),
    (UP, Decimal("9.5"), StepKind.NUMBER, "100.00"),
    (UP, 12, None, ""),
    (DOWN, 8, StepKind.NUMBER, "86.67"),
    (DOWN, 30, StepKind.NUMBER, "6.67"),
    ({"soort": "banden", **STEPS}, 3, StepKind.BAND, "50.00"),
    ({"soort": "banden", **STEPS}, 12, StepKind.BAND, "100.00"),
    ({"soort": "banden", **STEPS}, 25, None, ""),
    ({"soort": "dekking"}, ["a"], StepKind.MORE_CODES, "66.67"),
    ({"soort": "dekking", "vol_bij": 2}, ["a", "b"], None, ""),
    ({"soort": "aantal", "vol_bij": 3}, ["a"], StepKind.MORE, "66.67"),
    ({"soort": "aantal", "vol_bij": 1}, ["a"], None, ""),
    ({"soort": "beoordeeld", "schaal": "rws"}, "tekst", StepKind.GRADE, "60.00"),
    ({"soort": "kwaliteit_relatief"}, 40, StepKind.NUMBER, "100.00"),
    ({"soort": "kwaliteit_relatief"}, 90, None, ""),
    ({"soort": "laagste_prijs_gedeeld_door_prijs"}, 100, StepKind.PRICE, "100.00"),
    ({"soort": "laagste_prijs_gedeeld_door_prijs"}, 20, None, ""),
    ({"soort": "percentage_boven_laagste"}, 100, StepKind.PRICE, "100.00"),
    ({"soort": "lineair_laagste_hoogste"}, 100, StepKind.PRICE, "100.00"),
    ({"soort": "logaritmisch", "factor": 4}, 100, StepKind.PRICE, "100.00"),
    (
        {"soort": "plafond_met_beste_bod", "plafond": 200, "buiten": "begrenzen"},
        100,
        StepKind.PRICE,
        "100.00",
    ),
    (
        {"soort": "vaste_bandbreedte", "ondergrens": 40, "bovengrens": 140, "buiten": "begrenzen"},
        100,
        StepKind.PRICE,
        "100.00",
    ),
]


@pytest.mark.parametrize(("rule", "answer", "kind", "points"), CASES)
def test_the_next_step(rule: dict[str, Any], answer: Any, kind: StepKind | None, points: str) -> None:
    made = tender(
        {
            "naam": "stap",
            "punten": 100,
            "plaatsen": 1,
            "afronding": {"criterium": 2, "totaal": 2},
            "criteria": [{"code": "K", "gewicht": 100, "regel": rule}],
        }
    )
    assert made.award is not None
    offers = [submission("A", {"K": answer}), submission("B", {"K": 50}), submission("C", {"K": 45})]
    field = offers if RULES[rule["soort"]] and rule["soort"] not in NOT_NUMERIC else offers[:1]
    grades = {("A", "K"): Grade("A", "K", Decimal(1), "Omdat.", NOWHERE)}
    scorer = Scorer(made, Assessment(grades=grades), made.award)
    (plan,) = scorer.plans_in(field)
    own = scorer.scorecards(field)[0].scores[0]
    step = next_step(plan, own, scorer.context(plan, offers[0]), made.award.rounding)
    assert (step.kind if step else None) == kind
    if step:
        assert str(step.points) == points
        assert step.points > own.points


NOT_NUMERIC = {"ja_nee", "keuze", "dekking", "aantal", "beoordeeld"}


def test_every_rule_that_earns_points_has_a_next_step() -> None:
    assert set(BETTER) == set(RULES) == {case[0]["soort"] for case in CASES}
