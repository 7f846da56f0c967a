"""Writes what changed in a kader as a document that people put into their nota van inlichtingen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from inkoop.domain.visible import visible
from inkoop.views.replies.kader_changes import KaderChanges, told
from inkoop.writers.atomic import replacing

if TYPE_CHECKING:
    from docx.document import Document


def write_change_note(changes: KaderChanges, path: Path) -> None:
    """A title, the changes under a heading for each meaning, and both fingerprints. Raises OSError."""
    from inkoop.writers.word_file import new_document, packed

    document = new_document(f"Wijzigingen in versie {changes.nieuw.versie}", changes.titel)
    document.add_heading(f"Wijzigingen in versie {changes.nieuw.versie}", 1)
    document.add_paragraph(visible(f"{changes.titel}, kenmerk {changes.kenmerk}."))
    for title, sentences in told(changes):
        document.add_heading(title, 2)
        for sentence in sentences:
            document.add_paragraph(visible(sentence), style="List Bullet")
    _marks(document, changes)
    with replacing(path) as temporary:
        temporary.write_bytes(packed(document))


def _marks(document: Document, changes: KaderChanges) -> None:
    for version in (changes.oud, changes.nieuw):
        document.add_paragraph(f"Vingerafdruk van versie {version.versie}: {version.vingerafdruk}")
