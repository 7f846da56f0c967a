"""What the files that a record names come to: reckoned anew each time, so nothing can disagree with it."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from inkoop.domain.cells import Workbook
from inkoop.domain.evaluation import Evaluation, PriceCustody, RecordMark
from inkoop.domain.findings import Outcome, Refused, Why
from inkoop.domain.price_vault import Book
from inkoop.domain.procedure.facts import PricesOpened
from inkoop.domain.procedure.stages import AssessedState, OpenedState
from inkoop.domain.procedure.state import Bid
from inkoop.domain.submission import Assessment, Given, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import Forms
from inkoop.journeys.evaluate import evaluate_files
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import FORM, PRICE_FORM, Work, working
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import find_submissions
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.assessment import read_assessment
from inkoop.readers.forms.work_sheets import grades_alone
from inkoop.readers.procedure.delivered import kept_submissions
from inkoop.readers.procedure.record import read_record
from inkoop.rules.procedure.assessing import Pair, veil
from inkoop.rules.procedure.reasons import weak_reasons
from inkoop.rules.procedure.steps import Step
from inkoop.writers.procedure.decisions import write_decisions

_MOST_WEAK = 10
DECISIONS = "besluiten.xlsx"
"""As which the decisions of a record are read; no such file stays anywhere."""


@journey
def evaluate_folder(
    folder: Path, progress: Progress = silent, twice: bool = False, *, shut: bool = False
) -> Evaluation:
    """The evaluation of a tender in its folder: its published rules, what counts, grades and decisions.

    Refused where the folder is none of a tender, before the opening, and where something in it was changed.
    Raises OSError.

    Args:
        shut: also while the prices lie in the vault, for who looks at what is known without them.
    """
    with working(folder) as work:
        work.require(Step.LOOK if shut else Step.OUTCOME)
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
    assessed = AssessedState.of(work.state) if graded else None
    panel = partial(panel_grades, assessed, work.folder) if assessed else None
    with (
        TemporaryDirectory(prefix="inkoop-") as room,
        kept_submissions(OpenedState(work.state), work.folder) as kept,
    ):
        grades = Path(room) / "beoordeling"
        grades.mkdir()
        write_decisions(work.state, grades / DECISIONS)
        for draw in work.state.draws:
            path = work.folder / draw.file.path
            shutil.copyfile(path, grades / path.name)
        with find_submissions((), grades) as beside:
            found = replace(kept, assessment=beside.assessment, draws=beside.draws)
        made = evaluate_files(
            work.tender(),
            found,
            progress,
            twice,
            panel,
            shut=work.state.prices_shut,
            forms=published_forms(work),
        )
    state = work.state
    prices = _custody(work, made.tender)
    mark = RecordMark(state.stand, tuple(state.set_by_hand), tuple(state.backwards), prices)
    return replace(made, record=mark)


def published_forms(work: Work) -> Forms:
    """The empty forms as they were made public, of every version: what providers filled in."""
    found: dict[tuple[str, Book], Workbook] = {}
    for version in work.state.versions:
        main = Book.QUALITY if version.custodians else Book.WHOLE
        for file in version.files:
            book = {FORM: main, PRICE_FORM: Book.PRICE}.get(file.path.rpartition("/")[2])
            empty = read_workbook(work.folder / file.path).value if book is not None else None
            if book is not None and empty is not None:
                found[version.fingerprint, book] = empty
    return found


def _custody(work: Work, tender: Tender) -> PriceCustody | None:
    """How prices were kept; None where no price counts, or is known yet."""
    published = work.state.published
    if not tender.priced or published is None:
        return None
    opened = [entry for entry in work.record.entries if isinstance(entry.fact, PricesOpened)]
    if not opened:
        return PriceCustody(why_none=published.no_vault)
    assert isinstance(opened[-1].fact, PricesOpened)
    return PriceCustody(opened[-1].moment, opened[-1].fact.keys)


def panel_grades(
    assessed: AssessedState, folder: Path, tender: Tender, mark: str, submissions: Sequence[Submission]
) -> Outcome[Assessment]:
    """What the panel gave, each grade with what every assessor gave beforehand.

    The rules say of a mean which grades those are; the workbook of the panel repeats them, and is held
    against them when it comes in.
    """
    state, out = assessed.state, assessed.out
    read = read_assessment([folder / assessed.panel.file.path], tender, mark, veil(submissions, out.letters))
    files, each_gave = list(read.value.files), dict[Pair, list[Given]]()
    for made in state.assessors:
        path = folder / state.handed_in[made.stamp].file.path
        theirs = grades_alone(path, tender, mark, submissions, made.letters)
        files += theirs.files
        for pair, grade in theirs.grades.items():
            each_gave.setdefault(pair, []).append(Given(made.label, grade.grade, grade.comment))
    kept = {
        pair: replace(grade, given=tuple(each_gave.get(pair, ())))
        for pair, grade in read.value.grades.items()
    }
    return Outcome(replace(read.value, files=tuple(files), grades=kept), read.findings)


def reasons_stand(evaluation: Evaluation) -> None:
    """Refused where a reason of the panel cannot stand in a letter: empty, too short, or a copy."""
    weak = weak_reasons(evaluation)
    if weak:
        more = f" En nog {len(weak) - _MOST_WEAK}." if len(weak) > _MOST_WEAK else ""
        told = " ".join(map(str, weak[:_MOST_WEAK]))
        raise Refused(f"met deze redenen kan geen brief weg. {told}{more}", Why.FIRST)


def numbered(work: Work, evaluation: Evaluation) -> Mapping[SubmissionId, Bid]:
    """By submission what the record knows of it: they are read in the order of their numbers."""
    return {one.id: bid for one, bid in zip(evaluation.submissions, work.state.counting, strict=True)}
