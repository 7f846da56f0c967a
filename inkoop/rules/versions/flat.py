"""A kader as a flat list of values, each by a path that stays when things around it move."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256
from typing import Any

from inkoop.domain.tender import Tender
from inkoop.rules.fingerprint import NO_RULES

Path = tuple[str, ...]
"""Keys and codes from the top of the kader to a value."""
ORDER = "volgorde"
"""The last step to the order in which the parts of a list stand."""
_NAMES = ("code", "cijfer", "versie", "vanaf", "kolom", "soort")
"""What tells the parts of a list apart, the first that each of them has."""


class Part(StrEnum):
    """What a value of the kader is about, in the order of what it means for who hands in."""

    ASKED = "gevraagd"
    SCORED = "gescoord"
    AWARDED = "gegund"
    REST = "overig"


ABOUT_VERSIONS = frozenset({"versie", "wijzigingen", "aanvaardt", "kader"})
"""The keys that say which version of the rules it is, and no rule."""
_ASKED, _AWARDED = (
    ("algemeen", "codelijsten", "bijlagen", "verklaring", "prijskluis"),
    ("gunning", "percelen", "organisaties"),
)
_SCORED = ("eisen", "criteria", "schalen", "beoordelaars")


def part_of(path: Path) -> Part:
    """What a value is about, by where it stands."""
    top = path[0]
    if top in _ASKED or (top in ("eisen", "criteria") and "vraag" in path):
        return Part.ASKED
    if top in _SCORED:
        return Part.SCORED
    return Part.AWARDED if top in _AWARDED else Part.REST


def part_marks(tender: Tender) -> Mapping[Part, str]:
    """The fingerprint of each part of a kader by itself: SHA-256 of its values with their paths.

    Two versions with the same mark for a part say the same about it; the numbers and changes of the versions
    themselves stay out.
    """
    found: dict[Part, list[str]] = {part: [] for part in Part}
    for path, value in flat(tender).items():
        if path[0] not in ABOUT_VERSIONS:
            found[part_of(path)].append(f"{'/'.join(path)}={value!r}")
    return {part: sha256("\n".join(sorted(lines)).encode()).hexdigest() for part, lines in found.items()}


def flat(tender: Tender, *, defaults: bool = False) -> Mapping[Path, Any]:
    """Every value of a kader by its path. Lists of bare values are values themselves.

    Args:
        defaults: also what the author left out and has a value all the same.
    """
    content = tender.model_dump(by_alias=True, exclude_defaults=not defaults, exclude=set(NO_RULES))
    return dict(_values(content, ()))


def _values(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _values(inner, (*path, str(key)))
    elif _is_parts(value):
        named = _named(value)
        yield (*path, ORDER), tuple(named)
        for name, inner in named.items():
            yield from _values(inner, (*path, name))
    elif value is not None and value != "" and value != ():
        yield path, value


def _is_parts(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _named(parts: Sequence[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """The parts of a list by name; by their place in it where no key tells them apart."""
    for key in _NAMES:
        names = [str(part.get(key, "")) for part in parts]
        if all(names) and len(set(names)) == len(names):
            return dict(zip(names, parts, strict=True))
    return {str(number): part for number, part in enumerate(parts, 1)}
