"""Kaders made to measure: a few criteria and an award, everything else as plain as can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from inkoop.domain.tender import Tender

STEPS = tuple((grade, f"cijfer {grade}", grade * 10) for grade in (0, 2, 4, 6, 8, 10))
NUMBER = {
    "eenheid": "dagen",
    "definitie": "Het aantal werkdagen dat iemand wacht.",
    "minimum": 0,
    "maximum": 60,
}
MONEY = {"eenheid": "euro", "definitie": "Het bedrag per dagdeel zonder btw.", "minimum": 50, "maximum": 150}
INFO: dict[str, Any] = {
    "kenmerk": "P-1",
    "titel": "Proef",
    "opdrachtgever": "Gemeente Voorbeeld",
    "procedure": "sas",
    "publicatie": "2026-01-05 09:00",
    "sluiting": "2026-03-02 12:00",
    "tijdzone": "Europe/Amsterdam",
    "fictief": "ja",
    "inleiding": "Een proef met ontwikkeling, behoud en begeleide achteruitgang.",
    "indienen": "Stuur het formulier op.",
    "contact": {"naam": "Inkoop", "email": "inkoop@voorbeeld.nl"},
}


def graded(code: str, weight: int, words: int = 200, **more: Any) -> dict[str, Any]:
    """A criterion with an open answer."""
    question = {
        "code": f"V{code}",
        "soort": "tekst",
        "tekst": "Hoe werkt u aan ontwikkeling, behoud en achteruitgang?",
        "max_woorden": words,
    }
    return _leaf(code, weight, question, {"soort": "beoordeeld", "schaal": "schaal"}, more)


def price(
    code: str, weight: int, rule: Mapping[str, Any], asked: Mapping[str, Any] = MONEY
) -> dict[str, Any]:
    """A criterion on the price."""
    question = {"code": f"V{code}", "soort": "bedrag", "tekst": "Wat is uw tarief?", **asked}
    return _leaf(code, weight, question, rule, {})


def scored(code: str, weight: int, question: Mapping[str, Any], rule: Mapping[str, Any]) -> dict[str, Any]:
    """Any other criterion."""
    return _leaf(code, weight, {"code": f"V{code}", "tekst": f"Vraag {code}?", **question}, rule, {})


def _leaf(
    code: str, weight: int, question: Mapping[str, Any], rule: Mapping[str, Any], more: Mapping[str, Any]
) -> dict[str, Any]:
    made = {
        "code": code,
        "titel": f"Criterium {code}",
        "bron": "P1",
        "vraag": dict(question),
        "regel": dict(rule),
    }
    return made | {"gewicht": weight} | dict(more)


def planted(
    criteria: Sequence[Mapping[str, Any]],
    award: Mapping[str, Any] | None = None,
    info: Mapping[str, Any] | None = None,
    steps: Sequence[tuple[int, str, int]] = STEPS,
    **more: Any,
) -> Tender:
    """A kader with these criteria."""
    rules: dict[str, Any] = {
        "methode": "gewogen_punten",
        "punten": 100,
        "plaatsen": 2,
        "afronding": {"criterium": 2, "totaal": 2},
    }
    shares = [
        {"cijfer": grade, "naam": name, "procent": share, "omschrijving": "Zo."}
        for grade, name, share in steps
    ]
    return Tender.model_validate(
        exact(
            {
                "kader": 1,
                "aanbesteding": INFO | dict(info or {}),
                "bronnen": [
                    {
                        "code": "b",
                        "titel": "Beleid",
                        "uitgever": "Gemeente",
                        "jaar": 2025,
                        "uitgangspunten": [{"code": "P1", "tekst": "Dicht bij huis."}],
                    }
                ],
                "schalen": {"schaal": {"titel": "Schaal", "stappen": shares}},
                "algemeen": [{"code": "naam", "tekst": "Naam?", "soort": "tekst", "max_woorden": 9}],
                "criteria": list(criteria),
                "gunning": rules | dict(award or {}),
                **more,
            }
        )
    )


def exact(value: Any) -> Any:
    """Floats as the decimals that were written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list) else value
