"""Checks on what a kader says about the people who grade."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.rules.kader.index import KaderIndex, rule_kind
from inkoop.rules.kader.problems import Problem, problem
from inkoop.rules.kader.references import block

_BLOCK = "beoordelaars"


def check_assessors(index: KaderIndex) -> Iterator[Problem]:
    """A block that nothing rests on, a key that another takes the sense from, and a panel of one."""
    told = block(index, _BLOCK)
    if not told.data:
        return
    if not any(rule_kind(leaf.spot) == "beoordeeld" for leaf in index.leaves):
        yield problem("KADER-101", told.path, at_key=True)
    if told.data.get("namen_in_overleg") == "ja" and told.data.get("anoniem") != "ja":
        yield problem("KADER-102", (*told.path, "namen_in_overleg"))
    if told.data.get("aantal") == 1:
        yield problem("KADER-103", (*told.path, "aantal"))
