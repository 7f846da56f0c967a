"""Checks on what the rows of a table must agree with: is it there, is it of the right kind, can it hold?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from inkoop.domain.answers import Codes
from inkoop.domain.fields import BEFORE_LOT
from inkoop.domain.questions import NUMERIC, Column
from inkoop.rules.kader.index import KaderIndex, Spot, spots
from inkoop.rules.kader.per_lot import ROWS_KEY
from inkoop.rules.kader.problems import Problem, problem, unknown
from inkoop.rules.kader.references import referred_column, referred_question
from inkoop.rules.raw import number, texts

SUMS, BOUNDS, DISTINCT = "optelling", "grenzen", "verschillend"
ONE_CELL = tuple(
    get_args(column.model_fields["kind"].annotation)[0]
    for column in get_args(get_args(Column)[0])
    if column.holds is not Codes
)
"""The kinds of column whose answer stands in one cell, so that two can be the same."""


def check_row_agreement(index: KaderIndex) -> Iterator[Problem]:
    """Every fault in `optelling`, `grenzen` and `verschillend` of a table."""
    for table in index.questions:
        for each in spots(table.data.get(SUMS), (*table.path, SUMS)):
            yield from referred_column(index, each, "kolom", table, NUMERIC)
            yield from _total(index, table, each)
        for each in spots(table.data.get(BOUNDS), (*table.path, BOUNDS)):
            yield from _bounds(index, table, each)
        if DISTINCT in table.data:
            yield from _distinct(index, table)


def _total(index: KaderIndex, table: Spot, each: Spot) -> Iterator[Problem]:
    """The other answer is a number, and holds for the same lots as the table."""
    code = each.data.get("vraag")
    if not isinstance(code, str):
        return
    per_lot = {spot.code.partition(BEFORE_LOT)[0] for spot in index.questions if BEFORE_LOT in spot.code}
    path, (written, _, lot) = (*each.path, "vraag"), table.code.partition(BEFORE_LOT)
    for_each_lot = bool(lot) or ROWS_KEY in table.data
    if for_each_lot and not lot and code in per_lot:
        return  # the rows of each lot are compared with what is asked for that lot
    if for_each_lot and BEFORE_LOT not in code and code in index.by_code:
        yield problem("TABEL-04", path, tabel=written, vraag=code, welke=written)
    elif not for_each_lot and code in per_lot:
        yield problem("TABEL-04", path, tabel=written, vraag=code, welke=code)
    else:
        yield from referred_question(index, each, "vraag", NUMERIC)


def _bounds(index: KaderIndex, table: Spot, each: Spot) -> Iterator[Problem]:
    yield from referred_column(index, each, "kolom", table, NUMERIC)
    column = yield from referred_column(index, each, "keuze_kolom", table, ("keuze",))
    choices = index.choices(column) if column else None
    for word in texts(each.data.get("is")):
        if choices is not None and word not in choices:
            yield unknown((*each.path, "is"), "De keuze", word, choices)
    low, high = number(each.data.get("minimum")), number(each.data.get("maximum"))
    if "minimum" not in each.data and "maximum" not in each.data:
        yield problem("KADER-68", each.path, waar=BOUNDS, sleutel="minimum of maximum")
    if low is not None and high is not None and low > high:
        yield problem("KADER-23", (*each.path, "minimum"), laag=low, hoog=high)


def _distinct(index: KaderIndex, table: Spot) -> Iterator[Problem]:
    """Every column is there, is filled in by the provider, and its answer stands in one cell."""
    path, given = (*table.path, DISTINCT), (table.data.get("vaste_rijen"), table.data.get(ROWS_KEY))
    columns = {each.code: each for each in index.columns(table) if each.code not in given}
    for code in texts(table.data[DISTINCT]):
        column = columns.get(code)
        if column is None:
            yield unknown(path, "De in te vullen kolom", code, columns)
        elif column.data.get("soort") == "meerkeuze":
            yield problem("KADER-67", path, sleutel=DISTINCT, kolom=code, past=", ".join(ONE_CELL))
