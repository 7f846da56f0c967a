"""Which answer in a table somebody means: by its cell, or by its column and row, as findings show them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TableQuestion
from inkoop.domain.submission import Answer, Submission, TableCell
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.suggestion import suggestion

_CELL = re.compile(r"(?:cel )?\$?([a-z]{1,3})\$?([1-9][0-9]{0,6})", re.IGNORECASE)
_OPTION = ":"
_MOST_ROWS = 12


def cells_in(answer: Answer) -> Iterator[TableCell]:
    """Every answer in the filled rows of a table, with its cells; none where the workbook is not at hand."""
    for number, row in enumerate(answer.rows):
        columns: dict[str, list[str]] = {}
        for key, place in row.cells.items():
            columns.setdefault(key.partition(_OPTION)[0], []).append(place.cell)
        yield from (TableCell(column, number, tuple(cells)) for column, cells in columns.items())


def cell_at(answer: Answer | None, place: CellPlace) -> TableCell | None:
    """The answer in a table that stands in a cell; None for a place that is no such cell."""
    return next((cell for cell in cells_in(answer) if place.cell in cell.cells), None) if answer else None


def meant_cell(tender: Tender, submission: Submission, table: TableQuestion, typed: str) -> TableCell | str:
    """The answer in a table that was typed as `C7`, or as `kolom plekken, rij 7`; else why there is none.

    The number of a row is that of its cells. A printed row may also be called by its code or name.
    """
    if table.is_divided:
        return (
            "bij welk perceel een rij hoort, is niet te lezen met een besluit; kies voldoet of voldoet niet"
        )
    answer = submission.answer(table.code)
    known = list(cells_in(answer)) if answer else []
    if not known:
        return f"van tabel {table.code} is geen enkele rij gelezen; kies voldoet of voldoet niet"
    found, parts = known, [part for part in re.split(r"\s*,\s*", " ".join(typed.split())) if part]
    for part in parts:
        chosen = _narrowed(part, found, known, tender, table, answer)
        if isinstance(chosen, str):
            return chosen
        found = chosen
    if len(found) == 1 and parts:
        return found[0]
    faults = {each.place.cell for each in submission.findings if isinstance(each.place, CellPlace)}
    faulty = [cell for cell in known if faults.intersection(cell.cells)]
    return f"noem de cel van de tabel erbij, zoals {table.code}, {(faulty or known)[0].name}"


def _narrowed(
    part: str,
    among: list[TableCell],
    known: list[TableCell],
    tender: Tender,
    table: TableQuestion,
    answer: Answer | None,
) -> list[TableCell] | str:
    """Those of the cells that one word of what was typed is about, or why there are none."""
    word, columns = part.casefold(), _columns(table)
    if word.startswith("rij "):
        rows = _rows(part[4:], known, tender, table, answer)
        if not rows:
            filled = listing(sorted({_line(cell) for cell in known}, key=int)[:_MOST_ROWS])
            return f"rij {part[4:44]} van tabel {table.code} is niet ingevuld; wel ingevuld: {filled}"
        kept = [cell for cell in among if cell.row in rows]
    elif (column := columns.get(word.removeprefix("kolom "))) is not None:
        kept = [cell for cell in among if cell.column == column]
    elif match := _CELL.fullmatch(part):
        name = f"{match[1]}{match[2]}".upper()
        if not any(name in cell.cells for cell in known):
            return f"cel {name} is geen cel van een ingevulde rij van tabel {table.code}"
        kept = [cell for cell in among if name in cell.cells]
    else:
        near = suggestion(word.removeprefix("kolom "), columns).rstrip(".")
        return f"tabel {table.code} heeft geen kolom {part.removeprefix('kolom ')[:40]}{near}"
    return kept or f"in tabel {table.code} past {part[:40]} niet bij wat ervoor staat"


def _columns(table: TableQuestion) -> Mapping[str, str]:
    """The columns by their text and code; a code goes before the text of another."""
    by_text = {column.text.casefold(): column.code for column in table.columns}
    return by_text | {column.code.casefold(): column.code for column in table.columns}


def _line(cell: TableCell) -> str:
    return cell.name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _rows(
    typed: str, known: list[TableCell], tender: Tender, table: TableQuestion, answer: Answer | None
) -> set[int]:
    rows = {cell.row for cell in known if _line(cell) == typed.strip()}
    if rows or table.fixed_rows is None or answer is None:
        return rows
    choices = tender.choices_of(table.column(table.fixed_rows))
    codes = {code for code, name in choices.items() if typed.casefold() in (code.casefold(), name.casefold())}
    return {n for n, row in enumerate(answer.rows) if codes & set(row.codes(table.fixed_rows))}
