"""Lots, whatever the bids: nobody too much, no lot too full, nobody passed over, no order that matters."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop.domain.evaluation import Award, LotResult, Ranked
from tests.scenarios.build import Raw, evaluate

LOTS = ("a", "b", "c")
DIVISIONS = ("naar_rang", "gelijk", "naar_punten", "procenten")


@st.composite
def tenders(draw: st.DrawFn, *, ties: bool = True, with_capacity: bool = True) -> Raw:
    """A tender with a few lots, its bids, and every limit that a kader knows."""
    lots = LOTS[: draw(st.integers(2, 3))]
    bidders = [f"B{number}" for number in range(draw(st.integers(1, 6)))]
    marks = {lot: _marks(draw, bidders, ties) for lot in lots}
    capacity = draw(st.booleans()) if with_capacity else False
    offers = {bidder: _offer(draw, bidder, lots, marks, capacity) for bidder in bidders}
    made: Raw = {
        "naam": "percelen",
        "punten": 100,
        "afronding": {"criterium": "geen", "totaal": 2},
        "criteria": [_criterion(lot, draw) for lot in lots],
        "inschrijvingen": offers,
        "percelen": {
            "lijst": [_lot(draw, lot, capacity) for lot in lots],
            "voorkeur": "ja",
            "eigen_maximum": "ja",
        },
    }
    if draw(st.booleans()):
        made["percelen"]["hoogstens"] = draw(st.integers(1, 2))
    if capacity:
        made["capaciteit"] = _capacity(draw)
        if draw(st.booleans()):
            made["percelen"]["hoogstens_omvang"] = draw(st.integers(20, 150))
    return made


def _marks(draw: st.DrawFn, bidders: list[str], ties: bool) -> dict[str, int]:
    if ties:
        return {bidder: draw(st.integers(0, 4)) for bidder in bidders}
    order = draw(st.permutations(range(len(bidders))))
    return dict(zip(bidders, order, strict=True))


def _criterion(lot: str, draw: st.DrawFn) -> Raw:
    return {"code": f"K{lot}", "gewicht": 100, "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 6}}


def _lot(draw: st.DrawFn, lot: str, capacity: bool) -> Raw:
    made: Raw = {"code": lot, "criteria": [f"K{lot}"], "gewichten": {f"K{lot}": 100}}
    if not capacity or draw(st.booleans()):
        made["plaatsen"] = draw(st.integers(1, 3))
    if capacity and draw(st.booleans()):
        made["omvang"] = draw(st.integers(1, 120))
    return made


def _capacity(draw: st.DrawFn) -> Raw:
    division = draw(st.sampled_from(DIVISIONS))
    made: Raw = {"omvang": 90, "eenheid": "plekken", "vraag": "plekken", "kolom": "aantal"}
    made["verdeling"] = division
    return made | (
        {"procenten": draw(st.sampled_from([[50, 30, 20], [40, 40]]))} if division == "procenten" else {}
    )


def _offer(draw: st.DrawFn, bidder: str, lots: tuple[str, ...], marks: Any, capacity: bool) -> Raw:
    chosen = draw(st.lists(st.sampled_from(lots), min_size=1, unique=True))
    offer: Raw = {f"K{lot}": marks[lot][bidder] for lot in lots}
    offer["percelen"] = chosen
    if draw(st.integers(0, 4)):
        order = draw(st.permutations(lots))
        offer["voorkeur"] = {lot: number for number, lot in enumerate(order, start=1)}
    if draw(st.booleans()):
        offer["eigen_maximum"] = draw(st.integers(0, 3))
    if capacity:
        offer["plekken"] = {lot: draw(st.integers(0, 100)) for lot in chosen}
    return offer


def limit(scenario: Raw, bidder: str) -> int:
    """The most lots that one bidder may get."""
    own = scenario["inschrijvingen"][bidder].get("eigen_maximum", 99)
    return min(own, scenario["percelen"].get("hoogstens", 99))


def name(place: Ranked) -> str:
    return place.scorecard.submission.tenderer


def held(results: dict[str, LotResult]) -> dict[str, dict[str, Ranked]]:
    """By bidder the lots it is proposed for."""
    found: dict[str, dict[str, Ranked]] = {}
    for lot, result in results.items():
        for place in result.ranking:
            if place.award is Award.AWARDED:
                found.setdefault(name(place), {})[lot] = place
    return found


@given(tenders())
@settings(max_examples=120, deadline=None)
def test_nobody_gets_more_than_allowed(scenario: Raw) -> None:
    most = scenario["percelen"].get("hoogstens_omvang")
    for bidder, lots in held(evaluate(scenario)).items():
        assert len(lots) <= limit(scenario, bidder)
        volume = sum((place.volume or Decimal(0) for place in lots.values()), Decimal(0))
        assert most is None or volume <= most


@given(tenders())
@settings(max_examples=120, deadline=None)
def test_no_lot_gives_more_than_it_has(scenario: Raw) -> None:
    for lot, result in evaluate(scenario).items():
        award = result.tender.award
        assert award is not None
        awarded = [place for place in result.ranking if place.award is Award.AWARDED]
        assert award.places is None or len(awarded) <= award.places
        if award.capacity is None:
            assert all(place.volume is None for place in result.ranking)
            continue
        given = [place.volume for place in awarded if place.volume is not None]
        assert len(given) == len(awarded)
        assert result.undivided is not None
        assert result.undivided >= 0
        assert sum(given, Decimal(0)) + result.undivided == award.capacity.size
        for place in awarded:
            offered = scenario["inschrijvingen"][name(place)]["plekken"].get(lot, 0)
            assert place.volume is not None
            assert 0 < place.volume <= offered


@given(tenders())
@settings(max_examples=120, deadline=None)
def test_a_reserve_stands_below_everyone_in_line(scenario: Raw) -> None:
    for result in evaluate(scenario).values():
        in_line = [p.rank for p in result.ranking if p.award in (Award.AWARDED, Award.DRAW, Award.CHOICE)]
        reserve = [place.rank for place in result.ranking if place.award is Award.RESERVE]
        assert not in_line or not reserve or max(in_line) < min(reserve)
        nothing = any(place.award is Award.NOTHING for place in result.ranking)
        assert not reserve or in_line or nothing, "somebody waits while nobody is served"


@given(tenders(), st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_of_lots_files_and_rows_never_matters(scenario: Raw, random: Any) -> None:
    bids = list(scenario["inschrijvingen"].items())
    random.shuffle(bids)
    lots = list(scenario["percelen"]["lijst"])
    random.shuffle(lots)
    criteria = list(scenario["criteria"])
    random.shuffle(criteria)
    other = scenario | {
        "inschrijvingen": {bidder: dict(reversed(list(offer.items()))) for bidder, offer in bids},
        "percelen": scenario["percelen"] | {"lijst": lots},
        "criteria": criteria,
    }
    assert picture(evaluate(scenario)) == picture(evaluate(other))


@given(tenders())
@settings(max_examples=20, deadline=None)
def test_the_same_bids_always_give_the_same_outcome(scenario: Raw) -> None:
    assert picture(evaluate(scenario)) == picture(evaluate(scenario))


def picture(results: dict[str, LotResult]) -> dict[str, list[tuple[Any, ...]]]:
    return {
        lot: [(name(p), p.rank, p.award, p.volume) for p in results[lot].ranking]
        + [("over", result.undivided)]
        for lot, result in sorted(results.items())
    }


@given(tenders(ties=False, with_capacity=False))
@settings(max_examples=150, deadline=None)
def test_no_bidder_and_lot_would_both_rather_have_each_other(scenario: Raw) -> None:
    """Stability (Gale and Shapley 1962), for everyone who wrote down an order of its own."""
    results = evaluate(scenario)
    has = held(results)
    for lot, result in results.items():
        places = result.tender.award.places if result.tender.award else None
        for place in result.ranking:
            bidder = name(place)
            order = scenario["inschrijvingen"][bidder].get("voorkeur")
            if place.award is Award.AWARDED or order is None:
                continue
            mine = has.get(bidder, {})
            wants = len(mine) < limit(scenario, bidder) or any(order[other] > order[lot] for other in mine)
            better = [
                p for p in result.ranking if p.rank < place.rank and p.award in (Award.AWARDED, Award.CHOICE)
            ]
            assert places is not None
            assert not (wants and len(better) < places), (bidder, lot)
