"""The relationships between the parts of an .xlsx file."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from inkoop.readers.files.archive import Archive
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary

_PACKAGE = {
    "": (
        "http://schemas.openxmlformats.org/package/2006/relationships",
        "http://purl.oclc.org/ooxml/package/relationships",
    )
}
_NAMES = vocabulary(_PACKAGE, ("Relationship",))


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to."""

    kind: str
    """The last word of its type: the same in both dialects."""
    part: str
    external: bool


def relations_of(archive: Archive, source: str) -> Mapping[str, Relation]:
    """The relationships of a part by their identifier, or of the package for the empty name."""
    reader = _RelationReader(posixpath.dirname(source))
    parse_part(archive, _part(source), _NAMES, reader)
    return reader.relations


def known_relations(archive: Archive, source: str) -> Mapping[str, Relation]:
    """The same, where a part that refers to nothing has none."""
    return relations_of(archive, source) if _part(source) in archive else {}


def part_of_kind(archive: Archive, relations: Mapping[str, Relation], kind: str) -> str | None:
    """The first part of a kind that is in the file."""
    return next(iter(parts_of_kind(archive, relations, kind)), None)


def parts_of_kind(archive: Archive, relations: Mapping[str, Relation], kind: str) -> list[str]:
    """Every part of a kind that is in the file."""
    return [
        relation.part
        for relation in relations.values()
        if relation.kind == kind and not relation.external and relation.part in archive
    ]


def _part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


class _RelationReader(Handler):
    def __init__(self, folder: str) -> None:
        self.relations: dict[str, Relation] = {}
        self._folder = folder

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            target = attributes.get("Target", "").replace("\\", "/")
            # An absolute target starts with a slash, which makes join forget the folder.
            path = posixpath.normpath(posixpath.join("/", self._folder, target))
            self.relations[attributes.get("Id", "")] = Relation(
                attributes.get("Type", "").rpartition("/")[2],
                unquote(path).lstrip("/"),
                attributes.get("TargetMode") == "External",
            )
