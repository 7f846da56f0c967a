"""The answers as each lot sees them: a table whose rows each belong to a lot, divided over its lots.

This is the one place where that happens. What comes after it knows an ordinary table for each lot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TableQuestion
from inkoop.domain.submission import Located, LocatedAnswer, LocatedTable
from inkoop.domain.tender import Tender, whole_code
from inkoop.rules.submission.kinds.base import Asked, is_blank
from inkoop.rules.submission.kinds.cell import read_cell

MOST_CELLS = 10


def as_lots_see(
    found: LocatedTable, table: TableQuestion, tender: Tender, column: Asked
) -> Mapping[str, LocatedAnswer]:
    """The rows by question: of each part those of its lot, of the table itself those without a lot.

    Without the column nobody can say which row belongs to which lot: then no part has an answer.
    """
    parts = tender.parts_of(table)
    code = table.lot_column or ""
    if code not in (found.columns or {key for row in found.rows for key in row}):
        return {table.code: found}
    lots = [_lot(row.get(code), column) for row in found.rows]
    made: dict[str, LocatedAnswer] = {}
    for lot, part in {"": table, **parts}.items():
        own = tuple(
            row for row, of in zip(found.rows, lots, strict=True) if (of if of in parts else "") == lot
        )
        made[part.code] = replace(found, rows=own, place=_place(own, code, found.place))
    return made


def _lot(located: Located | None, column: Asked) -> str:
    """The lot that a row belongs to; empty when that is not certain."""
    if located is None or located.cell is None or is_blank(located.cell):
        return ""
    value, _ = read_cell(located.cell, located.place, column)
    return value.codes[0] if value else ""


def _place(rows: tuple[Mapping[str, Located], ...], column: str, whole: CellPlace) -> CellPlace:
    """The cells with the lot, as these rows may stand anywhere; of no rows the whole table."""
    cells = [row[column].place for row in rows if column in row]
    more = ["…"] if len(cells) > MOST_CELLS else []
    listed = ", ".join([place.cell for place in cells[:MOST_CELLS]] + more)
    return replace(cells[0], cell=listed) if cells else whole


def in_their_lots(
    found: Iterable[Finding], tender: Tender, located: Mapping[str, LocatedAnswer]
) -> Iterator[Finding]:
    """What was noticed about a cell of the form, as a finding about the row of its lot.

    Args:
        located: the rows by question, divided over the lots.
    """
    parts = (question for question in tender.questions.values() if isinstance(question, TableQuestion))
    where = {
        cell.place: part
        for part in parts
        if part.lot and isinstance(table := located.get(part.code), LocatedTable)
        for row in table.rows
        for cell in row.values()
    }
    for each in found:
        part = where.get(each.place) if isinstance(each.place, CellPlace) else None
        if part is None or each.question.partition(",")[0] != whole_code(part.code):
            yield each
        else:
            asked = part.code + each.question.removeprefix(whole_code(part.code))
            words = {**dict(each.context), "vraag": asked}
            yield replace(each, context=tuple(words.items()))
