# ruff: noqa: E501 - the sentences stand here as they are read
"""The sentence for every kind of reason: exact, and to be recomputed by hand."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP
from decimal import Decimal as D  # noqa: N817 - numbers everywhere
from types import SimpleNamespace
from typing import Any

import pytest

from inkoop.domain.evaluation import (
    Addition,
    Award,
    Ground,
    LotResult,
    NoAnswer,
    NotAsked,
    NotCompared,
    Objection,
    Price,
    Ranked,
    Reason,
    Score,
    Scorecard,
    Withheld,
)
from inkoop.domain.questions import ChoiceQuestion
from inkoop.domain.rules import RULES
from inkoop.domain.rules.lowest_over_price import LowestOverPriceRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Criterion, ScaleStep, Tender
from inkoop.rules.scoring.kinds.above_lowest import AboveLowestReason
from inkoop.rules.scoring.kinds.assessed import AssessedReason
from inkoop.rules.scoring.kinds.bands import BandsReason
from inkoop.rules.scoring.kinds.ceiling import CeilingReason
from inkoop.rules.scoring.kinds.choice import ChoiceReason
from inkoop.rules.scoring.kinds.count import CountReason
from inkoop.rules.scoring.kinds.coverage import CoverageReason
from inkoop.rules.scoring.kinds.fixed_bandwidth import FixedBandwidthReason
from inkoop.rules.scoring.kinds.fixed_tariff import FixedTariffReason
from inkoop.rules.scoring.kinds.linear import LinearReason
from inkoop.rules.scoring.kinds.logarithmic import LogarithmicReason
from inkoop.rules.scoring.kinds.lowest_over_price import LowestOverPriceReason
from inkoop.rules.scoring.kinds.lowest_to_highest import LowestToHighestReason
from inkoop.rules.scoring.kinds.price_itself import PriceItselfReason
from inkoop.rules.scoring.kinds.relative_quality import RelativeQualityReason
from inkoop.rules.scoring.kinds.yes_no import YesNoReason
from inkoop.views.words.reasons import award_text, objection_text, reason_text, waiting_text
from inkoop.views.words.worth import in_unit
from tests.report_cases import EXAMPLES, example

COVERED = ("noord", "oost")
CHOICES = {"afspraak": "Op afspraak", "vrij": "Vrij"}


def _step(grade: int, name: str, percentage: int) -> ScaleStep:
    return ScaleStep.model_construct(
        grade=D(grade), name=name, percentage=D(percentage), description="Zo past het."
    )


NONE, SIX, TEN = _step(0, "onvoldoende", 0), _step(6, "voldoende", 60), _step(10, "uitstekend", 100)
CASES: list[tuple[str, Reason, str, str, str]] = [
    ("K1.2", YesNoReason(True, D(100)), "3", "3.00",
     "Het antwoord is ja. 100 % van 3 punten = 3,00 punten."),
    ("K1.2", ChoiceReason("afspraak", D(20)), "3", "0.60",
     "Gekozen is: Op afspraak. 20 % van 3 punten = 0,60 punten."),
    ("K1.2", LinearReason(D("2.5"), D(10), D(0)), "20", "15.00",
     "Het antwoord is 2,5 weken. Bij 10 is het 0 %, bij 0 is het 100 %."
     " (10 − 2,5) : (10 − 0) = 75 %. 75 % van 20 punten = 15,00 punten."),
    ("K1.2", LinearReason(D(1), D(0), D(3)), "20", "6.67",
     "Het antwoord is 1 weken. Bij 0 is het 0 %, bij 3 is het 100 %. 1 : 3 × 20 punten = 6,67 punten, afgerond."),
    ("K1.2", LinearReason(D(12), D(10), D(0)), "20", "0.00",
     "Het antwoord is 12 weken. Bij 10 is het 0 %, bij 0 is het 100 %. 0 % van 20 punten = 0,00 punten."),
    ("K1.2", LinearReason(D(0), D(10), D(0)), "20", "20.00",
     "Het antwoord is 0 weken. Bij 10 is het 0 %, bij 0 is het 100 %. 100 % van 20 punten = 20,00 punten."),
    ("K3.2", BandsReason(D(60), D(50), False, D(100)), "10", "10.00",
     "Het antwoord is 60 procent. Dat valt in de stap vanaf 50 procent. 100 % van 10 punten = 10,00 punten."),
    ("K3.2", BandsReason(D(9), D(50), True, D(0)), "10", "0.00",
     "Het antwoord is 9 procent. Dat is minder dan 50 procent. 0 % van 10 punten = 0,00 punten."),
    ("K1.1", CoverageReason(COVERED, D(4), (), D(0)), "20", "10.00",
     "Wijken: 2 van de 4 (Noord en Oost). Niet: Zuid en West. 2 : 4 = 50 %. 50 % van 20 punten = 10,00 punten."),
    ("K1.1", CoverageReason(COVERED, D(4), ("Samen",), D(10)), "20", "12.00",
     "Wijken: 2 van de 4 (Noord en Oost). Niet: Zuid en West. Bonus van 10 % voor ‘Samen’."
     " 2 : 4 + 10 % = 60 %. 60 % van 20 punten = 12,00 punten."),
    ("K1.1", CoverageReason(COVERED, D(7), ("Samen",), D(10)), "20", "7.71",
     "Wijken: 2 van de 4 (Noord en Oost). Niet: Zuid en West. Bij 7 is het 100 %. Bonus van 10 % voor ‘Samen’."
     " (2 : 7 + 10 %) × 20 punten = 7,71 punten, afgerond."),
    ("K1.1", CoverageReason(COVERED, D(2), ("Samen",), D(10)), "20", "20.00",
     "Wijken: 2 van de 4 (Noord en Oost). Niet: Zuid en West. Bij 2 is het 100 %. Bonus van 10 % voor ‘Samen’."
     " Samen hoogstens 100 %. 100 % van 20 punten = 20,00 punten."),
    ("K3.1", CountReason(D(1), D(2)), "10", "5.00",
     "Het aantal is 1. Bij 2 is het 100 %. 1 : 2 = 50 %. 50 % van 10 punten = 5,00 punten."),
    ("K3.1", CountReason(D(3), D(2)), "10", "10.00",
     "Het aantal is 3. Bij 2 is het 100 %. 100 % van 10 punten = 10,00 punten."),
    ("K2", AssessedReason((SIX,), "Nog  dun\n", False), "7.5", "4.50",
     "De beoordelaars gaven een 6 (voldoende): Nog dun. 60 % van 7,5 punten = 4,50 punten."),
    ("K2", AssessedReason((NONE,), "Leeg!", True), "30", "0.00",
     "Er is geen antwoord. De beoordelaars gaven een 0 (onvoldoende): Leeg! 0 % van 30 punten = 0,00 punten."),
    ("K2", AssessedReason((NONE, SIX, TEN, TEN), "Verdeeld", False), "30", "19.50",
     "De beoordelaars gaven 0 (onvoldoende), 6 (voldoende), 10 (uitstekend) en 10 (uitstekend): Verdeeld."
     " Gemiddeld: (0 % + 60 % + 100 % + 100 %) : 4 = 65 %. 65 % van 30 punten = 19,50 punten."),
    ("K2", AssessedReason((SIX, SIX, TEN), "Verdeeld", False), "30", "22.00",
     "De beoordelaars gaven 6 (voldoende), 6 (voldoende) en 10 (uitstekend): Verdeeld."
     " Gemiddeld: ((60 % + 60 % + 100 %) : 3) × 30 punten = 22,00 punten."),
    ("K4", LowestOverPriceReason(D(1250000), D(1000000)), "60", "48.00",
     "De prijs is € 1.250.000. De laagste is € 1.000.000."
     " 1.000.000 : 1.250.000 = 80 %. 80 % van 60 punten = 48,00 punten."),
    ("K4", FixedBandwidthReason(D("45.50"), D(40), D(60)), "10", "7.25",
     "De prijs is € 45,50. Bij € 40 is het 100 %, bij € 60 is het 0 %."
     " (60 − 45,5) : (60 − 40) = 72,5 %. 72,5 % van 10 punten = 7,25 punten."),
    ("K4", FixedBandwidthReason(D(30), D(40), D(60)), "10", "10.00",
     "De prijs is € 30. Bij € 40 is het 100 %, bij € 60 is het 0 %. Lager telt als de ondergrens."
     " 100 % van 10 punten = 10,00 punten."),
    ("K4", FixedBandwidthReason(D(70), D(40), D(60)), "10", "0.00",
     "De prijs is € 70. Bij € 40 is het 100 %, bij € 60 is het 0 %. Hoger telt als de bovengrens."
     " 0 % van 10 punten = 0,00 punten."),
    ("K1.2", RelativeQualityReason(D(123), D(129)), "80", "76.28",
     "Het antwoord is 123 weken. Het hoogste van alle aanbieders is 129 weken. 123 : 129 × 80 punten = 76,28 punten, afgerond."),
    ("K1.2", RelativeQualityReason(D(0), D(0)), "80", "0.00",
     "Het antwoord is 0 weken. Het hoogste van alle aanbieders is 0 weken. 0 % van 80 punten = 0,00 punten."),
    ("K4", AboveLowestReason(D(110), D(100), D(100)), "40", "36.00",
     "De prijs is € 110. De laagste is € 100. Bij 100 % boven de laagste is het 0 %."
     " 1 − (110 − 100) : 100 = 90 %. 90 % van 40 punten = 36,00 punten."),
    ("K4", AboveLowestReason(D(115), D(90), D(50)), "40", "17.78",
     "De prijs is € 115. De laagste is € 90. Bij 50 % boven de laagste is het 0 %."
     " (1 − (115 − 90) : (90 × 50 %)) × 40 punten = 17,78 punten, afgerond."),
    ("K4", AboveLowestReason(D(250), D(100), D(100)), "40", "0.00",
     "De prijs is € 250. De laagste is € 100. Bij 100 % boven de laagste is het 0 %. 0 % van 40 punten = 0,00 punten."),
    ("K4", AboveLowestReason(D(250), D(100), D(100)), "40", "-20.00",
     "De prijs is € 250. De laagste is € 100. Bij 100 % boven de laagste is het 0 %."
     " 1 − (250 − 100) : 100 = -50 %. -50 % van 40 punten = -20,00 punten."),
    ("K4", LowestToHighestReason(D(110), D(100), D(140)), "40", "30.00",
     "De prijs is € 110. De laagste is € 100, de hoogste € 140."
     " (140 − 110) : (140 − 100) = 75 %. 75 % van 40 punten = 30,00 punten."),
    ("K4", LowestToHighestReason(D(100), D(100), D(100)), "40", "40.00",
     "De prijs is € 100. Alle prijzen zijn gelijk. 100 % van 40 punten = 40,00 punten."),
    ("K4", CeilingReason(D(110), D(100), D(120)), "40", "20.00",
     "De prijs is € 110. De laagste is € 100 en geeft 100 %. Bij het plafond van € 120 is het 0 %."
     " (120 − 110) : (120 − 100) = 50 %. 50 % van 40 punten = 20,00 punten."),
    ("K4", CeilingReason(D(130), D(100), D(120)), "40", "0.00",
     "De prijs is € 130. De laagste is € 100 en geeft 100 %. Bij het plafond van € 120 is het 0 %."
     " De prijs is hoger dan het plafond. 0 % van 40 punten = 0,00 punten."),
    ("K4", LogarithmicReason(D(125), D(80), D(4)), "100", "67.81",
     "De prijs is € 125. De laagste is € 80. Bij 4 keer de laagste prijs is het 0 %."
     " (1 − ln(125 : 80) : ln(4)) × 100 punten = 67,81 punten, afgerond."),
    ("K4", LogarithmicReason(D(320), D(80), D(4)), "100", "0.00",
     "De prijs is € 320. De laagste is € 80. Bij 4 keer de laagste prijs is het 0 %. 0 % van 100 punten = 0,00 punten."),
    ("K4", PriceItselfReason(), "0", "0",
     "Er is geen prijs waarmee gerekend kan worden. De prijs geeft geen punten: de gunningsmethode rekent met de prijs zelf."),
    ("K4", NotCompared(), "40", "0",
     "Deze aanbieder haalde een drempel niet. Daarom is dit niet vergeleken met de anderen. De score is 0 van 40 punten."),
    ("K4", FixedTariffReason(), "0", "0",
     "De gemeente stelt het tarief vast. Hier zijn geen punten te halen."),
    ("K4", NoAnswer(), "10", "0.00",
     "Er is geen antwoord waar punten voor zijn. De score is 0,00 van 10 punten."),
    ("K4", NotAsked(), "10", "0.00",
     "Deze vraag gold niet voor deze inschrijving. De score is 0,00 van 10 punten."),
    ("K4", Withheld(), "10", "7.25",
     "Het antwoord is vertrouwelijk en staat daarom niet in dit stuk. De score is 7,25 van 10 punten."),
]  # fmt: skip


def leaf_of(tender: Tender, code: str) -> Criterion:
    return next(leaf for leaf, _ in tender.leaves if leaf.code == code)


RULE_OF: dict[type[Reason], dict[str, Any]] = {
    YesNoReason: {"soort": "ja_nee"},
    ChoiceReason: {"soort": "keuze", "procenten": {"afspraak": 20}},
    LinearReason: {"soort": "lineair", "nul_bij": 0, "vol_bij": 1},
    BandsReason: {"soort": "banden", "banden": [{"vanaf": 0, "procent": 0}]},
    CountReason: {"soort": "aantal", "vol_bij": 1},
    CoverageReason: {"soort": "dekking", "kolom": "wijk"},
    RelativeQualityReason: {"soort": "kwaliteit_relatief"},
    LowestOverPriceReason: {"soort": "laagste_prijs_gedeeld_door_prijs"},
    AboveLowestReason: {"soort": "percentage_boven_laagste"},
    LowestToHighestReason: {"soort": "lineair_laagste_hoogste"},
    CeilingReason: {"soort": "plafond_met_beste_bod", "plafond": 1, "buiten": "begrenzen"},
    LogarithmicReason: {"soort": "logaritmisch", "factor": 4},
    PriceItselfReason: {"soort": "prijs"},
    FixedTariffReason: {
        "soort": "vast_tarief",
        "tarieven": [{"product": "Dag", "eenheid": "dag", "bedrag": 1}],
    },
}
"""A rule that gives such a reason, where that of the leaf does not. The numbers come from the reason."""


def scored_leaf(reason: Reason, code: str, tender: Tender) -> Criterion:
    leaf = leaf_of(tender, code)
    raw = RULE_OF.get(type(reason))
    if raw is None:
        return leaf
    changes: dict[str, Any] = {"rule": RULES[raw["soort"]].model_validate(raw)}
    if isinstance(reason, ChoiceReason):
        asked = {"code": "wanneer", "tekst": "Wanneer?", "soort": "keuze", "keuzes": CHOICES}
        changes["question"] = ChoiceQuestion.model_validate(asked)
    return leaf.model_copy(update=changes)


@pytest.mark.parametrize(("code", "reason", "maximum", "points", "expected"), CASES)
def test_sentence(
    small_tender: Tender, code: str, reason: Reason, maximum: str, points: str, expected: str
) -> None:
    score = Score(code, D(points), D(maximum), reason)
    assert reason_text(score, scored_leaf(reason, code, small_tender), small_tender) == expected


def told(tender: Tender, rule: PriceTerms, score: Score) -> str:
    return reason_text(score, leaf_of(tender, "K4").model_copy(update={"rule": rule}), tender)


def test_a_percentage_that_the_kader_rounds_is_rounded_before_the_points(small_tender: Tender) -> None:
    leaf = leaf_of(small_tender, "K4")
    quotient = scored_leaf(LowestOverPriceReason(D(1), D(1)), "K4", small_tender)
    score = Score("K4", D("8.4"), D(10), FixedBandwidthReason(D("43.17"), D(40), D(60)), share=D(84))
    assert reason_text(score, leaf, small_tender).endswith(
        "(60 − 43,17) : (60 − 40) = 84,15 %. 84,15 % is afgerond 84 %. 84 % van 10 punten = 8,4 punten."
    )
    score = Score(
        "K4",
        D("8.0"),
        D(10),
        LowestOverPriceReason(D(60), D(48)),
        share=D(80),
    )
    assert reason_text(score, quotient, small_tender).endswith(
        "48 : 60 = 80 %. 80 % van 10 punten = 8,0 punten."
    )
    score = Score(
        "K4",
        D("6.67"),
        D(10),
        LowestOverPriceReason(D(60), D(40)),
        share=D("66.7"),
    )
    assert reason_text(score, quotient, small_tender).endswith(
        "40 : 60 = 66,7 %, afgerond. 66,7 % van 10 punten = 6,67 punten."
    )


def test_a_quotient_to_a_power(small_tender: Tender) -> None:
    rule = LowestOverPriceRule.model_validate({"soort": "laagste_prijs_gedeeld_door_prijs", "macht": 2})
    score = Score("K4", D("25.6"), D(40), LowestOverPriceReason(D(50), D(40)))
    assert told(small_tender, rule, score).endswith(
        "(40 : 50) tot de macht 2 = 64 %. 64 % van 40 punten = 25,6 punten."
    )


def test_a_price_that_was_raised_and_added_to(small_tender: Tender) -> None:
    added = {"vraag": "wachttijd", "per_eenheid": 2}
    rule = PriceItselfRule.model_validate({"soort": "prijs", "minimumtarief": 40, "bijtelling": [added]})
    price = Price(D(38), D(40), (Addition("wachttijd", D("2.5"), D(5)),))
    score = Score("K4", D(0), D(0), PriceItselfReason(), price=price)
    assert told(small_tender, rule, score) == (
        "De prijs is € 38. Dat is lager dan het minimumtarief. De prijs telt als € 40."
        " Daar komt bij: 2,5 weken × € 2 = € 5 (vraag wachttijd). De prijs die telt is € 45."
        " De prijs geeft geen punten: de gunningsmethode rekent met de prijs zelf."
    )


def test_tariffs_under_their_floor_and_an_answer_that_takes_off(small_tender: Tender) -> None:
    added = {"vraag": "wachttijd", "per_eenheid": -3}
    rule = PriceItselfRule.model_validate(
        {"soort": "prijs", "hoeveelheden": {"dag": 100}, "bijtelling": [added]}
    )
    price = Price(D(3800), D(4000), (Addition("wachttijd", D(2), D(-6)),))
    score = Score("K4", D(0), D(0), PriceItselfReason(), price=price)
    text = told(small_tender, rule, score)
    assert "som van tarief × hoeveelheid is € 3.800. Een of meer tarieven zijn lager" in text
    assert "De som is dan € 4.000. Daar gaat af: 2 weken × € 3 = € 6 (vraag wachttijd)." in text
    assert "De prijs die telt is € 3.994." in text


def test_euro_instead_of_points(small_tender: Tender) -> None:
    assert small_tender.award is not None
    award = small_tender.award.model_copy(update={"method": "gunnen_op_waarde"})
    tender = small_tender.model_copy(update={"award": award})
    score = Score("K2", D(1500), D(2500), AssessedReason((SIX,), "Dun.", False))
    assert reason_text(score, leaf_of(tender, "K2"), tender).endswith("60 % van € 2.500 = € 1.500.")


def test_every_kind_of_reason_has_a_case() -> None:
    kinds = {rule.__name__.removesuffix("Rule") + "Reason" for rule in RULES.values()}
    unscored = {"NoAnswer", "NotAsked", "NotCompared", "Withheld"}
    assert {type(case[1]).__name__ for case in CASES} == kinds | unscored


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_score_of_the_examples_has_a_sentence_with_its_points(name: str) -> None:
    made = example(name)
    scores = [s for place in made.lots[0].ranking for s in place.scorecard.scores if s.maximum]
    assert scores
    sums = 0
    for score in scores:
        text = reason_text(score, leaf_of(made.tender, score.criterion), made.tender)
        assert f"{score.points:f}".replace(".", ",") in text
        for percentage, maximum, points in SUM.findall(text):
            sums += 1
            right = number(percentage) * number(maximum) / 100
            assert number(points) == right.quantize(D("0.01"), ROUND_HALF_UP), text
    assert sums > len(scores) / 2


SUM = re.compile(r"([\d.,]+) % van ([\d.,]+) punten = ([\d.,]+) punten")


def number(text: str) -> D:
    return D(text.replace(".", "").replace(",", "."))


def confidential(tender: Tender, code: str) -> Tender:
    """The tender, with the question of a leaf made confidential."""

    def hidden(criterion: Criterion) -> Criterion:
        children = tuple(map(hidden, criterion.children))
        question = criterion.question
        if criterion.code == code and question is not None and not isinstance(question, str):
            question = question.model_copy(update={"confidential": True})
        return criterion.model_copy(update={"children": children, "question": question})

    return Tender.model_construct(**{**dict(tender), "criteria": tuple(map(hidden, tender.criteria))})


def test_a_confidential_answer_stays_out_of_the_open_sentence(small_tender: Tender) -> None:
    tender = confidential(small_tender, "K4")
    score = Score("K4", D("7.25"), D(10), FixedBandwidthReason(D("45.50"), D(40), D(60)))
    leaf = leaf_of(tender, "K4")
    assert "45,50" not in reason_text(score, leaf, tender)
    assert "7,25 van 10" in reason_text(score, leaf, tender)
    assert "45,50" in reason_text(score, leaf, tender, closed=True)


def test_a_comment_on_a_confidential_answer_stays_out_too(small_tender: Tender) -> None:
    tender = confidential(small_tender, "K2")
    score = Score("K2", D(18), D(30), AssessedReason((SIX,), "Uw geheim", False))
    assert "Uw geheim" not in reason_text(score, leaf_of(tender, "K2"), tender)
    assert "18 punten" in reason_text(score, leaf_of(tender, "K2"), tender)


@pytest.mark.parametrize(
    ("objection", "expected"),
    [
        (
            Objection(Ground.REQUIREMENT, "E1", "nee"),
            "Er is niet voldaan aan eis E1 (Verklaring omtrent gedrag). Het antwoord was: nee.",
        ),
        (
            Objection(Ground.DECISION, "E2", "De uitleg overtuigt niet"),
            "De gemeente besloot dat niet is voldaan aan eis E2 (Belasting betaald). De uitleg overtuigt niet.",
        ),
        (
            Objection(Ground.DECISION, "inschrijving", "Te laat"),
            "De gemeente besloot dat deze inschrijving niet meedoet. Te laat.",
        ),
        (
            Objection(Ground.THRESHOLD, "K1", "5.40", "6"),
            "Voor K1 (Dichtbij) zijn 5,40 punten gehaald. Nodig zijn minstens 6 punten.",
        ),
        (
            Objection(Ground.THRESHOLD, "totaal", "47.40", "55.5"),
            "In totaal zijn 47,40 punten gehaald. Nodig zijn minstens 55,5 punten.",
        ),
    ],
)
def test_objection(small_tender: Tender, objection: Objection, expected: str) -> None:
    assert objection_text(objection, small_tender) == expected


def test_award_tells_of_sharing_and_of_what_decided(small_tender: Tender) -> None:
    def place(name: str, *others: str) -> Ranked:
        card = Scorecard(Submission(SubmissionId(name), "a.xlsx", 1, "", name), (), (), D(50))
        return Ranked(2, card, tuple(map(SubmissionId, others)), "K1", Award.DRAW)

    ranked = (place("A", "B", "C"), place("B"), place("C"))
    text = award_text(ranked[0], LotResult("geheel", small_tender, ranked, (), (), (), ()))
    assert text.startswith("Voorstel: loten.")
    assert "gedeeld met B en C" in text
    assert "gaf K1 (Dichtbij) de doorslag" in text


def test_waiting_names_the_criteria(small_tender: Tender) -> None:
    assert waiting_text(("K2",), small_tender) == "Het cijfer ontbreekt nog voor K2 (Kwaliteit)."


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("39.9", "euro per dagdeel", "€ 39,90 per dagdeel"),
        ("1234.5", "euro", "€ 1.234,50"),
        ("40", "Euro per uur", "€ 40 per uur"),
        ("39.9", "procent", "39,9 procent"),
        ("2.5", "duizend euro", "2,5 duizend euro"),
        ("12", "", "12"),
    ],
)
def test_an_amount_is_written_as_one(number: str, unit: str, expected: str) -> None:
    assert in_unit(D(number), SimpleNamespace(unit=unit)) == expected
