"""Small tenders in which a price is not public, by every rule that looks at one, drawn at random."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from typing import Any

from tests.reckoning.invent import NUMBER, question
from tests.reckoning.invent_bids import Invented, file_of

Raw = dict[str, Any]
RULES: dict[str, Raw] = {
    "bandbreedte": {"soort": "vaste_bandbreedte", "ondergrens": 30, "bovengrens": 60, "buiten": "begrenzen"},
    "smal": {"soort": "vaste_bandbreedte", "ondergrens": 38, "bovengrens": 50, "buiten": "voorleggen"},
    "laagste": {"soort": "laagste_prijs_gedeeld_door_prijs"},
    "kwadraat": {"soort": "laagste_prijs_gedeeld_door_prijs", "macht": 2},
    "boven": {"soort": "percentage_boven_laagste", "nul_bij": 100},
    "onder nul": {"soort": "percentage_boven_laagste", "nul_bij": 40, "onder_nul": "negatief"},
    "hoogste": {"soort": "lineair_laagste_hoogste"},
    "plafond": {"soort": "plafond_met_beste_bod", "plafond": 65, "buiten": "begrenzen"},
    "logaritme": {"soort": "logaritmisch", "factor": 2},
    "lineair": {"soort": "lineair", "nul_bij": 60, "vol_bij": 30},
}
METHODS = ("laagste_prijs", "prijs_per_kwaliteitspunt", "gunnen_op_waarde", "utiliteitsindex")
STEPS: Raw = {
    "soort": "banden",
    "banden": [{"vanaf": 0, "procent": 100}, {"vanaf": 38, "procent": 60}, {"vanaf": 48, "procent": 20}],
}


def invent(rule: str, hiding: str, seed: int) -> Invented:
    """A tender with two contracts and four to seven bids.

    Args:
        rule: a name of RULES, a method that reckons with the price itself, or `banden`.
        hiding: `vertrouwelijk` for all prices, or `winnaars` for those without a contract.
    """
    random = Random(f"{rule} {hiding} {seed}")
    in_value = rule == "gunnen_op_waarde"
    asked = question("tarief", "bedrag", **NUMBER | {"minimum": 20, "maximum": 80})
    terms = RULES.get(rule) or (STEPS if rule == "banden" else {"soort": "prijs"})
    if terms["soort"] not in ("lineair", "banden"):
        terms = {"btw": "vrijgesteld"} | terms
    price: Raw = {"code": "K3", "titel": "Prijs", "bron": "M1", "vraag": asked, "regel": terms}
    weight = 0 if rule in METHODS else random.choice([20, 30, 40])
    if hiding == "vertrouwelijk":
        asked["vertrouwelijk"] = "ja"
    inner = question("plaatsen", "geheel_getal", **NUMBER | {"maximum": 20})
    many = {"code": "K1", "titel": "Plaatsen", "bron": "M1", "vraag": inner}
    many |= {"regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 20}}
    graded = {"code": "K2", "titel": "Plan", "bron": "M1", "vraag": question("plan", "tekst", max_woorden=50)}
    graded |= {"regel": {"soort": "beoordeeld", "schaal": "kwaliteit"}}
    if in_value:
        many["waarde"], graded["waarde"] = 10, 20
    else:
        many["gewicht"], graded["gewicht"] = 40, 60 - weight
    price["gewicht"] = weight
    method = rule if rule in METHODS else "gewogen_punten"
    digits = 4 if method in ("utiliteitsindex", "prijs_per_kwaliteitspunt") else 2
    award: Raw = {"methode": method, "punten": 100, "plaatsen": 2, "bij_uitval": "handhaven"}
    award["afronding"] = {"criterium": 2, "totaal": digits}
    if in_value:
        del award["punten"]
    if method == "utiliteitsindex":
        award["prijsgewicht"] = 40
    kader: Raw = {
        "kader": 1,
        "aanbesteding": {
            "kenmerk": f"GEHEIM-{seed}",
            "titel": "Verzonnen aanbesteding",
            "opdrachtgever": "Gemeente Meerdonk",
            "procedure": "sas",
            "publicatie": "2027-03-01 09:00",
            "sluiting": "2027-04-12 12:00",
            "tijdzone": "Europe/Amsterdam",
            "fictief": "ja",
            "inleiding": "Verzonnen.",
            "indienen": "Lever het formulier in.",
            "contact": {"naam": "Inkoop", "email": "inkoop@meerdonk.example"},
        },
        "bronnen": [
            {
                "code": "nota",
                "titel": "Nota",
                "uitgever": "Raad",
                "jaar": 2026,
                "uitgangspunten": [{"code": "M1", "tekst": "Dagbesteding is dichtbij."}],
            }
        ],
        "schalen": {
            "kwaliteit": {
                "titel": "Kwaliteit",
                "stappen": [
                    {"cijfer": n, "naam": f"stap {n}", "procent": 25 * n, "omschrijving": "Zo is het."}
                    for n in range(5)
                ],
            }
        },
        "algemeen": [question("naam", "tekst", max_woorden=9), question("kvk", "kvk")],
        "criteria": [many, graded, price],
        "gunning": award,
    }
    if hiding == "winnaars":
        kader["openbaar"] = {"prijzen": "winnaars"}
    made = Invented(kader)
    for number in range(random.randint(4, 7)):
        low, high = (3805, 4995) if rule == "smal" else (3105, 5895)
        made.bids.append(
            {
                "naam": f"Stichting {'ABCDEFGH'[number]}",
                "kvk": f"{90000000 + number}",
                "plaatsen": random.randint(4, 20),
                "plan": "Zo werken wij samen.",
                "tarief": random.randint(low, high) / 100,
            }
        )
        made.grades[file_of(number), "K2"] = Fraction(random.randint(1, 4))
    return made
