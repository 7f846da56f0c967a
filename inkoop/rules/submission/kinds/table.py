"""Reads the rows of a table, each cell by the kind of its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.catalogue import finding
from inkoop.domain.answers import Row, Rows, Value
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import MultiChoiceColumn, TableQuestion
from inkoop.domain.submission import Located, LocatedTable
from inkoop.rules.submission.kinds.base import Asked, Read, is_blank
from inkoop.rules.submission.kinds.cell import read_cell
from inkoop.rules.submission.kinds.multi_choice import read_column

Columns = Mapping[str, Asked]
"""Every column of a table by its code."""


def read_rows(found: LocatedTable, question: TableQuestion, columns: Columns) -> Read:
    """The rows in which something was typed."""
    rows: list[Row] = []
    notes: list[Finding] = []
    for cells in found.rows:
        row, row_notes = _row(cells, question, columns)
        notes += row_notes
        if row is not None:
            rows.append(row)
    notes += _fixed_rows(question, rows, found.place, columns)
    return Rows(tuple(rows)) if rows else None, tuple(notes)


def _row(
    cells: Mapping[str, Located], question: TableQuestion, columns: Columns
) -> tuple[Row | None, list[Finding]]:
    values: dict[str, Value] = {}
    places: dict[str, CellPlace] = {}
    notes: list[Finding] = []
    empty: list[tuple[str, CellPlace]] = []
    typed = False
    for column in question.columns:
        what = columns[column.code]
        value: Value | None
        if isinstance(column, MultiChoiceColumn):
            value, place, found = read_column(what, column.code, cells)
            filled = value is not None or bool(found)
        else:
            located = cells.get(column.code)
            if located is None:
                continue
            place, blank = located.place, is_blank(located.cell)
            value, found = (
                (None, ()) if located.cell is None or blank else read_cell(located.cell, place, what)
            )
            filled = value is not None or bool(found)
        notes += found
        if filled and column.code not in question.printed:
            typed = True
        if value is not None:
            values[column.code], places[column.code] = value, place
        elif not filled and column.required:
            empty.append((column.text, place))
    if not typed:
        return None, []
    notes += [finding("ANTW-17", place, vraag=question.code, kolom=text) for text, place in empty]
    return Row(values, places, {key: located.place for key, located in cells.items()}), notes


def _fixed_rows(
    question: TableQuestion, rows: list[Row], place: CellPlace, columns: Columns
) -> Iterator[Finding]:
    """Of a table with printed rows each row is there once and filled in."""
    if question.fixed_rows is None or question.is_divided:
        return
    column = question.fixed_rows
    given = [code for row in rows for code in row.codes(column)]
    for code, name in columns[column].choices.items():
        if given.count(code) > 1:
            yield finding("ANTW-21", place, vraag=question.code, rij=name)
        elif code not in given and rows and question.required:
            yield finding("ANTW-20", place, vraag=question.code, rij=name)
