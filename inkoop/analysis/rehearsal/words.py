"""All sentences of a kader that say what is asked, for looking words up in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from inkoop.domain.tender import Criterion, Requirement, Tender


def texts_of(tender: Tender) -> Iterator[str]:
    """Every sentence of the criteria, the requirements and their questions."""
    for requirement in tender.requirements:
        yield from requirement_texts(requirement, tender)
    for criterion in tender.every_criterion:
        yield from (criterion.title, criterion.explanation)
        yield from getattr(criterion.rule, "looks_at", ())
    for question in tender.questions.values():
        yield from asked_texts(question, tender)


def requirement_texts(requirement: Requirement, tender: Tender) -> Iterator[str]:
    """The sentences of one requirement with its question."""
    yield from (requirement.title, requirement.explanation)
    question = tender.question_of(requirement)
    if question is not None:
        yield from asked_texts(question, tender)


def criterion_texts(leaf: Criterion, tender: Tender) -> Iterator[str]:
    """The sentences of one sub-criterion with its question."""
    yield from (leaf.title, leaf.explanation)
    yield from getattr(leaf.rule, "looks_at", ())
    question = tender.question_of(leaf)
    if question is not None:
        yield from asked_texts(question, tender)


def asked_texts(asked: Any, tender: Tender) -> Iterator[str]:
    """The sentences of a question, with its choices and columns."""
    yield from (asked.text, asked.hint, getattr(asked, "definition", ""))
    yield from tender.choices_of(asked).values()
    for column in getattr(asked, "columns", ()):
        yield from asked_texts(column, tender)
