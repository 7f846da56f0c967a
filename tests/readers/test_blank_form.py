"""The form proves itself: whatever differs from the empty form is seen, and what programs do to it is not."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from inkoop.catalogue import message
from inkoop.domain.cells import CellKind, Oddity, RawCell, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import SPELLING
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.journeys.blank_form import blank_form
from inkoop.readers.files.looks import changing, number_look
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.form import FormReader
from inkoop.rules.fingerprint import fingerprint
from tests.conftest import cell_of
from tests.readers.filled import tender
from tests.readers.twins import convert

Read = Callable[[Path], Submission]
Change = Callable[..., Path]
Fill = Callable[..., Path]
SEEN = re.compile(r"FORM-(02|03|04|05|07|12|13|16|17|32)")


@cache
def form_reader() -> FormReader:
    return FormReader(tender(), fingerprint(tender()), empty())


@cache
def empty() -> Workbook:
    return blank_form(tender())


def seen(workbook: Workbook) -> list[Finding]:
    """The findings about a workbook as a form."""
    return list(form_reader().locate(workbook)[1])


def with_cell(sheet: Sheet, place: tuple[int, int], text: str | None) -> Workbook:
    """The empty form with one cell changed, or without it."""
    cells = {other: cell for other, cell in sheet.cells.items() if other != place}
    if text is not None:
        cells[place] = RawCell(CellKind.TEXT, text)
    changed = replace(sheet, cells=cells)
    return replace(empty(), sheets=tuple(changed if s is sheet else s for s in empty().sheets))


def fixed_cells() -> Iterator[tuple[Sheet, tuple[int, int]]]:
    for sheet in empty().sheets:
        yield from ((sheet, place) for place in sheet.cells if place not in sheet.formulas)


def test_the_empty_form_differs_in_nothing_from_itself() -> None:
    assert seen(empty()) == []


def test_every_fixed_cell_that_says_something_else_is_seen() -> None:
    """A question, an option, help, a unit, a heading, a list: each in turn, with its old and new text."""
    count = 0
    for sheet, place in fixed_cells():
        found = seen(with_cell(sheet, place, "Wij bieden dit alleen onder voorwaarden."))
        told = [f for f in found if SEEN.fullmatch(f.code)]
        assert told, (sheet.name, place, sheet.cells[place].value)
        for each in told:
            if each.code == "FORM-16":
                assert each.place == CellPlace(empty().file, sheet.name, cell_name(*place))
                old = " ".join(str(sheet.cells[place].value).split())
                assert old[:100] in dict(each.context)["oud"]
                assert "onder voorwaarden" in dict(each.context)["nieuw"]
        count += 1
    assert count > 250


def test_every_fixed_cell_that_is_gone_is_seen() -> None:
    for sheet, place in fixed_cells():
        if sheet.cells[place].value in SPELLING:  # which earlier forms do not have
            continue
        found = seen(with_cell(sheet, place, None))
        assert any(SEEN.fullmatch(f.code) for f in found), (sheet.name, place, sheet.cells[place].value)


def test_every_cell_that_is_typed_in_beside_the_answers_is_seen() -> None:
    """All cells in and around each sheet: where an answer may stand it is one, and elsewhere it is told."""
    reader = form_reader()
    answers = reader._answer_cells(empty(), *reader._found(empty()))
    tried = 0
    for sheet in empty().sheets:
        rows = max(row for row, _ in sheet.cells) + 3
        columns = max(column for _, column in sheet.cells) + 3
        for place in ((row, column) for row in range(1, rows) for column in range(1, columns)):
            if place in sheet.cells or place in answers[sheet.name]:
                continue
            found = seen(with_cell(sheet, place, "Zonder zaterdagen"))
            where = CellPlace(empty().file, sheet.name, cell_name(*place))
            assert where in [f.place for f in found], (sheet.name, where.cell)
            tried += 1
    assert tried > 1_000


def test_a_check_that_says_what_somebody_typed_is_seen() -> None:
    for sheet in empty().sheets:
        for place in list(sheet.formulas)[:40]:
            found = seen(with_cell(sheet, place, "Voorbehoud: prijspeil 2030"))
            assert {f.place for f in found} == {CellPlace(empty().file, sheet.name, cell_name(*place))}


def with_formula(sheet: Sheet, place: tuple[int, int], formula: str, told: str) -> Workbook:
    """The empty form in which one check is another formula, with what it gives."""
    cells = {**sheet.cells, place: RawCell(CellKind.TEXT, told, formula=True)}
    changed = replace(sheet, cells=cells, formulas={**sheet.formulas, place: formula})
    return replace(empty(), sheets=tuple(changed if s is sheet else s for s in empty().sheets))


def test_a_check_that_somebody_made_say_that_all_is_well_is_seen() -> None:
    """In the form's own words: typed over, or by a formula that looks at nothing."""
    well = "✓ U bent klaar om in te dienen"
    for sheet in (each for each in empty().sheets if each.formulas):
        place = next(iter(sheet.formulas))
        where = CellPlace(empty().file, sheet.name, cell_name(*place))
        for workbook in (with_cell(sheet, place, well), with_formula(sheet, place, f'"{well}"', well)):
            assert [f.place for f in seen(workbook) if f.code == "FORM-16"] == [where]


def saved_by_openpyxl(path: Path) -> Path:
    book = openpyxl.load_workbook(path)
    book.save(path)
    return path


def with_rows_and_columns(path: Path) -> Path:
    """Rows above, columns before, and other names for the sheets, as other programs and people do."""
    book = openpyxl.load_workbook(path)
    for number, sheet in enumerate(book.worksheets):
        merged = [str(area) for area in sheet.merged_cells.ranges]
        for area in merged:
            sheet.unmerge_cells(area)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(1)
        sheet.title = f"Blad{number + 1}"
    book.save(path)
    return path


def rewritten(path: Path, **changes: Callable[[str], str]) -> Path:
    """The parts of a workbook whose name holds a word, changed as text."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for word, change in changes.items():
        parts = {
            name: change(content.decode()).encode() if word in name and name.endswith(".xml") else content
            for name, content in parts.items()
        }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def with_inline_strings(path: Path) -> Path:
    """As programs write that keep no table of texts."""
    with zipfile.ZipFile(path) as archive:
        table = archive.read("xl/sharedStrings.xml").decode()
    items = re.findall(r"<si>(.*?)</si>", table, re.S)

    def inline(sheet: str) -> str:
        return re.sub(
            r' t="s"><v>(\d+)</v>', lambda found: f' t="inlineStr"><is>{items[int(found[1])]}</is>', sheet
        )

    return rewritten(path, worksheets=inline)


def without_headers_and_formulas(path: Path) -> Path:
    """As programs write that know no headers, and keep results only."""
    return rewritten(
        path,
        worksheets=lambda sheet: re.sub(
            r"<headerFooter>.*?</headerFooter>", "", re.sub(r"<f[ >].*?</f>", "", sheet)
        ),
    )


REWRITTEN = {
    "openpyxl": saved_by_openpyxl,
    "rijen, kolommen en bladnamen": with_rows_and_columns,
    "tekst in de cellen": with_inline_strings,
    "zonder koptekst en formules": without_headers_and_formulas,
    "LibreOffice, xlsx": lambda path: resaved(path, "xlsx"),
    "LibreOffice, ods": lambda path: convert(path, "ods"),
    "LibreOffice, xls": lambda path: convert(path, "xls"),
    "LibreOffice, ods en terug": lambda path: convert(convert(path, "ods"), "xlsx"),
}


def resaved(path: Path, kind: str) -> Path:
    """A workbook saved by LibreOffice in its own format, in a folder beside it."""
    there = path.parent / "opnieuw"
    there.mkdir()
    profile = f"-env:UserInstallation=file://{path.parent / 'profiel'}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(there), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return there / path.name


@pytest.mark.langzaam
@pytest.mark.parametrize("how", REWRITTEN)
def test_what_programs_do_to_a_file_is_no_difference(how: str, read_small: Read, filled_form: Fill) -> None:
    submission = read_small(REWRITTEN[how](filled_form()))
    assert [f for f in submission.findings if f.code.startswith("FORM")] == []
    assert submission.answers["prijs"].number == 50


def a_picture(path: Path) -> Path:
    from PIL import Image

    Image.new("RGB", (9, 9)).save(path)
    return path


def beside(book: Any, sheet: Any, folder: Path) -> None:
    """Something of every kind beside the cells."""
    sheet.write_comment("B2", "Onder voorbehoud")
    sheet.insert_textbox("D4", "Alleen met indexering")
    sheet.insert_image("F6", str(a_picture(folder / "a.png")))
    sheet.insert_button("H8", {"caption": "Klik"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Wij!$A$1:$A$2"})
    sheet.insert_chart("J10", chart)
    sheet.set_header("&CVoorwaarden van toepassing")


@pytest.mark.langzaam
def test_what_stands_beside_the_cells_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "naast.xlsx"
    with xlsxwriter.Workbook(path) as book:
        beside(book, book.add_worksheet("Wij"), tmp_path)
    for file in (path, convert(path, "ods")):
        extra = read_workbook(file).value
        assert extra is not None
        found = seen(replace(empty(), file=file.name, sheets=(*empty().sheets, extra.sheets[0])))
        told = [(f.code, dict(f.context).get("wat") or dict(f.context).get("gevonden")) for f in found]
        assert ("FORM-14", "‘Onder voorbehoud’") in told
        assert ("FORM-18", "een tekstvak met de tekst ‘Alleen met indexering’") in told
        assert ("FORM-18", "een plaatje") in told
        assert ("FORM-18", "een grafiek") in told
        assert any(code == "FORM-18" and "knop" in str(words) for code, words in told)
        assert any(code == "FORM-19" and "Voorwaarden van toepassing" in str(words) for code, words in told)


def test_a_formula_on_a_sheet_of_their_own_that_says_something_is_seen() -> None:
    said = RawCell(CellKind.TEXT, "Onder voorbehoud van prijspeil", formula=True)
    sheet = Sheet("Kopie", {(2, 2): said}, formulas={(2, 2): '"Onder voorbehoud van prijspeil"'})
    found = seen(replace(empty(), sheets=(*empty().sheets, sheet)))
    assert [(f.code, f.place) for f in found] == [("FORM-12", CellPlace(empty().file, "Kopie", "B2"))]
    copy = replace(empty().sheets[-2], name="Controle (2)")
    assert seen(replace(empty(), sheets=(*empty().sheets, copy))) == []


def test_a_thread_of_comments_is_read_once(tmp_path: Path) -> None:
    """Excel repeats a thread as a comment for older versions, with a text of its own before it."""
    path = tmp_path / "draad.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Wij").write_comment("B2", "[Threaded comment] Comment: Onder voorbehoud")
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    thread = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B2" id="a"><text>Onder voorbehoud</text>'
    )
    thread += '</threadedComment><threadedComment ref="B2" id="b"><text>en nog iets</text></threadedComment>'
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", f"{thread}</ThreadedComments>")
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/>'
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    rels = "xl/worksheets/_rels/sheet1.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", f"{relation}</Relationships>".encode())
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    read = read_workbook(path).value
    assert read is not None
    assert [extra.text for extra in read.sheets[0].extras] == ["Onder voorbehoud", "en nog iets"]


LOOKS: list[tuple[dict[str, Any], Any, Oddity | None]] = [
    ({"font_strikeout": True}, "Ja, graag", Oddity.STRUCK),
    ({"font_color": "#FFFFFF"}, "Ja, graag", Oddity.INVISIBLE),
    ({"font_color": "#FFFFFE", "bg_color": "#FFFFFF"}, "Ja", Oddity.INVISIBLE),
    ({"font_color": "#FFFFFF", "bg_color": "#000080"}, "Ja", None),
    ({"num_format": ";;;"}, 39.5, Oddity.NOTHING_SHOWN),
    ({"num_format": "[$USD] #,##0.00"}, 39.5, Oddity.CURRENCY),
    ({"num_format": '"$" 0.00'}, 39.5, Oddity.CURRENCY),
    ({"num_format": '"€" #,##0.00'}, 39.5, None),
    ({"num_format": "[$€-413] #,##0.00"}, 39.5, None),
    ({"num_format": '0.00" per maand"'}, 39.5, Oddity.UNIT),
    ({"num_format": "0.0,"}, 39_500, Oddity.SCALED),
    ({"num_format": "#,##0"}, 39.5, Oddity.ROUNDED),
    ({"num_format": "#,##0"}, 39_500, None),
    ({"num_format": "0%"}, 0.125, Oddity.ROUNDED),
    ({"num_format": "0.0%"}, 0.125, None),
    ({"num_format": "d-m-yyyy"}, 46_000, None),
    ({}, 39.123456, None),
]


@pytest.mark.langzaam
def test_a_cell_that_shows_something_else_is_known_in_every_format(tmp_path: Path) -> None:
    path = tmp_path / "toont.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Toont")
        for row, (look, value, _) in enumerate(LOOKS):
            sheet.write(row, 0, value, book.add_format(look))
        bold = book.add_format({"bold": True})
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string(len(LOOKS), 0, "Wij doen ", struck, "niet", bold, " mee")
    expected = {(row, 1): odd for row, (_, _, odd) in enumerate(LOOKS, 1) if odd}
    expected[len(LOOKS) + 1, 1] = Oddity.PARTLY_STRUCK
    for file in (path, convert(path, "ods"), resaved(path, "xlsx")):
        read = read_workbook(file).value
        assert read is not None
        assert dict(read.sheets[0].oddities) == expected, file.name


@pytest.mark.parametrize("code", ["", "General", "@", "0", "#,##0.00_ ;-#,##0.00", "0.00E+00", "# ?/?"])
def test_a_format_that_adds_nothing_is_not_odd(code: str) -> None:
    assert number_look(code).odd is None


@pytest.mark.langzaam
def test_an_answer_that_looks_otherwise_goes_to_a_person(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell_of(book, "prijs").number_format = "[$USD] 0.00"
        cell_of(book, "plan").font = openpyxl.styles.Font(strike=True)
        cell_of(book, "wachttijd").value = "=IF(TODAY()>1,3,2)"

    submission = read_small(resaved(changed_form(edit), "xlsx"))
    told = {(f.code, f.question, dict(f.context)["waardoor"]) for f in submission.findings}
    expected = {"prijs": Oddity.CURRENCY, "plan": Oddity.STRUCK, "wachttijd": Oddity.CHANGING}
    assert told == {("FORM-20", question, odd) for question, odd in expected.items()}


def test_an_answer_beside_its_cell(read_small: Read, changed_form: Change) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        cell = cell_of(book, "wachttijd")
        cell.parent.cell(cell.row, cell.column + 1).value, cell.value = 2.5, None

    submission = read_small(changed_form(edit))
    (found,) = [f for f in submission.findings if f.code == "FORM-21"]
    words = dict(found.context)
    assert (words["vraag"], words["gevonden"]) == ("wachttijd", "‘2,5’")
    assert words["hoort"] == submission.answers["wachttijd"].place.cell


@pytest.mark.parametrize(
    "formula",
    [
        "TODAY()+1",
        "NOW()",
        "RANDBETWEEN(1,9)",
        "of:=NOW()",
        "[1]Blad!A1",
        "'file:///a.ods'#$B.A1",
        "[b.xlsx]C!A1",
    ],
)
def test_a_formula_that_gives_something_else_tomorrow_is_known(formula: str) -> None:
    assert changing(formula)


@pytest.mark.parametrize("formula", ["3*13.3", "SUM(A1:A9)", "Blad2!B4", "of:=[.C5]+[$Blad.D7]", "KNOWN()"])
def test_a_formula_that_stays_the_same_is_fine(formula: str) -> None:
    assert not changing(formula)


def test_of_a_form_of_another_version_the_fixed_parts_are_told_together() -> None:
    """They mostly follow from the version; what was typed beside the answers does not."""
    stamp = next(
        (sheet, (row, column + 1))
        for sheet in empty().sheets
        for (row, column), cell in sheet.cells.items()
        if cell.value == "inkoop-vingerafdruk"
    )
    workbook = with_cell(*stamp, "0" * 64)
    sheet = workbook.sheets[1]
    fixed = [place for place in sheet.cells if place not in sheet.formulas and place[1] in (2, 4)][2:6]
    words = {place: RawCell(CellKind.TEXT, f"anders {place}") for place in fixed}
    beside = {(90, 2): RawCell(CellKind.TEXT, "Onder voorbehoud")}
    changed = replace(sheet, cells={**sheet.cells, **words, **beside})
    found = seen(replace(workbook, sheets=(workbook.sheets[0], changed, *workbook.sheets[2:])))
    assert [f.code for f in found if f.code in ("FORM-03", "FORM-12", "FORM-16")] == ["FORM-03", "FORM-12"]
    (told,) = [f for f in found if f.code == "FORM-25"]
    assert dict(told.context)["aantal"] == f"{len(words)} plaatsen"
    assert "anders" in message(told)
    assert len(words) > 1
