"""Names of strangers as part of a file name: only letters, digits and dashes, never a path."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 60


def file_name_part(text: str, otherwise: str) -> str:
    """The text in lower case with a dash for everything that is no letter or digit."""
    kept = "".join(c if c.isalnum() or c in "-_" else "-" for c in text.lower())
    return kept.strip("-")[:LONGEST] or otherwise


def distinct(parts: Iterable[str]) -> tuple[str, ...]:
    """The same parts, numbered where two would be the same name on any disk."""
    seen: set[str] = set()
    found: list[str] = []
    for part in parts:
        name, number = part, 1
        while name.casefold() in seen:
            number += 1
            name = f"{part}-{number}"
        seen.add(name.casefold())
        found.append(name)
    return tuple(found)
