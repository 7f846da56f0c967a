"""The proces-verbaal, made of the record and of what the files that it names come to."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.outcome import evaluated
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.procedure.files import named_files
from inkoop.rules.procedure.steps import Step
from inkoop.views.letters.minutes import Told, minutes

MINUTES = "proces-verbaal.pdf"


@journey
def write_minutes(folder: Path, now: datetime | None = None, progress: Progress = silent) -> Path:
    """Write the proces-verbaal as it stands now, in place of an earlier one. Raises OSError.

    Refused before the opening: until then nothing of what came in may be told.
    """
    from inkoop.writers.letters.page import render_letter
    from inkoop.writers.pdf import save_pdf

    with working(folder, (), now) as work:
        work.require(Step.OUTCOME)
        record = work.record
        files = {file.path: file for entry in record.entries for file in named_files(entry)}
        evaluation = evaluated(work, progress)
        told = Told(record.entries, record.stands, work.state, evaluation, tuple(files.values()))
        target = folder / MINUTES
        save_pdf(render_letter(minutes(told)), target)
        return target
