"""What .ods files say, read right: compared with their .xlsx twins and spelled out in small XML."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook
from inkoop.readers.files.archive import Limits
from inkoop.readers.files.workbook import read_workbook
from tests.readers.twins import Twins, differences

ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    " ".join(f'xmlns:{name}="{ODF}:{name}:1.0"' for name in ("office", "table", "text", "style", "drawing"))
    + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
TEXT, NUMBER, DATE = CellKind.TEXT, CellKind.NUMBER, CellKind.DATE


def pack(path: Path, spreadsheet: str, styles: str = "", mimetype: str = MIMETYPE) -> Path:
    content = (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{spreadsheet}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", content)
    return path


def read(path: Path) -> Workbook:
    outcome = read_workbook(path)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def read_table(tmp_path: Path, inner: str) -> Sheet:
    return read(pack(tmp_path / "klein.ods", f'<table:table table:name="Blad">{inner}</table:table>')).sheets[
        0
    ]


def typed(kind: str, rest: str = "", inside: str = "") -> str:
    return f'<table:table-cell office:value-type="{kind}" {rest}>{inside}</table:table-cell>'


ONE_CELL = [
    (typed("float", 'office:value="0.12"'), RawCell(NUMBER, Decimal("0.12"))),
    (typed("percentage", 'office:value="0.12"'), RawCell(NUMBER, Decimal("0.12"), percent=True)),
    (typed("currency", 'office:value="1234.50"'), RawCell(NUMBER, Decimal("1234.5"))),
    (typed("float", 'office:value="veel"'), RawCell(CellKind.ERROR, "veel")),
    (typed("boolean", 'office:boolean-value="true"'), RawCell(CellKind.BOOLEAN, True)),
    (typed("date", 'office:date-value="2026-03-01"'), RawCell(DATE, date(2026, 3, 1))),
    (
        typed("date", 'office:date-value="2026-03-01T09:30:00"'),
        RawCell(DATE, datetime(2026, 3, 1, 9, 30)),
    ),
    (typed("time", 'office:time-value="PT09H30M00S"'), RawCell(DATE, time(9, 30))),
    (typed("time", 'office:time-value="PT36H00M00S"'), RawCell(NUMBER, Decimal("1.5"))),
    (typed("time", 'office:time-value="PT"'), RawCell(CellKind.ERROR, "PT")),
    (typed("string", "", "<text:p>een</text:p><text:p/><text:p>drie</text:p>"), RawCell(TEXT, "een\n\ndrie")),
    (
        typed(
            "string", "", "<text:p>\n a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d  e\n f</text:p>"
        ),
        RawCell(TEXT, "a   b\tc\nd  e f"),
    ),
    (
        typed(
            "string",
            "",
            "<text:p><text:a>vet</text:a> <text:span>en <text:a>dun</text:a></text:span></text:p>",
        ),
        RawCell(TEXT, "vet en dun"),
    ),
    (
        typed(
            "string",
            "",
            "<office:annotation><text:p>opmerking</text:p></office:annotation><text:p>antwoord</text:p>"
            "<drawing:frame><text:p>vorm</text:p></drawing:frame>",
        ),
        RawCell(TEXT, "antwoord"),
    ),
    (typed("string", 'office:string-value="echt"', "<text:p>getoond</text:p>"), RawCell(TEXT, "echt")),
    ("<table:table-cell><text:p>zonder soort</text:p></table:table-cell>", RawCell(TEXT, "zonder soort")),
    (
        typed("float", 'table:formula="of:=[.A1]+1" office:value="2"', "<text:p>2</text:p>"),
        RawCell(NUMBER, Decimal(2), True),
    ),
    (
        typed(
            "string",
            'table:formula="of:=NA()" office:string-value="" calcext:value-type="error"',
            "<text:p>#N/B</text:p>",
        ),
        RawCell(CellKind.ERROR, "#N/B", True),
    ),
    (
        typed("float", 'table:formula="of:=1+" office:value="0"', "<text:p>Err:509</text:p>"),
        RawCell(CellKind.ERROR, "Err:509", True),
    ),
    (typed("string", "", "<text:p>#N/A</text:p>"), RawCell(TEXT, "#N/A")),
    (
        '<table:table-cell table:formula="of:=SUM([.A1:.A2])"/>',
        RawCell(CellKind.UNCALCULATED, "=SUM([.A1:.A2])", True),
    ),
]


@pytest.mark.parametrize(("xml", "expected"), ONE_CELL)
def test_one_cell(tmp_path: Path, xml: str, expected: RawCell) -> None:
    sheet = read_table(tmp_path, f"<table:table-row><table:table-cell/>{xml}</table:table-row>")
    assert sheet.cells == {(1, 2): expected}


def test_a_formula_with_an_empty_text_is_empty(tmp_path: Path) -> None:
    formula = 'table:formula="of:=IF(1;&quot;&quot;)"'
    typed_so = typed("string", f'{formula} office:string-value=""')
    as_libreoffice = f"<table:table-cell {formula}><text:p/></table:table-cell>"
    assert read_table(tmp_path, f"<table:table-row>{typed_so}{as_libreoffice}</table:table-row>").cells == {}


def test_repeats_are_counted_and_empty_ones_cost_nothing(tmp_path: Path) -> None:
    number = typed("float", 'office:value="1" table:number-columns-repeated="2"')
    last = typed("string", "", "<text:p>z</text:p>")
    sheet = read_table(
        tmp_path,
        '<table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse" table:number-columns-repeated="16382"/>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="filter">'
        f'<table:table-cell table:number-columns-repeated="3"/>{number}</table:table-row>'
        '<table:table-row-group><table:table-row table:number-rows-repeated="1048573"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table-row-group>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="16383"/>{last}'
        "</table:table-row>",
    )  # fmt: skip
    one = RawCell(NUMBER, Decimal(1))
    assert sheet.cells == {
        (1, 4): one, (1, 5): one, (2, 4): one, (2, 5): one, (1_048_576, 16_384): RawCell(TEXT, "z"),
    }  # fmt: skip
    assert sheet.hidden_rows == {1, 2}
    assert len(sheet.hidden_columns) == 16_382
    assert min(sheet.hidden_columns) == 3


def test_a_repeat_of_billions_is_refused_before_it_is_made(tmp_path: Path) -> None:
    cell = typed("float", 'office:value="1" table:number-columns-repeated="16384"')
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    path = pack(tmp_path / "veel.ods", f'<table:table table:name="B">{row}</table:table>')
    outcome = read_workbook(path)
    assert outcome.value is None
    assert [finding.code for finding in outcome.findings] == ["BESTAND-08"]


def test_a_space_of_billions_is_refused_before_it_is_made(tmp_path: Path) -> None:
    cell = typed("string", "", '<text:p><text:s text:c="999999999"/></text:p>')
    path = pack(
        tmp_path / "leeg.ods",
        f'<table:table table:name="B"><table:table-row>{cell}</table:table-row></table:table>',
    )
    tracemalloc.start()
    try:
        assert [finding.code for finding in read_workbook(path).findings] == ["BESTAND-09"]
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_a_merge_beyond_the_sheet_is_no_merge(tmp_path: Path) -> None:
    rows = '<table:table-row table:number-rows-repeated="1048576"/><table:table-row>'
    merged = '<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="2"/>'
    assert read_table(tmp_path, f"{rows}{merged}</table:table-row>").merged == ()


def test_merged_hidden_and_foreign_tables(tmp_path: Path) -> None:
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table">'
        f'<style:table-properties table:display="{display}"/></style:style>'
        for name, display in (("ta1", "false"), ("ta2", "true"))
    )
    merged = typed(
        "string", 'table:number-columns-spanned="2" table:number-rows-spanned="3"', "<text:p>m</text:p>"
    )
    row = f"<table:table-row>{merged}<table:covered-table-cell/></table:table-row>"
    path = pack(
        tmp_path / "bladen.ods",
        f'<table:table table:name="Open" table:style-name="ta2">{row}</table:table>'
        '<table:table table:name="Dicht" table:style-name="ta1"><table:shapes><text:p/></table:shapes>'
        "</table:table>"
        "<table:table table:name=\"'file:///ander.ods'#$Blad1\"><table:table-source/></table:table>"
        '<table:dde-links><table:dde-link><table:table table:name="D"/></table:dde-link></table:dde-links>',
        styles,
    )
    first, second = read(path).sheets
    assert (first.name, first.hidden, first.merged) == ("Open", False, ((1, 1, 3, 2),))
    assert first.cells == {(1, 1): RawCell(TEXT, "m")}
    assert (second.name, second.hidden, second.cells) == ("Dicht", True, {})


def test_a_text_document_says_what_it_is(tmp_path: Path) -> None:
    path = pack(tmp_path / "brief.ods", "", mimetype="application/vnd.oasis.opendocument.text")
    (finding,) = read_workbook(path).findings
    assert (finding.code, dict(finding.context)) == ("BESTAND-02", {"soort": "odt"})


@pytest.mark.langzaam
def test_an_ods_says_the_same_as_the_xlsx_it_was_made_from(twin: Callable[[str], Twins]) -> None:
    xlsx, ods = twin("ods")
    assert differences(xlsx, ods) == {}


def test_limits_hold_for_ods_too(tmp_path: Path) -> None:
    cells = typed("float", 'office:value="1"') * 5
    row = f"<table:table-row>{cells}</table:table-row>"
    path = pack(tmp_path / "vol.ods", f'<table:table table:name="B">{row}</table:table>')
    assert read_workbook(path, limits=Limits(cells=5)).value is not None
    assert [finding.code for finding in read_workbook(path, limits=Limits(cells=4)).findings] == [
        "BESTAND-08"
    ]
