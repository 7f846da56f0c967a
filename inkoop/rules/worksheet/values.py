"""From a value of the kader to what a cell shows, and back. What is written comes back exactly.

A number is a number in the cell when that number has only one spelling; 12.50 is the text 12,50, as a cell
would drop its last nought.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

from inkoop.domain.cells import CellKind, RawCell
from inkoop.rules.submission.dutch_numbers import read_date, read_number
from inkoop.rules.worksheet.model import Cell, Holds

Content = str | int | Decimal
"""What a cell is filled with."""
NOTHING, NO_ITEMS, NO_KEYS = "~", "[]", "{}"
_CONSTANTS = {NOTHING: None, "true": True, "false": False}
_WORD = re.compile(r"[^\s,;\[\]{}~\"]+")
"""What may stand between commas, one of several."""
_WRITTEN = re.compile(r"-?\d+(,\d+)?|-?\d(\.\d+)?E[+-]?\d+")
"""A number as it is written here where a cell cannot hold it as a number."""
_QUOTED = re.compile(r'"(.*)"', re.DOTALL)
_MOST_DIGITS = 15
_MOMENT = re.compile(r"(\S+) (\d{1,2})[:.](\d{2})")
_NUMERIC = (Holds.NUMBER, Holds.SHARE, Holds.ANYTHING)
_SEVERAL = (Holds.WORDS, Holds.TEXTS)
LONGEST = 32_767
"""How many characters a cell holds."""


def encode(value: object, cell: Cell) -> Content | None:
    """What the cell shows; None where it cannot hold this value without losing something."""
    if isinstance(value, list):
        return _list(value, cell)
    if isinstance(value, dict):
        return NO_KEYS if not value and cell.holds is not Holds.TEXT else None
    if isinstance(value, str):
        return _text(value, cell)
    if value is None or (isinstance(value, bool) and cell.holds is not Holds.TEXT):
        return next(word for word, constant in _CONSTANTS.items() if constant is value)
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or cell.holds not in _NUMERIC:
        return None
    return _number(value)


def _list(value: list[object], cell: Cell) -> Content | None:
    if not value:
        return NO_ITEMS if cell.holds is not Holds.TEXT else None
    texts = [item for item in value if isinstance(item, str)]
    if len(texts) < len(value):
        return None
    if cell.holds is Holds.WORDS and all(map(_is_word, texts)):
        return ", ".join(texts)
    lines = all(text.strip() == text and text and "\n" not in text for text in texts)
    if cell.holds is Holds.TEXTS and lines and not _constant(texts[0]):
        return "\n".join(texts)
    return None


def _text(value: str, cell: Cell) -> Content | None:
    if cell.holds in _SEVERAL:
        alone = cell.holds is Holds.WORDS and not cell.listed
        return value if alone and _is_word(value) else None
    shown = f'"{value}"' if _needs_quotes(value, cell) else value
    return shown if len(shown) <= LONGEST else None


def _needs_quotes(value: str, cell: Cell) -> bool:
    """Whether a text would come back as something else."""
    quoted = _QUOTED.fullmatch(value)
    return (
        value != value.strip() or (quoted and _needs_quotes(quoted[1], cell)) or _plain(value, cell) != value
    )


def _number(value: int | Decimal) -> Content:
    number = Decimal(value)
    digits = len(number.as_tuple().digits)
    if digits <= _MOST_DIGITS and str(number) == f"{number.normalize():f}":
        return value
    return str(number).replace(".", ",") if "E" not in str(number) else str(number)


def _is_word(text: str) -> bool:
    return _WORD.fullmatch(text) is not None and text not in _CONSTANTS


def _constant(text: str) -> bool:
    return text in (*_CONSTANTS, NO_ITEMS, NO_KEYS, "")


def decode(raw: RawCell, cell: Cell, *, single: bool = True) -> object:
    """The value in a cell; what is not certain comes back as the text that a person sees there.

    Args:
        single: one word is that word; else it is a list of one, as it was before.
    """
    if isinstance(raw.value, bool):
        return "ja" if raw.value else "nee"
    if isinstance(raw.value, Decimal):
        return _from_number(raw.value, raw.percent, cell)
    if isinstance(raw.value, date | time):
        return _from_date(raw.value)
    text = raw.value.strip()
    quoted = _QUOTED.fullmatch(text) if cell.holds not in _SEVERAL else None
    if quoted and _needs_quotes(quoted[1], cell):
        return quoted[1]
    if cell.holds is Holds.WORDS and text not in _CONSTANTS and text not in (NO_ITEMS, NO_KEYS):
        words = [word.strip() for word in re.split(r"[,;\n]", text) if word.strip()]
        return words if len(words) != 1 or cell.listed or not single else words[0]
    if cell.holds is Holds.TEXTS and not _constant(text):
        return [line.strip() for line in text.split("\n") if line.strip()]
    return _plain(text, cell)


def _plain(text: str, cell: Cell) -> object:
    """The value in a text without quotes around it."""
    if text in _CONSTANTS and (cell.holds is not Holds.TEXT or text == NOTHING):
        return _CONSTANTS[text]
    if cell.holds is Holds.TEXT:
        return text if text else None
    if text in (NO_ITEMS, NO_KEYS):
        return [] if text == NO_ITEMS else {}
    if not text:
        return None
    if cell.options:
        return next(
            (word for word in cell.options if word.casefold() == text.casefold()), _numeric(text, cell)
        )
    if cell.holds is Holds.MOMENT:
        return _moment(text)
    if cell.holds is Holds.DAY:
        day = read_date(text).value
        return day.isoformat() if day else text
    return _numeric(text, cell)


def _numeric(text: str, cell: Cell) -> object:
    """The number in a text where one belongs."""
    if cell.holds is Holds.ANYTHING:
        return _whole(Decimal(text.replace(",", "."))) if _WRITTEN.fullmatch(text) else text
    if cell.holds is Holds.SHARE and text.endswith("%"):
        share = read_number(text).value
        return text if share is None else f"{share:f}%"
    if cell.holds in (Holds.NUMBER, Holds.SHARE):
        if _WRITTEN.fullmatch(text):
            found: Decimal | None = Decimal(text.replace(",", "."))
        else:
            found = None if text.endswith("%") and not cell.percent else read_number(text).value
        if found is not None and len(found.as_tuple().digits) <= 2 * _MOST_DIGITS:
            return _whole(found)
    return text


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number.as_tuple().exponent == 0 else number


def _from_number(number: Decimal, percent: bool, cell: Cell) -> object:
    hundredfold = f"{(number * 100).normalize():f}"
    if percent and cell.holds is Holds.SHARE:
        return f"{hundredfold}%"
    if percent and not cell.percent:
        return f"{hundredfold}%".replace(".", ",")
    if percent:
        return _whole(Decimal(hundredfold))
    if cell.holds in _NUMERIC:
        return _whole(number)
    return f"{number:f}".replace(".", ",")


def _from_date(value: date | time) -> str:
    if isinstance(value, datetime) and not value.second and not value.microsecond:
        return f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat()


def _moment(text: str) -> str:
    """A day and a time as the kader writes them, where a person typed them in the Dutch way."""
    found = _MOMENT.fullmatch(text)
    day = read_date(found[1]).value if found else None
    return f"{day.isoformat()} {int(found[2]):02}:{found[3]}" if found and day else text


def shown(content: Content) -> RawCell:
    """A cell as it is read where it was filled with this."""
    kind = CellKind.TEXT if isinstance(content, str) else CellKind.NUMBER
    return RawCell(kind, content if isinstance(content, str) else Decimal(content))
