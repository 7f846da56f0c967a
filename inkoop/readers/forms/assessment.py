"""Reads what people decided: the panel's grades and the decisions on requirements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import RawCell, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.form_layout import STAMP_FINGERPRINT
from inkoop.domain.places import CellPlace
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.submission import WHOLE_SUBMISSION, Assessment, Decision, Grade, Submission, SubmissionId
from inkoop.domain.tender import Scale, Tender
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.form import text_beside
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.dutch_numbers import read_number
from inkoop.rules.submission.kinds.base import is_blank, raw_text
from inkoop.rules.submission.naming import Names
from inkoop.rules.suggestion import suggestion

GRADE_HEADERS = ("inschrijver", "criterium", "cijfer", "toelichting")
DECISION_HEADERS = ("inschrijver", "onderwerp", "besluit", "motivering")
VERDICTS: Mapping[str, bool] = {"voldoet": True, "voldoet niet": False}
_HEADER_SEARCH = 40


@dataclass(frozen=True, slots=True)
class _Line:
    """A filled row under known headers."""

    cells: Mapping[str, RawCell | None]
    places: Mapping[str, CellPlace]

    def text(self, header: str) -> str:
        """What stands under a header, as one trimmed text."""
        return " ".join(raw_text(self.cells[header]).split())


@dataclass(slots=True)
class _Collected:
    grades: dict[tuple[SubmissionId, str], Grade] = field(default_factory=dict)
    decisions: dict[tuple[SubmissionId, str], Decision] = field(default_factory=dict)
    refused: set[tuple[SubmissionId, str]] = field(default_factory=set)
    """Submission and subject of which two different rows were found: none of them counts."""
    findings: list[Finding] = field(default_factory=list)
    files: list[tuple[str, int, str]] = field(default_factory=list)


def read_assessment(
    paths: Iterable[Path], tender: Tender, fingerprint: str, submissions: Sequence[Submission]
) -> Outcome[Assessment]:
    """All grades and decisions in these workbooks. A row with a fault is a finding, and does not count."""
    names = Names(tuple(submissions))
    found = _Collected()
    for path in paths:
        read = read_workbook(path)
        found.findings += read.findings
        if read.value is not None:
            _collect(read.value, tender, fingerprint, names, found)
    assessment = Assessment(tuple(found.files), found.grades, found.decisions)
    return Outcome(assessment, tuple(found.findings))


def _collect(workbook: Workbook, tender: Tender, fingerprint: str, names: Names, found: _Collected) -> None:
    found.files.append((workbook.file, workbook.size, workbook.sha256))
    stamp = text_beside(workbook, STAMP_FINGERPRINT)
    if stamp is not None and stamp[0].strip() != fingerprint:
        found.findings.append(finding("CIJFER-08", stamp[1], gevonden=stamp[0][:12]))
        return
    recognised = False
    for sheet in workbook.sheets:
        for line in _lines(workbook.file, sheet, GRADE_HEADERS):
            recognised = True
            _add_grade(line, tender, names, found)
        for line in _lines(workbook.file, sheet, DECISION_HEADERS):
            recognised = True
            _add_decision(line, tender, names, found)
        recognised = recognised or bool(_header(sheet, GRADE_HEADERS) or _header(sheet, DECISION_HEADERS))
    if not recognised:
        found.findings.append(finding("CIJFER-07", CellPlace(workbook.file)))


def _header(sheet: Sheet, headers: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sheet.cells.items():
        word = str(cell.value).strip().casefold()
        if row <= _HEADER_SEARCH and word in headers:
            rows.setdefault(row, {}).setdefault(word, column)
    return next(
        ((row, columns) for row, columns in sorted(rows.items()) if len(columns) == len(headers)), None
    )


def _lines(file: str, sheet: Sheet, headers: tuple[str, ...]) -> Iterator[_Line]:
    """The rows under the headers in which the third header's column (grade or decision) is filled."""
    header = _header(sheet, headers)
    if header is None:
        return
    start, columns = header
    for row in sorted({row for row, _ in sheet.cells if row > start}):
        cells = {name: sheet.cells.get((row, column)) for name, column in columns.items()}
        if is_blank(cells[headers[2]]):
            continue
        places = {
            name: CellPlace(file, sheet.name, cell_name(row, column)) for name, column in columns.items()
        }
        yield _Line(cells, places)


def _submission(line: _Line, names: Names, found: _Collected) -> Submission | None:
    given = line.text("inschrijver")
    meant = names.find(given)
    if isinstance(meant, Submission):
        return meant
    place = line.places["inschrijver"]
    if meant.files:
        which = finding("CIJFER-09", place, naam=given, bestanden=listing(meant.files))
        found.findings.append(which)
    else:
        found.findings.append(finding("CIJFER-02", place, naam=given or "(leeg)", bedoelt=meant.near))
    return None


def _add_grade(line: _Line, tender: Tender, names: Names, found: _Collected) -> None:
    meant = _submission(line, names, found)
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
    grade = _on_scale(line, tender.scales[leaf.rule.scale], found)
    comment = raw_text(line.cells["toelichting"]).strip()
    if meant is None or grade is None:
        return
    if not comment:
        place = line.places["toelichting"]
        found.findings.append(finding("CIJFER-05", place, naam=meant.name, criterium=leaf.code))
        return
    new = Grade(meant.id, leaf.code, grade, comment, line.places["cijfer"])
    old = found.grades.setdefault((meant.id, leaf.code), new)
    if (meant.id, leaf.code) in found.refused or (old.grade, old.comment) != (new.grade, new.comment):
        _conflict(meant, leaf.code, (old.place, new.place), found)


def _on_scale(line: _Line, scale: Scale, found: _Collected) -> Decimal | None:
    cell = line.cells["cijfer"]
    assert cell is not None
    value = cell.value if isinstance(cell.value, Decimal) else read_number(raw_text(cell)).value
    if value is not None and not isinstance(cell.value, bool) and scale.step(value) is not None:
        return value
    known = ", ".join(f"{step.grade:f}".replace(".", ",") for step in scale.steps)
    found.findings.append(
        finding("CIJFER-04", line.places["cijfer"], gevonden=line.text("cijfer")[:40], bekend=known)
    )
    return None


def _add_decision(line: _Line, tender: Tender, names: Names, found: _Collected) -> None:
    meant = _submission(line, names, found)
    subjects = {
        WHOLE_SUBMISSION: WHOLE_SUBMISSION,
        **{r.code.casefold(): r.code for r in tender.requirements if r.consequence == "voorleggen"},
    }
    given = line.text("onderwerp")
    subject = subjects.get(given.casefold())
    if subject is None:
        known = list(subjects.values())
        words = {
            "onderwerp": given or "(leeg)",
            "bekend": ", ".join(known),
            "bedoelt": suggestion(given, known),
        }
        found.findings.append(finding("BESLUIT-01", line.places["onderwerp"], **words))
        return
    met = VERDICTS.get(line.text("besluit").casefold())
    if met is None:
        place = line.places["besluit"]
        found.findings.append(finding("BESLUIT-02", place, gevonden=line.text("besluit")[:40]))
    motivation = raw_text(line.cells["motivering"]).strip()
    if meant is None or met is None:
        return
    if not motivation:
        found.findings.append(finding("BESLUIT-03", line.places["motivering"], naam=meant.name))
        return
    new = Decision(meant.id, subject, met, motivation, line.places["besluit"])
    old = found.decisions.setdefault((meant.id, subject), new)
    if (meant.id, subject) in found.refused or (old.met, old.motivation) != (new.met, new.motivation):
        _conflict(meant, subject, (old.place, new.place), found)


def _conflict(
    meant: Submission, subject: str, places: tuple[CellPlace, CellPlace], found: _Collected
) -> None:
    """Different rows about the same: none of them counts."""
    found.refused.add((meant.id, subject))
    found.grades.pop((meant.id, subject), None)
    found.decisions.pop((meant.id, subject), None)
    where = " en ".join(f"{place.sheet} {place.cell}" for place in places)
    found.findings.append(finding("CIJFER-06", places[1], naam=meant.name, criterium=subject, plaatsen=where))
