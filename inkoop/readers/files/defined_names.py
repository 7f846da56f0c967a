"""The names that an .xlsx workbook gives to cells, as its formulas and drop-downs use them."""

from __future__ import annotations

from inkoop.domain.cells import DefinedName
from inkoop.readers.files.archive import Archive
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.xlsx import main_part
from inkoop.readers.files.xlsx_names import OOXML

_NAMES = vocabulary(OOXML, ("definedName",))
_OF_PROGRAMS = ("_xlnm.", "_xlfn.", "_xlws.")
"""What names begin with that spreadsheet programs make: print areas, filters, functions they do not know."""
_MOST, _LONGEST = 2_000, 500


def defined_names(archive: Archive) -> tuple[DefinedName, ...]:
    """Every name that people gave, in the order of the file."""
    reader = _NameReader()
    parse_part(archive, main_part(archive), _NAMES, reader)
    return tuple(reader.found)


class _NameReader(Handler):
    def __init__(self) -> None:
        self.found: list[DefinedName] = []
        self._open = ""
        self._text = ""

    def start(self, name: str, attributes: Attributes) -> None:
        given = attributes.get("name", "")
        if name == "definedName" and len(self.found) < _MOST and not given.startswith(_OF_PROGRAMS):
            self._open, self._text = given[:_LONGEST], ""

    def end(self, name: str) -> None:
        if name == "definedName" and self._open:
            self.found.append(DefinedName(self._open, self._text))
            self._open = ""

    def text(self, text: str) -> None:
        if self._open:
            self._text = (self._text + text)[:_LONGEST]
