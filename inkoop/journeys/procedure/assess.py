"""The work of the assessors: a workbook for each, and what comes back."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import Workbook
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding, Refused, Why, has_errors
from inkoop.domain.places import CellPlace
from inkoop.domain.procedure.facts import FileRef, HandedIn, HandedOut
from inkoop.domain.procedure.state import State
from inkoop.domain.submission import SubmissionId
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import ASSESSMENT, GIVEN_OUT, HANDED_IN, Work, working
from inkoop.journeys.procedure.outcome import evaluated
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import digest
from inkoop.readers.files.isolation import read_workbooks
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.work_sheets import Wanted, WorkRead, comment_key, read_work, stamp_of
from inkoop.rules.file_names import file_name_part
from inkoop.rules.procedure.assessing import open_points, tasks, to_grade
from inkoop.rules.procedure.fold import misfit
from inkoop.rules.procedure.steps import Reckoned, Step
from inkoop.writers.procedure.assessor_book import write_assessor_book
from inkoop.writers.procedure.record import lasting

_SEED_BYTES = 16


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A workbook to pass on to who fills it in."""

    fact: HandedOut
    copy: Path
    """The copy to pass on; the one that the record names stays as it was made."""
    stand: str


@dataclass(frozen=True, slots=True)
class CameBack:
    """A workbook that was written down as handed in."""

    fact: HandedIn
    whose: str
    replaced: bool
    """Whether an earlier one of the same assessor no longer counts."""
    interests: tuple[str, ...]
    """The names of those in whom this assessor has an interest."""
    stand: str


@dataclass(frozen=True, slots=True)
class HandIn:
    """What came of handing in."""

    back: tuple[CameBack, ...]
    findings: tuple[Finding, ...]
    waiting: tuple[str, ...]
    """Whose workbook is still out."""


@journey
def hand_out(
    folder: Path,
    names: Sequence[str],
    by: Sequence[str] = (),
    now: datetime | None = None,
    progress: Progress = silent,
    seeds: Sequence[str] = (),
) -> tuple[GivenOut, ...]:
    """Make a workbook for each of these assessors. Who has one already gets a new one in its place.

    Refused before the opening, while a person still has to decide about a submission, and once the panel
    began. Raises OSError.

    Args:
        seeds: by which the answers are put in order, one an assessor; without them chance decides.
    """
    with working(folder, by, now) as work:
        work.require(Step.ASSESS)
        people = _people(work.state, names)
        evaluation = evaluated(work, progress, graded=False)
        work.require(Step.ASSESS, Reckoned(open_points(evaluation)))
        if not to_grade(evaluation):
            raise Refused("er is geen antwoord dat een cijfer van mensen krijgt.", Why.FIRST)
        drawn = [*seeds, *(secrets.token_hex(_SEED_BYTES) for _ in people[len(seeds) :])]
        return tuple(
            _given_out(work, evaluation, name, label, seed)
            for (name, label), seed in zip(people, drawn, strict=False)
        )


def _people(state: State, names: Sequence[str]) -> list[tuple[str, str]]:
    """Each name once, as it was written before, with the label by which it goes in public: B1, B2."""
    given = [" ".join(name.split()) for name in names]
    if not given or not all(given):
        raise Refused("noem de beoordelaars: --naam “An” --naam “Bo”.")
    twice = [name for name, times in Counter(map(str.casefold, given)).items() if times > 1]
    if twice:
        raise Refused(f"{twice[0]} staat er twee keer. Geef elke beoordelaar een eigen naam.")
    known = {each.assessor.casefold(): (each.assessor, each.label) for each in state.assessors}
    people = []
    for name in given:
        number = len(known) + 1
        people.append(known.setdefault(name.casefold(), (name, f"B{number}")))
    return people


def _given_out(work: Work, evaluation: Evaluation, name: str, label: str, seed: str) -> GivenOut:
    stamp = f"{label}-{secrets.token_hex(6)}"
    kept = place_for(work, GIVEN_OUT, label, ".xlsx")
    with lasting(kept) as making:
        write_assessor_book(evaluation.tender, name, stamp, tasks(evaluation, seed), making)
    fact = HandedOut(stamp=stamp, assessor=name, label=label, seed=seed, file=work.reference(kept))
    work.add(fact)
    return GivenOut(fact, copy_of(work, kept, f"{label}-{file_name_part(name, label)}"), work.state.stand)


def place_for(work: Work, room: str, label: str, suffix: str) -> Path:
    """A name that no file has yet, by the line of the record that is about to name it."""
    folder = work.folder / ASSESSMENT / room
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{work.state.lines + 1:04d}-{label}{suffix}"


def copy_of(work: Work, kept: Path, name: str) -> Path:
    """A copy to work in, beside which no earlier one is lost."""
    folder = work.folder / ASSESSMENT
    target, number = folder / f"{name}.xlsx", 2
    while target.exists():
        target, number = folder / f"{name}-{number}.xlsx", number + 1
    with lasting(target) as making:
        shutil.copyfile(kept, making)
    return target


@journey
def hand_in(
    folder: Path,
    paths: Sequence[Path],
    by: Sequence[str] = (),
    now: datetime | None = None,
    progress: Progress = silent,
) -> HandIn:
    """Take back workbooks of assessors or of the panel; each that is complete is written down.

    The stamp says whose one is. What is amiss in the others is told, and nothing of them is kept. Refused
    where no workbook is out. Raises OSError.
    """
    with working(folder, by, now) as work:
        work.require(Step.HAND_IN)
        evaluation = evaluated(work, progress, graded=False)
        read = dict(zip(paths, _read(paths), strict=True))
        findings: list[Finding] = []
        books: list[tuple[Path, Workbook]] = []
        for path, each in read.items():
            if isinstance(each, Workbook):
                books.append((path, each))
            else:
                findings += each
        back = []
        for path, book in books:
            found, made = _taken(work, evaluation, path, book, [other for other in books if other[0] != path])
            findings += found
            back += [made] if made else []
        return HandIn(tuple(back), tuple(findings), still_out(work.state))


def still_out(state: State) -> tuple[str, ...]:
    """Whose workbook is waited for."""
    if state.panel is not None:
        return () if state.panel.stamp in state.handed_in else ("het panel",)
    return tuple(each.assessor for each in state.assessors if each.stamp not in state.handed_in)


def _read(paths: Sequence[Path]) -> Iterator[Workbook | tuple[Finding, ...]]:
    for _, read in read_workbooks(list(paths)):
        yield read.value if read.value is not None else read.findings


def _taken(
    work: Work,
    evaluation: Evaluation,
    path: Path,
    book: Workbook,
    others: Sequence[tuple[Path, Workbook]],
) -> tuple[tuple[Finding, ...], CameBack | None]:
    """What is amiss with one workbook, and what was written down where nothing is."""
    stamp, place = stamp_of(book), CellPlace(book.file)
    made = next((each for each in work.state.handed_out if each.stamp == stamp), None)
    if made is None:
        return (finding("WERK-01", place),), None
    whose = made.assessor or "het panel"
    same = next((other for _, other in others if stamp_of(other) == stamp), None)
    if same is not None:
        return (finding("WERK-03", place, bestand=same.file, naam=whose),), None
    size, sha256 = digest(path)
    there = FileRef(path=path.name, sha256=sha256, size=size)
    if why := misfit(work.state, HandedIn(stamp=stamp, file=there)):
        return (finding("WERK-11", place, reden=why),), None
    read = read_work(path, book, _as_made(work, made), _wanted(work, evaluation, made))
    if has_errors(read.findings):
        return read.findings, None
    before = work.state.handed_in.get(stamp)
    kept = place_for(work, HANDED_IN, made.label or "panel", path.suffix.lower())
    with lasting(kept) as making:
        shutil.copyfile(path, making)
    fact = HandedIn(stamp=stamp, file=work.reference(kept))
    work.add(fact)
    replaced = _earlier(work.state, made, before)
    return read.findings, CameBack(fact, whose, replaced, _names(evaluation, read), work.state.stand)


def _earlier(state: State, made: HandedOut, before: HandedIn | None) -> bool:
    mine = {each.stamp for each in state.handed_out if made.assessor and each.assessor == made.assessor}
    return before is not None or bool((mine - {made.stamp}) & state.handed_in.keys())


def _names(evaluation: Evaluation, read: WorkRead) -> tuple[str, ...]:
    return tuple(one.name for one in evaluation.submissions if one.id in read.interests)


def _as_made(work: Work, made: HandedOut) -> Workbook:
    book = read_workbook(work.folder / made.file.path).value
    assert book is not None
    return book


def _wanted(work: Work, evaluation: Evaluation, made: HandedOut) -> Wanted:
    elsewhere: dict[str, str] = {}
    if made.assessor:
        for other in work.state.assessors:
            if other.assessor != made.assessor:
                for grade in work_of(work, evaluation, other).grades.values():
                    elsewhere[comment_key(grade.comment)] = "bij een andere beoordelaar"
    return wanted(evaluation, of_panel=not made.assessor, elsewhere=elsewhere)


def wanted(
    evaluation: Evaluation, *, of_panel: bool = False, elsewhere: dict[str, str] | None = None
) -> Wanted:
    """What a workbook has to hold, by what there is to grade."""
    return Wanted(
        evaluation.tender,
        evaluation.fingerprint,
        evaluation.submissions,
        to_grade(evaluation),
        of_panel,
        elsewhere or {},
    )


def work_of(work: Work, evaluation: Evaluation, made: HandedOut) -> WorkRead:
    """What an assessor handed in; nothing where that was not done yet."""
    given = work.state.handed_in.get(made.stamp)
    if given is None:
        nobody: frozenset[SubmissionId] = frozenset()
        return WorkRead({}, nobody, ())
    path = work.folder / given.file.path
    book = read_workbook(path).value
    assert book is not None
    return read_work(path, book, _as_made(work, made), wanted(evaluation))
