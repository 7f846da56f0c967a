"""Names for sheets that every spreadsheet program accepts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MAX_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_SMALL_WORDS = {
    "aan",
    "als",
    "bij",
    "de",
    "een",
    "en",
    "het",
    "in",
    "met",
    "of",
    "op",
    "per",
    "te",
    "van",
    "voor",
}


@dataclass
class SheetNames:
    """Hands out sheet names: valid, at most 31 characters, and each only once."""

    taken: set[str] = field(default_factory=lambda: {"history"})

    def take(self, wish: str) -> str:
        """A free name that is as near to the wish as can be."""
        base = _valid(wish)
        name, number = _shortened(base, MAX_LENGTH), 1
        while name.lower() in self.taken:
            number += 1
            suffix = f" ({number})"
            name = _shortened(base, MAX_LENGTH - len(suffix)) + suffix
        self.taken.add(name.lower())
        return name


def _valid(wish: str) -> str:
    spaced = " ".join(_FORBIDDEN.sub(" ", wish).split())
    return spaced.strip("' ") or "Blad"


def _shortened(name: str, length: int) -> str:
    """Cut at a word, and without a small word at the end."""
    if len(name) <= length:
        return name
    cut = name[: length + 1].rpartition(" ")[0] or name[:length]
    words = cut.split(" ")
    while len(words) > 2 and words[-1].lower() in _SMALL_WORDS:
        words.pop()
    return " ".join(words).rstrip("' ,;–-")[:length] or name[:length]
