"""The gate every submitted file passes before anything interprets it.

A workbook is a zip archive made by a stranger. Here its directory is checked and its parts are
inflated while the real bytes are counted, because the directory can lie. Parts nobody asks for
are never inflated.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from inkoop.catalogue import message
from inkoop.domain.findings import Finding, Refused, Severity, Why
from inkoop.domain.places import CellPlace

CANNOT_OPEN = "BESTAND-01"
NOT_A_WORKBOOK = "BESTAND-02"
ENCRYPTED = "BESTAND-03"
PROTECTED = "BESTAND-13"
OTHER_EXCEL_FORMAT = "BESTAND-04"
SUSPICIOUS = "BESTAND-05"
EMPTY_FILE = "BESTAND-06"
ACTIVE_CONTENT = "BESTAND-07"
TOO_MUCH_CONTENT = "BESTAND-08"
DAMAGED = "BESTAND-09"
BLIND_FORMAT = "BESTAND-12"
A_KADER = "FORM-15"

MIMETYPE, OPENDOCUMENT = "mimetype", b"application/vnd.oasis.opendocument."
"""The part in which an OpenDocument file says what it is, and how it begins."""

_CHUNK = 256 * 1024
_ENDLESS = 1_000_000_000
"""No file that somebody hands in has more bytes, while one with only holes may say so."""
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_OLE_MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
_UTF8_NAME = 0x800
_ZIP_ENCRYPTED = 0x1
_KADER = re.compile(rb"^kader:\s*\d", re.M)
_DRIVE = re.compile("[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a submission may weigh. A form of a few hundred questions stays below a tenth of it."""

    file_bytes: int = 25_000_000
    parts: int = 1_000
    part_bytes: int = 20_000_000
    total_bytes: int = 50_000_000
    ratio: int = 200
    """Inflated bytes for each packed byte, watched above `ratio_from` inflated bytes."""
    ratio_from: int = 2_000_000
    sheets: int = 250
    cells: int = 200_000
    characters: int = 20_000_000
    merges: int = 10_000
    extras: int = 5_000
    """Remarks, drawings and other things beside the cells."""


class FileRefusedError(Exception):
    """The file cannot be used; carries what the finding says."""

    def __init__(self, code: str, **context: object) -> None:
        super().__init__(code, context)
        self.code = code
        self.context = tuple((key, str(value)) for key, value in context.items())

    @property
    def reason(self) -> str:
        """Why, as a word of the catalogue."""
        return dict(self.context).get("reden", "leeg")

    def finding(self, file: str) -> Finding:
        """The finding for the file as a whole."""
        return Finding(self.code, Severity.ERROR, CellPlace(file), self.context)


def suspicious(reason: str, part: str = "", limit: int | None = None) -> NoReturn:
    """Refuse the file as too large or as built to mislead."""
    shown = "" if limit is None else str(limit)
    raise FileRefusedError(SUSPICIOUS, reden=reason, onderdeel=part, grens=shown)


def damaged(part: str, detail: str = "") -> NoReturn:
    """Refuse the file as broken, naming the part in which that shows."""
    raise FileRefusedError(DAMAGED, onderdeel=part, detail=detail)


def load(path: Path, limits: Limits) -> bytes:
    """The bytes of an ordinary file, if it is there, readable, not empty and not too large.

    Every file from outside comes in through here or `digest`. Raises FileRefusedError.
    """
    with _ordinary(path) as (stream, before):
        # Room for the whole limit would be set aside for each small file.
        data = stream.read(min(before.st_size, limits.file_bytes) + 1)
        if _changed(before, os.fstat(stream.fileno()), len(data), limits):
            raise FileRefusedError(CANNOT_OPEN, reden="verandert")
    if not data:
        raise FileRefusedError(EMPTY_FILE)
    if len(data) > limits.file_bytes:
        suspicious("bestand-te-groot", limit=limits.file_bytes)
    return data


def load_named(path: Path, limits: Limits) -> bytes:
    """As `load`, of a file that a person named for the program to use. Raises Refused."""
    try:
        return load(path, limits)
    except FileRefusedError as refused:
        raise Refused(f"{path}: {message(refused.finding(path.name))}", Why.FILES) from None


def every_byte(path: Path) -> bytes:
    """All of an ordinary file that is kept as it is and not read, also where it is empty. Raises Refused."""
    try:
        return load(path, Limits(file_bytes=_ENDLESS))
    except FileRefusedError as refused:
        if refused.code == EMPTY_FILE:
            return b""
        raise Refused(f"{path}: {message(refused.finding(path.name))}", Why.FILES) from None


def digest(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of a file that could not be used, so that it is known by its content all the same.

    Zero and an empty text where there is no ordinary file; an empty text too for one that has no end.
    """
    try:
        with _ordinary(path) as (stream, seen):
            size = seen.st_size
            return size, hashlib.file_digest(stream, "sha256").hexdigest() if size <= _ENDLESS else ""
    except FileRefusedError:
        return 0, ""


@contextmanager
def _ordinary(path: Path) -> Iterator[tuple[io.BufferedReader, os.stat_result]]:
    """An ordinary file, opened, and how it was then. Nothing else is opened or waited for.

    Raises FileRefusedError.
    """
    try:
        if not path.exists():
            raise FileRefusedError(CANNOT_OPEN, reden="bestaat-niet")
        if not path.is_file():
            raise FileRefusedError(CANNOT_OPEN, reden="geen-bestand")
        with open(path, "rb", opener=_without_waiting) as stream:
            # Something else may have taken its place after it was looked at.
            seen = os.fstat(stream.fileno())
            if not stat.S_ISREG(seen.st_mode):
                raise FileRefusedError(CANNOT_OPEN, reden="geen-bestand")
            yield stream, seen
    except PermissionError:
        raise FileRefusedError(CANNOT_OPEN, reden="geen-toegang") from None
    except (OSError, ValueError):  # ValueError: a NUL byte in the path
        raise FileRefusedError(CANNOT_OPEN, reden="leesfout") from None


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe to which nobody writes opens at once as well."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _changed(before: os.stat_result, after: os.stat_result, length: int, limits: Limits) -> bool:
    """Whether somebody wrote in the file while it was read: what was read may be half of each."""
    grown = length != before.st_size and before.st_size <= limits.file_bytes
    return grown or (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


class Archive:
    """A zip archive whose directory was checked and whose parts are inflated with a limit."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._data = data
        self._limits = limits
        self._inflated = 0
        self._parts = _directory(data, limits)

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._parts

    def names(self) -> list[str]:
        """The names of all parts, with forward slashes."""
        return [_clean(info.filename) for info in self._parts.values()]

    def read(self, part: str) -> bytes:
        """The whole content of a small part."""
        return b"".join(self.chunks(part))

    def chunks(self, part: str) -> Iterator[bytes]:
        """The content of a part, piece by piece, refused as soon as it grows too large."""
        info = self._parts.get(part.casefold())
        if info is None:
            damaged(part, "ontbreekt")
        if info.file_size > self._limits.part_bytes:  # a lie about this shows while counting
            suspicious("onderdeel-te-groot", part, self._limits.part_bytes)
        size = crc = 0
        for chunk in _inflate(info, self._packed(info)):
            size += len(chunk)
            crc = zlib.crc32(chunk, crc)
            self._count(part, size, len(chunk), info)
            yield chunk
        if size != info.file_size or crc != info.CRC:
            damaged(part, "controlegetal")

    def _packed(self, info: zipfile.ZipInfo) -> memoryview:
        """The packed bytes of a part, found through its own header in the file."""
        start = info.header_offset
        end = start + _LOCAL_HEADER.size
        header = self._data[start:end]
        if len(header) != _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
            damaged(info.filename, "zip")
        fields = _LOCAL_HEADER.unpack(header)
        flags, name_length, extra_length = fields[2], fields[9], fields[10]
        name = self._data[end : end + name_length]
        if name.decode("utf-8" if flags & _UTF8_NAME else "cp437") != info.orig_filename:
            suspicious("inhoudsopgave-klopt-niet", info.filename)
        begin = end + name_length + extra_length
        return memoryview(self._data)[begin : begin + info.compress_size]

    def _count(self, part: str, size: int, added: int, info: zipfile.ZipInfo) -> None:
        limits = self._limits
        self._inflated += added
        if size > info.file_size:
            suspicious("inhoudsopgave-klopt-niet", part)
        if self._inflated > limits.total_bytes:
            suspicious("geheel-te-groot", part, limits.total_bytes)
        if size > limits.ratio_from and size > limits.ratio * info.compress_size:
            suspicious("te-sterk-ingepakt", part, limits.ratio)


def _directory(data: bytes, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The parts by lower-cased name, after everything the directory itself can betray."""
    if not data.startswith(b"PK"):
        _refuse_other_format(data)
    # Counted before zipfile builds an object for each entry of a directory of any length.
    if data.count(_DIRECTORY_ENTRY) > limits.parts:
        suspicious("te-veel-onderdelen", limit=limits.parts)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, struct.error, ValueError, OSError):
        damaged("", "zip")
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = _clean(entry.filename)
        _check_entry(entry, name)
        if name.casefold() in parts:
            suspicious("dubbel-onderdeel", name)
        parts[name.casefold()] = entry
    total = sum(entry.file_size for entry in entries)
    if total > limits.total_bytes:
        suspicious("geheel-te-groot", limit=limits.total_bytes)
    return parts


def _clean(name: str) -> str:
    return name.replace("\\", "/")


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        suspicious("onveilig-pad", name)
    if entry.flag_bits & _ZIP_ENCRYPTED:
        raise FileRefusedError(ENCRYPTED, soort="zip")


def _inflate(info: zipfile.ZipInfo, packed: memoryview) -> Iterator[bytes]:
    """The unpacked content in pieces of a bounded size."""
    if info.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        damaged(info.filename, "inpakmethode")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pending: bytes | memoryview = packed
    try:
        while not inflater.eof:
            chunk = inflater.decompress(pending, _CHUNK)
            pending = inflater.unconsumed_tail
            if not chunk and not pending:
                break
            yield chunk
    except zlib.error:
        damaged(info.filename, "zip")


def _refuse_other_format(data: bytes) -> NoReturn:
    """Say what a file without a zip signature is, as far as its first bytes tell."""
    if data.startswith(_OLE_MAGIC[:4]):
        _refuse_ole(data)
    head = data[:1024]
    if _KADER.search(data[:_CHUNK]):
        raise FileRefusedError(A_KADER)
    if head.lstrip().startswith(b"%PDF-"):
        kind = "pdf"
    elif b"office:document" in head:
        kind = "fods"
    elif b"\x00" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "tekst"
    else:
        kind = "onbekend"
    raise FileRefusedError(NOT_A_WORKBOOK, soort=kind)


def _refuse_ole(data: bytes) -> NoReturn:
    """An OLE file is an encrypted workbook, an old one, or something else: its streams tell."""
    if "DRMEncrypted".encode("utf-16-le") in data:
        raise FileRefusedError(PROTECTED)
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise FileRefusedError(ENCRYPTED, soort="xlsx")
    lowered = data.lower()  # some programs write these names in capitals
    if any(name.encode("utf-16-le") + b"\0\0" in lowered for name in ("workbook", "book")):
        raise FileRefusedError(OTHER_EXCEL_FORMAT, soort="xls")
    kind = "doc" if "WordDocument".encode("utf-16-le") in data else "onbekend"
    raise FileRefusedError(NOT_A_WORKBOOK, soort=kind)


def is_opendocument(archive: Archive) -> bool:
    """Whether the archive says it is an OpenDocument file of any kind."""
    return MIMETYPE in archive and archive.read(MIMETYPE).startswith(OPENDOCUMENT)
