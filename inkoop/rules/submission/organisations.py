"""Who is in which submission, and who is in two that compete.

Taking part twice is a reason to look, never a reason to exclude by itself: the Court of Justice does not
accept automatic exclusion (C-376/08 Serrantoni; C-144/17 Lloyd's of London). A person hears both and decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from inkoop.catalogue import finding
from inkoop.domain.evaluation import WHOLE_LOT
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.naming import folded
from inkoop.rules.submission.offers import bids_on

TENDERER, PARTNER, SUBCONTRACTOR = "inschrijver", "combinant", "onderaannemer"


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation in a submission, with the role it has there."""

    name: str
    registration: str
    role: str
    place: CellPlace

    @property
    def digits(self) -> str:
        """The number in the trade register without spaces and points."""
        return "".join(filter(str.isdigit, self.registration))

    def same_as(self, other: Member) -> bool:
        """By the trade register's number; by name where one of both has none."""
        if self.digits and other.digits:
            return self.digits == other.digits
        return bool(self.name) and folded(self.name) == folded(other.name)


def members(tender: Tender, submission: Submission) -> tuple[Member, ...]:
    """The tenderer itself, then the organisations it names, in the order of the form."""
    own = submission.answer("naam")
    place = own.place if own else CellPlace(submission.file)
    found = [Member(submission.tenderer, submission.registration, TENDERER, place)]
    asked = tender.organisations
    for row in submission.rows(asked.question) if asked else ():
        if asked and asked.name in row.values:
            name, number, role = map(row.text, (asked.name, asked.registration, asked.role))
            found.append(Member(name, number, role or PARTNER, row.places[asked.name]))
    return tuple(found)


def organisation_findings(tender: Tender, submission: Submission) -> Iterator[Finding]:
    """A remark on every organisation that one submission names twice."""
    seen: list[Member] = []
    for member in members(tender, submission):
        first = next((other for other in seen if member.same_as(other)), None)
        if first is not None and tender.organisations:
            words = {"naam": member.name, "eerste": first.role, "tweede": member.role}
            yield finding("ORG-03", member.place, vraag=tender.organisations.question, **words)
        seen.append(member)


def competing_findings(
    tender: Tender, submissions: Sequence[Submission]
) -> dict[SubmissionId, tuple[Finding, ...]]:
    """By submission: a finding for every organisation that is in two submissions on one lot."""
    found: dict[SubmissionId, tuple[Finding, ...]] = {}
    if tender.organisations is None:
        return found
    everyone = [(submission, members(tender, submission)) for submission in submissions]
    for (first, mine), (second, theirs) in combinations(everyone, 2):
        lots = shared_lots(tender, first, second)
        for one, other in _twice(mine, theirs) if lots else ():
            for submission, member, there, rival in (
                (first, one, other, second),
                (second, other, one, first),
            ):
                signal = _finding(tender, member, there, rival, lots)
                found[submission.id] = (*found.get(submission.id, ()), signal)
    return found


def shared_lots(tender: Tender, first: Submission, second: Submission) -> tuple[str, ...]:
    """The lots on which both bid: there they compete. Without lots that is the whole."""
    if tender.lots is None:
        return (WHOLE_LOT,)
    return tuple(
        lot.code
        for lot in tender.lots.items
        if bids_on(first, lot.code, tender) and bids_on(second, lot.code, tender)
    )


def _twice(mine: Sequence[Member], theirs: Sequence[Member]) -> Iterator[tuple[Member, Member]]:
    """Each organisation in both, once, by its heaviest role; two tenderers alike are reported elsewhere."""
    seen: list[Member] = []
    for member in sorted(mine, key=_weight):
        other = next((them for them in sorted(theirs, key=_weight) if member.same_as(them)), None)
        if other is None or any(member.same_as(earlier) for earlier in seen):
            continue
        seen.append(member)
        if (member.role, other.role) != (TENDERER, TENDERER):
            yield member, other


def _weight(member: Member) -> int:
    return {TENDERER: 0, PARTNER: 1, SUBCONTRACTOR: 2}.get(member.role, 1)


def _finding(
    tender: Tender, member: Member, there: Member, rival: Submission, lots: Sequence[str]
) -> Finding:
    assert tender.organisations is not None
    code = "ORG-02" if SUBCONTRACTOR in (member.role, there.role) else "ORG-01"
    return finding(
        code,
        member.place,
        vraag=tender.organisations.question,
        naam=member.name,
        rol=member.role,
        ander=rival.name,
        andere_rol=there.role,
        waar="dezelfde opdracht" if tender.lots is None else f"perceel {listing(lots)}",
        **({} if tender.lots is None else {"percelen": " ".join(lots)}),
    )
