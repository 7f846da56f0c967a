"""Demands that weigh on small providers, as far as the kader shows them with certainty; the rest is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from inkoop.analysis.rehearsal.concerns import Concern, Path, concern, paths
from inkoop.analysis.rehearsal.words import criterion_texts, requirement_texts
from inkoop.domain.answers import Code
from inkoop.domain.questions import MultiChoiceQuestion, TableQuestion
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.scoring.kinds import kind_of
from inkoop.rules.scoring.kinds.base import Counts, Kind
from inkoop.rules.scoring.maxima import maxima, total_points

HEAVY_PRICE = Decimal(40)
_MARK = re.compile(
    r"\b(iso[ -]?\d{4,5}|hkz|keurmerk\w*|certificaat|certificaten|gecertificeerd)\b", re.IGNORECASE
)
_MARK_FOR_POINTS = re.compile(r"\b(iso[ -]?\d{4,5}|hkz|keurmerk\w*)\b", re.IGNORECASE)
"""Narrower than for a requirement: among points a certificate is often one that a client earns."""
_EQUAL = re.compile(r"gelijkwaardig", re.IGNORECASE)
_TURNOVER = re.compile(r"\b(jaar)?omzet\w*", re.IGNORECASE)
_REFERENCE = re.compile(r"\breferenties?\b|\breferentie(opdracht|project|eis)\w*", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\b(locaties|plaatsen|plekken|groepen|medewerkers|fte|cli[eë]nten|deelnemers|vestigingen|omzet)\b",
    re.IGNORECASE,
)
_MANY = re.compile(r"activiteit|locatie|groep|plaats|wijk", re.IGNORECASE)
_RATIO = re.compile(r"\b(procent|percentage|per |aandeel)", re.IGNORECASE)


def fairness_concerns(tender: Tender) -> Iterator[Concern]:
    """Everything about proportion, in the order of the kader."""
    where = paths(tender)
    for requirement in tender.requirements:
        yield from _requirement(requirement, tender, where[requirement.code])
    for leaf, _ in tender.leaves:
        yield from _mark(criterion_texts(leaf, tender), leaf, where[leaf.code], _MARK_FOR_POINTS)
        yield from _rewards_size(leaf, tender, where[leaf.code])
        yield from _double_use(leaf, tender, where[leaf.code])
    yield from _price_weight(tender)


def _requirement(requirement: Requirement, tender: Tender, path: Path) -> Iterator[Concern]:
    text = " ".join(requirement_texts(requirement, tender))
    name = f"{requirement.code} ({requirement.title})"
    yield from _mark([text], requirement, path, _MARK)
    if requirement.kind == "uitsluitingsgrond":
        return
    for pattern, what in ((_TURNOVER, "omzet"), (_REFERENCE, "referenties")):
        if pattern.search(text):
            yield concern("PROEF-35", requirement.code, path, eis=name, wat=what)


def _mark(
    texts: Iterable[str], part: Requirement | Criterion, path: Path, marks: re.Pattern[str]
) -> Iterator[Concern]:
    """A quality mark that nothing of equal worth can stand in for."""
    text = " ".join(texts)
    mark = marks.search(text)
    if mark and not _EQUAL.search(text):
        yield concern("PROEF-34", part.code, path, eis=f"{part.code} ({part.title})", keurmerk=mark.group())


def _rewards_size(leaf: Criterion, tender: Tender, path: Path) -> Iterator[Concern]:
    kind, question = kind_of(leaf, tender), tender.question_of(leaf)
    name = f"{leaf.code} ({leaf.title})"
    what = _sized(kind, question, tender.part_of(leaf))
    if what:
        yield concern("PROEF-31", leaf.code, path, criterium=name, wat=what)
    elif isinstance(question, MultiChoiceQuestion) and kind.goal is not None and _MANY.search(question.text):
        yield concern("PROEF-52", leaf.code, path, criterium=name, aantal=kind.goal)


def _sized(kind: Kind[Any], question: Any, part: Any) -> str:
    """What the points rise with, where that is certainly size: rows, a sum over rows, or a bare amount."""
    if isinstance(question, TableQuestion):
        if kind.counts is Counts.AMOUNT:
            return "het aantal rijen in de tabel"
        if kind.counts is Counts.CODES and part.holds is Code:
            return "het aantal verschillende rijen in de tabel"
        return "de som over alle rijen van de tabel" if kind.summed and kind.rises else ""
    if kind.counts is Counts.NUMBER and question.kind == "geheel_getal" and kind.rises:
        unit = question.unit
        return f"het aantal {unit}" if _AMOUNT.search(unit) and not _RATIO.search(unit) else ""
    return ""


def _double_use(leaf: Criterion, tender: Tender, path: Path) -> Iterator[Concern]:
    """The same answer as a requirement and for points: whoever is admitted has part of the points already."""
    question = tender.question_of(leaf)
    if question is None or leaf.rule is None:
        return
    looked_at = leaf.rule.looked_at
    for requirement in tender.requirements:
        other = tender.question_of(requirement)
        condition = requirement.met_when
        column = condition.column if condition else None
        same = other is not None and other.code == question.code
        if same and (not isinstance(question, TableQuestion) or (looked_at and looked_at == column)):
            yield concern(
                "PROEF-32",
                leaf.code,
                path,
                criterium=f"{leaf.code} ({leaf.title})",
                eis=f"{requirement.code} ({requirement.title})",
            )


def _price_weight(tender: Tender) -> Iterator[Concern]:
    if tender.award is None:
        return
    total = total_points(tender)
    weight, place = tender.award.price_weight, ("gunning", "prijsgewicht")
    path: Path = place
    priced = [leaf for leaf, *_ in tender.priced]
    if weight is None and total and tender.award.method in ("gewogen_punten", "qcbs"):
        weight = sum((maxima(tender)[leaf.code] for leaf in priced), Decimal(0)) * 100 / total
        path = paths(tender)[priced[0].code] if priced else ()
    if tender.award.method == "laagste_prijs":
        weight, path = Decimal(100), ("gunning", "methode")
    if weight is not None and weight > HEAVY_PRICE:
        subject = priced[0].code if priced else ""
        yield concern(
            "PROEF-33", subject, path, gewicht=decimal_text(weight), grens=decimal_text(HEAVY_PRICE)
        )
