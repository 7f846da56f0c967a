"""Finds the answers in a workbook: by question code, wherever the rows and sheets have gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import (
    CODE_HEADER,
    GRADES_HEADERS,
    OPTION_SEPARATOR,
    STAMP_BOOK,
    STAMP_FINGERPRINT,
    STAMP_REFERENCE,
)
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.domain.questions import MultiChoiceQuestion, TableQuestion
from inkoop.domain.submission import Located, LocatedAnswer, LocatedOptions, LocatedTable
from inkoop.domain.tender import Tender
from inkoop.domain.visible import visible
from inkoop.readers.forms.blank import AnswerCells, BlankForm
from inkoop.readers.forms.differences import differences, of_other_version
from inkoop.readers.forms.renamed import renamed
from inkoop.readers.forms.shown import read_otherwise, shown_otherwise
from inkoop.readers.forms.spots import Spot, answer_column_of, single_answer
from inkoop.readers.forms.tables import TableBlock, find_tables, read_table
from inkoop.rules.dutch_format import day_text
from inkoop.rules.submission.kinds.base import is_blank, raw_text
from inkoop.rules.versions.holding import accepted_version, asked_again

ASKED_AGAIN = "FORM-31"
_NO_FORM = frozenset({"FORM-01", "FORM-02", "FORM-13", "FORM-33"})
"""With one of these a workbook is not the one that is looked for, and no answer is read from it."""
_CALLED = {
    Book.WHOLE: "inschrijfformulier met de prijs erin",
    Book.QUALITY: "inschrijfformulier",
    Book.PRICE: "prijsblad",
}


@dataclass(frozen=True)
class FormReader:
    """Recognises the form of one tender; made once, used for every submission.

    `empty` is the form as it is made from the kader, before anybody wrote in it.
    """

    tender: Tender
    fingerprint: str
    empty: Workbook
    earlier: Mapping[str, FormReader] = field(default_factory=dict)
    """By fingerprint what recognises the forms of each earlier version that still counts."""
    book: Book = Book.WHOLE
    """Which of the workbooks of the form it is about; `tender` asks what that one asks."""

    @cached_property
    def _blank(self) -> BlankForm:
        return BlankForm(self.empty, self._answer_cells(self.empty, *self._found(self.empty)))

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """Every code that has an answer cell, in lower case: question, or question:option."""
        codes: dict[str, str] = {}
        for code, question in self.tender.filled_in.items():
            if isinstance(question, MultiChoiceQuestion):
                for option in self.tender.choices_of(question):
                    codes[f"{code}{OPTION_SEPARATOR}{option}".lower()] = f"{code}{OPTION_SEPARATOR}{option}"
            elif not isinstance(question, TableQuestion):
                codes[code.lower()] = code
        return codes

    @cached_property
    def _tables(self) -> Mapping[str, TableQuestion]:
        return {
            code.lower(): question
            for code, question in self.tender.filled_in.items()
            if isinstance(question, TableQuestion)
        }

    def locate(self, workbook: Workbook) -> tuple[dict[str, LocatedAnswer], tuple[Finding, ...]]:
        """Every answer cell of the form by question code, and what is wrong with the form itself.

        A workbook that is no form of this tender gives no answers at all and one finding that says so.
        """
        named = stamp_of(workbook)
        if named is not None and named[1] in self.earlier:
            return self._of_earlier(named[1], workbook)
        stamp = list(self._stamp_findings(workbook))
        if any(found.code in _NO_FORM for found in stamp):
            return {}, tuple(stamp)
        spots, tables = self._found(workbook)
        located: dict[str, LocatedAnswer] = {}
        findings = stamp
        for code, question in self.tender.filled_in.items():
            answer: LocatedAnswer | None
            if isinstance(question, TableQuestion):
                answer, found = read_table(question, self.tender, tables.get(code, []), workbook.file)
            elif isinstance(question, MultiChoiceQuestion):
                answer, found = self._options(question, spots, workbook)
            else:
                answer, found = single_answer(code, spots.get(code, []), workbook.file)
            findings += found
            if answer is not None:
                located[code] = answer
        cells = self._answer_cells(workbook, spots, tables)
        found_in_it = differences(self._blank, workbook, cells)
        other_version = any(found.code in ("FORM-03", "FORM-32") for found in stamp)
        findings += of_other_version(found_in_it, workbook.file) if other_version else found_in_it
        if not other_version:
            findings += renamed(self.empty, workbook)
        findings += shown_otherwise(workbook, cells)
        findings += read_otherwise(workbook, cells)
        return located, tuple(findings)

    def _of_earlier(
        self, mark: str, workbook: Workbook
    ) -> tuple[dict[str, LocatedAnswer], tuple[Finding, ...]]:
        """The answers in a form of an earlier version, to the questions that did not change since."""
        located, findings = self.earlier[mark].locate(workbook)
        if not located:
            return located, findings
        accepted, old = accepted_version(self.tender, mark), self.earlier[mark].tender
        assert accepted is not None
        every = asked_again(old, self.tender, frozenset(accepted.same_meaning))
        again = {self.tender.filled_in_at(code): since for code, since in every.items()}
        kept = {code: answer for code, answer in located.items() if code in self.tender.filled_in}
        kept = {code: answer for code, answer in kept.items() if code not in again}
        told = [found for found in findings if found.question.partition(",")[0] not in again]
        due = {code: since for code, since in again.items() if self._is_due(code, located.get(code))}
        whole = CellPlace(workbook.file)
        words = {"versie": accepted.version, "datum": day_text(accepted.day)}
        told.append(finding("FORM-30", whole, **words))
        for code, since in due.items():
            place = located[code].place if code in located else whole
            about = {"vraag": code, "sinds": since, "versie": accepted.version}
            told.append(finding(ASKED_AGAIN, place, **about, kenmerk=self.tender.info.reference))
        return kept, tuple(told)

    def _is_due(self, code: str, answer: LocatedAnswer | None) -> bool:
        """Whether a question has to be asked again: who may leave it empty, and did, is not asked."""
        return self.tender.questions[code].required or (answer is not None and not is_empty(answer))

    def _found(self, workbook: Workbook) -> tuple[dict[str, list[Spot]], dict[str, list[TableBlock]]]:
        return self._spots(workbook), find_tables(workbook, self._tables)

    def _answer_cells(
        self,
        workbook: Workbook,
        spots: Mapping[str, Sequence[Spot]],
        tables: Mapping[str, Sequence[TableBlock]],
    ) -> AnswerCells:
        """Every cell of a workbook in which an answer may stand, by sheet, with its question."""
        cells: dict[str, dict[tuple[int, int], str]] = {sheet.name: {} for sheet in workbook.sheets}
        for code, found in spots.items():
            for spot in found:
                cells[spot.sheet.name][spot.row, spot.column] = code.partition(OPTION_SEPARATOR)[0]
        for code, blocks in tables.items():
            for block in blocks:
                cells[block.sheet.name] |= dict.fromkeys(block.cells(), code)
        return cells

    def _stamp_findings(self, workbook: Workbook) -> Iterator[Finding]:
        whole = CellPlace(workbook.file)
        if any(sheet_has(sheet, GRADES_HEADERS) for sheet in workbook.sheets):
            yield finding("FORM-13", whole)
            return
        reference = text_beside(workbook, STAMP_REFERENCE)
        mark = text_beside(workbook, STAMP_FINGERPRINT)
        if reference is None or mark is None:
            if not self._spots(workbook) and not find_tables(workbook, self._tables):
                yield finding("FORM-01", whole)
            else:
                yield finding("FORM-32", whole, kenmerk=self.tender.info.reference)
            return
        expected = self.tender.info.reference
        if visible(reference[0]).strip() != visible(expected).strip():
            yield finding("FORM-02", reference[1], gevonden=reference[0][:60], kenmerk=expected)
        elif (other := book_stamped(workbook)) is not self.book:
            yield finding("FORM-33", mark[1], gevonden=_CALLED[other], nodig=_CALLED[self.book])
        elif mark[0].strip() != self.fingerprint:
            yield finding("FORM-03", mark[1], gevonden=mark[0][:12], kenmerk=expected)

    def _spots(self, workbook: Workbook) -> dict[str, list[Spot]]:
        found: dict[str, list[Spot]] = {}
        for sheet in workbook.sheets:
            code_column = answer_column = 0
            for (row, column), cell in sorted(sheet.cells.items()):
                if cell.kind is not CellKind.TEXT:
                    continue
                text = str(cell.value).strip().lower()
                if text == CODE_HEADER.lower():
                    answer_column = answer_column_of(sheet, row)
                    code_column = column if answer_column else code_column
                elif column == code_column and text in self._codes:
                    found.setdefault(self._codes[text], []).append(Spot(sheet, row, answer_column))
        return found

    def _options(
        self, question: MultiChoiceQuestion, spots: Mapping[str, list[Spot]], workbook: Workbook
    ) -> tuple[LocatedOptions | None, list[Finding]]:
        options: dict[str, Located] = {}
        findings: list[Finding] = []
        missing: list[str] = []
        for option in self.tender.choices_of(question):
            code = f"{question.code}{OPTION_SEPARATOR}{option}"
            if code not in spots:
                missing.append(option)
                continue
            answer, found = single_answer(code, spots[code], workbook.file)
            findings += found
            if answer is not None:
                options[option] = answer
        if missing:
            whole = CellPlace(workbook.file)
            if not options:
                return None, [finding("FORM-04", whole, vraag=question.code)]
            findings.append(finding("FORM-07", whole, vraag=question.code, mist=", ".join(missing)))
        if not options:
            return None, findings
        first, last = next(iter(options.values())).place, list(options.values())[-1].place
        return LocatedOptions(
            options, CellPlace(first.file, first.sheet, f"{first.cell}:{last.cell}")
        ), findings


def is_empty(answer: LocatedAnswer) -> bool:
    """Whether nothing was filled in."""
    if isinstance(answer, LocatedTable):
        return not answer.rows
    cells = answer.options.values() if isinstance(answer, LocatedOptions) else (answer,)
    return all(is_blank(each.cell) for each in cells)


def sheet_has(sheet: Sheet, headers: tuple[str, ...]) -> bool:
    """Whether these texts stand together in one row of a sheet."""
    rows: dict[int, set[str]] = {}
    for (row, _), cell in sheet.cells.items():
        if cell.value in headers:
            rows.setdefault(row, set()).add(str(cell.value))
    return any(len(found) == len(headers) for found in rows.values())


def stamp_of(workbook: Workbook) -> tuple[str, str] | None:
    """The reference and the fingerprint of the kader that a workbook says it belongs to."""
    reference = text_beside(workbook, STAMP_REFERENCE)
    mark = text_beside(workbook, STAMP_FINGERPRINT)
    return (reference[0].strip(), mark[0].strip() if mark else "") if reference else None


def book_stamped(workbook: Workbook) -> Book:
    """Which workbook of a form of two a workbook says it is; of any other the whole form."""
    stamp = text_beside(workbook, STAMP_BOOK)
    return next((book for book in Book if book and stamp and stamp[0].strip() == book.value), Book.WHOLE)


def text_beside(workbook: Workbook, label: str) -> tuple[str, CellPlace] | None:
    """The text right of a label cell, with its place."""
    for sheet in workbook.sheets:
        for (row, column), cell in sheet.cells.items():
            if cell.value == label:
                beside = sheet.cells.get((row, column + 1))
                if beside is not None:
                    return raw_text(beside), CellPlace(workbook.file, sheet.name, cell_name(row, column + 1))
    return None
