"""Checks on what decides between equal outcomes, in every lot by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from inkoop.domain.award_rules import BY_DRAW, BY_PRICE, BY_QUALITY, PRICE_METHODS, Method
from inkoop.rules.kader.index import KaderIndex, Spot, rule_kind
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import block
from inkoop.rules.kader.rule_fit import PRICES
from inkoop.rules.kader.scopes import Scope, scopes
from inkoop.rules.raw import RawPath, sequence

KEY = "bij_gelijk"
GUNNING: RawPath = ("gunning",)
FIXED = "vast_tarief"
"""The rule on a price that is the same for everybody."""


def check_ties(index: KaderIndex) -> Iterator[Problem]:
    """Every word that decides at a tie can decide where it holds: in the lot that names it, else in all."""
    parts = scopes(index)
    yield from _chain(index, GUNNING, index.award.get(KEY), [part for part in parts if KEY not in part.own])
    for part in parts:
        if part.lot and KEY in part.own:
            yield from _chain(index, part.path, part.own[KEY], [part])


def _chain(index: KaderIndex, path: RawPath, value: object, parts: list[Scope]) -> Iterator[Problem]:
    words = [(value, (*path, KEY))] if isinstance(value, str) else []
    words += [(word, (*path, KEY, number)) for number, word in enumerate(sequence(value))]
    for word, where in words:
        if isinstance(word, str):
            yield from _word(index, where, word, parts)


def _word(index: KaderIndex, path: RawPath, word: str, parts: list[Scope]) -> Iterator[Problem]:
    """A criterion that can earn points in these lots, or the price, or the quality where it stands apart."""
    codes = [c.spot.code for c in index.all_criteria]
    apart = index.method in PRICE_METHODS
    if word in codes and not (apart and word in (BY_PRICE, BY_QUALITY)):
        yield from _criterion(path, word, parts)
    elif word == BY_PRICE:
        yield from _price(index, path, parts)
    elif word == BY_QUALITY:
        if not apart and index.method in get_args(Method):
            yield problem("KADER-60", path, woord=word, methode=index.method)
    elif word == BY_DRAW:
        yield problem("KADER-85", path)
    else:
        known = [*codes, BY_PRICE, *([BY_QUALITY] if apart else [])]
        yield unknown(path, "Het criterium", word, known)


def _criterion(path: RawPath, code: str, parts: list[Scope]) -> Iterator[Problem]:
    absent = [part.code for part in parts if code not in [c.spot.code for c in part.criteria]]
    if absent:
        yield problem("KADER-75", path, naam=code, percelen=", ".join(absent))
    barren = [
        part for part in parts for found in part.criteria if found.spot.code == code and found.maximum == 0
    ]
    if barren:
        listed = ", ".join(part.code for part in barren)
        where = f"in perceel {listed}" if barren[0].lot else "in dit kader"
        yield problem("KADER-96", path, naam=code, waar=where)


def _price(index: KaderIndex, path: RawPath, parts: list[Scope]) -> Iterator[Problem]:
    """The lowest price can decide where there is exactly one price to look at, and people may see it."""
    if index.method in PRICE_METHODS or index.method not in get_args(Method):
        return
    for part in parts:
        prices = _priced(part)
        if len(prices) != 1:
            where = f"in perceel {part.code}" if part.lot else "in dit kader"
            count = f"{len(prices)} criteria" if prices else "geen criterium"
            yield problem("KADER-95", path, waar=where, aantal=count)
            return
    hidden = next((code for part in parts for spot in _priced(part) if (code := _secret(index, spot))), "")
    if hidden or block(index, "openbaar").data.get("prijzen") == "winnaars":
        what = f"de vraag {hidden} is vertrouwelijk" if hidden else "prijzen: winnaars staat bij openbaar"
        yield problem("KADER-94", path, reden=what)


def _priced(part: Scope) -> list[Spot]:
    kinds = frozenset(PRICES) - {FIXED}
    return [leaf.spot for leaf in part.leaves if rule_kind(leaf.spot) in kinds]


def _secret(index: KaderIndex, criterion: Spot) -> str:
    question = index.question_of(criterion)
    return question.code if question is not None and question.data.get("vertrouwelijk") == "ja" else ""
