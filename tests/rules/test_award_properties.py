"""What theory promises: better is never worse, and the order turns round only where that is announced."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop.domain.evaluation import LotResult
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Tender
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.scoring.maxima import maxima
from tests.scenarios.build import Raw, submission, tender

Offer = Mapping[str, Any]
Rule = Mapping[str, Any]
QUALITY = {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}
SHARE = {"soort": "laagste_prijs_gedeeld_door_prijs"}
ABOVE = {"soort": "percentage_boven_laagste", "nul_bij": 80}
MIN_MAX = {"soort": "lineair_laagste_hoogste"}
BANDWIDTH = {"soort": "vaste_bandbreedte", "ondergrens": 50, "bovengrens": 150, "buiten": "begrenzen"}
CEILING = {"soort": "plafond_met_beste_bod", "plafond": 200, "buiten": "begrenzen"}
LOG = {"soort": "logaritmisch", "factor": 4, "onder_nul": "negatief"}
LOG_FLOORED = {"soort": "logaritmisch", "factor": 4}
PRICE = {"soort": "prijs"}


def kader(criteria: list[Raw], **award: Any) -> Tender:
    rounding = {"criterium": "geen", "totaal": 6}
    return tender({"naam": "x", "criteria": criteria, "afronding": rounding, "punten": 100, **award})


def points(price: Rule, **award: Any) -> Tender:
    """Quality 60, price 40."""
    leaves = [{"code": "Q", "gewicht": 60, "regel": QUALITY}, {"code": "P", "gewicht": 40, "regel": price}]
    return kader(leaves, **award)


def by_method(method: str, **award: Any) -> Tender:
    """A method that reckons with the price itself."""
    if method == "gunnen_op_waarde":
        leaves: list[Raw] = [{"code": "Q", "waarde": 90, "regel": QUALITY}, {"code": "P", "regel": PRICE}]
    else:
        leaves = [
            {"code": "Q", "gewicht": 100, "regel": QUALITY},
            {"code": "P", "gewicht": 0, "regel": PRICE},
        ]
    return kader(leaves, methode=method, **award)


FREE: dict[str, Tender] = {
    "vaste_bandbreedte": points(BANDWIDTH),
    "logaritmisch zonder bodem": points(LOG),
    "gunnen_op_waarde": by_method("gunnen_op_waarde"),
    "prijs_per_kwaliteitspunt": by_method("prijs_per_kwaliteitspunt"),
    "kwaliteit per prijs": by_method(
        "prijs_per_kwaliteitspunt", verhouding="kwaliteit_gedeeld_door_prijs", constante=100
    ),
    "laagste_prijs": by_method("laagste_prijs"),
    "alleen_kwaliteit": kader([{"code": "Q", "gewicht": 100, "regel": QUALITY}], methode="alleen_kwaliteit"),
}
"""Rules and methods that are said to be free of reversal."""
ABSOLUTE = [name for name in FREE if name != "logaritmisch zonder bodem"]

QUALITY_VALUES = st.integers(1, 100)
PRICES = st.integers(40, 400)
OFFER = st.fixed_dictionaries({"Q": QUALITY_VALUES, "P": PRICES})
FIELD = st.lists(OFFER, min_size=2, max_size=6)


def outcome(rules: Tender, offers: Mapping[str, Offer]) -> LotResult:
    return Evaluator(rules, Assessment()).evaluate(
        [submission(name, offer) for name, offer in offers.items()]
    )


def ranks(rules: Tender, offers: Mapping[str, Offer]) -> dict[str, int]:
    ranking = outcome(rules, offers).ranking
    return {place.scorecard.submission.tenderer: place.rank for place in ranking}


def totals(rules: Tender, offers: Mapping[str, Offer]) -> dict[str, Decimal]:
    ranking = outcome(rules, offers).ranking
    return {place.scorecard.submission.tenderer: place.scorecard.total for place in ranking}


def named(field: list[Offer]) -> dict[str, Offer]:
    return {f"A{number}": offer for number, offer in enumerate(field)}


@pytest.mark.parametrize("name", ABSOLUTE)
@given(field=FIELD, which=st.integers(0, 5), more=st.integers(0, 30), less=st.integers(0, 39))
@settings(max_examples=40, deadline=None)
def test_a_better_answer_never_gives_a_lower_rank(name, field, which, more, less) -> None:
    offers = named(field)
    chosen = f"A{which % len(field)}"
    better = {"Q": offers[chosen]["Q"] + more, "P": offers[chosen]["P"] - less}
    assert ranks(FREE[name], offers | {chosen: better})[chosen] <= ranks(FREE[name], offers)[chosen]


@pytest.mark.parametrize("name", FREE)
@given(field=FIELD, extra=OFFER)
@settings(max_examples=40, deadline=None)
def test_another_bid_never_turns_the_order_of_two_round(name, field, extra) -> None:
    before = ranks(FREE[name], named(field))
    after = ranks(FREE[name], named(field) | {"Z": extra})
    for one, other in combinations(before, 2):
        assert (before[one] - before[other]) * (after[one] - after[other]) >= 0


@pytest.mark.parametrize("name", ABSOLUTE)
@given(field=FIELD, extra=OFFER)
@settings(max_examples=20, deadline=None)
def test_another_bid_changes_no_total_under_absolute_rules(name, field, extra) -> None:
    before, after = totals(FREE[name], named(field)), totals(FREE[name], named(field) | {"Z": extra})
    assert before == {bid: total for bid, total in after.items() if bid != "Z"}


REVERSING: list[tuple[str, Tender, tuple[Offer, Offer, Offer]]] = [
    (
        "laagste_prijs_gedeeld_door_prijs",
        points(SHARE),
        ({"Q": 50, "P": 100}, {"Q": 57, "P": 115}, {"Q": 0, "P": 50}),
    ),
    (
        "percentage_boven_laagste",
        points(ABOVE | {"onder_nul": "negatief"}),
        ({"Q": 100, "P": 110}, {"Q": 95, "P": 105}, {"Q": 1, "P": 80}),
    ),
    (
        "lineair_laagste_hoogste",
        points(MIN_MAX),
        ({"Q": 50, "P": 100}, {"Q": 70, "P": 110}, {"Q": 1, "P": 300}),
    ),
    ("plafond_met_beste_bod", points(CEILING), ({"Q": 50, "P": 100}, {"Q": 62, "P": 120}, {"Q": 1, "P": 40})),
    (
        "logaritmisch met bodem",
        points(LOG_FLOORED),
        ({"Q": 85, "P": 200}, {"Q": 97, "P": 300}, {"Q": 1, "P": 50}),
    ),
    (
        "utiliteitsindex",
        by_method("utiliteitsindex", prijsgewicht=40),
        ({"Q": 60, "P": 100}, {"Q": 80, "P": 150}, {"Q": 100, "P": 400}),
    ),
    (
        "kwaliteit_relatief",
        kader(
            [
                {"code": "Q", "gewicht": 60, "regel": {"soort": "kwaliteit_relatief"}},
                {"code": "P", "gewicht": 40, "regel": BANDWIDTH},
            ]
        ),
        ({"Q": 50, "P": 60}, {"Q": 60, "P": 80}, {"Q": 100, "P": 150}),
    ),
    (
        "herschalen",
        kader(
            [
                {
                    "code": "K",
                    "gewicht": 60,
                    "herschalen": "beste",
                    "criteria": [{"code": "Q", "gewicht": 100, "regel": QUALITY}],
                },
                {"code": "P", "gewicht": 40, "regel": BANDWIDTH},
            ]
        ),
        ({"Q": 50, "P": 60}, {"Q": 60, "P": 80}, {"Q": 100, "P": 150}),
    ),
    (
        "qcbs",
        points(SHARE, methode="qcbs"),
        ({"Q": 50, "P": 100}, {"Q": 57, "P": 115}, {"Q": 0, "P": 50}),
    ),
]
"""Rules and methods that are said to have reversal: two bids, and a losing third that turns them round."""


@pytest.mark.parametrize(
    ("rules", "bids"), [case[1:] for case in REVERSING], ids=[case[0] for case in REVERSING]
)
def test_a_losing_bid_turns_the_order_round_where_that_is_said(
    rules: Tender, bids: tuple[Offer, ...]
) -> None:
    a, b, c = bids
    before, after = ranks(rules, {"A": a, "B": b}), ranks(rules, {"A": a, "B": b, "C": c})
    assert after["C"] == 3
    assert (before["A"] - before["B"]) * (after["A"] - after["B"]) < 0


def scaled(field: dict[str, Offer], factor: int) -> dict[str, Offer]:
    return {name: {**offer, "P": offer["P"] * factor} for name, offer in field.items()}


@pytest.mark.parametrize("rule", [SHARE, SHARE | {"macht": 4}, ABOVE, MIN_MAX, LOG], ids=lambda r: r["soort"])
@given(field=FIELD, factor=st.integers(2, 10**6))
@settings(max_examples=25, deadline=None)
def test_another_currency_changes_nothing_under_relative_rules(rule, field, factor) -> None:
    rules = _points(tuple(sorted(rule.items())))
    assert totals(rules, named(field)) == totals(rules, scaled(named(field), factor))


@cache
def _points(rule: tuple[tuple[str, Any], ...]) -> Tender:
    return points(dict(rule))


@given(field=FIELD, factor=st.sampled_from([2, 7, 100, 12345]))
@settings(max_examples=25, deadline=None)
def test_bounds_and_values_in_another_currency_give_the_same_order(field, factor) -> None:
    larger = [
        (points(BANDWIDTH), points(BANDWIDTH | {"ondergrens": 50 * factor, "bovengrens": 150 * factor})),
        (points(CEILING), points(CEILING | {"plafond": 200 * factor})),
    ]
    for rules, others in larger:
        assert totals(rules, named(field)) == totals(others, scaled(named(field), factor))
    rules = by_method("gunnen_op_waarde")
    others = kader(
        [{"code": "Q", "waarde": 90 * factor, "regel": QUALITY}, {"code": "P", "regel": PRICE}],
        methode="gunnen_op_waarde",
    )
    expected = {name: total * factor for name, total in totals(rules, named(field)).items()}
    assert totals(others, scaled(named(field), factor)) == expected


@pytest.mark.parametrize("method", ["prijs_per_kwaliteitspunt", "utiliteitsindex", "laagste_prijs"])
@given(field=FIELD, factor=st.integers(2, 1000))
@settings(max_examples=25, deadline=None)
def test_another_currency_gives_the_same_order_under_methods_with_the_price(method, field, factor) -> None:
    rules = by_method(method, **({"prijsgewicht": 40} if method == "utiliteitsindex" else {}))
    before, after = outcome(rules, named(field)), outcome(rules, scaled(named(field), factor))
    if method == "utiliteitsindex":
        assert totals(rules, named(field)) == totals(rules, scaled(named(field), factor))
        return
    # A larger unit shows more: what was equal to six digits may part, but nothing turns round.
    places = {place.scorecard.submission.tenderer: place.rank for place in before.ranking}
    later = {place.scorecard.submission.tenderer: place.rank for place in after.ranking}
    for one, other in combinations(places, 2):
        assert (places[one] - places[other]) * (later[one] - later[other]) >= 0


def split(total: int, parts: list[int]) -> list[int]:
    """Weights in whole percents that add up to the total, in about the given proportions."""
    made = [total * part // sum(parts) for part in parts]
    made[0] += total - sum(made)
    return made


@given(
    outer=st.lists(st.integers(1, 9), min_size=1, max_size=4),
    inner=st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=4), min_size=4, max_size=4),
    all_points=st.sampled_from([1, 7, 100, 1000]),
    answers=st.lists(st.integers(0, 100), min_size=16, max_size=16),
)
@settings(max_examples=60, deadline=None)
def test_weights_and_points_add_up_exactly(outer, inner, all_points, answers) -> None:
    groups = []
    for number, weight in enumerate(split(100, outer)):
        leaves = [
            {"code": f"L{number}-{leaf}", "gewicht": share, "regel": QUALITY}
            for leaf, share in enumerate(split(100, inner[number]))
        ]
        groups.append({"code": f"G{number}", "gewicht": weight, "criteria": leaves})
    rules = kader(groups, punten=all_points)
    most = maxima(rules)
    assert sum(most[group["code"]] for group in groups) == all_points
    for group in groups:
        assert sum(most[leaf["code"]] for leaf in group["criteria"]) == most[group["code"]]
    codes = [leaf.code for leaf, _ in rules.leaves]
    given_answers = dict(zip(codes, answers, strict=False))
    full, own = dict.fromkeys(codes, 100), given_answers
    cards = {
        place.scorecard.submission.tenderer: place.scorecard
        for place in outcome(rules, {"vol": full, "eigen": own}).ranking
    }
    assert cards["vol"].total == all_points
    exact = sum(Fraction(most[code]) * own[code] / 100 for code in codes)
    assert Fraction(cards["eigen"].total) == exact
    for group in groups:
        parts = sum(cards["eigen"].points(leaf["code"]) for leaf in group["criteria"])
        assert cards["eigen"].points(group["code"]) == parts


@given(field=FIELD, random=st.randoms())
@settings(max_examples=25, deadline=None)
def test_the_order_of_offers_and_answers_never_matters(field, random) -> None:
    offers = list(named(field).items())
    mixed = [(name, dict(reversed(offer.items()))) for name, offer in offers]
    random.shuffle(mixed)
    for rules in (points(SHARE), by_method("utiliteitsindex", prijsgewicht=30)):
        first, second = outcome(rules, dict(offers)), outcome(rules, dict(mixed))
        assert [(p.rank, p.scorecard.submission.file, p.scorecard.total, p.award) for p in first.ranking] == [
            (p.rank, p.scorecard.submission.file, p.scorecard.total, p.award) for p in second.ranking
        ]
