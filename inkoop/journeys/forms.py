"""Making the workbooks that people fill in: the form for providers, the grades for the panel."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inkoop.domain.findings import Outcome, Refusal, Refused, Why
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
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


@journey
def make_form(tender: Tender, path: Path) -> Path:
    """Write the empty form of a tender. Raises OSError.

    An empty form may be made anew; one with answers in it is somebody's work, so that is refused.
    """
    if path.exists() and _holds_answers(path):
        filled_in = "bestaat al en is ingevuld, of is geen formulier; er is niets overschreven."
        raise Refused(f"{path} {filled_in}", Why.FILES)
    write_form(tender, path)
    return path


def _holds_answers(path: Path) -> bool:
    """Whether a file is anything else than a form that nobody filled in."""
    workbook = read_workbook(path).value
    return workbook is None or any_answer(workbook)


def make_grades_form(
    tender: Tender, places: Sequence[Path], path: Path, progress: Progress = silent
) -> Outcome[Path | None]:
    """Write the panel's workbook with the open answers of these submissions, and never a price.

    The findings are about the folder; the faults of each submission come at the evaluation. Refused where
    the file is there already: it may hold grades.
    """
    if path.exists():
        kept = f"{path} bestaat al en kan cijfers bevatten; er is niets overschreven."
        return Outcome(None, refusal=Refusal(kept, Why.FILES))
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
    return Outcome(path, found.findings)


def _readable(answer: Answer) -> str:
    """An answer for people to read: a table row by row, anything else as it was typed."""
    lines = (
        "; ".join(f"{code}: {shown_value(value)}" for code, value in row.values.items())
        for row in answer.rows
    )
    return "\n".join(lines) or answer.raw
