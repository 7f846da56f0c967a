"""The kader that a form carries with it, as text: a custom part of an .xlsx file."""

from __future__ import annotations

from inkoop.domain.form_layout import CARRIED_KADER, CARRIED_NAMESPACE
from inkoop.readers.files.archive import Archive, FileRefusedError
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.relations import known_relations, parts_of_kind
from inkoop.readers.files.xlsx import main_part

_NAMES = vocabulary({"": (CARRIED_NAMESPACE,)}, (CARRIED_KADER,))
_MOST = 2_000_000
"""As many characters as a kader may have in a file of its own."""


def carried_kader(archive: Archive) -> str:
    """The text of the kader in an .xlsx file; empty without one, and when it cannot be read.

    Other programs keep parts of their own there, which are passed over.
    """
    try:
        # Excel relates it from the workbook, LibreOffice from the package as a whole.
        for part in (part for source in (main_part(archive), "") for part in _custom_parts(archive, source)):
            reader = _KaderReader()
            parse_part(archive, part, _NAMES, reader)
            if reader.found:
                return reader.text_within_bounds()
    except FileRefusedError:  # what is wrong with this part alone is no fault of the answers
        pass
    return ""


def _custom_parts(archive: Archive, source: str) -> list[str]:
    return parts_of_kind(archive, known_relations(archive, source), "customXml")


class _KaderReader(Handler):
    def __init__(self) -> None:
        self.found = False
        self._pieces: list[str] = []
        self._depth = self._length = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        self.found = self.found or (self._depth == 0 and name == CARRIED_KADER)
        self._depth += 1

    def text(self, text: str) -> None:
        self._length += len(text)
        if self.found and self._length <= _MOST:
            self._pieces.append(text)

    def text_within_bounds(self) -> str:
        """What stands in it; nothing of what is longer than any kader."""
        return "".join(self._pieces) if self._length <= _MOST else ""
