"""How far assessors agree, against published data and against a reckoning pair by pair."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib import import_module
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop.analysis.award.agreement import Graded, agreement, alpha

CODERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3),
    (None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None),
)
"""K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011, section C: four people, twelve units."""


def test_the_published_example_has_the_published_alpha() -> None:
    units = [tuple(g for g in unit if g is not None) for unit in zip(*CODERS, strict=True)]
    found = alpha(units)
    assert found is not None
    assert round(float(found), 3) == 0.815


def by_pairs(units: list[tuple[int, ...]]) -> Fraction | None:
    """Alpha as observed over expected disagreement, over every pair of grades, with no table."""
    several = [unit for unit in units if len(unit) > 1]
    every = [grade for unit in several for grade in unit]

    def apart(one: int, other: int) -> Fraction:
        low, high = sorted((one, other))
        between = sum(low <= grade <= high for grade in every)
        return (
            (between - Fraction(every.count(low) + every.count(high), 2)) ** 2 if low != high else Fraction(0)
        )

    observed = sum(
        (apart(a, b) / (len(unit) - 1) for unit in several for a, b in permutations(unit, 2)), Fraction(0)
    )
    expected = sum((apart(a, b) for a, b in permutations(every, 2)), Fraction(0))
    if not expected:
        return None
    return 1 - (observed / len(every)) / (expected / (len(every) * (len(every) - 1)))


@given(st.lists(st.lists(st.integers(0, 4), max_size=4).map(tuple), max_size=6))
@settings(max_examples=200, deadline=None)
def test_alpha_is_what_a_reckoning_pair_by_pair_gives(units: list[tuple[int, ...]]) -> None:
    assert alpha(units) == by_pairs(units)


@given(st.lists(st.lists(st.integers(0, 4), max_size=4).map(tuple), max_size=6))
@settings(max_examples=200, deadline=None)
def test_alpha_is_what_another_package_gives(units: list[tuple[int, ...]]) -> None:
    """The package `krippendorff`, in binary fractions, on the same grades counted by answer and step."""
    found = alpha(units)
    if found is None:
        return
    counts = [[unit.count(step) for step in range(5)] for unit in units]
    other = package().alpha(value_counts=counts, level_of_measurement="ordinal", value_domain=list(range(5)))
    assert abs(float(found) - other) < 1e-9


@cache
def package() -> Any:
    """The package; a machine on which it was not set up yet should say so here and nowhere else."""
    return import_module("krippendorff")


def graded(*units: dict[str, int]) -> list[Graded]:
    return [Graded(unit, {label: Decimal(20 * rank) for label, rank in unit.items()}) for unit in units]


def test_who_sits_apart_is_told_with_how_far_and_which_way() -> None:
    found = agreement(graded({"B1": 1, "B2": 1, "B3": 4}, {"B1": 2, "B2": 2, "B3": 3}, {"B1": 4}), "zaad")
    assert (found.answers, found.assessors) == (2, 3)
    assert found.apart == (("B3", Fraction(40)), ("B1", Fraction(-20)), ("B2", Fraction(-20)))
    assert (found.mean_spread, found.most_spread) == (Fraction(40), Decimal(60))


def test_the_range_is_the_same_for_the_same_seed_and_holds_the_figure() -> None:
    units = graded(*({"B1": n % 4, "B2": (n + (n % 5 == 0)) % 4} for n in range(20)))
    first, again, other = (agreement(units, seed) for seed in ("een", "een", "twee"))
    assert first == again
    assert first.alpha is not None
    assert first.low is not None
    assert first.high is not None
    assert first.low < first.alpha < first.high
    assert (first.low, first.high) != (other.low, other.high) or first.alpha == other.alpha


def test_what_cannot_vary_has_no_alpha() -> None:
    for units in (graded(), graded({"B1": 2}), graded({"B1": 2, "B2": 2}, {"B1": 2, "B2": 2})):
        found = agreement(units, "zaad")
        assert (found.alpha, found.low, found.high) == (None, None, None)
