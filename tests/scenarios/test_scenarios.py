"""Award scenarios that an officer can read, write and check by hand; see the YAML files beside this one."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from inkoop.domain.evaluation import (
    WHOLE_LOT,
    Award,
    LotResult,
    NoAnswer,
    NotAdmitted,
    NotAsked,
    NotCompared,
    Ranked,
    Score,
    Scorecard,
)
from inkoop.domain.tender import Tender
from tests.scenarios.build import Raw, evaluate, load

SCENARIOS = load(Path(__file__).parent)
PUBLISHED = [scenario for scenario in SCENARIOS if not scenario["bron"].startswith("eigen")]
KNOWN_KEYS = {"totaal", "rang", "punten", "drempel", "uitkomst", "omvang", "prijs", "aandeel", "kwaliteit"}
KNOWN_KEYS |= {"door", "gelijk_met", "ontbreekt", "eis", "reden", "groep", "formule"}


def name_of(scenario: Raw) -> str:
    """The name of a scenario in plain letters, so that it can be typed behind a command."""
    return normalize("NFKD", scenario["naam"]).encode("ascii", "ignore").decode()


def plain(number: Any) -> str:
    """A number without its trailing zeros."""
    text = f"{number:f}" if not isinstance(number, str) else number
    return text.rstrip("0").rstrip(".") if "." in text else text


def expected_by_lot(scenario: Raw) -> dict[str, Raw]:
    if "percelen" in scenario:
        return dict(scenario["verwacht"])
    return {WHOLE_LOT: scenario["verwacht"]}


def check_numbers(card: Scorecard, expected: Raw, name: str) -> None:
    if "totaal" in expected:
        assert str(card.total) == expected["totaal"], name
    for code, points in expected.get("punten", {}).items():
        assert plain(card.points(code)) == plain(points), f"{name}: {code}"
    shares = {score.criterion: score.share for score in card.scores}
    for code, share in expected.get("aandeel", {}).items():
        assert str(shares[code]) == share, f"{name}: {code}"
    if "kwaliteit" in expected:
        assert plain(card.quality) == plain(expected["kwaliteit"]), name
    if "prijs" in expected:
        assert card.price is not None, name
        assert plain(card.price.counted) == plain(expected["prijs"]), name
    if "formule" in expected:
        assert dict(card.working) == expected["formule"], name


def written(value: Any) -> Any:
    """A value of a reason as a scenario writes it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return list(value) if isinstance(value, tuple) else value


WORDS = {
    "answer": "antwoord", "below": "onder", "bonus": "bonus", "ceiling": "plafond", "choice": "keuze",
    "comment": "toelichting", "count": "aantal", "covered": "gedekt", "empty": "leeg",
    "extra": "bonusprocent", "factor": "factor", "full": "vol", "goal": "doel", "grade": "cijfer",
    "highest": "hoogste", "lower": "onder", "lowest": "laagste", "name": "naam", "percentage": "procent",
    "price": "prijs", "start": "vanaf", "upper": "boven", "value": "waarde", "zero": "nul",
}  # fmt: skip
"""What a scenario calls the numbers of a reason."""
UNSCORED = {NoAnswer: "geen_antwoord", NotAsked: "niet_gevraagd", NotCompared: "niet_vergeleken"}


def reason_of(score: Score, tender: Tender) -> Raw:
    """A reason as a scenario writes it: the kind of rule, or why nothing was scored, with its numbers."""
    leaf = next(leaf for leaf, _ in tender.leaves if leaf.code == score.criterion)
    assert leaf.rule is not None
    told = {each.name: getattr(score.reason, each.name) for each in fields(score.reason)}
    if steps := told.pop("steps", ()):
        (step,) = steps
        told |= {name: getattr(step, name) for name in ("grade", "name", "percentage")}
    numbers = {WORDS[name]: written(value) for name, value in told.items()}
    return {"soort": UNSCORED.get(type(score.reason), leaf.rule.kind), **numbers}


def check_words(card: Scorecard, expected: Raw, tender: Tender, name: str) -> None:
    reasons = {score.criterion: reason_of(score, tender) for score in card.scores}
    for code, words in expected.get("reden", {}).items():
        assert reasons[code] == words, f"{name}: {code}"
    groups = {group.criterion: group for group in card.groups}
    for code, words in expected.get("groep", {}).items():
        group = groups[code]
        numbers = {"punten": group.points, "van": group.maximum, "som": group.summed, "beste": group.best}
        assert {key: number for key, number in numbers.items() if number is not None} == words, (
            f"{name}: {code}"
        )


def check_outside(rejected: NotAdmitted, expected: Raw, name: str) -> None:
    subjects = [(objection.ground.value, objection.subject) for objection in rejected.objections]
    details = [objection.detail for objection in rejected.objections]
    if "drempel" in expected:
        assert subjects == [("drempel", code) for code in expected["drempel"]], name
    elif "eis" in expected:
        assert subjects == [("eis", expected["eis"])], name
    else:
        assert subjects == [("geen_uitkomst", "uitkomst")], name
        assert details == [expected["ontbreekt"]], name


def check_place(place: Ranked, expected: Raw, name: str) -> None:
    assert place.rank == expected["rang"], name
    if "uitkomst" in expected:
        assert place.award.value == expected["uitkomst"], name
    assert place.volume is None or place.award is Award.AWARDED, name
    if "omvang" in expected:
        assert plain(place.volume) == plain(expected["omvang"]), name
    if "door" in expected:
        assert place.tie_break == expected["door"], name
    if "gelijk_met" in expected:
        assert sorted(place.shared_with) == expected["gelijk_met"], name


def check_lot(lot: LotResult, expected: Raw) -> None:
    ranked = {place.scorecard.submission.tenderer: place for place in lot.ranking}
    below = {rejected.submission.tenderer: rejected for rejected in lot.not_admitted}
    over = expected.pop("over", None)
    assert over is None or plain(lot.undivided) == plain(over), lot.lot
    waits = {each.submission.tenderer: [point.code for point in each.findings] for each in lot.undecided}
    asked = {name: words["voorgelegd"] for name, words in expected.items() if "voorgelegd" in words}
    assert waits == asked, lot.lot
    expected = {name: words for name, words in expected.items() if name not in asked}
    assert set(expected) == set(ranked) | set(below), lot.lot
    for name, words in expected.items():
        assert set(words) <= KNOWN_KEYS, name
        card = ranked[name].scorecard if name in ranked else below[name].scorecard
        if card is not None:
            check_numbers(card, words, name)
            check_words(card, words, lot.tender, name)
        if name in below:
            check_outside(below[name], words, name)
        else:
            check_place(ranked[name], words, name)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=name_of)
def test_scenario(scenario: Raw) -> None:
    results = evaluate(scenario)
    expected = expected_by_lot(scenario)
    assert set(results) == set(expected)
    for lot, words in expected.items():
        check_lot(results[lot], dict(words))


def turned(value: Any, keep: frozenset[str] = frozenset({"bij_gelijk", "banden", "procenten"})) -> Any:
    """The same with every mapping and every list of parts the other way round."""
    if isinstance(value, dict):
        return {key: item if key in keep else turned(item) for key, item in reversed(value.items())}
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [turned(item) for item in reversed(value)]
    return value


@pytest.mark.parametrize("scenario", SCENARIOS, ids=name_of)
def test_the_order_of_files_rows_and_keys_never_matters(scenario: Raw) -> None:
    keep = ("verwacht", "schalen", "getrokken")
    other = turned({key: value for key, value in scenario.items() if key not in keep})
    other |= {key: scenario[key] for key in keep if key in scenario}
    before, after = evaluate(scenario), evaluate(other)
    for lot, result in before.items():
        assert standing(result) == standing(after[lot])
        assert result.undivided == after[lot].undivided


def standing(result: LotResult) -> list[tuple[Any, ...]]:
    places = [
        (place.scorecard.submission.tenderer, place.rank, place.scorecard.total, place.award, place.volume)
        for place in result.ranking
    ]
    outside = [(rejected.submission.tenderer, len(rejected.objections)) for rejected in result.not_admitted]
    return [*places, *sorted(outside)]


def test_there_are_scenarios_and_each_names_its_source() -> None:
    assert len(SCENARIOS) >= 100
    assert len(PUBLISHED) >= 30
    names = [scenario["naam"] for scenario in SCENARIOS]
    assert len(set(names)) == len(names)
