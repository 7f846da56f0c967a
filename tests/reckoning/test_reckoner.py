"""The reckoning by itself: it shares nothing with the program, and does what the manual works out by hand."""

from __future__ import annotations

import ast
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from .allocation import settle
from .outcome import reckon
from .plain import Bid, Panel
from .points import Lot, rounded
from .result import Outcome, Place

HERE = Path(__file__).parent
DRIVING = {"tender", "every_output"}
"""What runs the commands, so that it needs the program."""
OF_ITSELF = sorted(
    path.stem for path in HERE.glob("*.py") if path.stem not in DRIVING and not path.stem.startswith("test_")
)


@pytest.mark.parametrize("name", OF_ITSELF)
def test_it_imports_nothing_of_the_program(name: str) -> None:
    tree = ast.parse((HERE / f"{name}.py").read_text("utf-8"))
    imported = {
        module
        for node in ast.walk(tree)
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for module in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
    }
    own = {f"{one}" for one in OF_ITSELF}
    assert not {module for module in imported if module.split(".")[0] in ("inkoop", "tests", "submissions")}
    assert {module for module in imported if module in own or module == ""} <= own | {""}


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("half_omhoog", ["0.13", "0.14", "0.14"]),
        ("half_even", ["0.12", "0.14", "0.14"]),
        ("omlaag", ["0.12", "0.13", "0.13"]),
    ],
)
def test_rounding_is_that_of_the_manual(how: str, expected: list[str]) -> None:
    given = [Fraction("0.125"), Fraction("0.135"), Fraction("0.139")]
    assert [rounded(one, 2, how) for one in given] == [Fraction(one) for one in expected]


def kader(lots: dict[str, int] | None = None, **award: Any) -> dict[str, Any]:
    """A kader without criteria: only who gets what."""
    asked = [
        {"code": "aanbod", "soort": "geheel_getal"},
        {"code": "volgorde", "soort": "tabel", "vaste_rijen": "perceel"},
    ]
    found: dict[str, Any] = {"algemeen": asked, "criteria": []}
    found["gunning"] = {"methode": "gewogen_punten", "punten": Fraction(100)} | award
    if lots:
        items = [{"code": code, "plaatsen": Fraction(places)} for code, places in lots.items()]
        found["percelen"] = {"voorkeur": "volgorde", "voorkeur_kolom": "nummer", "lijst": items}
    return found


def place(name: str, rank: int, points: int = 0, **answers: Any) -> Place:
    """Somebody in a ranking."""
    total = Fraction(points)
    return Place(Bid(name, name, answers), {}, total, None, total, rank)


@pytest.mark.parametrize(
    ("division", "volumes", "left"),
    [
        ({"verdeling": "naar_rang"}, [70, 30], 0),
        ({"verdeling": "gelijk"}, [50, 50], 0),
        ({"verdeling": "naar_punten"}, [60, 40], 0),
        ({"verdeling": "procenten", "procenten": [Fraction(75), Fraction(25)]}, [70, 25], 5),
    ],
)
def test_a_capacity_is_divided_as_in_the_table_of_the_manual(
    division: dict[str, Any], volumes: list[int], left: int
) -> None:
    rules = kader(capaciteit={"omvang": Fraction(100), "vraag": "aanbod"} | division)
    outcome = Outcome(Lot(rules, None), [place("A", 1, 60, aanbod=70), place("B", 2, 40, aanbod=50)])
    settle(rules, {"": outcome})
    assert [one.volume for one in outcome.places] == volumes
    assert outcome.left == left


def test_who_wins_too_much_keeps_what_it_likes_best_as_in_the_manual() -> None:
    rules = kader({"noord": 1, "zuid": 1})
    rules["percelen"]["hoogstens"] = Fraction(1)
    likes = [{"perceel": "noord", "nummer": Fraction(2)}, {"perceel": "zuid", "nummer": Fraction(1)}]
    north, south = (Lot(rules, raw) for raw in rules["percelen"]["lijst"])
    outcomes = {
        "noord": Outcome(north, [place("A", 1, volgorde=likes), place("B", 2)]),
        "zuid": Outcome(south, [place("A", 1, volgorde=likes), place("C", 2)]),
    }
    settle(rules, outcomes)
    assert {code: [one.award for one in found.places] for code, found in outcomes.items()} == {
        "noord": ["krijgt al een ander perceel", "gunnen"],
        "zuid": ["gunnen", "reserve"],
    }


def test_a_tender_without_bids_comes_to_nothing() -> None:
    rules = kader({"noord": 1, "zuid": 1})
    assert [found.places for found in reckon(rules, [], Panel()).values()] == [[], []]
