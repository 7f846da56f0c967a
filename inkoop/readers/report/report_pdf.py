"""Reads a report back: the files that travel inside the PDF, and the words on its pages.

The PDF may come from anybody. It is opened with limits, in a process of its own (`journeys/verify`) or in the
worker of a page in a browser. Nothing in it is run, and no file name in it is used as a path.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inkoop.catalogue import message
from inkoop.readers.files.archive import FileRefusedError, Limits, load
from inkoop.readers.files.folder import plain_name
from inkoop.readers.report.extras import extra_things, has_images
from inkoop.readers.report.page_text import Line, in_reading_order, page_texts
from inkoop.readers.report.pdf_file import PdfFileError, attachments, opened, without_signature

if TYPE_CHECKING:
    from pypdf import PdfReader

LIMITS = Limits(file_bytes=100_000_000)


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the pages of a report."""

    lines: tuple[Line, ...]
    """In reading order."""
    pages: int
    extras: tuple[str, ...]
    """What the program never puts in a report, in Dutch."""
    images: bool
    """Whether an image is drawn."""
    loose: tuple[Line, ...] = ()
    """What is drawn outside the reading order, as a browser draws heads and feet."""

    @property
    def words(self) -> str:
        """All words without white space: lines break where the layout needs it."""
        return bare("".join(line.text for line in self.lines))


@dataclass(frozen=True, slots=True)
class ReportPdf:
    """What was found in a report."""

    files: Mapping[str, bytes]
    paper: Paper | None = None
    """None for data that came without pages."""
    signed: bool = False
    """Whether the PDF has a signature. The files and the pages are those without it."""


def read_report_pdf(path: Path, names: Iterable[str]) -> ReportPdf:
    """The enclosed files with these names, and what stands on the pages.

    Raises PdfFileError when the file is no PDF, is encrypted, or holds more than the limits allow.
    """
    known = tuple(names)
    with opened(report_bytes(path)) as pdf:
        signed = without_signature(pdf)
        return ReportPdf(_enclosed(pdf, known), _paper(pdf, known), signed)


def enclosed_files(data: bytes, names: Iterable[str]) -> Mapping[str, bytes]:
    """The enclosed files with these names, in a PDF that was loaded. Raises PdfFileError."""
    with opened(data) as pdf:
        return _enclosed(pdf, tuple(names))


def report_bytes(path: Path) -> bytes:
    """The file itself, unless it is too large. Raises PdfFileError."""
    try:
        return load(path, LIMITS)
    except FileRefusedError as refused:
        raise PdfFileError(message(refused.finding(path.name)).rstrip(".")) from refused


def _enclosed(pdf: PdfReader, names: tuple[str, ...]) -> dict[str, bytes]:
    streams = attachments(pdf)
    return {name: streams[name].get_data() for name in names if name in streams}


def _paper(pdf: PdfReader, names: tuple[str, ...]) -> Paper:
    texts = page_texts(pdf)
    others = sorted(set(attachments(pdf)) - set(names))
    unknown = [f"In de PDF zit ook het bestand {plain_name(name)}, dat er niet in hoort." for name in others]
    return Paper(
        lines=tuple(in_reading_order(pdf, texts)),
        pages=len(texts),
        extras=(*unknown, *extra_things(pdf)),
        images=has_images(pdf),
        loose=tuple(line for text in texts for line in text.loose),
    )


def bare(text: str) -> str:
    """A text without white space, hyphens at line ends and invisible characters, to search in."""
    return "".join(character for character in text if character.isalnum() or character in ",.%€")
