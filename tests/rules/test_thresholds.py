"""Thresholds: a number of points, or a part of what can be earned there, in each lot by itself."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Criterion, Tender
from inkoop.domain.thresholds import Least, Threshold
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.kader.index import KaderIndex
from inkoop.rules.kader.points import check_points
from inkoop.views.words.admission import objection_text
from tests.scenarios.build import Raw, submission, tender

LEAST: TypeAdapter[Threshold] = TypeAdapter(Least)


@pytest.mark.parametrize(
    ("written", "points"),
    [(12, "12"), (Decimal("7.5"), "7.5"), ("60%", "12"), ("62.5 %", "12.5"), ("0%", "0"), ("100%", "20")],
)
def test_what_a_kader_writes_becomes_points_of_what_can_be_earned(written: Any, points: str) -> None:
    assert LEAST.validate_python(written).points(Decimal(20)) == Decimal(points)


@pytest.mark.parametrize("written", ["101%", "60 procent", "zestig%", "-5%", "%", True, "60"])
def test_anything_else_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        LEAST.validate_python(written)


def test_a_threshold_in_points_is_written_as_before_so_that_no_fingerprint_changes() -> None:
    dumped = LEAST.dump_python(Threshold(Decimal("10.50")), mode="json")
    assert dumped == TypeAdapter(Decimal).dump_python(Decimal("10.50"), mode="json") == "10.50"
    assert LEAST.dump_python(Threshold(Decimal(60), percent=True), mode="json") == "60%"
    assert Criterion.model_fields["threshold"].default is None


def rules(**lot: Any) -> Tender:
    scenario: Raw = {
        "naam": "drempels",
        "punten": 100,
        "plaatsen": 1,
        "afronding": {"criterium": 2, "totaal": 2},
        "criteria": [
            {"code": "K1", "gewicht": 55, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}},
            {"code": "K2", "gewicht": 45, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}},
        ],
        "percelen": {"lijst": [{"code": "a", **lot}, {"code": "b"}]},
    }
    return tender(scenario)


@pytest.mark.parametrize(
    ("digits", "earned", "ranked"), [(0, "59.6", 1), (0, "59.4", 0), (1, "59.96", 1), (1, "59.6", 0)]
)
def test_a_total_is_held_against_a_threshold_as_people_see_it(digits: int, earned: str, ranked: int) -> None:
    scenario: Raw = {
        "naam": "afgerond",
        "punten": 100,
        "drempel": 60,
        "afronding": {"criterium": "geen", "totaal": digits},
        "criteria": [
            {"code": "K", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}}
        ],
    }
    (lot,) = evaluate_lots(tender(scenario), Assessment(), [submission("A", {"K": Decimal(earned)})])
    assert len(lot.ranking) == ranked


@pytest.mark.parametrize(
    ("lots", "expected"),
    [
        ([{"code": "a", "plaatsen": 1}, {"code": "b", "drempel": 60}], []),
        ([{"code": "a", "plaatsen": 1}, {"code": "b"}], ["KADER-29"]),
    ],
)
def test_places_of_each_lot_need_none_for_all(lots: list[dict[str, Any]], expected: list[str]) -> None:
    award = {"methode": "gewogen_punten", "punten": 100}
    leaf = {"code": "K", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}}
    index = KaderIndex({"gunning": award, "criteria": [leaf], "percelen": {"lijst": lots}})
    assert [found.code for found in check_points(index) if found.code == "KADER-29"] == expected


def test_the_sentence_says_the_part_and_the_points() -> None:
    made = rules(drempels={"K1": "70%"}, drempel="60%")
    bid = submission("A", {"percelen": ["a", "b"], "K1": 60, "K2": 50})
    north, south = evaluate_lots(made, Assessment(), [bid])
    texts = [objection_text(each, north.tender) for each in north.not_admitted[0].objections]
    assert texts[0].endswith("33 punten gehaald. Nodig zijn minstens 38,5 punten, en dat is 70 % van 55.")
    assert texts[1].endswith("55,50 punten gehaald. Nodig zijn minstens 60 punten, en dat is 60 % van 100.")
    assert not south.not_admitted


def problems(lot: dict[str, Any]) -> list[str]:
    leaf = {"gewicht": 100, "regel": {"soort": "ja_nee"}, "code": "K1"}
    raw: dict[str, Any] = {
        "criteria": [leaf],
        "gunning": {"methode": "gewogen_punten", "punten": 50, "plaatsen": 1},
        "percelen": {"lijst": [{"code": "a", **lot}, {"code": "b"}]},
    }
    return [found.code for found in check_points(KaderIndex(raw))]


@pytest.mark.parametrize(
    ("lot", "expected"),
    [
        ({"drempels": {"K1": 50}}, []),
        ({"drempels": {"K1": 51}}, ["KADER-24"]),
        ({"drempels": {"K1": "90%"}, "drempel": "90%"}, []),
        ({"drempels": {"K9": 1}}, ["KADER-22"]),
    ],
)
def test_a_threshold_of_a_lot_must_be_possible_there(lot: dict[str, Any], expected: list[str]) -> None:
    assert problems(lot) == expected
