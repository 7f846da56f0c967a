"""Checks on prices in a workbook of their own: what stands in it cannot be needed before it opens."""

from __future__ import annotations

from collections.abc import Iterator, Set

from inkoop.domain.submission import NAME_QUESTION
from inkoop.rules.kader.index import KaderIndex, rule_kind
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import block
from inkoop.rules.kader.rule_fit import PRICES
from inkoop.rules.raw import mapping, texts

_BLOCK = "prijskluis"
_ALONG = "ook"


def check_vault(index: KaderIndex) -> Iterator[Problem]:
    """A vault without prices, one that leaves out prices to compare with, and a question needed before."""
    told = block(index, _BLOCK)
    if not told.data:
        return
    priced = [leaf.spot for leaf in index.leaves if rule_kind(leaf.spot) in PRICES]
    if not priced:
        yield problem("KADER-106", told.path, at_key=True)
        return
    staged = index.method == "qcbs" or index.award.get("vergelijken_met") == "boven_drempel"
    if told.data.get("openen") == "boven_drempel" and not staged:
        yield problem("KADER-107", (*told.path, "openen"))
    along = texts(told.data.get(_ALONG))
    for code in along:
        if code not in index.by_code:
            yield unknown((*told.path, _ALONG), "De vraag", code, index.by_code)
    asked = {question.code for spot in priced if (question := index.question_of(spot))}
    yield from _needed_before(index, asked | set(along))


def _needed_before(index: KaderIndex, sealed: Set[str]) -> Iterator[Problem]:
    """Where something looks at a question that is still shut by then."""
    lots, partners = mapping(index.raw.get("percelen")), mapping(index.raw.get("organisaties"))
    uses = [
        ("algemeen", NAME_QUESTION, "de naam van de inschrijver"),
        ("percelen", lots.get("vraag"), "de keuze van de percelen"),
        ("organisaties", partners.get("vraag"), "de combinaties"),
    ]
    for key, code, what in uses:
        if code in sealed:
            yield problem("KADER-108", (key,), vraag=code, wat=what, at_key=True)
    for question in index.questions:
        other = mapping(question.data.get("alleen_als")).get("vraag")
        if other in sealed and question.code not in sealed:
            yield problem(
                "KADER-108", (*question.path, "alleen_als"), vraag=other, wat=f"vraag {question.code}"
            )
    for leaf in index.leaves:
        graded = index.question_of(leaf.spot)
        if graded is not None and graded.code in sealed and rule_kind(leaf.spot) == "beoordeeld":
            what = f"het cijfer voor {leaf.spot.code}"
            yield problem("KADER-108", (*leaf.spot.path, "vraag"), vraag=graded.code, wat=what)
