"""A Word document as others can read it: real headings, Dutch as its language, the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

LANGUAGE = "nl-NL"
_ALWAYS = datetime(2000, 1, 1)  # noqa: DTZ001 - a moment that says nothing, so that the bytes stay the same


def new_document(title: str, subject: str) -> Document:
    """An empty document in Dutch with a title for who looks at its properties."""
    import docx
    from docx.oxml.ns import qn

    document = docx.Document()
    own = document.core_properties
    own.title, own.subject, own.language, own.author, own.comments = title, subject, LANGUAGE, "inkoop", ""
    own.created = own.modified = _ALWAYS
    language = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), LANGUAGE)
    return document


def save(document: Document, path: Path) -> None:
    """Write it, with one moment for all its parts. Raises OSError."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in parts.infolist():
            packed.writestr(zipfile.ZipInfo(part.filename, _ALWAYS.timetuple()[:6]), parts.read(part))
