"""Personal data where none is asked: a warning, since submissions may become public (Woo, AVG)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import TableQuestion, TextColumn, TextQuestion
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,8}")
_PHONE = re.compile(r"(?<![\d,.])(?:(?:\+31|0031)[ -]?(?:\(0\))?[ -]?|0)[1-9](?:[ -]?\d){8}(?!\d)")
_NINE_DIGITS = re.compile(r"(?<![\d,.])\d(?:[ .]?\d){8}(?![\d,]|[.]\d)")


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the 11-test of the citizen service number (weights 9…2, and -1)."""
    if len(digits) != 9 or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def personal_data_findings(tender: Tender, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """A warning with the cell for each kind of personal data in each text that was typed."""
    for code, answer in answers.items():
        question = tender.questions[code]
        if isinstance(question, TextQuestion):
            texts = [] if question.personal_data else _texts(answer)
        else:
            texts = _cells(question, answer) if isinstance(question, TableQuestion) else []
        for text, place in texts:
            for found in _kinds(text):
                yield finding(found, place, vraag=code)


def _kinds(text: str) -> Iterator[str]:
    # The digits of a telephone number can happen to pass the 11-test.
    without_phones = _PHONE.sub(" ", text)
    if any(is_bsn(re.sub(r"\D", "", match[0])) for match in _NINE_DIGITS.finditer(without_phones)):
        yield "PRIV-01"
    if _EMAIL.search(text):
        yield "PRIV-02"
    if _PHONE.search(text):
        yield "PRIV-03"


def _texts(answer: Answer) -> list[tuple[str, CellPlace]]:
    return [(answer.raw, answer.place)] if answer.value is not None else []


def _cells(table: TableQuestion, answer: Answer) -> list[tuple[str, CellPlace]]:
    """The open texts in a table; a column that asks for an address or a number may hold one."""
    columns = [column.code for column in table.columns if isinstance(column, TextColumn)]
    return [
        (row.values[column].typed, row.places[column])
        for row in answer.rows
        for column in columns
        if column in row.values
    ]
