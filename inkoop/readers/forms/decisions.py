"""Reads the decisions of people: about a requirement, an answer, or a whole submission, in one lot or all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from inkoop.catalogue import finding, message
from inkoop.domain.answers import Value
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.fields import BEFORE_LOT
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.questions import (
    Column,
    MultiChoiceColumn,
    MultiChoiceQuestion,
    Question,
    TableQuestion,
)
from inkoop.domain.submission import (
    JUDGING,
    WHOLE_SUBMISSION,
    Decision,
    Ruling,
    Submission,
    TableCell,
)
from inkoop.domain.tender import Tender
from inkoop.readers.forms.assessment_rows import FILE, NUMBER, Collected, Line, Said, submission_of
from inkoop.rules.submission.decision_fit import changes_readable, misfit, wrong_order
from inkoop.rules.submission.kinds.base import asked, raw_text
from inkoop.rules.submission.kinds.cell import read_cell
from inkoop.rules.submission.kinds.multi_choice import read_list
from inkoop.rules.submission.lot_rules import lots_of_subject
from inkoop.rules.submission.naming import Names
from inkoop.rules.submission.table_cells import meant_cell
from inkoop.rules.suggestion import suggestion

DECISION_HEADERS = ("inschrijver", "onderwerp", "besluit", "motivering")
MORE_DECISION_HEADERS = (FILE, "perceel", "door", NUMBER)
"""Columns that a workbook may have; an older one has none of them."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class _Ruled:
    """What stands in the column with the decision: the ruling, and what stands behind `lees als`."""

    ruling: Ruling
    given: str = ""


@dataclass(frozen=True, slots=True)
class _About:
    """What stands in the column with the subject: a code, and which cell of a table, as it was typed."""

    subject: str
    cell: str = ""


@dataclass(frozen=True)
class DecisionReader:
    """Reads decisions on submissions to one tender; a row with a fault is a finding, and does not count."""

    tender: Tender
    names: Names
    found: Collected

    def add(self, line: Line) -> None:
        """Read one row. What is wrong with it stands in the way of those whom it may be about."""
        meant, lot, ruled = submission_of(line, self.names), self._lot(line), self._ruled(line)
        subject = self._subject(line, "" if isinstance(lot, Finding) else lot)
        about = (meant,) if isinstance(meant, Submission) else self._may_be(line)
        read = (meant, subject, lot, ruled)
        for fault in (part for part in read if isinstance(part, Finding)):
            self.found.cannot_use(self._in_lots(fault, lot, subject), about)
        if isinstance(meant, Finding) or isinstance(subject, Finding):
            return
        if isinstance(lot, Finding) or isinstance(ruled, Finding):
            return
        made = self._decision(line, meant, subject, lot, ruled)
        if isinstance(made, Finding):
            self.found.cannot_use(self._in_lots(made, lot, subject), about)
        else:
            question = self.tender.rests_on.get(made.subject, made.subject)
            question = question if question in self.tender.questions else ""
            said = Said(made.place, f"{made.words} ({made.motivation})")
            self.found.add_decision(meant, said, made, question)

    def _in_lots(self, found: Finding, lot: str | Finding, about: _About | Finding) -> Finding:
        """A fault in a row about one lot, or about what matters in some, stands in the way only there."""
        lots: tuple[str, ...] = (lot,) if isinstance(lot, str) and lot else ()
        if not lots and isinstance(about, _About):
            lots = lots_of_subject(self.tender, about.subject)
        return replace(found, context=(*found.context, ("percelen", " ".join(lots)))) if lots else found

    def _may_be(self, line: Line) -> tuple[Submission, ...]:
        numbered = self.names.received(line.text(NUMBER))
        if isinstance(numbered, Submission):
            return (numbered,)
        found = {s.id: s for header in ("inschrijver", FILE) for s in self.names.bearing(line.text(header))}
        return tuple(found.values())

    def _decision(
        self, line: Line, meant: Submission, about: _About, lot: str, ruled: _Ruled
    ) -> Decision | Finding:
        motivation = raw_text(line.cells["motivering"]).strip()
        if not motivation:
            return finding("BESLUIT-03", line.places["motivering"], naam=meant.name)
        place = line.places["besluit"]
        cell = self._cell(meant, about, ruled.ruling)
        why = cell if isinstance(cell, str) else ""
        cell = None if isinstance(cell, str) else cell
        if why := why or misfit(self.tender, meant, about.subject, lot, ruled.ruling, cell):
            return self._unfit(line, why)
        if ruled.ruling is Ruling.PREFERS and (why := wrong_order(self.tender, meant, ruled.given.split())):
            return self._unfit(line, why)
        subject = self._one_name(about.subject, ruled.ruling)
        value: Value | Finding | None = None
        if ruled.ruling is Ruling.READ_AS:
            value = self._value(line, subject, cell, ruled.given)
        if isinstance(value, Finding):
            return value
        if value is not None and (why := changes_readable(self.tender, meant, subject, cell, value)):
            return self._unfit(line, why)
        lot = "" if subject.endswith(f"{BEFORE_LOT}{lot}") else lot
        by, given = line.text("door"), ruled.given
        return Decision(meant.id, subject, ruled.ruling, motivation, place, lot, by, given, value, cell)

    def _unfit(self, line: Line, why: str) -> Finding:
        ruling = line.text("besluit")
        read = ruling.casefold().startswith(Ruling.READ_AS)
        words = {"besluit": Ruling.READ_AS.value if read else ruling, "onderwerp": line.text("onderwerp")}
        return finding("BESLUIT-06", line.places["besluit"], **words, reden=why)

    def _cell(self, meant: Submission, about: _About, ruling: Ruling) -> TableCell | str | None:
        """The answer in a table that a row is about; a text says why there is none."""
        code = self.tender.rests_on.get(about.subject, about.subject)
        table = self.tender.questions.get(code)
        if isinstance(table, TableQuestion) and (about.cell or ruling is Ruling.READ_AS):
            return meant_cell(self.tender, meant, table, about.cell)
        return f"{about.subject} is geen tabel; noem alleen {about.subject}" if about.cell else None

    def _one_name(self, subject: str, ruling: Ruling) -> str:
        """The question where a sub-criterion was named that rests on it, so that both names are one thing.

        A requirement is another thing than its question, unless somebody says how the answer reads.
        """
        requirements = {requirement.code for requirement in self.tender.requirements}
        if subject in requirements and ruling is not Ruling.READ_AS:
            return subject
        return self.tender.rests_on.get(subject, subject)

    @cached_property
    def _subjects(self) -> Mapping[str, str]:
        """What a decision may be about, as it is typed; of equal codes the one that comes last."""
        leaves = [leaf.code for leaf, _ in self.tender.leaves]
        codes = (*self.tender.questions, *leaves, *(r.code for r in self.tender.requirements))
        return {code.casefold(): code for code in (*codes, WHOLE_SUBMISSION)}

    def _subject(self, line: Line, lot: str) -> _About | Finding:
        typed = line.text("onderwerp")
        given, cell = self._parts(typed)
        copies = [code for code in self._subjects.values() if _written_once(code) == given.casefold()]
        subject = self._subjects.get(
            f"{given}{BEFORE_LOT}{lot}".casefold() if copies and lot else given.casefold()
        )
        if why := _wrong_lot(given, lot, subject, copies):
            return self._unfit(line, why)
        hard = any(r.code == subject and r.consequence != "voorleggen" for r in self.tender.requirements)
        if subject is not None and not (hard and line.text("besluit").casefold() == Ruling.MET):
            return _About(subject, cell)
        put = [r.code for r in self.tender.requirements if r.consequence == "voorleggen"]
        words = {
            "onderwerp": typed or "(leeg)",
            "bekend": ", ".join([WHOLE_SUBMISSION, *put]),
            "bedoelt": "." if hard else suggestion(given, self._subjects.values()),
        }
        return finding("BESLUIT-01", line.places["onderwerp"], **words)

    def _parts(self, typed: str) -> tuple[str, str]:
        """The code that a row is about, and what stands behind it about a cell: omvang, C7."""
        if typed.casefold() in self._subjects:
            return typed, ""
        code, _, behind = typed.partition("," if "," in typed else " ")
        known = {_written_once(subject) for subject in self._subjects.values()} | self._subjects.keys()
        return (code.strip(), behind.strip()) if code.strip().casefold() in known else (typed, "")

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
        if word in (*JUDGING, Ruling.WITHDRAWN):
            return _Ruled(Ruling(word))
        first, _, order = text.replace(",", " ").partition(" ")
        if first.casefold() == Ruling.PREFERS and order.strip():
            return _Ruled(Ruling.PREFERS, " ".join(order.split()))
        return finding("BESLUIT-02", line.places["besluit"], gevonden=text[:_LONGEST])

    def _value(self, line: Line, code: str, cell: TableCell | None, given: str) -> Value | Finding:
        """What people read, by the same rules as an answer in a form; several choices as a list."""
        part: Question | Column = self.tender.questions[code]
        place = line.places["besluit"]
        if cell is not None and isinstance(part, TableQuestion):
            part = part.column(cell.column)
        what = asked(code, part, self.tender.choices_of(part))
        if isinstance(part, MultiChoiceQuestion | MultiChoiceColumn):
            value, notes = read_list(given, place, what)
        else:
            value, notes = read_cell(RawCell(CellKind.TEXT, given), place, what)
        fault = next((note for note in notes if note.severity is Severity.ERROR), None)
        if value is not None and fault is None:
            return value
        why = message(fault).rstrip(".") if fault else "dat is niet te lezen"
        words = {"vraag": code, "gevonden": given[:_LONGEST], "reden": why}
        return finding("BESLUIT-05", place, **words)


def _written_once(code: str) -> str:
    """How the kader calls, once for all lots, what is asked for each; empty for everything else."""
    once, lot = code.casefold().partition(BEFORE_LOT)[::2]
    return once if lot else ""


def _wrong_lot(given: str, lot: str, subject: str | None, copies: Sequence[str]) -> str:
    """Why a code and a lot do not belong together; empty when they do."""
    if copies and not lot and subject is None:
        return f"{given} wordt voor elk perceel apart gevraagd; vul ook perceel in"
    if copies and subject is None:
        return f"{given} geldt niet in perceel {lot}"
    of = subject.partition(BEFORE_LOT)[2] if subject else ""
    return (
        f"{given} gaat over perceel {of}, en niet over perceel {lot}" if lot and of not in ("", lot) else ""
    )
