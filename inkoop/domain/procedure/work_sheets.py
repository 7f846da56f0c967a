"""The words and marks by which the workbooks of assessors and of the panel are written and read back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.submission import Given
from inkoop.domain.tender import Criterion

STAMP_WORK = "inkoop-werkblad"
"""The label beside which the stamp of a workbook stands: whose it is, and in which tender."""
INTERESTS_SHEET = "Belangen"
INTERESTS_HEADERS = ("Inschrijver", "Belang", "Welk belang")
CHECK_HEADER = "Controle"
SPREAD_HEADER = "Verschil"
CARD = {
    "Inschrijver": "Inschrijver",
    "Criterium": "Onderdeel",
    "Cijfer": "Uw cijfer",
    "Toelichting": "Waarom?",
}
"""By header of a sheet with rows what stands before the same on a card, for residents: an answer a page."""
DONE, TO_DO, CLOSED = "✓", "Nog te doen", "–"
"""What the column with checks says of a row that is complete, of one that is empty, and of one to leave."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer of one tenderer to the question of one criterion, to be graded or not."""

    name: str
    text: str
    open: bool = True
    """Whether it is graded; not where the tenderer takes no part in any lot that has the criterion."""
    marks: tuple[tuple[int, int], ...] = ()
    """Where the text tells whose it is, for who does not read names."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is graded on one criterion, in the order in which an assessor reads it."""

    criterion: Criterion
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One answer with what each assessor gave, for the panel."""

    name: str
    criterion: Criterion
    text: str
    given: tuple[Given, ...]
    spread: Decimal
    """How far the highest and the lowest lie apart, in percent of the points."""
