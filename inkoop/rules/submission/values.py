"""Turns one filled cell into the value its question asks for, or into a finding; one function a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.answers import Code, Day, Number, Text, Value, YesNo
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.rules.dutch_format import decimal_text, number_of
from inkoop.rules.submission.dutch_numbers import read_date, read_number
from inkoop.rules.suggestion import suggestion

YES = frozenset({"ja", "j"})
NO = frozenset({"nee", "n", "neen"})
MARKS = frozenset({"x", "ja", "j", "v", "✓", "✔", "☒"})
SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or table column as the value functions need it."""

    code: str
    part: Any
    """The question or column model."""
    choices: Mapping[str, str]
    labels: Mapping[str, str]
    """Lower-case code or name to code."""


def asked(code: str, part: Any, choices: Mapping[str, str]) -> Asked:
    """An `Asked` for a question or column; `code` is what findings call it."""
    labels = {name.strip().lower(): key for key, name in choices.items()}
    labels |= {key.lower(): key for key in choices}
    return Asked(code, part, choices, labels)


Read = tuple[Value | None, tuple[Finding, ...]]


def read_value(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    """The value of one filled cell, with what was noticed; the value is None when it is unusable."""
    if cell.kind is CellKind.ERROR:
        return None, (finding("ANTW-02", place, vraag=what.code, gevonden=shown(cell)),)
    if cell.kind is CellKind.UNCALCULATED:
        return None, (finding("ANTW-03", place, vraag=what.code, gevonden=shown(cell)),)
    return READERS[what.part.kind](cell, place, what)


def raw_text(cell: RawCell | None) -> str:
    """The cell's content as text, as near to what was typed as the file still knows."""
    if cell is None:
        return ""
    value = cell.value
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, Decimal):
        return f"{value * 100 if cell.percent else value:f}{'%' if cell.percent else ''}".replace(".", ",")
    if isinstance(value, datetime):
        return value.strftime("%d-%m-%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    return value


def shown(cell: RawCell) -> str:
    """The content of a cell for in a sentence: one line, not too long."""
    text = " ".join(raw_text(cell).split())
    return text if len(text) <= SHOWN_LENGTH else text[: SHOWN_LENGTH - 1] + "…"


def word_count(text: str) -> int:
    """The words of a text: runs of characters between white space that hold a letter or digit."""
    return sum(1 for word in text.split() if any(character.isalnum() for character in word))


def _yes_no(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    if isinstance(cell.value, bool):
        return YesNo(cell.value), ()
    word = str(cell.value).strip().lower() if cell.kind is CellKind.TEXT else ""
    if word in YES:
        return YesNo(True), ()
    if word in NO:
        return YesNo(False), ()
    return None, (finding("ANTW-04", place, vraag=what.code, gevonden=shown(cell)),)


def _choice(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    code = what.labels.get(" ".join(raw_text(cell).split()).lower())
    if code is not None:
        return Code(code), ()
    near = suggestion(raw_text(cell).strip()[:SHOWN_LENGTH], what.choices.values())
    words = ", ".join(what.choices.values())
    return None, (
        finding("ANTW-05", place, vraag=what.code, gevonden=shown(cell), bedoelt=near, bekend=words),
    )


def is_marked(cell: RawCell | None, place: CellPlace, code: str) -> tuple[bool, tuple[Finding, ...]]:
    """Whether an option of a multiple choice is chosen: marked with x (or ja)."""
    if cell is None:
        return False, ()
    if isinstance(cell.value, bool):
        return cell.value, ()
    word = raw_text(cell).strip().lower()
    if not word or word in NO or word == "-":
        return False, ()
    if word in MARKS:
        return True, ()
    number = {CellKind.ERROR: "ANTW-02", CellKind.UNCALCULATED: "ANTW-03"}.get(cell.kind, "ANTW-06")
    return False, (finding(number, place, vraag=code, gevonden=shown(cell)),)


def _number(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        return _stored_number(cell, cell.value, place, what)
    if cell.kind is not CellKind.TEXT:
        return None, (finding("ANTW-07", place, vraag=what.code, gevonden=shown(cell)),)
    if _other_unit(str(cell.value), what.part.kind):
        return None, (finding("ANTW-07", place, vraag=what.code, gevonden=shown(cell)),)
    read = read_number(str(cell.value))
    if read.ambiguous:
        large, small = (raw_text(RawCell(CellKind.NUMBER, value)) for value in read.ambiguous)
        return None, (
            finding("ANTW-08", place, vraag=what.code, gevonden=shown(cell), groot=large, klein=small),
        )
    if read.value is None:
        return None, (finding("ANTW-07", place, vraag=what.code, gevonden=shown(cell)),)
    as_number = decimal_text(read.value)
    note = finding("ANTW-13", place, vraag=what.code, gevonden=shown(cell), gelezen=as_number)
    unmarked = what.part.kind == "percentage" and "%" not in str(cell.value)
    return _in_range(
        read.value, place, what, (note, *(_share_note(read.value, place, what) if unmarked else ()))
    )


def _other_unit(text: str, kind: str) -> bool:
    """Whether a text says that it is a percentage where none is asked, or an amount where one is."""
    if kind == "percentage":
        return "€" in text or "eur" in text.lower()
    return "%" in text


def _stored_number(cell: RawCell, value: Decimal, place: CellPlace, what: Asked) -> Read:
    """A number cell. One that is shown as a percentage is read as it is shown."""
    if what.part.kind != "percentage":
        if cell.percent:
            return None, (finding("ANTW-07", place, vraag=what.code, gevonden=shown(cell)),)
        return _in_range(value, place, what, ())
    if cell.percent:
        return _in_range(value * 100, place, what, ())
    return _in_range(value, place, what, _share_note(value, place, what))


def _share_note(value: Decimal, place: CellPlace, what: Asked) -> tuple[Finding, ...]:
    """Somebody may have typed a share (0.6) where a percentage (60) is asked."""
    if not 0 < value < 1:
        return ()
    larger = decimal_text(value * 100)
    return (finding("ANTW-22", place, vraag=what.code, gelezen=decimal_text(value), bedoeld=larger),)


def _in_range(value: Decimal, place: CellPlace, what: Asked, notes: tuple[Finding, ...]) -> Read:
    part = what.part
    decimals = getattr(part, "decimals", 0)
    text = raw_text(RawCell(CellKind.NUMBER, value))
    if value != value.quantize(Decimal(1).scaleb(-decimals)) if abs(value) < Decimal(10) ** 20 else False:
        if decimals:
            return None, (
                *notes,
                finding(
                    "ANTW-10",
                    place,
                    vraag=what.code,
                    gevonden=text,
                    aantal=number_of(decimals, "cijfer", "cijfers"),
                ),
            )
        return None, (*notes, finding("ANTW-09", place, vraag=what.code, gevonden=text))
    if not part.minimum <= value <= part.maximum:
        low, high = (raw_text(RawCell(CellKind.NUMBER, bound)) for bound in (part.minimum, part.maximum))
        return None, (
            *notes,
            finding(
                "ANTW-11",
                place,
                vraag=what.code,
                gevonden=text,
                laag=low,
                hoog=high,
                eenheid=part.unit,
            ),
        )
    return Number(value), notes


def _day(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    notes: tuple[Finding, ...] = ()
    if isinstance(cell.value, datetime):
        value: date | None = cell.value.date()
    elif isinstance(cell.value, date):
        value = cell.value
    else:
        value = read_date(str(cell.value)) if cell.kind is CellKind.TEXT else None
        if value is not None:
            as_day = raw_text(RawCell(CellKind.DATE, value))
            notes = (finding("ANTW-14", place, vraag=what.code, gevonden=shown(cell), gelezen=as_day),)
    if value is None:
        return None, (finding("ANTW-15", place, vraag=what.code, gevonden=shown(cell)),)
    first, last = what.part.earliest, what.part.latest
    if (first and value < first) or (last and value > last):
        bounds = {
            "laag": raw_text(RawCell(CellKind.DATE, first)) if first else "elke dag",
            "hoog": raw_text(RawCell(CellKind.DATE, last)) if last else "elke dag",
        }
        return None, (
            *notes,
            finding("ANTW-16", place, vraag=what.code, gevonden=shown(cell), **bounds),
        )
    return Day(value), notes


def _text(cell: RawCell, place: CellPlace, what: Asked) -> Read:
    text = raw_text(cell).strip()
    count = word_count(text)
    if count > what.part.max_words:
        return Text(text), (
            finding(
                "ANTW-12",
                place,
                vraag=what.code,
                aantal=number_of(count, "woord", "woorden"),
                hoogstens=what.part.max_words,
            ),
        )
    return Text(text), ()


ValueReader = Callable[[RawCell, CellPlace, Asked], Read]
READERS: Mapping[str, ValueReader] = {
    "ja_nee": _yes_no,
    "keuze": _choice,
    "geheel_getal": _number,
    "decimaal": _number,
    "bedrag": _number,
    "percentage": _number,
    "datum": _day,
    "tekst": _text,
}

_BLANK = re.compile(r"[\s\u00a0\u200b]*")


def is_blank(cell: RawCell | None) -> bool:
    """Whether a cell holds nothing that a person would see."""
    return cell is None or (cell.kind is CellKind.TEXT and bool(_BLANK.fullmatch(str(cell.value))))
