"""Checks on what a kader says for the portal, the archive and the Woo index."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.rules.kader.index import KaderIndex
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import block, referred_question
from inkoop.rules.kader.scopes import lot_codes
from inkoop.rules.raw import mapping, texts

_BLOCK = "publicatie"
_SIZES = ("micro", "klein", "middelgroot", "groot")


def check_notice(index: KaderIndex) -> Iterator[Problem]:
    """A lot that is not there, and sizes that do not follow from an answer that may be told."""
    lots = lot_codes(index)
    for code in mapping(block(index, _BLOCK).data.get("maximum_per_perceel")):
        if code not in lots:
            yield unknown((_BLOCK, "maximum_per_perceel", code), "Het perceel", code, lots)
    yield from _sizes(index)


def _sizes(index: KaderIndex) -> Iterator[Problem]:
    told = block(index, _BLOCK, "grootte")
    question = yield from referred_question(index, told, "vraag", ("keuze",))
    if question is None:
        return
    if question.data.get("vertrouwelijk") == "ja":
        yield problem("KADER-105", (*told.path, "vraag"), vraag=question.code)
    choices, first = index.choices(question), dict[str, str]()
    for size in _SIZES:
        for code in texts(told.data.get(size)):
            if choices is not None and code not in choices:
                yield unknown((*told.path, size), f"Bij vraag {question.code}: de keuze", code, choices)
            elif first.setdefault(code, size) != size:
                yield problem("KADER-104", (*told.path, size), keuze=code, eerste=first[code], tweede=size)
