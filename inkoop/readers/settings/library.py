"""The library of parts that travels with the program: what is in it.

A part is a reviewed question, requirement, criterion, scale, code list or source, in a file of its own under
`criteria/bibliotheek`. Its name is that of the file with the folder before it: `dagbesteding/lage-drempel`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from inkoop.readers.settings.yaml_nodes import Compose, child, compose_plain, items, text_of

FOLDER = "bibliotheek"
KINDS = ("vraag", "eis", "criterium", "schaal", "codelijst", "bron")
"""What a part can be, in the words of the kader."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the library."""

    name: str
    kind: str
    version: int
    about: str
    """One line that says what it is for."""
    node: Any
    """What it says, as a tree of YAML."""
    key: str
    """By what a kader finds it: the code of a question, criterion, requirement or source; the name of a list
    or a scale."""


@dataclass(frozen=True)
class Library:
    """Every part, by name."""

    parts: Mapping[str, Part]

    def of_kind(self, kind: str) -> Iterator[Part]:
        """The parts of one kind, by name."""
        return (part for part in self.parts.values() if part.kind == kind)

    def by_key(self, kind: str, key: str) -> Part | None:
        """The part of a kind that a kader would find by this code or name."""
        return next((part for part in self.of_kind(kind) if part.key == key), None)

    def principle(self, code: str) -> tuple[Part, Any] | None:
        """The principle with a code, and the source in which it stands."""
        for part in self.of_kind("bron"):
            for principle in items(child(part.node, "uitgangspunten")):
                if text_of(principle, "code") == code:
                    return part, principle
        return None


@cache
def library(compose: Compose = compose_plain) -> Library:
    """The library that came with the program.

    Args:
        compose: how a text becomes a tree of YAML: without its comments, or with them to write it out.
    """
    from inkoop.resources import library_files  # where a kader is only checked in a browser, it is not there

    made = (_part(name, compose(text)) for name, text in library_files(FOLDER))
    return Library({part.name: part for part in made})


def _part(name: str, root: Any) -> Part:
    node, kind = child(root, "deel"), text_of(root, "soort")
    key = text_of(root, "naam") or text_of(node, "code")
    return Part(name, kind, int(text_of(root, "versie")), text_of(root, "over"), node, key)
