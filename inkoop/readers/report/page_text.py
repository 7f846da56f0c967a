"""The text on the pages of a PDF as it is drawn: line by line, in the reading order.

A line is one marked piece of a page. Its letters come from the glyphs that are drawn, by the list in the font
that says which letter a glyph is. An alternative text that would say something else is not listened to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from inkoop.readers.report.pdf_file import Key, at, followed, instructions, key_at, page_keys

if TYPE_CHECKING:
    from pypdf import PdfReader

_TEXT = frozenset({"TJ", "Tj", "'", '"'})
_SINGLE = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_RANGE = re.compile(rb"<([0-9a-fA-F]{1,4})>\s*<([0-9a-fA-F]{1,4})>\s*<([0-9a-fA-F]{4})>")
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_DEEPEST_FORM = 4
"""How far a drawing may stand inside a drawing."""
_DEEPEST_PART = 200
UNKNOWN = "\ufffd"
"""A glyph of which the font does not say what letter it is."""


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of text on a page."""

    page: int
    """From 1."""
    number: int
    """From 1, in the order in which the page draws its pieces."""
    text: str


@dataclass(slots=True)
class PageText:
    """What one page says."""

    marked: dict[int, Line] = field(default_factory=dict)
    """By the number by which the structure of the document knows a piece."""
    loose: list[Line] = field(default_factory=list)
    """What stands outside the reading order: heads, feet, and heads of tables that are repeated."""

    @property
    def lines(self) -> list[Line]:
        """Everything on the page, in the order in which it is drawn."""
        return sorted([*self.marked.values(), *self.loose], key=lambda line: line.number)


def page_texts(pdf: PdfReader) -> list[PageText]:
    """What every page says. Raises RecursionError for a drawing that holds itself."""
    fonts: dict[Key, Mapping[int, str]] = {}
    return [_Drawing(number, pdf, fonts).read(page) for number, page in enumerate(pdf.pages, start=1)]


def in_reading_order(pdf: PdfReader, pages: list[PageText]) -> list[Line]:
    """Every piece that the structure of the document names, in its order; then what it does not name."""
    numbers = page_keys(pdf)
    found: list[Line] = []
    seen: set[tuple[int, int]] = set()
    for page, mark in _marks(at(pdf.root_object, "/StructTreeRoot"), None, 0):
        number = numbers.get(page, -1) if page else -1
        if number < 0 or (number, mark) in seen:
            continue
        seen.add((number, mark))
        if line := pages[number].marked.get(mark):
            found.append(line)
    unnamed = (
        line
        for number, page in enumerate(pages)
        for mark, line in page.marked.items()
        if (number, mark) not in seen
    )
    return [*found, *unnamed]


def _marks(part: Any, page: Key | None, depth: int) -> Iterator[tuple[Key | None, int]]:
    """The marks below a part of the structure, in their order, each with its page."""
    if depth > _DEEPEST_PART:
        return
    if isinstance(part, int):
        yield page, int(part)
    elif isinstance(part, list):
        for each in part:
            yield from _marks(followed(each), page, depth + 1)
    elif isinstance(part, dict):
        page = key_at(part, "/Pg") or page
        mark = at(part, "/MCID")
        yield from _marks(at(part, "/K") if mark is None else mark, page, depth + 1)


class _Drawing:
    """Reads what one page draws, operator by operator."""

    def __init__(self, page: int, pdf: PdfReader, fonts: dict[Key, Mapping[int, str]]) -> None:
        self._page = page
        self._pdf = pdf
        self._fonts = fonts
        self._found = PageText()
        self._count = 0
        self._font: Mapping[int, str] = {}
        self._marks: list[int | None] = []
        self._words: dict[int | None, list[str]] = {}

    def read(self, page: Any) -> PageText:
        """What the page says."""
        if (drawn := at(page, "/Contents")) is not None:
            self._run(drawn, at(page, "/Resources"), 0)
        self._put_down(None)
        return self._found

    def _run(self, stream: Any, resources: Any, depth: int) -> None:
        for given, name in instructions(stream, self._pdf):
            if name in _TEXT:
                self._words.setdefault(self._mark(), []).append(self._letters(given))
            elif name == "Tf":
                self._font = self._letters_of(at(resources, "/Font"), given[0])
            elif name in ("BMC", "BDC"):
                self._begin(given)
            elif name == "EMC":
                self._end()
            elif name == "Do":
                drawn = at(at(resources, "/XObject"), given[0])
                if at(drawn, "/Subtype") == "/Form":
                    if depth == _DEEPEST_FORM:
                        raise RecursionError
                    self._run(drawn, at(drawn, "/Resources") or resources, depth + 1)

    def _mark(self) -> int | None:
        return next((mark for mark in reversed(self._marks) if mark is not None), None)

    def _begin(self, given: Any) -> None:
        if self._mark() is None:
            self._put_down(None)
        mark = at(given[1], "/MCID") if len(given) > 1 else None
        self._marks.append(int(mark) if mark is not None else None)

    def _end(self) -> None:
        mark = self._mark()
        if self._marks:
            self._marks.pop()
        if self._mark() != mark or mark is None:
            self._put_down(mark)

    def _put_down(self, mark: int | None) -> None:
        text = "".join(self._words.pop(mark, ()))
        if not text.strip():
            return
        self._count += 1
        line = Line(self._page, self._count, text)
        if mark is None or mark in self._found.marked:
            self._found.loose.append(line)
        else:
            self._found.marked[mark] = line

    def _letters(self, given: Any) -> str:
        parts = given[-1] if isinstance(given[-1], list) else [given[-1]]
        raw = b"".join(part for part in parts if isinstance(part, bytes))
        glyphs = (int.from_bytes(raw[start : start + 2]) for start in range(0, len(raw), 2))
        return "".join(self._font.get(glyph, UNKNOWN) for glyph in glyphs)

    def _letters_of(self, fonts: Any, name: str) -> Mapping[int, str]:
        """The letter of every glyph of a font."""
        key = key_at(fonts, name)
        if key is None:
            return dict(_letter_list(at(fonts, name)))
        if key not in self._fonts:
            self._fonts[key] = dict(_letter_list(at(fonts, name)))
        return self._fonts[key]


def _letter_list(font: Any) -> Iterator[tuple[int, str]]:
    listed = at(font, "/ToUnicode")
    if listed is None:
        return
    data = listed.get_data()
    for section in _RANGES.finditer(data):
        for first, last, letter in _RANGE.findall(section[1]):
            begin, code = int(first, 16), int(letter, 16)
            yield from ((glyph, chr(code + glyph - begin)) for glyph in range(begin, int(last, 16) + 1))
    for section in _SECTION.finditer(data):
        for glyph, letters in _SINGLE.findall(section[1]):
            yield int(glyph, 16), bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
