"""The styles of an .ods file, as far as they make a cell show something else than it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from inkoop.domain.cells import Oddity
from inkoop.readers.files.looks import BLACK, WHITE, NumberLook, currency, invisible, unit
from inkoop.readers.files.markup import Attributes

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_NUMBER, _STYLE, _FO = (
    f"{_ODF}:datastyle:1.0 ",
    f"{_ODF}:style:1.0 ",
    f"{_ODF}:xsl-fo-compatible:1.0 ",
)
_FORMATS = frozenset(f"{_NUMBER}{kind}-style" for kind in ("number", "currency", "percentage", "text"))
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(slots=True)
class _Format:
    """A number format in the making."""

    words: str = ""
    money: str = ""
    number: bool = False
    decimals: int | None = None
    factor: str = "1"
    positive: str = ""
    """The format that takes its place for numbers above zero."""

    def look(self) -> NumberLook:
        if currency(self.money) or currency(self.words):
            return NumberLook(Oddity.CURRENCY)
        if not self.number:
            return NumberLook(Oddity.NOTHING_SHOWN if not self.words.strip() else Oddity.UNIT)
        if self.factor not in ("1", "1.0"):
            return NumberLook(Oddity.SCALED)
        return NumberLook(Oddity.UNIT) if unit(self.words) else NumberLook(decimals=self.decimals)


@dataclass(slots=True)
class _Style:
    format: str = ""
    struck: bool = False
    colour: str = BLACK
    ground: str = WHITE


@dataclass
class OdsStyles:
    """Takes the elements before the sheets; then tells what is odd about a cell of a style."""

    _styles: dict[str, _Style] = field(default_factory=dict)
    _formats: dict[str, _Format] = field(default_factory=dict)
    _style: _Style = field(default_factory=_Style)
    _format: _Format = field(default_factory=_Format)
    _wanted: str = ""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""
        self._wanted = ""
        if name in _FORMATS:
            self._format = self._formats.setdefault(attributes.get("style:name", ""), _Format())
            self._format.number = name == f"{_NUMBER}text-style"  # it shows a number as it is
        elif name.startswith(_NUMBER):
            self._part_of_format(name.removeprefix(_NUMBER), attributes)
        elif name == f"{_STYLE}map" and "value()>" in attributes.get(f"{_STYLE}condition", ""):
            self._format.positive = attributes.get(f"{_STYLE}apply-style-name", "")
        elif name == "style:style":
            self._style = self._styles.setdefault(attributes.get("style:name", ""), _Style())
            self._style.format = attributes.get(f"{_STYLE}data-style-name", "")
        elif name == f"{_STYLE}text-properties":
            through = (
                attributes.get(f"{_STYLE}text-line-through-{part}", "none") for part in ("style", "type")
            )
            self._style.struck = any(value != "none" for value in through)
            self._style.colour = attributes.get(f"{_FO}color", BLACK)
        elif name == f"{_STYLE}table-cell-properties":
            self._style.ground = attributes.get(f"{_FO}background-color", WHITE)

    def text(self, text: str) -> None:
        """Words inside a number format."""
        if self._wanted == "text":
            self._format.words += text
        elif self._wanted == "currency-symbol":
            self._format.money += text

    def _part_of_format(self, part: str, attributes: Attributes) -> None:
        self._wanted = part
        if part in ("number", "scientific-number", "fraction"):
            self._format.number = True
            places = attributes.get(f"{_NUMBER}decimal-places", "")
            self._format.decimals = int(places) if part == "number" and places.isdecimal() else None
            self._format.factor = attributes.get(f"{_NUMBER}display-factor", "1")

    def struck(self, style: str) -> bool:
        """Whether a style strikes its words through."""
        found = self._styles.get(style)
        return found is not None and found.struck

    def letters(self, style: str) -> Oddity | None:
        """What is odd about the letters of a style."""
        found = self._styles.get(style)
        if found is None:
            return None
        if found.struck:
            return Oddity.STRUCK
        ground = WHITE if found.ground == "transparent" else found.ground
        known = _COLOUR.fullmatch(found.colour) and _COLOUR.fullmatch(ground)
        return Oddity.INVISIBLE if known and invisible(found.colour, ground) else None

    def number(self, style: str) -> NumberLook | None:
        """How a style shows a number above zero."""
        found = self._styles.get(style)
        written = self._formats.get(found.format) if found else None
        if written is None:
            return None
        return self._formats.get(written.positive, written).look()
