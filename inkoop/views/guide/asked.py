"""What is asked, and what may be answered: a question, a table with its columns, a list of choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.table_rules import RowBounds
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text, either
from inkoop.views.guide.model import Block, Grid, Points, Said
from inkoop.views.words.asked import (
    CONFIDENTIAL,
    OPTIONAL,
    PRINTED,
    condition_text,
    how,
    precisely,
    rows_text,
)
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.wording import names, sentence

MONEY = "bedrag"
_MANY = 8
"""A list with more choices than this stands apart."""


def question_key(code: str) -> str:
    """The name of a question among the blocks."""
    return f"vraag[{code}]"


def question_blocks(tender: Tender, question: Question) -> Iterator[Block]:
    """A question in full, as it is asked in the form."""
    key = question_key(question.code)
    yield Said((key,), question_words(question), "Vraag")
    answer = answer_words(tender, question)
    if answer:
        yield Said((f"{key}.antwoord",), answer, "Wat u invult")
    if isinstance(question, TableQuestion):
        yield from table_blocks(tender, question)


def question_words(question: Question) -> str:
    """The question with its help: tarief: Welk tarief vraagt u?"""
    hint = f" {sentence(question.hint)}" if question.hint else ""
    return f"{question.code}. {sentence(question.text)}{hint}"


def answer_words(tender: Tender, question: Question) -> str:
    """What may be answered, when it is asked, and who may read it."""
    lines = [
        condition_text(tender, question),
        _expected(tender, question),
        rows_text(question) if isinstance(question, TableQuestion) else "",
        _lot_words(question),
        "" if question.required else OPTIONAL,
        CONFIDENTIAL if question.confidential else "",
    ]
    return " ".join(line for line in lines if line)


def _lot_words(question: Question) -> str:
    if isinstance(question, TableQuestion) and question.lot_column:
        column = question.column(question.lot_column).text
        return (
            f"Elke rij hoort bij het perceel in de kolom ‘{column}’, en telt alleen daar. Kies een perceel"
            " waarop u inschrijft."
        )
    return ""


def _expected(tender: Tender, asked: Any) -> str:
    """What kind of answer, the choices, and what exactly is counted."""
    amount = "Een bedrag in euro." if asked.kind == MONEY else ""
    said = [amount, how(asked).replace("\n", " "), _choices(tender, asked)]
    if definition := precisely(asked):
        said.append(sentence(definition))
    return " ".join(part for part in said if part)


def _choices(tender: Tender, asked: Any) -> str:
    choices = tender.choices_of(asked)
    if not choices:
        return ""
    listed = getattr(asked, "choices", "")
    title = f" de lijst ‘{tender.code_lists[listed].title}’" if isinstance(listed, str) else ""
    if title and len(choices) > _MANY:
        return f"U kiest uit{title} achter in deze leidraad."
    return f"U kiest uit{title}: {sentence('; '.join(choices.values()))}"


def long_lists(tender: Tender) -> Iterator[str]:
    """The names of the lists that stand apart, in the order of the kader."""
    yield from (name for name, listed in tender.code_lists.items() if len(listed.values) > _MANY)


def table_blocks(tender: Tender, table: TableQuestion) -> Iterator[Block]:
    """The columns of a table, and what its rows have to agree with."""
    key = question_key(table.code)
    rows = tuple(TableRow((column.text, _column(tender, table, column.code))) for column in table.columns)
    caption = f"De kolommen van vraag {table.code}"
    yield Grid((f"{key}.kolommen",), Table(caption, (Column("Kolom"), Column("Wat u invult")), rows))
    rules = tuple(_row_rules(tender, table))
    if rules:
        yield Points((f"{key}.rijen",), rules)


def _column(tender: Tender, table: TableQuestion, code: str) -> str:
    column = table.column(code)
    hint = sentence(column.hint) if column.hint else ""
    if code in table.printed:
        rows = _choices(tender, column).removeprefix("U kiest uit").removeprefix(":").strip()
        return f"{'' if column.hint == PRINTED else hint} {PRINTED} De rijen zijn {rows}".strip()
    said = (hint, _expected(tender, column), "" if column.required else OPTIONAL)
    return " ".join(part for part in said if part)


def _row_rules(tender: Tender, table: TableQuestion) -> Iterator[str]:
    for each in table.sums:
        yield (
            f"De kolom ‘{table.column(each.column).text}’ telt op tot precies uw antwoord op vraag"
            f" {each.question}."
        )
    for bounds in table.row_bounds:
        yield _bounds(tender, table, bounds)
    if table.distinct:
        columns = names(tuple(f"‘{table.column(code).text}’" for code in table.distinct))
        together = " samen" if len(table.distinct) > 1 else ""
        yield f"Geen twee rijen zijn{together} gelijk in {columns}."


def _bounds(tender: Tender, table: TableQuestion, bounds: RowBounds) -> str:
    column = table.column(bounds.choice_column)
    choices = tender.choices_of(column)
    chosen = either(f"‘{choices.get(code, code)}’" for code in bounds.choices)
    limits = []
    if bounds.minimum is not None:
        limits.append(f"minstens {decimal_text(bounds.minimum)}")
    if bounds.maximum is not None:
        limits.append(f"hoogstens {decimal_text(bounds.maximum)}")
    number = table.column(bounds.column).text
    return f"In rijen met {chosen} bij ‘{column.text}’ is ‘{number}’ {' en '.join(limits)}."


def asked_table(tender: Tender, questions: Sequence[Question], purposes: Sequence[str]) -> Table:
    """Questions beside each other, with what each is for."""
    rows = tuple(
        TableRow((question_words(question), answer_words(tender, question), purpose))
        for question, purpose in zip(questions, purposes, strict=True)
    )
    columns = (Column("Vraag"), Column("Wat u invult"), Column("Waar het voor telt"))
    return Table("Vragen over uw organisatie en uw aanbod", columns, rows)
