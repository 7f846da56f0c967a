"""A YAML file as a tree of nodes, before it is data: for what is taken over and written out again.

Only here and in `yaml_source` is known how the YAML library keeps such a tree. Nothing raises on odd trees:
what has the wrong shape has no pairs, no items and no text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any

Compose = Callable[[str], Any]
"""From a text to its tree."""

_WIDTH = 140
_TRAILING = re.compile(r"[ \t]+$", re.M)
_FOLD = "\a"
"""By this the YAML library remembers where a folded text goes to the next line."""


@dataclass(frozen=True, slots=True)
class TakenMark:
    """Where a node counts that was taken over from the library: the place of the reference to it."""

    line: int
    column: int
    part: str


def compose_plain(text: str) -> Any:
    """The tree of a text, without comments. Raises what the YAML library raises."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).compose(text)


def compose_with_comments(text: str) -> Any:
    """The tree of a text with its comments, to write it out again. Raises what the YAML library raises."""
    return _round_trip().compose(text)


def as_text(root: Any) -> str:
    """A tree with comments as text again."""
    made = StringIO()
    _round_trip().serialize(root, made)
    text = made.getvalue().rstrip("\n") + "\n"
    # The YAML library leaves a space at the end of a line where it folds; in a literal text it may be meant.
    bare = _TRAILING.sub("", text)
    return bare if plain(compose_plain(bare)) == plain(compose_plain(text)) else text


def _round_trip() -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def is_mapping(node: Any) -> bool:
    """Whether a node is a block of keys and values."""
    return type(node).__name__ == "MappingNode"


def is_sequence(node: Any) -> bool:
    """Whether a node is a list."""
    return type(node).__name__ == "SequenceNode"


def is_scalar(node: Any) -> bool:
    """Whether a node is one value."""
    return type(node).__name__ == "ScalarNode"


def pairs(node: Any) -> Iterator[tuple[str, Any]]:
    """The keys of a block with their values."""
    if is_mapping(node):
        yield from ((key.value, value) for key, value in node.value if is_scalar(key))


def items(node: Any) -> list[Any]:
    """What is in a list."""
    return list(node.value) if is_sequence(node) else []


def child(node: Any, key: str) -> Any:
    """The value of a key; None where there is none."""
    return next((value for name, value in pairs(node) if name == key), None)


def text_of(node: Any, key: str) -> str:
    """The value of a key as it is written; empty where it is no single value."""
    found = child(node, key)
    return str(found.value) if is_scalar(found) else ""


def plain(node: Any) -> Any:
    """What a tree says, to hold it against another: keys in any order, texts without their folds."""
    if is_mapping(node):
        return {key: plain(value) for key, value in pairs(node)}
    if is_sequence(node):
        return [plain(item) for item in node.value]
    return str(node.value).replace(_FOLD, "").rstrip("\n") if is_scalar(node) else None


def copied(node: Any, mark: TakenMark) -> Any:
    """A copy of a tree of the library, which counts where the reference to it stands."""
    made = copy.copy(node)
    made.start_mark = mark
    made.comment = copy.deepcopy(getattr(node, "comment", None))
    if is_mapping(node):
        made.value = [(copied(key, mark), copied(value, mark)) for key, value in node.value]
    elif is_sequence(node):
        made.value = [copied(item, mark) for item in node.value]
    return made


def taken(node: Any) -> bool:
    """Whether a node was taken over from the library."""
    return isinstance(getattr(node, "start_mark", None), TakenMark)


def key_node(like: Any, key: str, mark: Any) -> Any:
    """A key, as a node of the same kind of tree as another key."""
    made = copy.copy(like)
    made.value, made.comment, made.style, made.start_mark = key, None, None, mark
    return made
