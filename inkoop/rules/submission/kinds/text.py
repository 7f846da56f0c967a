"""Reads text with a word limit."""

from __future__ import annotations

from inkoop.catalogue import finding
from inkoop.domain.answers import Text
from inkoop.domain.cells import RawCell
from inkoop.domain.places import CellPlace
from inkoop.rules.dutch_format import number_of
from inkoop.rules.submission.kinds.base import Asked, Read, raw_text


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The text; a longer one than the limit is kept, and reported."""
    text = raw_text(cell).strip()
    count = word_count(text)
    if count > what.part.max_words:
        return Text(text), (
            finding(
                "ANTW-12",
                place,
                vraag=what.code,
                aantal=number_of(count, "woord", "woorden"),
                hoogstens=what.part.max_words,
            ),
        )
    return Text(text), ()


def word_count(text: str) -> int:
    """The words of a text: runs of characters between white space that hold a letter or digit."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))
