"""What the kader's model says of each key, for a table: what a cell holds, and what hangs below it.

Everything comes from the schema of the model, so that a new key is a new column by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, cached_property
from typing import Any

from inkoop.domain.fields import MOMENT_PATTERN
from inkoop.domain.tender import Tender

KIND = "soort"
"""The key that says which of several models a block is."""
_HUNDRED = 100


class Holds(Enum):
    """What a cell holds."""

    TEXT = auto()
    WORD = auto()
    """A code or another word without white space around it."""
    NUMBER = auto()
    SHARE = auto()
    """A number, or a percentage of something."""
    MOMENT = auto()
    DAY = auto()
    WORDS = auto()
    """One word or several."""
    TEXTS = auto()
    """Several texts, each on a line of its own."""
    ANYTHING = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of a key holds."""

    holds: Holds = Holds.ANYTHING
    options: tuple[str, ...] = ()
    """What can be chosen, where the model names it."""
    listed: bool = False
    """A single word is a list of one, too."""
    percent: bool = False
    """A number of at most a hundred: 60% in a cell can only be sixty."""


@dataclass(frozen=True)
class Part:
    """What may stand at one place of a kader: alternatives of the schema, without references."""

    schemas: tuple[Mapping[str, Any], ...]
    description: str = ""
    required: bool = False

    @cached_property
    def records(self) -> tuple[Mapping[str, Any], ...]:
        """The blocks with known keys that may stand here."""
        return tuple(schema for schema in self.schemas if "properties" in schema)

    @cached_property
    def items(self) -> Part | None:
        """What the items are, where a list may stand here."""
        found = [schema["items"] for schema in self.schemas if "items" in schema]
        return _part(*found) if found else None

    @cached_property
    def entries(self) -> Part | None:
        """What the values are, where a block with free codes may stand here."""
        found = [
            value
            for schema in self.schemas
            for value in (*schema.get("patternProperties", {}).values(), schema.get("additionalProperties"))
            if isinstance(value, Mapping)
        ]
        return _part(*found) if found else None

    def of_kind(self, value: Any) -> Part:
        """Only the block that a value says it is; all of them where it says nothing that is known."""
        word = value.get(KIND) if isinstance(value, Mapping) else None
        return self._by_kind.get(word, self) if isinstance(word, str) else self

    @cached_property
    def _by_kind(self) -> dict[str, Part]:
        return {kind: Part((schema,)) for schema in self.records for kind in _kinds(schema)}

    @cached_property
    def keys(self) -> dict[str, Part]:
        """The known keys of the blocks that may stand here, in the order of the model."""
        found: dict[str, list[Mapping[str, Any]]] = {}
        for record in self.records:
            for key, schema in record["properties"].items():
                found.setdefault(key, []).append(schema)
        needed = {key for record in self.records for key in record.get("required", ())}
        ordered = sorted(found, key=lambda key: _rank(key))
        return {
            key: _part(*found[key], description=found[key][0].get("description", ""), required=key in needed)
            for key in ordered
        }

    def key(self, key: object) -> Part | None:
        """What may stand under a key; None for one that nobody knows."""
        return self.keys.get(key) if isinstance(key, str) else None

    def at(self, path: tuple[str | int, ...], data: Any) -> Part | None:
        """What may stand deeper down, along data that may say which kind of block it is."""
        here: Part | None = self
        for step in path:
            if here is None:
                return None
            if isinstance(step, int):
                here = here.items
                data = data[step] if isinstance(data, list) and step < len(data) else None
            else:
                here = here.of_kind(data).key(step) or here.entries
                data = data.get(step) if isinstance(data, Mapping) else None
        return here

    @cached_property
    def cell(self) -> Cell:
        """What a cell for it holds."""
        texts = [s for s in self.schemas if s.get("type") == "string" or _choices(s)]
        numbers = [s for s in self.schemas if s.get("type") in ("number", "integer")]
        words = self.items is not None and any(s.get("type") == "string" for s in self.items.schemas)
        options = tuple(dict.fromkeys(word for s in self.schemas for word in _choices(s)))
        if words:
            assert self.items is not None
            if all("pattern" in s for s in self.items.schemas):
                return Cell(Holds.WORDS, listed=not texts)
            return Cell(Holds.TEXTS)
        if numbers:
            percent = all(s.get("maximum") == _HUNDRED for s in numbers)
            shared = any("%" in s.get("pattern", "") for s in texts)
            return Cell(Holds.SHARE if shared else Holds.NUMBER, options, percent=percent)
        if any(s.get("pattern") == MOMENT_PATTERN for s in texts):
            return Cell(Holds.MOMENT)
        if any(s.get("format") == "date" for s in texts):
            return Cell(Holds.DAY)
        if options or any("pattern" in s for s in texts):
            return Cell(Holds.WORD, options)
        return Cell(Holds.TEXT) if texts else Cell()


def _choices(schema: Mapping[str, Any]) -> tuple[str, ...]:
    named = schema.get("enum", ()) or ((schema["const"],) if "const" in schema else ())
    return tuple(word for word in named if isinstance(word, str))


def _kinds(schema: Mapping[str, Any]) -> tuple[str, ...]:
    kind = schema["properties"].get(KIND, {})
    return (kind["const"],) if "const" in kind else ()


def _rank(key: str) -> int:
    """What a person knows a thing by comes first."""
    first = ("code", "titel", KIND, "naam", "tekst")
    return first.index(key) if key in first else len(first)


@cache
def _schema() -> Mapping[str, Any]:
    return Tender.model_json_schema(by_alias=True)


@cache
def kader() -> Part:
    """The kader as a whole."""
    return Part((_schema(),))


def _part(*schemas: Mapping[str, Any], description: str = "", required: bool = False) -> Part:
    flat: list[Mapping[str, Any]] = []
    for schema in schemas:
        flat += [one for one in _flat(schema) if one not in flat]
    return Part(tuple(flat), description, required)


def _flat(schema: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The alternatives of a schema, with references followed; nothing at all is no alternative."""
    if "$ref" in schema:
        yield from _flat(_schema()["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    elif "oneOf" in schema or "anyOf" in schema:
        for option in (*schema.get("oneOf", ()), *schema.get("anyOf", ())):
            yield from _flat(option)
    elif schema.get("type") != "null":
        yield schema
