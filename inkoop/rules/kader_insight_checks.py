"""Checks on what the report may tell: the answers that say what an award means, and what may be public."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.rules.kader_index import KaderIndex, Spot, mapping
from inkoop.rules.kader_problems import Problem, problem, unknown
from inkoop.rules.kader_references import block, referred_column, referred_question
from inkoop.rules.kader_rule_fit import NUMERIC

_CHOICE, _CHOICES = ("keuze",), ("keuze", "meerkeuze")
_NUMBERS = tuple(kind for kind in NUMERIC if kind != "percentage")


def check_insight(index: KaderIndex) -> Iterator[Problem]:
    """Every fault under duiding."""
    insight = block(index, "duiding")
    if not insight.data:
        return
    yield from _clients(index, block(index, "duiding", "huidig"))
    yield from _supply(index, block(index, "duiding", "aanbod"))
    yield from referred_question(index, insight, "doelen", ("meerkeuze",))
    yield from referred_question(index, insight, "doelgroepen", ("meerkeuze",))
    yield from _size(index, block(index, "duiding", "omvang"))


def check_publication(index: KaderIndex) -> Iterator[Problem]:
    """Where the order rests on the prices themselves, they cannot stay out of what shows the order."""
    holder = block(index, "openbaar")
    if holder.data.get("prijzen") == "winnaars" and index.method in PRICE_METHODS:
        yield problem("KADER-87", (*holder.path, "prijzen"), methode=index.method)


def _clients(index: KaderIndex, holder: Spot) -> Iterator[Problem]:
    table = yield from referred_question(index, holder, "vraag", ("tabel",))
    if table is not None:
        yield from referred_column(index, holder, "wijk", table, _CHOICE)
        yield from referred_column(index, holder, "functie", table, _CHOICE)
        yield from referred_column(index, holder, "aantal", table, ("geheel_getal",))


def _supply(index: KaderIndex, holder: Spot) -> Iterator[Problem]:
    table = yield from referred_question(index, holder, "vraag", ("tabel",))
    if table is None:
        return
    district = yield from referred_column(index, holder, "wijk", table, _CHOICE)
    yield from referred_column(index, holder, "functie", table, _CHOICES)
    yield from referred_column(index, holder, "plaatsen", table, _NUMBERS)
    need = block(index, "duiding", "behoefte")
    known = index.choices(district) if district is not None else None
    for code in mapping(need.data.get("wijken")) if known else ():
        if code not in (known or {}):
            yield unknown((*need.path, "wijken", code), "De wijk", str(code), known or {})


def _size(index: KaderIndex, holder: Spot) -> Iterator[Problem]:
    question = yield from referred_question(index, holder, "vraag", _CHOICE)
    known = index.choices(question) if question is not None else None
    small = holder.data.get("klein")
    codes = [small] if isinstance(small, str) else small if isinstance(small, list) else []
    if not known:
        return
    for number, code in enumerate(codes):
        if code not in known:
            path = (*holder.path, "klein") if isinstance(small, str) else (*holder.path, "klein", number)
            yield unknown(path, "De keuze", str(code), known)
    if set(known) <= set(codes):
        yield problem("KADER-86", (*holder.path, "klein"))
