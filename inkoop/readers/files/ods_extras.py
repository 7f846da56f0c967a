"""What stands beside the cells of an .ods file: remarks, drawings, text above and below the pages."""

from __future__ import annotations

import re

from inkoop.domain.cells import Extra, ExtraKind, cell_position
from inkoop.readers.files.markup import Attributes, Handler

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_DRAW = f"{_ODF}:drawing:1.0 "
_END_CELL = f"{_ODF}:table:1.0 end-cell-address"
_KINDS = {
    "image": ExtraKind.PICTURE,
    "object": ExtraKind.CHART,
    "object-ole": ExtraKind.OBJECT,
    "control": ExtraKind.CONTROL,
    "plugin": ExtraKind.OBJECT,
}
"""By an element of drawing, itself or inside a frame, what it is."""
_HEADERS = frozenset(("header", "header-left", "header-first", "footer", "footer-left", "footer-first"))
_LOCAL = re.compile("[ :]")
_FIELDS = frozenset(("sheet-name", "page-number", "page-count", "title", "file-name", "date", "time"))
"""What a program fills in itself above and below a page."""


class Asides:
    """Collects what is drawn or remarked while all else inside an element is passed over."""

    def __init__(self) -> None:
        self.extras: list[Extra] = []
        self._depth = 0
        self._opened = 0
        """The depth at which the thing that is open began; 0 when none is."""
        self._kind: ExtraKind | None = None
        self._place = (0, 0)
        self._words: list[str] = []
        self._paragraphs = 0

    def begin(self, name: str, attributes: Attributes, row: int, column: int) -> None:
        """An element that is passed over, at a cell or (0, 0) beside all of them."""
        self._depth += 1
        if not self._opened and (name == "office:annotation" or name.startswith(_DRAW)):
            self._opened = self._depth
            self._kind = ExtraKind.NOTE if name == "office:annotation" else None
            end = cell_position(attributes.get(_END_CELL, "").rpartition(".")[2])
            self._place = (row, column) if row else end or (0, 0)
            self._words.clear()
        if not self._opened:
            return
        if name in ("text:p", "text:h"):
            self._words.append("\n")
            self._paragraphs += 1
        elif name.startswith(_DRAW) and self._kind is None:
            self._kind = _KINDS.get(name.removeprefix(_DRAW))

    def text(self, text: str) -> None:
        """Words inside the thing that is open."""
        if self._paragraphs:
            self._words.append(text)

    def end(self, name: str) -> None:
        """The element closes."""
        if self._opened and name in ("text:p", "text:h"):
            self._paragraphs -= 1
        if self._depth == self._opened:
            words = "".join(self._words).strip()
            kind = self._kind or (ExtraKind.TEXT_BOX if words else ExtraKind.SHAPE)
            self.extras.append(Extra(kind, words, *self._place))
            self._opened = self._paragraphs = 0
        self._depth -= 1


class HeaderReader(Handler):
    """The words above and below the pages, from the part with the styles."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._words: list[str] = []
        self._inside = False
        self._field = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        local = _LOCAL.split(name)[-1]
        if local in _HEADERS and name.startswith(f"{_ODF}:style"):
            self._inside = True
            self._words.clear()
        elif local in _FIELDS and self._inside:
            self._field += 1
        elif local in ("p", "s", "tab", "line-break", "region-left", "region-center", "region-right"):
            self._words.append(" ")

    def end(self, name: str) -> None:
        local = _LOCAL.split(name)[-1]
        if local in _HEADERS and self._inside:
            self._inside = False
            words = " ".join("".join(self._words).split())
            if words:
                self.found.append(words)
        elif local in _FIELDS and self._inside:
            self._field -= 1

    def text(self, text: str) -> None:
        if self._inside and not self._field:
            self._words.append(text)
