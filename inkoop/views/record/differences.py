"""Where two outcomes of the same evaluation differ, number by number, in Dutch words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

NAMED = ("perceel", "inschrijver", "criterium", "vraag", "code", "bestand")
"""The keys by which people know a part of the document."""
SENTENCES = frozenset({"reden", "melding", "herstel", "redenen", "uitleg", "titel", "ook_bij"})
"""What explains: another version of the program may say the same otherwise, or not at all."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not what it should be."""

    where: str
    given: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where}: er staat {self.given}, nagerekend is het {self.expected}."


def differences(given: Any, expected: Any, *, sentences: bool = True) -> tuple[Difference, ...]:
    """Every value in which a given document differs from the expected one, in the order of the document.

    Args:
        sentences: whether the explaining sentences must be the same too, and not only the numbers.
    """
    skipped = frozenset() if sentences else SENTENCES
    return tuple(_compare(given, expected, (), skipped))


def _compare(
    given: Any, expected: Any, path: tuple[str, ...], skipped: frozenset[str]
) -> Iterator[Difference]:
    if isinstance(given, Mapping) and isinstance(expected, Mapping):
        yield from _mappings(given, expected, path, skipped)
    elif _is_list(given) and _is_list(expected) and len(given) == len(expected):
        for number, (one, other) in enumerate(zip(given, expected, strict=True), start=1):
            name = _name(other) if isinstance(other, Mapping) else str(number)
            yield from _compare(one, other, (*path, name), skipped)
    elif type(given) is not type(expected) or given != expected:
        yield Difference(" › ".join(path), _shown(given), _shown(expected))


def _mappings(
    given: Mapping[str, Any], expected: Mapping[str, Any], path: tuple[str, ...], skipped: frozenset[str]
) -> Iterator[Difference]:
    for key in dict.fromkeys((*expected, *given)):
        if key not in skipped:
            yield from _compare(given.get(key), expected.get(key), (*path, key), skipped)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _name(item: Mapping[str, Any]) -> str:
    return next((str(item[key]) for key in NAMED if key in item), "?")


def _shown(value: Any) -> str:
    if value is None:
        return "niets"
    if isinstance(value, Mapping):
        return _name(value)
    if _is_list(value):
        parts = ", ".join(_shown(item) for item in value) or "niets"
        return parts if len(parts) <= _SHOWN else f"{parts[:_SHOWN]}…"
    text = str(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
