"""Whether a submission is in the running: decided by the hard requirements and by people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from inkoop.domain.evaluation import Ground, NotAdmitted, Objection, Undecided
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.submission import WHOLE_SUBMISSION, Assessment, Submission
from inkoop.domain.tender import Tender
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.eligibility import objection, verdicts
from inkoop.rules.submission.naming import by_name


@dataclass(slots=True)
class Admissions:
    """The submissions of a lot by their standing, each list in the order of the names."""

    admitted: list[Submission] = field(default_factory=list)
    rejected: list[NotAdmitted] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)


@dataclass(frozen=True)
class Gatekeeper:
    """Judges who is in the running for one lot."""

    tender: Tender
    assessment: Assessment
    elsewhere: frozenset[str] = frozenset()
    """Questions that are asked for other lots only: faults in them do not matter here."""
    lot: str = ""
    """The lot itself: a fault that names the lots it is about matters only there."""

    @cached_property
    def _reader(self) -> AnswerReader:
        return AnswerReader(self.tender)

    def admit(self, submissions: Sequence[Submission]) -> Admissions:
        """Everybody's standing. Nobody is excluded for a fault: that goes to a person."""
        found = Admissions()
        for submission in sorted(submissions, key=by_name):
            outcome = self._admission(submission)
            if isinstance(outcome, NotAdmitted):
                found.rejected.append(outcome)
            elif isinstance(outcome, Undecided):
                found.undecided.append(outcome)
            else:
                found.admitted.append(outcome)
        return found

    def _admission(self, submission: Submission) -> Submission | NotAdmitted | Undecided:
        whole = self.assessment.decisions.get((submission.id, WHOLE_SUBMISSION))
        objections: list[Objection] = []
        open_points = [] if whole else [f for f in submission.findings if self._is_fault(f)]
        if whole and not whole.met:
            objections.append(
                Objection(Ground.DECISION, WHOLE_SUBMISSION, whole.motivation, place=whole.place)
            )
        asked = self._reader.applicable(submission.answers)
        for verdict in verdicts(self.tender, submission, asked):
            if verdict.met:
                continue
            decision = self.assessment.decisions.get((submission.id, verdict.requirement.code))
            if verdict.met is False:
                objections.append(objection(verdict))
            elif decision is None:
                place = verdict.answer.place if verdict.answer else None
                open_points += [f for f in submission.findings if f.code == "EIS-02" and f.place == place]
            elif not decision.met:
                subject = verdict.requirement.code
                objections.append(
                    Objection(Ground.DECISION, subject, decision.motivation, place=decision.place)
                )
        if objections:
            return NotAdmitted(submission, tuple(objections))
        return Undecided(submission, tuple(open_points)) if open_points else submission

    def _is_fault(self, found: Finding) -> bool:
        question = found.question.partition(",")[0]
        lots = found.lots
        if lots and self.lot not in lots:
            return False
        return found.severity is Severity.ERROR and found.code != "EIS-01" and question not in self.elsewhere
