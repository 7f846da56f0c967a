"""Tenders for the tests of methods and lots, small enough to check by hand, with their submissions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Grade, Submission, SubmissionId
from inkoop.domain.tender import Tender
from tests import values
from tests.report_cases import evaluated

ROUNDED = {"criterium": 2, "totaal": 2}
AREAS = {"noord": "Noord en centrum", "oost": "Oost", "zuid": "Zuid en west"}
SCALE = {
    "titel": "Mate waarin het plan overtuigt",
    "stappen": [
        {"cijfer": 0, "naam": "niet", "procent": 0, "omschrijving": "Het plan geeft geen antwoord."},
        {
            "cijfer": 6,
            "naam": "gedeeltelijk",
            "procent": 60,
            "omschrijving": "Op punten vaag.",
        },
        {"cijfer": 8, "naam": "goed", "procent": 80, "omschrijving": "Het plan is concreet."},
        {"cijfer": 10, "naam": "volledig", "procent": 100, "omschrijving": "Concreet, met bewijs."},
    ],
}


def graded(code: str, title: str, **more: Any) -> dict[str, Any]:
    """A criterion that the panel grades."""
    question = {"code": f"plan_{code}", "tekst": f"Beschrijf uw plan: {title.lower()}.", "soort": "tekst"}
    return {
        "code": code,
        "titel": title,
        "bron": "P1",
        "vraag": question | {"max_woorden": 300},
        "regel": {"soort": "beoordeeld", "schaal": "plan"},
        **more,
    }


def price(weight: int | None = 0, **rule: Any) -> dict[str, Any]:
    """The price, by default as the method itself reckons with it."""
    question = {
        "code": "prijs",
        "tekst": "Wat is uw prijs voor een jaar?",
        "soort": "bedrag",
        "eenheid": "euro per jaar",
        "definitie": "Alles inbegrepen.",
        "minimum": 1,
        "maximum": 10000000,
    }
    weighed = {} if weight is None else {"gewicht": weight}
    return {"code": "P", "titel": "Prijs", "bron": "P1", "vraag": question, **weighed} | {
        "regel": {"soort": "prijs", **rule}
    }


def tender(title: str, criteria: list[dict[str, Any]], award: dict[str, Any], **more: Any) -> Tender:
    """A tender that differs only in what is scored and how it is awarded."""
    return Tender.model_validate(
        {
            "kader": 1,
            "aanbesteding": {
                "kenmerk": "PROEF-2026",
                "titel": title,
                "opdrachtgever": "Gemeente Voorbeeld",
                "procedure": "sas",
                "publicatie": "2026-01-05 09:00",
                "sluiting": "2026-02-02 12:00",
                "tijdzone": "Europe/Amsterdam",
                "fictief": "ja",
                "fictief_toelichting": "Aanbieders, cijfers en bedragen zijn verzonnen",
                "inleiding": "Dagbesteding voor inwoners die overdag een plek zoeken.",
                "indienen": "Stuur het formulier op.",
                "contact": {"naam": "Inkoop", "email": "inkoop@voorbeeld.nl"},
            },
            "bronnen": [
                {
                    "code": "plan",
                    "titel": "Meedoen in de wijk",
                    "uitgever": "Gemeente Voorbeeld",
                    "jaar": 2025,
                    "uitgangspunten": [{"code": "P1", "tekst": "Dicht bij huis, in de eigen wijk"}],
                }
            ],
            "codelijsten": {"gebieden": {"titel": "Gebieden", "waarden": AREAS}},
            "schalen": {"plan": SCALE},
            "algemeen": [
                {"code": "naam", "tekst": "Hoe heet uw organisatie?", "soort": "tekst", "max_woorden": 12},
                *more.pop("algemeen", []),
            ],
            "criteria": criteria,
            "gunning": {"plaatsen": 1, "afronding": ROUNDED, **award},
            **more,
        }
    )


def offers(made: Tender, given: Mapping[str, Mapping[str, Any]]) -> Evaluation:
    """An evaluation of offers: a grade for a code of a criterion, else the answer to a question."""
    assessed = {leaf.code for leaf in made.assessed}
    grades = {
        (name, code): Grade(
            SubmissionId(name), code, Decimal(grade), "Helder beschreven.", _place("Cijfers", row)
        )
        for name, answers in given.items()
        for row, (code, grade) in enumerate(answers.items(), start=2)
        if code in assessed
    }
    found = [_submission(name, answers, assessed) for name, answers in given.items()]
    return evaluated(made, found, Assessment((("cijfers.xlsx", 9321, "cd" * 32),), grades))


def _submission(name: str, answers: Mapping[str, Any], assessed: set[str]) -> Submission:
    own = {code: value for code, value in answers.items() if code not in assessed}
    plans = {f"plan_{code}": "Ons plan." for code in answers if code in assessed}
    every = {"naam": name, **own, **plans}
    made = {
        code: Answer(code, str(value), _value(value), _place("Antwoorden", row))
        for row, (code, value) in enumerate(every.items(), start=6)
    }
    return Submission(
        SubmissionId(name), f"{name.split()[-1].lower()}.xlsx", 18342, "ab" * 32, name, answers=made
    )


def _place(sheet: str, row: int) -> CellPlace:
    return CellPlace("formulier.xlsx", sheet, f"D{row}")


def _value(raw: Any) -> Any:
    if isinstance(raw, dict):
        return values.made([{"gebied": area, **cells} for area, cells in raw.items()])
    return values.made(raw)


@cache
def value_award() -> Evaluation:
    """Gunnen op waarde (Negometrix): € 80.000 with a criterion of € 2.500 at 60 % counts as € 78.500."""
    made = tender(
        "Dagbesteding met vervoer",
        [
            graded("K1", "Dicht bij huis", waarde=2500),
            graded("K2", "Samen met de buurt", waarde=6000, drempel=3600),
            price(None),
        ],
        {"methode": "gunnen_op_waarde", "bij_gelijk": ["kwaliteit"]},
    )
    return offers(
        made,
        {
            "Stichting Anker": {"K1": 6, "K2": 10, "prijs": 80000},
            "Bark Dagbesteding": {"K1": 10, "K2": 8, "prijs": 81500},
            "Zorgboerderij De Cello": {"K1": 8, "K2": 6, "prijs": 77900},
            "Coöperatie Dok": {"K1": 10, "K2": 0, "prijs": 70000},
        },
    )


@cache
def utility_index() -> Evaluation:
    """Quality 60, price 40: (1 − (90 % − 80 %) × 1,5) × 600 : 875 = 0,5829."""
    made = tender(
        "Arbeidsmatige dagbesteding",
        [graded("K1", "Begeleiding", gewicht=50), graded("K2", "Doorstroom", gewicht=50), price()],
        {
            "methode": "utiliteitsindex",
            "punten": 100,
            "prijsgewicht": 40,
            "bij_uitval": "herberekenen",
            "afronding": {"criterium": 2, "totaal": 4},
        },
    )
    return offers(
        made,
        {
            "Stichting Anker": {"K1": 8, "K2": 10, "prijs": 800000},
            "Bark Dagbesteding": {"K1": 10, "K2": 6, "prijs": 875000},
            "Zorgboerderij De Cello": {"K1": 6, "K2": 6, "prijs": 600000},
        },
    )


@cache
def price_per_point() -> Evaluation:
    """The price per point of quality, with a floor and an addition for every week of waiting."""
    waiting = {
        "code": "wachttijd",
        "tekst": "Hoeveel weken wacht een inwoner hoogstens?",
        "soort": "geheel_getal",
        "eenheid": "weken",
        "definitie": "Van vraag tot start.",
        "minimum": 0,
        "maximum": 26,
    }
    made = tender(
        "Dagbesteding op het platteland",
        [
            graded("K1", "Natuur en groen", gewicht=40),
            graded("K2", "Rust en regelmaat", gewicht=60),
            price(minimumtarief=60000, bijtelling=[{"vraag": "wachttijd", "per_eenheid": 500}]),
        ],
        {"methode": "prijs_per_kwaliteitspunt", "punten": 100, "plaatsen": 2},
        algemeen=[waiting],
    )
    return offers(
        made,
        {
            "Stichting Anker": {"K1": 8, "K2": 10, "prijs": 64000, "wachttijd": 2},
            "Bark Dagbesteding": {"K1": 6, "K2": 8, "prijs": 58000, "wachttijd": 6},
            "Zorgboerderij De Cello": {"K1": 10, "K2": 10, "prijs": 71000, "wachttijd": 0},
            "Coöperatie Dok": {"K1": 0, "K2": 0, "prijs": 61000, "wachttijd": 1},
        },
    )


@cache
def qcbs() -> Evaluation:
    """A technical threshold first; then quality and the price of the survivors."""
    made = tender(
        "Beschut werk en dagbesteding",
        [
            {
                "code": "K",
                "titel": "Kwaliteit",
                "bron": "P1",
                "gewicht": 70,
                "drempel": 49,
                "criteria": [
                    graded("K1", "Werkwijze", gewicht=60),
                    graded("K2", "Team", gewicht=40),
                ],
            },
            price(30, soort="laagste_prijs_gedeeld_door_prijs"),
        ],
        {"methode": "qcbs", "punten": 100, "bij_uitval": "handhaven"},
    )
    return offers(
        made,
        {
            "Stichting Anker": {"K1": 8, "K2": 10, "prijs": 120000},
            "Bark Dagbesteding": {"K1": 10, "K2": 6, "prijs": 108000},
            "Coöperatie Dok": {"K1": 6, "K2": 6, "prijs": 80000},
        },
    )


@cache
def rescaled() -> Evaluation:
    """The best quality gets all points: 64 of 80 becomes 80."""
    made = tender(
        "Dagbesteding voor jongeren",
        [
            {
                "code": "K",
                "titel": "Kwaliteit",
                "bron": "P1",
                "gewicht": 80,
                "herschalen": "beste",
                "criteria": [graded("K1", "Werkwijze", gewicht=50), graded("K2", "Team", gewicht=50)],
            },
            price(20, soort="lineair_laagste_hoogste"),
        ],
        {"methode": "gewogen_punten", "punten": 100},
    )
    return offers(
        made,
        {
            "Stichting Anker": {"K1": 8, "K2": 8, "prijs": 90000},
            "Bark Dagbesteding": {"K1": 6, "K2": 8, "prijs": 80000},
        },
    )


def lots_tender(**limits: Any) -> Tender:
    """Three areas, 100 places in two and 60 in the third; a provider gets at most two."""
    area = {"code": "gebied", "tekst": "Gebied", "soort": "keuze", "keuzes": "gebieden"}
    number = {"soort": "geheel_getal", "definitie": "Een getal.", "minimum": 0, "maximum": 500}
    table = {
        "code": "aanbod",
        "tekst": "Hoeveel plekken biedt u in elk gebied, en wat is uw voorkeur?",
        "soort": "tabel",
        "kolommen": [
            area,
            {"code": "plekken", "tekst": "Plekken", "eenheid": "plekken", **number},
            {"code": "keus", "tekst": "Voorkeur: 1 is de eerste keus", "eenheid": "keus", **number},
        ],
        "vaste_rijen": "gebied",
    }
    asked = {"code": "percelen", "tekst": "Op welke gebieden schrijft u in?", "soort": "meerkeuze"}
    return tender(
        "Dagbesteding in drie gebieden",
        [
            graded("K1", "Dicht bij huis", gewicht=40),
            graded("K2", "Begeleiding", gewicht=60),
            graded("K3", "Nachtopvang", gewicht=0),
        ],
        {
            "methode": "alleen_kwaliteit",
            "punten": 100,
            "plaatsen": 2,
            "capaciteit": {"omvang": 100, "eenheid": "plekken", "vraag": "aanbod", "kolom": "plekken"},
        },
        algemeen=[asked | {"keuzes": "gebieden"}, table],
        percelen={
            "vraag": "percelen",
            "lijst": [
                {"code": "noord", "titel": AREAS["noord"], "criteria": ["K1", "K2"]},
                {"code": "oost", "titel": AREAS["oost"], "criteria": ["K1", "K2"]},
                {
                    "code": "zuid",
                    "titel": AREAS["zuid"],
                    "gewichten": {"K1": 20, "K2": 50, "K3": 30},
                    "omvang": 60,
                },
            ],
            "voorkeur": "aanbod",
            "voorkeur_kolom": "keus",
            "hoogstens": 2,
            **limits,
        },
    )


def lots_offers(made: Tender, choice: Callable[[str, int], int] = lambda _area, own: own) -> Evaluation:
    """Four providers: Anker is first everywhere, and may keep only the two lots it prefers."""

    def bid(grades: tuple[int, int, int], **areas: tuple[int, int]) -> dict[str, Any]:
        rows = {area: {"plekken": n, "keus": choice(area, own)} for area, (n, own) in areas.items()}
        return {
            "percelen": tuple(areas),
            "aanbod": rows,
            **dict(zip(("K1", "K2", "K3"), grades, strict=True)),
        }

    return offers(
        made,
        {
            "Stichting Anker": bid((10, 10, 10), noord=(60, 2), oost=(40, 3), zuid=(35, 1)),
            "Bark Dagbesteding": bid((8, 10, 6), noord=(70, 1), oost=(50, 2)),
            "Zorgboerderij De Cello": bid((6, 8, 10), oost=(30, 1), zuid=(20, 2)),
            "Coöperatie Dok": bid((8, 6, 6), noord=(25, 1), zuid=(40, 2)),
        },
    )


@cache
def three_lots() -> Evaluation:
    """Three lots, two places each, a capacity, and own preferences."""
    return lots_offers(lots_tender())


@cache
def lots_without_preference() -> Evaluation:
    """The same, but nobody says what comes first."""
    return lots_offers(lots_tender(), lambda _area, _own: 1)


METHODS: Mapping[str, Callable[[], Evaluation]] = {
    "gunnen_op_waarde": value_award,
    "utiliteitsindex": utility_index,
    "prijs_per_kwaliteitspunt": price_per_point,
    "qcbs": qcbs,
    "herschaald": rescaled,
    "percelen": three_lots,
    "zonder_voorkeur": lots_without_preference,
}
"""Every test tender by a name."""
