"""The old .xls: as a real LibreOffice makes it, and in records spelled out by hand."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.submission import Submission
from inkoop.readers.files import xls
from inkoop.readers.files.archive import FileRefusedError, Limits
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.files.xls import active_in_xls, read_xls
from tests.readers.twins import Twins, convert, differences
from tests.values import plain


@pytest.mark.langzaam
def test_an_xls_is_read_with_a_warning(
    filled_form: Callable[..., Path],
    read_small: Callable[[Path], Submission],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = convert(filled_form(), "xls")
    submission = read_small(path)
    assert [finding.code for finding in submission.findings] == ["BESTAND-12"]
    assert plain(submission.answers["wachttijd"].value) == Decimal("2.5")
    assert plain(submission.answers["activiteiten"].value) == ("hout", "koken")
    assert plain(submission.answers["vog"].value) is True

    monkeypatch.setattr(xls, "can_read_xls", lambda: False)
    assert [finding.code for finding in read_workbook(path).findings] == ["BESTAND-04"]


@pytest.mark.langzaam
def test_an_xls_says_the_same_as_the_xlsx_it_was_made_from(twin: Callable[[str], Twins]) -> None:
    """Errors, percentages, dates, hidden rows and columns, merges and formulas included."""
    xlsx, xls = twin("xls")
    as_formulas = {
        place: (left and replace(left, formula=True), right)
        for place, (left, right) in differences(xlsx, xls).items()
        if left is None or left.kind is not CellKind.BOOLEAN  # LibreOffice writes yes as =TRUE() here
    }
    # LibreOffice stores 0 for a text that it did not calculate itself: better asked about than believed.
    assert as_formulas.pop((3, 12))[1] == RawCell(CellKind.UNCALCULATED, "=", True)
    assert as_formulas == {}


def record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<2H", kind, len(content)) + content


def begin(kind: int) -> bytes:
    return record(0x0809, struct.pack("<4H2L", 0x0600, kind, 0, 0, 0, 0))


END = record(0x000A)
CHART = begin(0x20) + record(0x0006, struct.pack("<3H8s2H", 8, 8, 0, bytes(8), 0, 0)) + END


def stream(*cells: bytes, extra: bytes = b"", calendar: int = 0) -> bytes:
    """A workbook of one sheet, as the records inside an .xls."""
    styles = b"".join(record(0x00E0, struct.pack("<2H", 0, number) + bytes(16)) for number in (0, 9, 14, 46))
    head = begin(0x05) + extra + record(0x0022, struct.pack("<H", calendar)) + styles
    sheet = record(0x0085, struct.pack("<L4B", len(head) + 4 + 12, 0, 0, 4, 0) + b"Blad")
    assert len(sheet) == 16
    return (
        head
        + sheet[:4]
        + struct.pack("<L", len(head) + len(sheet) + len(END))
        + sheet[8:]
        + END
        + begin(0x10)
        + b"".join(cells)
        + END
    )


def formula(result: bytes) -> bytes:
    return record(0x0006, struct.pack("<3H8sHL", 0, 0, 0, result, 0, 0) + struct.pack("<H", 0))


def real(value: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<3Hd", 0, 0, style, value))


SPECIAL = "<BxB3xH"
CELLS: list[tuple[bytes, RawCell | None]] = [
    (real(0.1), RawCell(CellKind.NUMBER, Decimal("0.1"))),
    (real(1, 1), RawCell(CellKind.NUMBER, Decimal(1), percent=True)),
    (real(46082, 2), RawCell(CellKind.DATE, date(2026, 3, 1))),
    (real(2.5, 3), RawCell(CellKind.NUMBER, Decimal("2.5"))),
    (record(0x0205, struct.pack("<3H2B", 0, 0, 0, 1, 0)), RawCell(CellKind.BOOLEAN, True)),
    (record(0x0205, struct.pack("<3H2B", 0, 0, 0, 7, 1)), RawCell(CellKind.ERROR, "#DIV/0!")),
    (record(0x0204, struct.pack("<4HB", 0, 0, 0, 3, 0) + b"a\1b"), RawCell(CellKind.TEXT, "a\ufffdb")),
    (record(0x0204, struct.pack("<4HB", 0, 0, 0, 0, 0)), None),
    (record(0x0201, struct.pack("<3H", 0, 0, 0)), None),
    (formula(struct.pack("<d", 0)), RawCell(CellKind.UNCALCULATED, "=", True)),
    (formula(struct.pack(SPECIAL, 1, 0, 0xFFFF)), RawCell(CellKind.BOOLEAN, False, True)),
    (formula(struct.pack(SPECIAL, 2, 0, 0xFFFF)), RawCell(CellKind.ERROR, "#NULL!", True)),
    (formula(struct.pack("<d", 7)), RawCell(CellKind.NUMBER, Decimal(7), True)),
    (formula(struct.pack(SPECIAL, 2, 42, 0xFFFF)), RawCell(CellKind.ERROR, "#N/A", True)),
    (formula(struct.pack(SPECIAL, 3, 0, 0xFFFF)), RawCell(CellKind.UNCALCULATED, "=", True)),
    (CHART + formula(struct.pack("<d", 0)), RawCell(CellKind.UNCALCULATED, "=", True)),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS, ids=range(len(CELLS)))
def test_one_cell(cell: bytes, expected: RawCell | None) -> None:
    (sheet,) = read_xls(stream(cell), Limits())
    assert sheet.name == "Blad"
    assert sheet.cells == ({} if expected is None else {(1, 1): expected})


def test_the_1904_calendar() -> None:
    (sheet,) = read_xls(stream(real(1, 2), calendar=1), Limits())
    assert sheet.cells[1, 1].value == date(1904, 1, 2)


def test_a_password_is_named() -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_xls(stream(extra=record(0x002F, bytes(54))), Limits())
    assert refused.value.code == "BESTAND-03"


def test_limits_hold_for_xls_too() -> None:
    with pytest.raises(FileRefusedError) as refused:
        read_xls(stream(real(1)), Limits(cells=0))
    assert refused.value.code == "BESTAND-08"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("_VBA_PROJECT_CUR", ["macros"]),
        ("MBD0001F0A2", ["ingesloten-bestanden"]),
        ("Workbook", []),
    ],
)
def test_active_content_is_seen_by_the_names_of_streams(name: str, kinds: list[str]) -> None:
    assert list(active_in_xls(b"\0" + name.encode("utf-16-le") + b"\0\0")) == kinds


@pytest.mark.langzaam
def test_the_words_in_a_text_box_are_seen(tmp_path: Path) -> None:
    path, long = tmp_path / "naast.xlsx", "lang " * 2_000
    with xlsxwriter.Workbook(path) as book:
        first, second = book.add_worksheet("Een"), book.add_worksheet("Twee")
        first.write_comment("B2", "Een opmerking")
        first.insert_textbox("D4", "Alleen met indexering: één €")
        first.insert_textbox("D20", long)
        first.insert_textbox("D40", "")
        second.insert_textbox("A1", "Op twee")
    read = read_workbook(convert(path, "xls")).value
    assert read is not None
    told = [[(extra.kind.value, extra.text) for extra in sheet.extras] for sheet in read.sheets]
    (box, longer, remark), other = told
    assert remark == ("opmerking", "Een opmerking")
    assert box == ("tekstvak", "Alleen met indexering: één €")
    assert long.startswith(longer[1])
    assert len(longer[1]) > 8_000
    assert other == [("tekstvak", "Op twee")]
