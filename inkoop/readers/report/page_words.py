"""Holds the words on the pages of a PDF against the words that should stand there, piece by piece.

White space does not count, as lines break where the layout needs it. A hyphen counts, but for the one that
breaks a word at the end of a line. Beside its words a page may hold its head and foot with its number, the
marks of a list, and the heads of the table that goes on there; the contents hold the numbers of the pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from inkoop.readers.report.page_text import Line
from inkoop.views.record.pages import Script

_UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_BULLETS = frozenset({"•", "◦", "▪"})
_LEADER = "."
_AHEAD = 3000
"""How far to look for the place where the pages go on as they should."""
_LINES_AHEAD = 12
_ANCHORING, _NEAR = 8, 60
"""So many letters in a row are no coincidence; fewer must stand near."""
_MOST = 12
"""Of so many differences in a row the rest says nothing new."""
_SHOWN = 90


def plain(text: str) -> str:
    """A text without white space and without what nobody sees, each letter in its one form."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text).translate(_HYPHENS))


class Expected:
    """What should stand on the pages, as one row of letters, with what paper adds to it."""

    def __init__(self, script: Script, replaced: Mapping[str, str], *, numbered: bool = True) -> None:
        """Of a script, in which some texts are replaced by others.

        Args:
            numbered: whether the contents hold the numbers of pages; a browser prints none there.
        """
        words: list[str] = []
        self.anchors: dict[int, list[str]] = {}
        self.numbers: dict[int, str] = {}
        self.heads: list[tuple[int, frozenset[str]]] = [(0, frozenset())]
        length = 0
        for item in script["woorden"]:
            if isinstance(item, str):
                for old, new in replaced.items():
                    item = item.replace(old, new)
                words.append(plain(item))
                length += len(words[-1])
            elif anchor := item.get("anker"):
                self.anchors.setdefault(length, []).append(anchor)
            elif target := item.get("bladzijde"):
                if numbered:
                    self.numbers[length] = target
            else:
                self.heads.append((length, frozenset(map(plain, item.get("kop", ())))))
        self.letters = "".join(words)
        self.furniture = frozenset(map(plain, script["kop_en_voet"]))

    def heads_at(self, position: int) -> frozenset[str]:
        """The heads of the table that may be printed again here."""
        return next(heads for begin, heads in reversed(self.heads) if begin <= position)


def page_faults(lines: Sequence[Line], pages: int, expected: Expected) -> tuple[str, ...]:
    """Every piece on the pages that is not as it should be, in Dutch, with its page and line.

    Args:
        lines: in reading order.
        pages: how many there are.
    """
    return tuple(_Comparison(lines, pages, expected).faults())


class _Comparison:
    def __init__(self, lines: Sequence[Line], pages: int, expected: Expected) -> None:
        self._lines = [(line, plain(line.text)) for line in lines]
        self._pages = pages
        self._expected = expected
        self._position = 0
        self._begins: dict[str, int] = {}
        self._numbered: set[int] = set()
        self._printed: list[tuple[Line, str, str]] = []

    def faults(self) -> Iterator[str]:
        """What differs."""
        count = 0
        index = 0
        while index < len(self._lines):
            line, text = self._lines[index]
            index += 1
            if self._goes_on(line, text) or self._is_furniture(line, text):
                continue
            count += 1
            if count > _MOST:
                yield "Daarna verschilt er nog meer."
                return
            missing = self._resume(index)
            yield _told(line, missing)
        rest = self._expected.letters[self._position :]
        if rest:
            yield f"Aan het eind ontbreekt: {_short(rest)}"
        yield from self._wrong_numbers()
        for page in range(2, self._pages + 1):
            if page not in self._numbered:
                yield f"Bladzijde {page}: het nummer van de bladzijde ontbreekt."

    def _goes_on(self, line: Line, text: str) -> bool:
        """Whether the piece is what should come next; then it is behind us."""
        letters, here = self._expected.letters, self._position
        if not letters.startswith(text, here):
            cut = text[:-1]
            after = letters[here + len(cut) : here + len(cut) + 1]
            broken = text.endswith("-") and cut[-1:].isalpha() and after.isalpha()
            if not (broken and letters.startswith(cut, here)):
                return False
            text = cut
        for position in range(here, here + len(text)):
            for anchor in self._expected.anchors.get(position, ()):
                self._begins.setdefault(anchor, line.page)
        self._position += len(text)
        return True

    def _is_furniture(self, line: Line, text: str) -> bool:
        if text in self._expected.furniture or text in _BULLETS:
            return True
        number = f"pagina{line.page}van{self._pages}"
        if number in text and self._nothing_but(text.replace(number, "", 1)):
            self._numbered.add(line.page)
            return True
        if text in self._expected.heads_at(self._position):
            return True
        target = self._expected.numbers.get(self._position)
        if target is None:
            return False
        if text.isdecimal():
            self._printed.append((line, target, text))
        return text == _LEADER or text.isdecimal()

    def _nothing_but(self, text: str) -> bool:
        """Whether a text is made of the head and the foot, which a browser draws in one piece."""
        for part in self._expected.furniture:
            text = text.replace(part, "", 1)
        return not text

    def _resume(self, index: int) -> str:
        """Go on where the next piece stands that is as it should be; gives what was passed over."""
        letters, here = self._expected.letters, self._position
        near: list[int] = []
        for _, text in self._lines[index : index + _LINES_AHEAD]:
            found = letters.find(text.removesuffix("-"), here, here + _AHEAD)
            if found >= 0 and (len(text) >= _ANCHORING or found - here <= _NEAR):
                near.append(found)
        if not near:
            return letters[here : here + _SHOWN]
        self._position = min(near)
        return letters[here : self._position]

    def _wrong_numbers(self) -> Iterator[str]:
        """The contents print the page on which each chapter begins."""
        for line, target, number in self._printed:
            page = self._begins.get(target)
            if page is not None and number != str(page):
                yield f"Bladzijde {line.page}: de inhoud noemt bladzijde {number}, dat hoort {page} te zijn."
        named = {target for _, target, _ in self._printed}
        for target in dict.fromkeys(self._expected.numbers.values()):
            if target not in named:
                yield f"In de inhoud ontbreekt het nummer van een bladzijde ({target})."


def _told(line: Line, missing: str) -> str:
    return (
        f"Bladzijde {line.page}, regel {line.number}: er staat {_short(line.text.strip())},"
        f" maar hier hoort {_short(missing) if missing else 'niets'} te staan."
    )


def _short(text: str) -> str:
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"
