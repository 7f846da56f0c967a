"""Making the workbooks that people fill in: the form for providers, the grades for the panel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inkoop.domain.findings import Finding
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import find_submissions
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.answers import any_answer
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.rules.dutch_format import shown_value
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.submission.naming import told_apart
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import TendererAnswers, write_grades_form


def make_form(tender: Tender, path: Path) -> None:
    """Write the empty form of a tender. Raises OSError."""
    write_form(tender, path)


def holds_answers(path: Path) -> bool:
    """Whether a file is anything else than a form that nobody filled in: then it must not be replaced."""
    workbook = read_workbook(path).value
    return workbook is None or any_answer(workbook)


def make_grades_form(
    tender: Tender, places: Sequence[Path], path: Path, progress: Progress = silent
) -> tuple[Finding, ...]:
    """Write the panel's workbook with the open answers of these submissions, and never a price.

    Returns what was wrong with the folder; the faults of each submission come at the evaluation.
    """
    found = find_submissions(places)
    reader = SubmissionReader(tender, fingerprint(tender))
    answers, submissions = [], []
    for done, file in enumerate(found.submissions):
        progress(done, len(found.submissions), file.name)
        submissions.append(reader.read(file))
    for submission in told_apart(submissions):
        texts = {}
        for leaf in tender.assessed:
            question = tender.question_of(leaf)
            answer = submission.answer(question.code) if question else None
            if answer is not None:
                texts[answer.question] = _readable(answer)
        answers.append(TendererAnswers(submission.name, texts))
    write_grades_form(tender, answers, path)
    return found.findings


def _readable(answer: Answer) -> str:
    """An answer for people to read: a table row by row, anything else as it was typed."""
    lines = (
        "; ".join(f"{code}: {shown_value(value)}" for code, value in row.values.items())
        for row in answer.rows
    )
    return "\n".join(lines) or answer.raw
