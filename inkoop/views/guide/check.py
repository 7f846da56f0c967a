"""Whether a guide that people worked on still says what the kader says, and where it does not.

A part is found by its tag, or by its bookmark where a program forgot the tag, or by its whole text. Where it
stands does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum

from inkoop.domain.guide_marks import FINGERPRINT, ROOM, bookmark_of, tag_of
from inkoop.domain.word_document import WordDocument, WordPart
from inkoop.views.guide.model import Guide, Piece, pieces

_ALIKE = 0.6
"""A line that is as much alike to what stood there is that line, changed."""
_OURS = "kader_"


class Kind(StrEnum):
    """How a part of the document differs."""

    CHANGED = "anders"
    GONE = "weg"
    TWICE = "dubbel"
    UNKNOWN = "onbekend"


@dataclass(frozen=True, slots=True)
class Difference:
    """A part where document and kader do not agree."""

    kind: Kind
    name: str
    """The key of the kader."""
    headings: tuple[str, ...]
    kader: tuple[str, ...]
    """What the kader says and the document does not."""
    document: tuple[str, ...]
    """What the document says and the kader does not."""


@dataclass(frozen=True, slots=True)
class GuideCheck:
    """What became of a guide."""

    differences: tuple[Difference, ...]
    moved: int
    """How many parts stand at another place."""
    own: tuple[str, ...]
    """What people wrote themselves."""
    rooms: int
    """How many places to write in are as they were made."""
    unread: tuple[str, ...]
    stamp: str
    """The fingerprint that the document says."""
    fingerprint: str
    """That of the kader."""
    known: int
    """How many parts of the kader were found."""

    @property
    def agrees(self) -> bool:
        """Whether the text says what the kader says."""
        return not self.differences and self.stamp == self.fingerprint


@dataclass
class _Found:
    """What the document says of one part."""

    lines: list[str] = field(default_factory=list)
    copies: list[tuple[str, ...]] = field(default_factory=list)


def check_guide(guide: Guide, document: WordDocument) -> GuideCheck:
    """What the document says otherwise than the guide that the kader makes now."""
    expected = {piece.name: piece for piece in pieces(guide)}
    sorted_out = _Sorter(expected).sort([part for part in document.parts if part.text])
    found, loose, unknown = sorted_out.found, sorted_out.loose, sorted_out.unknown
    for piece in expected.values():
        if piece.name not in found and (at := _whole(piece, loose)) is not None:
            found[piece.name] = _Found([loose.pop(at).text])
    differences = [
        *(each for piece in expected.values() for each in _of_piece(piece, found.get(piece.name))),
        *(Difference(Kind.UNKNOWN, name, (), (), tuple(lines)) for name, lines in unknown.items()),
    ]
    own = [part.text for part in loose]
    return GuideCheck(
        tuple(differences),
        _moved([name for name in found if name in expected], list(expected)),
        tuple(text for text in own if not text.startswith(ROOM)),
        sum(text.startswith(ROOM) for text in own),
        document.unread,
        document.properties.get(FINGERPRINT, ""),
        guide.fingerprint,
        len(found),
    )


class _Sorter:
    """Sorts a document: parts of the kader, parts that it no longer has, and people's own text."""

    def __init__(self, expected: Mapping[str, Piece]) -> None:
        self._expected = expected
        self._by_tag = {tag_of(name): name for name in expected}
        self._by_bookmark = {bookmark_of(name): name for name in expected}
        self.found: dict[str, _Found] = {}
        self.unknown: dict[str, list[str]] = {}
        self.loose: list[WordPart] = []

    def sort(self, parts: Sequence[WordPart]) -> _Sorter:
        """All parts, in the order of the document."""
        before, open_ = "", ""
        for part in parts:
            name = self._marked(part)
            if not name:
                if open_ and self._belongs(open_, part):
                    self.found[open_].lines += part.lines
                else:
                    self.loose.append(part)
                continue
            # Of a part with a tag all paragraphs have it; of one with a bookmark only the first.
            if name not in self._expected:
                self.unknown.setdefault(name, []).extend(part.lines)
                before, open_ = name, ""
                continue
            self._take(name, part, again=before != name or bool(self._bookmarks(part)))
            before, open_ = name, "" if part.tags else name
        return self

    def _take(self, name: str, part: WordPart, *, again: bool) -> None:
        made = self.found.get(name)
        if made is None:
            self.found[name] = _Found(list(part.lines))
        elif again and not (part.tags and not self._bookmarks(part)):
            made.copies.append(part.lines)
        else:
            made.lines += part.lines

    def _marked(self, part: WordPart) -> str:
        """The part of the kader whose mark stands at this one; empty where none does."""
        for tag in reversed(part.tags):
            return self._by_tag.get(tag, tag)
        marks = self._bookmarks(part)
        return self._by_bookmark.get(marks[0], marks[0]) if marks else ""

    def _bookmarks(self, part: WordPart) -> list[str]:
        return [mark for mark in part.bookmarks if mark.startswith(_OURS)]

    def _belongs(self, name: str, part: WordPart) -> bool:
        """Whether a part without a mark is the next of what the last bookmark began."""
        expected, made = self._expected[name].lines, self.found[name].lines
        left = expected[len(made) :]
        if part.table:
            return len(expected) > 1 and len(made) == 1
        return bool(left) and (part.text in left or _alike(part.text, left[0]))


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _ALIKE


def _whole(piece: Piece, loose: Sequence[WordPart]) -> int | None:
    """Where a part of one line stands without any mark, word for word."""
    if len(piece.lines) != 1:
        return None
    text = _plain(piece.lines[0])
    return next((number for number, part in enumerate(loose) if _plain(part.text) == text), None)


def _of_piece(piece: Piece, made: _Found | None) -> Iterator[Difference]:
    if made is None:
        yield Difference(Kind.GONE, piece.name, piece.headings, piece.lines, ())
        return
    kader, document = _lines(piece.lines), _lines(made.lines)
    if kader != document:
        missing, more = _apart(kader, document)
        yield Difference(Kind.CHANGED, piece.name, piece.headings, missing, more)
    for copy in made.copies:
        yield Difference(Kind.TWICE, piece.name, piece.headings, (), copy)


def _lines(lines: Iterable[str]) -> list[str]:
    return [text for line in lines if (text := _plain(line))]


def _plain(text: str) -> str:
    """The text with one kind of space."""
    return " ".join(text.split())


def _apart(kader: Sequence[str], document: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines in which two texts differ."""
    missing: list[str] = []
    more: list[str] = []
    for what, a, b, c, d in SequenceMatcher(None, kader, document, autojunk=False).get_opcodes():
        if what != "equal":
            missing += kader[a:b]
            more += document[c:d]
    return tuple(missing), tuple(more)


def _moved(there: Sequence[str], here: Sequence[str]) -> int:
    """How many parts would have to go back to stand in the order of the kader."""
    order = {name: number for number, name in enumerate(here)}
    places = [order[name] for name in there]
    lengths: list[int] = []
    for number, place in enumerate(places):
        shorter = (lengths[before] for before in range(number) if places[before] < place)
        lengths.append(1 + max(shorter, default=0))
    return len(places) - max(lengths, default=0)
