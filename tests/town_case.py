"""A town with a few districts, made to measure: who has a place where now, and who offers what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.insight import Insight
from inkoop.domain.questions import Question
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Tender
from tests.report_cases import evaluated
from tests.scenarios.build import NUMBER, submission, tender

NAMES = {"noord": "Noord", "zuid": "Zuid", "oost": "Oost"}
KINDS = {"doen": "Iets doen", "leren": "Iets leren"}
GROUPS = {"oud": "Ouderen", "jong": "Jongeren"}
Spots = Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Provider:
    """One provider: its points, its clients and its places by district and function."""

    points: int
    now: Spots = field(default_factory=dict)
    places: Spots = field(default_factory=dict)
    groups: Sequence[str] = ("oud",)
    size: str = "klein"


def town_tender(contracts: int, **insight: Any) -> Tender:
    """One criterion of a hundred points, so that the points are what a provider says."""
    rule = {"soort": "lineair", "nul_bij": 0, "vol_bij": 100}
    made = tender(
        {
            "naam": "stad",
            "punten": 100,
            "plaatsen": contracts,
            "afronding": {"criterium": 2, "totaal": 2},
            "criteria": [{"code": "K", "gewicht": 100, "regel": rule}],
        }
    )
    asked = TypeAdapter(tuple[Question, ...]).validate_python(tuple(_questions()))
    told = {
        "huidig": {"vraag": "nu", "wijk": "wijk", "functie": "soort", "aantal": "aantal"},
        "aanbod": {"vraag": "locaties", "wijk": "wijk", "functie": "soorten", "plaatsen": "plaatsen"},
        "doelgroepen": "groepen",
        "behoefte": {"aantal": 100, "eenheid": "inwoners", "wijken": {"noord": 60}},
        "omvang": {"vraag": "grootte", "klein": ["klein"]},
        **insight,
    }
    return made.model_copy(
        update={"general": (*made.general, *asked), "insight": Insight.model_validate(told)}
    )


def _questions() -> list[dict[str, Any]]:
    district = {"code": "wijk", "tekst": "Wijk", "soort": "keuze", "keuzes": NAMES}
    now = [
        district,
        {"code": "soort", "tekst": "Soort", "soort": "keuze", "keuzes": KINDS},
        {"code": "aantal", "tekst": "Aantal", "soort": "geheel_getal", **NUMBER},
    ]
    offered = [
        district,
        {"code": "soorten", "tekst": "Soorten", "soort": "meerkeuze", "keuzes": KINDS},
        {"code": "plaatsen", "tekst": "Plaatsen", "soort": "geheel_getal", **NUMBER},
    ]
    return [
        {"code": "nu", "tekst": "Nu?", "soort": "tabel", "kolommen": now, "max_rijen": 50},
        {"code": "locaties", "tekst": "Waar?", "soort": "tabel", "kolommen": offered},
        {"code": "groepen", "tekst": "Wie?", "soort": "meerkeuze", "keuzes": GROUPS},
        {
            "code": "grootte",
            "tekst": "Hoe groot?",
            "soort": "keuze",
            "keuzes": {"klein": "Klein", "groot": "Groot"},
        },
    ]


def town(contracts: int, providers: Mapping[str, Provider], **insight: Any) -> Evaluation:
    """The evaluation of these providers."""
    handed_in = [
        submission(
            name,
            {
                "K": one.points,
                "nu": [{"wijk": w, "soort": s, "aantal": n} for (w, s), n in one.now.items()],
                "locaties": [{"wijk": w, "soorten": [s], "plaatsen": n} for (w, s), n in one.places.items()],
                "groepen": list(one.groups),
                "grootte": one.size,
            },
        )
        for name, one in providers.items()
    ]
    return evaluated(town_tender(contracts, **insight), handed_in, Assessment())
