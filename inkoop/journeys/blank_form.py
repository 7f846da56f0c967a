"""The form as providers get it, before anybody wrote in it: what every submission is compared with."""

from __future__ import annotations

from inkoop.domain.cells import Workbook
from inkoop.domain.tender import Tender
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.rules.fingerprint import fingerprint


def blank_form(tender: Tender) -> Workbook:
    """The empty form of a kader, as the reader of the submissions would read it."""
    from inkoop.writers.form.recorded import recorded_form

    return recorded_form(tender)


def submission_reader(tender: Tender) -> SubmissionReader:
    """What reads the submissions to a tender, and compares each with the empty form."""
    mark = fingerprint(tender)
    if mark not in _MADE:
        _MADE.clear()
        _MADE[mark] = blank_form(tender)
    earlier = {mark: blank_form(version) for mark, version in tender.earlier.items()}
    return SubmissionReader(tender, mark, _MADE[mark], earlier=earlier)


_MADE: dict[str, Workbook] = {}
"""The empty form that was made last, by its fingerprint: who reads twice has one tender."""
