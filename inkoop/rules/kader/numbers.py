"""Numbers that are nearly surely not meant: a point between thousands, a share of one as percents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.kader.index import KaderIndex
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.raw import RawPath, mapping, number, sequence

PARTS_OF_A_HUNDRED = ("gewicht", "gewichten", "prijsgewicht", "procent", "procenten")
"""Keys where a thousand cannot be meant, and three digits behind the comma can: a third is 33.333."""


def check_numbers(index: KaderIndex) -> Iterator[Problem]:
    """Every number that may well say something else than its writer thinks."""
    yield from _thousands(index)
    yield from _shares_of_one(index)


def _thousands(index: KaderIndex) -> Iterator[Problem]:
    """Every number that is written as 1.250: in Dutch a thousand, in a kader one and a quarter."""
    for path, value in _decimals(index.raw, ()):
        keys = [part for part in path if isinstance(part, str)]
        if value.as_tuple().exponent == -3 and 1 <= abs(value) < 1000 and not {*keys} & {*PARTS_OF_A_HUNDRED}:
            meant = f"{value * 1000:f}".partition(".")[0]
            written, read = f"{value:f}", decimal_text(value)
            yield problem("KADER-84", path, sleutel=keys[-1], geschreven=written, gelezen=read, bedoeld=meant)


def _shares_of_one(index: KaderIndex) -> Iterator[Problem]:
    """Percents of at most 1, apart or together: in a formula 40 percent is often written as 0.4."""
    parts = sequence(mapping(index.award.get("capaciteit")).get("procenten"))
    together = sum((found for part in parts if (found := number(part)) is not None), Decimal(0))
    percents: list[tuple[RawPath, Decimal | None]] = [
        (("gunning", "prijsgewicht"), number(index.award.get("prijsgewicht"))),
        (("gunning", "capaciteit", "procenten"), together),
    ]
    for leaf in index.leaves:
        rule = mapping(leaf.spot.data.get("regel"))
        percents.append(((*leaf.spot.path, "regel", "signaal_laag"), number(rule.get("signaal_laag"))))
    for path, value in percents:
        if value is not None and 0 < value <= 1:
            meant = f"{(value * 100).normalize():f}"
            key = "procenten samen" if path[-1] == "procenten" else path[-1]
            yield problem("KADER-82", path, sleutel=key, procent=decimal_text(value), bedoeld=meant)


def _decimals(value: Any, path: RawPath) -> Iterator[tuple[RawPath, Decimal]]:
    if isinstance(value, Decimal):
        yield path, value
    elif isinstance(value, Mapping):
        for key, below in value.items():
            yield from _decimals(below, (*path, key))
    elif isinstance(value, list):
        for position, below in enumerate(value):
            yield from _decimals(below, (*path, position))
