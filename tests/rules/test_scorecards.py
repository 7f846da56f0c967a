"""What a score carries besides its points, and what each lot hears about a submission."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from inkoop.domain.answers import Rows
from inkoop.domain.award_rules import Rounding
from inkoop.domain.evaluation import Addition, Award, LotResult, NoAnswer, Price, Score, Withheld
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Assessment, Submission
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.award.signals import low_price_findings
from inkoop.rules.scoring.kinds import kind_of
from inkoop.rules.scoring.kinds.base import HUNDRED, Context, Share
from inkoop.rules.scoring.scorecards import Scorer, Taken
from inkoop.rules.scoring.scoring import Plan, score
from inkoop.rules.submission.offers import lot_rows
from inkoop.rules.submission.price_checks import price_findings
from tests.rules.test_award_properties import kader, outcome
from tests.scenarios.build import Raw, submission, tender
from tests.values import row

QUALITY: Raw = {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}
PRICE: Raw = {"soort": "laagste_prijs_gedeeld_door_prijs"}
LEAF: Raw = {"code": "K", "gewicht": 60, "regel": QUALITY}
PRICED: Raw = {"code": "P", "gewicht": 40, "regel": PRICE}
PLACE = CellPlace("A.xlsx", "Blad", "C7")


def placed(name: str, answers: Raw) -> Submission:
    """A submission whose answers stand in a cell."""
    made = submission(name, answers)
    return replace(made, answers={code: replace(a, place=PLACE) for code, a in made.answers.items()})


def test_a_score_carries_its_maximum_its_price_and_every_answer_it_rests_on() -> None:
    adding = {"bijtelling": [{"vraag": "dagen", "per_eenheid": 2}]}
    rules = kader([LEAF, PRICED | {"regel": PRICE | adding}], vragen=["dagen"])
    (place,) = outcome(rules, {"A": {"K": 5, "P": 50, "dagen": 5}}).ranking
    quality, price = place.scorecard.scores
    assert (quality.maximum, quality.price, quality.share) == (60, None, None)
    assert [answer.question for answer in quality.answers] == ["K"]
    assert price.maximum == 40
    assert price.price == Price(Decimal(50), Decimal(50), (Addition("dagen", Decimal(5), Decimal(10)),))
    assert [answer.question for answer in price.answers] == ["P", "dagen"]


def test_a_rule_by_itself_is_asked_and_compared() -> None:
    made = kader([LEAF])
    leaf = made.leaves[0][0]
    plan = Plan(leaf, Decimal(60), None, kind_of(leaf, made))
    answer = submission("A", {"K": 5}).answers["K"]
    rounding = Rounding.model_validate({"criterium": 2, "totaal": 2})
    assert score(plan, (answer,), Context(), rounding).points == 30


def test_an_answer_to_be_graded_earns_nothing_before_the_panel_sat() -> None:
    rules = kader([{"code": "K", "gewicht": 100, "regel": {"soort": "beoordeeld", "schaal": "rws"}}])
    assert rules.award is not None
    (card,) = Scorer(rules, Assessment(), rules.award).scorecards([submission("A", {"K": "tekst"})])
    assert (card.total, card.scores[0].reason) == (0, NoAnswer())


def test_nobody_earns_minus_nothing() -> None:
    share = Share(Decimal("-0"), HUNDRED, NoAnswer())
    assert str(share.points(Decimal(5))) == "0"


@pytest.mark.parametrize("lots", [False, True])
def test_points_that_were_published_are_taken_as_they_are(lots: bool) -> None:
    scenario: Raw = {
        "naam": "openbaar",
        "punten": 100,
        "afronding": {"criterium": 2, "totaal": 2},
        "criteria": [LEAF, PRICED],
    }
    if lots:
        scenario["percelen"] = {"lijst": [{"code": "a"}, {"code": "b"}]}
    bids = [submission("A", {"K": 5, "P": 50}), submission("B", {"K": 5})]
    taken = {("a" if lots else "geheel", who, "P"): Decimal(33) for who in ("A", "B")}
    first, *others = evaluate_lots(tender(scenario), Assessment(), bids, taken=Taken(taken))
    withheld = Withheld()
    one, two = (place.scorecard.scores[1] for place in first.ranking)
    assert one == Score("P", Decimal(33), Decimal(40), withheld, (bids[0].answers["P"],))
    assert two == Score("P", Decimal(33), Decimal(40), withheld, ())
    assert [place.scorecard.total for place in first.ranking] == [63, 63]
    assert [[p.scorecard.total for p in lot.ranking] for lot in others] == ([[70]] if lots else [])


def test_without_an_outcome_the_points_are_still_there() -> None:
    leaves: list[Raw] = [
        {"code": "W", "waarde": 100, "regel": QUALITY},
        {"code": "P", "regel": {"soort": "prijs"}},
    ]
    (outside,) = outcome(kader(leaves, methode="gunnen_op_waarde"), {"A": {"W": 5, "P": 0}}).not_admitted
    assert outside.scorecard is not None
    assert outside.scorecard.points("W") == 50


def test_a_missed_total_says_how_much_and_how_much_was_needed() -> None:
    (outside,) = outcome(kader([LEAF | {"gewicht": 100}], drempel=60), {"A": {"K": 5}}).not_admitted
    assert [(o.subject, o.detail, o.limit) for o in outside.objections] == [("totaal", "50.000000", "60")]


@pytest.mark.parametrize(
    ("places", "awards"),
    [
        (1, ["gunnen", "reserve", "reserve", "reserve"]),
        (2, ["gunnen", "loting nodig", "loting nodig", "reserve"]),
        (3, ["gunnen", "gunnen", "gunnen", "reserve"]),
        (4, ["gunnen"] * 4),
        (None, ["gunnen"] * 4),
    ],
)
def test_the_places_of_one_lot_by_itself(places: int | None, awards: list[str]) -> None:
    more: Raw = {} if places is None else {"plaatsen": places}
    offers = {"A": {"K": 9}, "B": {"K": 8}, "C": {"K": 8}, "D": {"K": 1}}
    rules = kader([LEAF | {"gewicht": 100}], **more)
    assert [place.award.value for place in outcome(rules, offers).ranking] == awards
    bids = [submission(name, offer) for name, offer in offers.items()]
    drawn = Evaluator(rules, Assessment(), draws=(("C", "B"),)).evaluate(bids).ranking
    assert [place.scorecard.submission.tenderer for place in drawn] == ["A", "C", "B", "D"]
    open_places = len(offers) if places is None else places
    assert [place.award is Award.AWARDED for place in drawn] == [rank <= open_places for rank in range(1, 5)]


def fault(**words: str) -> Finding:
    return Finding("VRAAG-99", Severity.ERROR, PLACE, tuple(words.items()))


LOTS: Raw = {
    "naam": "fouten per perceel",
    "punten": 100,
    "afronding": {"criterium": 2, "totaal": 2},
    "eisen": ["E1"],
    "criteria": [
        {"code": "K", "gewicht": 70, "regel": QUALITY},
        {"code": "L", "gewicht": 30, "regel": QUALITY},
    ],
    "percelen": {
        "lijst": [{"code": "a"}, {"code": "b", "criteria": ["L"], "gewichten": {"L": 100}}],
    },
}


@pytest.mark.parametrize("words", [{"vraag": "K"}, {"vraag": "L", "percelen": "a"}])
def test_a_fault_matters_only_in_the_lot_it_is_about(words: dict[str, str]) -> None:
    good = {"percelen": ["a", "b"], "K": 5, "L": 5, "v-E1": "ja"}
    bid = replace(submission("A", good), findings=(fault(**words),))
    first, second = evaluate_lots(tender(LOTS), Assessment(), [bid, submission("B", good)])

    def named(lot: LotResult) -> tuple[list[str], list[str]]:
        ranked = [place.scorecard.submission.tenderer for place in lot.ranking]
        return ranked, [undecided.submission.tenderer for undecided in lot.undecided]

    assert (named(first), named(second)) == ((["B"], ["A"]), (["A", "B"], []))
    assert (first.waiting, second.waiting) == ((), ())


def test_while_grades_are_missing_everybody_else_has_a_standing() -> None:
    graded: Raw = {"code": "K", "gewicht": 100, "regel": {"soort": "beoordeeld", "schaal": "rws"}}
    rules = kader([graded], eisen=["E1"])
    bids = [submission(name, {"K": "x", "v-E1": met}) for name, met in (("A", "ja"), ("B", "nee"))]
    bids.append(replace(submission("C", {"K": "x", "v-E1": "ja"}), findings=(fault(vraag="K"),)))
    lot = Evaluator(rules, Assessment()).evaluate(bids)
    assert (lot.lot, lot.waiting, [s.tenderer for s in lot.admitted]) == ("geheel", (("A", "K"),), ["A"])
    assert [outside.submission.tenderer for outside in lot.not_admitted] == ["B"]
    assert [undecided.submission.tenderer for undecided in lot.undecided] == ["C"]


BAND: Raw = {"soort": "vaste_bandbreedte", "ondergrens": 40, "bovengrens": 60}
CEILING: Raw = {"soort": "plafond_met_beste_bod", "plafond": 60}


@pytest.mark.parametrize(
    ("rule", "price", "code", "words"),
    [
        (BAND | {"buiten": "voorleggen"}, 61, "PRIJS-01", {"prijs": 61, "onder": 40, "boven": 60}),
        (BAND | {"buiten": "begrenzen"}, 39, "PRIJS-02", {"prijs": 39, "onder": 40, "boven": 60}),
        (PRICE, -5, "PRIJS-03", {"prijs": -5}),
        (PRICE | {"minimumtarief": 40}, 39, "PRIJS-04", {"tarief": 39, "minimum": 40}),
        (CEILING | {"buiten": "voorleggen"}, 61, "PRIJS-06", {"prijs": 61, "plafond": 60}),
        (CEILING | {"buiten": "begrenzen"}, 61, "PRIJS-07", {"prijs": 61, "plafond": 60}),
    ],
)
def test_a_finding_on_a_price_has_its_cell_and_its_words(
    rule: Raw, price: int, code: str, words: dict[str, int]
) -> None:
    answers = placed("A", {"K": 5, "P": price}).answers
    (found,) = price_findings(kader([LEAF, PRICED | {"regel": rule}]), answers)
    amounts = {key: f"€ {amount},00" for key, amount in words.items()}
    assert (found.code, found.place) == (code, PLACE)
    assert _plain(found) == {"vraag": "P", "criterium": "P", **amounts}


def _plain(found: Finding) -> dict[str, str]:
    return {key: word.replace("\N{NO-BREAK SPACE}", " ") for key, word in found.context}


def test_a_low_price_is_signalled_in_every_lot_that_compares_it() -> None:
    leaves = [LEAF, PRICED | {"regel": PRICE | {"signaal_laag": 20}}]
    scenario: Raw = {
        "naam": "laag",
        "punten": 100,
        "afronding": {"criterium": 2, "totaal": 2},
        "criteria": leaves,
    }
    bids = [placed(name, {"K": 5, "P": price}) for name, price in (("A", 70), ("B", 100), ("C", 101))]
    whole = low_price_findings(evaluate_lots(tender(scenario), Assessment(), bids))
    words = {
        "vraag": "P",
        "criterium": "P",
        "perceel": "deze aanbesteding",
        "prijs": "€ 70,00",
        "procent": "20",
        "gemiddelde": "€ 100,50",
    }
    assert list(whole) == ["A"]
    (found,) = whole["A"]
    assert (found.place, _plain(found)) == (PLACE, words)
    lots = tender(scenario | {"percelen": {"lijst": [{"code": "a"}, {"code": "b"}]}})
    signals = low_price_findings(evaluate_lots(lots, Assessment(), bids))["A"]
    assert [_plain(signal) for signal in signals] == [words | {"perceel": f"perceel {lot}"} for lot in "ab"]


def test_the_order_of_a_provider_points_at_its_cells() -> None:
    lots = tender(LOTS | {"percelen": {"lijst": [{"code": "a"}, {"code": "b"}], "voorkeur": "ja"}}).lots
    assert lots is not None
    first = replace(row({"perceel": "a", "keus": 2}), places={"keus": CellPlace("A.xlsx", "Blad", "D9")})
    rows = (first, row({"perceel": "b", "keus": 1}))
    bid = placed("A", {"voorkeur": ""})
    answers: dict[str, Any] = {"voorkeur": replace(bid.answers["voorkeur"], value=Rows(rows))}
    assert list(lot_rows(replace(bid, answers=answers), lots)) == [
        ("a", 2, CellPlace("A.xlsx", "Blad", "D9")),
        ("b", 1, PLACE),
    ]


def test_a_low_price_is_seen_beside_an_answer_that_adds_to_it() -> None:
    rule = PRICE | {"signaal_laag": 20, "bijtelling": [{"vraag": "dagen", "per_eenheid": 2}]}
    rules = kader([LEAF, PRICED | {"regel": rule}], vragen=["dagen"])
    bids = [
        submission(name, {"K": 5, "P": price, "dagen": 1})
        for name, price in zip("ABC", (70, 100, 101), strict=True)
    ]
    assert list(low_price_findings(evaluate_lots(rules, Assessment(), bids))) == ["A"]
