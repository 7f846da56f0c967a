"""Findings as people count them: a hidden row is one thing, and so are seven numbers typed as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer

_TOGETHER: Mapping[str, tuple[str, ...]] = {
    "FORM-08": (),
    "ANTW-13": ("gevonden", "gelezen"),
    "ANTW-14": ("gevonden", "gelezen"),
}
"""Remarks that nobody has to decide about, with the words that differ from cell to cell."""
_NAMED = 5
"""How many of those words one remark names."""
EMPTY_FORM = "FORM-24"
UNANSWERED = frozenset({"ANTW-01", "ANTW-17", "ANTW-18", "ANTW-20"})


def grouped(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, with remarks about cells of one question on one sheet made one; none is lost."""
    groups: dict[object, list[Finding]] = {}
    for number, found in enumerate(findings):
        groups.setdefault(_key(found, number), []).append(found)
    return tuple(_one(group) for group in groups.values())


def empty_form(answers: Mapping[str, Answer], findings: Iterable[Finding], file: str) -> tuple[Finding, ...]:
    """Of a form in which nothing at all was filled in one finding, and not one for every question."""
    kept = tuple(findings)
    if not answers or any(answer.raw.strip() or answer.rows for answer in answers.values()):
        return kept
    rest = (found for found in kept if found.code not in UNANSWERED)
    return finding(EMPTY_FORM, CellPlace(file)), *rest


def _key(found: Finding, number: int) -> object:
    differing = _TOGETHER.get(found.code)
    if differing is None or not isinstance(found.place, CellPlace):
        return number
    same = tuple((name, value) for name, value in found.context if name not in differing)
    return found.code, found.place.sheet, same


def _one(group: list[Finding]) -> Finding:
    first = group[0]
    if len(group) == 1 or not isinstance(first.place, CellPlace):
        return first
    cells = ", ".join(found.place.cell for found in group if isinstance(found.place, CellPlace))
    differing = _TOGETHER[first.code]
    words = tuple(
        (name, _listed([dict(found.context)[name] for found in group]) if name in differing else value)
        for name, value in first.context
    )
    return replace(first, place=replace(first.place, cell=cells), context=words)


def _listed(words: list[str]) -> str:
    more = f" en nog {len(words) - _NAMED}" if len(words) > _NAMED else ""
    return "; ".join(words[:_NAMED]) + more
