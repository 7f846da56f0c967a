"""Checks that each scoring rule and each condition fits the question it works on."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from inkoop.domain.scoring_rules import PRICE_RULES, kinds_of
from inkoop.rules.kader.index import KaderIndex, RawPath, Spot, mapping, number, sequence, texts
from inkoop.rules.kader.problems import Problem, problem, unknown

NUMERIC = ("geheel_getal", "decimaal", "bedrag", "percentage")
PRICES = kinds_of(PRICE_RULES)
FITTING: Mapping[str, tuple[str, ...]] = {
    "ja_nee": ("ja_nee",),
    "keuze": ("keuze",),
    "lineair": (*NUMERIC, "tabel"),
    "banden": (*NUMERIC, "tabel"),
    "dekking": ("meerkeuze", "tabel"),
    "aantal": ("meerkeuze", "tabel"),
    "beoordeeld": ("tekst", "tabel"),
    "kwaliteit_relatief": (*NUMERIC, "tabel"),
    **dict.fromkeys(PRICES, (*NUMERIC, "tabel")),
    "prijs": ("bedrag", "tabel"),
}
"""Which question kinds each scoring rule can work on."""


def check_rules(index: KaderIndex) -> Iterator[Problem]:
    """Every rule that does not fit its question, its table column or its own bounds."""
    for leaf in index.leaves:
        rule = Spot((*leaf.spot.path, "regel"), mapping(leaf.spot.data.get("regel")))
        kind = rule.data.get("soort")
        yield from _own_bounds(rule)
        if kind == "beoordeeld":
            yield from _scale(rule, index)
        question = index.question_of(leaf.spot)
        if question is None or not isinstance(kind, str) or kind not in FITTING:
            continue
        asked = question.data.get("soort")
        if asked not in FITTING[kind]:
            if isinstance(asked, str):
                past = ", ".join(FITTING[kind])
                yield problem("KADER-36", (*rule.path, "soort"), regel=kind, vraagsoort=asked, past=past)
            continue
        yield from _against_question(rule, question, index)


def _own_bounds(rule: Spot) -> Iterator[Problem]:
    zero, full = number(rule.data.get("nul_bij")), number(rule.data.get("vol_bij"))
    if rule.data.get("soort") == "lineair" and zero is not None and zero == full:
        yield problem("KADER-37", rule.path, eerste="nul_bij", tweede="vol_bij", at_key=True)
    low, high = number(rule.data.get("ondergrens")), number(rule.data.get("bovengrens"))
    if low is not None and high is not None and low >= high:
        yield problem("KADER-38", (*rule.path, "ondergrens"), laag=low, hoog=high)
    starts = [number(mapping(band).get("vanaf")) for band in sequence(rule.data.get("banden"))]
    known = [start for start in starts if start is not None]
    if known != sorted(set(known)):
        yield problem("KADER-39", (*rule.path, "banden"), at_key=True)


def _scale(rule: Spot, index: KaderIndex) -> Iterator[Problem]:
    scales = mapping(index.raw.get("schalen"))
    name = rule.data.get("schaal")
    if isinstance(name, str) and name not in scales:
        yield unknown((*rule.path, "schaal"), "De schaal", name, scales)


def _against_question(rule: Spot, question: Spot, index: KaderIndex) -> Iterator[Problem]:
    if question.data.get("soort") == "tabel":
        if rule.data["soort"] not in ("aantal", "beoordeeld"):
            yield from _against_table(rule, question, index)
        return
    if rule.data["soort"] == "keuze":
        yield from _choice_percentages(rule, question, index)
    if rule.data["soort"] == "dekking":
        yield from _bonus_codes(rule, index.choices(question))
    for key in ("kolom", "bewerking", "hoeveelheden", "minimumtarieven"):
        if key in rule.data:
            yield problem("KADER-43", (*rule.path, key), sleutel=key, at_key=True)


def _against_table(rule: Spot, question: Spot, index: KaderIndex) -> Iterator[Problem]:
    kind = rule.data["soort"]
    column = yield from _needed_column(rule, question, index)
    if column is None:
        return
    fitting = ("keuze", "meerkeuze") if kind == "dekking" else NUMERIC
    if column.data.get("soort") not in fitting:
        yield problem("KADER-40", (*rule.path, "kolom"), kolom=column.code, past=", ".join(fitting))
    if kind == "dekking":
        yield from _bonus_codes(rule, index.choices(column))
    if kind in ("lineair", "banden", "kwaliteit_relatief") and "bewerking" not in rule.data:
        yield problem("KADER-41", rule.path, sleutel="bewerking", at_key=True)
    if kind in PRICES:
        yield from _quantities(rule, question, index)


def _needed_column(rule: Spot, question: Spot, index: KaderIndex) -> Generator[Problem, None, Spot | None]:
    code = rule.data.get("kolom")
    if not isinstance(code, str):
        yield problem("KADER-41", rule.path, sleutel="kolom", at_key=True)
        return None
    column = index.column(question, code)
    if column is None:
        codes = [c.code for c in index.columns(question)]
        yield unknown((*rule.path, "kolom"), "De kolom", code, codes)
    return column


def _choice_percentages(rule: Spot, question: Spot, index: KaderIndex) -> Iterator[Problem]:
    choices, given = index.choices(question), mapping(rule.data.get("procenten"))
    if choices is None:
        return
    for code in given:
        if code not in choices:
            yield unknown((*rule.path, "procenten", code), "De keuze", code, choices)
    missing = [code for code in choices if code not in given]
    if given and missing:
        yield problem("KADER-42", (*rule.path, "procenten"), keuzes=", ".join(missing), at_key=True)


def _bonus_codes(rule: Spot, choices: Mapping[str, Any] | None) -> Iterator[Problem]:
    for position, bonus in enumerate(sequence(rule.data.get("bonus"))):
        for code in texts(mapping(bonus).get("codes")):
            if choices is not None and code not in choices:
                yield unknown((*rule.path, "bonus", position, "codes"), "De code", code, choices)
    full = rule.data.get("vol_bij")
    if choices is not None and isinstance(full, int) and full > len(choices):
        yield problem("KADER-44", (*rule.path, "vol_bij"), vol=full, lijst=len(choices))


def _quantities(rule: Spot, question: Spot, index: KaderIndex) -> Iterator[Problem]:
    fixed = question.data.get("vaste_rijen")
    column = index.column(question, fixed) if isinstance(fixed, str) else None
    if column is None:
        yield problem("KADER-45", rule.path, vraag=question.code, at_key=True)
        return
    rows = index.choices(column)
    given = mapping(rule.data.get("hoeveelheden"))
    if rows is None:
        return
    for key in ("hoeveelheden", "minimumtarieven"):
        for code in mapping(rule.data.get(key)):
            if code not in rows:
                yield unknown((*rule.path, key, code), "De rij", code, rows)
    missing = [code for code in rows if code not in given]
    if missing:
        yield problem("KADER-42", (*rule.path, "hoeveelheden"), keuzes=", ".join(missing), at_key=True)


def check_conditions(index: KaderIndex) -> Iterator[Problem]:
    """Every requirement whose condition does not fit its question."""
    for holder in index.requirements:
        condition = holder.data.get("voldoet")
        path: RawPath = (*holder.path, "voldoet")
        if holder.data.get("gevolg") == "afwijzen" and condition is None:
            yield problem("KADER-46", holder.path, naam=holder.code)
        if not isinstance(condition, Mapping):
            continue
        tests = [key for key in ("is", "minimaal", "maximaal", "bevat") if key in condition]
        if len(tests) != 1:
            yield problem("KADER-47", path, aantal=len(tests), at_key=True)
            continue
        question = index.question_of(holder)
        if question is not None:
            yield from _condition_fits(Spot(path, condition), tests[0], question, index)


def _condition_fits(condition: Spot, test: str, question: Spot, index: KaderIndex) -> Iterator[Problem]:
    asked: Spot | None = question
    if question.data.get("soort") == "tabel":
        code = condition.data.get("kolom")
        asked = index.column(question, code)
        if asked is None:
            codes: Iterable[str] = [c.code for c in index.columns(question)]
            yield unknown((*condition.path, "kolom"), "De kolom", code, codes)
            return
    kinds = {"is": ("ja_nee", "keuze"), "bevat": ("meerkeuze", "keuze")}.get(test, NUMERIC)
    kind = asked.data.get("soort") if asked else None
    if kind not in kinds:
        if isinstance(kind, str):
            yield problem(
                "KADER-48", (*condition.path, test), toets=test, vraagsoort=kind, past=", ".join(kinds)
            )
        return
    if test in ("is", "bevat") and asked is not None:
        allowed = ["ja", "nee"] if kind == "ja_nee" else index.choices(asked)
        for value in texts(condition.data.get(test)):
            if allowed is not None and value not in allowed:
                yield unknown((*condition.path, test), "Het antwoord", value, allowed)
