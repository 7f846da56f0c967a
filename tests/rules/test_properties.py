"""What must hold for every tender: order never matters, better is never worse, sums are exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from inkoop.domain.evaluation import GroupScore, Scorecard
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import AwardRules
from inkoop.rules.award.ranking import rank
from inkoop.rules.scoring.rounding import round_points

POINTS = st.integers(0, 8).map(Decimal)


def rules(places: int | None, chain: tuple[str, ...]) -> AwardRules:
    return AwardRules.model_validate(
        {
            "methode": "gewogen_punten",
            "punten": 100,
            "plaatsen": places or 1,
            "afronding": {"criterium": 2, "totaal": 2},
            "bij_gelijk": list(chain),
        }
    )


def card(name: str, first: Decimal, second: Decimal) -> Scorecard:
    groups = (GroupScore("K1", first, Decimal(8)), GroupScore("K2", second, Decimal(8)))
    return Scorecard(Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name), (), groups, first + second)


CARDS = st.lists(st.tuples(POINTS, POINTS), min_size=1, max_size=12).map(
    lambda pairs: [card(f"A{number}", *pair) for number, pair in enumerate(pairs)]
)


@given(CARDS, st.integers(1, 6), st.sampled_from([(), ("K1",), ("K2", "K1")]), st.randoms())
def test_the_order_of_the_files_never_matters(cards, places, chain, random) -> None:
    shuffled = list(cards)
    random.shuffle(shuffled)
    assert rank(cards, rules(places, chain)) == rank(shuffled, rules(places, chain))


@given(CARDS, st.integers(1, 6), st.sampled_from([(), ("K1",), ("K2", "K1")]))
def test_ranks_are_competition_ranks_and_never_more_awarded_than_places(cards, places, chain) -> None:
    ranked = rank(cards, rules(places, chain))
    for place in ranked:
        better = sum(1 for other in ranked if other.rank < place.rank)
        assert place.rank == better + 1
        assert len(place.shared_with) == sum(1 for other in ranked if other.rank == place.rank) - 1
    awarded = [place for place in ranked if place.award == "gunnen"]
    drawn = [place for place in ranked if place.award == "loting nodig"]
    assert len(awarded) <= places
    assert not drawn or len(awarded) + len(drawn) > places
    assert len(awarded) + len(drawn) >= min(places, len(cards))


@given(CARDS, st.integers(0, 11), st.sampled_from([(), ("K1",), ("K2", "K1")]))
def test_more_points_never_give_a_lower_rank(cards, which, chain) -> None:
    chosen = cards[which % len(cards)].submission.tenderer
    better = [
        card(chosen, c.points("K1") + 1, c.points("K2")) if c.submission.tenderer == chosen else c
        for c in cards
    ]

    def place(these: list[Scorecard]) -> int:
        return next(p.rank for p in rank(these, rules(3, chain)) if p.scorecard.submission.tenderer == chosen)

    assert place(better) <= place(cards)


@given(
    st.lists(st.tuples(st.integers(0, 999), st.integers(1, 999)), min_size=1, max_size=8),
    st.integers(0, 4),
)
def test_a_rounded_sum_is_the_sum_of_exact_fractions_rounded_half_up(parts, digits) -> None:
    exact = sum((Fraction(a, b) for a, b in parts), Fraction(0))
    kept = sum((Decimal(a) / Decimal(b) for a, b in parts), Decimal(0))
    scaled = exact * 10**digits
    whole = (2 * scaled + 1) // 2
    assert round_points(kept, digits, "half_omhoog") == Decimal(int(whole)).scaleb(-digits)
