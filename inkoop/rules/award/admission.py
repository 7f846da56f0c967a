"""Where a submission stands in a lot: in the running, out, replaced, or waiting for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from inkoop.catalogue import finding
from inkoop.domain.evaluation import Admitted, Ground, NotAdmitted, Objection, Replaced, Standing, Undecided
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.settled import Settled
from inkoop.domain.submission import (
    WHOLE_SUBMISSION,
    Answer,
    Assessment,
    Decision,
    Ruling,
    Submission,
    SubmissionId,
)
from inkoop.domain.tender import Tender
from inkoop.rules.scoring.scorecards import NOTHING_TAKEN, Taken
from inkoop.rules.submission.answers import IN_COLUMN, AnswerReader
from inkoop.rules.submission.decision_fit import DOUBLE, READING
from inkoop.rules.submission.eligibility import Verdict, objection, verdict_finding, verdicts
from inkoop.rules.submission.naming import by_name
from inkoop.rules.submission.price_checks import missing_prices

UNKNOWN, NO_PRICE, NOT_READ = "EIS-03", "PRIJS-08", "BESLUIT-04"
MADE = frozenset({"EIS-01", "EIS-02", UNKNOWN, NO_PRICE, NOT_READ})
"""Findings that follow from where a submission stands: made anew from its answers and the decisions."""
ROW_FAULTS = frozenset(
    {*(f"BESLUIT-0{number}" for number in (1, 2, 3, 5, 6, 7, 8)), "CIJFER-06", "CIJFER-09", "CIJFER-10"}
)
"""What is wrong with the row of a decision. People decided something, so only a better row settles it."""


def open_under(waits: Iterable[Finding]) -> Mapping[str, str]:
    """By question the finding under which it is open, though its own fault was decided about as a whole."""
    return {each.question: each.code for each in waits if each.code in (UNKNOWN, NO_PRICE, NOT_READ)}


@dataclass(slots=True)
class Admissions:
    """The submissions of a lot by their standing, each list in the order of the names."""

    admitted: list[Submission] = field(default_factory=list)
    rejected: list[NotAdmitted] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    replaced: list[Replaced] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Point:
    """Something that a person may have to decide, with what was decided about it."""

    finding: Finding
    decision: Decision | None


def _objection(made: Decision) -> Objection:
    return Objection(Ground.DECISION, made.subject, made.motivation, place=made.place, decision=made)


def _overruled(made: Decision, at_cell: Iterable[Decision]) -> bool:
    """Whether another decision about the same cell is about this lot alone: that one goes first."""
    return not made.lot and any(other.lot and not other.key.reads for other in at_cell)


@dataclass(frozen=True)
class Gatekeeper:
    """Judges who is in the running for one lot."""

    tender: Tender
    assessment: Assessment
    elsewhere: frozenset[str] = frozenset()
    """Questions that are asked for other lots only: faults in them do not matter here."""
    lot: str = ""
    """The lot itself: a fault or decision that names the lots it is about matters only there."""
    taken: Taken = NOTHING_TAKEN
    """Points that are taken as they were published: the answer that they rest on is not at hand."""

    @cached_property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.tender)

    @cached_property
    def _aliases(self) -> Mapping[str, tuple[str, ...]]:
        """By question the codes under which people may decide about it: its own, and of what rests on it."""
        found: dict[str, list[str]] = {code: [code] for code in self.tender.questions}
        for code, question in self.tender.rests_on.items():
            found[question].append(code)
        return {code: tuple(dict.fromkeys(codes)) for code, codes in found.items()}

    @cached_property
    def _reckoned(self) -> frozenset[tuple[str, str]]:
        """The questions whose answer earns points without a person grading it, each with the column of its
        table that does; without one for a question that is no table."""
        found = (
            (self.tender.question_of(leaf), leaf.rule.looked_at or "")
            for leaf, _ in self.tender.leaves
            if leaf.rule and not isinstance(leaf.rule, AssessedRule)
        )
        return frozenset((question.code, column) for question, column in found if question is not None)

    def _lost(self, answer: Answer | None, found: Finding) -> Finding | None:
        """That what was not read would earn nothing in silence; None when it is read, or earns nothing."""
        code, _, column = found.question.partition(IN_COLUMN)
        if answer is None or (code, column) not in self._reckoned:
            return None
        if not column:
            raw = answer.raw if answer.value is None else ""
            return finding(NOT_READ, answer.place, vraag=code, gevonden=raw[:60]) if raw else None
        if any(place == found.place for row in answer.rows for place in row.places.values()):
            return None
        words = {"vraag": found.question, "gevonden": dict(found.context).get("gevonden", "")}
        return finding(NOT_READ, found.place, **words)

    def admit(self, submissions: Sequence[Submission]) -> Admissions:
        """Everybody's standing. Nobody is excluded for a fault: that goes to a person."""
        found = Admissions()
        for submission in sorted(submissions, key=by_name):
            outcome = self.standing(submission)
            if isinstance(outcome, NotAdmitted):
                found.rejected.append(outcome)
            elif isinstance(outcome, Replaced):
                found.replaced.append(outcome)
            else:
                found.settled += outcome.settled
                if isinstance(outcome, Undecided):
                    found.undecided.append(outcome)
                else:
                    found.admitted.append(submission)
        return found

    def standing(self, submission: Submission) -> Standing:
        """Where a submission stands, by the requirements, its faults, and what people decided."""
        whole = self.assessment.about(submission.id, WHOLE_SUBMISSION, self.lot)
        if whole and whole.ruling is Ruling.REPLACED:
            return Replaced(submission, whole)
        asked = self._reader.applicable(submission.answers)
        found = verdicts(self.tender, submission, asked)
        objections = [*self._against(submission), *(objection(v) for v in found if v.met is False)]
        if objections:
            return NotAdmitted(submission, tuple(objections))
        points = [*self._faults(submission, whole)]
        faults = [point.finding for point in points if not point.decision]
        points += self._unknown(submission, asked, found, faults)
        waits = tuple(point.finding for point in points if point.decision is None)
        still = open_under(waits)
        settled = tuple(
            Settled(submission.id, point.finding, point.decision)
            for point in points
            if point.decision and point.finding.question not in still
        )
        return Undecided(submission, waits, settled) if waits else Admitted(submission, settled)

    def _against(self, submission: Submission) -> Iterator[Objection]:
        """What people decided against a submission, as far as it is about this lot."""
        for subject in dict.fromkeys(made.subject for made in self.assessment.of(submission.id)):
            made = self.assessment.about(submission.id, subject, self.lot)
            if made and made.ruling is Ruling.NOT_MET and subject in self._subjects:
                yield _objection(made)
        for made in self.assessment.of(submission.id):
            if made.cell and made.ruling is Ruling.NOT_MET and made.subject in self._subjects:
                at_cell = self.assessment.at_cell(submission.id, made.subject, made.cell.name, self.lot)
                if made in at_cell and not _overruled(made, at_cell):
                    yield _objection(made)

    @cached_property
    def _subjects(self) -> frozenset[str]:
        """What a decision can be about here: the whole, or what is asked or rests on it in this lot."""
        own = (codes for question, codes in self._aliases.items() if question not in self.elsewhere)
        return frozenset(code for codes in own for code in codes) | {WHOLE_SUBMISSION}

    def _decision(self, submission: Submission, question: str, found: Finding) -> Decision | None:
        """What was decided about a fault in the answer to a question.

        How it reads settles what could not be read, and not what is noticed about the value read in. What is
        decided about one cell of a table goes before what is decided about the table.
        """
        cell = found.place.cell if isinstance(found.place, CellPlace) else ""
        here = self.assessment.at_cell(submission.id, question, cell, self.lot)
        reads = [made for made in here if made.ruling is Ruling.READ_AS]
        for lot in dict.fromkeys((self.lot, "")):
            every = self.assessment.readings(submission.id, lot)
            reads += [made for made in every if made.subject == question and made.cell is None]
        if reads and found.code.startswith(READING):
            return reads[0]
        subjects = self._aliases.get(question, ())
        whole = (self.assessment.about(submission.id, subject, self.lot) for subject in subjects)
        judged = (*(made for made in here if made.ruling is Ruling.MET), *whole)
        return next((decision for decision in judged if decision and decision.met), None)

    def _faults(self, submission: Submission, whole: Decision | None) -> Iterator[_Point]:
        """The faults of the form that matter here. A decision on one goes before one on the whole."""
        for found in submission.findings:
            if not self._is_fault(found):
                continue
            if found.code in ROW_FAULTS:
                yield _Point(found, None)
                continue
            question = found.question.partition(",")[0]
            own = self._decision(submission, question, found)
            if found.code == DOUBLE:
                own = self._other_replaced(found)
            answer = submission.answer(question)
            if own is None and whole and (lost := self._lost(answer, found)):
                yield _Point(lost, None)
            elif own is None and whole and self._chose_none(question) and not whole.lot:
                yield _Point(found, None)
            else:
                yield _Point(found, own or whole)

    def _chose_none(self, question: str) -> bool:
        """Whether the fault is in the choice of lots: going on cannot tell which; a decision on a lot can."""
        return self.tender.lots is not None and question == self.tender.lots.question

    def _other_replaced(self, found: Finding) -> Decision | None:
        """The decision by which of two submissions of one tenderer this is the one that counts."""
        others = [SubmissionId(who) for who in dict(found.context).get("anderen", "").split()]
        made = [self.assessment.about(who, WHOLE_SUBMISSION, self.lot) for who in others]
        out = [decision for decision in made if decision and not decision.met]
        return out[0] if out and len(out) == len(others) else None

    def _unknown(
        self,
        submission: Submission,
        asked: Mapping[str, bool],
        found: Sequence[Verdict],
        faults: Sequence[Finding],
    ) -> Iterator[_Point]:
        """What no decision on the whole can settle: a requirement or a price about which nothing is known."""
        if faults and not submission.answers:  # nothing was read: that is the one thing to decide about
            return
        told = {fault.question.partition(",")[0] for fault in faults}
        shut = {code for code, answer in submission.answers.items() if answer.shut}
        for verdict in found:
            if verdict.met is None and self.tender.rests_on.get(verdict.requirement.code) not in shut:
                yield from self._requirement(submission, verdict, told)
        withheld = {code for code, answer in submission.answers.items() if answer.withheld}
        for missing in missing_prices(self.tender, submission.answers, asked, submission.file):
            published = (self.lot, submission.id, dict(missing.context)["criterium"]) in self.taken.points
            if missing.question not in {*told, *withheld, *shut} and not published:
                yield _Point(missing, None)
        for old in submission.findings:
            if old.question in withheld and old.code in (UNKNOWN, NO_PRICE, NOT_READ):
                yield _Point(old, None)

    def _requirement(self, submission: Submission, verdict: Verdict, told: set[str]) -> Iterator[_Point]:
        point = verdict_finding(self.tender, verdict, submission.file)
        if point.code == UNKNOWN and point.question in told:
            return
        decision = self.assessment.about(submission.id, verdict.requirement.code, self.lot)
        hard = verdict.requirement.consequence != "voorleggen"
        yield _Point(point, None if hard else decision)

    def _is_fault(self, found: Finding) -> bool:
        question = found.question.partition(",")[0]
        if found.lots and self.lot not in found.lots:
            return False
        error = found.severity is Severity.ERROR and found.code not in MADE
        return error and question not in self.elsewhere
