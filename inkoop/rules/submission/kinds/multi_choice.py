"""Reads several choices from a list: a mark at each one that is chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping

from inkoop.catalogue import finding
from inkoop.domain.answers import Codes
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Located, LocatedOptions
from inkoop.domain.visible import visible
from inkoop.rules.dutch_format import either
from inkoop.rules.invisible import invisible_in, seen
from inkoop.rules.submission.kinds.base import SHOWN_LENGTH, Asked, Read, is_blank, raw_text, shown
from inkoop.rules.submission.kinds.yes_no import NO
from inkoop.rules.suggestion import suggestion

MARKS = frozenset({"x", "ja", "j", "v", "✓", "✔", "☒"})
"""What marks an option."""
LIKE_MARKS = frozenset({"√", "☑", "✅", "🗹", "🗸", "✕", "✖", "×", "х", "xx", "waar", "true", "yes"})
"""What can only be meant as a mark: in a box that asks for a cross, a cross and a tick say the same. The last
letter is the Cyrillic one that looks like an x."""
_EITHER = frozenset({"✗", "✘", "❌"})
"""A cross in the box, or the sign for wrong."""


def read_options(found: LocatedOptions, what: Asked) -> Read:
    """The codes that are marked."""
    chosen, notes = _marked(what.code, found.options, what.choices)
    return Codes(chosen) if chosen else None, notes


def read_column(
    what: Asked, column: str, cells: Mapping[str, Located]
) -> tuple[Codes | None, CellPlace, tuple[Finding, ...]]:
    """The codes that are marked in the cells of one row, with the place of the first."""
    options = {
        option: cells[f"{column}:{option}"] for option in what.choices if f"{column}:{option}" in cells
    }
    chosen, notes = _marked(what.code, options, what.choices)
    place = next((options[option].place for option in chosen if option in options), None)
    fallback = next((located.place for located in options.values()), CellPlace(""))
    return Codes(chosen) if chosen else None, place or fallback, notes


_BETWEEN = re.compile(r"(\s*[,;]\s*|\s+en\s+)", re.IGNORECASE)


def read_list(given: str, place: CellPlace, what: Asked) -> Read:
    """The codes of options that were typed as a list: by code or name, with commas or `en` between them.

    A name may hold a comma or `en` itself, so the longest name that fits is taken.
    """
    parts = _BETWEEN.split(" ".join(visible(given).split()))
    chosen: set[str] = set()
    start = 0
    while start < len(parts):
        ends = (
            end for end in range(len(parts), start, -2) if "".join(parts[start:end]).lower() in what.labels
        )
        end = next(ends, None)
        if end is None:
            return None, (_no_option(parts[start], place, what),)
        chosen.add(what.labels["".join(parts[start:end]).lower()])
        start = end + 1
    return Codes(tuple(option for option in what.choices if option in chosen)), ()


def _no_option(word: str, place: CellPlace, what: Asked) -> Finding:
    near = suggestion(word[:SHOWN_LENGTH], what.choices.values())
    words = {"gevonden": word[:SHOWN_LENGTH], "bedoelt": near, "bekend": ", ".join(what.choices.values())}
    return finding("ANTW-05", place, vraag=what.code, **words)


def _marked(
    code: str, options: Mapping[str, Located], choices: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    chosen: list[str] = []
    notes: list[Finding] = []
    for option in choices:
        if option not in options:
            continue
        cell, place = options[option]
        marked, found = _is_marked(None if is_blank(cell) else cell, place, code)
        notes += found
        if marked:
            chosen.append(option)
    return tuple(chosen), tuple(notes)


def _is_marked(cell: RawCell | None, place: CellPlace, code: str) -> tuple[bool, tuple[Finding, ...]]:
    """Whether an option of a multiple choice is chosen: marked with x (or ja)."""
    if cell is None:
        return False, ()
    if isinstance(cell.value, bool):
        return cell.value, ()
    text = raw_text(cell)
    word = seen(text).strip().lower()
    hidden = invisible_in(text)
    notes = (finding("ANTW-28", place, vraag=code, tekens=hidden),) if hidden else ()
    if not word or word in NO or word == "-":
        return False, notes
    if word in MARKS:
        return True, notes
    if word in LIKE_MARKS:
        return True, (*notes, finding("ANTW-31", place, vraag=code, gevonden=shown(cell)))
    both = f" ({either(('aangekruist', 'nee'))})" if word in _EITHER else ""
    number = {CellKind.ERROR: "ANTW-02", CellKind.UNCALCULATED: "ANTW-03"}.get(cell.kind, "ANTW-06")
    return False, (*notes, finding(number, place, vraag=code, gevonden=f"{shown(cell)}{both}"))
