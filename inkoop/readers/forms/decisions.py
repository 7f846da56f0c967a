"""Reads the decisions of people: about a requirement, an answer, or a whole submission, in one lot or all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from inkoop.catalogue import finding, message
from inkoop.domain.answers import Value
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.findings import Severity
from inkoop.domain.questions import MultiChoiceQuestion, TableQuestion
from inkoop.domain.submission import WHOLE_SUBMISSION, Decision, Ruling, Submission
from inkoop.domain.tender import Tender
from inkoop.readers.forms.assessment_rows import FILE, Collected, Line, Said, submission_of
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
        """Read one row."""
        meant = submission_of(line, self.names, self.found)
        subject, lot, ruled = self._subject(line), self._lot(line), self._ruled(line)
        if meant is None or subject is None or lot is None or ruled is None:
            return
        motivation = raw_text(line.cells["motivering"]).strip()
        if not motivation:
            self.found.findings.append(finding("BESLUIT-03", line.places["motivering"], naam=meant.name))
            return
        if why := self._misfit(meant, subject, lot, ruled):
            words = {"besluit": ruled.ruling.value, "onderwerp": line.text("onderwerp"), "reden": why}
            self.found.findings.append(finding("BESLUIT-06", line.places["besluit"], **words))
            return
        value = None
        if ruled.ruling is Ruling.READ_AS:
            subject = self._question(subject)
            value = self._value(line, subject, ruled.given)
            if value is None:
                return
        place = line.places["besluit"]
        made = Decision(
            meant.id, subject, ruled.ruling, motivation, place, lot, line.text("door"), ruled.given, value
        )
        self.found.add_decision(meant, Said(place, f"{made.words} ({motivation})"), made)

    @cached_property
    def _subjects(self) -> Mapping[str, str]:
        """What a decision may be about, as it is typed; of equal codes the one that comes last."""
        leaves = [leaf.code for leaf, _ in self.tender.leaves]
        codes = (*self.tender.questions, *leaves, *(r.code for r in self.tender.requirements))
        return {code.casefold(): code for code in (*codes, WHOLE_SUBMISSION)}

    def _subject(self, line: Line) -> str | None:
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
        self.found.findings.append(finding("BESLUIT-01", line.places["onderwerp"], **words))
        return None

    def _lot(self, line: Line) -> str | None:
        """The lot that a row is about; empty for all lots, and None for one that does not exist."""
        given = line.text("perceel")
        known = {lot.code.casefold(): lot.code for lot in self.tender.lots.items} if self.tender.lots else {}
        if not given or given.casefold() in known:
            return known.get(given.casefold(), "")
        near = suggestion(given, known.values())
        words = {"perceel": given[:_LONGEST], "bekend": ", ".join(known.values()) or "geen", "bedoelt": near}
        self.found.findings.append(finding("BESLUIT-07", line.places["perceel"], **words))
        return None

    def _ruled(self, line: Line) -> _Ruled | None:
        text = line.text("besluit")
        word = text.casefold()
        behind = text[len(Ruling.READ_AS) :]
        if word.startswith(Ruling.READ_AS) and behind[:1] in (" ", ":") and behind.strip(" :"):
            return _Ruled(Ruling.READ_AS, behind.strip(" :"))
        if word in (Ruling.MET, Ruling.NOT_MET, Ruling.REPLACED):
            return _Ruled(Ruling(word))
        self.found.findings.append(finding("BESLUIT-02", line.places["besluit"], gevonden=text[:_LONGEST]))
        return None

    def _misfit(self, meant: Submission, subject: str, lot: str, ruled: _Ruled) -> str:
        """Why this cannot be decided about that; empty when it can."""
        if ruled.ruling is Ruling.REPLACED and (subject != WHOLE_SUBMISSION or lot):
            return "vervangen gaat over de hele inschrijving, in alle percelen"
        if ruled.ruling is not Ruling.READ_AS:
            return ""
        if subject == WHOLE_SUBMISSION or lot:
            return "noem de code van één vraag, zonder perceel"
        code = self._question(subject)
        if isinstance(self.tender.questions.get(code), TableQuestion | MultiChoiceQuestion):
            return "een tabel en een meerkeuzevraag hebben meer dan één cel"
        answer = meant.answer(code)
        faults = (f for f in meant.findings if f.severity is Severity.ERROR and not f.code.startswith("EIS"))
        if answer and answer.value is not None and all(code != f.question for f in faults):
            return f"bij vraag {code} staat een antwoord dat gewoon te lezen is"
        return ""

    def _question(self, subject: str) -> str:
        """The question that a requirement or criterion rests on; that of a question itself."""
        return self.tender.rests_on.get(subject, subject)

    def _value(self, line: Line, code: str, given: str) -> Value | None:
        """What people read, by the same rules as an answer in a form."""
        question, place = self.tender.questions[code], line.places["besluit"]
        what = asked(code, question, self.tender.choices_of(question))
        value, notes = read_cell(RawCell(CellKind.TEXT, given), place, what)
        fault = next((note for note in notes if note.severity is Severity.ERROR), None)
        if value is not None and fault is None:
            return value
        why = message(fault).rstrip(".") if fault else "dat is niet te lezen"
        words = {"vraag": code, "gevonden": given[:_LONGEST], "reden": why}
        self.found.findings.append(finding("BESLUIT-05", place, **words))
        return None
