"""What a worksheet of an .xlsx file holds beside its cells: remarks, drawings, objects, controls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from inkoop.domain.cells import Extra, ExtraKind, cell_position
from inkoop.readers.files.archive import Archive, damaged
from inkoop.readers.files.cell_values import unescape
from inkoop.readers.files.markup import Attributes, Handler, parse_part
from inkoop.readers.files.relations import Relation, parts_of_kind

_DRAWN = {
    "pic": ExtraKind.PICTURE,
    "sp": ExtraKind.SHAPE,
    "cxnSp": ExtraKind.SHAPE,
    "graphicFrame": ExtraKind.CHART,
    "contentPart": ExtraKind.SHAPE,
}
_ANCHORS = frozenset(("twoCellAnchor", "oneCellAnchor", "absoluteAnchor"))
_WHOLE_SHEET = {
    "image": ExtraKind.PICTURE,
    "oleObject": ExtraKind.OBJECT,
    "package": ExtraKind.OBJECT,
    "control": ExtraKind.CONTROL,
    "ctrlProp": ExtraKind.CONTROL,
}
"""Relations of a sheet to things that have no words that can be read."""
_OBJECT_TYPE = re.compile(rb'ObjectType="(\w{1,40})"')
_NO_CONTROL = frozenset((b"Note", b"Pict"))
_HEADER_CODE = re.compile(r'&("[^"]*"|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3})|\d+|[A-JL-Za-z&+-])', re.IGNORECASE)


def read_extras(archive: Archive, relations: Mapping[str, Relation]) -> Iterator[Extra]:
    """Everything beside the cells of the sheet with these relations."""
    threads = list(_notes(archive, parts_of_kind(archive, relations, "threadedComment")))
    placed = {(note.row, note.column) for note in threads}
    yield from threads
    for note in _notes(archive, parts_of_kind(archive, relations, "comments")):
        if (note.row, note.column) not in placed:  # Excel repeats a thread for older versions
            yield note
    for part in parts_of_kind(archive, relations, "drawing"):
        drawing = _DrawingReader()
        parse_part(archive, part, {}, drawing)
        yield from drawing.extras
    for part in parts_of_kind(archive, relations, "vmlDrawing"):
        yield from _old_controls(archive, part)
    for relation in relations.values():
        if relation.kind in _WHOLE_SHEET:
            yield Extra(_WHOLE_SHEET[relation.kind])


def header_text(code: str) -> str:
    """The words in a header or footer, without its codes for fonts, pages and dates."""
    return " ".join(_HEADER_CODE.sub(lambda found: "&" if found[1] == "&" else " ", unescape(code)).split())


def _notes(archive: Archive, parts: Iterable[str]) -> Iterator[Extra]:
    for part in parts:
        reader = _NoteReader(part)
        parse_part(archive, part, {}, reader)
        yield from reader.extras


def _old_controls(archive: Archive, part: str) -> Iterator[Extra]:
    """Controls in the drawing language of before 2007, which is no XML for certain."""
    for kind in _OBJECT_TYPE.findall(archive.read(part)):
        if kind not in _NO_CONTROL:
            yield Extra(ExtraKind.CONTROL)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


class _NoteReader(Handler):
    """Remarks, and threads of them: both name their cell in `ref`, and have words in `t` or `text`."""

    def __init__(self, part: str) -> None:
        self.extras: list[Extra] = []
        self._part = part
        self._where: tuple[int, int] | None = None
        self._words: list[str] = []
        self._wanted = False

    def start(self, name: str, attributes: Attributes) -> None:
        local = _local(name)
        if local in ("comment", "threadedComment"):
            self._where = cell_position(attributes.get("ref", ""))
            if self._where is None:
                damaged(self._part, "opmerking")
            self._words.clear()
        self._wanted = local in ("t", "text")

    def end(self, name: str) -> None:
        if _local(name) in ("comment", "threadedComment") and self._where is not None:
            self.extras.append(Extra(ExtraKind.NOTE, unescape("".join(self._words)).strip(), *self._where))
            self._where = None
        self._wanted = False

    def text(self, text: str) -> None:
        if self._wanted:
            self._words.append(text)


class _DrawingReader(Handler):
    """Everything drawn on a sheet, each with its upper left cell and its words."""

    def __init__(self) -> None:
        self.extras: list[Extra] = []
        self._kind: ExtraKind | None = None
        self._row = self._column = 0
        self._from = self._fallback = False
        self._words: list[str] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        local = _local(name)
        self._text.clear()
        if local in _ANCHORS:
            self._kind, self._row, self._column = None, 0, 0
            self._words.clear()
        elif local == "from":
            self._from = True
        elif local == "Fallback":  # the same thing once more, for older programs
            self._fallback = True
        elif local in _DRAWN and self._kind is None:
            self._kind = _DRAWN[local]
        elif local in ("p", "br"):
            self._words.append("\n")

    def end(self, name: str) -> None:
        local = _local(name)
        if local == "t" and not self._fallback:
            self._words.append("".join(self._text))
        elif local == "from":
            self._from = False
        elif local == "Fallback":
            self._fallback = False
        elif self._from and local in ("row", "col"):
            text = "".join(self._text).strip()
            number = int(text) + 1 if text.isascii() and text.isdigit() and len(text) < 8 else 0
            if local == "row":
                self._row = number
            else:
                self._column = number
        elif local in _ANCHORS:
            self._close()

    def text(self, text: str) -> None:
        self._text.append(text)

    def _close(self) -> None:
        words = unescape("".join(self._words)).strip()
        kind = self._kind or ExtraKind.SHAPE
        if words and kind is ExtraKind.SHAPE:
            kind = ExtraKind.TEXT_BOX
        self.extras.append(Extra(kind, words, self._row, self._column))
