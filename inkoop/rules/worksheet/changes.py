"""What became otherwise between two kaders as they are written, place by place.

It holds raw data side by side, also of a kader that is not right yet, and sees every value: nothing may be
lost in a workbook. What a change means for who hands in is told of two kaders that can be used, in
`views.replies.kader_changes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inkoop.domain.remarks import TreePath
from inkoop.rules.differing import LONG, differing
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.worksheet.words import STEP

_NAMES = ("code", "bibliotheek")
"""What an item of a list goes by, the first that it has."""


def changes(old: Any, new: Any) -> list[str]:
    """A line for everything that differs: where, what it was and what it is. Things go by their codes."""
    return [f"{STEP.join(map(str, path))}: {what}" for path, what in _changes(old, new, ())]


def _changes(old: Any, new: Any, path: TreePath) -> Iterator[tuple[TreePath, str]]:
    if isinstance(old, list) and isinstance(new, list) and not (_is_bare(old) and _is_bare(new)):
        was, now = _named(old, new)
        yield from _changes(was, now, path)
        if [name for name in was if name in now] != [name for name in now if name in was]:
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
        yield path, _became(old, new)


def _is_bare(items: list[Any]) -> bool:
    return not any(isinstance(item, Mapping | list) for item in items)


def _named(old: list[Any], new: list[Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both lists by the names of their items; by their places where names do not tell these apart."""
    names = [[_name(item) for item in items] for items in (old, new)]
    if not all(all(each) and len(set(each)) == len(each) for each in names):
        names = [[str(number) for number, _ in enumerate(items, 1)] for items in (old, new)]
    return dict(zip(names[0], old, strict=True)), dict(zip(names[1], new, strict=True))


def _name(item: Any) -> str:
    known = item if isinstance(item, Mapping) else {}
    return next((str(known[key]) for key in _NAMES if known.get(key)), "")


def _became(old: Any, new: Any) -> str:
    long = isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG
    was, now = differing(old, new) if long else (_words(old), _words(new))
    return f"was {was}, is nu {now}" if was != now else f"was {was}, en is nu anders geschreven"


def _value(value: Any) -> str:
    return "" if isinstance(value, dict | list) else f": {_words(value)}"


def _words(value: Any) -> str:
    if value is None or value == "":
        return "niets"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        bare = ", ".join(map(_words, value)) if _is_bare(value) else "een lijst"
        return bare or "een lege lijst"
    if isinstance(value, dict):
        return "een blok"
    text = value if isinstance(value, str) else decimal_text(value)
    return text if len(text) <= LONG else f"{text[:LONG]}…"
