"""The form as providers get it, before anybody wrote in it: what every submission is compared with."""

from __future__ import annotations

from collections.abc import Mapping

from inkoop.domain.cells import Workbook
from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.readers.forms.form import book_stamped
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import book_of

Forms = Mapping[tuple[str, Book], Workbook]
"""By the fingerprint of a kader, and which of its workbooks it is, the empty form as it was made public."""
AS_MADE: Forms = {}
"""None was kept: the empty forms are as the program makes them now."""


def blank_form(tender: Tender, book: Book = Book.WHOLE) -> Workbook:
    """An empty workbook of the form of a kader, as the reader of the submissions would read it."""
    from inkoop.writers.form.recorded import recorded_form

    return recorded_form(tender, book)


def submission_reader(tender: Tender, forms: Forms = AS_MADE) -> SubmissionReader:
    """What reads the submissions to a tender, and compares each with the empty form.

    Of a form of two workbooks it reads both.

    Args:
        forms: the empty forms as they were made public, where those were kept: what providers got may be of
            an earlier version of the program.
    """
    if tender.vault is None:
        return _reader(tender, tender, Book.WHOLE, forms)
    return _reader(tender, tender, Book.QUALITY, forms, book_reader(tender, Book.PRICE, forms))


def book_reader(tender: Tender, book: Book, forms: Forms = AS_MADE) -> SubmissionReader:
    """What reads one workbook of the form by itself: what it asks is all that it looks for."""
    return _reader(tender, book_of(tender, book), book, forms)


def reader_of(tender: Tender, workbook: Workbook | None) -> SubmissionReader:
    """What checks one workbook by itself: the form, or of a form of two the one that it says it is."""
    if tender.vault is None:
        return submission_reader(tender)
    stamped = book_stamped(workbook) if workbook else Book.WHOLE
    return book_reader(tender, stamped or Book.QUALITY)


def _reader(
    whole: Tender, asks: Tender, book: Book, forms: Forms, prices: SubmissionReader | None = None
) -> SubmissionReader:
    mark = fingerprint(whole)
    empty = forms.get((mark, book)) or _made(whole, mark, book)
    earlier = {
        before: forms.get((before, book)) or blank_form(version, book)
        for before, version in whole.earlier.items()
    }
    return SubmissionReader(asks, mark, empty, earlier=earlier, book=book, prices=prices)


def _made(whole: Tender, mark: str, book: Book) -> Workbook:
    if (mark, book) not in _MADE:
        for other in [known for known in _MADE if known[0] != mark]:
            del _MADE[other]
        _MADE[mark, book] = blank_form(whole, book)
    return _MADE[mark, book]


_MADE: dict[tuple[str, Book], Workbook] = {}
"""The empty forms that were made last, by their fingerprint: who reads twice has one tender."""
