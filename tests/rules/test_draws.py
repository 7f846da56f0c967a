"""Drawing lots: a hash that anybody can work out, and who has to be drawn."""

from __future__ import annotations

import hashlib
import re
import subprocess
from typing import Any

import pytest

from inkoop.domain.award_rules import Draw
from inkoop.domain.draws import DrawRecord, ReadDraw
from inkoop.domain.submission import Assessment
from inkoop.rules.award.draw_checks import record_findings
from inkoop.rules.award.draws import draw_hash, draw_recipe, drawn_order, groups_to_draw
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.seeds import published_seed, size_note
from tests.rules.test_award_properties import kader
from tests.scenarios.build import Raw, submission, tender

SEED = "zaad van 1 maart"
NAMES = ("Anker", "Stichting 't Hof & Zn", "Ürk")


def test_the_hash_is_that_of_the_seed_the_lot_and_the_name_on_lines_of_their_own() -> None:
    text = b"zaad van 1 maart\nnoord\n\xc3\x9crk"
    assert draw_hash(SEED, "noord", "Ürk") == hashlib.sha256(text).hexdigest()


def test_a_record_of_before_has_no_lot_in_its_hash() -> None:
    assert draw_hash(SEED, None, "Ürk") == hashlib.sha256(b"zaad van 1 maart\n\xc3\x9crk").hexdigest()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lot", ["noord", None])
def test_the_recipe_gives_the_same_hash(lot: str | None, name: str) -> None:
    recipe = draw_recipe(SEED, lot, name)
    made = subprocess.run(["sh", "-c", recipe], capture_output=True, check=True, text=True)
    assert made.stdout.split()[0] == draw_hash(SEED, lot, name)


def test_the_lowest_hash_comes_first_in_whatever_order_the_names_are() -> None:
    hashed = ((name, draw_hash(SEED, "noord", name)) for name in NAMES)
    expected = tuple(sorted(hashed, key=lambda pair: pair[1]))
    assert drawn_order(SEED, "noord", NAMES) == drawn_order(SEED, "noord", NAMES[::-1]) == expected
    assert drawn_order("ander zaad", "noord", NAMES) != expected


def test_one_seed_gives_each_lot_an_order_of_its_own() -> None:
    names = [f"Stichting {number}" for number in range(8)]
    orders = {tuple(name for name, _ in drawn_order(SEED, f"lot{n}", names)) for n in range(20)}
    assert len(orders) == 20


def test_equal_names_cannot_be_drawn_apart() -> None:
    assert drawn_order(SEED, "noord", ("Anker", "Anker", "Ürk")) == ()


@pytest.mark.parametrize(
    ("form", "example", "given", "expected"),
    [
        ("getallen", "", "12 19 23", "12 19 23"),
        ("getallen", "", "12,19,23", "12 19 23"),
        ("getallen", "", " 23; 12 ,19 ", "12 19 23"),
        ("getallen", "", "07 2", "2 7"),
        ("getallen", "1 2 3", "12 19", None),
        ("getallen", "", "12 en 19", None),
        ("getallen", "", "12,5.3", None),
        ("getallen", "", "-1 2", None),
        ("cijfers", "", "0.123-456", "0123456"),
        ("cijfers", "000000", "12345", None),
        ("cijfers", "", "AB12", None),
        ("cijfers", "", "١٢", None),
        ("tekst", "", "  AB  12 ", "AB 12"),
        ("tekst", "", "ab 12", "ab 12"),
        ("tekst", "", " \t", None),
        (None, "", "Trekking\u00a07 ", "Trekking 7"),
    ],
)
def test_a_seed_has_one_form_however_it_is_typed(
    form: str | None, example: str, given: str, expected: str | None
) -> None:
    rules = Draw.model_validate({"zaad_bron": "de krant", "zaad_vorm": form, "zaad_voorbeeld": example})
    assert published_seed(rules, given) == expected


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
        ({"zaad": "abc"}, " abc ", "abc"),
        ({"zaad": "abc"}, "xyz", None),
        ({"zaad_bron": "de krant"}, "xyz", "xyz"),
        ({"zaad_bron": "de krant"}, "", None),
        ({}, "xyz", None),
    ],
)
def test_the_seed_that_counts(rules: dict[str, str], given: str, expected: str | None) -> None:
    assert published_seed(Draw.model_validate(rules), given) == expected


@pytest.mark.parametrize(
    ("form", "example", "given", "numbers"),
    [
        ("getallen", "1 2 3 4 5 6", "7 8 9", (3, 6)),
        ("getallen", "1 2 3", "7;8;9;10", (4, 3)),
        ("cijfers", "12345", "1.234", (4, 5)),
        ("getallen", "1 2 3", "drie", ()),
        ("getallen", "1 2 3", "9 8 7", ()),
        ("getallen", "", "9 8 7", ()),
    ],
)
def test_a_seed_of_the_wrong_size_says_how_many_there_are_and_should_be(
    form: str, example: str, given: str, numbers: tuple[int, ...]
) -> None:
    rules = Draw.model_validate(
        {"zaad_bron": "Lotto", "zaad_vorm": form} | ({"zaad_voorbeeld": example} if example else {})
    )
    assert tuple(int(word) for word in re.findall("[0-9]+", size_note(rules, given))) == numbers


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


def record(version: int, seed: str, **more: Any) -> ReadDraw:
    """The record of a draw between Een and Twee in the whole of a tender, as the program writes it."""
    lot = None if version == 1 else "geheel"
    order = drawn_order(seed, lot, ("Een", "Twee"))
    made = {
        "loting": version,
        "kenmerk": "S",
        "kader": "vingerafdruk",
        "perceel": "geheel",
        "wijze": "zaad",
        "inschrijvers": ["Een", "Twee"],
        "uitkomst": [name for name, _ in order],
        "zaad": seed,
        "controle": [{"inschrijver": name, "sha256": found} for name, found in order],
        "door": "Team Inkoop",
        "moment": "2026-05-01 14:00",
    }
    return ReadDraw("loting.yaml", DrawRecord.model_validate(made | more), {})


LOTTO = {"zaad_bron": "de lotto"}


@pytest.mark.parametrize(
    ("rules", "read", "expected"),
    [
        (LOTTO | {"zaad_vorm": "getallen"}, record(2, "7 19 23"), []),
        (LOTTO | {"zaad_vorm": "getallen"}, record(2, "19 7 23"), ["LOTING-08"]),
        (LOTTO | {"zaad_vorm": "getallen"}, record(1, "7 19 23"), ["LOTING-14"]),
        (LOTTO, record(1, "19,7 ,23 ", door="", moment=None), []),
        (LOTTO, record(2, "7,19"), []),
        (LOTTO, record(2, "7,19 "), ["LOTING-08"]),
        (LOTTO, record(2, "7,19", door=" ", moment=None), ["LOTING-02", "LOTING-02"]),
        ({"zaad": "abc"}, record(1, "abc"), []),
        ({"zaad": "abc"}, record(2, "abd"), ["LOTING-08"]),
    ],
)
def test_a_record_holds_by_the_rules_of_its_own_format(
    rules: dict[str, str], read: ReadDraw, expected: list[str]
) -> None:
    leaf = {"code": "K", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}}
    found = record_findings(read, kader([leaf], loting=rules), "vingerafdruk")
    assert [each.code for each in found] == expected
