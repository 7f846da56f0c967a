"""Reads text with a limit of words and of characters."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.catalogue import finding
from inkoop.domain.answers import Text
from inkoop.domain.cells import RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.rules.dutch_format import number_of
from inkoop.rules.submission.kinds.base import Asked, Read, raw_text
from inkoop.rules.words import usual_characters, word_count


def read(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The text; a longer one than the limit is kept, and reported. Where an answer is required, a text
    without a single word is none."""
    text = raw_text(cell).strip()
    count = word_count(text)
    if not count and what.part.required:
        return None, ()
    return Text(text), tuple(_too_long(text, count, place, what))


def _too_long(text: str, count: int, place: CellPlace, what: Asked) -> Iterator[Finding]:
    words, characters = what.part.max_words, what.part.max_characters
    if count > words:
        many = number_of(count, "woord", "woorden")
        yield finding("ANTW-12", place, vraag=what.code, aantal=many, hoogstens=words)
    elif characters and len(text) > characters:
        yield finding("ANTW-29", place, vraag=what.code, aantal=len(text), hoogstens=characters)
    elif not characters and len(text) > usual_characters(words):
        many = number_of(count, "woord", "woorden")
        yield finding("ANTW-30", place, vraag=what.code, aantal=len(text), woorden=many)
