"""What a whole-file check of a kader yields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inkoop.rules.raw import RawPath
from inkoop.rules.suggestion import suggestion


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the raw kader: the code of the finding, where, and the words for its sentence."""

    code: str
    path: RawPath
    context: tuple[tuple[str, object], ...] = ()
    at_key: bool = False
    """The fault is about the key of that path, not about its value."""


def problem(code: str, path: RawPath, *, at_key: bool = False, **context: object) -> Problem:
    """A problem with its context as keyword arguments."""
    return Problem(code, path, tuple(context.items()), at_key)


def unknown(path: RawPath, what: str, word: object, known: Iterable[str]) -> Problem:
    """A reference to something that is not there."""
    names = list(known)
    listed = ", ".join(sorted(names)[:12]) or "geen"
    return problem("KADER-22", path, soort=what, naam=word, bekend=listed, bedoelt=suggestion(word, names))
