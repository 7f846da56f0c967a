"""A decision says how an answer reads: one cell of a table, a list of choices, or in one lot."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.catalogue import message
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify
from inkoop.writers.form import write_form
from tests.conftest import ROOT
from tests.decisions_case import EXPERIENCE, codes, decide, decision, form, kader_in, outcome, stands, typed
from tests.lots_case import order, tender_of, volumes

BOTH: dict[str, Any] = {
    "keuze": ["noord", "zuid"],
    "omvang": volumes(noord=10, zuid=10),
    "volgorde": order("noord", "zuid"),
    "talen": ["nl", "en"],
    "team": [{"wie": "Anna", "uren": 8, "kan": ["koken"]}, {"wie": "Bert", "uren": 9, "kan": ["koken"]}],
}
QUESTIONS = """  - code: talen
    tekst: Welke talen spreekt u?
    soort: meerkeuze
    keuzes: {nl: Nederlands, en: Engels, ov: "Overig, en gebaren"}
  - code: team
    tekst: Wie werken er?
    soort: tabel
    max_rijen: 3
    kolommen:
      - {code: wie, tekst: Naam, soort: tekst, max_woorden: 5}
      - code: uren
        tekst: Uren per week
        soort: geheel_getal
        eenheid: uren
        definitie: Gemiddeld.
        minimum: 1
        maximum: 40
      - {code: kan, tekst: Kan, soort: meerkeuze, keuzes: {koken: Koken, tuin: Tuinieren}}
organisaties:"""


def table_cell(path: Path, question: str, column: str, row: int, text: object) -> str:
    """Type something else in a cell of a table; gives the name of the cell."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        marker = next((c for line in sheet.iter_rows() for c in line if c.value == f"tabel:{question}"), None)
        if marker is not None:
            across = next(c.column for c in sheet[marker.row] if c.value == column)
            header = next(c.row for line in sheet.iter_rows() for c in line if c.value == "Nr.")
            found = sheet.cell(header + row, across)
            found.value = text
            book.save(path)
            return str(found.coordinate)
    raise AssertionError(question)


@pytest.fixture(scope="module")
def kader(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kader_in(tmp_path_factory.mktemp("kader"), ("organisaties:", QUESTIONS))


def copied(whole: Path, folder: Path) -> Path:
    """The form in a folder of its own."""
    (folder / "in").mkdir()
    return Path(shutil.copy(whole, folder / "in" / "1.xlsx"))


def decided(kader: Path, folder: Path, *rows: Mapping[str, str]) -> Evaluation:
    decide(folder, rows)
    return outcome(kader, folder)


def told(found: Evaluation, code: str = "BESLUIT-06") -> list[str]:
    """What is wrong with decisions, each with the cell it is told at."""
    return [f"{each.place}: {message(each)}" for each in found.findings if each.code == code]


def only(found: Evaluation) -> Submission:
    (one,) = found.submissions
    return one


# ── One cell of a table ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def whole(kader: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A form in which everything is right."""
    return form(kader, tmp_path_factory.mktemp("heel"), "Een", 1, **BOTH)


@pytest.fixture
def doubtful(whole: Path, tmp_path: Path) -> Path:
    """A table with two cells that cannot be read: in the second column, in both rows."""
    path = copied(whole, tmp_path)
    cells = [table_cell(path, "team", "uren", row, "veel") for row in (1, 2)]
    assert cells == ["C7", "C8"]
    return path.parent


@pytest.mark.parametrize(
    "subject",
    [
        "team, C7",
        "team, cel c7",
        "TEAM C7",
        "team, uren, C7",
        "team, uren, rij 7",
        "team, kolom Uren per week, rij 7",
        "team, rij 7, uren",
    ],
)
def test_a_cell_is_named_as_findings_show_it(subject: str, kader: Path, doubtful: Path) -> None:
    found = decided(kader, doubtful, decision("Een", subject, "lees als 12", door="Anna"))
    assert told(found) == []
    assert [row.number("uren") for row in only(found).rows("team")] == [12, None]
    assert [(each.code, each.place.cell) for each in found.to_do] == [("ANTW-07", "C8")]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("subject", "ruling", "why"),
    [
        ("team", "lees als 12", "noem de cel van de tabel erbij, zoals team, C7"),
        ("team, uren", "lees als 12", "noem de cel van de tabel erbij, zoals team, C7"),
        ("team, rij 7", "lees als 12", "noem de cel van de tabel erbij"),
        ("team, uren, rij 9", "lees als 12", "rij 9 van tabel team is niet ingevuld; wel ingevuld: 7 en 8"),
        ("team, C9", "lees als 12", "cel C9 is geen cel van een ingevulde rij van tabel team"),
        ("team, uern, rij 7", "lees als 12", "tabel team heeft geen kolom uern; bedoelt u uren?"),
        ("team, wie, C7", "lees als Anna", "in tabel team past C7 niet bij wat ervoor staat"),
        ("team, B7", "lees als Carla", "in cel B7 staat een antwoord dat gewoon te lezen is"),
        ("vog, C5", "lees als ja", "vog is geen tabel; noem alleen vog"),
        ("team, C7", "vervangen", "vervangen gaat over de hele inschrijving"),
    ],
)
def test_a_cell_that_cannot_be_read_so_is_refused_with_the_reason(
    subject: str, ruling: str, why: str, kader: Path, doubtful: Path
) -> None:
    found = decided(kader, doubtful, decision("Een", subject, ruling))
    (text,) = told(found)
    assert why in text
    assert text.startswith("besluiten.xlsx › Besluiten › C2: ")
    assert stands(found.lots[0], "Een") == "open"


@pytest.mark.parametrize(("given", "reason"), [("41", "van 1 tot en met 40"), ("veel", "hoort een getal")])
def test_a_value_that_the_column_cannot_hold_is_refused(
    given: str, reason: str, kader: Path, doubtful: Path
) -> None:
    found = decided(kader, doubtful, decision("Een", "team, C7", f"lees als {given}"))
    (text,) = told(found, "BESLUIT-05")
    assert reason in text
    assert codes(found) == ["ANTW-07", "ANTW-07", "BESLUIT-05"]


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ([("team, C7", "lees als 12"), ("team, C8", "lees als 13")], "toegelaten", []),
        ([("team, C7", "lees als 12"), ("team, C8", "voldoet")], "toegelaten", []),
        ([("team, C7", "lees als 12"), ("team, C8", "voldoet niet")], "afgewezen", []),
        (
            [("team, C7", "lees als 12"), ("team, rij 7, uren", "lees als 13")],
            "open",
            ["ANTW-07"] * 2 + ["CIJFER-06"],
        ),
        ([("team, C7", "voldoet")], "open", ["ANTW-07"]),
        ([("team", "voldoet")], "toegelaten", []),
        ([("team", "voldoet"), ("team, C7", "voldoet niet")], "afgewezen", []),
    ],
)
def test_each_cell_is_decided_by_itself(
    rows: Sequence[tuple[str, str]], expected: str, left: list[str], kader: Path, doubtful: Path
) -> None:
    found = decided(kader, doubtful, *(decision("Een", *row) for row in rows))
    assert stands(found.lots[0], "Een") == expected
    assert codes(found) == left


def test_an_empty_cell_is_filled_in_and_what_is_offered_is_looked_at_again(
    kader: Path, whole: Path, tmp_path: Path
) -> None:
    path = copied(whole, tmp_path)
    cell = table_cell(path, "omvang", "plekken", 1, "tien")
    table_cell(path, "team", "uren", 2, None)
    rows = [decision("Een", f"omvang, {cell}", "lees als 10"), decision("Een", "team, C8", "lees als 9")]
    found = decided(kader, tmp_path / "in", *rows)
    assert codes(found) == []
    assert found.lots[0].ranking[0].volume == 10
    again = decided(kader, tmp_path / "in", decision("Een", f"omvang, {cell}", "lees als 0"), rows[1])
    assert codes(again) == ["PERCEEL-02"]


# ── A list of choices ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def unsure(whole: Path, tmp_path: Path) -> Path:
    """A multiple choice in which it is not certain whether the second option was chosen."""
    path = copied(whole, tmp_path)
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            if row[0].value == "talen:en":
                row[2].value = "misschien"
    book.save(path)
    table_cell(path, "team", "kan:tuin", 1, "?")
    return tmp_path / "in"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("nl", ("nl",)),
        ("Nederlands, engels", ("nl", "en")),
        ("engels en nl", ("nl", "en")),
        ("en; nl", ("nl", "en")),
    ],
)
def test_choices_are_read_as_a_list(given: str, expected: tuple[str, ...], kader: Path, unsure: Path) -> None:
    rows = [
        decision("Een", "talen", f"lees als {given}"),
        decision("Een", "team, E7", "lees als koken en tuin"),
    ]
    found = decided(kader, unsure, *rows)
    assert codes(found) == []
    assert only(found).codes("talen") == expected
    assert only(found).rows("team")[0].codes("kan") == ("koken", "tuin")


@pytest.mark.parametrize(
    ("subject", "given", "code", "why"),
    [
        ("talen", "nl, fries", "BESLUIT-05", "een keuze die niet op de lijst staat: fries"),
        ("talen", "engels", "BESLUIT-06", "bij Nederlands staat een kruis, en dat is gewoon te lezen"),
        ("talen", "nl, Overig, en gebaren", "BESLUIT-06", "bij Overig, en gebaren staat niets"),
        ("team, E7", "tuin", "BESLUIT-06", "bij Koken staat een kruis"),
        ("team, kan, rij 7", "dansen", "BESLUIT-05", "een keuze die niet op de lijst staat: dansen"),
    ],
)
def test_a_list_that_cannot_be_is_refused_with_the_reason(
    subject: str, given: str, code: str, why: str, kader: Path, unsure: Path
) -> None:
    found = decided(kader, unsure, decision("Een", subject, f"lees als {given}"))
    (text,) = told(found, code)
    assert why in text


def test_the_choice_of_lots_can_be_read_by_people(kader: Path, tmp_path: Path) -> None:
    path = form(kader, tmp_path / "in", "Een", 1, **(BOTH | {"keuze": None}))
    assert path.exists()
    found = decided(kader, tmp_path / "in", decision("Een", "keuze", "lees als Zuid"))
    assert [stands(lot, "Een") for lot in found.lots] == ["niet", "toegelaten"]
    assert codes(found) == []


# ── In one lot ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rows", "expected", "points"),
    [
        ([("noord", "50")], ["toegelaten", "open"], ["30.00", None]),
        ([("noord", "50"), ("zuid", "60")], ["toegelaten", "toegelaten"], ["30.00", "36.00"]),
        ([("", "50"), ("zuid", "60")], ["toegelaten", "toegelaten"], ["30.00", "36.00"]),
    ],
)
def test_an_answer_can_be_read_in_one_lot(
    rows: Sequence[tuple[str, str]],
    expected: list[str],
    points: list[str | None],
    kader: Path,
    whole: Path,
    tmp_path: Path,
) -> None:
    typed(copied(whole, tmp_path), EXPERIENCE, "ervaring", "veel")
    made = [decision("Een", "ervaring", f"lees als {value}", perceel=lot) for lot, value in rows]
    found = decided(kader, tmp_path / "in", *made)
    assert [stands(lot, "Een") for lot in found.lots] == expected
    cards = [[place.scorecard for place in lot.ranking] for lot in found.lots]
    assert [str(own[0].points("K1")) if own else None for own in cards] == points
    assert codes(found) == (["ANTW-07"] if "open" in expected else [])
    told_order = [each.code for each in found.findings if each.code == "BESLUIT-09"]
    assert told_order == (["BESLUIT-09"] if ("", "50") in rows else [])


def test_what_is_noticed_about_a_price_read_in_one_lot_stands_there_alone(
    kader: Path, whole: Path, tmp_path: Path
) -> None:
    typed(copied(whole, tmp_path), "K2 Prijs", "prijs", "twintig")
    made = [("noord", "lees als 20"), ("zuid", "lees als 40")]
    rows = [decision("Een", "prijs", ruling, perceel=lot) for lot, ruling in made]
    found = decided(kader, tmp_path / "in", *rows)
    assert [stands(lot, "Een") for lot in found.lots] == ["open", "toegelaten"]
    assert codes(found) == ["PRIJS-04"]
    also = decided(kader, tmp_path / "in", *rows, decision("Een", "prijs", "voldoet", perceel="noord"))
    assert [stands(lot, "Een") for lot in also.lots] == ["toegelaten", "toegelaten"]
    assert codes(also) == []


@pytest.mark.parametrize(
    ("subject", "lot", "why"),
    [
        ("keuze", "noord", "vraag keuze geldt voor alle percelen samen; laat perceel leeg"),
        ("talen", "noord", "vraag talen geldt voor alle percelen samen; laat perceel leeg"),
        ("omvang, C6", "noord", "vraag omvang geldt voor alle percelen samen; laat perceel leeg"),
    ],
)
def test_what_is_about_all_lots_cannot_be_read_in_one(
    subject: str, lot: str, why: str, kader: Path, whole: Path, tmp_path: Path
) -> None:
    copied(whole, tmp_path)
    found = decided(kader, tmp_path / "in", decision("Een", subject, "lees als 5", perceel=lot))
    assert why in " ".join(told(found))


PER_LOT = ("  - code: K1\n", "  - code: K1\n    per_perceel: ja\n")


@pytest.fixture
def each_lot(tmp_path: Path) -> tuple[Path, Path]:
    """A question that is asked for each lot, of which both answers cannot be read."""
    kader = kader_in(tmp_path, PER_LOT)
    given = {code: BOTH[code] for code in ("keuze", "omvang", "volgorde")}
    path = form(kader, tmp_path / "in", "Een", 1, **given, **{"ervaring": None})
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            if str(row[0].value).startswith("ervaring@"):
                row[2].value = "veel"
    book.save(path)
    return kader, tmp_path / "in"


@pytest.mark.parametrize(
    ("rows", "expected", "left"),
    [
        ([("ervaring", "noord", "50")], ["toegelaten", "open"], ["ANTW-07"]),
        ([("K1", "noord", "50"), ("ervaring@zuid", "", "60")], ["toegelaten", "toegelaten"], []),
        ([("ervaring@noord", "noord", "50")], ["toegelaten", "open"], ["ANTW-07"]),
        (
            [("ervaring@noord", "", "50"), ("K1", "noord", "60")],
            ["open", "open"],
            ["ANTW-07", "ANTW-07", "CIJFER-06"],
        ),
    ],
)
def test_a_question_for_each_lot_is_read_by_its_code_and_the_lot(
    rows: Sequence[tuple[str, str, str]], expected: list[str], left: list[str], each_lot: tuple[Path, Path]
) -> None:
    made = [decision("Een", subject, f"lees als {value}", perceel=lot) for subject, lot, value in rows]
    found = decided(*each_lot, *made)
    assert told(found) == []
    assert [stands(lot, "Een") for lot in found.lots] == expected
    assert codes(found) == left


@pytest.mark.parametrize(
    ("subject", "lot", "why"),
    [
        ("ervaring", "", "ervaring wordt voor elk perceel apart gevraagd; vul ook perceel in"),
        ("ervaring@noord", "zuid", "ervaring@noord gaat over perceel noord, en niet over perceel zuid"),
    ],
)
def test_a_question_for_each_lot_needs_the_right_lot(
    subject: str, lot: str, why: str, each_lot: tuple[Path, Path]
) -> None:
    found = decided(*each_lot, decision("Een", subject, "lees als 50", perceel=lot))
    assert why in " ".join(told(found))


# ── A table whose rows each belong to a lot ───────────────────────────────────────────────────────────────


@pytest.fixture
def by_row(tmp_path: Path) -> tuple[Path, Path]:
    """One table for all lots, with a number that cannot be read in a row of the north."""
    kader, bids = ROOT / "tests" / "kaders" / "perceelrijen.yaml", tmp_path / "in"
    bids.mkdir()
    place = {"plek": "Hof", "dagen": 4, "functies": ["arbeid"]}
    rates = [
        {"gebied": lot, "product": product, "tarief": 40}
        for lot in ("noord", "zuid")
        for product in ("licht", "zwaar")
    ]
    given = {
        "naam": "Een",
        "keuze": ["noord", "zuid"],
        "locaties": [{"gebied": lot, **place} for lot in ("noord", "zuid")],
        "tarieven": rates,
    }
    write_form(tender_of(kader), bids / "1.xlsx", given)
    table_cell(bids / "1.xlsx", "locaties", "dagen", 1, "vier")
    return kader, bids


def test_a_cell_of_a_row_is_read_in_the_lot_of_that_row(by_row: tuple[Path, Path]) -> None:
    (point,) = [each for each in decided(*by_row).findings if each.code == "ANTW-07"]
    assert isinstance(point.place, CellPlace)
    cell = point.place.cell
    row = decision("Een", f"locaties, {cell}", "lees als 4", perceel="noord")
    found = decided(*by_row, row)
    assert told(found) == []
    assert codes(found) == []
    assert [stands(lot, "Een") for lot in found.lots] == ["toegelaten", "toegelaten"]
    other = decided(*by_row, row | {"Perceel": "zuid"})
    assert f"cel {cell} is geen cel van een ingevulde rij van tabel locaties@zuid" in " ".join(told(other))


def test_the_lot_of_a_row_is_not_read_by_people(by_row: tuple[Path, Path]) -> None:
    cell = table_cell(by_row[1] / "1.xlsx", "locaties", "gebied", 1, "oost")
    found = decided(*by_row, decision("Een", f"locaties, {cell}", "lees als noord"))
    assert "bij welk perceel een rij hoort, is niet te lezen met een besluit" in " ".join(told(found))


# ── In every output ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.langzaam
def test_a_report_with_answers_read_by_people_verifies(kader: Path, unsure: Path, tmp_path: Path) -> None:
    typed(unsure / "1.xlsx", EXPERIENCE, "ervaring", "veel")
    table_cell(unsure / "1.xlsx", "omvang", "plekken", 1, "tien")
    rows = [
        ("talen", "nl, en", ""),
        ("team, E7", "koken, tuin", ""),
        ("omvang, C6", "10", ""),
        ("ervaring", "50", "noord"),
        ("ervaring", "60", "zuid"),
    ]
    made = [decision("Een", subject, f"lees als {value}", perceel=lot) for subject, value, lot in rows]
    found = decided(kader, unsure, *made)
    assert codes(found) == []
    (tmp_path / "uit").mkdir()
    written = make_report(found, kader.read_bytes(), tmp_path / "uit").value.files
    pdfs = [path for path in written if path.name.startswith("rapport") and path.suffix == ".pdf"]
    assert len(pdfs) >= 2
    for path in pdfs:
        checked = verify(path)
        assert checked.right, [check for check in checked.checks if not check.right]
