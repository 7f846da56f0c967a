"""Small kaders with lots, drawn at random."""

from __future__ import annotations

from random import Random
from typing import Any

Raw = dict[str, Any]
LOTS = {"noord": "Noord", "zuid": "Zuid", "oost": "Oost", "west": "West"}
NUMBER = {"eenheid": "stuks", "definitie": "Hoeveel het er zijn.", "minimum": 0, "maximum": 100000}
WITH_PRICE = ("laagste_prijs", "prijs_per_kwaliteitspunt", "gunnen_op_waarde", "utiliteitsindex")
COMPARING = (
    {"soort": "laagste_prijs_gedeeld_door_prijs"},
    {"soort": "laagste_prijs_gedeeld_door_prijs", "macht": 2},
    {"soort": "percentage_boven_laagste", "nul_bij": 50},
    {"soort": "lineair_laagste_hoogste"},
    {"soort": "logaritmisch", "factor": 2},
    {"soort": "logaritmisch", "factor": 1.5, "onder_nul": "negatief"},
    {"soort": "percentage_boven_laagste", "nul_bij": 40, "onder_nul": "negatief"},
    {"soort": "plafond_met_beste_bod", "plafond": 45, "buiten": "begrenzen"},
    {"soort": "plafond_met_beste_bod", "plafond": 45, "buiten": "voorleggen"},
)


def invent_kader(random: Random, seed: int) -> Raw:
    """A kader that the program should take."""
    kader = _kader(random, seed)
    if random.random() < 0.5:
        _ask_per_lot(random, kader)
    return kader


def question(code: str, kind: str, **more: Any) -> Raw:
    """A question with what every question has."""
    return {"code": code, "soort": kind, "tekst": f"Vraag {code}?"} | more


def _by_lot(code: str, column: str, lots: dict[str, str], most: int) -> Raw:
    columns = [
        question("perceel", "keuze", keuzes=lots),
        question(column, "geheel_getal", **NUMBER | {"maximum": most}, verplicht="nee"),
    ]
    return question(code, "tabel", kolommen=columns, vaste_rijen="perceel", verplicht="nee")


def _kader(random: Random, seed: int) -> Raw:
    lots = dict(list(LOTS.items())[: random.randint(2, 4)])
    method = random.choice(["gewogen_punten"] * 8 + ["alleen_kwaliteit", "qcbs", *WITH_PRICE])
    general = [
        question("naam", "tekst", max_woorden=9),
        question("kvk", "kvk"),
        question("perceel", "meerkeuze", keuzes=lots),
        question("wacht", "geheel_getal", **NUMBER | {"maximum": 9}),
    ]
    kader: Raw = {
        "kader": 1,
        "aanbesteding": {
            "kenmerk": f"PROEF-{seed}",
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
                "uitgangspunten": [_principle()],
            }
        ],
        "schalen": {"kwaliteit": {"titel": "Kwaliteit", "stappen": _steps(random)}},
        "algemeen": general,
        "eisen": _demands(random, next(iter(lots))),
        "criteria": _criteria(random, method, next(iter(lots))),
        "gunning": _award(random, method, general, lots),
        "percelen": _lots(random, general, lots),
        "zelfcontrole": {"punten": "ja"},
    }
    if "capaciteit" not in kader["gunning"]:
        for one in kader["percelen"]["lijst"]:
            one.pop("omvang", None)
        kader["percelen"].pop("hoogstens_omvang", None)
    elif "voorkeur" not in kader["percelen"]:
        kader["gunning"]["capaciteit"].pop("aanbod_geldt", None)
    if method == "alleen_kwaliteit":
        for one in kader["percelen"]["lijst"]:
            one["criteria"].remove("K3")
    if "vergelijken_met" in kader["gunning"]:
        kader["criteria"][1]["drempel"] = "30%"
    if method not in WITH_PRICE and random.random() < 0.2:
        kader["openbaar"] = {"prijzen": "winnaars"}
    return kader


def _principle() -> Raw:
    return {"code": "M1", "tekst": "Dagbesteding is dichtbij."}


def _steps(random: Random) -> list[Raw]:
    percents = random.choice([(0, 25, 60, 100)] * 4 + [(-50, 0, 60, 100)])
    return [
        {"cijfer": grade, "naam": f"stap {grade}", "procent": percent, "omschrijving": "Zo is het."}
        for grade, percent in enumerate(percents)
    ]


def _demands(random: Random, first: str) -> list[Raw]:
    about_lot = {"alleen_als": {"vraag": "perceel", "is": first}}
    return [
        _demand("E1", "afwijzen", question("V1", "ja_nee"), {"is": "ja"}),
        _demand("E2", "voorleggen", question("V2", "keuze", keuzes={"merk": "Keurmerk", "anders": "Anders"}),
                {"is": "merk"}),
        _demand("E3", random.choice(["afwijzen", "voorleggen"]),
                question("V3", "geheel_getal", **NUMBER, **about_lot), {"maximaal": 8}),
    ]  # fmt: skip


def _demand(code: str, effect: str, asked: Raw, test: Raw) -> Raw:
    head = {"code": code, "titel": f"Eis {code}", "soort": "minimumeis", "bron": "M1"}
    return head | {"gevolg": effect, "vraag": asked, "voldoet": test}


def _quality_rule(random: Random, code: str, **more: Any) -> tuple[Raw, Raw]:
    """A question with a rule that fits it."""
    areas = {"n": "Noord", "o": "Oost", "z": "Zuid", "w": "West"}
    number = question(code, "geheel_getal", **NUMBER | {"maximum": 40}, **more)
    ways = {"vast": "Altijd", "soms": "Soms", "nooit": "Nooit"}
    rows = question(
        code,
        "tabel",
        max_rijen=3,
        kolommen=[question("wijk", "keuze", keuzes=areas), question("open", "geheel_getal", **NUMBER)],
        **more,
    )
    found: list[tuple[Raw, Raw]] = [
        (question(code, "ja_nee", **more), {"soort": "ja_nee", "nee": random.choice([0, 20])}),
        (
            question(code, "keuze", keuzes=ways, **more),
            {"soort": "keuze", "procenten": {"vast": 100, "soms": 35, "nooit": 0}},
        ),
        (number, {"soort": "lineair", "nul_bij": 20, "vol_bij": 5}),
        (number, {"soort": "lineair", "nul_bij": 0, "vol_bij": 12}),
        (number, {"soort": "kwaliteit_relatief"}),
        (
            number,
            {"soort": "banden", "banden": [{"vanaf": 5, "procent": 40}, {"vanaf": 15, "procent": 100}]},
        ),
        (
            question(code, "meerkeuze", keuzes=areas, **more),
            {"soort": "dekking", "bonus": _bonus("nee")},
        ),
        (question(code, "meerkeuze", keuzes=areas, **more), {"soort": "aantal", "vol_bij": 3}),
        (
            rows,
            {
                "soort": "dekking",
                "kolom": "wijk",
                "vol_bij": 3,
                "bonus": _bonus(random.choice(["ja", "nee"])),
            },
        ),
        (
            rows,
            {
                "soort": "lineair",
                "kolom": "open",
                "bewerking": random.choice(["som", "laagste", "hoogste"]),
                "nul_bij": 0,
                "vol_bij": 30,
            },
        ),
        (rows, {"soort": "aantal", "vol_bij": 2}),
    ]
    return random.choice(found)


def _bonus(in_one_row: str) -> list[Raw]:
    return [{"naam": "Samen", "codes": ["n", "o"], "procent": 10, "op_een_rij": in_one_row}]


def _criteria(random: Random, method: str, first: str) -> list[Raw]:
    """K1 in every lot but perhaps the first, K2 and K3 everywhere, K4 in the first only."""
    in_value = method == "gunnen_op_waarde"
    shares = random.choice([(40, 30, 30), (50, 20, 30), (35, 40, 25)])
    if method in (*WITH_PRICE, "alleen_kwaliteit"):
        shares = (shares[0] + shares[2], shares[1], 0)
    inner = []
    for code, weight in (("K1.1", 60), ("K1.2", 40)):
        asked, rule = _quality_rule(random, f"V{code[1:].replace('.', '')}")
        inner.append(_leaf(code, weight, asked, rule, in_value=in_value))
    group: Raw = {"code": "K1", "titel": "Criterium K1", "bron": "M1", "criteria": inner}
    if random.random() < 0.2:
        group["herschalen"] = "beste"
    graded = question("V6", "tekst", max_woorden=50)
    second = _leaf("K2", shares[1], graded, {"soort": "beoordeeld", "schaal": "kwaliteit"}, in_value=in_value)
    if random.random() < 0.3:
        second["drempel"] = random.choice(["30%", 500 if in_value else 5])
    asked, rule = _quality_rule(random, "V7", alleen_als={"vraag": "perceel", "is": first})
    if method == "qcbs":
        second["drempel"] = 5
    fourth = _leaf("K4", shares[0], asked, rule, in_value=in_value)
    made = [group if in_value else group | {"gewicht": shares[0]}, second, fourth]
    if method != "alleen_kwaliteit":
        made.insert(2, _price(random, method, shares[2]))
    return made


def _leaf(code: str, weight: int, asked: Raw, rule: Raw, *, in_value: bool) -> Raw:
    counts = {"waarde": 1000 * weight} if in_value else {"gewicht": weight}
    return {
        "code": code,
        "titel": f"Criterium {code}",
        "bron": "M1",
        "vraag": asked,
        "regel": rule,
    } | counts


def _price(random: Random, method: str, weight: int) -> Raw:
    rule: Raw = {"btw": "vrijgesteld"}
    if method in WITH_PRICE:
        rule |= {"soort": "prijs"}
    elif method == "qcbs" or random.random() < 0.4:
        rule |= random.choice(COMPARING[:7] if method == "qcbs" else COMPARING)
    else:
        rule |= {"soort": "vaste_bandbreedte", "ondergrens": 30, "bovengrens": 50}
        rule |= {"buiten": random.choice(["begrenzen", "voorleggen"])}
    if random.random() < 0.25:
        rule["minimumtarief"] = 32
    if random.random() < 0.2:
        rule["bijtelling"] = [{"vraag": "wacht", "per_eenheid": random.choice([0.5, 1])}]
    if random.random() < 0.3:
        rule["signaal_laag"] = 20
    asked = question("tarief", "bedrag", **NUMBER | {"maximum": 100})
    if random.random() < 0.15:
        asked = question("tarief", "tabel", vaste_rijen="product", kolommen=[
            question("product", "keuze", keuzes={"basis": "Basis", "extra": "Extra"}),
            question("tarief", "bedrag", **NUMBER | {"maximum": 100}),
        ])  # fmt: skip
        rule |= {"kolom": "tarief", "hoeveelheden": {"basis": 0.75, "extra": 0.25}}
        if "minimumtarief" in rule:
            rule["minimumtarieven"] = {"extra": 36}
    return {"code": "K3", "titel": "Prijs", "bron": "M1", "vraag": asked, "regel": rule, "gewicht": weight}


def _rounding(random: Random) -> Raw:
    rounding = {
        "criterium": random.choice(["geen", 0, 1, 2, 2, 2]),
        "totaal": random.choice([0, 1, 2]),
        "wijze": random.choice(["half_omhoog", "half_omhoog", "half_even", "omlaag"]),
    }
    if random.random() < 0.2:
        rounding["aandeel"] = random.choice([0, 1])
        rounding["aandeel_van"] = random.choice([100, 10])
    if random.random() < 0.2:
        rounding["groep"] = 1
    return rounding


def _award(random: Random, method: str, general: list[Raw], lots: dict[str, str]) -> Raw:
    rounding = _rounding(random)
    award: Raw = {"methode": method, "punten": 100, "afronding": rounding}
    award["bij_uitval"] = random.choice(["handhaven", "herberekenen"])
    if method == "gunnen_op_waarde":
        del award["punten"]
    if method == "utiliteitsindex":
        award["prijsgewicht"] = 40
        rounding["totaal"] = 4
    if method == "prijs_per_kwaliteitspunt" and random.random() < 0.3:
        award |= {"verhouding": "kwaliteit_gedeeld_door_prijs", "constante": 100}
    ways = [["K2"], ["K2", "K3"], []] if method == "gewogen_punten" else [["K2"], []]
    award["bij_gelijk"] = random.choice([["prijs", "kwaliteit"], "prijs"] if method in WITH_PRICE else ways)
    if method in WITH_PRICE and random.random() < 0.3:
        rounding["kwaliteit"] = random.choice([0, 1])
    if method != "qcbs" and random.random() < 0.2:
        award["vergelijken_met"] = "boven_drempel"
    if random.random() < 0.4:
        award["capaciteit"] = _capacity(random, general, lots)
    if "capaciteit" not in award or random.random() < 0.4:
        award["plaatsen"] = random.randint(1, 3)
    if random.random() < 0.3:
        award["drempel"] = random.choice(["35%", 20000 if method == "gunnen_op_waarde" else 30])
    if random.random() < 0.5:
        award["loting"] = {"zaad_bron": "De eerste trekking na de sluiting", "zaad_vorm": "getallen"}
        award["loting"]["zaad_voorbeeld"] = "1 2 3 4 5 6"
    return award


def _capacity(random: Random, general: list[Raw], lots: dict[str, str]) -> Raw:
    way = random.choice(["naar_rang", "naar_rang", "gelijk", "naar_punten", "procenten"])
    found: Raw = {
        "omvang": random.choice([30, 50, 100]),
        "eenheid": "plekken",
        "vraag": "aanbod",
        "verdeling": way,
    }
    if way == "procenten":
        found["procenten"] = random.choice([[60, 40], [50, 30, 20], [40, 40, 20]])
    if random.random() < 0.7:
        general.append(_by_lot("aanbod", "plekken", lots, 99))
        return found | {"kolom": "plekken"}
    general.append(question("aanbod", "geheel_getal", **NUMBER | {"maximum": 99}))
    return found | ({"aanbod_geldt": "samen"} if random.random() < 0.4 else {})


def _lots(random: Random, general: list[Raw], lots: dict[str, str]) -> Raw:
    made: Raw = {"vraag": "perceel", "lijst": []}
    if random.random() < 0.6:
        general.append(_by_lot("volgorde", "nummer", lots, len(lots)))
        made |= {"voorkeur": "volgorde", "voorkeur_kolom": "nummer"}
        made["hoogstens"] = random.randint(1, len(lots) - 1)
        if random.random() < 0.25:
            general.append(question("aankan", "geheel_getal", **NUMBER | {"minimum": 1, "maximum": 4}))
            made["eigen_maximum"] = "aankan"
        if random.random() < 0.25:
            made["hoogstens_omvang"] = random.choice([25, 60])
    swapped = random.random() < 0.6
    for number, (code, title) in enumerate(lots.items()):
        one: Raw = {
            "code": code,
            "titel": title,
            "eisen": ["E1", "E2", "E3"] if number == 0 else ["E1", "E2"],
        }
        one["criteria"] = ["K2", "K3", "K4"] if number == 0 and swapped else ["K1", "K2", "K3"]
        if number == 0 and not swapped:
            one["criteria"] = ["K4", "K2", "K3"]
        if random.random() < 0.3:
            one["plaatsen"] = random.randint(1, 2)
        if random.random() < 0.15:
            one["drempel"] = "25%"
        if random.random() < 0.15:
            one["drempels"] = {"K2": "50%"}
        if random.random() < 0.3:
            one["omvang"] = random.choice([20, 41])
        made["lijst"].append(one)
    return made


def _ask_per_lot(random: Random, kader: Raw) -> None:
    """Ask one or more things anew for every lot."""
    tops = {top["code"]: top for top in kader["criteria"]}
    for code, likely in (("K1", 0.3), ("K2", 0.5), ("K3", 0.3)):
        if code in tops and random.random() < likely:
            tops[code]["per_perceel"] = "ja"
    for lot in kader["percelen"]["lijst"]:
        if random.random() < 0.1:
            lot["bij_gelijk"] = random.choice([["K2"], [], "K2" if "openbaar" in kader else "prijs"])
    general = {one["code"]: one for one in kader["algemeen"]}
    if "per_perceel" in tops.get("K3", {}) and random.random() < 0.5:
        general["wacht"]["per_perceel"] = "ja"
    if random.random() < 0.3:
        kader["eisen"][1]["per_perceel"] = "ja"
