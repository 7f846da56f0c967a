"""The word that somebody probably meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def suggestion(word: object, known: Iterable[str]) -> str:
    """The end of a sentence: '; bedoelt u X?' for the nearest known word, or just a full stop."""
    lowered = {name.lower(): name for name in known}
    near = difflib.get_close_matches(str(word).lower(), lowered, n=1, cutoff=0.6)
    return f"; bedoelt u {lowered[near[0]]}?" if near else "."
