"""The same sums made by others: pymcdm in floating point, and plain fractions, sharing nothing with us."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.test_award_properties import kader, totals
from tests.scenarios.build import Raw

Bids = dict[str, dict[str, Any]]
RELATIVE = {"soort": "kwaliteit_relatief"}
SHARE = {"soort": "laagste_prijs_gedeeld_door_prijs"}
MIN_MAX = {"soort": "lineair_laagste_hoogste"}


@pytest.fixture(scope="module")
def pymcdm() -> Any:
    """The library without its plotting, which takes seconds and looks for all fonts of the machine."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setitem(sys.modules, "pymcdm.visuals", ModuleType("pymcdm.visuals"))
        return pytest.importorskip("pymcdm")


def weights(count: int, source: random.Random) -> list[int]:
    cuts = sorted(source.sample(range(1, 100), count - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, 100], strict=True)]


def weighed(rules: list[Raw], shares: list[int]) -> list[Raw]:
    return [
        {"code": f"C{number}", "gewicht": share, "regel": rule}
        for number, (rule, share) in enumerate(zip(rules, shares, strict=True))
    ]


@pytest.mark.filterwarnings("ignore:Alternatives with indices")
@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(
    ("benefit", "cost", "normalisation"),
    [(RELATIVE, SHARE, "linear_normalization"), (None, MIN_MAX, "minmax_normalization")],
    ids=["max-ratio", "min-max"],
)
def test_a_weighted_sum_is_that_of_pymcdm(pymcdm, benefit, cost, normalisation, seed) -> None:
    from numpy import array, float64
    from pymcdm import normalizations
    from pymcdm.methods import WSM

    source = random.Random(seed)
    rules = [*([benefit] * source.randint(1, 3) if benefit else []), *[cost] * source.randint(2, 3)]
    shares = weights(len(rules), source)
    bids = {
        f"A{number}": {f"C{column}": source.randint(1, 99999) for column in range(len(rules))}
        for number in range(source.randint(2, 7))
    }
    matrix = array(
        [[bid[f"C{column}"] for column in range(len(rules))] for bid in bids.values()], dtype=float64
    )
    types = array([1 if rule is RELATIVE else -1 for rule in rules])
    expected = WSM(getattr(normalizations, normalisation))(matrix, array(shares) / 100, types)
    ours = totals(kader(weighed(rules, shares)), bids)
    for bid, theirs in zip(bids, expected, strict=True):
        assert float(ours[bid]) == pytest.approx(100 * theirs, abs=1e-5)


def half_up(value: Fraction, digits: int) -> Decimal:
    """Rounded to the nearest, half away from zero."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled + 1) // 2
    return Decimal(int(whole) if value >= 0 else -int(whole)).scaleb(-digits)


def lowest_over_price(price: Fraction, field: list[Fraction]) -> Fraction:
    return min(field) / price


def to_a_power(price: Fraction, field: list[Fraction]) -> Fraction:
    return (min(field) / price) ** 3


def above_lowest(price: Fraction, field: list[Fraction]) -> Fraction:
    return max(Fraction(0), 1 - (price - min(field)) / min(field) / Fraction(3, 4))


def above_lowest_negative(price: Fraction, field: list[Fraction]) -> Fraction:
    return 1 - (price - min(field)) / min(field)


def between(price: Fraction, field: list[Fraction]) -> Fraction:
    low, high = min(field), max(field)
    return Fraction(1) if low == high else (high - price) / (high - low)


def bandwidth(price: Fraction, _: list[Fraction]) -> Fraction:
    return min(Fraction(1), max(Fraction(0), (Fraction(900) - price) / 600))


def ceiling(price: Fraction, field: list[Fraction]) -> Fraction:
    if price > 700:
        return Fraction(0)
    return Fraction(1) if min(field) == 700 else (700 - price) / (700 - min(field))


FORMULAS: list[tuple[Raw, Callable[[Fraction, list[Fraction]], Fraction]]] = [
    (SHARE, lowest_over_price),
    (SHARE | {"macht": 3}, to_a_power),
    ({"soort": "percentage_boven_laagste", "nul_bij": 75}, above_lowest),
    ({"soort": "percentage_boven_laagste", "onder_nul": "negatief"}, above_lowest_negative),
    (MIN_MAX, between),
    (
        {"soort": "vaste_bandbreedte", "ondergrens": 300, "bovengrens": 900, "buiten": "begrenzen"},
        bandwidth,
    ),
    ({"soort": "plafond_met_beste_bod", "plafond": 700, "buiten": "begrenzen"}, ceiling),
]
QUALITY = {"soort": "lineair", "nul_bij": 0, "vol_bij": 7}
CENTS = st.one_of(st.integers(1, 1000), st.integers(10**4, 2 * 10**5)).map(lambda cents: Decimal(cents) / 100)
FIELD = st.lists(st.tuples(st.integers(0, 7), CENTS), min_size=1, max_size=5)


@pytest.mark.parametrize(("rule", "formula"), FORMULAS, ids=lambda part: getattr(part, "__name__", ""))
@given(field=FIELD, digits=st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_a_total_is_the_exact_fraction_rounded_once(rule, formula, field, digits) -> None:
    leaves = [{"code": "Q", "gewicht": 35, "regel": QUALITY}, {"code": "P", "gewicht": 65, "regel": rule}]
    rules = kader(leaves, punten=90, afronding={"criterium": "geen", "totaal": digits})
    bids: Bids = {f"A{number}": {"Q": mark, "P": price} for number, (mark, price) in enumerate(field)}
    prices = [Fraction(price) for _, price in field]
    ours = totals(rules, bids)
    for bid, (mark, price) in zip(bids, field, strict=True):
        quality = Fraction(90 * 35, 100) * Fraction(mark, 7)
        exact = quality + Fraction(90 * 65, 100) * formula(Fraction(price), prices)
        assert ours[bid] == half_up(exact, digits)


def value_award(mark: int, price: Fraction, _: list[tuple[int, Fraction]]) -> Fraction:
    return price - 900 * Fraction(mark, 7)


def utility(mark: int, price: Fraction, field: list[tuple[int, Fraction]]) -> Fraction:
    best, lowest = max(mark for mark, _ in field), min(price for _, price in field)
    return (1 - Fraction(best - mark, 7) * Fraction(70, 30)) * lowest / price


def price_per_point(mark: int, price: Fraction, _: list[tuple[int, Fraction]]) -> Fraction:
    return price / (Fraction(90 * mark, 7))


def points_per_price(mark: int, price: Fraction, _: list[tuple[int, Fraction]]) -> Fraction:
    return 1000 * Fraction(90 * mark, 7) / price


METHODS: list[tuple[Raw, Callable[[int, Fraction, list[tuple[int, Fraction]]], Fraction]]] = [
    ({"methode": "gunnen_op_waarde"}, value_award),
    ({"methode": "utiliteitsindex", "prijsgewicht": 30}, utility),
    ({"methode": "prijs_per_kwaliteitspunt"}, price_per_point),
    (
        {
            "methode": "prijs_per_kwaliteitspunt",
            "verhouding": "kwaliteit_gedeeld_door_prijs",
            "constante": 1000,
        },
        points_per_price,
    ),
]


@pytest.mark.parametrize(("award", "formula"), METHODS, ids=lambda part: getattr(part, "__name__", ""))
@given(field=st.lists(st.tuples(st.integers(1, 7), CENTS), min_size=1, max_size=5), digits=st.integers(0, 6))
@settings(max_examples=60, deadline=None)
def test_an_outcome_with_the_price_is_the_exact_fraction_rounded_once(award, formula, field, digits) -> None:
    by_value = award["methode"] == "gunnen_op_waarde"
    earning = {"waarde": 900} if by_value else {"gewicht": 100}
    leaves = [
        {"code": "Q", "regel": QUALITY, **earning},
        {"code": "P", "regel": {"soort": "prijs"}, **({} if by_value else {"gewicht": 0})},
    ]
    rules = kader(leaves, **(award | {"punten": 90, "afronding": {"criterium": "geen", "totaal": digits}}))
    bids: Bids = {f"A{number}": {"Q": mark, "P": price} for number, (mark, price) in enumerate(field)}
    exact = [(mark, Fraction(price)) for mark, price in field]
    ours = totals(rules, bids)
    for bid, (mark, price) in zip(bids, exact, strict=True):
        assert ours[bid] == half_up(formula(mark, price, exact), digits)
