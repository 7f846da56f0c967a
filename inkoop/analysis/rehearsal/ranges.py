"""From what range every answer was drawn, for whoever wants to judge how real the made-up bids are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.analysis.rehearsal.draws import Drawer, Kinds, by_columns, most_rows, priced_by
from inkoop.analysis.rehearsal.spans import Span, answer_span, price_part, tariff_span
from inkoop.analysis.rehearsal.stage import Stage
from inkoop.domain.questions import TableQuestion
from inkoop.rules.scoring.kinds.base import Kind


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question, or a column of its table, with the range that it was drawn from."""

    question: str
    part: str
    """The column or the fixed row; empty for the question itself."""
    kind: str
    """The kind of question, or `rijen` for the number of rows."""
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""


def drawn_from(stage: Stage) -> Iterator[Drawn]:
    """Everything that was drawn, in the order of the kader; open answers show in the grades only."""
    for code, (question, rules) in Drawer(stage).wanted.items():
        if isinstance(question, TableQuestion):
            yield from _table(code, question, rules, stage)
        else:
            yield _one(code, "", question, rules[0] if rules else None, priced_by(rules))


def _one(
    code: str, part: str, asked: Any, rule: Kind[Any] | None, priced: Kind[Any] | None = None, row: str = ""
) -> Drawn:
    if priced is not None:
        return _spanned(code, part, asked, tariff_span(priced, asked, row))
    if hasattr(asked, "unit"):
        return _spanned(code, part, asked, answer_span(rule, asked))
    return Drawn(code, part, asked.kind)


def _spanned(code: str, part: str, asked: Any, span: Span) -> Drawn:
    return Drawn(code, part, asked.kind, span.low, span.high, asked.unit)


def _table(code: str, question: TableQuestion, rules: Kinds, stage: Stage) -> Iterator[Drawn]:
    by_column, priced = by_columns(rules), priced_by(rules)
    if question.fixed_rows is None:
        most = most_rows(question, rules)
        least = Decimal(min(max(question.min_rows, 1), most))
        yield Drawn(code, "", "rijen", least, Decimal(most), "rijen")
    elif priced is not None:
        for row, name in stage.tender.choices_of(question.column(question.fixed_rows)).items():
            yield _one(code, name, price_part(priced.rule, question), None, priced, row)
        return
    for column in question.columns:
        if column.code in by_column:
            yield _one(code, column.text, column, by_column[column.code])
