"""Answers from tables, questions that were not asked, and sums where there is nothing to reckon with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inkoop.domain.answers import Code, Rows, YesNo
from inkoop.domain.award_rules import AwardRules
from inkoop.domain.evaluation import Award, LotResult, NoAnswer, NotAsked, NotCompared, Scorecard
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.award.signals import low_price_findings
from inkoop.rules.scoring.kinds.bands import BandsReason
from inkoop.rules.scoring.kinds.coverage import CoverageReason
from inkoop.rules.scoring.kinds.linear import LinearReason
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.rules.scoring.rounding import round_points, snap
from inkoop.rules.submission.lot_rules import tender_of_lot
from inkoop.rules.submission.offers import bids_on
from inkoop.rules.submission.price_checks import price_findings
from tests.rules.test_award_properties import kader, outcome
from tests.scenarios.build import NUMBER, Raw, submission, tender

QUALITY = {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}
COLUMNS = [
    {"code": "plek", "tekst": "Plek", "soort": "tekst", "max_woorden": 5},
    {"code": "aantal", "tekst": "Aantal", "soort": "geheel_getal", **NUMBER},
    {"code": "soort", "tekst": "Soort", "soort": "keuze", "keuzes": {"a": "A", "b": "B", "c": "C", "d": "D"}},
    {
        "code": "doel",
        "tekst": "Doel",
        "soort": "meerkeuze",
        "keuzes": {"a": "A", "b": "B", "c": "C", "d": "D"},
    },
]
TABLE = {"code": "T", "tekst": "Tabel", "soort": "tabel", "kolommen": COLUMNS}
ROWS = [
    {"plek": "Noord", "aantal": 3, "soort": "a", "doel": ["a", "b"]},
    {"plek": "Zuid", "aantal": 5, "soort": "b", "doel": ["c"]},
    {"plek": "West"},
]


def one(rule: Raw, question: Raw | None = None, **more: Any) -> Tender:
    """A kader with one leaf of 100 points."""
    leaf: Raw = {"code": "T", "gewicht": 100, "regel": rule}
    return kader([leaf | ({"vraag": question} if question else {})], **more)


def card(rules: Tender, answers: Raw) -> Scorecard:
    return outcome(rules, {"A": answers}).ranking[0].scorecard


def points(rules: Tender, answers: Raw) -> Decimal:
    return card(rules, answers).points("T")


@pytest.mark.parametrize(("operation", "expected"), [("som", 80), ("laagste", 30), ("hoogste", 50)])
def test_a_number_out_of_a_table_column(operation: str, expected: int) -> None:
    rules = one(QUALITY | {"kolom": "aantal", "bewerking": operation}, TABLE)
    assert points(rules, {"T": ROWS}) == expected


@pytest.mark.parametrize(
    "rule",
    [
        QUALITY | {"kolom": "aantal", "bewerking": "som"},
        {"soort": "banden", "banden": [{"vanaf": 0, "procent": 50}], "kolom": "aantal", "bewerking": "som"},
        {"soort": "kwaliteit_relatief", "kolom": "aantal", "bewerking": "som"},
    ],
    ids=lambda rule: rule["soort"],
)
def test_a_table_without_a_number_is_no_answer(rule: Raw) -> None:
    for answers in ({"T": [{"plek": "West"}]}, {}):
        score = card(one(rule, TABLE), answers).scores[0]
        assert (score.points, score.reason) == (0, NoAnswer())


def test_bands_by_a_table_column_and_below_the_first() -> None:
    bands = [{"vanaf": 5, "procent": 20}, {"vanaf": 8, "procent": 70}]
    rules = one({"soort": "banden", "banden": bands, "kolom": "aantal", "bewerking": "som"}, TABLE)
    assert points(rules, {"T": ROWS}) == 70
    assert points(rules, {"T": ROWS[1:]}) == 20
    below = card(rules, {"T": ROWS[:1]}).scores[0]
    assert (below.points, below.reason) == (0, BandsReason(Decimal(3), Decimal(5), True, Decimal(0)))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"kolom": "soort"}, 50),
        ({"kolom": "doel"}, 75),
        ({"kolom": "doel", "vol_bij": 3}, 100),
        ({"kolom": "doel", "bonus": [{"naam": "Samen", "codes": ["a", "c"], "procent": 10}]}, 85),
        (
            {
                "kolom": "doel",
                "bonus": [{"naam": "Samen", "codes": ["a", "c"], "procent": 10, "op_een_rij": "ja"}],
            },
            75,
        ),
        (
            {
                "kolom": "doel",
                "bonus": [{"naam": "Samen", "codes": ["a", "b"], "procent": 10, "op_een_rij": "ja"}],
            },
            85,
        ),
        ({"kolom": "doel", "bonus": [{"naam": "Samen", "codes": ["a", "c"], "procent": 40}]}, 100),
    ],
)
def test_coverage_by_a_table_column(rule: Raw, expected: int) -> None:
    assert points(one({"soort": "dekking", **rule}, TABLE), {"T": ROWS}) == expected


def test_coverage_names_what_is_covered_and_the_bonus() -> None:
    bonus = [{"naam": "Samen", "codes": ["a", "c"], "procent": 10}]
    reason = (
        card(one({"soort": "dekking", "kolom": "doel", "bonus": bonus}, TABLE), {"T": ROWS}).scores[0].reason
    )
    assert reason == CoverageReason(("a", "b", "c"), Decimal(4), ("Samen",), Decimal(10))


def test_rows_are_counted_up_to_the_number_that_gives_everything() -> None:
    assert points(one({"soort": "aantal", "vol_bij": 4}, TABLE), {"T": ROWS}) == 75
    assert points(one({"soort": "aantal", "vol_bij": 2}, TABLE), {"T": ROWS}) == 100


def test_yes_and_no_give_what_was_published() -> None:
    rules = one({"soort": "ja_nee", "ja": 80, "nee": 15})
    assert points(rules, {"T": "ja"}) == 80
    assert points(rules, {"T": "nee"}) == 15


ASKED = {"code": "P", "tekst": "P", "soort": "bedrag", **NUMBER, "alleen_als": {"vraag": "K", "is": "ja"}}


def test_a_question_that_was_not_asked_earns_nothing_and_is_not_compared() -> None:
    price = {"soort": "laagste_prijs_gedeeld_door_prijs"}
    rules = kader(
        [
            {"code": "K", "gewicht": 50, "regel": {"soort": "ja_nee"}},
            {"code": "P", "gewicht": 50, "regel": price, "vraag": ASKED},
        ]
    )
    offers = {"A": {"K": "ja", "P": 100}, "B": {"K": "nee", "P": 10}}
    cards = {p.scorecard.submission.tenderer: p.scorecard for p in outcome(rules, offers).ranking}
    assert cards["A"].points("P") == 50
    score = cards["B"].scores[1]
    assert (score.points, score.reason) == (0, NotAsked())


def test_outside_the_comparison_a_relative_rule_says_so() -> None:
    price = {"soort": "laagste_prijs_gedeeld_door_prijs"}
    rules = kader(
        [
            {"code": "Q", "gewicht": 50, "drempel": 25, "regel": QUALITY},
            {"code": "P", "gewicht": 50, "regel": price},
        ],
        methode="qcbs",
    )
    fallen = outcome(rules, {"A": {"Q": 4, "P": 1}, "B": {"Q": 5, "P": 2}}).not_admitted[0]
    assert fallen.scorecard is not None
    assert [type(score.reason) for score in fallen.scorecard.scores] == [LinearReason, NotCompared]
    objection = fallen.objections[0]
    assert (objection.detail, objection.limit) == ("20", "25")


@pytest.mark.parametrize("threshold", ["relatief", "herschaald"])
def test_a_threshold_on_relative_points_is_applied_after_the_comparison(threshold: str) -> None:
    relative: Raw = {"code": "R", "gewicht": 50, "drempel": 30, "regel": {"soort": "kwaliteit_relatief"}}
    child: Raw = {"code": "L", "gewicht": 100, "regel": QUALITY}
    rescaled: Raw = {"code": "R", "gewicht": 50, "drempel": 30, "herschalen": "beste", "criteria": [child]}
    group = relative if threshold == "relatief" else rescaled
    rules = kader([group, {"code": "Q", "gewicht": 50, "regel": QUALITY}], methode="qcbs")
    key = "R" if threshold == "relatief" else "L"
    result = outcome(rules, {"A": {key: 5, "Q": 1}, "B": {key: 2, "Q": 9}})
    assert [place.scorecard.submission.tenderer for place in result.ranking] == ["A"]
    assert result.ranking[0].scorecard.points("R") == 50
    assert [o.detail for o in result.not_admitted[0].objections] == ["20"]


def test_a_group_of_absolute_parts_is_judged_before_the_comparison() -> None:
    """Also where a group beside it is relative: only that one has to wait."""
    parts: list[Raw] = [{"code": "A1", "gewicht": 100, "regel": QUALITY}]
    mixed: list[Raw] = [{"code": "M1", "gewicht": 100, "regel": {"soort": "lineair_laagste_hoogste"}}]
    rules = kader(
        [
            {"code": "A", "gewicht": 50, "drempel": 20, "criteria": parts},
            {"code": "M", "gewicht": 50, "drempel": 10, "criteria": mixed},
        ],
        methode="qcbs",
    )
    offers = {"X": {"A1": 5, "M1": 80}, "Y": {"A1": 3, "M1": 10}, "Z": {"A1": 9, "M1": 100}}
    result = outcome(rules, offers)
    assert [p.scorecard.submission.tenderer for p in result.ranking] == ["X"]
    fallen = {r.submission.tenderer: [o.subject for o in r.objections] for r in result.not_admitted}
    assert fallen == {"Y": ["A"], "Z": ["M"]}


def test_a_missing_grade_stops_the_ranking_but_not_what_is_left_to_divide() -> None:
    scenario: Raw = {
        "naam": "wacht",
        "punten": 100,
        "afronding": {"criterium": 2, "totaal": 2},
        "capaciteit": {"omvang": 10, "eenheid": "plekken", "vraag": "plekken"},
        "criteria": [{"code": "K", "gewicht": 100, "regel": {"soort": "beoordeeld", "schaal": "rws"}}],
    }
    result = evaluate_lots(tender(scenario), Assessment(), [submission("A", {"K": "x", "plekken": 3})])[0]
    assert result.waiting == (("A", "K"),)
    assert (result.ranking, result.undivided) == ((), None)
    assert [s.tenderer for s in result.admitted] == ["A"]


def test_without_an_award_there_is_admission_only() -> None:
    rules = one(QUALITY).changed(award=None, criteria=())
    result = Evaluator(rules, Assessment()).evaluate([submission("A", {})])
    assert (result.ranking, len(result.admitted)) == ((), 1)
    assert evaluate_lots(rules, Assessment(), [submission("A", {})])[0].undivided is None
    assert (total_points(rules), dict(maxima(rules))) == (0, {})


def test_under_gunnen_op_waarde_a_group_is_worth_the_sum_of_its_parts() -> None:
    leaves: list[Raw] = [
        {"code": "A", "waarde": 1000, "regel": QUALITY},
        {"code": "B", "waarde": 250.5, "regel": QUALITY},
    ]
    leaves[1]["waarde"] = Decimal("250.5")
    rules = kader(
        [{"code": "G", "criteria": leaves}, {"code": "P", "regel": {"soort": "prijs"}}],
        methode="gunnen_op_waarde",
    )
    assert dict(maxima(rules)) == {"G": Decimal("1250.5"), "A": 1000, "B": Decimal("250.5"), "P": 0}
    assert total_points(rules) == Decimal("1250.5")


LOTS: Raw = {
    "naam": "percelen",
    "punten": 100,
    "plaatsen": 2,
    "drempel": 10,
    "afronding": {"criterium": 2, "totaal": 2},
    "eisen": ["E1", "E2"],
    "capaciteit": {"omvang": 90, "eenheid": "plekken", "vraag": "plekken", "kolom": "aantal"},
    "criteria": [
        {"code": "K", "gewicht": 70, "regel": QUALITY},
        {"code": "L", "gewicht": 30, "regel": QUALITY},
    ],
    "percelen": {
        "lijst": [
            {"code": "a"},
            {
                "code": "b",
                "criteria": ["L"],
                "gewichten": {"L": 100},
                "eisen": ["E2"],
                "plaatsen": 1,
                "drempel": 0,
                "omvang": 5,
            },
            {"code": "c", "eisen": []},
        ]
    },
}


def test_a_lot_takes_over_what_it_does_not_name() -> None:
    rules = tender(LOTS)
    assert rules.lots is not None
    assert len(rules.leaves) == 2, "worked out once, as a reader does before the lots are looked at"
    a, b, c = (tender_of_lot(rules, lot) for lot in rules.lots.items)
    assert [[leaf.code for leaf, _ in own.leaves] for own in (a, b, c)] == [["K", "L"], ["L"], ["K", "L"]]
    assert [[r.code for r in own.requirements] for own in (a, b, c)] == [["E1", "E2"], ["E2"], []]
    assert [dict(maxima(own)) for own in (a, b)] == [{"K": 70, "L": 30}, {"L": 100}]
    awards = [own.award for own in (a, b, c)]
    found = [(w.places, w.threshold, w.capacity.size) for w in awards if w and w.capacity]
    assert [(places, needed.amount, size) for places, needed, size in found if needed] == [
        (2, 10, 90),
        (1, 0, 5),
        (2, 10, 90),
    ]


def test_who_does_not_say_on_which_lots_it_bids_is_looked_at_everywhere() -> None:
    rules = tender(LOTS)
    assert bids_on(submission("A", {"percelen": ["a"]}), "a", rules)
    assert not bids_on(submission("A", {"percelen": ["a"]}), "b", rules)
    assert bids_on(submission("A", {}), "b", rules)


def volumes(*offers: Raw) -> LotResult:
    scenario = {key: value for key, value in LOTS.items() if key != "eisen"}
    scenario["percelen"] = {"lijst": [{"code": "a"}, {"code": "c"}]}
    bids = [submission(f"A{number}", offer) for number, offer in enumerate(offers)]
    return evaluate_lots(tender(scenario), Assessment(), bids)[0]


def test_a_volume_that_was_not_given_is_none_at_all() -> None:
    table = [{"perceel": "a"}, {"perceel": "c", "aantal": 50}]
    other = [{"perceel": "c", "aantal": 50}]
    base = {"percelen": ["a"], "K": 9, "L": 9}
    for given in ({"plekken": table}, {"plekken": other}, {}):
        result = volumes(base | given)
        assert [(p.award, p.volume) for p in result.ranking] == [(Award.NOTHING, None)]
        assert result.undivided == 90


def test_rows_of_an_order_without_a_lot_or_a_number_are_passed_over() -> None:
    scenario: Raw = {
        "naam": "voorkeur",
        "punten": 100,
        "plaatsen": 1,
        "afronding": {"criterium": 2, "totaal": 2},
        "criteria": [{"code": "K", "gewicht": 100, "regel": QUALITY}],
        "percelen": {"lijst": [{"code": "a"}, {"code": "b"}], "voorkeur": "ja", "hoogstens": 1},
    }
    rows = [{"perceel": "b", "keus": 1}, {"perceel": "a"}, {"keus": 3}, {"perceel": "a", "keus": 2}]
    bid = submission("A", {"percelen": ["a", "b"], "voorkeur": rows, "K": 9})
    first, second = evaluate_lots(tender(scenario), Assessment(), [bid])
    assert (first.ranking[0].award, second.ranking[0].award) == (Award.ELSEWHERE, Award.AWARDED)


PRICE = {"soort": "laagste_prijs_gedeeld_door_prijs"}
BASKET = {"kolom": "tarief", "hoeveelheden": {"groep": 10, "ind": 2}}


def codes(rule: Raw, raw: Any, **more: Any) -> list[str]:
    leaf: Raw = {"code": "P", "gewicht": 100, "regel": rule}
    answers = submission("A", {"P": raw, **more}).answers
    return [found.code for found in price_findings(kader([leaf], vragen=["dagen"]), answers)]


def tariffs(group: Any, single: Any) -> list[Raw]:
    return [{"product": "groep", "tarief": group}, {"product": "ind", "tarief": single}]


@pytest.mark.parametrize(
    ("rule", "price", "expected"),
    [
        (PRICE | {"minimumtarief": 40}, 40, []),
        (PRICE | {"minimumtarief": 40}, Decimal("39.99"), ["PRIJS-04"]),
        (PRICE | {"minimumtarief": 40}, 0, ["PRIJS-03"]),
        (PRICE | BASKET | {"minimumtarief": 40}, tariffs(39, 41), ["PRIJS-04"]),
        (PRICE | BASKET | {"minimumtarieven": {"ind": 60}}, tariffs(39, 59), ["PRIJS-04"]),
        (
            PRICE | BASKET | {"minimumtarief": 40, "minimumtarieven": {"ind": 60}},
            tariffs(39, 59),
            ["PRIJS-04"] * 2,
        ),
        (PRICE | BASKET | {"minimumtarief": 40}, [{"product": "groep", "tarief": 10}], []),
        (PRICE | BASKET | {"minimumtarief": 40}, tariffs(40, 41), []),
        (PRICE | BASKET | {"minimumtarief": 40}, tariffs("veertig", 40), []),
        (PRICE | BASKET, tariffs(-10, 40), ["PRIJS-03"]),
        (PRICE | BASKET, tariffs(0, 40), []),
        ({"soort": "plafond_met_beste_bod", "plafond": 60, "buiten": "voorleggen"}, 61, ["PRIJS-06"]),
        ({"soort": "plafond_met_beste_bod", "plafond": 60, "buiten": "begrenzen"}, 61, ["PRIJS-07"]),
        ({"soort": "plafond_met_beste_bod", "plafond": 60, "buiten": "begrenzen"}, 60, []),
        (PRICE, None, []),
    ],
)
def test_what_is_said_of_a_price(rule: Raw, price: Any, expected: list[str]) -> None:
    assert codes(rule, price) == expected


def test_the_bounds_are_held_against_the_price_as_it_counts() -> None:
    adding = {"bijtelling": [{"vraag": "dagen", "per_eenheid": 2}]}
    ceiling = {"soort": "plafond_met_beste_bod", "plafond": 60, "buiten": "voorleggen"} | adding
    assert codes(ceiling, 50, dagen=5) == []
    assert codes(ceiling, 50, dagen=6) == ["PRIJS-06"]
    below = PRICE | {"bijtelling": [{"vraag": "dagen", "per_eenheid": -10}]}
    assert codes(below, 50, dagen=4) == []
    assert codes(below, 50, dagen=5) == ["PRIJS-03"]


def low(*prices: Any, percent: int = 20) -> list[str]:
    rules = kader([{"code": "P", "gewicht": 100, "regel": PRICE | {"signaal_laag": percent}}])
    bids = [submission(f"A{number}", {"P": price}) for number, price in enumerate(prices)]
    found = low_price_findings(evaluate_lots(rules, Assessment(), bids))
    assert all(finding.code == "PRIJS-05" for findings in found.values() for finding in findings)
    return sorted(found)


def test_a_price_far_below_the_mean_of_the_others_is_a_signal() -> None:
    assert low(80, 100, 100) == ["A0"]
    assert low(Decimal("80.01"), 100, 100) == []
    assert low(10, 100) == [], "with two offers the mean of the others says nothing"
    assert low(10, 100, 0) == [], "a price that cannot be compared is not one of the others"
    assert low(10, 100, 100, 100) == ["A0"]


def test_a_signal_for_each_price_and_none_without_a_percentage() -> None:
    leaves: list[Raw] = [
        {"code": "P", "gewicht": 50, "regel": PRICE | {"signaal_laag": 20}},
        {"code": "R", "gewicht": 40, "regel": PRICE | {"signaal_laag": 20}},
        {"code": "S", "gewicht": 10, "regel": PRICE},
        {"code": "K", "gewicht": 0, "regel": QUALITY},
    ]
    bids = [submission("A", {"P": 1, "R": 2, "S": 3, "K": 1})]
    bids += [submission(name, {"P": 100, "R": 100, "S": 100}) for name in "BC"]
    found = low_price_findings(evaluate_lots(kader(leaves), Assessment(), bids))
    assert [dict(finding.context)["criterium"] for finding in found["A"]] == ["P", "R"]
    assert dict(found["A"][0].context)["gemiddelde"] == "€ 100,00"


@pytest.mark.parametrize(
    ("value", "digits", "mode", "expected"),
    [
        ("0.125", 2, "half_omhoog", "0.13"),
        ("-0.125", 2, "half_omhoog", "-0.13"),
        ("0.125", 2, "half_even", "0.12"),
        ("0.135", 2, "half_even", "0.14"),
        ("0.129", 2, "omlaag", "0.12"),
        ("-0.129", 2, "omlaag", "-0.12"),
        ("0.1249999999999999999999999999", 2, "half_omhoog", "0.13"),
        ("0.12999999999999999999999999999", 2, "omlaag", "0.13"),
        ("0.124999999999999", 2, "half_omhoog", "0.12"),
        ("-0.001", 2, "half_omhoog", "0.00"),
        ("12345678901234567890123.0000005", 6, "half_omhoog", "12345678901234567890123.000001"),
        ("123456789012345678.005", 2, "half_omhoog", "123456789012345678.01"),
    ],
)
def test_rounding(value: str, digits: int, mode: str, expected: str) -> None:
    assert str(round_points(Decimal(value), digits, mode)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.9999999999999999999999999999", "1"),
        ("50.000", "50"),
        ("12345678901.123456789012345678", "12345678901.123456789012345678"),
        ("-0.00", "0"),
        ("0.333333333333333333333", "0.333333333333333333"),
        ("0.0000000000000000015", "0.000000000000000002"),
        ("0.0000000000000000025", "0.000000000000000002"),
    ],
)
def test_snapping(value: str, expected: str) -> None:
    assert f"{snap(Decimal(value)):f}" == expected


def test_a_method_knows_whether_low_is_good_and_whether_there_are_two_stages() -> None:
    def rules(**more: Any) -> AwardRules:
        return AwardRules.model_validate({"afronding": {"criterium": 2, "totaal": 2}, **more})

    assert rules(methode="gunnen_op_waarde").lowest_first
    assert rules(methode="laagste_prijs").lowest_first
    assert rules(methode="prijs_per_kwaliteitspunt").lowest_first
    assert not rules(
        methode="prijs_per_kwaliteitspunt", verhouding="kwaliteit_gedeeld_door_prijs"
    ).lowest_first
    assert not rules(methode="utiliteitsindex").lowest_first
    assert not rules(methode="gewogen_punten").lowest_first
    assert rules(methode="qcbs").two_stages
    assert rules(methode="gewogen_punten", vergelijken_met="boven_drempel").two_stages
    assert not rules(methode="gewogen_punten").two_stages


def test_a_price_table_is_read_by_its_own_column() -> None:
    """A row is found by its code, wherever it stands; a price that is no number is no price."""
    rules = one(PRICE | BASKET)
    place = CellPlace("a.xlsx")
    for value in (YesNo(True), Code("veertig")):
        odd = Submission(
            SubmissionId("A"), "A.xlsx", 1, "", "A", answers={"T": Answer("T", "", value, place)}
        )
        assert _waits_for(Evaluator(rules, Assessment()).evaluate([odd])) == ["PRIJS-08"]
    without = one(PRICE)
    odd = Submission(SubmissionId("A"), "A.xlsx", 1, "", "A", answers={"T": Answer("T", "", Rows(()), place)})
    assert _waits_for(Evaluator(without, Assessment()).evaluate([odd])) == ["PRIJS-08"]


def _waits_for(lot: LotResult) -> list[str]:
    return [found.code for one in lot.undecided for found in one.findings]
