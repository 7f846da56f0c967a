"""Answers that people read: a decision "lees als 39,90" takes the place of what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Answer, Assessment, Decision, Ruling, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.eligibility import eligibility_findings, verdicts
from inkoop.rules.submission.price_checks import price_findings


def with_supplied(
    tender: Tender, submissions: Iterable[Submission], assessment: Assessment
) -> list[Submission]:
    """The submissions with the answers that people supplied, and with what is noticed about those."""
    reader = AnswerReader(tender)
    return [_supplied(tender, reader, one, tuple(_read_by_people(one, assessment))) for one in submissions]


def _read_by_people(submission: Submission, assessment: Assessment) -> Iterator[tuple[str, Decision]]:
    for decision in assessment.of(submission.id):
        if decision.ruling is Ruling.READ_AS and decision.value is not None:
            yield decision.subject, decision


def _supplied(
    tender: Tender, reader: AnswerReader, submission: Submission, read: tuple[tuple[str, Decision], ...]
) -> Submission:
    if not read:
        return submission
    answers = dict(submission.answers)
    for code, decision in read:
        old = answers.get(code) or Answer(code, "", None, CellPlace(submission.file))
        if not old.withheld:
            answers[code] = replace(old, value=decision.value, supplied=decision)
    changed = replace(submission, answers=answers)
    new = tuple(found for found in _checks(tender, reader, changed) if found not in changed.findings)
    return replace(changed, findings=(*changed.findings, *new))


def _checks(tender: Tender, reader: AnswerReader, submission: Submission) -> Iterator[Finding]:
    """What can be noticed about an answer only now that it was read."""
    asked = reader.applicable(submission.answers)
    answered = {code: answer for code, answer in submission.answers.items() if asked[code]}
    found = verdicts(tender, submission, asked)
    for each in eligibility_findings(tender, found, submission.file):
        if each.code != "EIS-03":
            yield each
    yield from price_findings(tender, answered)
