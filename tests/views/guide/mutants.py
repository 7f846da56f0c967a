"""Every key of a kader, as the model itself lists them, and every small change to its value."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from pydantic import ValidationError

from inkoop.catalogue import entries
from inkoop.domain.findings import Severity
from inkoop.domain.tender import Tender
from inkoop.rules.kader.checks import check_kader
from inkoop.rules.kader.per_lot import written_out

Raw = dict[str, Any]
Path = tuple[str | int, ...]
SCHEMA: Mapping[str, Any] = Tender.model_json_schema(by_alias=True)
DEFS: Mapping[str, Any] = {**SCHEMA["$defs"], "Tender": SCHEMA}
DAY, MOMENT = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
_MANY_CODES = 60
"""In a kader with more codes than that no code is tried in the place of another."""
SHARE = re.compile(r"(\d+)(?:\.\d+)?%")


class Key(NamedTuple):
    """A key by the part of the model that has it: Rounding.wijze."""

    part: str
    name: str

    def __str__(self) -> str:
        return f"{self.part}.{self.name}"


class Spot(NamedTuple):
    """Where a key stands in a kader, with what stands there."""

    key: Key
    path: Path
    value: Any
    schema: Mapping[str, Any]


def every_key() -> frozenset[Key]:
    """All keys that the model knows."""
    return frozenset(Key(name, alias) for name, part in DEFS.items() for alias in part.get("properties", {}))


def spots(raw: Raw) -> Iterator[Spot]:
    """Every key in a kader."""
    yield from _inside(raw, {"$ref": "#/$defs/Tender"}, ())


def _inside(data: Any, schema: Mapping[str, Any], path: Path) -> Iterator[Spot]:
    name, here = _resolved(schema, data)
    if isinstance(data, Mapping) and "properties" in here:
        for alias, value in data.items():
            own = here["properties"][alias]
            yield Spot(Key(name, alias), (*path, alias), value, own)
            yield from _inside(value, own, (*path, alias))
    elif isinstance(data, Mapping):
        below = _below(here)
        for code, value in data.items() if isinstance(below, Mapping) else ():
            yield from _inside(value, below, (*path, code))
    elif isinstance(data, Sequence) and not isinstance(data, str):
        for number, item in enumerate(data):
            yield from _inside(item, here.get("items", {}), (*path, number))


def _below(schema: Mapping[str, Any]) -> Any:
    """What stands behind every code of a mapping."""
    return next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties"))


def _resolved(schema: Mapping[str, Any], data: Any) -> tuple[str, Mapping[str, Any]]:
    """The part of the model that a value is, with its name."""
    name = ""
    while True:
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            schema = DEFS[name]
        elif isinstance(data, Mapping) and "discriminator" in schema:
            schema = {"$ref": schema["discriminator"]["mapping"][data["soort"]]}
        elif options := schema.get("anyOf") or schema.get("oneOf"):
            fitting = [each for each in options if _may_be(each, data)]
            if not fitting:
                return name, {}
            schema = fitting[0]
        else:
            return name, schema


def _may_be(schema: Mapping[str, Any], data: Any) -> bool:
    """Whether a value has the shape that a schema asks for, as far as options differ in that."""
    known = DEFS[schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if "oneOf" in known or "anyOf" in known:
        return any(_may_be(each, data) for each in known.get("oneOf") or known["anyOf"])
    kind = known.get("type")
    shapes = {"object": Mapping, "array": list, "string": str, "number": int | Decimal, "integer": int}
    return kind not in shapes or isinstance(data, shapes[kind])


def holds_keys(spot: Spot) -> bool:
    """Whether a key holds keys of its own: those are changed one by one."""
    _, schema = _resolved(spot.schema, spot.value)
    inside = next(iter(spot.value), None) if isinstance(spot.value, list) else None
    below = _resolved(_below(schema) or {}, {})[1] if isinstance(spot.value, Mapping) else {}
    return "properties" in schema or isinstance(inside, Mapping) or "properties" in below


def variants(raw: Raw, spot: Spot) -> Iterator[Raw]:
    """The kader with another value for a key, without it, with another code, or with another kind there."""
    yield from (with_value(raw, spot.path, value) for value in changed(spot))
    yield without(raw, spot.path)
    codes = _codes(raw)
    if isinstance(spot.value, str) and spot.value in codes and len(codes) <= _MANY_CODES:
        yield from (with_value(raw, spot.path, code) for code in codes if code != spot.value)


def _codes(data: Any) -> list[str]:
    """Every code in a kader, and every name of a list or scale."""
    if isinstance(data, Mapping):
        own = [data["code"]] if "code" in data else []
        named = [name for key in ("schalen", "codelijsten") for name in data.get(key, ())]
        return list(dict.fromkeys([*own, *named, *(code for each in data.values() for code in _codes(each))]))
    return [code for each in data for code in _codes(each)] if isinstance(data, list) else []


def changed(spot: Spot) -> Iterator[Any]:
    """Other values for a key: one more, another choice, another word, the other way round, one less."""
    _, schema = _resolved(spot.schema, spot.value)
    value = spot.value
    if isinstance(value, str) and (options := schema.get("enum")):
        yield from (other for other in options if other != value)
    elif isinstance(value, int | Decimal):
        yield value + 1
        yield value - 1
    elif isinstance(value, str):
        yield from _texts(value)
    elif isinstance(value, list):
        yield from (value[:number] + value[number + 1 :] for number in range(len(value)))
        if len(value) > 1:
            yield [value[1], value[0], *value[2:]]
    elif isinstance(value, Mapping) and "properties" not in schema:
        yield from _mappings(value)
    for item in _among(spot.schema):
        if item != value:
            yield item


def _among(schema: Mapping[str, Any]) -> Iterator[Any]:
    """Words that may stand where a number stands as well: geen."""
    for option in schema.get("anyOf", ()):
        if "const" in option:
            yield option["const"]


def _texts(value: str) -> Iterator[str]:
    if MOMENT.fullmatch(value):
        yield f"{value[:-2]}{'01' if value.endswith('00') else '00'}"
        yield f"{int(value[:4]) + 1}{value[4:]}"
    elif DAY.fullmatch(value):
        yield f"{int(value[:4]) + 1}{value[4:]}"
    elif found := SHARE.fullmatch(value):
        yield f"{int(found[1]) - 1}%"
    elif re.fullmatch(r"[0-9a-f]{64}", value):
        yield value[1:] + value[0]
    elif "/" in value and " " not in value:
        yield "Europe/Brussels"
    else:
        yield f"{value} anders"
        yield f"anders-{value}"
        yield f"anders{value}"


def _mappings(value: Mapping[str, Any]) -> Iterator[Raw]:
    for code, item in value.items():
        yield {other: each for other, each in value.items() if other != code}
        if isinstance(item, int | Decimal):
            yield {**value, code: item + 1}
        elif isinstance(item, str):
            yield from ({**value, code: text} for text in _texts(item))


def with_value(raw: Raw, path: Path, value: Any) -> Raw:
    """The kader with another value somewhere."""
    made = copy.deepcopy(raw)
    here: Any = made
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value
    return made


def without(raw: Raw, path: Path) -> Raw:
    """The kader without a key."""
    made = copy.deepcopy(raw)
    here: Any = made
    for step in path[:-1]:
        here = here[step]
    del here[path[-1]]
    return made


def read(raw: Raw) -> Tender | None:
    """The kader as the program understands it; None when it is not valid."""
    try:
        data = written_out(raw).data
        tender = Tender.model_validate(data)
    except (ValidationError, KeyError, TypeError, ValueError):
        return None
    wrong = any(entries()[found.code].severity is Severity.ERROR for found in check_kader(data))
    return None if wrong else tender
