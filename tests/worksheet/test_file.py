"""A kader as a real workbook: written, opened by other programs, changed by a person, and read again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from ruamel.yaml import YAML

import inkoop
from inkoop.catalogue import message
from inkoop.domain.findings import Why
from inkoop.domain.places import CellPlace
from inkoop.domain.rules import RULES
from inkoop.readers.settings.kader import read_kader
from inkoop.readers.settings.kader_sheet import sheet_tree
from inkoop.readers.settings.yaml_remarks import yaml_remarks
from inkoop.readers.settings.yaml_source import read_yaml
from inkoop.rules.fingerprint import fingerprint
from tests.conftest import ROOT, SMALL_KADER
from tests.readers.twins import convert

from .memory import KADERS, TEXTS, exact, path_of

MEERDONK = ROOT / "criteria" / "meerdonk-2027.yaml"


def as_workbook(kader: Path, folder: Path) -> Path:
    made = inkoop.kader_to_sheet(kader, folder / f"{kader.stem}.xlsx")
    assert made.value is not None, made
    return Path(made.value)


def assert_same(workbook: Path, kader: Path) -> None:
    """The workbook holds the kader: its data in its order, its comments, its fingerprint."""
    tree, own = sheet_tree(workbook), read_yaml(kader)
    assert tree.findings == []
    assert exact(tree.data) == exact(own.data)
    assert tree.remarks == yaml_remarks(kader.read_text("utf-8"))
    mine, other = inkoop.check_kader(workbook).value, read_kader(kader).value
    assert mine is not None
    assert other is not None
    assert fingerprint(mine) == fingerprint(other)


@pytest.mark.langzaam
@pytest.mark.parametrize("name", TEXTS)
def test_a_workbook_holds_the_whole_kader(name: str, tmp_path: Path) -> None:
    kader = path_of(name, tmp_path)
    assert_same(as_workbook(kader, tmp_path), kader)


def texts_of(value: Any) -> set[str]:
    """Every text in a file of YAML, as another library reads it."""
    if isinstance(value, dict):
        return {str(key) for key in value} | {text for deep in value.values() for text in texts_of(deep)}
    if isinstance(value, list):
        return {text for deep in value for text in texts_of(deep)}
    return {value} if isinstance(value, str) else set()


@pytest.mark.langzaam
@pytest.mark.parametrize("path", KADERS, ids=lambda path: path.stem)
def test_another_program_finds_every_text_number_and_comment(path: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(as_workbook(path, tmp_path))
    cells = [
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None
    ]
    shown = "\n".join(str(value) for value in cells)
    plain = YAML(typ="base", pure=True).load(path.read_text("utf-8"))  # every value as the text it is
    wanted = texts_of(plain) - {key for part in keys_of(plain) for key in part}
    for text in wanted:
        number = text.replace(".", ",") if re.fullmatch(r"\d+\.\d+", text) else text
        assert text in shown or number in shown or float_in(text, cells), text
    for line in re.findall(r"(?m)^\s*# ?(.*\w.*)$", path.read_text("utf-8")):
        assert line.strip() in shown, line


def float_in(text: str, cells: list[Any]) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", text) is not None and float(text) in cells


def keys_of(value: Any) -> list[set[str]]:
    if isinstance(value, dict):
        return [set(value), *(keys for deep in value.values() for keys in keys_of(deep))]
    return [keys for deep in value for keys in keys_of(deep)] if isinstance(value, list) else []


# ── Through LibreOffice, as a person leaves it ───────────────────────────────────────────────────────────


def heads(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the headings and their columns."""
    for row in sheet.iter_rows(max_row=10):
        names = {str(cell.value): cell.column for cell in row if cell.value}
        if names.keys() & {"Rij", "Gegeven"} and row[0].value in ("Rij", "Gegeven", "Hoort bij"):
            return row[0].row, names
    raise AssertionError(sheet.title)


def untidy(path: Path) -> None:
    """What people do to a workbook without meaning anything by it."""
    book = openpyxl.load_workbook(path)
    for sheet in list(book):
        if sheet.title not in ("Uitleg", "Lijsten"):
            row, _ = heads(sheet)
            sheet.insert_rows(row + 2, 3)
            sheet.insert_rows(1, 2)
            sheet.cell(sheet.max_row + 5, 1).value = "   "
            for column in "ABCDEF":
                sheet.column_dimensions[column].width = 70
    book._sheets.reverse()  # type: ignore[attr-defined]
    book.save(path)


@pytest.mark.langzaam
@pytest.mark.parametrize(
    "path", [MEERDONK, ROOT / "criteria" / "zwolle-2015.yaml"], ids=lambda path: path.stem
)
def test_it_survives_libreoffice_and_untidy_people(path: Path, tmp_path: Path) -> None:
    workbook = as_workbook(path, tmp_path)
    untidy(workbook)
    assert_same(workbook, path)
    ods = convert(workbook, "ods")
    assert_same(ods, path)
    back = tmp_path / "terug"
    back.mkdir()
    again = ods.rename(back / ods.name)
    assert_same(convert(again, "xlsx"), path)


@pytest.mark.langzaam
def test_it_looks_as_a_person_expects(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(as_workbook(MEERDONK, tmp_path))
    assert book.sheetnames[:2] == ["Uitleg", "Kader"]
    assert {"Aanbesteding", "Vragen", "Eisen", "Criteria", "Regels", "Gunning"} < set(book.sheetnames)
    for sheet in book:
        if sheet.title in ("Uitleg", "Lijsten"):
            continue
        row, columns = heads(sheet)
        assert sheet[sheet.freeze_panes or "A1"].row == row + 1, sheet.title
        for line in sheet.iter_rows(min_row=row):
            for one in line:
                short = not isinstance(one.value, str) or len(one.value) < 60
                assert one.alignment.wrap_text or short, (sheet.title, one.coordinate)
        for name, column in columns.items():
            width = sheet.column_dimensions[openpyxl.utils.get_column_letter(column)].width
            assert width >= max(map(len, name.split())), (sheet.title, name)
    lists = {str(rule.formula1) for sheet in book for rule in sheet.data_validations.dataValidation}
    assert '"ja,nee"' in lists
    assert any("afwijzen" in rule for rule in lists)
    assert any("A3" in rule and "Z6" in rule for rule in lists)  # what a criterion can rest on
    regel = cell(book["Regels"], "Waarde", "K2", "Hoort bij")
    kinds = next(
        rule for rule in book["Regels"].data_validations.dataValidation if regel.coordinate in rule.cells
    )
    source = str(kinds.formula1)
    if "Lijsten" in source:
        source = ",".join(str(c[0].value) for c in book["Lijsten"][source.split("!")[1].replace("$", "")])
    assert set(source.strip('"').split(",")) == set(RULES)


# ── What a person types ──────────────────────────────────────────────────────────────────────────────────


@cache
def small() -> bytes:
    """The small kader as a workbook, made once."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return as_workbook(SMALL_KADER, Path(folder)).read_bytes()


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "klein.xlsx"
    path.write_bytes(small())
    return path


def cell(sheet: Worksheet, column: str, code: str, under: str = "Code") -> Any:
    """The cell of a thing under a heading."""
    row, columns = heads(sheet)
    for number in range(row + 1, sheet.max_row + 1):
        if sheet.cell(number, columns[under]).value == code:
            return sheet.cell(number, columns[column])
    raise AssertionError(code)


def changed(path: Path, change: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def data(path: Path) -> Any:
    tree = sheet_tree(path)
    assert tree.findings == []
    return tree.data


def test_what_a_person_typed_counts_as_meant(workbook: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        share = cell(book["Criteria"], "Drempel", "K2")
        share.value, share.number_format = 0.6, "0%"
        cell(book["Criteria"], "Gewicht", "K1").value = "40,0"
        cell(book["Criteria"], "Titel", "K1").value = "=2+2 is geen som   "
        cell(book["Aanbesteding"], "Waarde", "Titel", "Gegeven").value = "0100"
        moment = cell(book["Aanbesteding"], "Waarde", "Publicatie", "Gegeven")
        moment.value, moment.number_format = datetime(2027, 1, 4, 8, 30), "d-m-yyyy h:mm"
        cell(book["Aanbesteding"], "Waarde", "Sluiting", "Gegeven").value = "2-2-2027 12:00"
        cell(book["Aanbesteding"], "Waarde", "Fictief", "Gegeven").value = True
        cell(book["Criteria"], "Titel", "K1").data_type = "s"

    made = data(changed(workbook, fill))
    assert made["criteria"][1]["drempel"] == "60%"
    assert str(made["criteria"][0]["gewicht"]) == "40.0"
    assert made["criteria"][0]["titel"] == "=2+2 is geen som"
    assert made["aanbesteding"]["titel"] == "0100"
    assert made["aanbesteding"]["publicatie"] == "2027-01-04 08:30"
    assert made["aanbesteding"]["sluiting"] == "2027-02-02 12:00"
    assert made["aanbesteding"]["fictief"] == "ja"


def test_a_new_row_belongs_where_it_says(workbook: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book["Vragen"]
        _, columns = heads(sheet)
        end = sheet.max_row + 3
        for column, value in {
            "Rij": "vraag",
            "Hoort bij": "algemeen",
            "Code": "plaats",
            "Soort": "tekst",
        }.items():
            sheet.cell(end, columns[column]).value = value
        sheet.cell(end, columns["Tekst"]).value = "Waar bent u?"
        sheet.cell(end, columns["Max woorden"]).value = 12
        sheet.cell(end, columns["Opmerking"]).value = "Nieuw dit jaar."

    made = sheet_tree(changed(workbook, fill))
    wanted = {"code": "plaats", "soort": "tekst", "tekst": "Waar bent u?", "max_woorden": 12}
    assert made.findings == []
    assert made.data["algemeen"][-1] == wanted
    assert made.remarks["algemeen", len(made.data["algemeen"]) - 1].above == ("Nieuw dit jaar.",)


def test_a_sheet_that_was_empty_can_be_filled(workbook: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        cell(book["Opdracht"], "Waarde", "Looptijd", "Gegeven").value = "vier jaar"
        sheet = book["Besluiten"]
        row, columns = heads(sheet)
        sheet.cell(row + 1, columns["Wie"]).value = "College"
        sheet.cell(row + 1, columns["Wat"]).value = "besluit"

    made = data(changed(workbook, fill))
    assert made["opdracht"] == {"looptijd": "vier jaar", "besluiten": [{"wie": "College", "wat": "besluit"}]}


def test_rows_that_were_sorted_keep_what_they_belong_to(workbook: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book["Bronnen"]
        row, columns = heads(sheet)
        rows = [[c.value for c in line] for line in sheet.iter_rows(min_row=row + 1)]
        rows.sort(key=lambda values: str(values[columns["Code"] - 1]))
        for number, values in enumerate(rows, row + 1):
            for column, value in enumerate(values, 1):
                sheet.cell(number, column).value = value

    assert exact(data(changed(workbook, fill))) == exact(read_yaml(SMALL_KADER).data)


# ── Faults ───────────────────────────────────────────────────────────────────────────────────────────────


def typed(
    sheet: str, column: str, code: str, value: object, under: str = "Code"
) -> Callable[[openpyxl.Workbook], None]:
    def fill(book: openpyxl.Workbook) -> None:
        cell(book[sheet], column, code, under).value = value

    return fill


def removed(sheet: str) -> Callable[[openpyxl.Workbook], None]:
    return lambda book: book.remove(book[sheet])


def beside(book: openpyxl.Workbook) -> None:
    sheet = book["Eisen"]
    sheet.cell(heads(sheet)[0] + 1, 60).value = "een aantekening"


def twice(book: openpyxl.Workbook) -> None:
    sheet = book["Eisen"]
    sheet.cell(heads(sheet)[0], 60).value = "Titel"


def headless(book: openpyxl.Workbook) -> None:
    sheet = book["Eisen"]
    sheet.cell(heads(sheet)[0], 1).value = "Soort rij"


def noted(book: openpyxl.Workbook) -> None:
    cell(book["Eisen"], "Titel", "E1").comment = openpyxl.comments.Comment("Overleggen", "beleid")


def struck(book: openpyxl.Workbook) -> None:
    cell(book["Eisen"], "Titel", "E1").font = openpyxl.styles.Font(strike=True)


def loose(book: openpyxl.Workbook) -> None:
    sheet = book["Gunning"]
    _, columns = heads(sheet)
    sheet.cell(sheet.max_row + 2, columns["Waarde"]).value = 3


def extra_question(book: openpyxl.Workbook) -> None:
    sheet = book["Vragen"]
    _, columns = heads(sheet)
    row = sheet.max_row + 1
    for column, value in {
        "Rij": "vraag",
        "Hoort bij": "E1",
        "Code": "nog",
        "Soort": "ja_nee",
        "Tekst": "?",
    }.items():
        sheet.cell(row, columns[column]).value = value


def notes_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Kladblok")["A1"] = "nog doen"


@pytest.mark.parametrize(
    ("change", "code", "sheet", "column"),
    [
        (typed("Eisen", "Gevolg", "E1", "afwijzenn"), "KADER-13", "Eisen", "Gevolg"),
        (typed("Criteria", "Gewicht", "K1", "veel"), "KADER-14", "Criteria", "Gewicht"),
        (typed("Criteria", "Gewicht", "K1", 41), "KADER-21", "Criteria", None),
        (typed("Criteria", "Bron", "K1", "P1, P9"), "KADER-22", "Criteria", "Bron"),
        (typed("Eisen", "Titel", "E1", None), "KADER-10", "Eisen", None),
        (typed("Vragen", "Max rijen", "naam", 5), "KADER-12", "Vragen", "Max rijen"),
        (
            typed("Aanbesteding", "Waarde", "Sluiting", datetime(2020, 1, 1, 12), "Gegeven"),
            "KADER-32",
            "Aanbesteding",
            "Waarde",
        ),
        (
            typed("Aanbesteding", "Waarde", "Sluiting", date(2027, 3, 1), "Gegeven"),
            "KADER-14",
            "Aanbesteding",
            "Waarde",
        ),
        (
            typed("Aanbesteding", "Gegeven", "Kenmerk", "Kenmrk", "Gegeven"),
            "KADER-12",
            "Aanbesteding",
            "Waarde",
        ),
        (typed("Criteria", "Gewicht", "K1", "=1/0"), "BLAD-01", "Criteria", "Gewicht"),
        (typed("Eisen", "Rij", "E1", "eiss"), "BLAD-02", "Eisen", "Rij"),
        (typed("Vragen", "Hoort bij", "naam", "X1"), "BLAD-03", "Vragen", "Hoort bij"),
        (extra_question, "BLAD-04", "Vragen", "Rij"),
        (removed("Eisen"), "BLAD-05", "Kader", "Waarde"),
        (typed("Codelijsten", "Titel", "noord", "Noord"), "BLAD-06", "Codelijsten", "Titel"),
        (twice, "BLAD-07", "Eisen", None),
        (beside, "BLAD-08", "Eisen", None),
        (notes_sheet, "BLAD-09", "Kladblok", None),
        (struck, "BLAD-10", "Eisen", "Titel"),
        (noted, "BLAD-11", "Eisen", "Titel"),
        (headless, "BLAD-12", "Eisen", None),
        (loose, "BLAD-13", "Gunning", None),
        (typed("Codelijsten", "Code", "zuid", "noord"), "KADER-07", "Codelijsten", None),
        (typed("Aanbesteding", "Gegeven", "Titel", "Kenmerk", "Gegeven"), "KADER-07", "Aanbesteding", None),
    ],
)
def test_a_fault_is_told_with_its_sheet_and_cell(
    change: Callable[[openpyxl.Workbook], None], code: str, sheet: str, column: str | None, workbook: Path
) -> None:
    found = [f for f in inkoop.check_kader(changed(workbook, change)).findings if f.code == code]
    assert found, [(f.code, str(f.place)) for f in inkoop.check_kader(workbook).findings]
    place = found[0].place
    assert isinstance(place, CellPlace)
    assert place.sheet == sheet
    assert "{" not in message(found[0])
    if column is not None:
        head = openpyxl.load_workbook(workbook)[sheet]
        letter = openpyxl.utils.get_column_letter(heads(head)[1][column])
        assert re.fullmatch(rf"{letter}\d+", place.cell), place


def test_a_workbook_that_is_no_kader(tmp_path: Path) -> None:
    form = tmp_path / "formulier.xlsx"
    tender = read_kader(SMALL_KADER).value
    assert tender is not None
    inkoop.make_form(tender, form)
    assert [f.code for f in inkoop.check_kader(form).findings] == ["KADER-08"]
    form.write_bytes(b"PK\x03\x04 broken")
    assert next(f.code for f in inkoop.check_kader(form).findings).startswith("BESTAND-")


# ── There and back with files ────────────────────────────────────────────────────────────────────────────


def test_a_workbook_is_never_written_over(workbook: Path) -> None:
    before = workbook.read_bytes()
    outcome = inkoop.kader_to_sheet(SMALL_KADER, workbook)
    assert outcome.refusal is not None
    assert outcome.refusal.why is Why.FILES
    assert workbook.read_bytes() == before


def test_a_kader_that_is_there_keeps_its_lines(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_bytes(MEERDONK.read_bytes())
    path = as_workbook(kader, tmp_path)
    same = inkoop.sheet_to_kader(path, kader).value
    assert same is not None
    assert (same.changes, same.earlier) == ((), None)
    assert kader.read_bytes() == MEERDONK.read_bytes()
    changed(path, typed("Criteria", "Titel", "K2", "De inwoner beslist"))
    made = inkoop.sheet_to_kader(path, kader).value
    assert made is not None
    assert made.changes == ("criteria › K2 › titel: was De inwoner aan het roer, is nu De inwoner beslist",)
    assert made.earlier is not None
    assert made.earlier.read_bytes() == MEERDONK.read_bytes()
    old, new = MEERDONK.read_text("utf-8").split("\n"), kader.read_text("utf-8").split("\n")
    assert [line for line in new if line not in old] == ["    titel: De inwoner beslist"]
    assert len(old) == len(new)


def test_a_name_from_the_library_stays_a_name(tmp_path: Path) -> None:
    part = "  - bibliotheek: dagbesteding/lage-drempel\n    code: K9  # overgenomen\n    gewicht: 10\n"
    text = (
        TEXTS["klein"]
        .replace("criteria:\n", f"criteria:\n{part}", 1)
        .replace("gewicht: 40", "gewicht: 30", 1)
    )
    kader = tmp_path / "kader.yaml"
    kader.write_text(text, "utf-8")
    by_line = read_kader(kader)
    if by_line.value is None:
        pytest.fail(str([(found.code, str(found.place), message(found)) for found in by_line.findings]))
    workbook = as_workbook(kader, tmp_path)
    assert sheet_tree(workbook).data["criteria"][0] == {
        "bibliotheek": "dagbesteding/lage-drempel",
        "code": "K9",
        "gewicht": 10,
    }
    by_cell = inkoop.check_kader(workbook)
    assert by_cell.value is not None
    assert fingerprint(by_cell.value) == fingerprint(by_line.value)
    assert [found.code for found in by_cell.findings] == [found.code for found in by_line.findings]
    assert {found.place.sheet for found in by_cell.findings if isinstance(found.place, CellPlace)} == {
        "Criteria"
    }
    assert all(isinstance(found.place, CellPlace) for found in by_cell.findings)
    made = inkoop.sheet_to_kader(workbook, kader)
    assert made.value is not None
    assert kader.read_text("utf-8") == text


def test_nothing_is_written_of_a_workbook_with_a_fault(workbook: Path, tmp_path: Path) -> None:
    target = tmp_path / "kader.yaml"
    outcome = inkoop.sheet_to_kader(changed(workbook, typed("Eisen", "Gevolg", "E1", "x")), target)
    assert outcome.value is None
    assert not target.exists()
    target.write_text("- dit is geen kader\n", "utf-8")
    workbook.write_bytes(small())
    outcome = inkoop.sheet_to_kader(workbook, target)
    assert outcome.refusal is not None
    assert target.read_text("utf-8") == "- dit is geen kader\n"


@pytest.mark.langzaam
def test_what_a_workbook_cannot_hold_is_refused_and_not_lost(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text(TEXTS["klein"].replace("titel: Klein kader", f"titel: {'lang ' * 7000}"), "utf-8")
    outcome = inkoop.kader_to_sheet(kader, tmp_path / "kader.xlsx")
    assert outcome.refusal is not None
    assert "zonder verlies" in outcome.refusal.text
    assert not (tmp_path / "kader.xlsx").exists()
