"""Reads a report back: the files that travel inside the PDF, and the words on its pages.

The PDF may come from anybody. It is opened with limits, in a process of its own (`journeys/verify`). Nothing
in it is run, and no file name in it is used as a path.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from inkoop.catalogue import message
from inkoop.readers.files.archive import FileRefusedError, Limits, load
from inkoop.readers.files.folder import plain_name
from inkoop.readers.report.extras import extra_things, has_images
from inkoop.readers.report.page_text import Line, in_reading_order, page_texts

if TYPE_CHECKING:
    from pikepdf import Pdf

LIMITS = Limits(file_bytes=100_000_000)
MAX_ENCLOSED = 100_000_000
"""No enclosed file may be larger than this when it is unpacked."""
_PIECE = 65_536


class ReportPdfError(Exception):
    """The file cannot be read as a report; the message says why, in Dutch."""


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


def read_report_pdf(path: Path, names: Iterable[str]) -> ReportPdf:
    """The enclosed files with these names, and what stands on the pages.

    Raises ReportPdfError when the file is no PDF, is encrypted, or holds more than the limits allow.
    """
    known = tuple(names)
    with _opened(io.BytesIO(report_bytes(path))) as pdf:
        return ReportPdf(_enclosed(pdf, known), _paper(pdf, known))


def enclosed_files(data: io.BytesIO, names: Iterable[str]) -> Mapping[str, bytes]:
    """The enclosed files with these names, in a PDF that was loaded. Raises ReportPdfError."""
    with _opened(data) as pdf:
        return _enclosed(pdf, tuple(names))


@contextmanager
def _opened(data: io.BytesIO) -> Iterator[Pdf]:
    """A PDF of anybody; what goes wrong in it becomes a ReportPdfError."""
    import pikepdf

    try:
        with pikepdf.open(data) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise ReportPdfError("het bestand heeft een wachtwoord") from error
    except (
        pikepdf.PdfError,
        AttributeError,
        KeyError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise ReportPdfError("dit is geen leesbare PDF") from error


def report_bytes(path: Path) -> bytes:
    """The file itself, unless it is too large. Raises ReportPdfError."""
    try:
        return load(path, LIMITS)
    except FileRefusedError as refused:
        raise ReportPdfError(message(refused.finding(path.name)).rstrip(".")) from refused


def _enclosed(pdf: Pdf, names: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in names:
        if name in pdf.attachments:
            stream = pdf.attachments[name].get_file().obj
            found[name] = _inflated(bytes(stream.read_raw_bytes()), str(stream.get("/Filter", "")))
    return found


def _paper(pdf: Pdf, names: tuple[str, ...]) -> Paper:
    texts = page_texts(pdf)
    others = sorted(set(pdf.attachments) - set(names))
    unknown = [f"In de PDF zit ook het bestand {plain_name(name)}, dat er niet in hoort." for name in others]
    return Paper(
        lines=tuple(in_reading_order(pdf, texts)),
        pages=len(texts),
        extras=(*unknown, *extra_things(pdf)),
        images=has_images(pdf),
        loose=tuple(line for text in texts for line in text.loose),
    )


def _inflated(raw: bytes, packing: str) -> bytes:
    """The unpacked file, never more than the limit: a small file can unpack to a very large one."""
    import zlib

    if not packing:
        return raw
    if packing == "/ASCIIHexDecode":  # the writer's own, where packed bytes may not end as they would
        try:
            return bytes.fromhex(raw.rstrip().removesuffix(b">").decode("ascii"))
        except ValueError as error:
            raise ReportPdfError("een bijlage is beschadigd") from error
    if packing != "/FlateDecode":
        raise ReportPdfError("een bijlage is op een onbekende manier ingepakt")
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(raw, MAX_ENCLOSED + 1)
    except zlib.error as error:
        raise ReportPdfError("een bijlage is beschadigd") from error
    if len(data) > MAX_ENCLOSED:
        raise ReportPdfError("een bijlage is te groot")
    return data


def bare(text: str) -> str:
    """A text without white space, hyphens at line ends and invisible characters, to search in."""
    return "".join(character for character in text if character.isalnum() or character in ",.%€")
