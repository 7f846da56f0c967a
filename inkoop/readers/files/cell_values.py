"""From the way a file writes a value to the value itself."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum, auto

from inkoop.domain.cells import CellKind, RawCell

EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001  cells have no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_BUG = 60
"""Excel counts a 29 February 1900 as serial 60; before it every serial is one day off."""
_DAY_MILLISECONDS = 86_400_000

FORMULA_SHOWN = 80
"""How much of a formula without a result is kept: enough to recognise it."""

_EXACT_DIGITS = 15
"""As many significant digits as spreadsheet programs show and let people edit. They store 17: the sum
3 × 13,30 stands in the file as 39.900000000000006, while nobody can see or type more than 39,90."""

_FORMAT_LIMIT = 255
_FORMAT_NOISE = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]', re.IGNORECASE)
_DATE_LETTER = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_NOT_PRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<days>\d{1,9})D)?"
    r"(?:T(?:(?P<hours>\d{1,9})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,9}(?:[.,]\d{1,12})?)S)?)?"
)


def error_cell(text: str, formula: bool = False) -> RawCell:
    """A cell that holds an error, or something no one can read."""
    return RawCell(CellKind.ERROR, text, formula)


def number(text: str) -> Decimal | None:
    """The number in a cell, to the 15 significant digits that people see; None for no number."""
    if len(text) <= _EXACT_DIGITS and text.isascii() and text.isdigit():
        return Decimal(text)
    if "_" in text or not text.isascii():  # float() would take 1_000 and Arabic digits
        return None
    try:
        value = float(text)
    except ValueError:
        return None
    return plain_decimal(value)


def plain_decimal(value: float) -> Decimal | None:
    """A double to 15 significant digits, without exponent or trailing zeros; None when it is not finite."""
    if not math.isfinite(value):
        return None
    return Decimal(f"{Decimal(f'{value:.{_EXACT_DIGITS}g}'):f}")


def number_cell(text: str, formula: bool = False) -> RawCell:
    """A number, or an error cell with the text that was supposed to be one."""
    value = number(text)
    if value is None:
        return error_cell(text, formula)
    return RawCell(CellKind.NUMBER, value, formula)


def percent_cell(text: str, formula: bool = False) -> RawCell:
    """A number that its cell shows as a percentage."""
    cell = number_cell(text, formula)
    return RawCell(cell.kind, cell.value, formula, percent=cell.kind is CellKind.NUMBER)


def boolean_cell(text: str, formula: bool = False) -> RawCell:
    """Yes or no as XML writes it."""
    bare = text.strip()
    if bare in ("1", "true"):
        return RawCell(CellKind.BOOLEAN, True, formula)
    if bare in ("0", "false"):
        return RawCell(CellKind.BOOLEAN, False, formula)
    return error_cell(text, formula)


def is_date_format(code: str) -> bool:
    """Whether a number format shows its number as a date or a time."""
    positive = code[:_FORMAT_LIMIT].split(";")[0]
    return _DATE_LETTER.search(_FORMAT_NOISE.sub("", positive)) is not None


class Shown(Enum):
    """How a number format shows a number, when not as that number."""

    DATE = auto()
    DURATION = auto()
    """Hours, minutes or seconds that count on past a day or an hour."""
    PERCENT = auto()


def shown_as(code: str) -> Shown | None:
    """What a number format makes of a number; None when it shows the number itself."""
    positive = code[:_FORMAT_LIMIT].split(";")[0]
    if is_date_format(code):
        counts_on = re.search(r"\[(hh?|mm?|ss?)\]", positive, re.IGNORECASE)
        return Shown.DURATION if counts_on else Shown.DATE
    bare = _FORMAT_NOISE.sub("", positive).replace("\\%", "").replace("_%", "")
    return Shown.PERCENT if "%" in bare else None


def serial_cell(text: str, epoch: datetime, duration: bool, formula: bool = False) -> RawCell:
    """A number shown as a date; one that is no date, or a duration of a day, stays a number."""
    cell = number_cell(text, formula)
    if not isinstance(cell.value, Decimal):
        return cell
    moment = from_serial(float(cell.value), epoch)
    if moment is None or (duration and not isinstance(moment, time)):
        return cell
    return RawCell(CellKind.DATE, moment, formula)


def formatted_cell(text: str, shown: Shown | None, epoch: datetime, formula: bool = False) -> RawCell:
    """A number as its number format shows it."""
    if shown is None:
        return number_cell(text, formula)
    if shown is Shown.PERCENT:
        return percent_cell(text, formula)
    return serial_cell(text, epoch, shown is Shown.DURATION, formula)


def from_serial(serial: float, epoch: datetime) -> date | datetime | time | None:
    """The date, moment or time of day of a serial number, to the millisecond as sheets keep it."""
    if serial < 0:
        return None
    days, fraction = divmod(serial, 1)
    rest = timedelta(milliseconds=round(fraction * _DAY_MILLISECONDS))
    if serial < 1 and not rest.days:
        return (epoch + rest).time()
    if serial < _LEAP_BUG and epoch == EPOCH_1900:
        days += 1
    try:
        return simplest(epoch + timedelta(days=days) + rest)
    except OverflowError:
        return None


def simplest(moment: datetime) -> date | datetime:
    """A moment at midnight is a date."""
    return moment if moment.time() != time() else moment.date()


def iso_cell(text: str, formula: bool = False) -> RawCell:
    """A date, moment or time in ISO 8601; a time zone is dropped, as a cell has none."""
    bare = text.strip()
    try:
        if "T" not in bare and ":" in bare:
            return RawCell(CellKind.DATE, time.fromisoformat(bare).replace(tzinfo=None), formula)
        moment = datetime.fromisoformat(bare).replace(tzinfo=None)
    except ValueError:
        return error_cell(text, formula)
    if moment.date() == EPOCH_1900.date():  # how both formats write a bare time of day
        return RawCell(CellKind.DATE, moment.time(), formula)
    return RawCell(CellKind.DATE, simplest(moment), formula)


def duration_cell(text: str, formula: bool = False) -> RawCell:
    """An ISO duration: a time of day below 24 hours, else a number of days."""
    found = _DURATION.fullmatch(text)
    if found is None or text.endswith(("P", "T")):
        return error_cell(text, formula)
    hours, minutes, days = (int(found[part] or 0) for part in ("hours", "minutes", "days"))
    seconds = float((found["seconds"] or "0").replace(",", "."))
    total = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    serial = (-total if found["sign"] else total) / 86_400
    moment = from_serial(serial, EPOCH_1900) if serial < 1 else None
    if isinstance(moment, time):
        return RawCell(CellKind.DATE, moment, formula)
    value = plain_decimal(serial)
    return error_cell(text, formula) if value is None else RawCell(CellKind.NUMBER, value, formula)


def unescape(text: str) -> str:
    """Text of a workbook with its `_x000D_` escapes undone and every line end a newline.

    A character no document may hold becomes U+FFFD, so that nothing downstream stumbles on it.
    """
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return printable(text)
    return _line_ends(text)


def printable(text: str) -> str:
    """Text from where any character may come, with what no document may hold made U+FFFD."""
    return _line_ends(_NOT_PRINTABLE.sub("\ufffd", text))


def _line_ends(text: str) -> str:
    """Every line end a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
