"""Reads what people decided: the panel's grades and the decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import Sheet, Workbook
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.form_layout import GRADES_BETWEEN, STAMP_FINGERPRINT
from inkoop.domain.places import CellPlace
from inkoop.domain.procedure.work_sheets import CARD
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.submission import Assessment, Grade, Submission
from inkoop.domain.tender import Scale, Tender
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.assessment_rows import (
    FILE,
    Collected,
    Line,
    Said,
    cards,
    header,
    lines,
    submission_of,
)
from inkoop.readers.forms.decision_checks import check_decisions
from inkoop.readers.forms.decisions import DECISION_HEADERS, MORE_DECISION_HEADERS, DecisionReader
from inkoop.readers.forms.form import text_beside
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.submission.dutch_numbers import read_number
from inkoop.rules.submission.kinds.base import raw_text
from inkoop.rules.submission.naming import Names
from inkoop.rules.suggestion import suggestion
from inkoop.rules.versions.holding import Outdated, outdated_since

GRADE_HEADERS = ("inschrijver", "criterium", "cijfer", "toelichting")
_CARD = {header.casefold(): label for header, label in CARD.items()}
_GRADE_ON_CARD = (CARD["Cijfer"].casefold(),)


def graded_lines(file: str, sheet: Sheet) -> Iterator[Line]:
    """Everything on a sheet with something for a grade: rows below headers, or cards."""
    rows = tuple(lines(file, sheet, GRADE_HEADERS, (FILE,)))
    yield from rows or cards(file, sheet, _CARD)


def read_assessment(
    paths: Iterable[Path], tender: Tender, fingerprint: str, submissions: Sequence[Submission]
) -> Outcome[Assessment]:
    """All grades and decisions in these workbooks. A row with a fault is a finding, and does not count."""
    names = Names(tuple(submissions))
    found = Collected()
    for path in paths:
        read = read_workbook(path)
        found.findings += read.findings
        if read.value is not None:
            _collect(read.value, tender, fingerprint, names, found)
    check_decisions(found, submissions, tender)
    unusable = {who: tuple(faults) for who, faults in found.unusable.items()}
    assessment = Assessment(tuple(found.files), found.grades, found.decisions, unusable)
    return Outcome(assessment, tuple(found.findings))


def _collect(workbook: Workbook, tender: Tender, fingerprint: str, names: Names, found: Collected) -> None:
    found.files.append((workbook.file, workbook.size, workbook.sha256))
    stamp = text_beside(workbook, STAMP_FINGERPRINT)
    outdated: Outdated | None = None
    if stamp is not None and stamp[0].strip() != fingerprint:
        outdated = outdated_since(tender, stamp[0].strip())
        if outdated is None:
            found.findings.append(finding("CIJFER-08", stamp[1], gevonden=stamp[0][:12]))
            return
    decisions = DecisionReader(tender, names, found)
    recognised = False
    for sheet in workbook.sheets:
        for line in graded_lines(workbook.file, sheet):
            if _counts(line, "criterium", outdated, found):
                _add_grade(line, tender, names, found)
        for line in lines(workbook.file, sheet, DECISION_HEADERS, MORE_DECISION_HEADERS):
            if _counts(line, "onderwerp", outdated, found):
                decisions.add(line)
        headed = (header(sheet, headers, ()) for headers in (GRADE_HEADERS, DECISION_HEADERS, _GRADE_ON_CARD))
        recognised = recognised or any(headed)
    if not recognised:
        found.findings.append(finding("CIJFER-07", CellPlace(workbook.file)))


def _counts(line: Line, header: str, outdated: Outdated | None, found: Collected) -> bool:
    """Whether a row is about something that did not change since the version of its workbook."""
    if outdated is None or line.text(header).partition(",")[0].casefold() not in outdated.subjects:
        return True
    words = {"onderwerp": line.text(header)[:40], "versie": outdated.version}
    found.findings.append(finding("CIJFER-11", line.places[header], **words))
    return False


def _add_grade(line: Line, tender: Tender, names: Names, found: Collected) -> None:
    meant = submission_of(line, names)
    if isinstance(meant, Finding):
        found.findings.append(meant)
    code = line.text("criterium")
    leaf = next((leaf for leaf in tender.assessed if leaf.code.casefold() == code.casefold()), None)
    if leaf is None:
        known = [leaf.code for leaf in tender.assessed]
        words = {
            "criterium": code or "(leeg)",
            "bekend": ", ".join(known),
            "bedoelt": suggestion(code, known),
        }
        found.findings.append(finding("CIJFER-03", line.places["criterium"], **words))
        return
    assert isinstance(leaf.rule, AssessedRule)
    grades = _grades(line, tender.scales[leaf.rule.scale], found, several=tender.counts_mean)
    comment = raw_text(line.cells["toelichting"]).strip()
    if isinstance(meant, Finding) or not grades:
        return
    if not comment:
        place = line.places["toelichting"]
        found.findings.append(finding("CIJFER-05", place, naam=meant.name, criterium=leaf.code))
        return
    typed = GRADES_BETWEEN.join(decimal_text(grade) for grade in grades)
    said = Said(line.places["cijfer"], f"{typed} ({comment})")
    if len(grades) < needed(tender):
        few = {"aantal": str(len(grades)), "nodig": str(needed(tender))}
        found.findings.append(finding("CIJFER-12", said.place, naam=meant.name, criterium=leaf.code, **few))
    first, *others = grades
    found.add_grade(meant, said, Grade(meant.id, leaf.code, first, comment, said.place, tuple(others)))


def needed(tender: Tender) -> int:
    """How many grades a cell has to hold, where it holds what each assessor gave."""
    return tender.assessors.number if tender.assessors is not None and tender.counts_mean else 1


def _grades(line: Line, scale: Scale, found: Collected, *, several: bool) -> tuple[Decimal, ...]:
    """The grades in a cell, from low to high; none where one is not on the scale.

    Args:
        several: the mean counts, so that a cell holds what each assessor gave.
    """
    cell = line.cells["cijfer"]
    assert cell is not None
    whole = isinstance(cell.value, Decimal | bool) or not several
    words = [raw_text(cell)] if whole else raw_text(cell).split(GRADES_BETWEEN.strip())
    values = [cell.value if isinstance(cell.value, Decimal) else read_number(word).value for word in words]
    grades = [value for value in values if value is not None and scale.step(value) is not None]
    if len(grades) == len(values) and not isinstance(cell.value, bool):
        return tuple(sorted(grades))
    known = ", ".join(decimal_text(step.grade) for step in scale.steps)
    between = f"; tussen de cijfers van verschillende beoordelaars staat een {GRADES_BETWEEN.strip()}"
    words_of = {"gevonden": line.text("cijfer")[:40], "bekend": f"{known}{between if several else ''}"}
    found.findings.append(finding("CIJFER-04", line.places["cijfer"], **words_of))
    return ()
