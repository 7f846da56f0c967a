"""Answers that people read: a decision "lees als 39,90" takes the place of what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from inkoop.domain.answers import Row, Rows
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Decision, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.eligibility import eligibility_findings, verdicts
from inkoop.rules.submission.lot_checks import lot_findings
from inkoop.rules.submission.organisations import organisation_findings
from inkoop.rules.submission.price_checks import price_findings
from inkoop.rules.submission.row_agreement import agreement_findings, rests_on_any

_READING = ("ANTW-", "FORM-")
_OFFERED = ("PERCEEL-01", "PERCEEL-02", "PERCEEL-03", "ORG-03")
"""The findings about what is offered, where and with whom: of the answers as they were read by people."""


def with_supplied(
    tender: Tender, submissions: Iterable[Submission], assessment: Assessment, lot: str = ""
) -> list[Submission]:
    """The submissions with the answers that people supplied, and with what is noticed about those.

    Args:
        tender: the rules, of the lot where that is named.
        lot: take what was read for this lot alone; without it, what holds in all lots.
    """
    reader = AnswerReader(tender)
    made = [_supplied(tender, reader, one, assessment.readings(one.id, lot), lot) for one in submissions]
    return made if lot else [_with_room(one, assessment) for one in made]


def _with_room(submission: Submission, assessment: Assessment) -> Submission:
    """An empty answer where people read one for a lot only, so that whoever looks at all answers sees it."""
    absent = {
        made.subject: Answer(made.subject, "", None, CellPlace(submission.file))
        for made in assessment.of(submission.id)
        if made.value is not None and made.subject not in submission.answers
    }
    return replace(submission, answers={**submission.answers, **absent}) if absent else submission


def _supplied(
    tender: Tender, reader: AnswerReader, submission: Submission, read: tuple[Decision, ...], lot: str
) -> Submission:
    answers = dict(submission.answers)
    for decision in read:
        old = answers.get(decision.subject) or Answer(decision.subject, "", None, CellPlace(submission.file))
        if not old.withheld and decision.value is not None:
            answers[decision.subject] = _with_value(old, decision)
    if not read:
        return submission
    changed = replace(submission, answers=answers)
    made = [_in_lot(found, lot) for found in _checks(tender, reader, changed)]
    if lot:
        return replace(changed, findings=tuple(dict.fromkeys((*changed.findings, *made))))
    subjects = {decision.subject for decision in read}
    offered = tuple(_offered(tender, changed, subjects))
    kept = [
        found
        for found in changed.findings
        if found in (*made, *offered) or not (found.code.startswith(_OFFERED) or _rests_on(found, subjects))
    ]
    return replace(changed, findings=tuple(dict.fromkeys((*kept, *made, *offered))))


def _rests_on(found: Finding, read: Iterable[str]) -> bool:
    """Whether it says something of an answer that people read: that a requirement is not met by it, or that
    rows do not agree with it."""
    return (found.code == "EIS-01" and found.question in read) or rests_on_any(found, read)


def _with_value(old: Answer, made: Decision) -> Answer:
    """The answer with what people read in the place of it, or in the place of one cell of its table."""
    assert made.value is not None
    if made.cell is None:
        return replace(old, value=made.value, supplied=(made,))
    rows = list(old.rows)
    if made.cell.row >= len(rows):  # a dossier from outside may say anything
        return old
    row, place = rows[made.cell.row], CellPlace(old.place.file, old.place.sheet, made.cell.name)
    values = {**row.values, made.cell.column: made.value}
    rows[made.cell.row] = Row(values, {**row.places, made.cell.column: place}, row.cells)
    earlier = (other for other in old.supplied if other.cell != made.cell)
    return replace(old, value=Rows(tuple(rows)), supplied=(*earlier, made))


def _checks(tender: Tender, reader: AnswerReader, submission: Submission) -> Iterator[Finding]:
    """What can be noticed about an answer only now that it was read."""
    asked = reader.applicable(submission.answers)
    answered = {code: answer for code, answer in submission.answers.items() if asked[code]}
    found = verdicts(tender, submission, asked)
    for each in eligibility_findings(tender, found, submission.file):
        if each.code != "EIS-03":
            yield each
    yield from agreement_findings(tender, answered)
    yield from price_findings(tender, answered)


def _offered(tender: Tender, submission: Submission, read: Iterable[str]) -> Iterator[Finding]:
    """What is offered, where and with whom, by the answers as people read them."""
    reported = [
        found
        for found in submission.findings
        if found.code.startswith(_READING) and found.question.partition(",")[0] not in read
    ]
    yield from lot_findings(tender, submission, reported)
    yield from organisation_findings(tender, submission)


def _in_lot(found: Finding, lot: str) -> Finding:
    """What is noticed about an answer that was read for one lot alone holds there alone."""
    if not lot:
        return found
    words: Mapping[str, str] = {**dict(found.context), "percelen": lot}
    return replace(found, context=tuple(words.items()))
