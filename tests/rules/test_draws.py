"""Drawing lots: a hash that anybody can work out, and who has to be drawn."""

from __future__ import annotations

import hashlib
import subprocess

import pytest

from inkoop.domain.award_rules import Draw
from inkoop.domain.submission import Assessment
from inkoop.rules.award.draws import draw_hash, draw_recipe, drawn_order, groups_to_draw, published_seed
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.award.lots import evaluate_lots
from tests.rules.test_award_properties import kader
from tests.scenarios.build import Raw, submission, tender

SEED = "zaad van 1 maart"
NAMES = ("Anker", "Stichting 't Hof & Zn", "Ürk")


def test_the_hash_is_that_of_the_seed_a_line_feed_and_the_name() -> None:
    assert draw_hash(SEED, "Ürk") == hashlib.sha256(b"zaad van 1 maart\n\xc3\x9crk").hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_the_recipe_gives_the_same_hash(name: str) -> None:
    made = subprocess.run(["sh", "-c", draw_recipe(SEED, name)], capture_output=True, check=True, text=True)
    assert made.stdout.split()[0] == draw_hash(SEED, name)


def test_the_lowest_hash_comes_first_in_whatever_order_the_names_are() -> None:
    expected = tuple(sorted(((name, draw_hash(SEED, name)) for name in NAMES), key=lambda pair: pair[1]))
    assert drawn_order(SEED, NAMES) == drawn_order(SEED, NAMES[::-1]) == expected
    assert drawn_order("ander zaad", NAMES) != expected


def test_equal_names_cannot_be_drawn_apart() -> None:
    assert drawn_order(SEED, ("Anker", "Anker", "Ürk")) == ()


def test_only_a_shared_rank_that_does_not_fit_is_drawn() -> None:
    leaf = {"code": "K", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}}
    offers = {"A": 9, "B": 9, "C": 8, "D": 8, "E": 8, "F": 1, "G": 1}
    bids = [submission(name, {"K": points}) for name, points in offers.items()]

    def drawn(places: int) -> list[tuple[str, ...]]:
        rules = kader([leaf], plaatsen=places)
        result = Evaluator(rules, Assessment()).evaluate(bids)
        return [tuple(one.name for one in group) for group in groups_to_draw(result)]

    assert drawn(2) == []
    assert drawn(4) == [("C", "D", "E")]


@pytest.mark.parametrize(
    ("rules", "given", "expected"),
    [
        ({"zaad": "abc"}, "", "abc"),
        ({"zaad": "abc"}, "abc", "abc"),
        ({"zaad": "abc"}, "xyz", None),
        ({"zaad_bron": "de krant"}, "xyz", "xyz"),
        ({"zaad_bron": "de krant"}, "", None),
        ({}, "xyz", None),
    ],
)
def test_the_seed_that_counts(rules: dict[str, str], given: str, expected: str | None) -> None:
    assert published_seed(Draw.model_validate(rules), given) == expected


def test_every_shared_rank_is_a_draw_of_its_own() -> None:
    """With percentages by rank two ties can each need a draw, about other parts of the capacity."""
    scenario: Raw = {
        "naam": "twee lotingen",
        "punten": 100,
        "afronding": {"criterium": 2, "totaal": 2},
        "capaciteit": {
            "omvang": 100,
            "eenheid": "plekken",
            "vraag": "plekken",
            "verdeling": "procenten",
            "procenten": [40, 30, 20, 10],
        },
        "criteria": [
            {"code": "K", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}}
        ],
    }
    offers = {"A": 9, "B": 9, "C": 8, "D": 8}
    bids = [submission(name, {"K": points, "plekken": 90}) for name, points in offers.items()]
    (lot,) = evaluate_lots(tender(scenario), Assessment(), bids)
    assert [tuple(one.name for one in group) for group in groups_to_draw(lot)] == [("A", "B"), ("C", "D")]
