"""From a scenario as an officer writes it to a kader, submissions and their outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from inkoop.domain.answers import Row, Rows, YesNo
from inkoop.domain.award_rules import AwardRules
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.evaluation import LotResult
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import (
    Answer,
    Assessment,
    Grade,
    Located,
    LocatedTable,
    Submission,
    SubmissionId,
)
from inkoop.domain.tender import Tender
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.kader.per_lot import written_out
from inkoop.rules.submission.answers import AnswerReader
from tests.values import made

NOWHERE = CellPlace("scenario")
RULE_QUESTION = {"ja_nee": "ja_nee", "keuze": "keuze", "dekking": "meerkeuze", "aantal": "meerkeuze"}
NUMBER = {"eenheid": "stuks", "definitie": "Telling.", "minimum": 0, "maximum": 100000000}
AWARD_KEYS = frozenset(field.alias for field in AwardRules.model_fields.values())
LOT_QUESTION, PREFERENCE, OWN_MOST = "percelen", "voorkeur", "eigen_maximum"
RWS_SCALE = {"0": 0, "1": 25, "2": 60, "3": 100}
Raw = dict[str, Any]


def exact(value: Any) -> Any:
    """YAML floats as the decimals that were written."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return [exact(item) for item in value] if isinstance(value, list) else value


def load(folder: Path) -> list[Raw]:
    """Every scenario of a folder."""
    return [exact(item) for file in sorted(folder.glob("*.yaml")) for item in YAML(typ="safe").load(file)]


def tender(scenario: Raw) -> Tender:
    """The kader of a scenario; what it does not say is of no account."""
    raw: Raw = {
        "kader": 1,
        "aanbesteding": _info(scenario["naam"]),
        "bronnen": [_source()],
        "schalen": {name: _scale(steps) for name, steps in _scales(scenario).items()},
        "algemeen": [{"code": "naam", "tekst": "Naam", "soort": "tekst", "max_woorden": 9}],
        "criteria": [_criterion(raw) for raw in scenario["criteria"]],
        "gunning": {"methode": "gewogen_punten", **{k: v for k, v in scenario.items() if k in AWARD_KEYS}},
    }
    raw["algemeen"] += [_number_question(code) for code in scenario.get("vragen", ())]
    raw["algemeen"] += [_lot_rows(scenario["percelen"], **table) for table in scenario.get("tabellen", ())]
    raw["eisen"] = [_requirement(code) for code in scenario.get("eisen", ())]
    if "capaciteit" in scenario:
        raw["algemeen"].append(_capacity_question(scenario))
    if "percelen" in scenario:
        raw["algemeen"] += _lot_questions(scenario["percelen"])
        raw["percelen"] = _lots(scenario["percelen"])
    return Tender.model_validate(written_out(raw).data)


def _info(name: str) -> Raw:
    return {
        "kenmerk": "S",
        "titel": name,
        "opdrachtgever": "Voorbeeld",
        "procedure": "sas",
        "publicatie": "2026-01-01 12:00",
        "sluiting": "2026-02-01 12:00",
        "tijdzone": "Europe/Amsterdam",
        "fictief": "ja",
        "inleiding": "Scenario.",
        "indienen": "Niet.",
        "contact": {"naam": "N", "email": "n@voorbeeld.nl"},
    }


def _source() -> Raw:
    principles = [{"code": "P1", "tekst": "P"}]
    return {"code": "b", "titel": "B", "uitgever": "U", "jaar": 2020, "uitgangspunten": principles}


def _scales(scenario: Raw) -> Mapping[str, Mapping[Any, Any]]:
    return {"rws": RWS_SCALE, **scenario.get("schalen", {})}


def _scale(steps: Mapping[Any, Any]) -> Raw:
    made = [
        {"cijfer": Decimal(str(grade)), "naam": str(grade), "procent": share, "omschrijving": "O."}
        for grade, share in steps.items()
    ]
    return {"titel": "Schaal", "stappen": made}


def _criterion(raw: Raw) -> Raw:
    made = {"titel": raw["code"], "bron": "P1", **raw}
    if "criteria" in raw:
        return made | {"criteria": [_criterion(child) for child in raw["criteria"]]}
    return made if raw["regel"]["soort"] == "vast_tarief" else {"vraag": _question(raw), **made}


def _question(criterion: Raw) -> Raw:
    rule = criterion["regel"]
    base = {"code": criterion["code"], "tekst": criterion["code"]}
    if rule["soort"] == "beoordeeld":
        return base | {"soort": "tekst", "max_woorden": 100}
    if "hoeveelheden" in rule:
        return base | _tariffs(rule["hoeveelheden"])
    kind = RULE_QUESTION.get(rule["soort"], "bedrag")
    if kind == "ja_nee":
        return base | {"soort": kind}
    if kind in ("keuze", "meerkeuze"):
        choices = rule.get("procenten", {"a": "", "b": "", "c": ""})
        return base | {"soort": kind, "keuzes": {code: code.upper() for code in choices}}
    return base | {"soort": kind, **NUMBER}


def _tariffs(quantities: Mapping[str, Any]) -> Raw:
    columns = [
        {"code": "product", "tekst": "Product", "soort": "keuze", "keuzes": {c: c for c in quantities}},
        {"code": "tarief", "tekst": "Tarief", "soort": "bedrag", **NUMBER},
    ]
    return {"soort": "tabel", "kolommen": columns, "vaste_rijen": "product"}


def _number_question(code: str) -> Raw:
    return {"code": code, "tekst": code, "soort": "decimaal", **NUMBER}


def _lot_rows(lots: Raw, code: str, kolommen: list[str]) -> Raw:
    """A table with a number in every column, and before those the lot that a row belongs to."""
    numbers = [{"code": name, "tekst": name, "soort": "geheel_getal", **NUMBER} for name in kolommen]
    made = {key: value for key, value in _per_lot(code, "", lots).items() if key != "vaste_rijen"}
    return made | {"kolommen": [made["kolommen"][0], *numbers], "perceel_kolom": "perceel"}


def _requirement(code: str | Raw) -> Raw:
    if not isinstance(code, str):
        return {"titel": code["code"], "soort": "minimumeis", "bron": "P1", "gevolg": "afwijzen", **code}
    made = {"code": code, "titel": code, "soort": "minimumeis", "bron": "P1", "gevolg": "afwijzen"}
    question = {"code": f"v-{code}", "tekst": code, "soort": "ja_nee"}
    return made | {"vraag": question, "voldoet": {"is": "ja"}}


def _per_lot(code: str, column: str, lots: Mapping[str, Any]) -> Raw:
    columns = [
        {"code": "perceel", "tekst": "Perceel", "soort": "keuze", "keuzes": _lot_names(lots)},
        {"code": column, "tekst": column, "soort": "geheel_getal", **NUMBER},
    ]
    return {"code": code, "tekst": code, "soort": "tabel", "kolommen": columns, "vaste_rijen": "perceel"}


def _lot_names(lots: Mapping[str, Any]) -> Mapping[str, str]:
    return {lot["code"]: f"Perceel {lot['code']}" for lot in lots["lijst"]}


def _capacity_question(scenario: Raw) -> Raw:
    capacity = scenario["capaciteit"]
    if "kolom" in capacity:
        return _per_lot(capacity["vraag"], capacity["kolom"], scenario["percelen"])
    return _number_question(capacity["vraag"])


def _lot_questions(lots: Raw) -> list[Raw]:
    names = _lot_names(lots)
    asked: list[Raw] = [{"code": LOT_QUESTION, "tekst": "P", "soort": "meerkeuze", "keuzes": names}]
    if lots.get("voorkeur"):
        asked.append(_per_lot(PREFERENCE, "keus", lots))
    return [*asked, _number_question(OWN_MOST)] if lots.get("eigen_maximum") else asked


def _lots(lots: Raw) -> Raw:
    made = {key: value for key, value in lots.items() if key not in ("voorkeur", "eigen_maximum")}
    made["lijst"] = [{"titel": _lot_names(lots)[lot["code"]], **lot} for lot in lots["lijst"]]
    made["vraag"] = LOT_QUESTION
    if lots.get("voorkeur"):
        made |= {"voorkeur": PREFERENCE, "voorkeur_kolom": "keus"}
    return made | {"eigen_maximum": OWN_MOST} if lots.get("eigen_maximum") else made


def _value(raw: Any) -> Any:
    if raw in ("ja", "nee"):
        return YesNo(raw == "ja")
    if isinstance(raw, list) and raw and isinstance(raw[0], dict):
        return Rows(tuple(Row({k: _value(v) for k, v in row.items()}, {}) for row in raw))
    return None if raw is None else made(raw)


def submission(name: str, answers: Mapping[str, Any]) -> Submission:
    """A submission with these answers; an answer that is left out is absent."""
    made = {code: Answer(code, str(raw), _value(raw), NOWHERE) for code, raw in answers.items()}
    return Submission(SubmissionId(name), f"{name}.xlsx", 1, "", name, answers=made)


def _written_out(answers: Mapping[str, Any], scenario: Raw) -> Raw:
    """An answer for each lot, such as {a: 1, b: 2}, as the rows of its table."""
    column = {PREFERENCE: "keus"}
    if "capaciteit" in scenario:
        column[scenario["capaciteit"]["vraag"]] = scenario["capaciteit"].get("kolom", "")
    return {
        code: [{"perceel": lot, column[code]: number} for lot, number in raw.items()]
        if isinstance(raw, dict)
        else raw
        for code, raw in answers.items()
    }


def _read(kader: Tender, given: Submission) -> Submission:
    """The same with every table whose rows belong to lots as it is read from the cells of a form."""
    divided = {
        code: LocatedTable(tuple(_cells(row) for row in answer.rows), NOWHERE)
        for code, answer in given.answers.items()
        if getattr(kader.questions.get(code), "is_divided", False)
    }
    rest = {code: answer for code, answer in given.answers.items() if code not in divided}
    return replace(given, answers=rest | AnswerReader(kader).read(divided)[0])


def _cells(row: Row) -> dict[str, Located]:
    return {
        code: Located(RawCell(CellKind.NUMBER, value.number), NOWHERE)
        if value.number is not None
        else Located(RawCell(CellKind.TEXT, value.typed or value.codes[0]), NOWHERE)
        for code, value in row.values.items()
    }


def evaluate(scenario: Raw) -> dict[str, LotResult]:
    """By lot the outcome; `geheel` in a tender without lots."""
    grades = {
        (name, code): Grade(SubmissionId(name), code, Decimal(str(grade)), "Omdat.", NOWHERE)
        for name, given in scenario.get("cijfers", {}).items()
        for code, grade in given.items()
    }
    kader = tender(scenario)
    offers = [
        _read(kader, submission(name, _written_out(answers, scenario)))
        for name, answers in scenario["inschrijvingen"].items()
    ]
    drawn = {lot: (tuple(names),) for lot, names in scenario.get("getrokken", {}).items()}
    results = evaluate_lots(kader, Assessment(grades=grades), offers, drawn)
    return {result.lot: result for result in results}
