"""The self-check as it runs inside a browser: the same reader and checks, one file at a time.

It travels with the floors below it in the page's payload (`writers/web_pages/engine`), and there is
nothing else there: no other journey, no writer but that of the reading copy, no processes. The page's
worker is what stops a file that hangs or crashes its reader.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from inkoop.domain.cells import Workbook
from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.form import book_stamped
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import book_of, books_of, carried_form
from inkoop.views.replies.reading_copy import reading_copy
from inkoop.views.replies.web_check import web_check
from inkoop.writers.reading_copy import reading_copy_page


class BrowserCheck:
    """Checks submissions to the tender of one kader, which was found right when the page was made, against
    the empty form that the page offers."""

    def __init__(self, kader: str, forms: str) -> None:
        """By the path of the kader, and of the folder with the empty forms as the page carries them."""
        tender = read_kader(Path(kader)).value
        if tender is None:
            raise ValueError(kader)
        self._fingerprint, self._room = fingerprint(tender), Path(forms)
        self._readers = {book: self._reader(tender, book) for book in books_of(tender)}

    def _reader(self, tender: Tender, book: Book) -> SubmissionReader:
        asks, empty = book_of(tender, book), self._empty(book)
        if empty is None:
            raise ValueError(book)
        earlier = {mark: self._empty(book, mark) for mark in tender.earlier}
        there = {mark: form for mark, form in earlier.items() if form is not None}
        return SubmissionReader(asks, self._fingerprint, empty, keeps_cells=True, earlier=there, book=book)

    def _empty(self, book: Book, mark: str = "") -> Workbook | None:
        return read_workbook(self._room / carried_form(book, mark)).value

    def check(self, path: str, made: str) -> str:
        """The outcome for one file, as JSON; whatever is wrong with the file stands in it.

        A file that could be read goes along as a page to read (`leesversie`), which lacks its style sheet.
        `made` is the time by the clock of the browser, as year-month-dayThour:minute.
        """
        file = Path(path)
        read = read_workbook(file)
        book = book_stamped(read.value) if read.value else Book.WHOLE
        reader = self._readers.get(book) or next(iter(self._readers.values()))
        submission = reader.of(file, plain_name(file.name), read)
        outcome = web_check(reader.tender, self._fingerprint, submission)
        (checked,) = outcome["document"]["inschrijvingen"]
        page = ""
        if submission.answers:
            copy = reading_copy(
                reader.tender, self._fingerprint, submission, checked, datetime.fromisoformat(made)
            )
            page = reading_copy_page(copy)
        return json.dumps({**outcome, "leesversie": page}, ensure_ascii=False)
