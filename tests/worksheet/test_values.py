"""What is written in a cell comes back exactly, and what a person types is read where it is certain."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop.domain.cells import CellKind, RawCell
from inkoop.rules.worksheet.model import Cell, Holds
from inkoop.rules.worksheet.values import decode, encode, shown

from .memory import exact

CELLS = [
    *(Cell(holds) for holds in Holds),
    Cell(Holds.WORD, ("ja", "nee")),
    Cell(Holds.WORDS, listed=True),
    Cell(Holds.NUMBER, percent=True),
    Cell(Holds.NUMBER, ("geen",)),
]
ODD = (
    *(
        "ja",
        "JA",
        "nee",
        "~",
        "[]",
        "{}",
        "true",
        '"x"',
        '" x "',
        '""',
        "",
        " ",
        "12",
        "0100",
        "12,50",
        "60%",
    ),
    *(
        "2027-03-01 09:00",
        "1-3-2027",
        "1.234",
        "a, b",
        ";",
        "geen",
        "1E+3",
        "a\nb",
        "=1+1",
        "zie blad Eisen",
        "_x0041_",
    ),
)
SCALARS = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(-(10**15), 10**15),
    st.decimals(-(10**9), 10**9, allow_nan=False, places=3),
    st.sampled_from([Decimal("12.50"), Decimal("0.1"), Decimal("1E+3"), Decimal("5.0"), Decimal("-0.00")]),
    st.none(),
    st.booleans(),
)


@given(st.one_of(SCALARS, st.lists(SCALARS, max_size=3), st.just({})), st.sampled_from(CELLS))
def test_what_is_written_comes_back(value: Any, cell: Cell) -> None:
    content = encode(value, cell)
    if content is not None:
        single = not (isinstance(value, list) and len(value) == 1)
        assert exact(decode(shown(content), cell, single=single)) == exact(value)


@pytest.mark.parametrize("value", [*ODD, 0, 12, Decimal("0.1"), Decimal("41.50"), None, True, [], {}])
def test_anything_that_is_no_list_fits_in_a_cell_for_anything(value: Any) -> None:
    assert encode(value, Cell()) is not None


def test_a_number_is_a_number_in_the_cell_unless_its_noughts_would_be_lost() -> None:
    number = Cell(Holds.NUMBER)
    assert encode(Decimal("0.1"), number) == Decimal("0.1")
    assert encode(105600, number) == 105600
    assert encode(Decimal("41.50"), number) == "41,50"


def text(value: str) -> RawCell:
    return RawCell(CellKind.TEXT, value)


def num(value: str, *, percent: bool = False) -> RawCell:
    return RawCell(CellKind.NUMBER, Decimal(value), percent=percent)


def day(value: date | time) -> RawCell:
    return RawCell(CellKind.DATE, value)


PERCENT, NUMBER, SHARE = Cell(Holds.NUMBER, percent=True), Cell(Holds.NUMBER), Cell(Holds.SHARE)
MOMENT, DAY, TEXT = Cell(Holds.MOMENT), Cell(Holds.DAY), Cell(Holds.TEXT)
YES_NO, WORDS = Cell(Holds.WORD, ("ja", "nee")), Cell(Holds.WORDS)


@pytest.mark.parametrize(
    ("typed", "cell", "read"),
    [
        (num("0.6", percent=True), PERCENT, 60),
        (num("0.125", percent=True), PERCENT, Decimal("12.5")),
        (num("0.6", percent=True), SHARE, "60%"),
        (text("60 %"), SHARE, "60%"),
        (text("60,5%"), SHARE, "60.5%"),
        (num("60"), SHARE, 60),
        (text("60%"), PERCENT, 60),
        (num("0.6", percent=True), NUMBER, "60%"),  # of what? not certain, so no number
        (text("60%"), NUMBER, "60%"),
        (text(" 12,50 "), NUMBER, Decimal("12.50")),
        (text("1.234,56"), NUMBER, Decimal("1234.56")),
        (text("€ 41,50"), NUMBER, Decimal("41.50")),
        (text("1.234"), NUMBER, "1.234"),  # 1234 or 1,234? not certain
        (text("veel"), NUMBER, "veel"),
        (num("2027"), TEXT, "2027"),
        (text("0100 123 456"), TEXT, "0100 123 456"),
        (text("=1+1"), TEXT, "=1+1"),
        (text("Dagbesteding  "), TEXT, "Dagbesteding"),
        (text('"Een citaat"'), TEXT, '"Een citaat"'),
        (RawCell(CellKind.BOOLEAN, True), YES_NO, "ja"),
        (text("Nee "), YES_NO, "nee"),
        (text("misschien"), YES_NO, "misschien"),
        (day(datetime(2027, 3, 1, 9, 0)), MOMENT, "2027-03-01 09:00"),
        (text("1-3-2027 9.00"), MOMENT, "2027-03-01 09:00"),
        (text("1 maart 2027 09:00"), MOMENT, "1 maart 2027 09:00"),
        (day(date(2027, 3, 1)), MOMENT, "2027-03-01"),  # no time: not certain
        (text("3/4/2027 9:00"), MOMENT, "3/4/2027 9:00"),
        (day(date(2027, 3, 1)), DAY, "2027-03-01"),
        (text("1 maart 2027"), DAY, "2027-03-01"),
        (text("A1, A4"), WORDS, ["A1", "A4"]),
        (text("A1;A4\n"), WORDS, ["A1", "A4"]),
        (text(" A1 "), WORDS, "A1"),
        (text("A1"), Cell(Holds.WORDS, listed=True), ["A1"]),
        (text("Eén zin.\n\n Nog een zin. "), Cell(Holds.TEXTS), ["Eén zin.", "Nog een zin."]),
    ],
)
def test_what_a_person_types_is_read_where_it_is_certain(typed: RawCell, cell: Cell, read: Any) -> None:
    assert exact(decode(typed, cell)) == exact(read)
