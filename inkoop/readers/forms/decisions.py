"""Reads the decisions of people: about a requirement, an answer, or a whole submission, in one lot or all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from inkoop.catalogue import finding, message
from inkoop.domain.answers import Value
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.submission import WHOLE_SUBMISSION, Decision, Ruling, Submission
from inkoop.domain.tender import Tender
from inkoop.readers.forms.assessment_rows import FILE, Collected, Line, Said, submission_of
from inkoop.rules.submission.decision_fit import misfit
from inkoop.rules.submission.kinds.base import asked, raw_text
from inkoop.rules.submission.kinds.cell import read_cell
from inkoop.rules.submission.naming import Names
from inkoop.rules.suggestion import suggestion

DECISION_HEADERS = ("inschrijver", "onderwerp", "besluit", "motivering")
MORE_DECISION_HEADERS = (FILE, "perceel", "door")
"""Columns that a workbook may have; an older one has none of them."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What stands in the column with the decision: the ruling, and what stands behind `lees als`."""

    ruling: Ruling
    given: str = ""


@dataclass(frozen=True)
class DecisionReader:
    """Reads decisions on submissions to one tender; a row with a fault is a finding, and does not count."""

    tender: Tender
    names: Names
    found: Collected

    def add(self, line: Line) -> None:
        """Read one row. What is wrong with it stands in the way of those whom it may be about."""
        meant, subject = submission_of(line, self.names), self._subject(line)
        lot, ruled = self._lot(line), self._ruled(line)
        about = (meant,) if isinstance(meant, Submission) else self._may_be(line)
        read = (meant, subject, lot, ruled)
        for fault in (part for part in read if isinstance(part, Finding)):
            self.found.cannot_use(_in_lot(fault, lot), about)
        if isinstance(meant, Finding) or isinstance(subject, Finding):
            return
        if isinstance(lot, Finding) or isinstance(ruled, Finding):
            return
        made = self._decision(line, meant, subject, lot, ruled)
        if isinstance(made, Finding):
            self.found.cannot_use(_in_lot(made, lot), about)
        else:
            question = self.tender.rests_on.get(made.subject, made.subject)
            question = question if question in self.tender.questions else ""
            said = Said(made.place, f"{made.words} ({made.motivation})")
            self.found.add_decision(meant, said, made, question)

    def _may_be(self, line: Line) -> tuple[Submission, ...]:
        found = {s.id: s for header in ("inschrijver", FILE) for s in self.names.bearing(line.text(header))}
        return tuple(found.values())

    def _decision(
        self, line: Line, meant: Submission, subject: str, lot: str, ruled: _Ruled
    ) -> Decision | Finding:
        motivation = raw_text(line.cells["motivering"]).strip()
        if not motivation:
            return finding("BESLUIT-03", line.places["motivering"], naam=meant.name)
        place = line.places["besluit"]
        if why := misfit(self.tender, meant, subject, lot, ruled.ruling):
            words = {"besluit": ruled.ruling.value, "onderwerp": line.text("onderwerp"), "reden": why}
            return finding("BESLUIT-06", place, **words)
        value: Value | Finding | None = None
        if ruled.ruling is Ruling.READ_AS:
            subject = self.tender.rests_on.get(subject, subject)
            value = self._value(line, subject, ruled.given)
        if isinstance(value, Finding):
            return value
        return Decision(
            meant.id, subject, ruled.ruling, motivation, place, lot, line.text("door"), ruled.given, value
        )

    @cached_property
    def _subjects(self) -> Mapping[str, str]:
        """What a decision may be about, as it is typed; of equal codes the one that comes last."""
        leaves = [leaf.code for leaf, _ in self.tender.leaves]
        codes = (*self.tender.questions, *leaves, *(r.code for r in self.tender.requirements))
        return {code.casefold(): code for code in (*codes, WHOLE_SUBMISSION)}

    def _subject(self, line: Line) -> str | Finding:
        given = line.text("onderwerp")
        subject = self._subjects.get(given.casefold())
        hard = any(r.code == subject and r.consequence != "voorleggen" for r in self.tender.requirements)
        if subject is not None and not (hard and line.text("besluit").casefold() == Ruling.MET):
            return subject
        put = [r.code for r in self.tender.requirements if r.consequence == "voorleggen"]
        words = {
            "onderwerp": given or "(leeg)",
            "bekend": ", ".join([WHOLE_SUBMISSION, *put]),
            "bedoelt": "." if hard else suggestion(given, self._subjects.values()),
        }
        return finding("BESLUIT-01", line.places["onderwerp"], **words)

    def _lot(self, line: Line) -> str | Finding:
        """The lot that a row is about; empty for all lots, a finding for one that does not exist."""
        given = line.text("perceel")
        known = {lot.code.casefold(): lot.code for lot in self.tender.lots.items} if self.tender.lots else {}
        if not given or given.casefold() in known:
            return known.get(given.casefold(), "")
        near = suggestion(given, known.values())
        words = {"perceel": given[:_LONGEST], "bekend": ", ".join(known.values()) or "geen", "bedoelt": near}
        return finding("BESLUIT-07", line.places["perceel"], **words)

    def _ruled(self, line: Line) -> _Ruled | Finding:
        text = line.text("besluit")
        word = text.casefold()
        behind = text[len(Ruling.READ_AS) :]
        if word.startswith(Ruling.READ_AS) and behind[:1] in (" ", ":") and behind.strip(" :"):
            return _Ruled(Ruling.READ_AS, behind.strip(" :"))
        if word in (Ruling.MET, Ruling.NOT_MET, Ruling.REPLACED):
            return _Ruled(Ruling(word))
        return finding("BESLUIT-02", line.places["besluit"], gevonden=text[:_LONGEST])

    def _value(self, line: Line, code: str, given: str) -> Value | Finding:
        """What people read, by the same rules as an answer in a form."""
        question, place = self.tender.questions[code], line.places["besluit"]
        what = asked(code, question, self.tender.choices_of(question))
        value, notes = read_cell(RawCell(CellKind.TEXT, given), place, what)
        fault = next((note for note in notes if note.severity is Severity.ERROR), None)
        if value is not None and fault is None:
            return value
        why = message(fault).rstrip(".") if fault else "dat is niet te lezen"
        words = {"vraag": code, "gevonden": given[:_LONGEST], "reden": why}
        return finding("BESLUIT-05", place, **words)


def _in_lot(found: Finding, lot: str | Finding) -> Finding:
    """A fault in a row that is about one lot: it stands in the way only there."""
    if isinstance(lot, Finding) or not lot:
        return found
    return replace(found, context=(*found.context, ("percelen", lot)))
