"""The rows of a panel's workbook: found by their headers, each with its cells and whom it is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from inkoop.catalogue import finding
from inkoop.domain.cells import RawCell, Sheet, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Decision, Grade, Submission, SubmissionId
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.kinds.base import is_blank, raw_text
from inkoop.rules.submission.naming import Names

FILE = "bestand"
"""The header of the file of a submission, where its name is not enough."""
_HEADER_SEARCH = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A filled row under known headers."""

    cells: Mapping[str, RawCell | None]
    places: Mapping[str, CellPlace]

    def text(self, header: str) -> str:
        """What stands under a header, as one trimmed text; empty where that header is not there."""
        return " ".join(raw_text(self.cells.get(header)).split())


@dataclass(frozen=True, slots=True)
class Said:
    """One row about something: where it stands, and what it says."""

    place: CellPlace
    words: str

    def __str__(self) -> str:
        return f"{self.place}: {self.words}"


@dataclass(slots=True)
class Collected:
    """Everything read so far from all workbooks of the panel."""

    grades: dict[tuple[SubmissionId, str], Grade] = field(default_factory=dict)
    decisions: dict[tuple[SubmissionId, str, str], Decision] = field(default_factory=dict)
    said: dict[tuple[str, SubmissionId, str, str], Said] = field(default_factory=dict)
    """The first row of each kind about each subject, in each lot, also when it no longer counts."""
    refused: set[tuple[str, SubmissionId, str, str]] = field(default_factory=set)
    """What two different rows were about: none of them counts."""
    findings: list[Finding] = field(default_factory=list)
    files: list[tuple[str, int, str]] = field(default_factory=list)

    def add_grade(self, meant: Submission, said: Said, made: Grade) -> None:
        """Keep a grade, unless another row says otherwise: then neither counts."""
        if self._agrees("cijfer", meant, made.criterion, "", said):
            self.grades[meant.id, made.criterion] = made
        else:
            self.grades.pop((meant.id, made.criterion), None)

    def add_decision(self, meant: Submission, said: Said, made: Decision) -> None:
        """Keep a decision, unless another row says otherwise: then neither counts."""
        key = meant.id, made.subject, made.lot
        if self._agrees("besluit", meant, made.subject, made.lot, said):
            self.decisions[key] = made
        else:
            self.decisions.pop(key, None)

    def _agrees(self, kind: str, meant: Submission, subject: str, lot: str, said: Said) -> bool:
        key = kind, meant.id, subject, lot
        first = self.said.setdefault(key, said)
        if first.words == said.words:
            return key not in self.refused
        self.refused.add(key)
        where = f"{first}; {said}"
        self.findings.append(
            finding("CIJFER-06", said.place, naam=meant.name, criterium=subject, plaatsen=where)
        )
        return False


def header(
    sheet: Sheet, headers: tuple[str, ...], more: tuple[str, ...]
) -> tuple[int, dict[str, int]] | None:
    """The first row that holds all these headers, with the columns of those and of the optional ones."""
    rows: dict[int, dict[str, int]] = {}
    for (row, column), cell in sheet.cells.items():
        word = str(cell.value).strip().casefold()
        if row <= _HEADER_SEARCH and word in (*headers, *more):
            rows.setdefault(row, {}).setdefault(word, column)
    return next(
        ((row, columns) for row, columns in sorted(rows.items()) if set(headers) <= columns.keys()), None
    )


def lines(file: str, sheet: Sheet, headers: tuple[str, ...], more: tuple[str, ...]) -> Iterator[Line]:
    """The rows under the headers in which the third header's column (grade or decision) is filled."""
    found = header(sheet, headers, more)
    if found is None:
        return
    start, columns = found
    for row in sorted({row for row, _ in sheet.cells if row > start}):
        cells = {name: sheet.cells.get((row, column)) for name, column in columns.items()}
        if is_blank(cells[headers[2]]):
            continue
        places = {
            name: CellPlace(file, sheet.name, cell_name(row, column)) for name, column in columns.items()
        }
        yield Line(cells, places)


def submission_of(line: Line, names: Names, found: Collected) -> Submission | None:
    """Whom a row is about: by its file where that is filled in, else by its name; a finding when unclear."""
    name, file = line.text("inschrijver"), line.text(FILE)
    meant = names.find(file or name)
    place = line.places[FILE if file else "inschrijver"]
    if isinstance(meant, Submission):
        if not file or not name or names.calls(meant, name):
            return meant
        found.findings.append(finding("CIJFER-10", place, naam=name, bestand=meant.file, van=meant.name))
    elif meant.files:
        found.findings.append(finding("CIJFER-09", place, naam=meant.typed, bestanden=listing(meant.files)))
    else:
        found.findings.append(finding("CIJFER-02", place, naam=meant.typed or "(leeg)", bedoelt=meant.near))
    return None
