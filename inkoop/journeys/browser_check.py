"""The self-check as it runs inside a browser: the same reader and checks, one file at a time.

It travels with the floors below it in the page's payload (`writers/web_pages/engine`), and there is
nothing else there: no other journey, no writer but that of the reading copy, no processes. The page's
worker is what stops a file that hangs or crashes its reader.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.replies.reading_copy import reading_copy
from inkoop.views.replies.web_check import web_check
from inkoop.writers.reading_copy import reading_copy_page


def earlier_form(mark: str) -> str:
    """The name by which the page carries the empty form of an earlier version, by its fingerprint."""
    return f"formulier-{mark}.xlsx"


class BrowserCheck:
    """Checks submissions to the tender of one kader, which was found right when the page was made, against
    the empty form that the page offers."""

    def __init__(self, kader: str, form: str) -> None:
        tender, empty = read_kader(Path(kader)).value, read_workbook(Path(form)).value
        if tender is None or empty is None:
            raise ValueError(kader, form)
        self._tender = tender
        self._fingerprint = fingerprint(tender)
        earlier = {
            mark: read_workbook(Path(form).with_name(earlier_form(mark))).value for mark in tender.earlier
        }
        there = {mark: form for mark, form in earlier.items() if form is not None}
        self._reader = SubmissionReader(tender, self._fingerprint, empty, keeps_cells=True, earlier=there)

    def check(self, path: str, made: str) -> str:
        """The outcome for one file, as JSON; whatever is wrong with the file stands in it.

        A file that could be read goes along as a page to read (`leesversie`), which lacks its style sheet.
        `made` is the time by the clock of the browser, as year-month-dayThour:minute.
        """
        submission = self._reader.read(Path(path))
        outcome = web_check(self._tender, self._fingerprint, submission)
        (checked,) = outcome["document"]["inschrijvingen"]
        page = ""
        if submission.answers:
            copy = reading_copy(
                self._tender, self._fingerprint, submission, checked, datetime.fromisoformat(made)
            )
            page = reading_copy_page(copy)
        return json.dumps({**outcome, "leesversie": page}, ensure_ascii=False)
