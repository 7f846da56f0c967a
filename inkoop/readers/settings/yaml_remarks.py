"""Finds the comments in a YAML file, and at which key or list item each of them stands.

A comment on lines of its own belongs to what begins below it; one behind something, to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from inkoop.domain.remarks import Remark, Stretch, TreePath
from inkoop.readers.settings.yaml_source import YamlTree, composed

_SIGN = re.compile(r"(?:^|(?<=[ \t]))#")


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    """Where a key or a list item begins."""

    line: int
    column: int
    depth: int
    path: TreePath = field(compare=False)


def yaml_remarks(text: str) -> dict[TreePath, Remark]:
    """The comments of a YAML file that can be read, by the path of what they are about."""
    node = composed(text, YamlTree(""))
    if node is None:
        return {}
    entries = sorted(_entries(node, ()))
    taken = list(_scalars(node))
    made: dict[TreePath, Remark] = {}
    above: list[str] = []
    index = 0
    for number, line in enumerate(text.split("\n")):
        begun = [entry for entry in entries if entry.line == number]
        if begun and above:
            _add(made, begun[0].path, Remark(tuple(above)))
            above = []
        comment = _comment(line, index, number, taken)
        index += len(line) + 1
        if comment is None:
            continue
        at, words = comment
        if not line[:at].strip():
            above.append(words)
        else:
            before = [entry for entry in entries if (entry.line, entry.column) < (number, at)]
            _add(made, before[-1].path if before else (), Remark(beside=words))
    if above:
        _add(made, (), Remark(below=tuple(above)))
    return made


def _add(made: dict[TreePath, Remark], path: TreePath, remark: Remark) -> None:
    made[path] = made.get(path, Remark()).joined(remark)


def _comment(
    line: str, index: int, number: int, taken: list[range | tuple[int, int]]
) -> tuple[int, str] | None:
    """Where in a line a comment begins, and its words; None for a line without one."""
    for found in _SIGN.finditer(line):
        place = index + found.start()
        if not any(place in one if isinstance(one, range) else one[0] <= number < one[1] for one in taken):
            return found.start(), _words(line[found.end() :].rstrip())
    return None


def _words(rest: str) -> str:
    """The words of a comment; the sign stays where no single space follows it."""
    plain = rest.startswith(" ") and rest[1:] and not rest[1:].startswith("#")
    return rest[1:] if plain else f"#{rest}"


def _entries(node: Any, path: TreePath) -> Iterator[_Entry]:
    kind = type(node).__name__
    if kind == "MappingNode":
        for key, value in node.value:
            below = (*path, str(key.value))
            yield _Entry(key.start_mark.line, key.start_mark.column, len(below), below)
            yield from _entries(value, below)
    elif kind == "SequenceNode":
        for number, item in enumerate(node.value):
            below = (*path, number)
            yield _Entry(item.start_mark.line, item.start_mark.column, len(below), below)
            yield from _entries(item, below)


def _scalars(node: Any) -> Iterator[range | tuple[int, int]]:
    """Where texts stand, in which a # is just a sign: from sign to sign, or from line to line in a block."""
    kind = type(node).__name__
    if kind == "ScalarNode":
        if node.style in ("|", ">"):
            yield _block_lines(node)
        else:
            yield range(node.start_mark.index, node.end_mark.index)
    else:
        for item in node.value:
            for one in item if isinstance(item, tuple) else (item,):
                yield from _scalars(one)


def _block_lines(node: Any) -> tuple[int, int]:
    """The lines of a text in a block: those that are indented as far as its first."""
    lines = node.start_mark.buffer.split("\n") if node.start_mark.buffer else []
    first = node.start_mark.line + 1
    filled = next((line for line in lines[first:] if line.strip()), "")
    indent = len(filled) - len(filled.lstrip(" "))
    last = first
    for number in range(first, len(lines)):
        line = lines[number].rstrip("\0")
        if line.strip() and len(line) - len(line.lstrip(" ")) < indent:
            break
        last = number + 1
    return first, last


def stretches(text: str) -> dict[TreePath, Stretch]:
    """Which lines each key and list item has, as far as they stand on lines of their own."""
    node = composed(text, YamlTree(""))
    lines = text.split("\n")
    made: dict[TreePath, Stretch] = {}
    if node is not None:
        _stretch(node, (), 0, len(lines) - (1 if lines and not lines[-1] else 0), lines, made)
    return made


def _stretch(
    node: Any, path: TreePath, first: int, last: int, lines: list[str], made: dict[TreePath, Stretch]
) -> None:
    kind = type(node).__name__
    if kind == "ScalarNode" or node.flow_style or not node.value:
        return
    parts = [
        (str(item[0].value), item[0].start_mark, item[1])
        if isinstance(item, tuple)
        else (number, item.start_mark, item)
        for number, item in enumerate(node.value)
    ]
    begins = [mark.line for _, mark, _ in parts]
    starts = [first, *(_lead(line, lines, before) for before, line in zip(parts, begins[1:], strict=False))]
    for number, (step, mark, value) in enumerate(parts):
        end = starts[number + 1] if number + 1 < len(parts) else last
        below = (*path, step)
        block = type(value).__name__ != "ScalarNode" and not value.flow_style and bool(value.value)
        column = mark.column if isinstance(step, str) else lines[mark.line].find("-")
        made[below] = Stretch(starts[number], mark.line, end, column, block)
        inner = mark.line if isinstance(step, int) else mark.line + 1
        _stretch(value, below, inner, end, lines, made)


def _lead(line: int, lines: list[str], before: tuple[Any, Any, Any]) -> int:
    """The first line of the comments and empty lines above a line, that belong to what begins there."""
    _, mark, value = before
    least = mark.line + 1
    while type(value).__name__ != "ScalarNode" and value.value:
        last = value.value[-1]
        value = last[1] if isinstance(last, tuple) else last
    if type(value).__name__ == "ScalarNode" and value.style in ("|", ">"):
        filled = [n for n in range(*_block_lines(value)) if lines[n].strip()]
        least = max(least, filled[-1] + 1 if filled else least)
    while line > least and (not lines[line - 1].strip() or lines[line - 1].lstrip().startswith("#")):
        line -= 1
    return line
