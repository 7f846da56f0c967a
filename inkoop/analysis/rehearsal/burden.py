"""What taking part asks of a provider: questions, words, documents and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from inkoop.analysis.rehearsal.concerns import Concern, concern, paths
from inkoop.analysis.rehearsal.words import texts_of
from inkoop.domain.questions import TableQuestion, TextQuestion
from inkoop.domain.tender import Tender

MANY_WORDS, MANY_QUESTIONS = 5000, 75
SHORT_DAYS = 30
_DOCUMENT = re.compile(
    r"\b(bijlage[n]?|meesturen|stuur\w* \w+ mee|voeg\w* (?:\w+ ){1,4}toe|upload\w*|jaarrekening\w*"
    r"|bewijsstuk\w*|uittreksel|(?:be)?schrijf \w+ op (?:één|een|\d+) (?:pagina\S*|A4))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Burden:
    """The size of the work, counted from the kader."""

    questions: int
    tables: int
    cells: int
    """The most cells in all tables together."""
    open_answers: int
    """Those that people read and grade: a name or a number of registration is no work to write."""
    words: int
    """The most words in all open answers together."""
    requirements: int
    documents: tuple[tuple[str, str], ...]
    """Question and the word that names a document."""
    days: int
    """From publication to closing."""


def burden(tender: Tender) -> Burden:
    """Count it."""
    asked = list(tender.filled_in.values())
    tables = [question for question in asked if isinstance(question, TableQuestion)]
    read = (tender.question_of(leaf) for leaf in tender.assessed)
    texts = {question.code: question for question in read if isinstance(question, TextQuestion)}.values()
    return Burden(
        questions=len(asked),
        tables=len(tables),
        cells=sum(_rows(table, tender) * len(table.columns) for table in tables),
        open_answers=len(texts),
        words=sum(question.max_words for question in texts),
        requirements=len(tender.requirements),
        documents=tuple(_documents(tender)),
        days=(tender.info.closes - tender.info.published).days,
    )


def _rows(table: TableQuestion, tender: Tender) -> int:
    return len(tender.choices_of(table.column(table.fixed_rows))) if table.fixed_rows else table.max_rows


def _documents(tender: Tender) -> Iterator[tuple[str, str]]:
    for code, question in tender.filled_in.items():
        if isinstance(question, TextQuestion):
            continue
        found = next((match for text in _texts(question) if (match := _DOCUMENT.search(text))), None)
        if found:
            yield code, found.group().lower()


def _texts(asked: Any) -> Iterator[str]:
    yield from (asked.text, asked.hint)
    for column in getattr(asked, "columns", ()):
        yield from (column.text, column.hint)


def burden_concerns(tender: Tender, counted: Burden) -> Iterator[Concern]:
    """Where that is much, or unclear."""
    if counted.words > MANY_WORDS:
        yield concern("PROEF-36", "", ("criteria",), woorden=counted.words, vragen=counted.open_answers)
    if counted.questions > MANY_QUESTIONS:
        yield concern("PROEF-37", "", ("algemeen",), vragen=counted.questions)
    if counted.days < SHORT_DAYS:
        yield concern("PROEF-38", "", ("aanbesteding", "sluiting"), dagen=counted.days)
    where, told = paths(tender), tender.info.hand_in.lower()
    for code, document in counted.documents:
        if document not in told:
            yield concern("PROEF-50", code, where[code], vraag=code, document=document)
    yield from _definitions(tender)


def _definitions(tender: Tender) -> Iterator[Concern]:
    where = paths(tender)
    for code, question in tender.filled_in.items():
        for asked in (question, *getattr(question, "columns", ())):
            definition = getattr(asked, "definition", None)
            if definition is not None and len(definition.split()) < 4:
                name = code if asked is question else f"{code}, kolom {asked.code}"
                yield concern("PROEF-39", code, where[code], vraag=name, definitie=definition)


def goal_concerns(tender: Tender) -> Iterator[Concern]:
    """The three goals of dagbesteding: each should be heard somewhere in what is asked."""
    if not tender.criteria:
        return
    text = " ".join(texts_of(tender)).lower()
    missing = [goal for goal, pattern in GOALS.items() if not re.search(pattern, text)]
    if missing:
        yield concern("PROEF-51", "", ("criteria",), doelen=" en ".join(missing))


GOALS = {
    "ontwikkeling": r"ontwikkel|groei|leren|herstel",
    "stabilisatie": r"stabil|behoud|blijf|blijven|in stand",
    "begeleide achteruitgang": r"achteruit|afbouw|laatste fase|slechter gaat|minder wordt",
}
