"""What a whole-file check of a kader yields."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from inkoop.rules.kader.index import RawPath


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


def suggestion(word: object, known: Iterable[str]) -> str:
    """The end of a sentence: '; bedoelt u X?' for the nearest known word, or just a full stop."""
    lowered = {name.lower(): name for name in known}
    near = difflib.get_close_matches(str(word).lower(), lowered, n=1, cutoff=0.6)
    return f"; bedoelt u {lowered[near[0]]}?" if near else "."
