"""Requirements: met or not met, never points. Hard ones reject, the others go to a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inkoop.catalogue import finding
from inkoop.domain.answers import Value
from inkoop.domain.evaluation import Ground, Objection
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Submission
from inkoop.domain.tender import Condition, Requirement, Tender
from inkoop.rules.dutch_format import listing, shown_value
from inkoop.rules.submission.answers import IN_COLUMN


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one requirement turned out; `met` is None while a person has to decide."""

    requirement: Requirement
    met: bool | None
    answer: Answer | None
    known: bool = True
    """Whether there is an answer to judge: with it a person judges, without it somebody has to read one."""


def verdicts(tender: Tender, submission: Submission, asked: Mapping[str, bool]) -> tuple[Verdict, ...]:
    """Every requirement of the kader, in its order.

    An answer that is absent or unreadable decides nothing here: that fault is a finding of its own.
    A question that was not asked, by its own condition, is met.
    """
    found: list[Verdict] = []
    for requirement in tender.requirements:
        question = tender.question_of(requirement)
        assert question is not None
        answer = submission.answer(question.code)
        if not asked.get(question.code, True):
            found.append(Verdict(requirement, True, answer))
            continue
        value, condition = answer.value if answer else None, requirement.met_when
        met = None
        if answer is not None and value is not None and condition is not None:
            met = meets(condition, value, doubt=_in_doubt(submission, answer, condition))
        known = value is not None and (condition is None or met is not None)
        if met is False and requirement.consequence == "voorleggen":
            met = None
        found.append(Verdict(requirement, met, answer, known))
    return tuple(found)


MARKS_UNREAD = ("ANTW-02", "ANTW-03", "ANTW-06", "FORM-07")
"""What is told about options of a multiple choice of which nobody can say whether they were chosen."""


def _in_doubt(submission: Submission, answer: Answer, condition: Condition) -> bool:
    """Whether options may have been chosen beside those that are marked for certain: a mark that could not
    be read, and that nobody has read since."""
    asked = answer.question + (f"{IN_COLUMN}{condition.column}" if condition.column else "")
    read = {cell for made in answer.supplied if made.cell for cell in made.cell.cells}
    unread = (
        found
        for found in submission.findings
        if found.code in MARKS_UNREAD and found.severity is Severity.ERROR and found.question == asked
    )
    cells = (found.place.cell if isinstance(found.place, CellPlace) else "" for found in unread)
    return answer.read_by is None and any(cell not in read for cell in cells)


def meets(condition: Condition, value: Value, *, doubt: bool = False) -> bool | None:
    """Whether an answer meets a condition; None while a cell that is empty or unreadable may decide it.

    On a table column, is/minimaal/maximaal hold for every row, and bevat for all rows together. So one row
    that certainly fails is enough for "not met", and codes that certainly stand there for "met".

    Args:
        doubt: whether there are options of which nobody can say whether they were chosen.
    """
    if condition.column is None:
        met = _meets_one(condition, value)
        return None if doubt and not met else met
    cells = [row.values.get(condition.column) for row in value.rows]
    filled = [cell for cell in cells if cell is not None]
    certain = len(filled) == len(cells) > 0
    if condition.contains is not None:
        if set(condition.contains) <= {code for cell in filled for code in cell.codes}:
            return True
        return False if certain and not doubt else None
    if not all(_meets_one(condition, cell) for cell in filled):
        return False
    return True if certain else None


def _meets_one(condition: Condition, value: Value) -> bool:
    if condition.equals is not None:
        return any(code in condition.equals for code in value.codes)
    if condition.contains is not None:
        return set(condition.contains) <= set(value.codes)
    if value.number is None:
        return False
    if condition.minimum is not None:
        return value.number >= condition.minimum
    return condition.maximum is not None and value.number <= condition.maximum


def eligibility_findings(tender: Tender, found: Iterable[Verdict], file: str) -> Iterator[Finding]:
    """Requirements that are not met, that are left to a person, or about which nothing was answered."""
    for verdict in found:
        if not verdict.met:
            yield verdict_finding(tender, verdict, file)


def verdict_finding(tender: Tender, verdict: Verdict, file: str) -> Finding:
    """What there is to say about a requirement that is not met, or of which that is not known."""
    requirement, answer = verdict.requirement, verdict.answer
    question = tender.question_of(requirement)
    code = "EIS-01" if verdict.met is False else "EIS-02" if verdict.known else "EIS-03"
    return finding(
        code,
        answer.place if answer else CellPlace(file),
        vraag=question.code if question else "",
        eis=requirement.code,
        titel=requirement.title,
    )


def objection(verdict: Verdict) -> Objection:
    """A requirement that was not met, as a ground for not admitting."""
    answer, code = verdict.answer, verdict.requirement.code
    condition = verdict.requirement.met_when
    if answer is None:
        return Objection(Ground.REQUIREMENT, code, "")
    if condition is None or condition.column is None:
        return Objection(Ground.REQUIREMENT, code, answer.raw, place=answer.place)
    failing = _failing_cells(condition, condition.column, answer)
    detail = listing(f"{shown_value(value)} in cel {place.cell}" for value, place in failing)
    return Objection(Ground.REQUIREMENT, code, detail, place=failing[0][1] if failing else answer.place)


def _failing_cells(condition: Condition, column: str, answer: Answer) -> list[tuple[Value, CellPlace]]:
    """The cells of a table column that do not meet the condition, each with its place."""
    return [
        (row.values[column], row.places[column])
        for row in answer.rows
        if column in row.values
        and condition.contains is None
        and not _meets_one(condition, row.values[column])
    ]
