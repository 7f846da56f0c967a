"""From located cells to answers: every question of the kader, with all findings about its answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inkoop.catalogue import finding
from inkoop.domain.answers import Codes, Row, Rows, Value
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import MultiChoiceColumn, Question, TableQuestion
from inkoop.domain.submission import Answer, Located, LocatedAnswer, LocatedOptions, LocatedTable
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import number_of
from inkoop.rules.submission.values import Asked, asked, is_blank, is_marked, raw_text, read_value


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
                column.code: asked(f"{code}, kolom {column.code}", column, self.tender.choices_of(column))
                for column in question.columns
            }
            for code, question in self.tender.questions.items()
            if isinstance(question, TableQuestion)
        }

    def read(self, located: Mapping[str, LocatedAnswer]) -> tuple[dict[str, Answer], tuple[Finding, ...]]:
        """All answers by question code, and all findings in the order of the form.

        A question that the form lacks has no answer; the reader has reported that already.
        """
        answers: dict[str, Answer] = {}
        findings: dict[str, list[Finding]] = {}
        for code, question in self.tender.questions.items():
            if code in located:
                answers[code], found = self._answer(code, question, located[code])
                findings[code] = list(found)
        # Conditions look at answers that may stand further down, so they come after all are read.
        for code, question in self.tender.questions.items():
            if code in answers:
                findings[code] = list(self._presence(question, answers, findings[code]))
        return answers, tuple(found for group in findings.values() for found in group)

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
        return {code: self.is_asked(question, answers) for code, question in self.tender.questions.items()}

    def _answer(
        self, code: str, question: Question, found: LocatedAnswer
    ) -> tuple[Answer, Iterable[Finding]]:
        if isinstance(found, LocatedTable) and isinstance(question, TableQuestion):
            return self._table(code, question, found)
        if isinstance(found, LocatedOptions):
            return self._options(code, found)
        assert isinstance(found, Located)
        if found.cell is None or is_blank(found.cell):
            return Answer(code, "", None, found.place), ()
        value, notes = read_value(found.cell, found.place, self._asked[code])
        return Answer(code, raw_text(found.cell), value, found.place), notes

    def _options(self, code: str, found: LocatedOptions) -> tuple[Answer, Iterable[Finding]]:
        chosen, notes = _marked(code, found.options, self._asked[code].choices)
        names = ", ".join(self._asked[code].choices[option] for option in chosen)
        return Answer(code, names, Codes(chosen) if chosen else None, found.place), notes

    def _table(
        self, code: str, question: TableQuestion, found: LocatedTable
    ) -> tuple[Answer, Iterable[Finding]]:
        rows: list[Row] = []
        notes: list[Finding] = []
        for cells in found.rows:
            row, row_notes = self._row(code, question, cells)
            notes += row_notes
            if row is not None:
                rows.append(row)
        notes += _fixed_rows(question, rows, found.place, self._columns[code])
        raw = number_of(len(rows), "rij", "rijen")
        return Answer(code, raw if rows else "", Rows(tuple(rows)) if rows else None, found.place), notes

    def _row(
        self, code: str, question: TableQuestion, cells: Mapping[str, Located]
    ) -> tuple[Row | None, list[Finding]]:
        values: dict[str, Value] = {}
        places: dict[str, CellPlace] = {}
        notes: list[Finding] = []
        empty: list[tuple[str, CellPlace]] = []
        typed = False
        for column in question.columns:
            what = self._columns[code][column.code]
            value: Value | None
            if isinstance(column, MultiChoiceColumn):
                value, place, found = _option_cells(what, column.code, cells)
                filled = value is not None or bool(found)
            else:
                located = cells.get(column.code)
                if located is None:
                    continue
                place, filled = located.place, not is_blank(located.cell)
                value, found = (
                    read_value(located.cell, place, what) if located.cell and filled else (None, ())
                )
            notes += found
            if filled and column.code != question.fixed_rows:
                typed = True
            if value is not None:
                values[column.code], places[column.code] = value, place
            elif not filled and column.required:
                empty.append((column.text, place))
        if not typed:
            return None, []
        notes += [finding("ANTW-17", place, vraag=code, kolom=text) for text, place in empty]
        return Row(values, places), notes

    def _presence(
        self, question: Question, answers: Mapping[str, Answer], notes: list[Finding]
    ) -> Iterator[Finding]:
        answer = answers[question.code]
        if not self.is_asked(question, answers):
            if answer.raw:
                assert question.show_when is not None
                yield finding(
                    "ANTW-19", answer.place, vraag=question.code, andere=question.show_when.question
                )
            return
        yield from notes
        if answer.value is None and not answer.raw and not notes and question.required:
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


def _option_cells(
    what: Asked, column: str, cells: Mapping[str, Located]
) -> tuple[Codes | None, CellPlace, tuple[Finding, ...]]:
    options = {
        option: cells[f"{column}:{option}"] for option in what.choices if f"{column}:{option}" in cells
    }
    chosen, notes = _marked(what.code, options, what.choices)
    place = next((options[option].place for option in chosen if option in options), None)
    fallback = next((located.place for located in options.values()), CellPlace(""))
    return Codes(chosen) if chosen else None, place or fallback, notes


def _marked(
    code: str, options: Mapping[str, Located], choices: Mapping[str, str]
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    chosen: list[str] = []
    notes: list[Finding] = []
    for option in choices:
        if option not in options:
            continue
        cell, place = options[option]
        marked, found = is_marked(None if is_blank(cell) else cell, place, code)
        notes += found
        if marked:
            chosen.append(option)
    return tuple(chosen), tuple(notes)


def _fixed_rows(
    question: TableQuestion, rows: list[Row], place: CellPlace, columns: Mapping[str, Asked]
) -> Iterator[Finding]:
    """Of a table with printed rows each row is there once and filled in."""
    if question.fixed_rows is None:
        return
    column = question.fixed_rows
    given = [code for row in rows for code in row.codes(column)]
    for code, name in columns[column].choices.items():
        if given.count(code) > 1:
            yield finding("ANTW-21", place, vraag=question.code, rij=name)
        elif code not in given and rows and question.required:
            yield finding("ANTW-20", place, vraag=question.code, rij=name)
