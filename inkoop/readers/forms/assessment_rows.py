"""The rows of a panel's workbook: found by their headers, each with its cells and whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from inkoop.catalogue import finding
from inkoop.domain.cells import RawCell, Sheet, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Decision, DecisionKey, Grade, Submission, SubmissionId
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.kinds.base import is_blank, raw_text
from inkoop.rules.submission.naming import Names

FILE = "bestand"
"""The header of the file of a submission, where its name is not enough."""
NUMBER = "nummer"
"""The header of the number of receipt: in a tender's folder a decision is about that, whatever the name."""
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
    decisions: dict[DecisionKey, Decision] = field(default_factory=dict)
    said: dict[tuple[object, ...], Said] = field(default_factory=dict)
    """The first row about each thing, also when it no longer counts."""
    refused: set[tuple[object, ...]] = field(default_factory=set)
    """What two different rows were about: none of them counts."""
    unusable: dict[SubmissionId, list[Finding]] = field(default_factory=dict)
    """What is wrong with the decisions about a submission that cannot be used."""
    findings: list[Finding] = field(default_factory=list)
    files: list[tuple[str, int, str]] = field(default_factory=list)

    def add_grade(self, meant: Submission, said: Said, made: Grade) -> None:
        """Keep a grade, unless another row says otherwise: then neither counts."""
        key = meant.id, made.criterion
        if twice := self._twice(key, meant, made.criterion, said, {}):
            self.findings.append(twice)
        if key in self.refused:
            self.grades.pop(key, None)
        else:
            self.grades[key] = made

    def add_decision(self, meant: Submission, said: Said, made: Decision, question: str) -> None:
        """Keep a decision, unless another row says otherwise: then neither counts."""
        words = {key: word for key, word in (("vraag", question), ("percelen", made.lot)) if word}
        if twice := self._twice(made.key, meant, made.subject, said, words):
            self.cannot_use(twice, (meant,))
        if made.key in self.refused:
            self.decisions.pop(made.key, None)
        else:
            self.decisions[made.key] = made

    def cannot_use(self, found: Finding, about: Iterable[Submission]) -> None:
        """Tell what is wrong with a decision, and whom it leaves undecided."""
        self.findings.append(found)
        for submission in about:
            self.unusable.setdefault(submission.id, []).append(found)

    def _twice(
        self,
        key: tuple[object, ...],
        meant: Submission,
        subject: str,
        said: Said,
        words: Mapping[str, str],
    ) -> Finding | None:
        """A finding when another row about the same says something else: then neither counts."""
        first = self.said.setdefault(key, said)
        if first.words == said.words:
            return None
        self.refused.add(key)
        told = {"naam": meant.name, "criterium": subject, "plaatsen": f"{first}; {said}", **words}
        return finding("CIJFER-06", said.place, **told)


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


def cards(file: str, sheet: Sheet, labels: Mapping[str, str]) -> Iterator[Line]:
    """What stands on cards: before each value its label, a card after another, as residents have it.

    Args:
        labels: by header, the first header first, what stands before it; a card begins at the first.
    """
    by_label = {label.casefold(): header for header, label in labels.items()}
    first = next(iter(labels))
    found = [
        (row, column, header)
        for (row, column), cell in sorted(sheet.cells.items())
        if (header := by_label.get(str(cell.value).strip().casefold())) is not None
    ]
    made: dict[str, tuple[int, int]] = {}
    for row, column, header in found:
        if column != found[0][1]:
            continue  # something that was typed is no label
        if header == first:
            yield from _card(file, sheet, labels, made)
            made = {}
        made[header] = row, column
    yield from _card(file, sheet, labels, made)


def _card(
    file: str, sheet: Sheet, labels: Mapping[str, str], made: Mapping[str, tuple[int, int]]
) -> Iterator[Line]:
    """One card, where it is whole and its third value, the grade, is filled in."""
    if made.keys() != labels.keys():
        return
    cells = {header: sheet.cells.get((row, column + 1)) for header, (row, column) in made.items()}
    if not is_blank(cells[list(labels)[2]]):
        places = {
            header: CellPlace(file, sheet.name, cell_name(row, column + 1))
            for header, (row, column) in made.items()
        }
        yield Line(cells, places)


def submission_of(line: Line, names: Names) -> Submission | Finding:
    """Whom a row is about: by number or file where filled in, else by name; a finding when unclear."""
    name, file, number = line.text("inschrijver"), line.text(FILE), line.text(NUMBER)
    meant = names.received(number) if number else names.find(file or name)
    place = line.places[NUMBER if number else FILE if file else "inschrijver"]
    if isinstance(meant, Submission):
        if not file or not name or names.calls(meant, name):
            return meant
        return finding("CIJFER-10", place, naam=name, bestand=meant.file, van=meant.name)
    if meant.files:
        return finding("CIJFER-09", place, naam=meant.typed, bestanden=listing(meant.files))
    return finding("CIJFER-02", place, naam=meant.typed or "(leeg)", bedoelt=meant.near)
