"""What somebody probably meant to write, to put beside a finding: it is shown, and never filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal

from inkoop.readers.settings.yaml_nodes import compose_plain, is_mapping, is_scalar, pairs
from inkoop.rules.new_tender import moment
from inkoop.rules.submission.dutch_numbers import read_date, read_number

_LINE = re.compile(r"(?P<before>\s*(?:- +)*)(?P<key>[A-Za-z][\w.@-]*):(?P<gap>[ \t]*)(?P<value>.*)")
_COMMENT = re.compile(r"\s+#.*$")
_YES = {"ja": ("true", "yes", "y", "j", "waar"), "nee": ("false", "no", "n", "onwaar")}
_UNITS = re.compile(r"(?i)\s*(euro|eur|procent|punten|dagdelen|werkdagen)\.?$")
_SHARE = re.compile(r"\s*(?:%|procent)\s*$", re.I)


def quoted(text: str) -> str:
    """A text between double quotation marks, as YAML reads it back."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def mended_line(line: str) -> str:
    """A line with one key and a value that cannot be read, as it can; empty where that is not certain.

    The value becomes a text between quotation marks, a tab becomes spaces, and a colon gets its space.
    """
    found = _LINE.fullmatch(line.rstrip("\r\n").expandtabs(2))
    if found is None or _reads(line.strip()):
        return ""
    value = _COMMENT.sub("", found["value"]).strip()
    if not value or value[0] in "{[|>" or (value[0] in "&*" and " " not in value):
        return ""
    whole = value
    for mark in "\"'":
        if value.startswith(mark) and value.count(mark) == 1 and not value.startswith("'s "):
            whole = value[1:].strip()
    meant = f"{found['key']}: {quoted(whole)}"
    return meant if _reads(meant) else ""


def spaced_line(line: str) -> str:
    """A line with its tabs as spaces, or with the space that a colon needs; empty where that is not it."""
    found = _LINE.fullmatch(line.rstrip("\r\n").expandtabs(2))
    if found is None:
        return ""
    meant = f"{found['key']}: {found['value'].strip()}".rstrip()
    changed = "\t" in line or (not found["gap"] and found["value"])
    return meant if changed and _reads(meant) else ""


def unclosed(lines: list[str]) -> tuple[int, int] | None:
    """Where a quotation mark opens that has no other end than the one with which a later value opens."""
    opened: tuple[int, int, str] | None = None
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line.rstrip("\r\n"))
        value = _COMMENT.sub("", found["value"]).rstrip() if found else ""
        own = value[:1] if value[:1] in ('"', "'") and value.count(value[0]) == 1 else ""
        if opened and opened[2] in line:
            if value.startswith(opened[2]):
                return opened[:2]
            opened = None
        elif own and found:
            opened = (number, found.start("value"), own)
    return None


def _reads(text: str) -> bool:
    """Whether a text is one key with one value."""
    try:
        node = compose_plain(text.removeprefix("- "))
    except Exception:  # the YAML library has many ways to say no
        return False
    return is_mapping(node) and all(is_scalar(value) for _, value in pairs(node))


def mended_value(kind: str, key: str, typed: str) -> str:
    """A key with the value that was meant; empty where it is not certain.

    Args:
        kind: what was expected, in the word of the model.
        typed: what stands there.
    """
    mend = _MEND.get(kind)
    value = mend(typed.strip()) if mend else ""
    return f"{key}: {value}" if value else ""


def _number(typed: str) -> str:
    value = read_number(_UNITS.sub("", typed)).value
    if value is None:
        return ""
    return f"{value.to_integral() if value == value.to_integral() else value:f}"


def _whole(typed: str) -> str:
    number = _number(typed)
    return number if number and Decimal(number) == int(Decimal(number)) else ""


def _share(typed: str) -> str:
    number = _number(_SHARE.sub("", typed))
    return number and (quoted(f"{number}%") if _SHARE.search(typed) else number)


def _yes_no(typed: str) -> str:
    low = typed.lower()
    return next((word for word, others in _YES.items() if low == word or low in others), "")


def _moment(typed: str) -> str:
    try:
        return quoted(f"{moment(typed):%Y-%m-%d %H:%M}")
    except ValueError:
        pass
    try:
        return quoted(f"{datetime.fromisoformat(typed):%Y-%m-%d %H:%M}") if "T" in typed else ""
    except ValueError:
        return ""


def _day(typed: str) -> str:
    day = read_date(typed).value
    return quoted(day.isoformat()) if day else ""


def _listed(typed: str) -> str:
    return f"[{quoted(typed)}]" if typed else ""


_MEND: Mapping[str, Callable[[str], str]] = {
    "getal": _number,
    "int_type": _whole,
    "drempel": _share,
    "ja_nee": _yes_no,
    "moment": _moment,
    "dag": _day,
    "string_type": lambda typed: quoted(typed) if typed else "",
    "tuple_type": _listed,
}
"""By what was expected: from what was typed to what was meant."""
