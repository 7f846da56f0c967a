"""Which faults a tenderer may be asked to mend, in which cells, and who has the same fault."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from inkoop.domain.cells import cell_name
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.fields import BEFORE_LOT
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.rules.award.alike import Fault, fault_of

_FOR_A_PERSON = "EIS-02"
"""A warning that nevertheless waits for a person."""
_NEVER = ("EIS-01", _FOR_A_PERSON)
"""What is answered and can be read is no fault to mend: another answer would be another bid."""
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_MOST_CELLS = 200
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Mendable:
    """A fault that may be mended."""

    submission: Submission
    finding: Finding
    cells: tuple[tuple[str, str], ...]
    """Sheet and cell of each place where the answer stands."""
    earns: bool
    """Whether points or a price may rest on it: then it is only asked as an obvious material error."""

    @property
    def fault(self) -> Fault:
        """Which fault it is, whoever has it."""
        return fault_of(self.finding)


def open_findings(evaluation: Evaluation, one: Submission) -> tuple[Finding, ...]:
    """What a person still has to decide about a submission, or has to have mended."""
    done = {each.finding for each in evaluation.settled if each.submission == one.id}
    return tuple(each for each in evaluation.about(one) if each not in done and for_a_person(each))


def for_a_person(found: Finding) -> bool:
    """Whether a person has to decide about it. That nothing was graded yet is no news at the opening."""
    graded = found.code.startswith("CIJFER-")
    return not graded and (found.severity is Severity.ERROR or found.code == _FOR_A_PERSON)


def mendable(evaluation: Evaluation) -> tuple[Mendable, ...]:
    """Every open fault in a cell, by number of receipt."""
    return tuple(
        Mendable(one, found, cells, _earns(evaluation.tender, found.question))
        for one in sorted(evaluation.submissions, key=lambda one: one.receipt)
        for found in open_findings(evaluation, one)
        if found.code not in _NEVER and (cells := tuple(_cells(one, found)))
    )


def _cells(one: Submission, found: Finding) -> Iterator[tuple[str, str]]:
    """The cells in which it can be mended: where it was found, and of several choices each of those."""
    place = found.place
    if not isinstance(place, CellPlace) or not place.sheet:
        return
    answer = one.answer(found.question)
    own = [(option.sheet, option.cell) for option in answer.options.values()] if answer else []
    yield from dict.fromkeys([*((place.sheet, cell) for cell in _within(place.cell)), *own])


def _within(cell: str) -> Iterator[str]:
    """Each cell of a place such as C7 or C7:C9."""
    found = _RANGE.fullmatch(cell)
    if found is None:
        return
    first, top, last, bottom = found.groups()
    columns = range(_column(first), _column(last or first) + 1)
    rows = range(int(top), int(bottom or top) + 1)
    if len(columns) * len(rows) <= _MOST_CELLS:
        yield from (cell_name(row, column) for row in rows for column in columns)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number


def _earns(tender: Tender, question: str) -> bool:
    """Whether points or a price may rest on an answer: all but general questions and requirements may."""
    code = question.partition(",")[0].partition(BEFORE_LOT)[0]
    if not code:
        return False
    resting = {
        leaf.code: asked.code.partition(BEFORE_LOT)[0]
        for leaf, _ in tender.leaves
        if (asked := tender.question_of(leaf)) is not None
    }
    general = {each.code for each in tender.general}
    required = {
        asked.code.partition(BEFORE_LOT)[0]
        for each in tender.requirements
        if (asked := tender.question_of(each)) is not None
    }
    return code in resting.values() or code not in general | required
