"""Checks on what a price is: floors, additions for other answers, and value-added tax."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inkoop.rules.kader.index import KaderIndex, Spot, mapping, number, rule_kind, spots
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.references import referred_question
from inkoop.rules.kader.rule_fit import NUMERIC, PRICES

UPPER_BOUNDS = {"bovengrens": "de bovengrens", "plafond": "het plafond"}


def check_prices(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in the terms of a rule on a price."""
    for leaf in index.leaves:
        if rule_kind(leaf.spot) not in PRICES:
            continue
        rule = Spot((*leaf.spot.path, "regel"), mapping(leaf.spot.data.get("regel")))
        yield from _floors(rule)
        yield from _adjustments(rule, index)
        question = index.question_of(leaf.spot)
        if "btw" not in rule.data and question and question.data.get("soort") in ("bedrag", "tabel"):
            yield problem("KADER-65", rule.path, naam=leaf.spot.code, at_key=True)


def _floors(rule: Spot) -> Iterator[Problem]:
    """A floor at or above the price that earns nothing leaves nothing to gain."""
    floor = _lowest_price(rule)
    for key, named in UPPER_BOUNDS.items():
        top = number(rule.data.get(key))
        if floor is not None and top is not None and floor >= top:
            where = "minimumtarief" if "minimumtarief" in rule.data else "minimumtarieven"
            words = {"minimum": f"{floor:f}", "grens": named, "bedrag": f"{top:f}"}
            yield problem("KADER-63", (*rule.path, where), at_key=True, **words)


def _lowest_price(rule: Spot) -> Decimal | None:
    """The price of somebody who asks the floor for everything; None when something has no floor."""
    floor = number(rule.data.get("minimumtarief"))
    quantities = mapping(rule.data.get("hoeveelheden"))
    if not quantities:
        return floor
    own = mapping(rule.data.get("minimumtarieven"))
    total = Decimal(0)
    for code, quantity in quantities.items():
        many, least = number(quantity), number(own.get(code)) if code in own else floor
        if many is None or least is None:
            return None
        total += many * least
    return total


def _adjustments(rule: Spot, index: KaderIndex) -> Iterator[Problem]:
    for item in spots(rule.data.get("bijtelling"), (*rule.path, "bijtelling")):
        yield from referred_question(index, item, "vraag", NUMERIC)
