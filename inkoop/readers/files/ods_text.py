"""The text of one cell of an .ods file."""

from __future__ import annotations

import re

from inkoop.readers.files.archive import damaged

LONGEST_TEXT = 1_000_000
"""Far more than any program lets people put in a cell."""

_LAYOUT = re.compile(r"[ \t]*[\r\n]\s*")
"""White space that only lays out the XML. OpenDocument has all white space count as one space, but
LibreOffice writes and reads several spaces as such, and never a line end."""


class CellText:
    """Puts the paragraphs of a cell together, one a line."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._pieces: list[str] = []
        self._length = 0
        self._fresh = False

    def clear(self) -> None:
        """Begin a new cell."""
        self._pieces.clear()
        self._length = 0

    def begin(self) -> None:
        """Begin a paragraph; each but the first starts a new line."""
        self.add("\n" if self._pieces else "")
        self._fresh = True

    def flow(self, text: str) -> None:
        """Running text, in which layout is one space, or nothing where a paragraph begins."""
        if "\n" in text:
            if self._fresh and _LAYOUT.match(text):
                text = text.lstrip()
            text = _LAYOUT.sub(" ", text)
        self.add(text)

    def add(self, text: str) -> None:
        """Characters to keep as they are."""
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            damaged(self._part, "tekst te lang")
        self._pieces.append(text)
        self._fresh = False

    def content(self) -> str | None:
        """The text, or None where there is no paragraph at all."""
        return "".join(self._pieces) if self._pieces else None
