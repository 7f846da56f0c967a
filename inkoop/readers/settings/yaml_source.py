"""Reads a YAML file into plain data that remembers where every key and value stands.

ruamel.yaml finds the structure; the values are built here, so that numbers become exact decimals and a
duplicate key or an anchor is reported with its place instead of stopping or silently overwriting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.cells import cell_position
from inkoop.domain.findings import Finding
from inkoop.domain.places import LinePlace, Place
from inkoop.domain.remarks import Remark, TreePath
from inkoop.readers.files.archive import EMPTY_FILE, SUSPICIOUS, FileRefusedError, Limits, load
from inkoop.readers.settings.mend import mended_line, quoted, spaced_line, unclosed
from inkoop.readers.settings.yaml_nodes import TakenMark

LIMITS = Limits(file_bytes=2_000_000)

_MOST_DIGITS = 15
"""Before the point, and after it: a spreadsheet program keeps as many in all."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_HALF = "hier staat de helft van een teken; schrijf het teken zelf"
_UNCLEAR = "wat hier staat is zo niet te lezen"
_PROBLEMS = (
    (
        "mapping values are not allowed",
        "hier kan geen dubbele punt staan; zet de tekst tussen aanhalingstekens",
    ),
    ("could not find expected ':'", "er ontbreekt een dubbele punt achter een sleutel"),
    ("'\\t' that cannot start", "er staat een tab; gebruik spaties"),
    ("unexpected end of stream", "een aanhalingsteken gaat niet dicht"),
    ("'<stream end>'", "een haakje gaat niet dicht"),
    ("but found '<block", "het inspringen past niet bij de regels erboven"),
    ("expected <block end>", "het inspringen past niet bij de regels erboven"),
    ("',' or ']'", "er ontbreekt een komma of een haakje ]"),
    ("',' or '}'", "er ontbreekt een komma of een accolade }"),
    ("undefined alias", "er wordt verwezen naar iets dat er niet is; schrijf het voluit"),
    ("found unknown escape", "een \\ tussen dubbele aanhalingstekens; gebruik enkele aanhalingstekens"),
)
"""Parts of the parser's English messages, and what to say instead."""
_OPEN = ("een aanhalingsteken gaat niet dicht", "een haakje gaat niet dicht")
_WORKBOOKS = (b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1"))
"""How the files begin that people give where the kader belongs: .xlsx and .ods, and .xls."""
_CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(slots=True)
class YamlTree:
    """The plain data of a file with the place of each key and value: a line, or a cell of a workbook."""

    file: str
    data: Any = None
    values: dict[TreePath, Place] = field(default_factory=dict)
    keys: dict[TreePath, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    typed: dict[TreePath, str] = field(default_factory=dict)
    """Single values as they are written, where they became something else than text."""
    root: Any = None
    """The nodes that the data was built from; None where it did not come out of YAML."""
    sheets: tuple[str, ...] = ()
    """The sheets of a workbook in their order."""
    remarks: dict[TreePath, Remark] = field(default_factory=dict)
    """The comments in a workbook."""

    def place(self, path: TreePath, *, key: bool = False) -> Place:
        """Where a value (or its key) stands; the nearest known part above it when it is missing."""
        while path:
            found = (self.keys.get(path) if key else None) or self.values.get(path) or self.keys.get(path)
            if found:
                return found
            path = path[:-1]
        return self.values.get((), LinePlace(self.file))

    def order(self, place: Place) -> tuple[int, int, int]:
        """Where a place comes when people read on from the top; what is about the whole file comes first."""
        if isinstance(place, LinePlace):
            return 0, place.line, place.column
        row, column = cell_position(place.cell) or (0, 0)
        return (self.sheets.index(place.sheet) if place.sheet in self.sheets else -1), row, column


def read_yaml(path: Path, name: str | None = None) -> YamlTree:
    """The tree of a YAML file; `data` is None and `findings` says why when it cannot be read."""
    tree = YamlTree(name or str(path))
    content = _content(path, tree)
    return tree if content is None else yaml_in(content, tree.file)


def yaml_in(content: bytes, name: str) -> YamlTree:
    """The tree of a YAML file that was read; see `read_yaml`."""
    tree = YamlTree(name)
    text = _text(content, tree)
    if text is None:
        return tree
    node = composed(text, tree)
    if node is None:
        if not tree.findings:
            tree.findings.append(finding("KADER-02", LinePlace(tree.file)))
        return tree
    tree.root = node
    build(tree)
    return tree


def build(tree: YamlTree) -> None:
    """Make the data of a tree out of its nodes, with the places and what is wrong with the values."""
    for made in (tree.values, tree.keys, tree.findings, tree.typed):
        made.clear()
    tree.data = _build(tree.root, (), tree, set())


def _content(path: Path, tree: YamlTree) -> bytes | None:
    """What stands in the file; None when it cannot be read."""
    whole = LinePlace(tree.file)
    try:
        return load(path, LIMITS)
    except FileRefusedError as refused:
        if refused.code == EMPTY_FILE:
            return b""
        if refused.code == SUSPICIOUS:
            tree.findings.append(_too_large(whole))
        elif path.is_dir():
            tree.findings.append(finding("KADER-08", whole, soort="een map"))
        else:
            tree.findings.append(finding("KADER-01", whole, reden=refused.reason))
    return None


def _too_large(whole: LinePlace) -> Finding:
    return finding("KADER-03", whole, megabyte=LIMITS.file_bytes // 1_000_000)


def _text(content: bytes, tree: YamlTree) -> str | None:
    whole = LinePlace(tree.file)
    try:
        if len(content) > LIMITS.file_bytes:  # from inside a PDF
            tree.findings.append(_too_large(whole))
        elif content.startswith(_WORKBOOKS):
            tree.findings.append(finding("KADER-08", whole, soort="een werkblad"))
        else:
            return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        tree.findings.append(finding("KADER-04", whole, plaats=error.start + 1))
    return None


def composed(text: str, tree: YamlTree) -> Any:
    """The structure of a YAML text as the parser gives it; None, with a finding, where it has none."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        return YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        problem = _in_dutch(error.problem or "")
        mark = error.problem_mark or error.context_mark
        if problem in _OPEN and error.context_mark:
            mark = error.context_mark  # where it opens, not the end of the file
        if mark and (opened := unclosed(text.splitlines()[: mark.line + 1])):
            problem, mark = _OPEN[0], _Spot(*opened)
        place = LinePlace(tree.file, mark.line + 1, mark.column + 1) if mark else LinePlace(tree.file)
        meant = _meant(text, mark.line) if mark else "."
        tree.findings.append(finding("KADER-05", place, probleem=problem, zo=meant))
    except (YAMLError, RecursionError, ValueError) as error:
        problem = "de regels zijn te diep genest" if isinstance(error, RecursionError) else _UNCLEAR
        tree.findings.append(finding("KADER-05", LinePlace(tree.file), probleem=problem, zo="."))
    return None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A line and a column, from nought."""

    line: int
    column: int


def _meant(text: str, at: int) -> str:
    """The line in which something is wrong, or the one above it, as it was probably meant."""
    lines = text.splitlines()
    for number in (at, at - 1):
        line = lines[number] if 0 <= number < len(lines) else ""
        if meant := spaced_line(line) or mended_line(line):
            return shown_meant(meant)
    return shown_meant("")


def shown_meant(meant: str) -> str:
    """What was probably meant, as the end of the sentence that says what to do."""
    return f". Schrijf bijvoorbeeld `{meant}`." if meant else "."


def _in_dutch(problem: str) -> str:
    """The parser's complaint in Dutch; the commonest ones word for word."""
    return next((dutch for english, dutch in _PROBLEMS if english in problem), _UNCLEAR)


def _mark(node: Any, tree: YamlTree) -> LinePlace:
    return place_of(node.start_mark, tree.file)


def place_of(mark: Any, file: str) -> LinePlace:
    """The place of a node by its mark; what was taken over counts where the reference to it stands."""
    return LinePlace(file, mark.line + 1, mark.column + 1, mark.part if isinstance(mark, TakenMark) else "")


def _build(node: Any, path: TreePath, tree: YamlTree, seen: set[int]) -> Any:
    place = _mark(node, tree)
    tree.values[path] = place
    if id(node) in seen:
        # An alias repeats a node: refused, since a reader of the kader must see each rule where it counts.
        tree.findings.append(finding("KADER-06", place))
        return None
    seen.add(id(node))
    kind = type(node).__name__
    if kind == "MappingNode":
        return _build_mapping(node, path, tree, seen)
    if kind == "SequenceNode":
        return [_build(item, (*path, index), tree, seen) for index, item in enumerate(node.value)]
    return _scalar(node, path, tree)


def _build_mapping(node: Any, path: TreePath, tree: YamlTree, seen: set[int]) -> dict[str, Any]:
    built: dict[str, Any] = {}
    cut: list[tuple[Any, str]] = []
    lines: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value) if isinstance(key_node.value, str) else "?"
        place = _mark(key_node, tree)
        before = next(reversed(built), None)
        if _is_piece(node, key_node, value_node) and before is not None and isinstance(built[before], str):
            # What was meant is reported; it takes part in the other checks, so that these say nothing of it.
            built[before] = f"{built[before]}, {key}"
            cut.append((place, before))
            continue
        if _SURROGATE.search(key):
            tree.findings.append(finding("KADER-05", place, probleem=_HALF, zo="."))
            continue
        if key in built:
            tree.findings.append(finding("KADER-07", place, sleutel=key, regel=lines[key]))
            continue
        lines[key] = place.line
        tree.keys[(*path, key)] = place
        built[key] = _build(value_node, (*path, key), tree, seen)
    for before in dict.fromkeys(key for _, key in cut):
        first = next(place for place, key in cut if key == before)
        meant = f"{before}: {quoted(built[before])}"
        tree.findings.append(finding("KADER-100", first, sleutel=before, zo=meant))
    return built


def _is_piece(node: Any, key: Any, value: Any) -> bool:
    """Whether a key between braces has no colon: it is what a comma cut off the text before it."""
    empty = type(value).__name__ == "ScalarNode" and value.value == "" and value.style is None
    if not (node.flow_style and empty) or isinstance(value.start_mark, TakenMark):
        return False
    end, start = key.end_mark, value.start_mark
    return bool((end.line, end.column) == (start.line, start.column))


def _scalar(node: Any, path: TreePath, tree: YamlTree) -> Any:
    text = node.value
    if _SURROGATE.search(text):
        tree.findings.append(finding("KADER-05", _mark(node, tree), probleem=_HALF, zo="."))
        return None
    if node.style in ("'", '"', "|", ">"):
        return text.rstrip("\n")
    tree.typed[path] = text
    if text.lower() in _CONSTANTS:
        return _CONSTANTS[text.lower()]
    if not _FLOAT.fullmatch(text):
        return text
    number = bounded(text)
    if number is None:
        key = next((part for part in reversed(path) if isinstance(part, str)), "dit kader")
        few = f"een getal met hoogstens {_MOST_DIGITS} cijfers voor en {_MOST_DIGITS} achter de punt"
        tree.findings.append(finding("KADER-14", _mark(node, tree), sleutel=key, verwacht=few, zo="."))
    elif _INT.fullmatch(text):
        return int(number)
    return number


def bounded(text: str) -> Decimal | None:
    """The number in a text; None where it has more digits than anything in a tender, written out in full."""
    mantissa, _, exponent = text.lower().partition("e")
    if len(mantissa) > 2 * _MOST_DIGITS + 2 or len(exponent) > 4:
        return None
    number = Decimal(text)
    within = number.adjusted() < _MOST_DIGITS and abs(int(number.as_tuple().exponent)) <= _MOST_DIGITS
    return number if within else None
