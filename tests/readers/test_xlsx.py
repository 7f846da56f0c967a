"""What .xlsx files say, read right: compared with openpyxl and spelled out in small XML."""

from __future__ import annotations

import random
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles.numbers import is_date_format as openpyxl_is_date_format

from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook
from inkoop.readers.files.cell_values import EPOCH_1900, from_serial, is_date_format, number, unescape
from inkoop.readers.files.workbook import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TEXT, NUMBER, DATE = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE


def parts(
    sheet: str, strings: str | None = None, styles: str = "", workbook: str = "", main: str = MAIN
) -> dict[str, str]:
    """A workbook of one sheet, as the parts of its archive."""
    links = RELATIONSHIPS if main == MAIN else STRICT_RELATIONSHIPS
    relations = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId3", "styles", "/xl/styles.xml")]
    if strings is not None:
        relations.append(("rId2", "sharedStrings", "sharedStrings.xml"))
    listed = "".join(
        f'<Relationship Id="{key}" Type="{links}/{kind}" Target="{target}"/>'
        for key, kind, target in relations
    )
    office = f'<Relationship Id="r" Type="{links}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">{office}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}">{workbook}'
        '<sheets><sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{styles}</styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    } | ({} if strings is None else {"xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>'})


def pack(path: Path, content: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return path


def read(path: Path) -> Workbook:
    outcome = read_workbook(path)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def read_rows(tmp_path: Path, rows: str, **content: str) -> dict[tuple[int, int], RawCell]:
    sheet = f"<sheetData>{rows}</sheetData>"
    return read(pack(tmp_path / "klein.xlsx", parts(sheet, **content))).sheets[0].cells


ONE_CELL = [
    ("<v>5.0</v>", "n", RawCell(NUMBER, Decimal(5))),
    ("<v>0.10000000000000001</v>", "n", RawCell(NUMBER, Decimal("0.1"))),
    ("<v>1E+3</v>", "n", RawCell(NUMBER, Decimal(1000))),
    ("<v>1.5E-7</v>", "n", RawCell(NUMBER, Decimal("0.00000015"))),
    ("<v>-0</v>", "n", RawCell(NUMBER, Decimal(0))),
    ("<v>123456789012345678</v>", "n", RawCell(NUMBER, Decimal("123456789012346000"))),
    ("<v>NaN</v>", "n", RawCell(CellKind.ERROR, "NaN")),
    ("<v>1e999</v>", "n", RawCell(CellKind.ERROR, "1e999")),
    ("<v>1_000</v>", "n", RawCell(CellKind.ERROR, "1_000")),
    ("<v>1,5</v>", "n", RawCell(CellKind.ERROR, "1,5")),
    ("<v>1</v>", "b", RawCell(CellKind.BOOLEAN, True)),
    ("<v>0</v>", "b", RawCell(CellKind.BOOLEAN, False)),
    ("<v>ja</v>", "b", RawCell(CellKind.ERROR, "ja")),
    ("<v>#N/A</v>", "e", RawCell(CellKind.ERROR, "#N/A")),
    ("<f>NA()</f><v>#N/A</v>", "e", RawCell(CellKind.ERROR, "#N/A", True)),
    ("<v>2026-03-01</v>", "d", RawCell(DATE, date(2026, 3, 1))),
    ("<v>2026-03-01T09:30:00Z</v>", "d", RawCell(DATE, datetime(2026, 3, 1, 9, 30))),
    ("<v>9:75</v>", "d", RawCell(CellKind.ERROR, "9:75")),
    ("<is><t>los</t></is>", "inlineStr", RawCell(TEXT, "los")),
    ("<is><r><t>a </t></r><r><t>b</t></r><rPh><t>x</t></rPh></is>", "inlineStr", RawCell(TEXT, "a b")),
    ("<f>A1&amp;B1</f><v>regel_x000D_&#10;twee</v>", "str", RawCell(TEXT, "regel\ntwee", True)),
    ("<v>_x005F_x000D_ _x0007_ _xD83D__xDE00_ _xD83D_</v>", "str", RawCell(TEXT, "_x000D_ \ufffd 😀 \ufffd")),
    ("<v>  </v>", "str", RawCell(TEXT, "  ")),
    ("<f>1+1</f>", "n", RawCell(CellKind.UNCALCULATED, "=1+1", True)),
    ("<f>1+1</f><v></v>", "n", RawCell(CellKind.UNCALCULATED, "=1+1", True)),
    ('<f t="shared" si="0"/>', "str", RawCell(CellKind.UNCALCULATED, "=", True)),
    ("<v>iets</v>", "raar", RawCell(CellKind.ERROR, "iets")),
]


@pytest.mark.parametrize(("inner", "kind", "expected"), ONE_CELL)
def test_one_cell(tmp_path: Path, inner: str, kind: str, expected: RawCell) -> None:
    cells = read_rows(tmp_path, f'<row r="2"><c r="C2" t="{kind}">{inner}</c></row>')
    assert cells == {(2, 3): expected}


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="1"/>',
        '<c r="A1"><v></v></c>',
        '<c r="A1" t="str"><f>IF(1,"")</f><v></v></c>',
        '<c r="A1" t="inlineStr"><is><t/></is></c>',
        '<c r="A1" t="s"><v>1</v></c>',
    ],
)
def test_empty_cells_do_not_exist(tmp_path: Path, cell: str) -> None:
    assert read_rows(tmp_path, f"<row>{cell}</row>", strings="<si><t>a</t></si><si><t/></si>") == {}


def test_shared_strings(tmp_path: Path) -> None:
    strings = (
        "<si><t xml:space='preserve'> a </t></si>"
        "<si><r><t>vet</t></r><r><t> en dun</t></r><rPh sb='0' eb='1'><t>fonetisch</t></rPh></si>"
    )
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><f>A1</f><v>0</v></c>'
        '<c t="s"><v>7</v></c><c t="s"><v>-1</v></c></row>'
    )
    assert read_rows(tmp_path, rows, strings=strings) == {
        (1, 1): RawCell(TEXT, " a "),
        (1, 2): RawCell(TEXT, "vet en dun"),
        (1, 3): RawCell(TEXT, " a ", True),
        (1, 4): RawCell(CellKind.ERROR, "7"),
        (1, 5): RawCell(CellKind.ERROR, "-1"),
    }


def test_positions_may_be_left_out(tmp_path: Path) -> None:
    rows = (
        '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row>'
        '<row r="7"><c/><c><v>4</v></c></row><row><c><v>5</v></c></row>'
    )
    cells = read_rows(tmp_path, rows)
    assert {place: cell.value for place, cell in cells.items()} == {
        (1, 1): 1, (1, 4): 2, (1, 5): 3, (7, 2): 4, (8, 1): 5,
    }  # fmt: skip


STYLES = (
    '<numFmts><numFmt numFmtId="14" formatCode="0.00"/><numFmt numFmtId="164" formatCode="d-m-yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="166" formatCode="0 &quot;dagen&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/><xf numFmtId="14"/></cellXfs>'
    '<dxfs><dxf><numFmt numFmtId="166" formatCode="0%"/></dxf></dxfs>'
)
"""With a format of conditional formatting (dxf) that bears the number of one for cells."""


@pytest.mark.parametrize(
    ("style", "serial", "expected"),
    [
        (1, "46082", date(2026, 3, 1)),
        (4, "46082.5", datetime(2026, 3, 1, 12)),
        (4, "0.25", time(6)),
        (1, "1", date(1900, 1, 1)),
        (1, "-3", Decimal(-3)),
        (1, "99999999", Decimal(99999999)),
        (2, "1.5", Decimal("1.5")),
        (2, "0.5", time(12)),
        (3, "12", Decimal(12)),
        (0, "46082", Decimal(46082)),
        (5, "46082", Decimal(46082)),
    ],
)
def test_number_formats_make_dates(tmp_path: Path, style: int, serial: str, expected: object) -> None:
    cells = read_rows(tmp_path, f'<row><c s="{style}"><v>{serial}</v></c></row>', styles=STYLES)
    assert cells[1, 1].value == expected
    assert cells[1, 1].kind == (NUMBER if isinstance(expected, Decimal) else DATE)
    assert not cells[1, 1].percent


def test_the_1904_calendar(tmp_path: Path) -> None:
    cells = read_rows(
        tmp_path, '<row><c s="1"><v>44620</v></c></row>', styles=STYLES, workbook='<workbookPr date1904="1"/>'
    )
    assert cells[1, 1].value == date(2026, 3, 1)


def test_strict_dialect_and_prefixes(tmp_path: Path) -> None:
    content = parts(
        '<sheetData><row><c t="s"><v>0</v></c></row></sheetData>', "<si><t>a</t></si>", main=STRICT
    )
    sheet = content["xl/worksheets/sheet1.xml"]
    sheet = (
        sheet.replace("xmlns=", "xmlns:x=")
        .replace("</", "</x:")
        .replace("<", "<x:")
        .replace("<x:/x:", "</x:")
    )
    content["xl/worksheets/sheet1.xml"] = sheet
    assert "<x:row><x:c t=" in sheet
    assert read(pack(tmp_path / "strikt.xlsx", content)).sheets[0].cells == {(1, 1): RawCell(TEXT, "a")}


def test_hidden_and_merged(tmp_path: Path) -> None:
    path = tmp_path / "verborgen.xlsx"
    with xlsxwriter.Workbook(path) as book:
        seen, hidden, deep = (book.add_worksheet(name) for name in ("Open", "Dicht", "Diep"))
        hidden.hide()
        deep.very_hidden()
        seen.write("E9", "laatste")
        seen.set_row(3, None, None, {"hidden": True})
        seen.set_column("B:C", None, None, {"hidden": True})
        seen.set_column("D:XFD", None, None, {"hidden": True})
        seen.merge_range("A1:B2", "samen")
    open_sheet, *closed = read(path).sheets
    assert (open_sheet.name, open_sheet.hidden) == ("Open", False)
    assert [(sheet.name, sheet.hidden) for sheet in closed] == [("Dicht", True), ("Diep", True)]
    assert open_sheet.hidden_rows == {4}
    assert open_sheet.hidden_columns == {2, 3, 4, 5}
    assert open_sheet.merged == ((1, 1, 2, 2),)


def test_the_far_corner_is_read_fast(tmp_path: Path) -> None:
    path = tmp_path / "hoek.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "begin")
        sheet.write("XFD1048576", "einde")
    assert read(path).sheets[0].cells == {
        (1, 1): RawCell(TEXT, "begin"),
        (1_048_576, 16_384): RawCell(TEXT, "einde"),
    }


def test_a_chart_sheet_is_no_sheet_of_cells(tmp_path: Path) -> None:
    path = tmp_path / "grafiek.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Cijfers")
        sheet.write_column("A1", [1, 2, 3])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Cijfers!$A$1:$A$3"})
        book.add_chartsheet("Grafiek").set_chart(chart)
    assert [sheet.name for sheet in read(path).sheets] == ["Cijfers"]


def random_value(dice: random.Random) -> object:
    text = "".join(dice.choice("aé €<&\"'\n\t日😀=+1,") for _ in range(dice.randint(1, 30)))
    moment = datetime(1990, 1, 1) + timedelta(minutes=dice.randint(0, 30_000_000))
    return dice.choice(
        [
            text, dice.choice(["ja", "nee", " "]), dice.randint(-(10**9), 10**9), dice.random(),
            dice.uniform(-1e20, 1e20), dice.random() * 1e-12, True, False, moment, moment.date(),
            moment.time(),
        ]
    )  # fmt: skip


def write_random(path: Path, seed: int, writer: str) -> None:
    """A workbook of random cells, from one of two programs."""
    dice = random.Random(seed)
    places = {(dice.randint(1, 60), dice.randint(1, 40)) for _ in range(150)}
    values = {place: random_value(dice) for place in sorted(places)}
    if writer == "openpyxl":
        book = openpyxl.Workbook()
        for (row, column), value in values.items():
            cell = book.active.cell(row, column)
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type
        book.save(path)
        return
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as target:
        formats = {datetime: "dd-mm-yyyy hh:mm", date: "d mmm yyyy", time: "hh:mm"}
        styles = {kind: target.add_format({"num_format": code}) for kind, code in formats.items()}
        sheet = target.add_worksheet()
        for (row, column), value in values.items():
            sheet.write(row - 1, column - 1, value, styles.get(type(value)))


def as_openpyxl_shows(sheet: Sheet) -> dict[tuple[int, int], object]:
    def shown(value: object) -> object:
        if isinstance(value, Decimal):
            return float(value)
        if isinstance(value, date) and not isinstance(value, datetime):
            return datetime(value.year, value.month, value.day)
        return value

    return {place: shown(cell.value) for place, cell in sheet.cells.items()}


def fifteen_digits(value: object) -> object:
    """What spreadsheet programs show of a number."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


@pytest.mark.parametrize("writer", ["openpyxl", "xlsxwriter"])
@pytest.mark.parametrize("seed", range(12))
def test_same_values_as_openpyxl(tmp_path: Path, seed: int, writer: str) -> None:
    path = tmp_path / "willekeurig.xlsx"
    write_random(path, seed, writer)
    book = openpyxl.load_workbook(path, data_only=True)
    expected = {
        (cell.row, cell.column): fifteen_digits(cell.value)
        for row in book.active
        for cell in row
        if cell.value is not None
    }
    book.close()
    assert len(expected) > 100
    found = as_openpyxl_shows(read(path).sheets[0])
    assert found == expected
    assert {place: type(value) is bool for place, value in found.items()} == {
        place: type(value) is bool for place, value in expected.items()
    }


@pytest.mark.parametrize(
    "code",
    [
        "General", "0.00", "d-m-yyyy", "[$-413]d mmmm yyyy", "[h]:mm", "[Red]0", '"dag" 0', "0 \\d", "@", "",
        "yyyy;@", "0;d", "_d0", "[$€-413] #,##0.00", "hh:mm AM/PM", "mm:ss.0", '#,##0 "uur";[Red]-0',
        "0.00E+00",
    ],
)  # fmt: skip
def test_date_formats_as_openpyxl_sees_them(code: str) -> None:
    assert is_date_format(code) == openpyxl_is_date_format(code)


def test_a_format_of_nothing_but_brackets_costs_nothing() -> None:
    assert not is_date_format("[" * 1_000_000)


@pytest.mark.parametrize(("serial", "expected"), [(59.0, date(1900, 2, 28)), (61.0, date(1900, 3, 1))])
def test_serials_around_the_leap_day_that_never_was(serial: float, expected: date) -> None:
    assert from_serial(serial, EPOCH_1900) == expected


def test_the_last_moment_stays_in_range() -> None:
    assert from_serial(2_958_465.9999999999, EPOCH_1900) is None
    assert from_serial(2_958_465, EPOCH_1900) == date(9999, 12, 31)


@pytest.mark.parametrize("value", [5e-324, 1e15, 1e22, 12345.678, -0.07, 99999.99])
def test_what_people_can_type_comes_back(value: float) -> None:
    exact = number(repr(value))
    assert exact is not None
    assert float(exact) == value
    assert "E" not in str(exact) or abs(value) < 1e-6


@pytest.mark.parametrize(
    ("stored", "seen"),
    [
        ("39.900000000000006", "39.9"),  # =3*13,3
        ("0.30000000000000004", "0.3"),
        ("1.1499999999999999", "1.15"),
        ("39.495100000000001", "39.4951"),
        ("0.33333333333333331", "0.333333333333333"),
        ("1.7976931348623157E+308", "179769313486232" + "0" * 294),
        ("-2.6645352591003757E-15", "-0.00000000000000266453525910038"),
    ],
)
def test_a_number_has_the_digits_that_people_see(stored: str, seen: str) -> None:
    found = number(stored)
    assert found is not None
    assert f"{found:f}" == seen


def test_unescape_leaves_ordinary_text_alone() -> None:
    assert unescape("een_x_y _x00 _xZZZZ_") == "een_x_y _x00 _xZZZZ_"
