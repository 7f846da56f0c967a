"""Award scenarios that an officer can read, write and check by hand; see the YAML files beside this one."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from inkoop.domain.evaluation import LotResult
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Grade, Row, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.evaluation import Evaluator

NOWHERE = CellPlace("scenario")
RULE_QUESTION = {"ja_nee": "ja_nee", "keuze": "keuze", "dekking": "meerkeuze", "aantal": "meerkeuze"}
NUMBER = {"eenheid": "stuks", "definitie": "Telling.", "minimum": 0, "maximum": 100000000}


def exact(value: Any) -> Any:
    """YAML floats as the decimals that were written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list) else value


def scenarios() -> list[dict[str, Any]]:
    files = sorted(Path(__file__).parent.glob("*.yaml"))
    return [exact(item) for file in files for item in YAML(typ="safe").load(file)]


SCENARIOS = scenarios()


def question(criterion: dict[str, Any]) -> dict[str, Any]:
    rule = criterion["regel"]
    base = {"code": criterion["code"], "tekst": criterion["code"]}
    if rule["soort"] == "beoordeeld":
        return base | {"soort": "tekst", "max_woorden": 100}
    if "hoeveelheden" in rule:
        codes = {code: code for code in rule["hoeveelheden"]}
        columns = [
            {"code": "product", "tekst": "Product", "soort": "keuze", "keuzes": codes},
            {"code": "tarief", "tekst": "Tarief", "soort": "bedrag", **NUMBER},
        ]
        return base | {"soort": "tabel", "kolommen": columns, "vaste_rijen": "product"}
    kind = RULE_QUESTION.get(rule["soort"], "bedrag")
    if kind == "ja_nee":
        return base | {"soort": kind}
    if kind in ("keuze", "meerkeuze"):
        return base | {"soort": kind, "keuzes": {"a": "A", "b": "B", "c": "C"}}
    return base | {"soort": kind, **NUMBER}


def criterion(raw: dict[str, Any]) -> dict[str, Any]:
    made = {"titel": raw["code"], "bron": "P1", **raw}
    if "criteria" in raw:
        return made | {"criteria": [criterion(child) for child in raw["criteria"]]}
    return made | {"vraag": question(raw)}


def tender(scenario: dict[str, Any]) -> Tender:
    award = {
        key: scenario[key]
        for key in ("punten", "plaatsen", "drempel", "afronding", "bij_gelijk")
        if key in scenario
    }
    steps = [(0, 0), (1, 25), (2, 60), (3, 100)]
    return Tender.model_validate(
        {
            "kader": 1,
            "aanbesteding": {
                "kenmerk": "S",
                "titel": scenario["naam"],
                "opdrachtgever": "Voorbeeld",
                "procedure": "sas",
                "publicatie": "2026-01-01 12:00",
                "sluiting": "2026-02-01 12:00",
                "tijdzone": "Europe/Amsterdam",
                "fictief": "ja",
                "inleiding": "Scenario.",
                "indienen": "Niet.",
                "contact": {"naam": "N", "email": "n@voorbeeld.nl"},
            },
            "bronnen": [
                {
                    "code": "b",
                    "titel": "B",
                    "uitgever": "U",
                    "jaar": 2020,
                    "uitgangspunten": [{"code": "P1", "tekst": "P"}],
                }
            ],
            "schalen": {
                "rws": {
                    "titel": "Schaal",
                    "stappen": [
                        {"cijfer": grade, "naam": str(grade), "procent": share, "omschrijving": "O."}
                        for grade, share in steps
                    ],
                }
            },
            "algemeen": [{"code": "naam", "tekst": "Naam", "soort": "tekst", "max_woorden": 9}],
            "criteria": [criterion(raw) for raw in scenario["criteria"]],
            "gunning": {"methode": "gewogen_punten", **award},
        }
    )


def value(raw: Any) -> Any:
    if raw in ("ja", "nee"):
        return raw == "ja"
    if isinstance(raw, list) and raw and isinstance(raw[0], dict):
        return tuple(Row({k: value(v) for k, v in row.items()}, {}) for row in raw)
    if isinstance(raw, list):
        return tuple(raw)
    return Decimal(raw) if isinstance(raw, int | Decimal) else raw


def submission(name: str, answers: dict[str, Any]) -> Submission:
    made = {code: Answer(code, str(raw), value(raw), NOWHERE) for code, raw in answers.items()}
    return Submission(f"{name}.xlsx", 1, "", name, answers=made)


def evaluate(scenario: dict[str, Any]) -> LotResult:
    grades = {
        (name, code): Grade(name, code, Decimal(grade), "Omdat.", NOWHERE)
        for name, given in scenario.get("cijfers", {}).items()
        for code, grade in given.items()
    }
    offers = [submission(name, answers) for name, answers in scenario["inschrijvingen"].items()]
    return Evaluator(tender(scenario), Assessment(grades=grades)).evaluate(offers)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["naam"])
def test_scenario(scenario: dict[str, Any]) -> None:
    lot = evaluate(scenario)
    ranked = {place.scorecard.submission.tenderer: place for place in lot.ranking}
    below = {rejected.submission.tenderer: rejected for rejected in lot.not_admitted}
    assert set(scenario["verwacht"]) == set(ranked) | set(below)
    for name, expected in scenario["verwacht"].items():
        card = ranked[name].scorecard if name in ranked else below[name].scorecard
        assert card is not None
        assert str(card.total) == expected["totaal"], name
        for code, points in expected.get("punten", {}).items():
            assert f"{card.points(code):f}".rstrip("0").rstrip(".") == points.rstrip("0").rstrip("."), code
        if "drempel" in expected:
            assert [objection.subject for objection in below[name].objections] == expected["drempel"]
        else:
            assert ranked[name].rank == expected["rang"], name
        if "uitkomst" in expected:
            assert ranked[name].award.value == expected["uitkomst"], name


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s["naam"])
def test_the_order_of_submissions_never_matters(scenario: dict[str, Any]) -> None:
    turned = scenario | {"inschrijvingen": dict(reversed(scenario["inschrijvingen"].items()))}
    assert [p.scorecard.submission.tenderer for p in evaluate(scenario).ranking] == [
        p.scorecard.submission.tenderer for p in evaluate(turned).ranking
    ]


def test_there_are_scenarios_and_each_names_its_source() -> None:
    assert len(SCENARIOS) >= 15
    assert all(scenario["bron"] for scenario in SCENARIOS)
