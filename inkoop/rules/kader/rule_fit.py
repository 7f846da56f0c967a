"""Checks that each scoring rule and each condition fits the question it works on."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

from inkoop.domain.questions import NUMERIC
from inkoop.domain.rules import RULES
from inkoop.domain.rules.price import PriceTerms
from inkoop.rules.kader.index import KaderIndex, Spot, rule_kind
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.raw import RawPath, mapping, texts
from inkoop.rules.scoring.kinds import KINDS
from inkoop.rules.scoring.kinds.base import Fault, Kind, RawAsked, Unknown

PRICES = tuple(name for name, rule in RULES.items() if issubclass(rule, PriceTerms))
"""The rules on a price."""


def check_rules(index: KaderIndex) -> Iterator[Problem]:
    """Every rule that does not fit its question, its table column or its own bounds."""
    for leaf in index.leaves:
        rule = Spot((*leaf.spot.path, "regel"), mapping(leaf.spot.data.get("regel")))
        kind = KINDS.get(rule_kind(leaf.spot))
        if kind is None:
            continue
        yield from _told(rule, kind.faults(rule.data, mapping(index.raw.get("schalen"))))
        question = index.question_of(leaf.spot)
        if question is None or not kind.fits:
            continue
        asked = question.data.get("soort")
        if asked in kind.fits:
            yield from _against_question(rule, kind, question, index)
        elif isinstance(asked, str):
            words = {"regel": rule.data["soort"], "vraagsoort": asked, "past": ", ".join(kind.fits)}
            yield problem("KADER-36", (*rule.path, "soort"), **words)


def _told(rule: Spot, faults: Iterable[Fault | Unknown]) -> Iterator[Problem]:
    """What a kind of rule finds wrong, with its place in the kader."""
    for fault in faults:
        path = (*rule.path, *fault.path)
        if isinstance(fault, Unknown):
            yield unknown(path, fault.what, fault.word, fault.known)
        else:
            yield problem(fault.code, path, at_key=fault.at_key, **fault.words)


def _against_question(
    rule: Spot, kind: type[Kind[Any]], question: Spot, index: KaderIndex
) -> Iterator[Problem]:
    if question.data.get("soort") == "tabel":
        if kind.columns:
            yield from _against_table(rule, kind, question, index)
        return
    yield from _told(rule, kind.misfits(rule.data, RawAsked(question.code, index.choices(question))))
    for key in ("kolom", "bewerking", "hoeveelheden", "minimumtarieven"):
        if key in rule.data:
            yield problem("KADER-43", (*rule.path, key), sleutel=key, at_key=True)


def _against_table(rule: Spot, kind: type[Kind[Any]], question: Spot, index: KaderIndex) -> Iterator[Problem]:
    column = yield from _needed_column(rule, question, index)
    if column is None:
        return
    if column.data.get("soort") not in kind.columns:
        past = ", ".join(kind.columns)
        yield problem("KADER-40", (*rule.path, "kolom"), kolom=column.code, past=past)
    fixed = question.data.get("vaste_rijen")
    printed = index.column(question, fixed) if isinstance(fixed, str) else None
    rows = index.choices(printed) if printed else None
    asked = RawAsked(question.code, index.choices(column), table=True, rows=rows, fixed=printed is not None)
    yield from _told(rule, kind.misfits(rule.data, asked))


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


def check_certainty(index: KaderIndex) -> Iterator[Problem]:
    """Every requirement and price rule on a question that not everybody has to answer."""
    lots = mapping(index.raw.get("percelen")).get("vraag")
    priced = [leaf.spot for leaf in index.leaves if rule_kind(leaf.spot) in PRICES]
    for what, holders in (("Eis", index.requirements), ("De prijs bij", priced)):
        for holder in holders:
            question = index.question_of(holder)
            if question is None:
                continue
            code, where = question.code, question.path
            if question.data.get("verplicht") in (False, "nee"):
                path = (*where, "verplicht")
                yield problem("KADER-49", path, soort=what, naam=holder.code, vraag=code)
            when = mapping(question.data.get("alleen_als"))
            if when and when.get("vraag") != lots:
                path = (*where, "alleen_als")
                yield problem("KADER-99", path, at_key=True, soort=what, naam=holder.code, vraag=code)


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
