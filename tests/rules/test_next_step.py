"""What would have earned more, for every kind of rule: the nearest better answer and its points."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inkoop.domain.submission import Assessment, Grade
from inkoop.rules.scoring.kinds import KINDS
from inkoop.rules.scoring.kinds.base import Counts
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.scoring.scoring import next_step
from inkoop.views.words.reasons import better_text
from tests.scenarios.build import NOWHERE, submission, tender

STEPS = {"banden": [{"vanaf": 10, "procent": 50}, {"vanaf": 20, "procent": 100}]}
UP = {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}
DOWN = {"soort": "lineair", "nul_bij": 20, "vol_bij": 5}
CASES: list[tuple[dict[str, Any], Any, str, str]] = [
    ({"soort": "ja_nee"}, "nee", "Het antwoord ja.", "100.00"),
    ({"soort": "ja_nee"}, "ja", "", ""),
    ({"soort": "ja_nee", "ja": 0, "nee": 100}, "ja", "Het antwoord nee.", "100.00"),
    ({"soort": "keuze", "procenten": {"a": 0, "b": 40, "c": 90}}, "a", "De keuze: B.", "40.00"),
    ({"soort": "keuze", "procenten": {"a": 0, "b": 40, "c": 90}}, "c", "", ""),
    (UP, 4, "Het getal 5 stuks. Vol is het bij 10.", "50.00"),
    (UP, -7, "Het getal 1 stuks. Vol is het bij 10.", "10.00"),
    (UP, Decimal("9.5"), "Het getal 10 stuks.", "100.00"),
    (UP, 12, "", ""),
    (DOWN, 8, "Het getal 7 stuks. Vol is het bij 5.", "86.67"),
    (DOWN, 30, "Het getal 19 stuks. Vol is het bij 5.", "6.67"),
    ({"soort": "banden", **STEPS}, 3, "De stap vanaf 10 stuks.", "50.00"),
    ({"soort": "banden", **STEPS}, 12, "De stap vanaf 20 stuks.", "100.00"),
    ({"soort": "banden", **STEPS}, 25, "", ""),
    ({"soort": "dekking"}, ["a"], "Eén erbij van: B en C.", "66.67"),
    ({"soort": "dekking", "vol_bij": 2}, ["a", "b"], "", ""),
    ({"soort": "aantal", "vol_bij": 3}, ["a"], "Het aantal 2; vol is het bij 3.", "66.67"),
    ({"soort": "aantal", "vol_bij": 1}, ["a"], "", ""),
    ({"soort": "beoordeeld", "schaal": "rws"}, "tekst", "Het cijfer 2 (2): O.", "60.00"),
    ({"soort": "kwaliteit_relatief"}, 40, "Het getal 50 stuks.", "100.00"),
    ({"soort": "kwaliteit_relatief"}, 90, "", ""),
    ({"soort": "laagste_prijs_gedeeld_door_prijs"}, 100, "De prijs € 45.", "100.00"),
    ({"soort": "laagste_prijs_gedeeld_door_prijs"}, 20, "", ""),
    ({"soort": "percentage_boven_laagste"}, 100, "De prijs € 45.", "100.00"),
    ({"soort": "lineair_laagste_hoogste"}, 100, "De prijs € 45.", "100.00"),
    ({"soort": "logaritmisch", "factor": 4}, 100, "De prijs € 45.", "100.00"),
    (
        {"soort": "plafond_met_beste_bod", "plafond": 200, "buiten": "begrenzen"},
        100,
        "De prijs € 45.",
        "100.00",
    ),
    (
        {"soort": "vaste_bandbreedte", "ondergrens": 40, "bovengrens": 140, "buiten": "begrenzen"},
        100,
        "De prijs € 40.",
        "100.00",
    ),
]


@pytest.mark.parametrize(("rule", "answer", "shown", "points"), CASES)
def test_the_next_step(rule: dict[str, Any], answer: Any, shown: str, points: str) -> None:
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
    field = offers if KINDS[rule["soort"]].counts is Counts.NUMBER else offers[:1]
    grades = {("A", "K"): Grade("A", "K", Decimal(1), "Omdat.", NOWHERE)}
    scorer = Scorer(made, Assessment(grades=grades), made.award)
    (plan,) = scorer.plans_in(field)
    own = scorer.scorecards(field)[0].scores[0]
    step = next_step(plan, own, scorer.context(plan, offers[0]), made.award.rounding)
    assert (better_text(step.better, own, plan.leaf, made) if step else "") == shown
    if step:
        assert str(step.points) == points
        assert step.points > own.points


def test_every_rule_that_earns_points_has_a_next_step() -> None:
    earning = {name for name, kind in KINDS.items() if kind.standing is None}
    assert earning == {case[0]["soort"] for case in CASES if case[3]}
