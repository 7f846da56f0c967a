"""Checks on what a price is: floors, additions for other answers, and value-added tax."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.questions import NUMERIC
from inkoop.rules.kader.index import KaderIndex, Spot, rule_kind, spots
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.references import referred_question
from inkoop.rules.kader.rule_fit import PRICES
from inkoop.rules.raw import mapping


def check_prices(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in the terms of a rule on a price."""
    for leaf in index.leaves:
        if rule_kind(leaf.spot) not in PRICES:
            continue
        rule = Spot((*leaf.spot.path, "regel"), mapping(leaf.spot.data.get("regel")))
        yield from _adjustments(rule, index)
        question = index.question_of(leaf.spot)
        if "btw" not in rule.data and question and question.data.get("soort") in ("bedrag", "tabel"):
            yield problem("KADER-65", rule.path, naam=leaf.spot.code, at_key=True)


def _adjustments(rule: Spot, index: KaderIndex) -> Iterator[Problem]:
    for item in spots(rule.data.get("bijtelling"), (*rule.path, "bijtelling")):
        yield from referred_question(index, item, "vraag", NUMERIC)
