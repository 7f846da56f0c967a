"""What was handed in under an earlier version and still counts: answers and grades."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from inkoop.domain.questions import Question
from inkoop.domain.tender import Criterion, Tender, whole_code
from inkoop.domain.versions import AcceptedVersion

_WORDS = frozenset({"tekst", "hulp", "definitie"})
"""The keys of a question that hold nothing but words; the names of choices are words too."""
_WHETHER = frozenset({"alleen_als", "verplicht", "vertrouwelijk"})
"""The keys that do not say what an answer means: whether it is due is looked at anew."""


class Since(StrEnum):
    """What became of a question; the values are the Dutch words for it."""

    NEW = "nieuw"
    WORDS = "anders verwoord"
    CHANGED = "veranderd"


def changed_questions(old: Tender, new: Tender) -> Mapping[str, Since]:
    """The questions of a kader to which a form of an earlier version has no answer that counts by itself."""
    found: dict[str, Since] = {}
    for code, question in new.questions.items():
        before = old.questions.get(code)
        if before is None:
            found[code] = Since.NEW
        elif (was := _meaning(old, before)) != (now := _meaning(new, question)):
            found[code] = Since.WORDS if _without_words(was) == _without_words(now) else Since.CHANGED
    return found


def asked_again(old: Tender, new: Tender, same_meaning: Set[str]) -> Mapping[str, Since]:
    """The questions that have to be answered again.

    Args:
        same_meaning: the questions of which the buyer says that only their words changed.
    """
    changed = changed_questions(old, new)
    return {
        code: since
        for code, since in changed.items()
        if not (since is Since.WORDS and whole_code(code) in same_meaning)
    }


def graded_again(old: Tender, new: Tender, same_meaning: Set[str]) -> frozenset[str]:
    """The criteria whose grades no longer count: another question, or another way to grade its answer.

    Their weight may change: a grade says how good an answer is, and not how much it counts.
    """
    again = asked_again(old, new, same_meaning)
    before = {leaf.code: leaf for leaf in old.assessed}
    return frozenset(
        leaf.code
        for leaf in new.assessed
        if leaf.code not in before
        or _grading(old, before[leaf.code]) != _grading(new, leaf)
        or new.rests_on.get(leaf.code) in again
    )


@dataclass(frozen=True, slots=True)
class Outdated:
    """What the panel's rows of an earlier version may no longer be about."""

    version: int
    subjects: frozenset[str]
    """In lower case: the questions that are asked again, and what rests on them or is graded otherwise."""


def outdated_since(tender: Tender, mark: str) -> Outdated | None:
    """What of the version with this fingerprint no longer counts; None where the kader does not accept it."""
    accepted = accepted_version(tender, mark)
    if accepted is None:
        return None
    old, same = tender.earlier[mark], frozenset(accepted.same_meaning)
    again = asked_again(old, tender, same)
    resting = {code for code, question in tender.rests_on.items() if question in again}
    every = {*again, *resting, *graded_again(old, tender, same)}
    return Outdated(accepted.version, frozenset(code.casefold() for code in every))


def accepted_version(tender: Tender, mark: str) -> AcceptedVersion | None:
    """The earlier version with this fingerprint, where the kader accepts it and it is there."""
    accepted = (each for each in tender.accepts if each.fingerprint == mark and mark in tender.earlier)
    return next(accepted, None)


def _grading(tender: Tender, leaf: Criterion) -> object:
    scale = getattr(leaf.rule, "scale", None)
    return leaf.rule, tender.scales.get(scale) if scale else None, tender.rests_on.get(leaf.code)


def _meaning(tender: Tender, question: Question) -> Mapping[str, Any]:
    """A question as data with its choices written out, without what does not touch the answer."""
    content = question.model_dump(by_alias=True)
    content = {key: value for key, value in content.items() if key not in _WHETHER}
    _write_out(content, tender, question)
    for column, data in zip(getattr(question, "columns", ()), content.get("kolommen", ()), strict=True):
        _write_out(data, tender, column)
    return content


def _write_out(content: dict[str, Any], tender: Tender, asked: object) -> None:
    if "keuzes" in content:
        content["keuzes"] = dict(tender.choices_of(asked))


def _without_words(content: Mapping[str, Any]) -> Mapping[str, Any]:
    rest = {key: value for key, value in content.items() if key not in _WORDS}
    if "keuzes" in rest:
        rest["keuzes"] = tuple(rest["keuzes"])
    if "kolommen" in rest:
        rest["kolommen"] = tuple(_without_words(column) for column in rest["kolommen"])
    return rest
