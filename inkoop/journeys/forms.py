"""Making the workbooks that people fill in: the form for providers, the grades for the panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from inkoop.domain.findings import Finding
from inkoop.domain.tender import Tender
from inkoop.readers.folder import find_submissions
from inkoop.readers.submission import SubmissionReader
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import TendererAnswers, write_grades_form


def make_form(tender: Tender, path: Path) -> None:
    """Write the empty form of a tender. Raises OSError."""
    write_form(tender, path)


def make_grades_form(
    tender: Tender, places: Sequence[Path], path: Path, progress: Callable[[int, int, str], None]
) -> tuple[Finding, ...]:
    """Write the panel's workbook with the open answers of these submissions, and never a price.

    Returns what was wrong with the folder; the faults of each submission come at the evaluation.
    """
    found = find_submissions(places)
    reader = SubmissionReader(tender, fingerprint(tender))
    answers = []
    for done, file in enumerate(found.submissions):
        progress(done, len(found.submissions), file.name)
        submission = reader.read(file)
        texts = {}
        for leaf in tender.assessed:
            question = tender.question_of(leaf)
            answer = submission.answer(question.code) if question else None
            texts[leaf.code] = answer.raw if answer else ""
        answers.append(TendererAnswers(submission.tenderer, texts))
    write_grades_form(tender, answers, path)
    return found.findings
