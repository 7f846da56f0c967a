"""The equal faults of others, beside a decision that mends or accepts one: are equals treated alike?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from inkoop.domain.evaluation import LotResult
from inkoop.domain.findings import Finding
from inkoop.domain.settled import Alike, Closed, Settled
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.award.settled import Noticed
from inkoop.rules.submission.naming import by_name

Fault = tuple[str, str, str]
Key = tuple[SubmissionId, Finding]


def fault_of(found: Finding) -> Fault:
    """Which fault it is, whoever has it: the same code about the same question and requirement."""
    return found.code, found.question, dict(found.context).get("eis", "")


def alike(
    submissions: Iterable[Submission],
    found: Noticed,
    done: Iterable[Settled],
    lots: Sequence[LotResult],
) -> Mapping[Finding, tuple[Alike, ...]]:
    """By every fault that people mended or accepted, in any lot, all others who have the same."""
    everywhere = {(each.submission, each.finding): each for each in done}
    somewhere: dict[Key, list[Settled]] = {}
    for each in (one for lot in lots for one in lot.settled):
        somewhere.setdefault((each.submission, each.finding), []).append(each)
    having: dict[Fault, dict[SubmissionId, list[Finding]]] = {}
    ordered = sorted(submissions, key=by_name)
    for one in ordered:
        for finding in found[one.id]:
            having.setdefault(fault_of(finding), {}).setdefault(one.id, []).append(finding)
    names = {one.id: one for one in ordered}
    mended = (*everywhere.values(), *(each for several in somewhere.values() for each in several))
    return {
        each.finding: tuple(
            _other(names[who], theirs, everywhere, somewhere)
            for who, theirs in having.get(fault_of(each.finding), {}).items()
            if who != each.submission
        )
        for each in mended
        if each.decision and each.decision.met
    }


def _other(
    who: Submission,
    theirs: Sequence[Finding],
    everywhere: Mapping[Key, Settled],
    somewhere: Mapping[Key, Sequence[Settled]],
) -> Alike:
    made = list(_made(who.id, theirs, everywhere, somewhere))
    whole = [everywhere.get((who.id, finding)) for finding in theirs]
    waits = any(each is None or each.closed is Closed.ELSEWHERE for each in whole)
    return Alike(who.id, who.name, who.file, tuple(dict.fromkeys(made)), waits)


def _made(
    who: SubmissionId,
    theirs: Iterable[Finding],
    everywhere: Mapping[Key, Settled],
    somewhere: Mapping[Key, Sequence[Settled]],
) -> Iterator[Settled]:
    """What became of each of these findings: what people decided lot by lot, else what holds in all."""
    for finding in theirs:
        whole = everywhere.get((who, finding))
        if by_lot := somewhere.get((who, finding)):
            yield from by_lot
        elif whole and whole.closed is not Closed.ELSEWHERE:
            yield whole
