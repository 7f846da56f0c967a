"""What is left to decide, over all lots together, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inkoop.domain.evaluation import Ground, LotResult, Objection
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.settled import Closed, Settled
from inkoop.domain.submission import WHOLE_SUBMISSION, Submission, SubmissionId
from inkoop.rules.award.admission import ROW_FAULTS, open_under

Noticed = Mapping[SubmissionId, tuple[Finding, ...]]
"""By submission everything that was noticed about it."""


def noticed(
    submissions: Iterable[Submission],
    lots: Sequence[LotResult],
    signals: Mapping[SubmissionId, tuple[Finding, ...]],
) -> Noticed:
    """All findings about each submission: what was read, then what follows from where it stands."""
    made: dict[SubmissionId, list[Finding]] = {}
    for lot in lots:
        for waits in lot.undecided:
            made.setdefault(waits.submission.id, []).extend(waits.findings)
        outside = (*(found.submission for found in lot.not_admitted), *(u.submission for u in lot.undecided))
        for one in (*lot.admitted, *outside):  # with what was noticed about an answer read for this lot alone
            made.setdefault(one.id, []).extend(one.findings)
    return {
        one.id: tuple(dict.fromkeys((*one.findings, *made.get(one.id, ()), *signals.get(one.id, ()))))
        for one in submissions
    }


def settled(found: Noticed, lots: Sequence[LotResult]) -> tuple[Settled, ...]:
    """Every fault, and every question to a person, on which nobody has to decide any more.

    A point that is open in one lot is open. Of who is out everywhere nothing matters any more.
    """
    return tuple(each for who, findings in found.items() for each in _settled(who, findings, lots))


def _settled(who: SubmissionId, findings: Iterable[Finding], lots: Sequence[LotResult]) -> Iterator[Settled]:
    waits = {
        point for lot in lots for one in lot.undecided if one.submission.id == who for point in one.findings
    }
    decided = {s.finding: s for lot in lots for s in lot.settled if s.submission == who}
    replaced = [one for lot in lots for one in lot.replaced if one.submission.id == who]
    under = open_under(waits)
    for found in findings:
        to_decide = found.severity is Severity.ERROR or found.code == "EIS-02"
        if found in waits or found.code in ROW_FAULTS or not to_decide:
            continue
        if see := under.get(found.question):
            yield Settled(who, found, None, Closed.ELSEWHERE, see)
        elif found in decided:
            yield decided[found]
        elif replaced:
            yield Settled(who, found, replaced[0].decision)
        else:
            yield _by_itself(who, found, lots)


def _by_itself(who: SubmissionId, found: Finding, lots: Sequence[LotResult]) -> Settled:
    """A point of a submission that is out, or on which nothing rests: did it put the submission out?"""
    objections = [
        (lot, each)
        for lot in lots
        for one in lot.not_admitted
        if one.submission.id == who
        for each in one.objections
    ]
    against = [each for lot, each in objections if each.ground is Ground.DECISION and _on(each, found, lot)]
    if against:
        own = next((each for each in against if each.subject != WHOLE_SUBMISSION), against[0])
        return Settled(who, found, own.decision)
    failed = {each.subject for _, each in objections if each.ground is Ground.REQUIREMENT}
    if found.code == "EIS-01" and dict(found.context)["eis"] in failed:
        return Settled(who, found, None, Closed.DECISIVE)
    going = any(one.id == who for lot in lots for one in lot.admitted)
    waits = any(one.submission.id == who for lot in lots for one in lot.undecided)
    return Settled(who, found, None, Closed.OUT if objections and not (going or waits) else Closed.IDLE)


def _on(objection: Objection, found: Finding, lot: LotResult) -> bool:
    """Whether a decision against a submission is about the answer in which this was found, or about all."""
    subject = objection.subject
    question = found.question.partition(",")[0]
    own = lot.tender.rests_on.get(subject, subject) == question
    return own or subject in (WHOLE_SUBMISSION, dict(found.context).get("eis"))
