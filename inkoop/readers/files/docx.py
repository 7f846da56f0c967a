"""Reads a document of Word: text with its marks, and nothing that is run, followed or fetched.

What people deleted, hid or struck out is no text of it; what they added with track changes is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from inkoop.domain.findings import Outcome
from inkoop.domain.guide_marks import CELL
from inkoop.domain.word_document import WordDocument, WordPart
from inkoop.readers.files.archive import DAMAGED, Archive, FileRefusedError, Limits, damaged, load
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.relations import part_of_kind, relations_of

_WORDS = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_NAMESPACES = {
    "w": _WORDS,
    "mc": ("http://schemas.openxmlformats.org/markup-compatibility/2006",),
    "cp": (
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    ),
    "vt": (
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        "http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes",
    ),
}
_GONE = frozenset({"w:del", "w:moveFrom", "mc:Fallback"})
"""What stands inside is no text of the document: it was deleted, moved from here, or stands there twice."""
_FLOATING = {
    "w:drawing": "een plaatje of tekstvak",
    "w:pict": "een plaatje of tekstvak",
    "w:object": "een ingesloten bestand",
    "w:altChunk": "een ander document",
    "w:subDoc": "een ander document",
    "w:footnoteReference": "een voetnoot",
    "w:endnoteReference": "een eindnoot",
}
"""What is there to see, and is not read."""
_HIDING = frozenset({"w:vanish", "w:webHidden", "w:strike", "w:dstrike"})
_OFF = frozenset({"0", "false", "off"})
_NAMES = vocabulary(
    _NAMESPACES,
    (
        *_GONE,
        *_FLOATING,
        *_HIDING,
        *("w:p", "w:r", "w:t", "w:tab", "w:br", "w:cr", "w:noBreakHyphen", "w:tbl", "w:tr", "w:tc"),
        *("w:sdt", "w:tag", "w:bookmarkStart", "w:rPr", "w:body"),
    ),
)
_PROPERTY_NAMES = vocabulary(_NAMESPACES, ("cp:property", "vt:lpwstr"))
_TYPES = "[Content_Types].xml"
_MOST_PARTS, _MOST_DEPTH = 50_000, 200


def read_docx(path: Path, name: str, limits: Limits | None = None) -> Outcome[WordDocument | None]:
    """The document in a file; whatever is wrong with the file comes back as a finding, without a value."""
    try:
        return Outcome(_read(path, name, limits or Limits()))
    except FileRefusedError as refused:
        return Outcome(None, (refused.finding(name),))
    except Exception as fault:
        # As with workbooks: the ways in which a stranger's file can be malformed have no end.
        broken = FileRefusedError(DAMAGED, onderdeel="", detail=type(fault).__name__)
        return Outcome(None, (broken.finding(name),))


def _read(path: Path, name: str, limits: Limits) -> WordDocument:
    archive = Archive(load(path, limits), limits)
    main = part_of_kind(archive, relations_of(archive, ""), "officeDocument") if _TYPES in archive else ""
    if not main:
        damaged("", "geen Word-bestand")
    reader = _TextReader(limits)
    parse_part(archive, main, _NAMES, reader)
    if not reader.body:
        damaged(main, "geen Word-bestand")
    return WordDocument(name, tuple(reader.parts), _properties(archive), tuple(reader.unread))


def _properties(archive: Archive) -> dict[str, str]:
    part = part_of_kind(archive, relations_of(archive, ""), "custom-properties")
    if not part:
        return {}
    reader = _PropertyReader()
    parse_part(archive, part, _PROPERTY_NAMES, reader)
    return reader.found


class _PropertyReader(Handler):
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._name = ""
        self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "cp:property":
            self._name = attributes.get("name", "")
        self._inside = name == "vt:lpwstr"

    def end(self, _: str) -> None:
        self._inside = False

    def text(self, text: str) -> None:
        if self._inside and self._name:
            self.found[self._name] = self.found.get(self._name, "") + text


@dataclass
class _Paragraph:
    """A paragraph that is being read."""

    text: list[str] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)


@dataclass
class _Table:
    """A table that is being read: the cells of its rows."""

    rows: list[list[list[str]]] = field(default_factory=list)
    bookmarks: list[str] = field(default_factory=list)


class _TextReader(Handler):
    """Takes the text of a document, paragraph by paragraph, each table as one."""

    def __init__(self, limits: Limits) -> None:
        self.parts: list[WordPart] = []
        self.unread: dict[str, None] = {}
        self.body = False
        self._limits = limits
        self._characters = 0
        self._depth = 0
        self._gone = 0
        self._controls: list[str] = []
        self._paragraphs: list[_Paragraph] = []
        self._tables: list[_Table] = []
        self._waiting: list[str] = []
        self._in_text = self._hidden = self._in_run = self._in_properties = False

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > _MOST_DEPTH or len(self.parts) > _MOST_PARTS:
            damaged("word/document.xml", "te diep of te lang")
        if name in _FLOATING:
            self.unread[_FLOATING[name]] = None
        if name in _GONE or name in ("w:drawing", "w:pict", "w:object") or self._gone:
            self._gone += 1
            return
        self._opened(name, attributes)

    def _opened(self, name: str, attributes: Attributes) -> None:
        if name == "w:body":
            self.body = True
        elif name == "w:sdt":
            self._controls.append("")
        elif name == "w:tag" and self._controls:
            self._controls[-1] = _value(attributes)
        elif name == "w:bookmarkStart":
            mark = attributes.get(f"{_WORDS[0]} name") or attributes.get(f"{_WORDS[1]} name") or ""
            (self._paragraphs[-1].bookmarks if self._paragraphs else self._waiting).append(mark)
        elif name == "w:p":
            self._paragraphs.append(_Paragraph(bookmarks=self._waiting))
            self._waiting = []
        elif name == "w:tbl":
            self._tables.append(_Table())
        elif name == "w:tr" and self._tables:
            self._tables[-1].rows.append([])
        elif name == "w:tc" and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append([])
        else:
            self._in_line(name, attributes)

    def _in_line(self, name: str, attributes: Attributes) -> None:
        if name == "w:r":
            self._in_run, self._hidden = True, False
        elif name == "w:rPr":
            self._in_properties = True
        elif name in _HIDING and self._in_run and self._in_properties:
            self._hidden = self._hidden or _value(attributes) not in _OFF
        elif name == "w:t":
            self._in_text = True
        elif name in ("w:tab", "w:br", "w:cr") and self._in_run:
            self._add(" ")
        elif name == "w:noBreakHyphen":
            self._add("-")

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._gone:
            self._gone -= 1
            return
        if name == "w:t":
            self._in_text = False
        elif name == "w:rPr":
            self._in_properties = False
        elif name == "w:r":
            self._in_run = self._hidden = False
        elif name == "w:sdt" and self._controls:
            self._controls.pop()
        elif name == "w:p" and self._paragraphs:
            self._end_paragraph(self._paragraphs.pop())
        elif name == "w:tbl" and self._tables:
            self._end_table(self._tables.pop())

    def text(self, text: str) -> None:
        if self._in_text and not self._gone:
            self._add(text)

    def _add(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > self._limits.characters:
            damaged("word/document.xml", "te veel tekst")
        if self._paragraphs and not self._hidden:
            self._paragraphs[-1].text.append(text)

    def _end_paragraph(self, made: _Paragraph) -> None:
        text = " ".join("".join(made.text).split())
        if self._tables:
            table = self._tables[-1]
            table.bookmarks += made.bookmarks
            if table.rows and table.rows[-1]:
                table.rows[-1][-1].append(text)
            return
        self.parts.append(WordPart((text,), self._tags(), tuple(made.bookmarks)))

    def _end_table(self, made: _Table) -> None:
        lines = tuple(CELL.join(" ".join(filter(None, cell)) for cell in row) for row in made.rows)
        if self._tables:
            above = self._tables[-1]
            above.bookmarks += made.bookmarks
            if above.rows and above.rows[-1]:
                above.rows[-1][-1] += lines
            return
        self.parts.append(WordPart(lines, self._tags(), tuple(made.bookmarks), table=True))

    def _tags(self) -> tuple[str, ...]:
        return tuple(tag for tag in self._controls if tag)


def _value(attributes: Attributes) -> str:
    return attributes.get(f"{_WORDS[0]} val") or attributes.get(f"{_WORDS[1]} val") or ""
