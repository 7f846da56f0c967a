"""A price that is not public does not follow from all that is public together, or the buyer is told first.

OUTSIDER=0:50 pytest tests/oracle/test_outsider.py     tries so many more tenders by every rule
"""

from __future__ import annotations

import json
import os
import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from tests.reckoning.invent_bids import file_of
from tests.reckoning.tender import Tender, run, written

from .outsider import Outsider, public_texts
from .report import pages_of
from .secret_prices import METHODS, RULES, invent

pytestmark = pytest.mark.langzaam
MORE = os.environ.get("OUTSIDER")
SEEDS = range(*map(int, MORE.split(":"))) if MORE else range(1)
LEAST = 0.1
"""The published rule: a hidden price stays uncertain by a tenth of itself."""
CASES = [(rule, hiding) for rule in (*RULES, "banden") for hiding in ("vertrouwelijk", "winnaars")]
CASES += [(method, "vertrouwelijk") for method in METHODS]


def _made(rule: str, hiding: str, seed: int, place: Path) -> Tender:
    tender = written(invent(rule, hiding, seed), place)
    assert tender is not None
    pages_of(tender.path, tender.folder, place / "uit", [""])
    return tender


def _warned(tender: Tender) -> set[str]:
    """The files of those about whose price the buyer is told that it follows too closely."""
    told = json.loads(run("beoordeel", tender.path, tender.folder, "--json").stdout)
    return {one["vindplaats"]["bestand"] for one in told["bevindingen"] if one["code"] == "PRIJS-11"}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("rule", "hiding"), CASES)
def test_no_hidden_price_follows(rule: str, hiding: str, seed: int, tmp_path: Path) -> None:
    """From all public outputs each hidden price stays a tenth of itself uncertain, or that is told."""
    tender = _made(rule, hiding, seed, tmp_path)
    prices = {bid.name: (bid.file, float(bid.answers["tarief"])) for bid in tender.bids}
    found = Outsider(tender.path, tmp_path / "uit").hidden()
    assert found, "somebody has a price that is not public"
    if hiding == "vertrouwelijk":
        assert found.keys() == prices.keys()
    warned = _warned(tender)
    for name, (low, high) in found.items():
        file, own = prices[name]
        assert low - 0.02 <= own <= high + 0.02, f"{name}: {own} has to fit"
        assert high - low >= LEAST * own - 0.02 or file in warned, f"{name}: {low} – {high}"


@pytest.mark.parametrize(("rule", "hiding"), [("bandbreedte", "vertrouwelijk"), ("laagste", "winnaars")])
def test_no_number_that_rests_on_a_hidden_price_stands_anywhere(
    rule: str, hiding: str, tmp_path: Path
) -> None:
    """Not in a sentence or a drawing: no points for it, no total, no difference between two totals."""
    tender = _made(rule, hiding, 3, tmp_path)
    places = tender.reckoned()[""].places
    shown = {place.bid.name for place in places} - Outsider(tender.path, tmp_path / "uit").hidden().keys()
    kept = [place for place in places if place.bid.name not in shown or rule == "laagste"]
    numbers = {place.scores["K3"] for place in kept} | {place.total for place in kept}
    numbers |= {one.total - next_.total for one, next_ in pairwise(places)}
    open_points = {points for place in places for code, points in place.scores.items() if code != "K3"}
    forbidden = {f"{float(number):.2f}" for number in numbers - open_points}
    telling = {text for text in forbidden if not text.endswith("0")}
    assert telling
    for name, text in public_texts(tmp_path / "uit").items():
        words = set(re.findall(r"\d+[.,]\d+", re.sub(r"[\d.]+\d{3,}", " ", text)))
        assert {word for word in words if word.replace(",", ".") in telling} == set(), name


def test_what_the_order_alone_gives_away_is_told_to_the_buyer_only(tmp_path: Path) -> None:
    """Somebody with far fewer points for quality stands above: it must be cheap, and the other dear."""
    made = invent("smal", "vertrouwelijk", 0)
    made.kader["criteria"][1]["gewicht"], made.kader["criteria"][2]["gewicht"] = 20, 40
    made.bids = made.bids[:2]
    for number, (places, grade, price) in enumerate(((4, 4, 38.15), (20, 4, 49.95))):
        made.bids[number] |= {"plaatsen": places, "tarief": price}
        made.grades[file_of(number), "K2"] = Fraction(grade)
    tender = written(made, tmp_path)
    assert tender is not None
    pages_of(tender.path, tender.folder, tmp_path / "uit", [""])
    found = Outsider(tender.path, tmp_path / "uit").hidden()
    prices = {bid.name: float(bid.answers["tarief"]) for bid in tender.bids}
    narrow = {name for name, (low, high) in found.items() if high - low < LEAST * prices[name] - 0.02}
    assert narrow == prices.keys()
    assert _warned(tender) == {bid.file for bid in tender.bids}
    closed = (tmp_path / "uit" / "rapport-besloten.html").read_text("utf-8")
    assert closed.count("Zeker is alleen dat een lezer niet verder komt dan tussen") >= 2
    for name, text in public_texts(tmp_path / "uit").items():
        assert "PRIJS-11" not in text, name
