"""A workbook of an assessor or of the panel that came back: whose it is, what is in it, and what is amiss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import Workbook, cell_position
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import GRADES_BETWEEN, GRADES_SHEET
from inkoop.domain.places import CellPlace
from inkoop.domain.procedure.work_sheets import INTERESTS_HEADERS, INTERESTS_SHEET, STAMP_WORK
from inkoop.domain.submission import Assessment, Grade, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.assessment import graded_lines, read_assessment
from inkoop.readers.forms.assessment_rows import Line, lines, submission_of
from inkoop.readers.forms.cell_changes import cell_changes
from inkoop.readers.forms.form import text_beside
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.procedure.assessing import Letters, Pair, veil
from inkoop.rules.submission.naming import Names

_NAME, _HAS, _WHICH = (header.casefold() for header in INTERESTS_HEADERS)
_LONGEST = 60
_CHANGES_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a workbook has to hold."""

    tender: Tender
    fingerprint: str
    submissions: tuple[Submission, ...]
    pairs: frozenset[Pair]
    """Every answer that needs a grade."""
    of_panel: bool = False
    letters: Letters = field(default_factory=dict)
    """What the workbook calls whom instead of by name; empty where it has the names."""
    given: Mapping[Pair, tuple[Decimal, ...]] = field(default_factory=dict)
    """Of the panel where the mean counts: what the assessors gave, from low to high."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """The comments of the others, each with where it stands."""


@dataclass(frozen=True, slots=True)
class WorkRead:
    """What one workbook says."""

    grades: Mapping[Pair, Grade]
    interests: frozenset[SubmissionId]
    findings: tuple[Finding, ...]


def stamp_of(workbook: Workbook) -> str:
    """The stamp by which a workbook is known; empty where it has none."""
    found = text_beside(workbook, STAMP_WORK)
    return found[0].strip() if found else ""


def comment_key(comment: str) -> str:
    """A comment for holding it against another: without capitals and with single spaces."""
    return " ".join(comment.casefold().split())


def read_work(path: Path, workbook: Workbook, made: Workbook, wanted: Wanted) -> WorkRead:
    """The grades and interests in a workbook, and all that is amiss with it.

    Args:
        path: where it stands; `workbook` is what was read there.
        made: the workbook as it was given out.
    """
    shown = veil(wanted.submissions, wanted.letters)
    names = Names(shown)
    read = read_assessment([path], _one_grade(wanted), wanted.fingerprint, shown)
    grades = {key: grade for key, grade in read.value.grades.items() if key in wanted.pairs}
    interests = Interests(frozenset(), ())
    if not wanted.of_panel:
        interests = declared(workbook, Names(wanted.submissions), _graded(wanted))
    left = left_out(wanted.tender, interests.of)
    expected = frozenset(pair for pair in wanted.pairs if left is not None and pair[0] not in left)
    rows = dict(_rows(workbook, wanted.tender, names))
    found = (
        *read.findings,
        *interests.findings,
        *_missing(workbook.file, wanted, expected, rows, shown),
        *_too_many(wanted, expected, rows, interests.of, shown),
        *_formulas(rows),
        *_copied(grades, wanted, shown),
        *_otherwise(grades, wanted, shown),
        *_changed(workbook, made),
    )
    return WorkRead({key: grades[key] for key in grades if key in expected}, interests.of, found)


def _one_grade(wanted: Wanted) -> Tender:
    """The rules by which the workbook is read: an assessor gives one grade, also where the mean counts."""
    return wanted.tender if wanted.of_panel else wanted.tender.changed(assessors=None)


def grades_alone(
    path: Path, tender: Tender, mark: str, submissions: Sequence[Submission], letters: Letters
) -> Assessment:
    """What an assessor gave whose workbook was found complete: nobody in whom there is an interest.

    Raises OSError.
    """
    book = read_workbook(path).value
    assert book is not None, "it was read when it was handed in"
    read = read_assessment([path], tender.changed(assessors=None), mark, veil(submissions, letters)).value
    left = left_out(tender, declared(book, Names(tuple(submissions)), ()).of)
    kept = {pair: made for pair, made in read.grades.items() if left is not None and pair[0] not in left}
    return replace(read, grades=kept)


def left_out(tender: Tender, interests: frozenset[SubmissionId]) -> frozenset[SubmissionId] | None:
    """Whom an assessor with these interests does not grade; None for nobody at all to grade."""
    for_all = tender.assessors is not None and tender.assessors.interest == "alles"
    return None if interests and for_all else interests


@dataclass(frozen=True, slots=True)
class Interests:
    """In whom an assessor has an interest, and what is amiss with what was declared."""

    of: frozenset[SubmissionId]
    findings: tuple[Finding, ...]


def declared(workbook: Workbook, names: Names, people: Iterable[Submission]) -> Interests:
    """What an assessor declared about each of these people."""
    said: dict[SubmissionId, bool] = {}
    found: list[Finding] = []
    for line in (each for s in workbook.sheets for each in lines(workbook.file, s, _INTEREST, ())):
        meant, answer = submission_of(line, names), line.text(_HAS).casefold()
        if isinstance(meant, Finding):
            found.append(meant)
        elif answer in ("ja", "nee"):
            said[meant.id] = said.get(meant.id, False) or answer == "ja"
            if answer == "ja" and not line.text(_WHICH):
                found.append(finding("WERK-09", line.places[_WHICH], naam=meant.name))
    for person in people:
        if person.id not in said:
            place = CellPlace(workbook.file, INTERESTS_SHEET)
            found.append(finding("WERK-08", place, naam=person.name))
    return Interests(frozenset(who for who, has in said.items() if has), tuple(found))


_INTEREST = (_NAME, _WHICH, _HAS)


def _graded(wanted: Wanted) -> tuple[Submission, ...]:
    who = {pair[0] for pair in wanted.pairs}
    return tuple(one for one in wanted.submissions if one.id in who)


def _rows(workbook: Workbook, tender: Tender, names: Names) -> Iterator[tuple[Pair, Line]]:
    """Every row with something for a grade, whether that can be used or not."""
    codes = {leaf.code.casefold(): leaf.code for leaf in tender.assessed}
    for sheet in workbook.sheets:
        for line in graded_lines(workbook.file, sheet):
            meant, code = submission_of(line, names), codes.get(line.text("criterium").casefold())
            if code is not None and not isinstance(meant, Finding):
                yield (meant.id, code), line


def _missing(
    file: str,
    wanted: Wanted,
    expected: frozenset[Pair],
    rows: Mapping[Pair, Line],
    shown: Sequence[Submission],
) -> Iterator[Finding]:
    for leaf in wanted.tender.assessed:
        for one in shown:
            if (one.id, leaf.code) in expected - rows.keys():
                place = CellPlace(file, GRADES_SHEET if wanted.of_panel else leaf.code)
                yield finding("WERK-04", place, naam=one.name, criterium=leaf.code)


def _too_many(
    wanted: Wanted,
    expected: frozenset[Pair],
    rows: Mapping[Pair, Line],
    interests: frozenset[SubmissionId],
    shown: Sequence[Submission],
) -> Iterator[Finding]:
    """Grades where none belongs. Who does not know whom a letter stands for cannot leave that one out."""
    by_id = {one.id: one.name for one in shown}
    left = left_out(wanted.tender, interests)
    for pair, line in rows.items():
        if pair in expected or (wanted.letters and left is not None and pair[0] in interests):
            continue
        name = by_id[pair[0]]
        why = f"{name} doet hier niet mee"
        if left is None:
            why = "wie een belang heeft, geeft niemand een cijfer"
        elif pair[0] in interests:
            why = f"er is een belang bij {name}"
        yield finding("WERK-05", line.places["cijfer"], reden=why)


def _formulas(rows: Mapping[Pair, Line]) -> Iterator[Finding]:
    for line in rows.values():
        for header in ("cijfer", "toelichting"):
            cell = line.cells[header]
            if cell is not None and cell.formula:
                yield finding("WERK-06", line.places[header])


def _copied(grades: Mapping[Pair, Grade], wanted: Wanted, shown: Sequence[Submission]) -> Iterator[Finding]:
    by_id = {one.id: one.name for one in shown}
    first: dict[str, str] = dict(wanted.elsewhere)
    for (who, criterion), grade in grades.items():
        key, place = comment_key(grade.comment), f"{by_id[who]}, {criterion}"
        if key in first:
            yield finding("WERK-07", grade.place, waar=first[key])
        first.setdefault(key, f"de toelichting bij {place}")


def _otherwise(
    grades: Mapping[Pair, Grade], wanted: Wanted, shown: Sequence[Submission]
) -> Iterator[Finding]:
    """Where the mean counts: grades of the panel that are not those of the assessors."""
    if not (wanted.of_panel and wanted.tender.counts_mean):
        return
    by_id = {one.id: one.name for one in shown}
    for (who, criterion), grade in grades.items():
        gave = wanted.given.get((who, criterion), ())
        if grade.every != gave:
            words = {"naam": by_id[who], "criterium": criterion, "nu": _typed(grade.every)}
            yield finding("WERK-13", grade.place, gaven=_typed(gave) or "niets", **words)


def _typed(grades: Sequence[Decimal]) -> str:
    return GRADES_BETWEEN.join(map(decimal_text, grades))


def _changed(workbook: Workbook, made: Workbook) -> Iterator[Finding]:
    """Sheets that are gone, and texts of the workbook that say something else than when it was given out."""
    changes = cell_changes(made, workbook)
    for name in changes.bladen_weg:
        yield finding("WERK-02", CellPlace(workbook.file, name), blad=name)
    cells = {sheet.name: sheet.cells for sheet in workbook.sheets}
    told = [
        change
        for change in changes.cellen
        if change.oud and change.oud != change.nieuw and not _is_formula(cells[change.blad], change.cel)
    ]
    for change in told[:_CHANGES_SHOWN]:
        place = CellPlace(workbook.file, change.blad, change.cel)
        words = {"oud": change.oud[:_LONGEST], "nieuw": change.nieuw[:_LONGEST] or "niets"}
        yield finding("WERK-10", place, **words)


def _is_formula(cells: Mapping[tuple[int, int], object], name: str) -> bool:
    at = cell_position(name)
    return bool(at and getattr(cells.get(at), "formula", False))
