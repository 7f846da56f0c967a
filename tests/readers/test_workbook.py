"""Hostile and broken files: each becomes its own finding, fast, and nothing is ever raised."""

from __future__ import annotations

import hashlib
import io
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from inkoop.domain.findings import Severity
from inkoop.domain.places import CellPlace
from inkoop.readers.files import workbook as module
from inkoop.readers.files.archive import Limits
from inkoop.readers.files.isolation import ReadingProcess
from inkoop.readers.files.workbook import read_workbook
from tests.conftest import SMALL_KADER

Parts = dict[str, bytes]
Make = Callable[[], bytes]

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">&b;</worksheet>'
)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    "</manifest:manifest>"
)


def workbook_bytes() -> bytes:
    """A small workbook that is read without findings."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Vragen")
        sheet.write("A1", "ja")
        sheet.write("B1", 12)
    return stream.getvalue()


GOOD = workbook_bytes()


def unpack(data: bytes = GOOD) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def changed(**parts: bytes) -> Make:
    """The good workbook with parts added or replaced; `sheet` and `book` stand for their paths."""
    names = {"sheet": SHEET, "book": BOOK}
    return lambda: pack(unpack() | {names.get(name, name): content for name, content in parts.items()})


def without(part: str) -> Make:
    return lambda: pack({name: content for name, content in unpack().items() if name != part})


def edited(part: str, old: bytes, new: bytes) -> Make:
    def make() -> bytes:
        parts = unpack()
        assert old in parts[part]
        return pack(parts | {part: parts[part].replace(old, new)})

    return make


def lying_bomb() -> bytes:
    """Thirty megabytes of which the directory says that they are a thousand bytes."""
    content = unpack()[SHEET] + b" " * 30_000_000
    data = pack(unpack() | {SHEET: content})
    real = struct.pack("<L", len(content))
    assert data.count(real) == 2
    return data.replace(real, struct.pack("<L", 1000))


def honest_bomb() -> bytes:
    return pack(unpack() | {SHEET: unpack()[SHEET] + b" " * 15_000_000})


def lying_checksum() -> bytes:
    crc = struct.pack("<L", zlib.crc32(unpack()[SHEET]))
    data = pack(unpack())
    assert data.count(crc) == 2
    return data.replace(crc, b"\1\2\3\4")


def twice() -> bytes:
    stream = io.BytesIO(pack(unpack()))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, "<worksheet/>")
    return stream.getvalue()


def other_name_in_header() -> bytes:
    data = pack(unpack())
    at = data.index(SHEET.encode())  # the first is in the header, the second in the directory
    return data[:at] + SHEET.replace("1", "2").encode() + data[at + len(SHEET) :]


def encrypted_zip() -> bytes:
    data = bytearray(GOOD)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def document(folder: str) -> bytes:
    rels = unpack()["_rels/.rels"].replace(BOOK.encode(), f"{folder}/document.xml".encode())
    return pack({"[Content_Types].xml": b"<Types/>", "_rels/.rels": rels})


def ods(mimetype: str = ODS, **more: bytes) -> bytes:
    return pack({"mimetype": mimetype.encode(), "content.xml": b"<x/>"} | more)


GALLERY: dict[str, tuple[str, dict[str, str], Make]] = {
    "empty": ("BESTAND-06", {}, lambda: b""),
    "text": ("BESTAND-02", {"soort": "tekst"}, lambda: b"vraag;antwoord\nV1;ja\n"),
    "utf-16 text": ("BESTAND-02", {"soort": "tekst"}, lambda: "a;b".encode("utf-16")),
    "kader": ("FORM-15", {}, SMALL_KADER.read_bytes),
    "pdf": ("BESTAND-02", {"soort": "pdf"}, lambda: b"%PDF-1.7\n\x00"),
    "noise": ("BESTAND-02", {"soort": "onbekend"}, lambda: bytes(100)),
    "zip": ("BESTAND-02", {"soort": "zip"}, lambda: pack({"a.txt": b"a"})),
    "docx": ("BESTAND-02", {"soort": "docx"}, lambda: document("word")),
    "pptx": ("BESTAND-02", {"soort": "pptx"}, lambda: document("ppt")),
    "odt": ("BESTAND-02", {"soort": "odt"}, lambda: ods("application/vnd.oasis.opendocument.text")),
    "doc": ("BESTAND-02", {"soort": "doc"}, lambda: OLE + "WordDocument\0".encode("utf-16-le")),
    "unknown ole": ("BESTAND-02", {"soort": "onbekend"}, lambda: OLE),
    "no workbook inside": ("BESTAND-02", {"soort": "ooxml"}, edited(BOOK, b"workbook", b"document")),
    "encrypted xlsx": (
        "BESTAND-03",
        {"soort": "xlsx"},
        lambda: OLE + "EncryptedPackage\0".encode("utf-16-le"),
    ),
    "encrypted ods": (
        "BESTAND-03",
        {"soort": "ods"},
        lambda: ods(**{"META-INF/manifest.xml": MANIFEST.encode()}),
    ),
    "encrypted zip": ("BESTAND-03", {"soort": "zip"}, encrypted_zip),
    "xls": ("BESTAND-09", {}, lambda: OLE + "WORKBOOK\0".encode("utf-16-le")),
    "xls of 1995": ("BESTAND-09", {}, lambda: OLE + "Book\0".encode("utf-16-le")),
    "xlsb": ("BESTAND-04", {"soort": "xlsb"}, edited("_rels/.rels", b"workbook.xml", b"workbook.bin")),
    "lying bomb": ("BESTAND-05", {"reden": "inhoudsopgave-klopt-niet", "onderdeel": SHEET}, lying_bomb),
    "honest bomb": ("BESTAND-05", {"reden": "te-sterk-ingepakt", "onderdeel": SHEET}, honest_bomb),
    "other name in header": ("BESTAND-05", {"reden": "inhoudsopgave-klopt-niet"}, other_name_in_header),
    "duplicate part": ("BESTAND-05", {"reden": "dubbel-onderdeel", "onderdeel": SHEET}, twice),
    "duplicate but for case": ("BESTAND-05", {"reden": "dubbel-onderdeel"}, changed(**{SHEET.upper(): b""})),
    "parent path": ("BESTAND-05", {"reden": "onveilig-pad"}, changed(**{"xl/../../etc/x": b""})),
    "windows parent path": ("BESTAND-05", {"reden": "onveilig-pad"}, changed(**{"..\\x": b""})),
    "absolute path": ("BESTAND-05", {"reden": "onveilig-pad"}, changed(**{"/etc/x": b""})),
    "drive path": ("BESTAND-05", {"reden": "onveilig-pad"}, changed(**{"C:x": b""})),
    "entity bomb": ("BESTAND-05", {"reden": "dtd", "onderdeel": SHEET}, changed(sheet=BOMB.encode())),
    "entity bomb in utf-16": ("BESTAND-05", {"reden": "dtd"}, changed(sheet=BOMB.encode("utf-16"))),
    "dtd in the styles": ("BESTAND-05", {"reden": "dtd"}, changed(**{"xl/styles.xml": BOMB.encode()})),
    "both formats": ("BESTAND-05", {"reden": "twee-bestandssoorten"}, changed(mimetype=ODS.encode())),
    "truncated": ("BESTAND-09", {"detail": "zip"}, lambda: GOOD[: len(GOOD) // 2]),
    "wrong checksum": ("BESTAND-09", {"onderdeel": SHEET, "detail": "controlegetal"}, lying_checksum),
    "no content": ("BESTAND-09", {"onderdeel": "content.xml"}, lambda: pack({"mimetype": ODS.encode()})),
    "no relations": ("BESTAND-09", {"onderdeel": "_rels/.rels"}, without("_rels/.rels")),
    "no workbook.xml": ("BESTAND-09", {"detail": "ontbreekt"}, without(BOOK)),
    "no sheet": ("BESTAND-09", {"onderdeel": SHEET, "detail": "ontbreekt"}, without(SHEET)),
    "no shared strings": ("BESTAND-09", {"onderdeel": "sharedStrings.xml"}, without("xl/sharedStrings.xml")),
    "broken xml": ("BESTAND-09", {"onderdeel": SHEET}, changed(sheet=b"<worksheet><sheetData>")),
    "other root": ("BESTAND-09", {"onderdeel": SHEET}, changed(sheet=b"<html/>")),
    "unnamed sheet": ("BESTAND-09", {"detail": "bladnamen"}, edited(BOOK, b'name="Vragen"', b'name=""')),
    "sheet of nobody": ("BESTAND-09", {}, edited(BOOK, b'r:id="rId1"', b'r:id="rId77"')),
    "impossible cell": ("BESTAND-09", {"onderdeel": SHEET}, edited(SHEET, b'r="B1"', b'r="XFE1"')),
    "row zero": ("BESTAND-09", {"onderdeel": SHEET}, edited(SHEET, b'r="B1"', b'r="B0"')),
    "no cell name": ("BESTAND-09", {"onderdeel": SHEET}, edited(SHEET, b'r="B1"', b'r="1B"')),
    "cell twice": ("BESTAND-09", {"onderdeel": SHEET}, edited(SHEET, b'r="B1"', b'r="A1"')),
    "row of letters": ("BESTAND-09", {"onderdeel": SHEET}, edited(SHEET, b'<row r="1"', b'<row r="x"')),
    "sheet name twice": (
        "BESTAND-09",
        {"detail": "bladnamen"},
        edited(BOOK, b"</sheets>", b'<sheet name="VRAGEN" sheetId="2" r:id="rId1"/></sheets>'),
    ),
    "no sheets at all": (
        "BESTAND-09",
        {"detail": "geen bladen"},
        edited(BOOK, b"<sheet name", b"<blad name"),
    ),
    "sheet somewhere else": (
        "BESTAND-09",
        {"onderdeel": BOOK},
        edited(
            "xl/_rels/workbook.xml.rels",
            b'<Relationship Id="rId1"',
            b'<Relationship TargetMode="External" Id="rId1"',
        ),
    ),
    "merge backwards": (
        "BESTAND-09",
        {"onderdeel": SHEET},
        edited(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B2:A1"/></mergeCells>'),
    ),
    "merge of letters": (
        "BESTAND-09",
        {"onderdeel": SHEET},
        edited(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A:B"/></mergeCells>'),
    ),
}


def write(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "inschrijving.xlsx"
    path.write_bytes(data)
    return path


def test_the_gallery_hangs_full() -> None:
    assert len(GALLERY) > 40
    assert {code for code, _, _ in GALLERY.values()} >= {f"BESTAND-0{n}" for n in (2, 3, 4, 5, 6, 9)}


def test_what_the_gallery_is_made_from_is_good(tmp_path: Path) -> None:
    for data in (GOOD, pack(unpack())):
        outcome = read_workbook(write(tmp_path, data), "Aanbieder A.xlsx")
        assert outcome.findings == ()
        assert outcome.value is not None
        assert outcome.value.file == "Aanbieder A.xlsx"
        assert (outcome.value.size, outcome.value.sha256) == (len(data), hashlib.sha256(data).hexdigest())
        assert [sheet.name for sheet in outcome.value.sheets] == ["Vragen"]


@pytest.mark.parametrize("name", GALLERY)
def test_gallery(tmp_path: Path, name: str) -> None:
    code, context, make = GALLERY[name]
    path = write(tmp_path, make())
    begin = time.perf_counter()
    outcome = read_workbook(path)
    assert time.perf_counter() - begin < 2
    assert outcome.value is None
    (finding,) = outcome.findings
    assert (finding.code, finding.severity) == (code, Severity.ERROR)
    assert finding.place == CellPlace("inschrijving.xlsx")
    assert context.items() <= dict(finding.context).items()


LIMITS = [
    (Limits(file_bytes=len(GOOD) - 1), "BESTAND-05", "bestand-te-groot"),
    (Limits(parts=3), "BESTAND-05", "te-veel-onderdelen"),
    (Limits(part_bytes=500), "BESTAND-05", "onderdeel-te-groot"),
    (Limits(total_bytes=500), "BESTAND-05", "geheel-te-groot"),
    (Limits(ratio=1, ratio_from=100), "BESTAND-05", "te-sterk-ingepakt"),
    (Limits(sheets=0), "BESTAND-08", "bladen"),
    (Limits(cells=1), "BESTAND-08", "cellen"),
    (Limits(characters=1), "BESTAND-08", "tekens"),
]


@pytest.mark.parametrize(("limits", "code", "word"), LIMITS)
def test_limits(tmp_path: Path, limits: Limits, code: str, word: str) -> None:
    (finding,) = read_workbook(write(tmp_path, GOOD), limits=limits).findings
    assert finding.code == code
    assert word in dict(finding.context).values()


def test_too_many_merged_ranges(tmp_path: Path) -> None:
    merges = b'</sheetData><mergeCells><mergeCell ref="A3:B3"/><mergeCell ref="A4:B4"/></mergeCells>'
    path = write(tmp_path, edited(SHEET, b"</sheetData>", merges)())
    assert read_workbook(path, limits=Limits(merges=2)).findings == ()
    (finding,) = read_workbook(path, limits=Limits(merges=1)).findings
    assert (finding.code, dict(finding.context)) == ("BESTAND-08", {"wat": "samenvoegingen", "grens": "1"})


def test_the_total_is_counted_while_reading_too(tmp_path: Path) -> None:
    """One part that many sheets point to is inflated, and counted, each time."""
    sheets = b"".join(b'<sheet name="B%d" sheetId="%d" r:id="rId1"/>' % (n, n) for n in range(2, 200))
    path = write(tmp_path, edited(BOOK, b"</sheets>", sheets + b"</sheets>")())
    assert read_workbook(path).findings == ()
    (finding,) = read_workbook(path, limits=Limits(total_bytes=60_000)).findings
    assert dict(finding.context)["reden"] == "geheel-te-groot"


def test_the_total_counts_parts_nobody_reads(tmp_path: Path) -> None:
    path = write(tmp_path, changed(**{"xl/media/image1.png": bytes(200_000)})())
    assert read_workbook(path).findings == ()
    (finding,) = read_workbook(path, limits=Limits(total_bytes=100_000)).findings
    assert dict(finding.context)["reden"] == "geheel-te-groot"


def test_reading_stops_at_the_row_that_is_too_much(tmp_path: Path) -> None:
    path = write(tmp_path, edited(SHEET, b"</row>", b"</row><row><<<")())
    assert [finding.code for finding in read_workbook(path).findings] == ["BESTAND-09"]
    limited = read_workbook(path, limits=Limits(cells=1))
    assert [finding.code for finding in limited.findings] == ["BESTAND-08"]


def test_paths_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def reason(path: Path) -> str:
        outcome = read_workbook(path)
        assert outcome.value is None
        (finding,) = outcome.findings
        assert finding.code == "BESTAND-01"
        return dict(finding.context)["reden"]

    assert reason(tmp_path / "weg.xlsx") == "bestaat-niet"
    assert reason(tmp_path) == "geen-bestand"
    assert reason(tmp_path / ("x" * 5000)) == "leesfout"
    assert reason(tmp_path / "a\0b") in ("leesfout", "bestaat-niet")

    def refuse(*_: object) -> None:
        raise PermissionError

    path = write(tmp_path, GOOD)  # root may read anything, so refusal is played
    monkeypatch.setattr(os, "open", refuse)
    assert reason(path) == "geen-toegang"


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "externe-koppelingen"),
        ("xl/embeddings/oleObject1.bin", "ingesloten-bestanden"),
    ],
)
def test_active_content_is_a_warning(tmp_path: Path, part: str, kind: str) -> None:
    outcome = read_workbook(write(tmp_path, changed(**{part: b"x"})()))
    assert outcome.value is not None
    (finding,) = outcome.findings
    assert (finding.code, finding.severity) == ("BESTAND-07", Severity.WARNING)
    assert dict(finding.context) == {"soort": kind, "onderdeel": part}


def test_two_kinds_of_active_content_are_two_warnings(tmp_path: Path) -> None:
    parts = {"xl/vbaProject.bin": b"x", "xl/externalLinks/externalLink1.xml": b"x"}
    assert len(read_workbook(write(tmp_path, changed(**parts)())).findings) == 2


def test_broken_parts_nobody_reads_do_no_harm(tmp_path: Path) -> None:
    parts = {"docProps/core.xml": BOMB.encode(), "xl/drawings/drawing1.xml": b"<", "xl/theme/theme1.xml": b""}
    assert read_workbook(write(tmp_path, changed(**parts)())).findings == ()


def test_what_nobody_thought_of_is_a_finding_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError

    monkeypatch.setattr(module, "read_xlsx", fail)
    (finding,) = read_workbook(write(tmp_path, GOOD)).findings
    assert (finding.code, dict(finding.context)) == ("BESTAND-09", {"onderdeel": "", "detail": "KeyError"})


def test_uncalculated_formulas_of_openpyxl_are_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.active["A2"] = "#N/A"
    book.save(tmp_path / "vers.xlsx")
    outcome = read_workbook(tmp_path / "vers.xlsx")
    assert outcome.value is not None
    cells = outcome.value.sheets[0].cells
    assert {place: (cell.kind.value, cell.value) for place, cell in cells.items()} == {
        (1, 1): ("uncalculated", "=1+1"),
        (2, 1): ("error", "#N/A"),
    }


@pytest.mark.parametrize("seed", range(150))
def test_damage_at_random_is_never_raised(tmp_path: Path, seed: int) -> None:
    """Bytes changed at random in the XML, packed well: read, or refused, but never by surprise."""
    dice = random.Random(seed)
    parts = unpack()
    name = dice.choice([SHEET, BOOK, "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"])
    content = bytearray(parts[name])
    for _ in range(dice.randint(1, 3)):
        content[dice.randrange(len(content))] = dice.choice(b'0123456789AZaz<>"/= :&;-\xff')
    outcome = read_workbook(write(tmp_path, pack(parts | {name: bytes(content)})))
    assert (outcome.value is None) == bool(outcome.findings)
    details = [dict(finding.context).get("detail", "") for finding in outcome.findings]
    assert not any(detail.endswith(("Error", "Exception")) for detail in details)


def test_reading_needs_no_library_beyond_python() -> None:
    """The browser page reads with this code, and the command line starts fast with it."""
    program = (
        "import sys; import inkoop.readers.files.workbook; "
        "print(sorted({'openpyxl', 'pandas', 'pydantic', 'lxml', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


STYLES = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</styleSheet>'
EXCESS: dict[str, Callable[[], bytes]] = {
    "a million styles": lambda: b"<cellXfs>" + b'<xf numFmtId="1"/>' * 1_000_000 + b"</cellXfs>",
    "number formats": lambda: (
        b"<numFmts>" + b'<numFmt numFmtId="200" formatCode="d"/>' * 200_000 + b"</numFmts>"
    ),
    "one long format": lambda: (
        b'<numFmts><numFmt numFmtId="9" formatCode="%s"/></numFmts>' % (b"[d" * 9_000_000)
    ),
    "many attributes": lambda: b"<x %s/>" % b" ".join(b'a%d=""' % n for n in range(300_000)),
    "a million depths": lambda: b"<a>" * 1_000_000 + b"</a>" * 1_000_000,
}


@pytest.mark.parametrize("name", EXCESS)
def test_excess_is_read_in_bounded_time_and_memory(tmp_path: Path, name: str) -> None:
    """Stored, not packed, so that no ratio betrays it; in a reading process, within its memory."""
    parts = unpack() | {"xl/styles.xml": STYLES % EXCESS[name]()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    path = write(tmp_path, stream.getvalue())
    reader = ReadingProcess(seconds=15)
    try:
        outcome = reader.read(path)
    finally:
        reader.close()
    good = read_workbook(write(tmp_path, GOOD)).value
    assert outcome.value is not None
    assert good is not None
    assert outcome.value.sheets == good.sheets
