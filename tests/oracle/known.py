"""What the program need not explain: texts that were published or handed in, and the numbers of a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.reckoning.plain import choices, questions
from tests.reckoning.points import share

from .pages import one_line
from .told import NUMBER, Told
from .town import strings_of


def known_texts(told: Told, *, public: bool) -> set[str]:
    """The texts that were published or handed in, as far as this edition may hold them."""
    town = told.town
    found = set(strings_of(town.kader)) | set(map(one_line, town.sources))
    hidden = {
        code
        for code, question in questions(town.kader).items()
        if question.get("vertrouwelijk") in (True, "ja")
    }
    for bid in town.bids:
        found |= {
            one
            for code, value in bid.answers.items()
            if not (public and code in hidden)
            for one in strings_of(value)
        }
        found.add(bid.file)
    found |= {
        f"{given['titel']} – {given['uitgever']}, {given['jaar']}" for given in town.kader.get("bronnen", [])
    }
    return {one for one in found if len(one) > 2 and not re.fullmatch(rf"{NUMBER}", one)}


def _numbers_in(value: Any) -> Iterator[Fraction]:
    if isinstance(value, Fraction):
        yield value
    elif isinstance(value, int) and not isinstance(value, bool):
        yield Fraction(value)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _numbers_in(item)
    elif isinstance(value, list):
        for item in value:
            yield from _numbers_in(item)
    elif isinstance(value, str) and re.fullmatch(NUMBER, value):
        yield Fraction(value.replace(".", "").replace(",", "."))


def numbers_about(told: Told, code: str, name: str) -> set[Fraction]:
    """Every number that a reason for these points may name."""
    place, lot, kader = told.place(name), told.outcome.lot, told.town.kader
    assert place is not None
    leaf, most = told.criteria[code], lot.maximum[code]
    asked = leaf.get("vraag")
    asked = asked["code"] if isinstance(asked, dict) else asked
    found = {most, place.scores[code]} | numbers_of_rule(told, code)
    found |= set(_numbers_in(place.bid.answers.get(asked)))
    if most:
        found.add(100 * place.scores[code] / most)
    if (part := share(lot, leaf, place.bid, told.town.panel, told.outcome.taking_part)) is not None:
        found.add(part)
    rows = place.bid.answers.get(asked)
    if isinstance(rows, list):
        found |= _counts(rows, leaf)
    for question in questions(kader).values():
        for one in (question, *question.get("kolommen", [])):
            if "keuzes" in one and isinstance(rows, list):
                found.add(Fraction(len(choices(kader, one))))
    if place.price is not None:
        found.add(place.price)
        found |= {one.price for one in told.ranked if one.price is not None}
    return found


def numbers_of_rule(told: Told, code: str) -> set[Fraction]:
    """Every number that the published rule of a criterion holds."""
    kader, leaf = told.town.kader, told.criteria[code]
    rule = leaf.get("regel", {})
    found = {Fraction(100), Fraction(0), Fraction(1), told.outcome.lot.maximum[code]}
    found |= set(_numbers_in(rule)) | set(_numbers_in(kader.get("schalen", {}).get(rule.get("schaal"), {})))
    asked = leaf.get("vraag")
    question = questions(kader).get(asked["code"] if isinstance(asked, dict) else str(asked), {})
    for one in (question, *question.get("kolommen", [])):
        found |= {Fraction(len(choices(kader, one)))} if "keuzes" in one else set()
        found |= set(_numbers_in({key: value for key, value in one.items() if key != "kolommen"}))
    if rule.get("hoeveelheden"):
        for bound in ("ondergrens", "bovengrens"):
            found |= {rule[bound]} if bound in rule else set()
    return found


def _counts(rows: list[Any], leaf: dict[str, Any]) -> set[Fraction]:
    """How many rows, or different codes, an answer holds."""
    found = {Fraction(len(rows))}
    column = leaf.get("regel", {}).get("kolom")
    if column and rows and isinstance(rows[0], dict):
        cells = [row.get(column) for row in rows]
        codes = {
            one for cell in cells for one in (cell if isinstance(cell, list) else [cell]) if one is not None
        }
        found.add(Fraction(len(codes)))
        numbers = [cell for cell in cells if isinstance(cell, Fraction)]
        found |= {
            sum(numbers, Fraction(0)),
            min(numbers, default=Fraction(0)),
            max(numbers, default=Fraction(0)),
        }
    return found
