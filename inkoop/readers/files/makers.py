"""Who made and who last saved a workbook, by its own properties; of a file that does not say, nothing."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from inkoop.domain.cells import Makers
from inkoop.domain.visible import visible
from inkoop.readers.files.archive import Archive, FileRefusedError, is_opendocument
from inkoop.readers.files.markup import Attributes, Handler, parse_part, vocabulary
from inkoop.readers.files.relations import part_of_kind, relations_of

_NAMESPACES = {
    "dc": ("http://purl.org/dc/elements/1.1/",),
    "core": ("http://schemas.openxmlformats.org/package/2006/metadata/core-properties",),
    "app": (
        "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        "http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
    ),
    "meta": ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0",),
}
_CREATOR, _SAVED, _COMPANY, _INITIAL = (
    "dc:creator",
    "core:lastModifiedBy",
    "app:Company",
    "meta:initial-creator",
)
_NAMES = vocabulary(_NAMESPACES, (_CREATOR, _SAVED, _COMPANY, _INITIAL))
_META = "meta.xml"
_LONGEST = 200


def makers_of(archive: Archive) -> Makers:
    """What a workbook says about who made it. That this is not in order refuses no workbook."""
    found: dict[str, str] = {}
    for part in _parts(archive):
        reader = _PropertyReader()
        with suppress(FileRefusedError):
            parse_part(archive, part, _NAMES, reader)
            found |= reader.found
    return _opendocument(found) if is_opendocument(archive) else _office(found)


def _parts(archive: Archive) -> list[str]:
    if is_opendocument(archive):
        return [_META] if _META in archive else []
    relations = relations_of(archive, "")
    kinds = ("core-properties", "extended-properties", "extendedProperties")
    return [part for kind in kinds if (part := part_of_kind(archive, relations, kind))]


def _office(found: Mapping[str, str]) -> Makers:
    return Makers(found.get(_CREATOR, ""), found.get(_SAVED, ""), found.get(_COMPANY, ""))


def _opendocument(found: Mapping[str, str]) -> Makers:
    """Here the creator is who saved it last."""
    return Makers(found.get(_INITIAL, ""), found.get(_CREATOR, ""))


class _PropertyReader(Handler):
    """The texts of the properties that name somebody."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._open = ""

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002
        self._open = name if name in (_CREATOR, _SAVED, _COMPANY, _INITIAL) else ""

    def end(self, name: str) -> None:
        if name == self._open:
            self.found[name] = " ".join(visible(self.found.get(name, "")).split())[:_LONGEST]
            self._open = ""

    def text(self, text: str) -> None:
        if self._open:
            self.found[self._open] = (self.found.get(self._open, "") + text)[: 2 * _LONGEST]
