"""Whether the rows of a table agree: with the answer to another question, with bounds of their own, and with
each other.

What is empty or could not be read is told elsewhere, and is not judged here. Nobody is out for this: a person
decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from inkoop.catalogue import finding
from inkoop.domain.answers import Row, Text, Value
from inkoop.domain.exact import ZERO
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TableQuestion
from inkoop.domain.submission import Answer
from inkoop.domain.table_rules import RowBounds, Sum
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text, listing, number_of
from inkoop.rules.submission.naming import folded

SUM, BOUNDS, ALIKE = "TABEL-01", "TABEL-02", "TABEL-03"
AGREEMENT = (SUM, BOUNDS, ALIKE)
"""Every finding that is made here."""
_NAMED = 10
"""How many cells a place names."""


def agreement_findings(tender: Tender, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """What does not agree in the tables that were filled in; `answers` are those to what is asked."""
    for code, question in tender.questions.items():
        answer = answers.get(code)
        if isinstance(question, TableQuestion) and answer is not None and answer.rows:
            for each in question.sums:
                yield from _sum(question, each, answer, answers.get(each.question))
            for bounds in question.row_bounds:
                yield from _outside(tender, question, bounds, answer)
            if question.distinct:
                yield from _alike(question, answer)


def rests_on_any(found: Finding, questions: Iterable[str]) -> bool:
    """Whether it is about a table, or about a sum, that one of these questions gives."""
    words = dict(found.context)
    return found.code in AGREEMENT and bool({words["vraag"], words.get("andere", "")} & set(questions))


def _sum(table: TableQuestion, each: Sum, answer: Answer, other: Answer | None) -> Iterator[Finding]:
    numbers = [row.number(each.column) for row in answer.rows]
    known = [number for number in numbers if number is not None]
    expected = other.number if other else None
    total = sum(known, ZERO)
    if expected is None or len(known) < len(numbers) or total == expected:
        return
    words = {"vraag": table.code, "kolom": table.column(each.column).text, "som": decimal_text(total)}
    words |= {"andere": each.question, "getal": decimal_text(expected)}
    yield finding(SUM, _cells(answer, answer.rows, each.column), **words)


def _outside(tender: Tender, table: TableQuestion, bounds: RowBounds, answer: Answer) -> Iterator[Finding]:
    column = table.column(bounds.column)
    names = tender.choices_of(table.column(bounds.choice_column))
    for row in answer.rows:
        value, chosen = row.number(bounds.column), row.codes(bounds.choice_column)
        if value is None or not set(chosen) & set(bounds.choices) or bounds.hold(value):
            continue
        words = {"vraag": table.code, "kolom": column.text, "keuze": listing(names[one] for one in chosen)}
        words |= {"mag": within(bounds), "gevonden": decimal_text(value)}
        words |= {"eenheid": getattr(column, "unit", "")}
        yield finding(BOUNDS, _cells(answer, (row,), bounds.column), **words)


def within(bounds: RowBounds) -> str:
    """The numbers that may stand there, in words."""
    low, high = (None if one is None else decimal_text(one) for one in (bounds.minimum, bounds.maximum))
    if low and high:
        return f"{low} tot en met {high}"
    return f"minstens {low}" if low else f"hoogstens {high}"


def _alike(table: TableQuestion, answer: Answer) -> Iterator[Finding]:
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in answer.rows:
        if all(code in row.values for code in table.distinct):
            key = tuple(_key(row.values[code]) for code in table.distinct)
            groups.setdefault(key, []).append(row)
    columns = listing(table.column(code).text for code in table.distinct)
    for rows in groups.values():
        if len(rows) > 1:
            many = number_of(len(rows), "rij", "rijen")
            words = {"vraag": table.code, "aantal": many, "kolommen": columns}
            yield finding(ALIKE, _cells(answer, rows, table.distinct[0]), **words)


def _key(value: Value) -> object:
    """A value as two are the same: of a text whatever its case and its spaces."""
    return folded(value.typed) if isinstance(value, Text) else value


def _cells(answer: Answer, rows: Iterable[Row], column: str) -> CellPlace:
    """The cells of a column in some rows; the table where they are not known."""
    places = [row.places[column] for row in rows if column in row.places]
    names = [place.cell for place in places[:_NAMED]] + (["…"] if len(places) > _NAMED else [])
    return replace(places[0], cell=", ".join(names)) if places else answer.place
