"""What the files that a record names come to: reckoned anew each time, so nothing can disagree with it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.procedure.state import Bid, State
from inkoop.domain.submission import SubmissionId
from inkoop.journeys.evaluate import evaluate_files
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import Work, working
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import find_submissions
from inkoop.readers.procedure.delivered import kept_submissions
from inkoop.readers.procedure.record import read_record
from inkoop.rules.procedure.steps import Step
from inkoop.writers.procedure.decisions import write_decisions

DECISIONS = "besluiten.xlsx"
"""As which the decisions of a record are read; no such file stays anywhere."""


@journey
def evaluate_folder(folder: Path, progress: Progress = silent, twice: bool = False) -> Evaluation:
    """The evaluation of a tender in its folder: its published rules, what counts, grades and decisions.

    Refused where the folder is none of a tender, before the opening, and where something in it was changed.
    Raises OSError.
    """
    with working(folder) as work:
        work.require(Step.OUTCOME)
        return evaluated(work, progress, twice)


@journey
def kader_of(folder: Path) -> Path:
    """The rules that hold in a tender's folder. Refused where something in it was changed. Raises OSError."""
    with working(folder) as work:
        return work.kader()


def decided_sha256(folder: Path) -> frozenset[str]:
    """The SHA-256 of the decisions in a tender's folder as a report names it; empty where there are none.

    Raises RecordError and OSError.
    """
    with TemporaryDirectory(prefix="inkoop-") as room:
        path = Path(room) / DECISIONS
        write_decisions(read_record(folder).state, path)
        return frozenset((digest(path)[1],)) if path.exists() else frozenset()


def evaluated(
    work: Work, progress: Progress = silent, twice: bool = False, *, graded: bool = True
) -> Evaluation:
    """The same, for who is at work there already; without grades for who asks what there is to grade."""
    with (
        TemporaryDirectory(prefix="inkoop-") as room,
        kept_submissions(work.state.counting, work.folder) as kept,
    ):
        grades = Path(room) / "beoordeling"
        grades.mkdir()
        write_decisions(work.state, grades / DECISIONS)
        for number, path in enumerate(_graded(work.state, work.folder) if graded else ()):
            shutil.copyfile(path, grades / f"{number}-{path.name}")
        for draw in work.state.draws:
            path = work.folder / draw.file.path
            shutil.copyfile(path, grades / path.name)
        with find_submissions((), grades) as beside:
            found = replace(kept, assessment=beside.assessment, draws=beside.draws)
        return evaluate_files(work.tender(), found, progress, twice)


def numbered(work: Work, evaluation: Evaluation) -> Mapping[SubmissionId, Bid]:
    """By submission what the record knows of it: they are read in the order of their numbers."""
    return {one.id: bid for one, bid in zip(evaluation.submissions, work.state.counting, strict=True)}


def _graded(state: State, folder: Path) -> list[Path]:
    """The workbooks with grades that count: those that were fixed, else that of the panel."""
    if state.locked is not None:
        return [folder / file.path for file in state.locked.files]
    panel = state.panel
    given = state.handed_in.get(panel.stamp) if panel else None
    return [folder / given.file.path] if given else []
