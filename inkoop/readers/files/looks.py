"""How a cell looks, as far as that makes it show something else than it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from inkoop.domain.cells import CellKind, Oddity, RawCell
from inkoop.readers.files.cell_values import is_date_format
from inkoop.rules.contrast import contrast

WHITE, BLACK = "#ffffff", "#000000"
_SEEN_FROM = Decimal("1.3")
"""Below this contrast of letters and cell nobody reads a word; yellow on white has 1.07."""

_LONGEST_FORMAT = 255
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|[_*].')
"""What a number format writes as it stands, and its padding."""
_BRACKET = re.compile(r"\[([^\]]*)\]")
_EURO = re.compile(r"€|EUR|euro", re.IGNORECASE)
_MONEY = re.compile(r"[$£¥₤₺₽₹₿]|\b(USD|GBP|CHF|SEK|NOK|DKK|PLN|CZK|JPY|CNY|TRY)\b")
_SCALING = re.compile(r"[0#?],+(?![0#?,])")
_DECIMALS = re.compile(r"[0#?]\.([0#?]+)")
_LETTER = re.compile(r"[^\W\d_]")
_CHANGING = re.compile(
    r"\b(TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|RAND\.NV|RANDBETWEEN\.NV)\s*\("
    r"|\[\d+\]|\.xls|\.ods|(?:file|https?):|\b(?:DDE|WEBSERVICE|RTD)\s*\(",
    re.IGNORECASE,
)
"""Functions that give something else every time, and references to other files."""


@dataclass(frozen=True, slots=True)
class NumberLook:
    """What a number format does to a number: what is odd about it, and how many decimals it shows."""

    odd: Oddity | None = None
    decimals: int | None = None
    """None where the format says nothing about decimals."""

    def oddity(self, cell: RawCell) -> Oddity | None:
        """What is odd about this number in this format."""
        if self.odd is not None:
            return self.odd
        if self.decimals is None or not isinstance(cell.value, Decimal):
            return None
        shown = self.decimals + 2 if cell.percent else self.decimals
        places = -int(cell.value.normalize().as_tuple().exponent)
        return Oddity.ROUNDED if places > shown else None


def number_look(code: str) -> NumberLook:
    """The look of a number format, by the part that positive numbers get."""
    code = code[:_LONGEST_FORMAT]
    positive = _QUOTED.sub(lambda found: found[0].replace(";", ","), code).split(";")[0]
    words = "".join(found[1] or found[2] or "" for found in _QUOTED.finditer(positive))
    money = " ".join(found[1:].partition("-")[0] for found in _BRACKET.findall(positive) if found[:1] == "$")
    bare = _BRACKET.sub("", _QUOTED.sub("", positive))
    if ";" in code and not positive.strip():
        return NumberLook(Oddity.NOTHING_SHOWN)
    if not code.strip() or bare.strip() in ("General", "Standaard", "@") or is_date_format(code):
        return NumberLook()
    if currency(f"{bare} {words} {money}"):
        return NumberLook(Oddity.CURRENCY)
    if _SCALING.search(bare):
        return NumberLook(Oddity.SCALED)
    if unit(words):
        return NumberLook(Oddity.UNIT)
    if "E" in bare or "/" in bare:
        return NumberLook()
    found = _DECIMALS.search(bare)
    return NumberLook(decimals=len(found[1]) if found else 0)


def currency(text: str) -> bool:
    """Whether a number format names another money than the euro."""
    return _MONEY.search(text) is not None


def unit(words: str) -> bool:
    """Whether a number format puts words beside the number; the euro is no word."""
    return _LETTER.search(_EURO.sub("", words)) is not None


@lru_cache(maxsize=1024)
def invisible(letters: str, ground: str) -> bool:
    """Whether letters of this colour (#rrggbb) cannot be read on this ground."""
    return contrast(letters, ground) < _SEEN_FROM


def changing(formula: str) -> bool:
    """Whether a formula gives something else on another day or another computer."""
    return _CHANGING.search(formula) is not None


def oddity_of(cell: RawCell, letters: Oddity | None, number: NumberLook | None) -> Oddity | None:
    """What is odd about a filled cell, the gravest first."""
    if letters is not None:
        return letters
    return number.oddity(cell) if number is not None and cell.kind is CellKind.NUMBER else None
