"""What the rehearsal notices: a code of the catalogue, what it is about, where that stands, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from inkoop.domain.tender import Acknowledged, Criterion, Tender

Path = tuple[str | int, ...]
LOT = "\x00"
"""Stands in a word where the name of the lot belongs, until it is known whether all lots say the same."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that the officer should know; `subject` is a code of the kader, or empty for the whole."""

    code: str
    subject: str
    path: Path
    words: tuple[tuple[str, str], ...]
    reason: str = ""
    """The buyer's own reason, where the kader acknowledges it."""


def concern(code: str, subject: str, path: Path, **words: object) -> Concern:
    """A concern with the words of its sentence."""
    return Concern(code, subject, path, tuple((key, str(value)) for key, value in words.items()))


def paths(tender: Tender) -> Mapping[str, Path]:
    """Where every requirement, criterion and question stands in the kader, by its code."""
    found: dict[str, Path] = {}
    for position, question in enumerate(tender.general):
        found[question.code] = ("algemeen", position)
    for position, requirement in enumerate(tender.requirements):
        place: Path = ("eisen", position)
        found[requirement.code] = place
        if requirement.question is not None and not isinstance(requirement.question, str):
            found[requirement.question.code] = (*place, "vraag")
    for criterion, place in _placed(tender.criteria, ("criteria",)):
        found[criterion.code] = place
        if criterion.question is not None and not isinstance(criterion.question, str):
            found[criterion.question.code] = (*place, "vraag")
    return found


def _placed(criteria: Sequence[Criterion], above: Path) -> Iterator[tuple[Criterion, Path]]:
    for position, criterion in enumerate(criteria):
        place = (*above, position)
        yield criterion, place
        yield from _placed(criterion.children, (*place, "criteria"))


def merged(found: Iterable[Concern]) -> tuple[Concern, ...]:
    """Without what is the same in several lots, by code and then in the order of the kader."""
    once = {(item.code, item.subject, item.words): item for item in found}
    return tuple(sorted(once.values(), key=lambda item: item.code))


def together(by_lot: Sequence[tuple[str, Sequence[Concern]]]) -> Iterator[Concern]:
    """The concerns of all lots: what every lot has alike is said once, anything else with its lot.

    Args:
        by_lot: the code of each lot with what was found in it; an empty code where there are no lots.
    """
    found = [{_in_lot(item, ""): item for item in items} for _, items in by_lot]
    for (lot, _), own in zip(by_lot, found, strict=True):
        for alike, item in own.items():
            everywhere = len(by_lot) > 1 and all(alike in other for other in found)
            where = " in elk perceel" if everywhere else f" in perceel {lot}" if lot else ""
            yield _in_lot(item, where)


def _in_lot(item: Concern, where: str) -> Concern:
    return replace(item, words=tuple((key, value.replace(LOT, where)) for key, value in item.words))


def acknowledged(found: Iterable[Concern], known: Sequence[Acknowledged]) -> tuple[Concern, ...]:
    """Every concern with the buyer's reason, if there is one, and an acknowledgement that fits nothing."""
    marked: list[Concern] = []
    used: set[int] = set()
    for item in found:
        fitting = [
            index
            for index, own in enumerate(known)
            if own.code == item.code and own.subject in (None, item.subject)
        ]
        used.update(fitting)
        reason = known[fitting[0]].reason if fitting else ""
        marked.append(Concern(item.code, item.subject, item.path, item.words, reason))
    idle = [
        concern(
            "PROEF-40",
            own.code,
            ("erkend", index),
            melding=f"{own.code} bij {own.subject}" if own.subject else own.code,
        )
        for index, own in enumerate(known)
        if index not in used
    ]
    return (*marked, *idle)
