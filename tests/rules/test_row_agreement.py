"""Rows that must agree: with another answer, with bounds of their own, and with each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inkoop.catalogue import message
from inkoop.domain.findings import Finding
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.evaluate import evaluate
from inkoop.readers.settings.kader import read_kader
from tests.conftest import ROOT
from tests.decisions_case import decide, decision
from tests.journeys.test_read_by_people import table_cell
from tests.writers.random_fills import Fill, write_fill

KADER = ROOT / "tests" / "kaders" / "tabelregels.yaml"
BOTH = {"naam": "De Linde", "keuze": ["noord", "zuid"], "prijs": 50}


def handed_in(path: Path, **answers: Any) -> Path:
    tender = read_kader(KADER).value
    assert tender is not None
    path.parent.mkdir(exist_ok=True)
    write_fill(tender, path, Fill(BOTH | answers))
    return path


def found(path: Path) -> list[Finding]:
    tender = read_kader(KADER).value
    assert tender is not None
    every = submission_reader(tender).read(path).findings
    return [each for each in every if each.code.startswith("TABEL-")]


def told(folder: Path, **answers: Any) -> list[tuple[str, str, str]]:
    made = found(handed_in(folder / "in.xlsx", **answers))
    return [(each.code, each.question, each.place.cell) for each in made]  # type: ignore[union-attr]


def place(plek: str, aantal: float | None, soort: str | None = "licht") -> dict[str, Any]:
    row = {"plek": plek, "aantal": aantal, "soort": soort}
    return {key: value for key, value in row.items() if value is not None}


@pytest.mark.parametrize(
    ("rows", "total", "expected"),
    [
        ([place("A", 8), place("B", 4.5)], 12.5, []),
        ([place("A", 8), place("B", 4.5)], 12, [("TABEL-01", "D6, D7")]),
        ([place("A", 0.1), place("B", 0.2)], 0.3, []),
        ([place("A", 8), place("B", None)], 12, []),
        ([place("A", 8)], None, []),
        ([place("A", 8)], 501, []),
        ([], 12, []),
        ([place("A", 8), place("a ", 4)], 12, [("TABEL-03", "B6, B7")]),
        ([place("A", 8), place("A", 4, "rit")], 12, []),
        ([place("A", 8, None), place("A", 4, None)], 12, []),
        ([place("A", 8, "rit"), place("B", 9, "rit")], 17, [("TABEL-02", "D7")]),
        ([place("A", 9, None), place("B", 9)], 18, []),
    ],
)
def test_free_rows(
    rows: list[dict[str, Any]], total: float | None, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    answers = {"locaties": rows} | ({} if total is None else {"plekken": total})
    assert [(code, cell) for code, _, cell in told(tmp_path, **answers)] == expected


def test_what_is_said_names_both_numbers_and_every_cell(tmp_path: Path) -> None:
    rows = [place("A", 9, "rit"), place("A", 4.5, "rit")]
    made = found(handed_in(tmp_path / "in.xlsx", locaties=rows, plekken=310))
    assert [message(each) for each in made] == [
        "De kolom Plekken van vraag locaties telt op tot 13,5; bij vraag plekken staat 310.",
        "Bij vraag locaties mag in de kolom Plekken bij Vervoer hoogstens 8 staan (plekken); er staat: 9.",
        "Bij vraag locaties zijn 2 rijen gelijk in: Naam en Soort.",
    ]


def test_the_rows_of_each_lot_agree_by_themselves(tmp_path: Path) -> None:
    def houses(*rows: tuple[str, str, int]) -> list[dict[str, Any]]:
        return [dict(zip(("gebied", "huis", "bed"), row, strict=True)) for row in rows]

    right = houses(("noord", "90000001", 1), ("zuid", "90000001", 4))
    beds = {"bedden@noord": 1, "bedden@zuid": 4}
    assert told(tmp_path, huizen=right, **beds) == []
    assert [each[:2] for each in told(tmp_path, huizen=right, **beds | {"bedden@zuid": 5})] == [
        ("TABEL-01", "huizen@zuid")
    ]
    twice = houses(("noord", "90000001", 1), ("noord", "9000 0001", 3), ("zuid", "90000002", 1))
    assert [each[:2] for each in told(tmp_path, huizen=twice, **{"bedden@noord": 4, "bedden@zuid": 1})] == [
        ("TABEL-03", "huizen@noord"),
        ("TABEL-02", "huizen@zuid"),
    ]


def test_each_tariff_of_a_lot_has_bounds_of_its_own(tmp_path: Path) -> None:
    prices = {("noord", "licht"): 4, ("noord", "rit"): 15, ("zuid", "licht"): 4, ("zuid", "rit"): 16}
    rows = [
        {"gebied": lot, "product": product, "tarief": price, "code": number}
        for number, ((lot, product), price) in enumerate(prices.items(), 1)
    ]
    assert [each[:2] for each in told(tmp_path, tarieven=rows)] == [
        ("TABEL-02", "tarieven@noord"),
        ("TABEL-02", "tarieven@zuid"),
    ]


def test_a_person_decides_and_nobody_is_out(tmp_path: Path) -> None:
    handed_in(tmp_path / "in" / "linde.xlsx", locaties=[place("A", 8)], plekken=9)
    lot = evaluate(KADER, [tmp_path / "in"]).value.lots[0]  # type: ignore[union-attr]
    assert [each.code for one in lot.undecided for each in one.findings] == ["TABEL-01"]
    for ruling, standing in (
        ("voldoet", "ranking"),
        ("voldoet niet", "not_admitted"),
        ("lees als 9", "undecided"),
    ):
        decide(tmp_path / "in", [decision("De Linde", "locaties", ruling)])
        lot = evaluate(KADER, [tmp_path / "in"]).value.lots[0]  # type: ignore[union-attr]
        assert [name for name in ("ranking", "not_admitted", "undecided") if getattr(lot, name)] == [standing]


def test_what_a_person_reads_is_added_up_again(tmp_path: Path) -> None:
    path = handed_in(tmp_path / "in" / "linde.xlsx", locaties=[place("A", 8), place("B", 4)], plekken=12)
    cell = table_cell(path, "locaties", "aantal", 2, "veel")
    for read, codes in (("4", []), ("5", ["TABEL-01"])):
        decide(tmp_path / "in", [decision("De Linde", f"locaties, {cell}", f"lees als {read}")])
        lot = evaluate(KADER, [tmp_path / "in"]).value.lots[0]  # type: ignore[union-attr]
        assert [each.code for one in lot.undecided for each in one.findings] == codes
