"""A page as a reader without eyes for layout has it: texts, tables and drawings, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "dt",
        "dd",
        "figcaption",
        "div",
        "section",
        "article",
        "header",
        "nav",
        "main",
        "ul",
        "ol",
        "dl",
    ]
)
BREAK = "\n"


@dataclass
class Text:
    """A paragraph, a line of a list, a heading."""

    tag: str
    text: str


@dataclass
class Table:
    """A table with its caption; a cell keeps the lines that stand below each other."""

    caption: str = ""
    heads: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


@dataclass
class Drawing:
    """A drawing: what it is called for who cannot see it, and the words in it."""

    title: str = ""
    words: list[str] = field(default_factory=list)


Part = Text | Table | Drawing


def parts(html: str) -> list[Part]:
    """Everything that a page says."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_text("p")
    return reader.found


def chapter(found: list[Part], title: str) -> Iterator[Part]:
    """The parts of one chapter."""
    inside = False
    for part in found:
        if isinstance(part, Text) and part.tag == "h2":
            inside = part.text.endswith(title)
        if inside:
            yield part


def one_line(text: str) -> str:
    """A text without its layout."""
    return " ".join(text.replace("\u00ad", "").split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Part] = []
        self.words, self.silent, self.tag = "", 0, "p"
        self.table: Table | None = None
        self.drawing: Drawing | None = None
        self.in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in ("script", "style", "head"):
            self.silent += 1
        elif tag == "br":
            self.words += BREAK
        elif tag == "img" and told.get("alt"):
            self.found.append(Text("alt", one_line(str(told["alt"]))))
        elif tag == "table":
            self.end_text("p")
            self.table = Table()
        elif tag == "svg":
            self.end_text("p")
            self.drawing = Drawing()
        elif self.table is not None:
            self._in_table(tag)
        elif self.drawing is None and tag in ("span", "b"):
            self.words += " "
        elif self.drawing is None and tag in BLOCKS:
            self.end_text(self.tag)
            self.tag = tag
        elif self.drawing is not None:
            self.words = ""

    def _in_table(self, tag: str) -> None:
        assert self.table is not None
        if tag == "thead":
            self.in_head = True
        elif tag == "tr" and not self.in_head:
            self.table.rows.append([])
        elif tag in ("td", "th", "caption"):
            self.words = ""
        elif tag == "small":
            self.words += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style", "head"):
            self.silent -= 1
        elif tag == "table" and self.table is not None:
            self.found.append(self.table)
            self.table, self.in_head, self.words = None, False, ""
        elif tag == "svg" and self.drawing is not None:
            self.found.append(self.drawing)
            self.drawing, self.words = None, ""
        elif self.table is not None:
            self._out_of_table(tag)
        elif self.drawing is not None:
            self._out_of_drawing(tag)
        elif tag in BLOCKS:
            self.end_text(tag)

    def _out_of_table(self, tag: str) -> None:
        assert self.table is not None
        lines = BREAK.join(one_line(line) for line in self.words.split(BREAK)).strip()
        if tag == "thead":
            self.in_head = False
        elif tag == "caption":
            self.table.caption = one_line(lines)
        elif tag in ("td", "th"):
            (self.table.heads if self.in_head else self.table.rows[-1]).append(lines)

    def _out_of_drawing(self, tag: str) -> None:
        assert self.drawing is not None
        if tag == "title":
            self.drawing.title = one_line(self.words)
        elif tag == "text" and one_line(self.words):
            self.drawing.words.append(one_line(self.words))
        self.words = ""

    def end_text(self, tag: str) -> None:
        """Keep what was read since the last block."""
        if self.table is None and one_line(self.words):
            self.found.append(Text(tag, one_line(self.words)))
        if self.table is None:
            self.words = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words += data if self.table is None else data.replace("\n", " ")
