"""The self-check as it runs inside a browser: the same reader and checks, one file at a time.

It travels with the floors below it in the page's archive (`writers/web_check/engine`), and there is
nothing else there: no other journey, no writers, no processes. The page's worker is what stops a
file that hangs or crashes its reader.
"""

from __future__ import annotations

import json
from pathlib import Path

from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.replies.web_check import web_check


class BrowserCheck:
    """Checks submissions to the tender of one kader, which was found right when the page was made, against
    the empty form that the page offers."""

    def __init__(self, kader: str, form: str) -> None:
        tender, empty = read_kader(Path(kader)).value, read_workbook(Path(form)).value
        if tender is None or empty is None:
            raise ValueError(kader, form)
        self._tender = tender
        self._fingerprint = fingerprint(tender)
        self._reader = SubmissionReader(tender, self._fingerprint, empty)

    def check(self, path: str) -> str:
        """The outcome for one file, as JSON; whatever is wrong with the file stands in it."""
        submission = self._reader.read(Path(path))
        outcome = web_check(self._tender, self._fingerprint, submission)
        return json.dumps(outcome, ensure_ascii=False)
