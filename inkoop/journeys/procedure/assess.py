"""The work of the assessors: a workbook for each, and what comes back."""

from __future__ import annotations

import secrets
import shutil
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.cells import Workbook
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Finding, Refused, Why, has_errors
from inkoop.domain.places import CellPlace
from inkoop.domain.procedure.facts import FileRef, HandedIn, HandedOut, SteppedBack
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
from inkoop.rules.dutch_format import listing
from inkoop.rules.file_names import file_name_part
from inkoop.rules.procedure.assessing import (
    Letters,
    Pair,
    admitted,
    open_points,
    tasks,
    telling,
    to_grade,
    with_letters,
)
from inkoop.rules.procedure.fold import misfit
from inkoop.rules.procedure.steps import Reckoned, Step
from inkoop.writers.procedure.assessor_book import Assignment, write_assessor_book
from inkoop.writers.procedure.record import lasting
from inkoop.writers.procedure.resident_book import write_resident_book

_SEED_BYTES = 16
_NOTHING: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class GivenOut:
    """A workbook to pass on to who fills it in."""

    fact: HandedOut
    copy: Path
    """The copy to pass on; the one that the record names stays as it was made."""
    stand: str


@dataclass(frozen=True, slots=True)
class HandOut:
    """What came of making workbooks."""

    books: tuple[GivenOut, ...]
    findings: tuple[Finding, ...]
    """Where names are not read: the answers that tell one."""
    assessors: int
    """How many there are now."""
    needed: int
    """How many the rules ask at least."""


@dataclass(frozen=True, slots=True)
class Stepped:
    """An assessor who stopped."""

    name: str
    had_handed_in: bool
    left: tuple[str, ...]
    """Who still assesses."""
    needed: int
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
    residents: Sequence[str] = (),
) -> HandOut:
    """Make a workbook for each of these assessors. Who has one already gets a new one in its place.

    Refused before the opening, while a person still has to decide about a submission, and once the panel
    began. Raises OSError.

    Args:
        seeds: by which the answers are put in order, one an assessor; without them chance decides.
        residents: assessors who get the workbook in plain words and large letters.
    """
    with working(folder, by, now) as work:
        work.require(Step.ASSESS)
        people = _people(work.state, (*names, *residents))
        evaluation = evaluated(work, progress, graded=False)
        work.require(Step.ASSESS, Reckoned(open_points(evaluation)))
        if not to_grade(evaluation):
            raise Refused("er is geen antwoord dat een cijfer van mensen krijgt.", Why.FIRST)
        drawn = [*seeds, *(secrets.token_hex(_SEED_BYTES) for _ in people[len(seeds) :])]
        rules = evaluation.tender.assessors
        nameless = rules is not None and rules.anonymous
        letters = with_letters(work.state.letters, admitted(evaluation), drawn[0]) if nameless else {}
        made = tuple(
            _given_out(work, evaluation, person, seed, letters, resident=number >= len(names))
            for number, (person, seed) in enumerate(zip(people, drawn, strict=False))
        )
        told = tuple(telling(evaluation)) if nameless else ()
        return HandOut(made, told, len(work.state.assessors), rules.number if rules else 1)


def _people(state: State, names: Sequence[str]) -> list[tuple[str, str]]:
    """Each name once, as it was written before, with the label by which it goes in public: B1, B2."""
    given = [" ".join(name.split()) for name in names]
    if not given or not all(given):
        raise Refused("noem de beoordelaars: --naam “An” --naam “Bo”, en inwoners met --bewoners “Cor”.")
    twice = [name for name, times in Counter(map(str.casefold, given)).items() if times > 1]
    if twice:
        raise Refused(f"{twice[0]} staat er twee keer. Geef elke beoordelaar een eigen naam.")
    # Also who stepped back keeps a label: nobody else is ever called that.
    ever = (each for each in state.handed_out if each.assessor)
    known = {each.assessor.casefold(): (each.assessor, each.label) for each in ever}
    people = []
    for name in given:
        number = len(known) + 1
        people.append(known.setdefault(name.casefold(), (name, f"B{number}")))
    return people


def _given_out(
    work: Work,
    evaluation: Evaluation,
    person: tuple[str, str],
    seed: str,
    letters: Letters,
    *,
    resident: bool,
) -> GivenOut:
    name, label = person
    stamp = f"{label}-{secrets.token_hex(6)}"
    kept = place_for(work, GIVEN_OUT, label, ".xlsx")
    everybody = tuple(sorted((one.name for one in admitted(evaluation)), key=str.casefold))
    given = Assignment(evaluation.tender, name, stamp, tasks(evaluation, seed, letters), everybody)
    with lasting(kept) as making:
        (write_resident_book if resident else write_assessor_book)(given, making)
    fact = HandedOut(
        stamp=stamp,
        assessor=name,
        label=label,
        seed=seed,
        letters=dict(letters),
        resident=resident,
        file=work.reference(kept),
    )
    work.add(fact)
    return GivenOut(fact, copy_of(work, kept, f"{label}-{file_name_part(name, label)}"), work.state.stand)


@journey
def step_back(
    folder: Path, name: str, reason: str, by: Sequence[str] = (), now: datetime | None = None
) -> Stepped:
    """Write down that an assessor stops. What came from this person stays, and counts no more.

    Refused where nobody of that name has a workbook, without a reason, and once the panel began. Raises
    OSError.
    """
    with working(folder, by, now) as work:
        work.require(Step.STEP_BACK)
        if not reason.strip():
            raise Refused("schrijf op waarom: --reden “Ziek tot na het overleg.”")
        meant = " ".join(name.split()).casefold()
        ever = [each for each in work.state.handed_out if each.assessor.casefold() == meant]
        who = ever[-1] if ever else None
        fact = SteppedBack(assessor=who.assessor if who else name, motivation=reason.strip())
        again = work.last is not None and (work.last.fact, work.last.by) == (fact, work.by)
        if who is None or (who not in work.state.assessors and not again):
            there = listing(each.assessor for each in work.state.assessors)
            raise Refused(f"{name} heeft geen werkblad. Dit zijn de beoordelaars: {there}.")
        work.add(fact)
        had = who.stamp in work.state.handed_in
        left = tuple(each.assessor for each in work.state.assessors)
        rules = work.tender().assessors
        return Stepped(who.assessor, had, left, rules.number if rules else 1, work.state.stand)


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
    return before is not None or bool((mine - state.void - {made.stamp}) & state.handed_in.keys())


def _names(evaluation: Evaluation, read: WorkRead) -> tuple[str, ...]:
    return tuple(one.name for one in evaluation.submissions if one.id in read.interests)


def _as_made(work: Work, made: HandedOut) -> Workbook:
    book = read_workbook(work.folder / made.file.path).value
    assert book is not None
    return book


def _wanted(work: Work, evaluation: Evaluation, made: HandedOut) -> Wanted:
    others = [other for other in work.state.assessors if other.assessor != made.assessor]
    graded = [work_of(work, evaluation, other).grades for other in others]
    if made.assessor:
        texts = {comment_key(grade.comment) for grades in graded for grade in grades.values()}
        return wanted(evaluation, made, elsewhere=dict.fromkeys(texts, "bij een andere beoordelaar"))
    given: dict[Pair, list[Decimal]] = {}
    for pair, grade in (item for grades in graded for item in grades.items()):
        given.setdefault(pair, []).append(grade.grade)
    return wanted(evaluation, made, given={pair: tuple(sorted(each)) for pair, each in given.items()})


def wanted(
    evaluation: Evaluation,
    made: HandedOut,
    *,
    elsewhere: Mapping[str, str] = _NOTHING,
    given: Mapping[Pair, tuple[Decimal, ...]] = _NOTHING,
) -> Wanted:
    """What a workbook has to hold, by what there is to grade."""
    return Wanted(
        evaluation.tender,
        evaluation.fingerprint,
        evaluation.submissions,
        to_grade(evaluation),
        not made.assessor,
        made.letters,
        given,
        elsewhere,
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
    return read_work(path, book, _as_made(work, made), wanted(evaluation, made))
