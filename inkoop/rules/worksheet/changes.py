"""What became otherwise between two versions of a kader, place by place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inkoop.domain.remarks import TreePath
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.worksheet.words import STEP

_SHOWN = 60


def changes(old: Any, new: Any) -> list[str]:
    """A line for everything that differs: where, what it was and what it is. Things go by their codes."""
    return [f"{STEP.join(map(str, path))}: {what}" for path, what in _changes(old, new, ())]


def _changes(old: Any, new: Any, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    if isinstance(old, list) and isinstance(new, list) and (_named(old) or _named(new)):
        old_order, new_order = list(_by_code(old)), list(_by_code(new))
        yield from _changes(_by_code(old), _by_code(new), path)
        both = set(old_order) & set(new_order)
        if [c for c in old_order if c in both] != [c for c in new_order if c in both]:
            yield path, "staat in een andere volgorde"
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in {**old, **new}:
            if key not in new:
                yield (*path, key), "is weg"
            elif key not in old:
                yield (*path, key), f"is nieuw{_value(new[key])}"
            else:
                yield from _changes(old[key], new[key], (*path, key))
    elif old != new or type(old) is not type(new):
        yield path, f"was {_words(old)}, is nu {_words(new)}"


def _named(items: list[Any]) -> bool:
    codes = [item.get("code") for item in items if isinstance(item, Mapping)]
    return bool(items) and len(set(map(str, codes))) == len(items) and None not in codes


def _by_code(items: list[Any]) -> dict[str, Any]:
    return {str(item["code"]): item for item in items} if _named(items) else {}


def _value(value: Any) -> str:
    return "" if isinstance(value, dict | list) else f": {_words(value)}"


def _words(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return "niets"
    if isinstance(value, list):
        return (
            ", ".join(map(_words, value))
            if not any(isinstance(v, dict | list) for v in value)
            else "een lijst"
        )
    if isinstance(value, dict):
        return "een blok"
    text = value if isinstance(value, str) else decimal_text(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
