"""XML of a stranger, as a stream of events, without document types or entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from inkoop.readers.files.archive import Archive, damaged, suspicious

Attributes = dict[str, str]


class Handler:
    """Takes the events of one XML part; a subclass overrides those that matter to it."""

    def start(self, name: str, attributes: Attributes) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, text: str) -> None:
        """Character data, possibly a piece of it."""


def vocabulary(namespaces: Mapping[str, Iterable[str]], names: Iterable[str]) -> dict[str, str]:
    """Full names as expat gives them, to the short names handlers use.

    A name is written `prefix:local`, or `local` for the empty prefix; `namespaces` lists the
    namespaces that go by a prefix.
    """
    short: dict[str, str] = {}
    for name in names:
        prefix, _, local = name.rpartition(":")
        for namespace in namespaces[prefix]:
            short[f"{namespace} {local}"] = name
    return short


def parse_part(archive: Archive, part: str, names: Mapping[str, str], handler: Handler) -> None:
    """Stream one part of the archive through a handler; names outside `names` stay long.

    expat looks every name up in the dictionary it is given to intern names in. Filled beforehand,
    that dictionary translates long names to short ones at no cost, for both dialects of OOXML.
    """
    parser = expat.ParserCreate(None, " ", intern=dict(names))
    parser.buffer_text = True
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    refuse = _refusal(part)
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        for chunk in archive.chunks(part):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        damaged(part, f"xml {fault.lineno}:{fault.offset}")


def _refusal(part: str) -> Callable[..., None]:
    def refuse(*_: object) -> None:
        suspicious("dtd", part)

    return refuse
