"""A form filled in well, and a reader of bytes. Functions and no fixtures, since properties take none."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS, SMALL_KADER


@cache
def tender() -> Tender:
    """The tender with every kind of question."""
    found = read_kader(SMALL_KADER).value
    assert found is not None
    return found


@cache
def filled() -> bytes:
    """A form of that tender, filled in well."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        write_form(tender(), path, GOOD_ANSWERS)
        return path.read_bytes()


@cache
def _reader() -> SubmissionReader:
    return submission_reader(tender())


def read(data: bytes) -> Submission:
    """Reads bytes as a submission, from a file that is called anders.xlsx."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "anders.xlsx"
        path.write_bytes(data)
        return _reader().read(path)
