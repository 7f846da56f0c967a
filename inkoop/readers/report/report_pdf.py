"""Reads a report back: the files that travel inside the PDF, and the words on its pages.

The PDF may come from anybody. It is opened with limits, in a process of its own (`journeys/verify`). Nothing
in it is run, and no file name in it is used as a path.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inkoop.catalogue import message
from inkoop.readers.files.archive import FileRefusedError, Limits, load

LIMITS = Limits(file_bytes=100_000_000)
MAX_ENCLOSED = 100_000_000
"""No enclosed file may be larger than this when it is unpacked."""
_PIECE = 65_536


class ReportPdfError(Exception):
    """The file cannot be read as a report; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class ReportPdf:
    """What was found in a report."""

    files: Mapping[str, bytes]
    pages: str | None = None
    """The words of all pages, without white space: lines break where the layout needs it. None for data that
    came without pages."""


def read_report_pdf(path: Path, names: Iterable[str]) -> ReportPdf:
    """The enclosed files with these names, and the words on the pages.

    Raises ReportPdfError when the file is no PDF, is encrypted, or holds more than the limits allow.
    """
    try:
        data = load(path, LIMITS)
    except FileRefusedError as refused:
        raise ReportPdfError(message(refused.finding(path.name)).rstrip(".")) from refused
    return ReportPdf(_enclosed(data, tuple(names)), _words(data))


def _enclosed(data: bytes, names: tuple[str, ...]) -> dict[str, bytes]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found: dict[str, bytes] = {}
            for name in names:
                if name in pdf.attachments:
                    stream = pdf.attachments[name].get_file().obj
                    found[name] = _inflated(bytes(stream.read_raw_bytes()), str(stream.get("/Filter", "")))
            return found
    except pikepdf.PasswordError as error:
        raise ReportPdfError("het bestand heeft een wachtwoord") from error
    except (pikepdf.PdfError, KeyError, ValueError, RecursionError, OSError) as error:
        raise ReportPdfError("dit is geen leesbare PDF") from error


def _inflated(raw: bytes, packing: str) -> bytes:
    """The unpacked file, never more than the limit: a small file can unpack to a very large one."""
    import zlib

    if not packing:
        return raw
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


def _words(data: bytes) -> str:
    """The text of all pages without white space and invisible characters."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        pdf.close()
    except pypdfium2.PdfiumError as error:
        raise ReportPdfError("de bladzijden zijn niet te lezen") from error
    return bare("".join(texts))


def bare(text: str) -> str:
    """A text without white space, hyphens at line ends and invisible characters, to search in."""
    return "".join(character for character in text if character.isalnum() or character in ",.%€")
