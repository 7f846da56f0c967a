"""Whether the documents that a kader asks for came with the form: by name, never by what is in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from inkoop.catalogue import finding
from inkoop.domain.enclosures import EnclosedDocument
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A document that is asked for, with the files whose names fit; None where that cannot be known."""

    document: EnclosedDocument
    files: tuple[str, ...] | None

    @property
    def missing(self) -> bool:
        """Whether it has to be there and is not."""
        return self.document.required and self.files == ()


def handed_in(tender: Tender, names: Sequence[str] | None) -> tuple[HandedIn, ...]:
    """Every document that is asked for. `names` are those of the files that came with a form, None for a
    form that was given without its folder."""
    return tuple(
        HandedIn(asked, None if names is None else tuple(name for name in names if fits(name, asked)))
        for asked in tender.enclosures
    )


def fits(name: str, asked: EnclosedDocument) -> bool:
    """Whether a file bears the name of a document; capitals and ways to write an accent do not matter."""
    return fnmatchcase(_folded(name), _folded(asked.file_name))


def enclosure_findings(tender: Tender, names: Sequence[str] | None, file: str) -> Iterator[Finding]:
    """What is missing, or that it cannot be known. People decide: a name may have been written otherwise."""
    if tender.enclosures and names is None:
        required = [asked.title for asked in tender.enclosures if asked.required]
        titles = listing(required or [asked.title for asked in tender.enclosures])
        yield finding("BIJLAGE-02", CellPlace(file), bijlagen=titles)
    for each in handed_in(tender, names):
        if each.missing:
            words = {"titel": each.document.title, "bestandsnaam": each.document.file_name}
            yield finding("BIJLAGE-01", CellPlace(file), **words)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
