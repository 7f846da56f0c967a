"""A Word document as others can read it: Dutch as its language, who and what, the same bytes each time."""

from __future__ import annotations

import zipfile
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


def new_document(title: str, subject: str, *, author: str = "inkoop", made: datetime = _ALWAYS) -> Document:
    """An empty document in Dutch, with what it is for who looks at its properties."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    own = document.core_properties
    own.title, own.subject, own.author = _property(title), _property(subject), _property(author)
    own.language, own.comments, own.last_modified_by = LANGUAGE, "", "inkoop"
    own.created = own.modified = made
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    language.set(qn("w:val"), LANGUAGE)
    return document


def _property(text: str) -> str:
    bare = one_line(text)
    return bare if len(bare) <= _LONGEST else f"{bare[: _LONGEST - 1].rstrip()}…"


def packed(document: Document) -> bytes:
    """The document as a file in memory, without the moment at which its parts were packed."""
    saved, made = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _PACKED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            after.writestr(entry, before.read(name))
    return made.getvalue()
