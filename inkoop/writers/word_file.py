"""A Word document as others can read it: Dutch as its language, who and what, the same bytes each time."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from inkoop.domain.visible import one_line

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGE = "nl-NL"
_ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001 - a moment that says nothing, so that the bytes stay the same
_PACKED = (1980, 1, 1, 0, 0, 0)
_LONGEST = 255
"""A longer property Word does not take."""
_TABLES = ("TableNormal", "TableGrid")
"""The styles of tables that we use; of the others Word has its own."""
_SPARE = ("stylesWithEffects", "thumbnail")
"""What the empty document of python-docx carries for Word 2010 and as its picture: half of its size."""


def new_document(title: str, subject: str, *, author: str = "inkoop", made: datetime = _ALWAYS) -> Document:
    """An empty document in Dutch, with what it is for who looks at its properties."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    own = document.core_properties
    own.title, own.subject, own.author = _property(title), _property(subject), _property(author)
    own.language, own.comments, own.last_modified_by = LANGUAGE, "", "inkoop"
    own.created = own.modified = made
    _without_spare(document)
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    return document


def _without_spare(document: Document) -> None:
    from docx.oxml.ns import qn

    for holder in (document.part.package, document.part):
        for key in [key for key, link in holder.rels.items() if link.reltype.endswith(_SPARE)]:
            del holder.rels[key]
    styles = document.styles.element
    for style in styles.findall(f"{qn('w:style')}[@{qn('w:type')}='table']"):
        if style.get(qn("w:styleId")) not in _TABLES:
            styles.remove(style)


def _property(text: str) -> str:
    bare = one_line(text)
    return bare if len(bare) <= _LONGEST else f"{bare[: _LONGEST - 1].rstrip()}…"


def packed(document: Document) -> bytes:
    """The document as a file in memory, without the moment at which its parts were packed."""
    return packed_parts(parts_of(document))


def parts_of(document: Document) -> dict[str, bytes]:
    """The parts of the file that a document becomes, by their names."""
    saved = BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed_parts(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a file in memory, without the moment at which they were packed."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            package.writestr(entry, data)
    return made.getvalue()
