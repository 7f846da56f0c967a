"""The styles of an .xlsx file: how each shows numbers and letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from inkoop.domain.cells import Oddity
from inkoop.readers.files.archive import Archive
from inkoop.readers.files.cell_values import Shown, shown_as
from inkoop.readers.files.looks import BLACK, WHITE, NumberLook, invisible, number_look
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.xlsx_names import OOXML

T = TypeVar("T")

_SECTIONS = frozenset(("numFmts", "fonts", "fills", "cellXfs", "dxfs", "cellStyleXfs"))
_NAMES = vocabulary(
    OOXML, (*_SECTIONS, "numFmt", "xf", "font", "strike", "color", "fill", "patternFill", "fgColor")
)
_BUILT_IN = {
    **dict.fromkeys((*range(14, 23), 45, 47), Shown.DATE),
    46: Shown.DURATION,
    **dict.fromkeys((9, 10), Shown.PERCENT),
}
"""Built-in number formats that show something else than the stored number."""
_BUILT_IN_DECIMALS = {1: 0, 2: 2, 3: 0, 4: 2, 9: 0, 10: 2, 37: 0, 38: 0, 39: 2, 40: 2}
_INDEXED = {"0": BLACK, "1": WHITE, "8": BLACK, "9": WHITE, "64": BLACK, "65": WHITE}
_THEME = {"0": WHITE, "1": BLACK}
"""The first two colours of nearly every theme: the paper and the ink."""
_FALSE = frozenset(("0", "false", "off"))


@dataclass(frozen=True, slots=True)
class Styles:
    """By the number of a style, as the cells name it; a style that shows what a cell holds is in none."""

    shown: Mapping[str, Shown] = field(default_factory=dict)
    numbers: Mapping[str, NumberLook] = field(default_factory=dict)
    letters: Mapping[str, Oddity] = field(default_factory=dict)


def read_styles(archive: Archive, part: str) -> Styles:
    """The styles in a part."""
    reader = _StyleReader()
    parse_part(archive, part, _NAMES, reader)
    return reader.styles()


@dataclass(slots=True)
class _Font:
    struck: bool = False
    colour: str | None = BLACK
    """None for a colour that is not known here."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style does to the content of a cell."""

    shown: Shown | None = None
    number: NumberLook | None = None
    letters: Oddity | None = None


_ORDINARY = _Look()


class _StyleReader(Handler):
    """Number formats, fonts and fills stand before the styles that use them."""

    def __init__(self) -> None:
        self._formats: dict[str, str] = {}
        self._fonts: list[_Font] = []
        self._fills: list[str | None] = []
        self._section = ""
        self._count = 0
        self._looks: dict[tuple[str, str, str], _Look] = {}
        """By format, font and fill: a file may hold a million styles that are all the same."""
        self._odd: dict[str, _Look] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name in _SECTIONS:
            self._section = name  # fonts, fills and formats inside <dxfs> are those of no cell
        elif self._section == "cellXfs":
            if name == "xf":
                self._style(attributes)
        elif self._section == "numFmts":
            if name == "numFmt":
                self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif self._section == "fonts":
            self._font(name, attributes)
        elif self._section == "fills":
            self._fill(name, attributes)

    def end(self, name: str) -> None:
        if name in _SECTIONS:
            self._section = ""

    def _font(self, name: str, attributes: Attributes) -> None:
        if name == "font":
            self._fonts.append(_Font())
        elif name == "strike" and self._fonts:
            self._fonts[-1].struck = attributes.get("val", "1") not in _FALSE
        elif name == "color" and self._fonts:
            self._fonts[-1].colour = _colour(attributes)

    def _fill(self, name: str, attributes: Attributes) -> None:
        if name == "fill":
            self._fills.append(WHITE)
        elif name == "patternFill" and self._fills and attributes.get("patternType", "none") != "none":
            self._fills[-1] = None
        elif name == "fgColor" and self._fills and self._fills[-1] is None:
            self._fills[-1] = _colour(attributes)

    def _style(self, attributes: Attributes) -> None:
        number, font, fill = (attributes.get(name, "0") for name in ("numFmtId", "fontId", "fillId"))
        key = number, font, fill
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = _Look(
                self._shown(number), self._number(number), self._letters(font, fill)
            )
        if look != _ORDINARY:
            self._odd[str(self._count)] = look
        self._count += 1

    def styles(self) -> Styles:
        """What was read, by style."""
        return Styles(
            {style: look.shown for style, look in self._odd.items() if look.shown is not None},
            {style: look.number for style, look in self._odd.items() if look.number is not None},
            {style: look.letters for style, look in self._odd.items() if look.letters is not None},
        )

    def _shown(self, kind: str) -> Shown | None:
        if kind in self._formats:
            return shown_as(self._formats[kind])
        return _BUILT_IN.get(int(kind)) if kind.isascii() and kind.isdigit() else None

    def _number(self, kind: str) -> NumberLook | None:
        if kind in self._formats:
            look = number_look(self._formats[kind])
        else:
            known = kind.isascii() and kind.isdigit()
            look = NumberLook(decimals=_BUILT_IN_DECIMALS.get(int(kind)) if known else None)
        return None if look == NumberLook() else look

    def _letters(self, number: str, fill: str) -> Oddity | None:
        font = _nth(self._fonts, number) or _Font()
        if font.struck:
            return Oddity.STRUCK
        ground = _nth(self._fills, fill, WHITE)
        hidden = font.colour is not None and ground is not None and invisible(font.colour, ground)
        return Oddity.INVISIBLE if hidden else None


def _nth(items: list[T], number: str, otherwise: T | None = None) -> T | None:
    known = number.isascii() and number.isdigit() and int(number) < len(items)
    return items[int(number)] if known else otherwise


def _colour(attributes: Attributes) -> str | None:
    """The colour as #rrggbb; None for one that is mixed or comes from a theme of its own."""
    rgb = attributes.get("rgb", "")
    if rgb:
        digits = rgb[-6:].lower()
        return f"#{digits}" if len(digits) == 6 and all(c in "0123456789abcdef" for c in digits) else None
    if attributes.get("tint", "0").strip("-0.") != "":
        return None
    if "theme" in attributes:
        return _THEME.get(attributes["theme"])
    return _INDEXED.get(attributes.get("indexed", "64" if attributes.get("auto") else ""))
