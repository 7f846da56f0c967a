"""Small kaders that together use every key of the model: each kind of question, column, rule and method."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tests.scenarios.build import exact
from tests.views.guide.mutants import DEFS, Raw, with_value

ROOT = Path(__file__).parents[3]
FILES = (*sorted((ROOT / "criteria").glob("*.yaml")), *sorted((ROOT / "tests" / "kaders").glob("*.yaml")))
CHOICES = {"een": "Eerste keus", "twee": "Tweede keus", "drie": "Derde keus"}
NUMBER = {"eenheid": "stuks", "definitie": "Hoeveel het er zijn.", "minimum": 1, "maximum": 90}
VALUES: Mapping[str, Any] = {
    "tekst": "Wat is het antwoord?",
    "hulp": "Denk er goed over na.",
    "verplicht": "nee",
    "alleen_als": {"vraag": "aan", "is": ["ja"]},
    "vertrouwelijk": "ja",
    "persoonsgegevens": "ja",
    "keuzes": CHOICES,
    "decimalen": 1,
    "max_woorden": 40,
    "max_tekens": 200,
    "vanaf": "2027-01-01",
    "tot_en_met": "2027-12-31",
    "max_rijen": 7,
    "min_rijen": 2,
    **NUMBER,
}
"""By key of a question or a column a value that is none of its defaults."""


@cache
def written() -> Mapping[str, Raw]:
    """Every kader by name: the examples, those of the tests, and those made here."""
    files = {file.stem: exact(YAML(typ="safe").load(file)) for file in FILES}
    return files | dict(_made())


def _made() -> Iterator[tuple[str, Raw]]:
    yield "vragen", _kader(algemeen=[*_general(), *_questions()])
    yield "vragen per perceel", _with_lots(algemeen=[*_general(), *_questions(per_perceel="ja")])
    yield "tabel per perceel", _with_lots(algemeen=[*_general(), _plain_table() | {"per_perceel": "ja"}])
    yield "versies", _versions()
    yield "open house", _open_house()
    yield "duiding", _insight()
    for name, rule in _rules().items():
        yield f"regel {name}", rule
    yield "beoordelaars", _rules()["beoordeeld"] | {"beoordelaars": {"aantal": 2, "anoniem": "ja"}}
    for name, award in _awards().items():
        yield f"methode {name}", award
    along = {"code": "opbouw", "soort": "tekst", "tekst": "Hoe is uw prijs opgebouwd?", "max_woorden": 50}
    yield (
        "prijskluis",
        _awards()["qcbs"]
        | {
            "algemeen": [*_general(), along],
            "prijskluis": {"openen": "boven_drempel", "ook": "opbouw"},
        },
    )
    yield "percelen en capaciteit", _lots_with_everything()
    for division in ("gelijk", "naar_punten", "procenten"):
        yield f"verdeling {division}", _capacity(division)
    for form in ("getallen", "cijfers", "tekst"):
        yield f"loting {form}", _kader(gunning=_award(loting=_draw(form)))
    yield (
        "loting met vast zaad",
        _kader(gunning=_award(loting={"zaad": "meerdonk-2027", "zaad_vorm": "tekst"})),
    )
    yield "eisen", _requirements()
    yield "publicatie", _notice()


def _kader(**more: Any) -> Raw:
    """A kader that is as small as can be, with everything around its rules."""
    return {
        "kader": 1,
        "aanbesteding": {
            "kenmerk": "K-1",
            "titel": "Alle sleutels",
            "opdrachtgever": "Gemeente Meerdonk",
            "procedure": "sas",
            "publicatie": "2027-03-01 09:00",
            "sluiting": "2027-04-12 12:00",
            "tijdzone": "Europe/Amsterdam",
            "fictief": "ja",
            "fictief_toelichting": "Niets hiervan bestaat.",
            "inleiding": "De gemeente zoekt plekken.",
            "indienen": "Lever het in via het platform.",
            "contact": {"naam": "Inkoop", "email": "i@meerdonk.example", "telefoon": "038 123 45 67"},
            "opschortende_termijn": 25,
        },
        "bronnen": [
            {
                "code": "plan",
                "titel": "Plan",
                "uitgever": "Gemeente",
                "jaar": 2026,
                "vindplaats": "meerdonk.example",
                "uitgangspunten": [
                    {"code": "P1", "tekst": "Dichtbij", "passage": "dicht bij huis"},
                    {"code": "P2", "tekst": "Veilig"},
                ],
            }
        ],
        "algemeen": _general(),
        "criteria": [_leaf("K1", 100)],
        "gunning": _award(),
        "openbaar": {"prijzen": "winnaars", "ocds_voorvoegsel": "ocds-abc123"},
        "zelfcontrole": {"punten": "ja"},
        "formulier": {"toon_punten": "ja"},
        "bijlagen": [
            {"titel": "Uittreksel", "bestandsnaam": "KvK-uittreksel*.pdf", "verplicht": "nee"},
            {"titel": "Foto", "bestandsnaam": "foto*.jpg"},
        ],
        "verklaring": {"tekst": "Wij staan hierachter.", "door": "Wie mag tekenen"},
        "opdracht": {
            "ingang": "1 januari 2028",
            "looptijd": "twee jaar",
            "budget": 250000,
            "besluiten": [
                {"wie": "Raad", "wat": "kan vragen stellen", "wanneer": "mei"},
                {"wie": "College", "wat": "besluit", "wanneer": "juni"},
            ],
        },
        "erkend": [{"code": "PROEF-01", "bij": "K1", "reden": "Dat is zo bedoeld."}],
    } | more


def _notice() -> Raw:
    """Everything that is filled in elsewhere, in a tender with lots."""
    size = {
        "code": "omvang",
        "soort": "keuze",
        "tekst": "Hoe groot bent u?",
        "keuzes": CHOICES | {"vier": "Vierde keus"},
    }
    told = {
        "cpv": ["85000000", "85312100-0"],
        "registratie": "90000000",
        "plaats": "Meerdonk",
        "postcode": "1234 AB",
        "nuts": "NL211",
        "maximum": 200000,
        "maximum_per_perceel": {"noord": 120000, "zuid": 80000},
        "grootte": {
            "vraag": "omvang",
            "micro": ["een"],
            "klein": ["twee"],
            "middelgroot": ["drie"],
            "groot": ["vier"],
        },
        "organisatie": "https://identifier.overheid.nl/tooi/id/gemeente/gm0000",
        "bewaren": {"jaren": 7, "bron": "Een lijst", "categorie": "1", "vanaf": "2031-12-31"},
        "woo": {
            "adres": "https://meerdonk.example/",
            "regels": "artikel_3_1",
            "verslag": "vergaderstukken",
        },
    }
    return _with_lots(algemeen=[*_general(), size], publicatie=told)


def _general() -> list[Raw]:
    return [
        {"code": "naam", "soort": "tekst", "tekst": "Hoe heet u?", "max_woorden": 9},
        {"code": "kvk", "soort": "kvk", "tekst": "Wat is uw nummer?"},
        {"code": "aan", "soort": "ja_nee", "tekst": "Doet u dat?"},
        {"code": "wacht", "soort": "geheel_getal", "tekst": "Hoe lang wacht men?", **NUMBER},
    ]


ROUNDING = {"aandeel": 1, "aandeel_van": 10, "criterium": 2, "groep": 2, "totaal": 1, "wijze": "omlaag"}


def _award(**more: Any) -> Raw:
    return {
        "methode": "gewogen_punten",
        "punten": 100,
        "plaatsen": 2,
        "afronding": {
            "aandeel": 1,
            "aandeel_van": 10,
            "criterium": 2,
            "groep": 2,
            "totaal": 1,
            "wijze": "omlaag",
        },
        "bij_uitval": "handhaven",
    } | more


def _draw(form: str) -> Raw:
    examples = {"getallen": "1 2 3", "cijfers": "0123", "tekst": "AB 12"}
    return {"zaad_bron": "De eerste trekking", "zaad_vorm": form, "zaad_voorbeeld": examples[form]}


def _leaf(code: str, weight: int | None, **more: Any) -> Raw:
    made: Raw = {
        "code": code,
        "titel": f"Titel van {code}",
        "toelichting": "Daarom telt dit.",
        "bron": ["P1"],
        "vraag": {"code": f"v{code}", "soort": "geheel_getal", "tekst": f"Hoeveel bij {code}?", **NUMBER},
        "regel": {"soort": "lineair", "nul_bij": 0, "vol_bij": 50},
    }
    return made | ({} if weight is None else {"gewicht": weight}) | more


def _asked(part: str, kind: str, code: str) -> Raw:
    """A question or column with every key of its kind that fits anywhere."""
    known = DEFS[part]["properties"]
    made = {"code": code, "soort": kind} | {key: value for key, value in VALUES.items() if key in known}
    return made | {"tekst": f"Wat is het antwoord bij {code}?"}


def _questions(**more: Any) -> Iterator[Raw]:
    """Every kind of question, and a table with every kind of column."""
    for kind, reference in _mapping("Requirement", "vraag").items():
        part = reference.rsplit("/", 1)[1]
        if kind == "tabel":
            continue
        asked = _asked(part, kind, f"q_{kind}")
        if "per_perceel" in more:
            asked.pop("alleen_als")
        yield asked | more
    if not more:
        yield _table()
        yield {"code": "samen", "soort": "geheel_getal", "tekst": "Hoeveel samen?", **NUMBER}


def _table() -> Raw:
    part = DEFS["TableQuestion"]["properties"]["kolommen"]["items"]
    columns = [
        _asked(reference.rsplit("/", 1)[1], kind, f"c_{kind}")
        for kind, reference in part["discriminator"]["mapping"].items()
    ]
    columns.append({"code": "keus2", "soort": "keuze", "tekst": "Nog een keus", "keuzes": CHOICES})
    return _asked("TableQuestion", "tabel", "q_tabel") | {
        "kolommen": columns,
        "optelling": [{"kolom": "c_geheel_getal", "vraag": "samen"}],
        "grenzen": [
            {"kolom": "c_geheel_getal", "keuze_kolom": "c_keuze", "is": ["een"], "minimum": 2, "maximum": 20}
        ],
        "verschillend": ["c_tekst", "c_kvk"],
    }


def _plain_table() -> Raw:
    column = {"code": "aantal", "soort": "geheel_getal", "tekst": "Aantal", **NUMBER}
    return {"code": "tabel", "soort": "tabel", "tekst": "Vul de tabel in.", "kolommen": [column]}


def _insight() -> Raw:
    district = {"code": "wijk", "soort": "keuze", "tekst": "Wijk", "keuzes": CHOICES}
    numbers = [
        {"code": code, "soort": "geheel_getal", "tekst": f"Hoeveel {code}", **NUMBER}
        for code in ("plaatsen", "dagdelen")
    ]
    table = {"code": "plekken", "soort": "tabel", "tekst": "Waar?", "kolommen": [district, *numbers]}
    supply = {"vraag": "plekken", "wijk": "wijk", "plaatsen": "plaatsen", "dagdelen": "dagdelen"}
    need = {"aantal": 90, "eenheid": "inwoners", "dagdelen": 3, "wijken": {"een": 30, "twee": 40}}
    return _kader(algemeen=[*_general(), table], duiding={"aanbod": supply, "behoefte": need})


def other_kinds(raw: Raw, path: tuple[str | int, ...], kind: str) -> Iterator[Raw]:
    """The kader with another kind of question, column or rule at the place of one."""
    here: Any = raw
    for step in path:
        here = here[step]
    tables = "kolommen" in path
    for other, reference in _mapping(
        *(("TableQuestion", "kolommen") if tables else ("Requirement", "vraag"))
    ).items():
        if other not in (kind, "tabel") and "code" in here:
            shared = {key: here[key] for key in ("verplicht", "vertrouwelijk", "per_perceel") if key in here}
            yield with_value(raw, path, _asked(reference.rsplit("/", 1)[1], other, here["code"]) | shared)
    for other in _mapping("Criterion", "regel"):
        if other != kind and path[-1] == "regel":
            shared = {key: here[key] for key in (*_terms(), *_basket(other), "bewerking") if key in here}
            yield with_value(raw, path, {"soort": other, **RULES.get(other, {})} | shared)
            yield with_value(raw, path, {"soort": other, **RULES.get(other, {})})


def _mapping(part: str, key: str) -> Mapping[str, str]:
    """By word of the kader the part of the model that it names."""

    def found(schema: Any) -> Mapping[str, str] | None:
        if isinstance(schema, Mapping):
            if "discriminator" in schema:
                return dict(schema["discriminator"]["mapping"])
            return next((each for each in map(found, schema.values()) if each), None)
        if isinstance(schema, list):
            return next((each for each in map(found, schema) if each), None)
        return None

    mapping = found(DEFS[part]["properties"][key])
    assert mapping, f"{part}.{key} has no kinds"
    return mapping


RULES: Mapping[str, Raw] = {
    "ja_nee": {"ja": 80, "nee": 10},
    "keuze": {"procenten": {"een": 100, "twee": 50, "drie": 0}},
    "lineair": {"nul_bij": 1, "vol_bij": 50},
    "banden": {"banden": [{"vanaf": 5, "procent": 40}, {"vanaf": 30, "procent": 100}]},
    "aantal": {"vol_bij": 2},
    "beoordeeld": {"schaal": "cijfers", "let_op": ["Het is concreet.", "Het is veilig."]},
    "vast_tarief": {"tarieven": [{"product": "Groep", "eenheid": "per dagdeel", "bedrag": 40}]},
    "laagste_prijs_gedeeld_door_prijs": {"macht": 2},
    "percentage_boven_laagste": {"nul_bij": 60, "onder_nul": "negatief"},
    "vaste_bandbreedte": {"ondergrens": 20, "bovengrens": 80, "buiten": "begrenzen"},
    "plafond_met_beste_bod": {"plafond": 85, "buiten": "begrenzen"},
    "logaritmisch": {"factor": 3, "onder_nul": "negatief"},
    "dekking": {
        "vol_bij": 2,
        "bonus": [{"naam": "Samen", "codes": ["een", "twee"], "procent": 15, "op_een_rij": "ja"}],
    },
}
"""By rule all its own keys, with other values than their defaults."""
ASSESSORS = {
    "aantal": 3,
    "anoniem": "ja",
    "uitkomst": "gemiddelde",
    "belang": "alles",
    "namen_in_overleg": "ja",
}
_STEPS = [
    {"cijfer": 0, "naam": "slecht", "procent": -20, "omschrijving": "Niet goed."},
    {"cijfer": 6, "naam": "goed", "procent": 60, "omschrijving": "Wel goed."},
    {"cijfer": 9, "naam": "best", "procent": 100, "omschrijving": "Heel goed."},
]
SCALES = {
    "cijfers": {"titel": "Cijfers", "stappen": _STEPS},
    "ander": {"titel": "Andere cijfers", "stappen": _STEPS},
}


def _rules() -> Mapping[str, Raw]:
    found: dict[str, Raw] = {}
    for kind, reference in _mapping("Criterion", "regel").items():
        known = DEFS[reference.rsplit("/", 1)[1]]["properties"]
        rule = {"soort": kind} | dict(RULES.get(kind, {}))
        if "btw" in known:
            found[f"{kind} op een bedrag"] = _priced(kind, rule, _amount(), _terms())
            found[f"{kind} op tarieven"] = _priced(kind, rule, _tariffs(), _basket(kind))
            continue
        found[kind] = _scored(kind, rule)
        if "bewerking" in known:
            found[f"{kind} op een tabel"] = _on_table(rule | {"kolom": "aantal", "bewerking": "som"})
        if kind == "dekking":
            found[f"{kind} op een tabel"] = _on_table(rule | {"kolom": "keus"})
        if kind == "aantal":
            found[f"{kind} op een tabel"] = _on_table(rule)
    return found


def _scored(kind: str, rule: Raw) -> Raw:
    asked: Mapping[str, Raw] = {
        "ja_nee": {"soort": "ja_nee"},
        "keuze": {"soort": "keuze", "keuzes": CHOICES},
        "beoordeeld": {"soort": "tekst", "max_woorden": 90},
        "dekking": {"soort": "meerkeuze", "keuzes": "lijst"},
        "aantal": {"soort": "meerkeuze", "keuzes": CHOICES},
    }
    question = {
        "code": "vK1",
        "tekst": "Wat biedt u?",
        **asked.get(kind, {"soort": "geheel_getal", **NUMBER}),
    }
    if kind == "dekking":
        rule = rule | {"bonus": [{**rule["bonus"][0], "op_een_rij": "nee"}]}
    leaf = _leaf("K1", 60, vraag=question, regel=rule, drempel="20%")
    group = {
        "code": "K2",
        "titel": "Groep",
        "gewicht": 40,
        "bron": "P2",
        "herschalen": "beste",
        "drempel": 5,
        "criteria": [_leaf("K2.1", 70, drempel=3), _leaf("K2.2", 30)],
    }
    if kind == "vast_tarief":
        leaf = {**leaf, "gewicht": 0}
        leaf.pop("vraag"), leaf.pop("drempel")
        group = {**group, "gewicht": 100}
    lists = {"lijst": {"titel": "De lijst", "waarden": CHOICES}} if kind == "dekking" else {}
    award = _award(drempel="30%", bij_gelijk=["K2"])
    if kind == "beoordeeld":
        return _kader(schalen=SCALES, beoordelaars=ASSESSORS, criteria=[leaf, group], gunning=award)
    return _kader(schalen=SCALES, codelijsten=lists, criteria=[leaf, group], gunning=award)


def _on_table(rule: Raw) -> Raw:
    table = {
        "code": "vK1",
        "soort": "tabel",
        "tekst": "Wat hebt u?",
        "kolommen": [
            {"code": "keus", "soort": "keuze", "tekst": "Keus", "keuzes": CHOICES},
            {"code": "aantal", "soort": "geheel_getal", "tekst": "Aantal", **NUMBER},
            {"code": "meer", "soort": "geheel_getal", "tekst": "Nog een aantal", **NUMBER},
            {"code": "keuzen", "soort": "meerkeuze", "tekst": "Keuzen", "keuzes": CHOICES},
        ],
    }
    return _kader(criteria=[_leaf("K1", 100, vraag=table, regel=rule)])


def _amount() -> Raw:
    return {"code": "prijs", "soort": "bedrag", "tekst": "Wat kost het?", **NUMBER}


def _tariffs() -> Raw:
    columns = [
        {"code": "product", "soort": "keuze", "tekst": "Product", "keuzes": {"een": "Een", "twee": "Twee"}},
        {"code": "tarief", "soort": "bedrag", "tekst": "Tarief", **NUMBER},
        {"code": "ander", "soort": "bedrag", "tekst": "Ander tarief", **NUMBER},
    ]
    return {
        "code": "prijs",
        "soort": "tabel",
        "tekst": "Wat kost het?",
        "vaste_rijen": "product",
        "kolommen": columns,
    }


def _terms() -> Raw:
    return {
        "btw": "exclusief",
        "minimumtarief": 15,
        "bijtelling": [{"vraag": "wacht", "per_eenheid": Decimal("0.5")}],
        "signaal_laag": 20,
    }


def _basket(kind: str) -> Raw:
    return _terms() | {
        "kolom": "tarief",
        "hoeveelheden": {"een": Decimal("0.5"), "twee": Decimal("0.5")},
        "minimumtarieven": {"een": 12},
    }


def _priced(kind: str, rule: Raw, asked: Raw, terms: Raw) -> Raw:
    leaf = _leaf("K1", 60, vraag=asked, regel=rule | terms)
    if kind != "prijs":
        award = _award(vergelijken_met="boven_drempel", drempel=20)
        return _kader(criteria=[leaf, _leaf("K2", 40, drempel=5)], gunning=award)
    leaf = {**leaf, "gewicht": 0}
    award = _award(methode="laagste_prijs", bij_gelijk=["kwaliteit"])
    return _kader(criteria=[leaf, _leaf("K2", 100)], gunning=award, **OPEN)


OPEN: Mapping[str, Any] = {"openbaar": {"prijzen": "alle"}}
"""Where the outcome is the price, or the price follows from it, nobody can keep it back."""


def _awards() -> Mapping[str, Raw]:
    price = _leaf("P", 0, vraag=_amount(), regel={"soort": "prijs", "btw": "exclusief"})
    with_price = {"criteria": [_leaf("K1", 70, drempel=5), _leaf("K2", 30), price], **OPEN}
    rounding = {"criterium": "geen", "kwaliteit": 2, "totaal": 4, "wijze": "half_even"}
    in_euro = [
        _leaf("K1", None, waarde=500, drempel=100),
        _leaf("K2", None, waarde=200),
        {key: value for key, value in price.items() if key != "gewicht"},
    ]
    dear = _award(methode="gunnen_op_waarde", afronding=rounding, drempel=150)
    dear.pop("punten")
    qcbs = {
        "criteria": [
            _leaf("K1", 80, drempel=10),
            _leaf(
                "K2",
                20,
                vraag=_amount(),
                regel={"soort": "laagste_prijs_gedeeld_door_prijs", "btw": "exclusief"},
            ),
        ]
    }
    per_point = {"methode": "prijs_per_kwaliteitspunt", "afronding": rounding, "drempel": 10}
    other = {"verhouding": "kwaliteit_gedeeld_door_prijs", "constante": 1000}
    index = {"methode": "utiliteitsindex", "prijsgewicht": 40, "afronding": rounding}
    return {
        "gunnen_op_waarde": _kader(criteria=in_euro, gunning=dear, **OPEN),
        "prijs_per_kwaliteitspunt": _kader(**with_price, gunning=_award(**per_point)),
        "kwaliteit per euro": _kader(**with_price, gunning=_award(**per_point, **other)),
        "utiliteitsindex": _kader(
            **with_price, gunning=_award(**index, vergelijken_met="boven_drempel", drempel=9)
        ),
        "laagste_prijs": _kader(**with_price, gunning=_award(methode="laagste_prijs", afronding=rounding)),
        "qcbs": _kader(**qcbs, gunning=_award(methode="qcbs", bij_uitval="herberekenen")),
        "alleen_kwaliteit": _kader(gunning=_award(methode="alleen_kwaliteit", bij_gelijk="K1")),
    }


AREAS = {"noord": "Noord", "zuid": "Zuid"}


def _chosen() -> Raw:
    return {"code": "perceel", "soort": "meerkeuze", "tekst": "Op welke percelen?", "keuzes": AREAS}


def _by_lot(code: str, column: str) -> Raw:
    columns = [
        {"code": "perceel", "soort": "keuze", "tekst": "Perceel", "keuzes": AREAS},
        {"code": column, "soort": "geheel_getal", "tekst": column, "verplicht": "nee", **NUMBER},
        {"code": "ander", "soort": "geheel_getal", "tekst": "Iets anders", "verplicht": "nee", **NUMBER},
    ]
    return {
        "code": code,
        "soort": "tabel",
        "tekst": f"Vul {code} in.",
        "verplicht": "nee",
        "vaste_rijen": "perceel",
        "kolommen": columns,
    }


def _with_lots(**more: Any) -> Raw:
    made = _kader(**more)
    made["algemeen"] = [*made["algemeen"], _chosen()]
    items = [{"code": code, "titel": title} for code, title in AREAS.items()]
    return made | {"percelen": {"vraag": "perceel", "lijst": items}}


def _lots_with_everything() -> Raw:
    made = _with_lots(
        algemeen=[
            *_general(),
            _chosen() | {"code": "perceel2", "tekst": "En nog eens: welke percelen?"},
            _by_lot("volgorde", "nummer"),
            _by_lot("volgorde2", "nummer"),
            _by_lot("aanbod", "plekken"),
            {"code": "wil", "soort": "geheel_getal", "tekst": "Hoeveel wilt u?", **NUMBER},
            _partners("partners"),
            _partners("partners2"),
        ],
        organisaties={"vraag": "partners", "naam": "wie", "kvk": "nr", "rol": "rol"},
        eisen=[_demand("E1"), _demand("E2") | {"per_perceel": "ja"}],
        criteria=[
            _leaf("K1", 60),
            _leaf("K2", 40, per_perceel="ja", drempel=4),
        ],
        gunning=_award(
            drempel=10,
            capaciteit={
                "omvang": 50,
                "eenheid": "plekken",
                "vraag": "aanbod",
                "kolom": "plekken",
                "verdeling": "naar_rang",
            },
        ),
    )
    lots = made["percelen"]
    lots["lijst"] = [
        {
            "code": "noord",
            "titel": "Noord",
            "criteria": ["K1", "K2"],
            "gewichten": {"K1": 70, "K2": 30},
            "eisen": ["E1", "E2"],
            "plaatsen": 3,
            "drempel": "30%",
            "drempels": {"K1": 7, "K2": "20%"},
            "bij_gelijk": ["K1"],
            "omvang": 30,
        },
        {"code": "zuid", "titel": "Zuid", "eisen": ["E1"]},
    ]
    limits = {"hoogstens": 1, "hoogstens_omvang": 45, "eigen_maximum": "wil"}
    return made | {"percelen": lots | {"voorkeur": "volgorde", "voorkeur_kolom": "nummer"} | limits}


def _partners(code: str) -> Raw:
    columns = [
        {"code": "wie", "soort": "tekst", "tekst": "Wie", "max_woorden": 9},
        {"code": "wie2", "soort": "tekst", "tekst": "Nog een naam", "max_woorden": 9},
        {"code": "nr", "soort": "kvk", "tekst": "Nummer"},
        {"code": "nr2", "soort": "kvk", "tekst": "Ander nummer"},
        _role("rol"),
        _role("rol2"),
    ]
    return {
        "code": code,
        "soort": "tabel",
        "tekst": f"Met wie ({code})?",
        "verplicht": "nee",
        "kolommen": columns,
    }


def _role(code: str) -> Raw:
    roles = {"combinant": "Combinant", "onderaannemer": "Onderaannemer"}
    return {"code": code, "soort": "keuze", "tekst": f"Rol {code}", "keuzes": roles}


def _capacity(division: str) -> Raw:
    capacity: Raw = {
        "omvang": 50,
        "eenheid": "plekken",
        "vraag": "wacht",
        "verdeling": division,
        "decimalen": 1,
        "aanbod_geldt": "samen",
    }
    if division == "procenten":
        capacity["procenten"] = [60, 40]
    asked = [*_general(), _by_lot("volgorde", "nummer")]
    made = _with_lots(algemeen=asked, gunning=_award(capaciteit=capacity))
    return made | {"percelen": made["percelen"] | {"voorkeur": "volgorde", "voorkeur_kolom": "nummer"}}


def _demand(code: str, **more: Any) -> Raw:
    return {
        "code": code,
        "titel": f"Eis {code}",
        "soort": "minimumeis",
        "toelichting": "Dat is nodig.",
        "bron": ["P2"],
        "gevolg": "afwijzen",
        "vraag": {"code": f"v{code}", "soort": "ja_nee", "tekst": f"Voldoet u aan {code}?"},
        "voldoet": {"is": "ja"},
    } | more


def _requirements() -> Raw:
    number = {"soort": "geheel_getal", "tekst": "Hoeveel?", **NUMBER}
    columns = [
        {"code": "aantal", "soort": "geheel_getal", "tekst": "Aantal", **NUMBER},
        {"code": "meer", "soort": "geheel_getal", "tekst": "Meer", **NUMBER},
        {"code": "keuzen", "soort": "meerkeuze", "tekst": "Keuzen", "keuzes": CHOICES},
    ]
    table = {"soort": "tabel", "tekst": "Vul de tabel in.", "kolommen": columns}
    several = {"soort": "meerkeuze", "tekst": "Welke?", "keuzes": CHOICES}
    return _kader(
        eisen=[
            _demand("E1"),
            _demand("E2", vraag={"code": "vE2", **number}, voldoet={"minimaal": 5}),
            _demand("E3", vraag={"code": "vE3", **number}, voldoet={"maximaal": 50}),
            _demand("E4", vraag={"code": "vE4", **several}, voldoet={"bevat": ["een", "twee"]}),
            _demand("E5", vraag={"code": "vE5", **table}, voldoet={"kolom": "aantal", "minimaal": 3}),
        ]
    )


def _versions() -> Raw:
    changes = [
        {
            "versie": 2,
            "datum": "2027-03-20",
            "wat": "De sluiting is later.",
            "naar_aanleiding_van": "vraag 7",
        },
        {"versie": 2, "datum": "2027-03-20", "wat": "Er is een vraag bij."},
    ]
    mark = "0123456789abcdef" * 4
    earlier = {"versie": 1, "datum": "2027-03-01", "vingerafdruk": mark, "bestand": "kader-1.yaml"}
    return _kader(
        versie=2, wijzigingen=changes, aanvaardt=[earlier | {"zelfde_bedoeling": ["naam", "wacht"]}]
    )


def _open_house() -> Raw:
    made = _requirements()
    made["aanbesteding"] = {**made["aanbesteding"], "procedure": "open_house"}
    return {key: value for key, value in made.items() if key not in ("criteria", "gunning")}
