"""The text on the pages of a PDF as it is drawn: line by line, in the reading order.

A line is one marked piece of a page. Its letters come from the glyphs that are drawn, by the list in the font
that says which letter a glyph is. An alternative text that would say something else is not listened to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Page, Pdf

_OPERATORS = "Tf TJ Tj ' \" BMC BDC EMC Do"
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


def page_texts(pdf: Pdf) -> list[PageText]:
    """What every page says. Raises RecursionError for a drawing that holds itself."""
    fonts: dict[Any, Mapping[int, str]] = {}
    return [_Drawing(number, fonts).read(page) for number, page in enumerate(pdf.pages, start=1)]


def in_reading_order(pdf: Pdf, pages: list[PageText]) -> list[Line]:
    """Every piece that the structure of the document names, in its order; then what it does not name."""
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    found: list[Line] = []
    seen: set[tuple[int, int]] = set()
    for page, mark in _marks(pdf.Root.get("/StructTreeRoot"), None, 0):
        number = numbers.get(page, -1)
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


def _marks(part: Any, page: Any, depth: int) -> Iterator[tuple[Any, int]]:
    """The marks below a part of the structure, in their order, each with its page."""
    import pikepdf

    if part is None or depth > _DEEPEST_PART:
        return
    if isinstance(part, int):
        yield page, part
    elif isinstance(part, pikepdf.Array):
        for each in part:
            yield from _marks(each, page, depth + 1)
    elif isinstance(part, pikepdf.Dictionary):
        own = part.get("/Pg")
        page = own.objgen if own is not None else page
        yield from _marks(part.get("/MCID", part.get("/K")), page, depth + 1)


class _Drawing:
    """Reads what one page draws, operator by operator."""

    def __init__(self, page: int, fonts: dict[Any, Mapping[int, str]]) -> None:
        self._page = page
        self._fonts = fonts
        self._found = PageText()
        self._count = 0
        self._font: Mapping[int, str] = {}
        self._marks: list[int | None] = []
        self._words: dict[int | None, list[str]] = {}

    def read(self, page: Page) -> PageText:
        """What the page says."""
        self._run(page.obj, page.obj.get("/Resources"), 0)
        self._put_down(None)
        return self._found

    def _run(self, stream: Any, resources: Any, depth: int) -> None:
        import pikepdf

        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            given: Any = instruction.operands
            name = str(instruction.operator)
            if name in _TEXT:
                self._words.setdefault(self._mark(), []).append(self._letters(given))
            elif name == "Tf":
                self._font = self._letters_of(_named(resources, "/Font", given[0]))
            elif name in ("BMC", "BDC"):
                self._begin(given)
            elif name == "EMC":
                self._end()
            elif name == "Do":
                drawn = _named(resources, "/XObject", given[0])
                if isinstance(drawn, pikepdf.Stream) and drawn.get("/Subtype") == "/Form":
                    if depth == _DEEPEST_FORM:
                        raise RecursionError
                    self._run(drawn, drawn.get("/Resources", resources), depth + 1)

    def _mark(self) -> int | None:
        return next((mark for mark in reversed(self._marks) if mark is not None), None)

    def _begin(self, given: Any) -> None:
        if self._mark() is None:
            self._put_down(None)
        properties = given[1] if len(given) > 1 else {}
        mark = properties.get("/MCID") if hasattr(properties, "get") else None
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
        import pikepdf

        parts = given[-1] if isinstance(given[-1], pikepdf.Array) else [given[-1]]
        raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        glyphs = (int.from_bytes(raw[start : start + 2]) for start in range(0, len(raw), 2))
        return "".join(self._font.get(glyph, UNKNOWN) for glyph in glyphs)

    def _letters_of(self, font: Any) -> Mapping[int, str]:
        """The letter of every glyph of a font."""
        if font is None:
            return {}
        key = font.objgen
        if key not in self._fonts or key == (0, 0):
            self._fonts[key] = dict(_letter_list(font))
        return self._fonts[key]


def _named(resources: Any, kind: str, name: Object) -> Any:
    found: Dictionary | None = resources.get(kind) if resources is not None else None
    return None if found is None else found.get(str(name))


def _letter_list(font: Any) -> Iterator[tuple[int, str]]:
    listed = font.get("/ToUnicode")
    if listed is None:
        return
    data = listed.read_bytes()
    for section in _RANGES.finditer(data):
        for first, last, letter in _RANGE.findall(section[1]):
            begin, code = int(first, 16), int(letter, 16)
            yield from ((glyph, chr(code + glyph - begin)) for glyph in range(begin, int(last, 16) + 1))
    for section in _SECTION.finditer(data):
        for glyph, letters in _SINGLE.findall(section[1]):
            yield int(glyph, 16), bytes.fromhex(letters.decode()).decode("utf-16-be", "replace")
