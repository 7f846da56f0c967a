"""Reads one submission: the file, the form in it, and its answers with everything noticed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from inkoop.catalogue import NEEDS_ANSWER, finding
from inkoop.domain.cells import Workbook
from inkoop.domain.findings import Finding, Outcome, Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.domain.questions import KvkQuestion
from inkoop.domain.submission import NAME_QUESTION, Answer, LocatedAnswer, Submission, content_id
from inkoop.domain.tender import Tender
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.form import ASKED_AGAIN, FormReader
from inkoop.readers.forms.shown import LOOKS, without_echoes
from inkoop.rules.form_books import book_of, sealed_questions
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.decision_fit import column_of, needs_answer
from inkoop.rules.submission.eligibility import eligibility_findings, verdicts
from inkoop.rules.submission.enclosures import enclosure_findings
from inkoop.rules.submission.grouped import empty_form, grouped
from inkoop.rules.submission.lot_checks import lot_findings
from inkoop.rules.submission.lot_rows import in_their_lots
from inkoop.rules.submission.no_answer import no_answer_findings
from inkoop.rules.submission.organisations import organisation_findings
from inkoop.rules.submission.personal_data import personal_data_findings
from inkoop.rules.submission.price_checks import missing_prices, price_findings
from inkoop.rules.submission.row_agreement import agreement_findings

ONLY_WHERE_ASKED = LOOKS | {ASKED_AGAIN}
"""What is not told of a question that this submission does not have to answer."""


@dataclass(frozen=True)
class SubmissionReader:
    """Reads submissions to one tender; made once, used for all of them."""

    tender: Tender
    fingerprint: str
    empty: Workbook
    """The form as it is made from the kader, before anybody wrote in it."""
    keeps_cells: bool = False
    """Whether the cells as they were typed go along: for one's own submission, not for hundreds."""
    earlier: Mapping[str, Workbook] = field(default_factory=dict)
    """By fingerprint the empty form of each earlier version that still counts."""
    book: Book = Book.WHOLE
    """Which workbook of the form `empty` is."""
    prices: SubmissionReader | None = None
    """What reads the workbook with the prices, where the form has one and this reads both."""

    @cached_property
    def form(self) -> FormReader:
        """What recognises the workbook."""
        earlier = {
            mark: FormReader(book_of(self.tender.earlier[mark], self.book), mark, form, {}, self.book)
            for mark, form in self.earlier.items()
        }
        return FormReader(book_of(self.tender, self.book), self.fingerprint, self.empty, earlier, self.book)

    @cached_property
    def _answers(self) -> AnswerReader:
        return AnswerReader(self.tender)

    def read(self, path: Path) -> Submission:
        """The submission in a file. Whatever is wrong with it stands in its findings; nothing is raised."""
        return self.of(path, plain_name(path.name), read_workbook(path))

    def of(
        self,
        path: Path,
        name: str,
        read: Outcome[Workbook | None],
        beside: tuple[str, ...] | None = None,
        prices: Outcome[Workbook | None] | None = None,
    ) -> Submission:
        """The submission in a workbook that was read already.

        Args:
            name: what people call the file.
            beside: the names of the files that came with it; None where only the form was given.
            prices: its workbook with the prices; None where there is none, or where that is still shut.
        """
        workbook = read.value
        if workbook is None:
            size, sha256 = digest(path)
            return Submission(content_id(sha256, name), name, size, sha256, name, findings=read.findings)
        located, form_findings = self.form.locate(workbook)
        if prices is not None and located:
            more, found = self._located_prices(prices, located)
            located, form_findings = {**more, **located}, (*form_findings, *found)
        answers, answer_findings = self._answers.read(located)
        if self.prices is not None and prices is None:
            answers |= dict(self._shut(workbook.file))
        seen = in_their_lots(form_findings, self.tender, self._answers.divided(located))
        counting = self._that_count(seen, answers)
        findings = without_echoes((*read.findings, *counting, *answer_findings))
        submission = Submission(
            content_id(workbook.sha256, name),
            workbook.file,
            workbook.size,
            workbook.sha256,
            _text(answers.get(NAME_QUESTION)) or name,
            registration=self._registration(answers),
            answers=answers,
            findings=findings,
            read_twice=workbook.read_twice,
            enclosed=beside,
            book=self.book,
            makers=workbook.makers,
            cells=located if self.keeps_cells else {},
        )
        # A workbook without one question is no form: that is told, and not that everything is empty.
        checks = self._checks(submission, findings) if answers else ()
        told = tuple(self._with_need(found, submission) for found in findings) if answers else findings
        every = empty_form(answers, (*told, *checks), workbook.file)
        return replace(submission, findings=grouped(every))

    def _located_prices(
        self, read: Outcome[Workbook | None], own: Mapping[str, LocatedAnswer]
    ) -> tuple[Mapping[str, LocatedAnswer], tuple[Finding, ...]]:
        """What stands in the workbook with the prices, which has to be of the same tenderer."""
        assert self.prices is not None
        if read.value is None:
            return {}, read.findings
        located, findings = self.prices.form.locate(read.value)
        here, there = self._who(own), self._who(located)
        number = 0 if here[0] and there[0] else 1
        if located and here[number].casefold() != there[number].casefold():
            words = {"andere": there[1] or there[0], "naam": here[1] or here[0]}
            findings = (*findings, finding("FORM-34", CellPlace(read.value.file), **words))
        return located, (*read.findings, *findings)

    def _who(self, located: Mapping[str, LocatedAnswer]) -> tuple[str, str]:
        """The number in the trade register and the name in a workbook, as far as they are there."""
        code = self.tender.registration.code if self.tender.registration else ""
        answers, _ = self._answers.read(
            {key: located[key] for key in (code, NAME_QUESTION) if key in located}
        )
        return self._registration(answers), _text(answers.get(NAME_QUESTION))

    def _shut(self, file: str) -> Iterator[tuple[str, Answer]]:
        """The answers in a workbook that nobody opened: not at hand, so nothing follows from that."""
        for code in sealed_questions(self.tender):
            yield code, Answer(code, "", None, CellPlace(file), shut=True)

    def _registration(self, answers: Mapping[str, Answer]) -> str:
        """The number in the trade register as it was read; of a text what was typed."""
        asked = self.tender.registration
        answer = answers.get(asked.code) if asked else None
        if answer is not None and answer.value is not None and isinstance(asked, KvkQuestion):
            return answer.value.typed
        return _text(answer)

    def _that_count(self, found: Iterable[Finding], answers: Mapping[str, Answer]) -> Iterator[Finding]:
        """Without how an answer looks that counts nowhere: that it is not asked is told by itself."""
        asked = self._answers.applicable(answers)
        for each in found:
            code = each.question.partition(",")[0]
            if each.code not in ONLY_WHERE_ASKED or asked.get(code, True):
                yield each

    def _with_need(self, found: Finding, submission: Submission) -> Finding:
        """The finding, marked where only an answer helps: a price, or what a hard requirement rests on."""
        question = found.question.partition(",")[0]
        column = column_of(submission.answer(question), found.place)
        if found.severity is not Severity.ERROR or not needs_answer(
            self.tender, submission, question, column
        ):
            return found
        return replace(found, context=(*found.context, NEEDS_ANSWER))

    def _checks(self, submission: Submission, reported: tuple[Finding, ...]) -> tuple[Finding, ...]:
        asked = self._answers.applicable(submission.answers)
        file = submission.file
        told = {found.question.partition(",")[0] for found in reported if found.severity is Severity.ERROR}
        shut = {code for code, answer in submission.answers.items() if answer.shut}
        eligibility = eligibility_findings(self.tender, verdicts(self.tender, submission, asked), file)
        answered = {code: answer for code, answer in submission.answers.items() if asked[code]}
        return (
            *(
                found
                for found in eligibility
                if found.question not in shut
                if found.code != "EIS-03" or found.question not in told
            ),
            *agreement_findings(self.tender, answered),
            *price_findings(self.tender, answered),
            *(f for f in missing_prices(self.tender, answered, asked, file) if f.question not in told | shut),
            *lot_findings(self.tender, replace(submission, answers=answered), reported),
            *organisation_findings(self.tender, submission),
            *no_answer_findings(self.tender, answered),
            *personal_data_findings(self.tender, submission.answers),
            *enclosure_findings(self.tender, submission.enclosed, file),
        )


def _text(answer: Answer | None) -> str:
    typed = answer is not None and answer.value is not None and answer.value.typed
    return " ".join(answer.raw.split()) if answer is not None and typed else ""
