"""Where a text tells who wrote it: a name or a registration, however it is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

Span = tuple[int, int]
"""Where something stands in a text: from, up to and not including."""
_SHORTEST = 3
"""A shorter name is in too many words."""
_ASIDE = frozenset(
    ("stichting", "vereniging", "cooperatie", "maatschap", "bv", "nv", "vof", "de", "het", "een")
)
"""Words of a name by which nobody is known."""


def named_in(text: str, names: Iterable[str]) -> tuple[Span, ...]:
    """Every place where one of these names or numbers stands, whatever its case, accents, spaces and points.

    A name counts with and without words as Stichting or B.V. A place inside a longer word does not count.
    """
    plain, places = _plain(text)
    found: set[Span] = set()
    for word in {word for name in names for word in _ways(name)}:
        at = plain.find(word)
        while at >= 0:
            start, end = places[at], places[at + len(word) - 1] + 1
            if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
                found.add((start, end))
            at = plain.find(word, at + 1)
    return tuple(_apart(sorted(found)))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """The same places, those that overlap taken together."""
    last: Span | None = None
    for start, end in spans:
        if last is not None and start <= last[1]:
            last = last[0], max(end, last[1])
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last


def _ways(name: str) -> Iterator[str]:
    """The letters and digits of a name, whole and without the words by which nobody is known."""
    words = [_plain(word)[0] for word in name.split()]
    for kept in (words, [word for word in words if word not in _ASIDE]):
        if len(found := "".join(kept)) >= _SHORTEST:
            yield found


def _plain(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, without case and accents, each with its place in the text."""
    letters, places = [], []
    for place, character in enumerate(text):
        for each in unicodedata.normalize("NFKD", character).casefold():
            if each.isalnum():
                letters.append(each)
                places.append(place)
    return "".join(letters), places
