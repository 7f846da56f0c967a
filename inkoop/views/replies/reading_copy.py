"""A submission to read: each question with its answer, in the order of the form, for the own board.

It is made from the cells of the form themselves, so that also what could not be read stands there as it was
typed. It gives no judgement: what is wrong comes from the self-check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inkoop.domain.answers import Text
from inkoop.domain.cells import CellKind, RawCell
from inkoop.domain.form_layout import option_code
from inkoop.domain.questions import MultiChoiceColumn, Question, TableQuestion
from inkoop.domain.submission import Located, LocatedAnswer, LocatedOptions, LocatedTable, Submission
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.rules.dutch_format import day_text, moment_text
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.kinds.base import asked, is_blank, raw_text
from inkoop.rules.submission.kinds.cell import read_cell
from inkoop.rules.submission.kinds.multi_choice import read_column, read_options
from inkoop.rules.submission.sections import GENERAL, REQUIREMENTS
from inkoop.views.replies.check_words import Part, parts, verdict
from inkoop.views.replies.self_check import CheckedDoc
from inkoop.views.words.blocks import Fact
from inkoop.views.words.worth import in_unit

NOT_ANSWERED = "Niet beantwoord."
NOT_RIGHT = "Zo staat het in uw formulier. Aan dit antwoord klopt iets niet: zie het begin van dit stuk."
NOT_THERE = "Deze vraag is in uw formulier niet te vinden: zie het begin van dit stuk."
CONFIDENTIAL = "Vertrouwelijk"
_KINDS = ("uitsluitingsgrond", "geschiktheidseis", "minimumeis")
"""The form has the requirements in this order."""
ABOUT_ITSELF = (
    "Dit is een leesversie van uw inschrijving. Het is niet uw inschrijving: u doet mee met het ingevulde"
    " formulier zelf, ingeleverd zoals het formulier zegt. Dit stuk geeft geen oordeel over uw antwoorden."
)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it was filled in: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what was answered; `lines` are paragraphs, and a table has a grid."""

    code: str
    question: str
    confidential: bool
    lines: tuple[str, ...] = ()
    grid: Grid | None = None
    notes: tuple[str, ...] = ()
    """What has to be known of the answer: not answered, does not apply, could not be read."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A requirement or (sub-)criterion, as the form calls it; `text` says where its question stands."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the form with what is asked in it."""

    title: str
    blocks: tuple[Heading | Answered, ...]


@dataclass(frozen=True, slots=True)
class ReadingCopy:
    """A submission to read and to keep. `made` is when, as year-month-dayThour:minute."""

    title: str
    reference: str
    fictional: bool
    tenderer: str
    file: str
    made: str
    facts: tuple[Fact, ...]
    ready: bool
    verdict: str
    findings: tuple[Mapping[str, Any], ...]
    chapters: tuple[Chapter, ...]
    declared: tuple[str, ...]
    """What the tenderer declares, and who may sign that; empty where the kader asks for nothing."""
    told: tuple[Part, ...]
    """What the self-check says of what was filled in, what people read, and sure points, lot by lot."""


def reading_copy(
    tender: Tender, fingerprint: str, submission: Submission, checked: CheckedDoc, made: datetime
) -> ReadingCopy:
    """One submission that was checked, to read. `made` is by the clock of whoever makes it."""
    info = tender.info
    facts = (
        Fact("Inschrijver", _line(submission.tenderer)),
        Fact("Opdrachtgever", _line(info.buyer)),
        Fact("Kenmerk", _line(info.reference)),
        Fact("Inleveren kan tot en met", moment_text(info.closes)),
        Fact("Bestand", _line(submission.file)),
        Fact("Vingerafdruk van dit bestand (SHA-256)", submission.sha256 or "het bestand is niet te openen"),
        Fact("Gecontroleerd met het kader", f"{_line(info.reference)}, vingerafdruk {fingerprint}"),
        Fact("Deze leesversie is gemaakt op", f"{moment_text(made)}, volgens de klok van deze computer"),
    )
    return ReadingCopy(
        _line(info.title),
        _line(info.reference),
        info.fictional,
        _line(submission.tenderer),
        _line(submission.file),
        f"{made:%Y-%m-%dT%H:%M}",
        facts,
        checked["klaar"],
        verdict(checked),
        tuple(sorted(checked["bevindingen"], key=lambda found: found["ernst"] != "fout")),
        tuple(_Copy(tender, submission).chapters()) if submission.cells else (),
        _declared(tender),
        tuple(parts(checked)),
    )


def _declared(tender: Tender) -> tuple[str, ...]:
    if tender.declaration is None:
        return ()
    said = tender.declaration.text.splitlines()
    return (
        "Dit verklaart u met uw inschrijving:",
        *said,
        f"Ondertekenen mag: {tender.declaration.signed_by}",
    )


class _Copy:
    """Puts the answers of one submission beside the questions of the form."""

    def __init__(self, tender: Tender, submission: Submission) -> None:
        self._tender, self._cells = tender, submission.cells
        self._asked = AnswerReader(tender).applicable(submission.answers)

    def chapters(self) -> Iterator[Chapter]:
        """Every part of the form in its order."""
        tender = self._tender
        general = [self._answered(each) for each in tender.general if each.code in tender.filled_in]
        in_order = sorted(tender.requirements, key=lambda each: _KINDS.index(each.kind))
        requirements = [block for each in in_order for block in self._held(each)]
        found = [Chapter(GENERAL, tuple(general)), Chapter(REQUIREMENTS, tuple(requirements))]
        for top in tender.criteria:
            title = _line(f"{top.code} · {top.title}")
            found.append(Chapter(title, tuple(self._below(top, top))))
        yield from (chapter for chapter in found if chapter.blocks)

    def _below(self, part: Criterion, top: Criterion) -> Iterator[Heading | Answered]:
        if part.children:
            if part is not top:
                yield Heading(_line(f"{part.code} · {part.title}"))
            for child in part.children:
                yield from self._below(child, top)
        else:
            yield from self._held(part, titled=part is not top)

    def _held(self, holder: Requirement | Criterion, *, titled: bool = True) -> Iterator[Heading | Answered]:
        """What a requirement or sub-criterion asks, or where that stands."""
        title = _line(f"{holder.code} · {holder.title}")
        if isinstance(holder.question, str):
            code = self._tender.filled_in_at(holder.question)
            yield Heading(title if titled else "", f"Zie uw antwoord op vraag {code}.")
        elif holder.question is None:
            yield Heading(title if titled else "", "Hier vult u niets in.")
        else:
            if titled:
                yield Heading(title)
            yield self._answered(holder.question)

    def _answered(self, question: Question) -> Answered:
        found = self._cells.get(question.code)
        lines, grid, notes = self._content(question, found)
        if not self._asked[question.code]:
            assert question.show_when is not None
            other = f"Geldt niet bij uw antwoord op vraag {question.show_when.question}."
            notes = (f"{other} Wat hier staat, telt niet.",) if lines or grid else (other,)
        return Answered(question.code, _line(question.text), question.confidential, lines, grid, notes)

    def _content(
        self, question: Question, found: LocatedAnswer | None
    ) -> tuple[tuple[str, ...], Grid | None, tuple[str, ...]]:
        """The paragraphs or the table, and what is to be known of them."""
        if found is None:
            return (), None, (NOT_THERE,)
        grid = None
        if isinstance(found, LocatedTable):
            assert isinstance(question, TableQuestion)
            grid, sure = self._grid(question, found)
            lines: tuple[str, ...] = ()
        elif isinstance(found, LocatedOptions):
            lines, sure = self._options(question, found)
        else:
            lines, sure = self._one(question, found)
        if not lines and grid is None:
            return (), None, (NOT_ANSWERED,)
        return lines, grid, () if sure else (NOT_RIGHT,)

    def _one(self, part: Any, found: Located) -> tuple[tuple[str, ...], bool]:
        """One cell: its answer, and whether that is certain."""
        if found.cell is None or is_blank(found.cell):
            return (), True
        choices = self._tender.choices_of(part)
        value, _ = read_cell(found.cell, found.place, asked(part.code, part, choices))
        if value is None or isinstance(value, Text):
            lines = (_line(line) for line in raw_text(found.cell).splitlines())
            return tuple(line for line in lines if line), value is not None
        said = "; ".join(choices.get(code, code) for code in value.codes)
        if value.number is not None:
            said = in_unit(value.number, part)
        elif value.day is not None:
            said = day_text(value.day)
        return (_beside(said, found.cell),), True

    def _options(self, question: Any, found: LocatedOptions) -> tuple[tuple[str, ...], bool]:
        """The options that were chosen, and what else stands where an x belongs."""
        choices = self._tender.choices_of(question)
        value, notes = read_options(found, asked(question.code, question, choices))
        return self._marked(choices, value.codes if value else (), found.options, notes)

    def _marked(
        self,
        choices: Mapping[str, str],
        chosen: tuple[str, ...],
        cells: Mapping[str, Located],
        notes: tuple[Any, ...],
    ) -> tuple[tuple[str, ...], bool]:
        unsure = {note.place for note in notes}
        lines = []
        for option, name in choices.items():
            if option in chosen:
                lines.append(_line(name))
            elif option in cells and cells[option].place in unsure:
                lines.append(_line(f"{name}: {raw_text(cells[option].cell)}"))
        return tuple(lines), not notes

    def _grid(self, table: TableQuestion, found: LocatedTable) -> tuple[Grid | None, bool]:
        """The rows in which something was typed."""
        sure = True
        rows = []
        for cells in found.rows:
            row = []
            for column in table.columns:
                lines, certain = self._cell(column, cells)
                sure &= certain
                row.append("; ".join(lines) if isinstance(column, MultiChoiceColumn) else "\n".join(lines))
            rows.append(tuple(row))
        names = tuple(_line(column.text) for column in table.columns)
        return (Grid(names, tuple(rows)) if rows else None), sure

    def _cell(self, column: Any, cells: Mapping[str, Located]) -> tuple[tuple[str, ...], bool]:
        if not isinstance(column, MultiChoiceColumn):
            return self._one(column, cells[column.code]) if column.code in cells else ((), True)
        choices = self._tender.choices_of(column)
        value, _, notes = read_column(asked(column.code, column, choices), column.code, cells)
        keys = {option: option_code(column.code, option) for option in choices}
        own = {option: cells[key] for option, key in keys.items() if key in cells}
        return self._marked(choices, value.codes if value else (), own, notes)


def _beside(said: str, cell: RawCell) -> str:
    """An answer as it was understood, with the words that were typed where these are others."""
    words = _line(raw_text(cell)) if cell.kind is CellKind.TEXT else ""
    return said if words.casefold() in said.casefold() else f"{said} (getypt: {words})"


def _line(words: str) -> str:
    """Somebody's words on one line."""
    return " ".join(words.split())
