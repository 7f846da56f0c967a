"""Writes a kader as YAML: the same data in the same order, with each comment where it was.

Where the kader is there already, what did not change keeps its own lines, letter for letter.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from inkoop.domain.remarks import Remark, Remarks, Stretch, TreePath

WIDTH = 118
"""As wide as lines become, where words allow."""
_SPECIAL = re.compile(
    r"^[\s\-?:,\[\]{}#&*!|>'\"%@`~=<]|: |:$| #|\s$"
    r"|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
)
_WIDEST = 260
"""A line of which one value changed may become as wide as this before it is taken apart."""
_FEW, _SHORT = 3, 70
"""A block of so many keys, in so many characters, stands on one line."""
_NUMERIC = re.compile(r"[-+.]?[0-9]")
_CONSTANTS = frozenset({"true", "false", "null", "~", ""})
_CODES = re.compile(r"[A-Za-z][A-Za-z0-9._@-]*")
_FOLDABLE = re.compile(r"\S+( \S+)*")


def yaml_text(data: Mapping[str, Any], remarks: Remarks) -> str:
    """A kader as YAML, which read again gives the same data and the same remarks."""
    lines = list(_mapping(data, (), 0, remarks))
    lines += [_comment(line) for line in remarks.get((), Remark()).below]
    return "\n".join(lines) + "\n"


class _Merge:
    """The new kader in the lines of the old one, as far as nothing changed."""

    def __init__(
        self, text: str, old_remarks: Remarks, remarks: Remarks, places: Mapping[TreePath, Stretch]
    ) -> None:
        self.lines, self.places = text.split("\n"), places
        self.old_remarks, self.remarks = old_remarks, remarks

    def same(self, old: Any, new: Any, was: TreePath, now: TreePath) -> bool:
        """Whether a part is what it was, with its order and its remarks."""
        return _ordered(old) == _ordered(new) and _within(self.old_remarks, was) == _within(self.remarks, now)

    def part(self, old: Any, new: Any, was: TreePath, now: TreePath, indent: int) -> Iterator[str]:
        """The lines of a block or a list of which something changed."""
        items: list[tuple[str | int, str | int | None, Any]] = (
            [(key, key if key in old else None, value) for key, value in new.items()]
            if isinstance(new, dict)
            else [(number, where, value) for number, (where, value) in enumerate(_paired(old, new))]
        )
        for number, (step, before, value) in enumerate(items):
            here = (*now, step)
            there = (*was, "" if before is None else before)
            place = self.places.get(there) if before is not None else None
            inside = bool(was) and isinstance(was[-1], int) and isinstance(new, dict)
            leads = inside and place is not None and place.begins == self.places[was].begins
            if place is None or (inside and leads is not (number == 0)):
                yield from self._anew(here, value, indent, first=inside and number == 0)
            elif self.same(old[before], value, there, here):
                yield from self.lines[place.begins if leads else place.first : place.last]
            elif self._deeper(old[before], value, place, there, here):
                deeper = next(self.places[one].column for one in self.places if one[:-1] == there)
                yield from self._deep(old[before], value, place, there, here, deeper, leads)
            else:
                lead = inside and number == 0
                flow = not place.block and isinstance(old[before], dict | list)
                yield from self._anew(here, value, indent, first=lead, gap=self._gap(place, leads), flow=flow)

    def _gap(self, place: Stretch, leads: bool) -> bool:
        return not leads and place.first < place.begins and not self.lines[place.first].strip()

    def _deeper(self, old: Any, new: Any, place: Stretch, was: TreePath, now: TreePath) -> bool:
        """Whether the lines of a part can be gone through: both are blocks, or both are lists."""
        alike = type(old) is type(new) and isinstance(new, dict | list) and bool(new) and place.block
        return alike and self.old_remarks.get(was) == self.remarks.get(now)

    def _deep(
        self, old: Any, new: Any, place: Stretch, was: TreePath, now: TreePath, indent: int, leads: bool
    ) -> Iterator[str]:
        item = isinstance(was[-1], int)
        below = min(self.places[one].begins for one in self.places if one[:-1] == was)
        head = self.lines[place.begins if leads else place.first : place.begins if item else below]
        if not item:  # what stands above the first thing inside comes with that
            head = self.lines[place.begins if leads else place.first : place.begins + 1]
        yield from head
        yield from self.part(old, new, was, now, indent)

    def _anew(
        self,
        path: TreePath,
        value: Any,
        indent: int,
        *,
        first: bool = False,
        gap: bool = False,
        flow: bool = False,
    ) -> Iterator[str]:
        """A part without an example; behind the sign of a list where it is the first thing there."""
        if gap:
            yield ""
        start = f"{' ' * indent}-" if isinstance(path[-1], int) else f"{' ' * indent}{_scalar(path[-1])}:"
        if flow and not _inside(path, self.remarks) and len(start) + len(_flow(value)) < _WIDEST:
            lines = [
                *_above(path, indent, self.remarks),
                f"{start} {_flow(value)}{_beside(path, self.remarks)}",
            ]
        elif isinstance(path[-1], int):
            lines = list(_item(value, path, indent, self.remarks))
        else:
            lines = [
                *_above(path, indent, self.remarks),
                *_entry(start, value, path, indent, self.remarks),
            ]
        if first:
            at = next(number for number, line in enumerate(lines) if not line.lstrip().startswith("#"))
            lines[at] = f"{' ' * (indent - 2)}- {lines[at].lstrip(' ')}"
        yield from lines


def merged_text(
    text: str,
    old: Mapping[str, Any],
    old_remarks: Remarks,
    new: Mapping[str, Any],
    remarks: Remarks,
    places: Mapping[TreePath, Stretch],
) -> str:
    """A kader as YAML in the lines of an earlier one, as far as nothing changed in them."""
    lines = list(_Merge(text, old_remarks, remarks, places).part(old, new, (), (), 0))
    below = remarks.get((), Remark()).below
    if below and below != old_remarks.get((), Remark()).below:
        lines += [_comment(line) for line in below]
    return "\n".join(lines) + "\n"


def _within(remarks: Remarks, path: TreePath) -> dict[TreePath, Remark]:
    return {one[len(path) :]: remark for one, remark in remarks.items() if one[: len(path)] == path}


def _ordered(value: Any) -> Any:
    """A value in which the order of the keys counts."""
    if isinstance(value, dict):
        return [(key, _ordered(deep)) for key, deep in value.items()]
    return [_ordered(deep) for deep in value] if isinstance(value, list) else (type(value) is str, str(value))


def _paired(old: list[Any], new: list[Any]) -> Iterator[tuple[int | None, Any]]:
    """Every new item with the number of the old one that it was: by its code, else by its place."""
    free = dict(enumerate(old))
    found: list[int | None] = []
    for item in new:
        number = next((number for number, one in free.items() if _alike(one, item)), None)
        found.append(number)
        free.pop(number if number is not None else -1, None)
    for number, item in enumerate(new):
        where = found[number]
        if where is None and number in free and number not in found:
            where = number
        yield where, item


def _alike(one: Any, other: Any) -> bool:
    code = other.get("code") if isinstance(other, dict) else None
    if code is None:
        return bool(_ordered(one) == _ordered(other))
    return isinstance(one, dict) and one.get("code") == code


def _flow(value: Any) -> str:
    """A value between braces and brackets, on one line."""
    if isinstance(value, dict) and value:
        return f"{{{', '.join(f'{_in_flow(key)}: {_flow(deep)}' for key, deep in value.items())}}}"
    if isinstance(value, list) and value:
        return f"[{', '.join(map(_flow, value))}]"
    return _in_flow(value)


def _in_flow(value: Any) -> str:
    text = _scalar(value)
    return _quoted(value) if isinstance(value, str) and re.search(r"[,\[\]{}]", value) else text


def _comment(words: str) -> str:
    return words if words.startswith("#") else f"# {words}"


def _above(path: TreePath, indent: int, remarks: Remarks) -> Iterator[str]:
    for line in remarks.get(path, Remark()).above:
        yield " " * indent + _comment(line)


def _beside(path: TreePath, remarks: Remarks) -> str:
    words = remarks.get(path, Remark()).beside
    return f"  {_comment(words)}" if words else ""


def _mapping(data: Mapping[str, Any], path: TreePath, indent: int, remarks: Remarks) -> Iterator[str]:
    for number, (key, value) in enumerate(data.items()):
        here = (*path, key)
        if number and not path and isinstance(value, dict | list):
            yield ""
        yield from _above(here, indent, remarks)
        yield from _entry(f"{' ' * indent}{_scalar(key)}:", value, here, indent, remarks)


def _entry(start: str, value: Any, path: TreePath, indent: int, remarks: Remarks) -> Iterator[str]:
    """A value behind what begins its line: the key, or the sign of a list."""
    beside = _beside(path, remarks)
    if isinstance(value, dict | list) and value:
        short = None if _inside(path, remarks) else _short(value)
        if short is not None and len(start) + len(short) < WIDTH:
            yield f"{start} {short}{beside}"
        else:
            yield start + beside
            deeper = indent + 2
            yield from (
                _mapping(value, path, deeper, remarks)
                if isinstance(value, dict)
                else _items(value, path, deeper, remarks)
            )
    elif isinstance(value, str) and (lines := _block(value, len(start), indent)) is not None:
        yield f"{start} {lines[0]}{beside}"
        yield from lines[1:]
    else:
        yield f"{start} {_scalar(value)}{beside}"


def _items(data: list[Any], path: TreePath, indent: int, remarks: Remarks) -> Iterator[str]:
    for number, item in enumerate(data):
        yield from _item(item, (*path, number), indent, remarks)


def _item(item: Any, path: TreePath, indent: int, remarks: Remarks) -> Iterator[str]:
    yield from _above(path, indent, remarks)
    short = None if _inside(path, remarks) else _short(item)
    if isinstance(item, dict) and item and not remarks.get(path, Remark()).beside and short is None:
        yield from _listed(item, path, indent, remarks)
    else:
        yield from _entry(f"{' ' * indent}-", item, path, indent, remarks)


def _listed(item: Mapping[str, Any], path: TreePath, indent: int, remarks: Remarks) -> Iterator[str]:
    """A block in a list: its first key stands behind the sign."""
    first = next(iter(item))
    lines = list(
        _mapping(item, path, indent + 2, {**remarks, (*path, first): _no_above(remarks, (*path, first))})
    )
    yield from _above((*path, first), indent, remarks)
    yield f"{' ' * indent}- {lines[0].lstrip(' ')}"
    yield from lines[1:]


def _no_above(remarks: Remarks, path: TreePath) -> Remark:
    found = remarks.get(path, Remark())
    return Remark(beside=found.beside)


def _inside(path: TreePath, remarks: Remarks) -> bool:
    return any(len(one) > len(path) and one[: len(path)] == path for one in remarks)


def _short(value: Any) -> str | None:
    """A list of codes, or a small block of codes and numbers, on one line; None for anything longer."""
    if isinstance(value, list) and all(isinstance(item, str) and _CODES.fullmatch(item) for item in value):
        return _flow(value)
    if (
        isinstance(value, dict)
        and len(value) <= _FEW
        and not any(isinstance(v, dict) for v in value.values())
    ):
        text = _flow(value)
        return text if len(text) <= _SHORT and "\\" not in text else None
    return None


def _block(text: str, used: int, indent: int) -> list[str] | None:
    """A long text as lines of their own; None for one that fits behind its key."""
    if (
        used + len(text) + 1 <= WIDTH
        or not _FOLDABLE.fullmatch(text)
        or _SPECIAL.search(text[:1] + "x")
        or not text.isprintable()
    ):
        return None
    room = max(40, WIDTH - indent - 2)
    lines = textwrap.wrap(text, room, break_long_words=False, break_on_hyphens=False)
    return [">-", *(f"{' ' * (indent + 2)}{line}" for line in lines)]


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    if isinstance(value, int | Decimal):
        return str(value)
    return _plain(str(value))


def _plain(text: str) -> str:
    """A text as it is where YAML reads it so, else between quotes."""
    if _SPECIAL.search(text) or text.lower() in _CONSTANTS or _NUMERIC.match(text):
        return _quoted(text)
    return text


def _quoted(text: str) -> str:
    escaped = "".join(_escaped(sign) for sign in text)
    return f'"{escaped}"'


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def _escaped(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    if sign.isprintable() or sign == "\u00a0":
        return sign
    return (
        f"\\x{ord(sign):02x}"
        if ord(sign) < 0x100
        else f"\\u{ord(sign):04x}"
        if ord(sign) < 0x10000
        else f"\\U{ord(sign):08x}"
    )
