"""What is left to decide, over all lots together, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inkoop.domain.evaluation import LotResult, Settled
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.award.admission import ROW_FAULTS

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
    for found in findings:
        to_decide = found.severity is Severity.ERROR or found.code == "EIS-02"
        if found in waits or found.code in ROW_FAULTS or not to_decide:
            continue
        if found in decided:
            yield decided[found]
        else:
            yield Settled(who, found, replaced[0].decision if replaced else None)
