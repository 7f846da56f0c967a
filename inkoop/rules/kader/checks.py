"""Checks on a whole kader that no single field can make, one generator a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inkoop.domain.fields import moment
from inkoop.domain.questions import CLOSED, KINDS, KVK
from inkoop.domain.tender import FORMER_REGISTRATION
from inkoop.rules.kader.assessors import check_assessors
from inkoop.rules.kader.award import check_award
from inkoop.rules.kader.capacity import check_capacity, check_limits, check_organisations
from inkoop.rules.kader.draw import check_draw
from inkoop.rules.kader.index import KaderIndex, Spot
from inkoop.rules.kader.insight import check_insight, check_publication
from inkoop.rules.kader.lot_rows import check_lot_rows
from inkoop.rules.kader.lots import check_lots
from inkoop.rules.kader.notice import check_notice
from inkoop.rules.kader.numbers import check_numbers
from inkoop.rules.kader.per_lot import check_per_lot
from inkoop.rules.kader.points import check_points
from inkoop.rules.kader.prices import check_prices
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.row_agreement import check_row_agreement
from inkoop.rules.kader.rule_fit import check_certainty, check_conditions, check_rules
from inkoop.rules.kader.ties import check_ties
from inkoop.rules.kader.vault import check_vault
from inkoop.rules.kader.versions import check_versions
from inkoop.rules.raw import RawPath, mapping, number, sequence, texts

"""Questions whose answers are not known beforehand."""


def check_kader(raw: Mapping[str, Any]) -> list[Problem]:
    """Every whole-file fault of a kader, also when single fields of it are wrong."""
    index = KaderIndex(raw)
    return [found for check in CHECKS for found in check(index)]


def _duplicate_codes(index: KaderIndex) -> Iterator[Problem]:
    families: list[tuple[str, Iterable[Spot]]] = [
        ("vraag", index.questions),
        ("eis of criterium", [*index.requirements, *(c.spot for c in index.all_criteria)]),
        ("uitgangspunt", index.principles),
        *(("kolom", index.columns(question)) for question in index.questions),
    ]
    for family, spots in families:
        seen: set[str] = set()
        for spot in spots:
            if spot.code and spot.code.lower() in seen:
                yield problem("KADER-20", (*spot.path, "code"), soort=family, naam=spot.code)
            seen.add(spot.code.lower())


def _unknown_sources(index: KaderIndex) -> Iterator[Problem]:
    known = [p.code for p in index.principles]
    for holder in [*index.requirements, *(c.spot for c in index.all_criteria)]:
        for code in texts(holder.data.get("bron")):
            if code not in known:
                yield unknown((*holder.path, "bron"), "Het uitgangspunt", code, known)


def _unknown_questions(index: KaderIndex) -> Iterator[Problem]:
    for holder in index.holders:
        code = holder.data.get("vraag")
        if isinstance(code, str) and code not in index.by_code:
            yield unknown((*holder.path, "vraag"), "De vraag", code, index.by_code)


def _unknown_lists(index: KaderIndex) -> Iterator[Problem]:
    lists = mapping(index.raw.get("codelijsten"))
    for question in index.questions:
        for asked in (question, *index.columns(question)):
            name = asked.data.get("keuzes")
            if isinstance(name, str) and name not in lists:
                yield unknown((*asked.path, "keuzes"), "De codelijst", name, lists)


def _show_when(index: KaderIndex) -> Iterator[Problem]:
    for question in index.questions:
        when = mapping(question.data.get("alleen_als"))
        path = (*question.path, "alleen_als")
        other = when.get("vraag")
        if not isinstance(other, str):
            continue
        if other not in index.by_code:
            yield unknown((*path, "vraag"), "De vraag", other, index.by_code)
            continue
        if _is_circular(question.code, index):
            yield problem("KADER-31", (*path, "vraag"), naam=question.code)
        allowed = _answers(index, index.by_code[other])
        if allowed == []:
            kind = index.by_code[other].data.get("soort")
            yield problem("KADER-54", (*path, "vraag"), naam=question.code, andere=other, soort=kind)
            continue
        for value in texts(when.get("is")):
            if allowed is not None and value not in allowed:
                yield unknown((*path, "is"), f"Bij vraag {other}: het antwoord", value, allowed)


def _answers(index: KaderIndex, question: Spot) -> list[str] | None:
    """The answers a question can have; none when anything can be filled in, None when it is not known."""
    kind = question.data.get("soort")
    if kind == "ja_nee":
        return ["ja", "nee"]
    if kind in ("keuze", "meerkeuze"):
        choices = index.choices(question)
        return None if choices is None else list(choices)
    return [] if kind in KINDS and kind not in CLOSED else None


def _is_circular(code: str, index: KaderIndex) -> bool:
    seen: set[str] = set()
    current = code
    while current and current not in seen:
        seen.add(current)
        spot = index.by_code.get(current)
        after = mapping(spot.data.get("alleen_als")).get("vraag") if spot else None
        current = after if isinstance(after, str) else ""
        if current == code:
            return True
    return False


_ORDERED = (("minimum", "maximum"), ("min_rijen", "max_rijen"), ("max_woorden", "max_tekens"))
"""Keys of which the first may not be larger. A word takes a character at the least."""


def _ranges(index: KaderIndex) -> Iterator[Problem]:
    for question in index.questions:
        for asked in (question, *index.columns(question)):
            for first, last in _ORDERED:
                low, high = number(asked.data.get(first)), number(asked.data.get(last))
                if low is not None and high is not None and low > high:
                    yield problem("KADER-23", (*asked.path, first), laag=low, hoog=high)
            # Days are written year-month-day, which sorts as text.
            start, end = asked.data.get("vanaf"), asked.data.get("tot_en_met")
            if isinstance(start, str) and isinstance(end, str) and start > end:
                yield problem("KADER-23", (*asked.path, "vanaf"), laag=start, hoog=end)
        fixed = question.data.get("vaste_rijen")
        if isinstance(fixed, str):
            choosing = [c.code for c in index.columns(question) if c.data.get("soort") == "keuze"]
            if fixed not in choosing:
                yield unknown((*question.path, "vaste_rijen"), "De keuzekolom", fixed, choosing)


def _tree_shape(index: KaderIndex) -> Iterator[Problem]:
    for criterion in index.all_criteria:
        data, path = criterion.spot.data, criterion.spot.path
        if data.get("criteria"):
            if "vraag" in data or "regel" in data:
                yield problem("KADER-25", path, naam=criterion.spot.code)
            continue
        fixed = mapping(data.get("regel")).get("soort") == "vast_tarief"
        missing = [key for key in ("vraag", "regel") if key not in data and not (fixed and key == "vraag")]
        if missing:
            yield problem("KADER-26", path, naam=criterion.spot.code, mist=" en ".join(missing))
        if fixed and number(data.get("gewicht")):
            yield problem("KADER-33", (*path, "gewicht"), naam=criterion.spot.code)


def _procedure(index: KaderIndex) -> Iterator[Problem]:
    info = mapping(index.raw.get("aanbesteding"))
    if info.get("procedure") == "open_house":
        for key in ("criteria", "gunning"):
            if index.raw.get(key):
                yield problem("KADER-27", (key,), sleutel=key, at_key=True)
        return
    for key in ("criteria", "gunning"):
        if not index.raw.get(key):
            yield problem("KADER-28", (), sleutel=key)


def _moments(index: KaderIndex) -> Iterator[Problem]:
    info = mapping(index.raw.get("aanbesteding"))
    opened, closed = info.get("publicatie"), info.get("sluiting")
    if (start := moment(opened)) and (end := moment(closed)) and end <= start:
        yield problem("KADER-32", ("aanbesteding", "sluiting"), sluiting=closed, publicatie=opened)
    zone = info.get("tijdzone")
    if isinstance(zone, str):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            yield unknown(("aanbesteding", "tijdzone"), "De tijdzone", zone, ["Europe/Amsterdam"])


def _name_question(index: KaderIndex) -> Iterator[Problem]:
    names = [question for question in _general(index) if question.code == "naam"]
    if not any(q.data.get("soort") == "tekst" and q.data.get("verplicht") != "nee" for q in names):
        yield problem("KADER-34", ("algemeen",), at_key=True)


def _registration(index: KaderIndex) -> Iterator[Problem]:
    """A number in the trade register that is asked as a text: two spellings of it are two organisations."""
    if any(question.data.get("soort") == KVK for question in _general(index)):
        return
    for question in _general(index):
        if question.code == FORMER_REGISTRATION and question.data.get("soort") == "tekst":
            yield problem("KADER-09", (*question.path, "soort"), naam=question.code)


def _general(index: KaderIndex) -> list[Spot]:
    """The questions about the organisation."""
    return [question for question in index.questions if question.path[0] == "algemeen"]


def _scales(index: KaderIndex) -> Iterator[Problem]:
    for name, scale in mapping(index.raw.get("schalen")).items():
        steps = [mapping(step) for step in sequence(mapping(scale).get("stappen"))]
        grades = [number(step.get("cijfer")) for step in steps]
        known = [grade for grade in grades if grade is not None]
        path: RawPath = ("schalen", name, "stappen")
        if known != sorted(set(known)):
            yield problem("KADER-35", path, schaal=name, at_key=True)
        shares = [share for step in steps if (share := number(step.get("procent"))) is not None]
        if shares and len(shares) == len(steps) and max(shares) < 100:
            yield problem("KADER-51", path, schaal=name, at_key=True)


def _enclosures(index: KaderIndex) -> Iterator[Problem]:
    """Two documents by one name: one file would be both."""
    seen: dict[str, set[str]] = {"titel": set(), "bestandsnaam": set()}
    for position, asked in enumerate(sequence(index.raw.get("bijlagen"))):
        for key, known in seen.items():
            word = mapping(asked).get(key)
            if isinstance(word, str) and word.casefold() in known:
                yield problem("BIJLAGE-03", ("bijlagen", position, key), sleutel=key, waarde=word)
            known.add(word.casefold() if isinstance(word, str) else "")


def _unserved_principles(index: KaderIndex) -> Iterator[Problem]:
    served = {
        code
        for holder in [*index.requirements, *(c.spot for c in index.all_criteria)]
        for code in texts(holder.data.get("bron"))
    }
    for principle in index.principles:
        if principle.code and principle.code not in served:
            yield problem("KADER-52", principle.path, naam=principle.code)


CHECKS: tuple[Callable[[KaderIndex], Iterator[Problem]], ...] = (
    _duplicate_codes,
    _enclosures,
    check_points,
    _unknown_sources,
    _unknown_questions,
    _unknown_lists,
    _show_when,
    _ranges,
    check_row_agreement,
    _tree_shape,
    _procedure,
    check_award,
    check_ties,
    check_draw,
    check_prices,
    check_numbers,
    check_lots,
    check_per_lot,
    check_lot_rows,
    check_capacity,
    check_limits,
    check_organisations,
    check_insight,
    check_publication,
    check_assessors,
    check_notice,
    check_vault,
    _moments,
    _name_question,
    _registration,
    _scales,
    check_rules,
    check_conditions,
    check_certainty,
    _unserved_principles,
    check_versions,
)
