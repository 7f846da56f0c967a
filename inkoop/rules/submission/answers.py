"""From located cells to answers: every question of the kader, with all findings about its answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.submission import Answer, Located, LocatedAnswer, LocatedOptions, LocatedTable
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import number_of
from inkoop.rules.submission.kinds.base import Asked, asked, is_blank, raw_text
from inkoop.rules.submission.kinds.cell import read_cell
from inkoop.rules.submission.kinds.multi_choice import read_options
from inkoop.rules.submission.kinds.table import read_rows
from inkoop.rules.submission.lot_rows import as_lots_see

Notes = tuple[Finding, ...]
IN_COLUMN = ", kolom "
"""Stands between a question and a column of its table in what a finding is about."""


@dataclass(frozen=True)
class AnswerReader:
    """Reads the answers of one tender; made once, used for every submission."""

    tender: Tender

    @cached_property
    def _asked(self) -> Mapping[str, Asked]:
        return {
            code: asked(code, question, self.tender.choices_of(question))
            for code, question in self.tender.questions.items()
        }

    @cached_property
    def _columns(self) -> Mapping[str, Mapping[str, Asked]]:
        return {
            code: {
                column.code: asked(f"{code}{IN_COLUMN}{column.code}", column, self.tender.choices_of(column))
                for column in question.columns
            }
            for code, question in self.tender.questions.items()
            if isinstance(question, TableQuestion)
        }

    def read(self, located: Mapping[str, LocatedAnswer]) -> tuple[dict[str, Answer], tuple[Finding, ...]]:
        """All answers by question code, and all findings in the order of the form.

        A question that the form lacks has no answer; the reader has reported that already.
        """
        located = self.divided(located)
        answers: dict[str, Answer] = {}
        findings: dict[str, list[Finding]] = {}
        for code, question in self.tender.questions.items():
            if code in located:
                answer, found = self._answer(code, question, located[code])
                findings[code] = list(found)
                if not (isinstance(question, TableQuestion) and question.is_divided):
                    answers[code] = answer
        # Conditions look at answers that may stand further down, so they come after all are read.
        for code, question in self.tender.questions.items():
            if code in answers:
                findings[code] = list(self._presence(question, answers, findings[code]))
        return answers, tuple(found for group in findings.values() for found in group)

    def divided(self, located: Mapping[str, LocatedAnswer]) -> Mapping[str, LocatedAnswer]:
        """Every answer cell; of a table whose rows belong to lots as each lot sees it."""
        made: dict[str, LocatedAnswer] = {}
        for code, found in located.items():
            table = self.tender.questions[code]
            if isinstance(table, TableQuestion) and isinstance(found, LocatedTable) and table.is_divided:
                column = self._columns[code][table.lot_column or ""]
                made |= as_lots_see(found, table, self.tender, column)
            else:
                made[code] = found
        return made

    def is_asked(self, question: Question, answers: Mapping[str, Answer]) -> bool:
        """Whether a conditional question applies, given the other answers."""
        when = question.show_when
        if when is None:
            return True
        other = answers.get(when.question)
        if other is None or not self.is_asked(self.tender.questions[when.question], answers):
            return False
        return any(code in when.values for code in other.codes)

    def applicable(self, answers: Mapping[str, Answer]) -> dict[str, bool]:
        """For every question whether it applies."""
        return self._unless | {each.code: self.is_asked(each, answers) for each in self._conditional}

    @cached_property
    def _conditional(self) -> tuple[Question, ...]:
        return tuple(each for each in self.tender.questions.values() if each.show_when is not None)

    @cached_property
    def _unless(self) -> dict[str, bool]:
        """Every question as one that applies."""
        return dict.fromkeys(self.tender.questions, True)

    def _answer(self, code: str, question: Question, found: LocatedAnswer) -> tuple[Answer, Notes]:
        cells: Mapping[str, CellPlace] = {}
        if isinstance(found, LocatedTable) and isinstance(question, TableQuestion):
            value, notes = read_rows(found, question, self._columns[code])
            raw = number_of(len(value.rows), "rij", "rijen") if value else ""
        elif isinstance(found, LocatedOptions):
            value, notes = read_options(found, self._asked[code])
            cells = {option: located.place for option, located in found.options.items()}
            raw = ", ".join(self._asked[code].choices[option] for option in value.codes) if value else ""
        else:
            assert isinstance(found, Located)
            if found.cell is None or is_blank(found.cell):
                return Answer(code, "", None, found.place), ()
            value, notes = read_cell(found.cell, found.place, self._asked[code])
            raw = raw_text(found.cell)
            if value is None and not notes:  # nothing that answers anything: as if it was left empty
                return Answer(code, "", None, found.place), ()
        return Answer(code, raw, value, found.place, options=cells), notes

    def _presence(
        self, question: Question, answers: Mapping[str, Answer], notes: list[Finding]
    ) -> Iterator[Finding]:
        answer = answers[question.code]
        if not self.is_asked(question, answers):
            yield from self._unasked(question, answers)
            return
        yield from notes
        if answer.value is None and not answer.raw and not notes and question.required:
            if lot := _lot_of(question):
                yield finding("PERCEEL-05", answer.place, vraag=question.code, perceel=lot)
            else:
                yield finding("ANTW-01", answer.place, vraag=question.code, tekst=question.text)
        if isinstance(question, TableQuestion) and answer.rows:
            count = len(answer.rows)
            if count < question.min_rows:
                yield finding(
                    "ANTW-18",
                    answer.place,
                    vraag=question.code,
                    aantal=number_of(count, "ingevulde rij", "ingevulde rijen"),
                    minstens=question.min_rows,
                )

    def _unasked(self, question: Question, answers: Mapping[str, Answer]) -> Iterator[Finding]:
        """What was filled in though it was not asked."""
        answer, when = answers[question.code], question.show_when
        assert when is not None
        if not answer.raw:
            return
        if lot := _lot_of(question):
            words = {"vraag": question.code, "aantal": answer.raw, "perceel": lot}
            yield finding("PERCEEL-04", answer.place, **words)
        else:
            yield finding("ANTW-19", answer.place, vraag=question.code, andere=when.question)


def _lot_of(question: Question) -> str:
    """The lot whose rows alone a table holds; empty for any other question."""
    return question.lot if isinstance(question, TableQuestion) else ""
