"""The provider's journey: is my submission complete and right?"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from inkoop.domain.findings import Outcome
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import reader_of
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import display_names, find_submissions
from inkoop.readers.files.isolation import read_workbooks
from inkoop.rules.file_names import distinct, file_name_part
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import book_of
from inkoop.rules.submission.duplicates import duplicate_findings, with_findings
from inkoop.rules.submission.naming import told_apart


def check_submissions(
    tender: Tender, places: Sequence[Path], progress: Progress = silent
) -> Outcome[tuple[Submission, ...]]:
    """Every submission in these files and folders, checked; the findings are about the folders."""
    checked: list[Submission] = []
    with find_submissions(places, own=True) as found:
        names = display_names(found.submissions)
        for done, (path, workbook) in enumerate(read_workbooks(found.submissions)):
            progress(done, len(found.submissions), path.name)
            reader = replace(reader_of(tender, workbook.value), keeps_cells=True)
            checked.append(reader.of(path, names[path], workbook, found.beside.get(path)))
    return Outcome(told_together(checked), found.findings)


def told_together(checked: Sequence[Submission]) -> tuple[Submission, ...]:
    """Submissions that were checked one by one, with what is to be said of them together."""
    named = told_apart(checked)
    books = dict.fromkeys(one.book for one in named)
    same = {
        who: told
        for book in books
        for who, told in duplicate_findings([o for o in named if o.book is book]).items()
    }
    return tuple(with_findings(named, same))


@journey
def make_reading_copies(
    tender: Tender, submissions: Sequence[Submission], folder: Path, made: datetime
) -> tuple[Path, ...]:
    """Write each submission that was checked as a document to read: HTML, and PDF where that can be made.

    `made` is the time that stands in it: the same submission and time give the same bytes. The folder is
    made if it is not there. Raises OSError when a file cannot be written. Returns what was written.
    """
    # Only here: what makes pages takes long to import.
    from inkoop.views.replies.reading_copy import reading_copy
    from inkoop.views.replies.self_check import check_document
    from inkoop.writers.pdf import PdfNotPossibleError
    from inkoop.writers.reading_copy_files import write_reading_copy_html, write_reading_copy_pdf

    mark, written = fingerprint(tender), list[Path]()
    stems = distinct(file_name_part(Path(each.file).stem, "inschrijving") for each in submissions)
    folder.mkdir(parents=True, exist_ok=True)
    for stem, submission in zip(stems, submissions, strict=True):
        asks = book_of(tender, submission.book)
        (checked,) = check_document(asks, mark, [submission])["inschrijvingen"]
        copy = reading_copy(asks, mark, submission, checked, made)
        page = folder / f"mijn-inschrijving-{stem}.html"
        write_reading_copy_html(copy, page)
        written.append(page)
        with suppress(PdfNotPossibleError):
            write_reading_copy_pdf(copy, page.with_suffix(".pdf"))
            written.append(page.with_suffix(".pdf"))
    return tuple(written)
