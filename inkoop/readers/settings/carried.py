"""The kader that a form carries with it: a stranger's text, read by the road of every kader."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NoReturn

from inkoop.domain.findings import Outcome
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import YamlTree, bounded

_DEEPEST = 60
"""How far parts may stand inside each other; a kader needs a fifth of it."""


def carried_tender(text: str, file: str) -> Outcome[Tender | None]:
    """The kader in a form's own text; without a value where it cannot be used, with what is wrong in it.

    Bounds, checks and what is asked per lot are those of a kader in a file of its own.
    """
    try:
        data = json.loads(
            text,
            parse_int=_whole,
            parse_float=_number,
            parse_constant=_refuse,
            object_pairs_hook=_without_doubles,
        )
        _check(data, _DEEPEST)
    except (ValueError, RecursionError):
        return Outcome(None)
    if not isinstance(data, dict):
        return Outcome(None)
    return kader_in(YamlTree(file, data))


def _check(value: Any, room: int) -> None:
    """ValueError for what no YAML file can hold: half a character, or parts too deep inside each other."""
    if not room:
        raise ValueError
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, list):
        for item in value:
            _check(item, room - 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            key.encode()
            _check(item, room - 1)


def _whole(text: str) -> int:
    return int(_number(text))


def _number(text: str) -> Decimal:
    number = bounded(text)
    if number is None:
        raise ValueError(text[:20])
    return number


def _refuse(text: str) -> NoReturn:
    raise ValueError(text)


def _without_doubles(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(key)
        made[key] = value
    return made
