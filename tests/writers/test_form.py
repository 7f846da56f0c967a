"""The provider's form: everything that is asked stands in it, and what is filled in comes back."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ruamel.yaml import YAML

from inkoop.domain.form_layout import (
    ANSWER_HEADER,
    CODE_HEADER,
    ROW_HEADER,
    STAMP_FINGERPRINT,
    STAMP_REFERENCE,
    STAMP_VERSION,
    option_code,
    table_marker,
)
from inkoop.domain.questions import MultiChoiceColumn, MultiChoiceQuestion, TableQuestion
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from inkoop.writers.form.book import fill_form, new_workbook
from inkoop.writers.form.sheet_names import SheetNames

CRITERIA = Path(__file__).parents[2] / "criteria"
KADERS = sorted(CRITERIA.glob("*.yaml"))

SMALL = """
kader: 1
aanbesteding:
  kenmerk: "TEST & 1"
  titel: "=1+1"
  opdrachtgever: "@gemeente"
  procedure: openbaar
  publicatie: "2026-01-02 09:00"
  sluiting: "2026-03-02 12:00"
  tijdzone: Europe/Amsterdam
  fictief: ja
  inleiding: "+inleiding"
  indienen: "-indienen"
  contact: {naam: "=naam", email: "a@b.example"}
bronnen:
  - {code: B, titel: bron, uitgever: u, jaar: 2020, uitgangspunten: [{code: P1, tekst: t}]}
algemeen:
  - {code: naam, tekst: "=1+1", hulp: "=2+2", soort: tekst, max_woorden: 10}
  - {code: verklaring, tekst: Klopt het?, soort: ja_nee}
  - {code: soort, tekst: Welke?, soort: keuze, keuzes: {a: "=cmd()", b: "Zei \\"b\\""}}
  - {code: meer, tekst: Welke nog meer?, soort: meerkeuze, keuzes: {een: Eén, twee: Twee}}
  - {code: toelichting, tekst: Waarom?, soort: tekst, max_woorden: 3000, alleen_als: {vraag: soort, is: b}}
  - {code: extra, tekst: Extra?, soort: tekst, max_woorden: 5, alleen_als: {vraag: meer, is: [een, twee]}}
  - {code: aantal, tekst: Hoeveel?, soort: geheel_getal, eenheid: st, definitie: d, minimum: 0, maximum: 10}
  - {code: deel, tekst: Welk deel?, soort: percentage, eenheid: '%', definitie: d, minimum: 0, maximum: 100}
  - {code: prijs, tekst: Wat kost het?, soort: bedrag, eenheid: euro, definitie: d, minimum: 0, maximum: 99}
  - {code: dag, tekst: Wanneer?, soort: datum}
  - code: tabel
    tekst: Welke plekken?
    soort: tabel
    max_rijen: 3
    kolommen:
      - {code: plek, tekst: Plek, soort: tekst, max_woorden: 5}
      - {code: wat, tekst: Wat, soort: meerkeuze, keuzes: {x1: Een, x2: Twee}}
      - {code: hoeveel, tekst: Hoeveel, soort: decimaal, eenheid: m, definitie: d, minimum: 0, maximum: 9}
  - code: vast
    tekst: Welke tarieven?
    soort: tabel
    vaste_rijen: product
    kolommen:
      - {code: product, tekst: Product, soort: keuze, keuzes: {p: Product P, q: Product Q}}
      - {code: tarief, tekst: Tarief, soort: bedrag, eenheid: euro, definitie: d, minimum: 0, maximum: 99}
criteria:
  - code: K1
    titel: "'[a]/b\\\\c:d*e?f'"
    gewicht: 50
    bron: P1
    vraag: aantal
    regel: {soort: lineair, nul_bij: 0, vol_bij: 9}
  - code: K2
    titel: "Welkom"
    gewicht: 50
    bron: P1
    vraag: aantal
    regel: {soort: lineair, nul_bij: 0, vol_bij: 9}
gunning: {methode: gewogen_punten, punten: 100, afronding: {criterium: 2, totaal: 2}}
"""

Cells = dict[str, dict[tuple[int, int], Any]]


@pytest.fixture(scope="module", params=KADERS, ids=lambda path: path.stem)
def tender(request: pytest.FixtureRequest) -> Tender:
    value = read_kader(request.param).value
    assert value is not None
    return value


@pytest.fixture
def small() -> Tender:
    return Tender.model_validate(YAML(typ="safe", pure=True).load(SMALL))


def cells(path: Path) -> Cells:
    """Every cell by sheet, row and column, as openpyxl sees it."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: {(cell.row, cell.column): cell for row in sheet.iter_rows() for cell in row}
        for sheet in book.worksheets
    }


def found(book: Cells, text: str, column: int = 1) -> list[tuple[str, int]]:
    """Sheet and row of every cell in a column that holds exactly this text."""
    return [
        (name, row)
        for name, sheet in book.items()
        for (row, at), cell in sheet.items()
        if at == column and cell.value == text
    ]


def answer(book: Cells, code: str) -> Any:
    """The answer cell of a question or option: in its row, under the header `Antwoord`."""
    [(name, row)] = found(book, code)
    headers = {
        cell.value: (at_row, column)
        for (at_row, column), cell in book[name].items()
        if cell.value in (CODE_HEADER, ANSWER_HEADER)
    }
    assert headers[CODE_HEADER] == (headers[ANSWER_HEADER][0], 1)
    assert headers[ANSWER_HEADER][0] < row
    return book[name][row, headers[ANSWER_HEADER][1]]


def expected_codes(tender: Tender, question: object) -> list[str]:
    assert hasattr(question, "code")
    if isinstance(question, TableQuestion):
        return [table_marker(question.code)]
    options = tender.choices_of(question) if isinstance(question, MultiChoiceQuestion) else ()
    return [question.code, *(option_code(question.code, option) for option in options)]


def test_there_are_kaders() -> None:
    assert len(KADERS) >= 2


def test_every_question_has_its_row_once(tender: Tender, tmp_path: Path) -> None:
    write_form(tender, tmp_path / "f.xlsx")
    book = cells(tmp_path / "f.xlsx")
    for question in tender.questions.values():
        for code in expected_codes(tender, question):
            assert len(found(book, code)) == 1, code
        if not isinstance(question, TableQuestion | MultiChoiceQuestion):
            assert not answer(book, question.code).protection.locked


def test_every_table_has_its_columns_and_rows(tender: Tender, tmp_path: Path) -> None:
    write_form(tender, tmp_path / "f.xlsx")
    book = cells(tmp_path / "f.xlsx")
    tables = [question for question in tender.questions.values() if isinstance(question, TableQuestion)]
    assert tables
    for table in tables:
        [(name, marker)] = found(book, table_marker(table.code))
        keys = [
            key
            for column in table.columns
            for key in (
                [option_code(column.code, option) for option in tender.choices_of(column)]
                if isinstance(column, MultiChoiceColumn)
                else [column.code]
            )
        ]
        assert [book[name][marker, column].value for column in range(2, len(keys) + 2)] == keys
        header = next(row for row in range(marker, marker + 4) if book[name][row, 1].value == ROW_HEADER)
        choices = tender.choices_of(table.column(table.fixed_rows)) if table.fixed_rows else {}
        rows = len(choices) or table.max_rows
        numbers = [cell.value for (row, column), cell in book[name].items() if column == 1 and row > header]
        assert [number for number in numbers if isinstance(number, int)] == list(range(1, rows + 1))


def test_the_stamp_stands_on_the_first_sheet(tender: Tender, tmp_path: Path) -> None:
    write_form(tender, tmp_path / "f.xlsx")
    book = cells(tmp_path / "f.xlsx")
    expected = {
        STAMP_REFERENCE: tender.info.reference,
        STAMP_FINGERPRINT: fingerprint(tender),
        STAMP_VERSION: "1",
    }
    for label, value in expected.items():
        [(name, row)] = found(book, label)
        assert (name, book[name][row, 2].value) == ("Welkom", value)


def test_prefilled_answers_come_back(small: Tender, tmp_path: Path) -> None:
    given = {
        "naam": "=HYPERLINK(1)",
        "verklaring": True,
        "soort": "b",
        "meer": ["twee"],
        "aantal": 7,
        "deel": Decimal("12.5"),
        "prijs": "€ 80,-",
        "dag": date(2027, 3, 1),
    }
    write_form(small, tmp_path / "f.xlsx", given)
    book = cells(tmp_path / "f.xlsx")
    assert (answer(book, "naam").value, answer(book, "naam").data_type) == ("=HYPERLINK(1)", "s")
    assert answer(book, "verklaring").value == "ja"
    assert answer(book, "soort").value == 'Zei "b"'
    assert (answer(book, "meer:een").value, answer(book, "meer:twee").value) == (None, "x")
    assert answer(book, "aantal").value == 7
    assert answer(book, "deel").value == 12.5
    assert (answer(book, "prijs").value, answer(book, "prijs").data_type) == ("€ 80,-", "s")
    assert answer(book, "dag").value == datetime(2027, 3, 1)


def test_a_text_on_a_date_question_stays_text(small: Tender, tmp_path: Path) -> None:
    write_form(small, tmp_path / "f.xlsx", {"dag": "1-3-2027", "verklaring": "ja"})
    book = cells(tmp_path / "f.xlsx")
    assert answer(book, "dag").value == "1-3-2027"
    assert answer(book, "verklaring").value == "ja"


def test_prefilled_tables_come_back(small: Tender, tmp_path: Path) -> None:
    rows = [{"plek": "=A1", "wat": ["x2"], "hoeveel": Decimal("2.5")}, {"plek": "B", "hoeveel": "2,5"}]
    tariffs = [{"product": "q", "tarief": Decimal("9.95")}]
    write_form(small, tmp_path / "f.xlsx", {"tabel": rows, "vast": tariffs})
    book = cells(tmp_path / "f.xlsx")
    [(name, marker)] = found(book, "tabel:tabel")
    first = next(row for row in range(marker, marker + 4) if book[name][row, 1].value == ROW_HEADER) + 1
    values = [[book[name][row, column].value for column in range(1, 6)] for row in range(first, first + 3)]
    assert values == [[1, "=A1", None, "x", 2.5], [2, "B", None, None, "2,5"], [3, None, None, None, None]]
    [(name, marker)] = found(book, "tabel:vast")
    values = [[book[name][row, column].value for column in (1, 2, 3)] for row in (marker + 2, marker + 3)]
    assert values == [[1, "Product P", None], [2, "Product Q", 9.95]]
    assert book[name][marker + 2, 2].protection.locked


@pytest.mark.parametrize(
    "wrong",
    [
        {"bestaat_niet": 1},
        {"meer": ["drie"]},
        {"meer": "een"},
        {"aantal": [1]},
        {"tabel": [{"vreemd": 1}]},
        {"tabel": [{"wat": ["x9"]}]},
        {"tabel": [{}, {}, {}, {}]},
        {"tabel": "rij"},
        {"vast": [{"product": "r", "tarief": 1}]},
        {"naam": "woord " * 6000},
    ],
)
def test_answers_that_do_not_fit_leave_nothing_behind(
    small: Tender, tmp_path: Path, wrong: dict[str, object]
) -> None:
    path = tmp_path / "f.xlsx"
    path.write_text("oud")
    with pytest.raises(ValueError, match=r"."):
        write_form(small, path, wrong)
    assert path.read_text() == "oud"
    assert [file.name for file in tmp_path.iterdir()] == ["f.xlsx"]


def test_nothing_becomes_a_formula(small: Tender, tmp_path: Path) -> None:
    write_form(small, tmp_path / "f.xlsx", {"naam": "=1+1", "toelichting": "-1", "tabel": [{"plek": "@x"}]})
    formulas = [
        cell
        for sheet in cells(tmp_path / "f.xlsx").values()
        for cell in sheet.values()
        if cell.data_type == "f"
    ]
    assert all(cell.protection.locked for cell in formulas), "only the checks, never an answer"
    assert {cell.value for cell in formulas}.isdisjoint(
        {"=1+1", "=2+2", "+inleiding", "-indienen", "-1", "@x"}
    )


def test_sheet_names_are_valid_and_unique(small: Tender, tmp_path: Path) -> None:
    write_form(small, tmp_path / "f.xlsx")
    names = openpyxl.load_workbook(tmp_path / "f.xlsx").sheetnames
    assert len({name.lower() for name in names}) == len(names)
    assert "K1 ' a b c d e f" in names
    assert "K2 Welkom" in names


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("K5 Resultaten voor inwoners en mantelzorgers", "K5 Resultaten voor inwoners"),
        ("a" * 40, "a" * 31),
        ("'quote'", "quote"),
        ("[]:*?/\\", "Blad"),
        ("History", "History (2)"),
        ("EISEN", "EISEN (2)"),
        ("bel\x07len", "bel len"),
    ],
)
def test_a_sheet_name_is_made_fit(wish: str, name: str) -> None:
    names = SheetNames()
    names.take("Eisen")
    assert names.take(wish) == name
    again = names.take(wish)
    assert again != name
    assert len(again) <= 31


def test_two_runs_give_the_same_bytes(tender: Tender, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_form(tender, tmp_path / name, {"naam": "Aanbieder"})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").properties.created == tender.info.published


def test_conditional_questions_turn_grey(small: Tender, tmp_path: Path) -> None:
    write_form(small, tmp_path / "f.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "f.xlsx")["Organisatie"]
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    formulas = {rule.formula[0] for rule in rules if rule.type == "expression"}
    book = cells(tmp_path / "f.xlsx")
    place = answer(book, "soort")
    one, two = answer(book, "meer:een"), answer(book, "meer:twee")
    assert formulas == {
        f'NOT(\'Organisatie\'!$C${place.row}="Zei ""b""")',
        f"NOT(OR('Organisatie'!$C${one.row}<>\"\",'Organisatie'!$C${two.row}<>\"\"))",
    }


def test_lists_and_help_stay_within_the_limits_of_a_workbook(tender: Tender, tmp_path: Path) -> None:
    write_form(tender, tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    rules = [rule for sheet in book.worksheets for rule in sheet.data_validations.dataValidation]
    assert rules
    for rule in rules:
        assert len(rule.promptTitle or "") <= 32
        assert len(rule.prompt or "") <= 255
        assert len(rule.errorTitle or "") <= 32
        assert len(rule.error or "") <= 255
        if rule.type == "list" and str(rule.formula1).startswith("lijst_"):
            assert rule.formula1 in book.defined_names
            assert rule.errorStyle in (None, "stop")
        elif rule.type in ("whole", "decimal", "date"):
            assert rule.errorStyle == "warning"


def test_every_sheet_is_protected_without_a_password(tender: Tender, tmp_path: Path) -> None:
    write_form(tender, tmp_path / "f.xlsx")
    for sheet in openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        assert sheet.sheet_state == "visible"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage or sheet.page_setup.scale == 90


def test_the_registry_knows_where_everything_stands(small: Tender, tmp_path: Path) -> None:
    path = tmp_path / "f.xlsx"
    with new_workbook(path, small, "Proef") as workbook:
        registry = fill_form(workbook, small, {})
    book = cells(path)
    place = registry.answers["aantal"]
    assert answer(book, "aantal").coordinate == f"C{place.row + 1}"
    assert place.formula() == f"'Organisatie'!$C${place.row + 1}"
    assert set(registry.options["meer"]) == {"een", "twee"}
    area = registry.tables["tabel"]
    assert area.columns == {"plek": 1, "wat:x1": 2, "wat:x2": 3, "hoeveel": 4}
    assert area.last_row - area.first_row == 2
    assert set(registry.areas) == set(small.questions)
