"""The empty form of a kader, and how a workbook that was handed in differs from it.

The form is made anew from the kader, read by the same reader, and compared cell by cell: what is fixed in
the form must stand in the workbook, and whatever else stands there must be an answer. So a question that was
turned round, a condition in the margin and a text box are all seen, wherever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inkoop.catalogue import finding
from inkoop.domain.cells import (
    CellKind,
    ExtraKind,
    RawCell,
    Sheet,
    Workbook,
    cell_name,
)
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import STAMP_FINGERPRINT, STAMP_REFERENCE
from inkoop.domain.places import CellPlace
from inkoop.readers.forms.alignment import UNMOVED, Alignment, Position, align, pair_sheets
from inkoop.readers.forms.blocks import blocks_of
from inkoop.rules.dutch_format import number_of
from inkoop.rules.submission.kinds.base import is_blank, raw_text
from inkoop.rules.words import word_count

AnswerCells = Mapping[str, Mapping[Position, str]]
"""By name of a sheet the cells for answers, each with the code of its question."""

_STAMPS = frozenset((STAMP_REFERENCE, STAMP_FINGERPRINT))
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]")
_LITERAL = re.compile('"((?:[^"]|"")*)"')
_WORD = re.compile(r"[^\W\d_]+")
_CHECK = "een controle die het formulier zelf uitrekent"
_FIXED_PARTS = frozenset({"FORM-16", "FORM-17"})
_NAMED = 5
"""How many differences with another version one finding tells."""
_SHOWN = 160
"""How many characters of an old or new text a finding tells."""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """One sheet of the empty form: what stands in it before anybody wrote an answer."""

    sheet: Sheet
    texts: Mapping[Position, str]
    formulas: Mapping[Position, str]
    answers: Mapping[Position, str]
    stamps: frozenset[Position]
    """What tells of which kader the form is: a stamp of another one has findings of its own."""

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    def stands_in(self, sheet: Sheet) -> bool:
        """Whether every fixed cell stands where it stood, as it was: so it is in most files."""
        return all(sheet.cells.get(place) == self.sheet.cells[place] for place in self.texts)


@dataclass(frozen=True)
class _Handed:
    """One sheet of a workbook that was handed in, with its cells for answers."""

    sheet: Sheet
    answers: Mapping[Position, str]

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.sheet.name

    @cached_property
    def texts(self) -> Mapping[Position, str]:
        """What stands in the cells that are not for answers."""
        return _texts(self.sheet, self.answers)


@dataclass(frozen=True)
class BlankForm:
    """The empty form; made once for a tender."""

    workbook: Workbook
    answers: AnswerCells

    @cached_property
    def _sheets(self) -> tuple[_Fixed, ...]:
        return tuple(self._fixed(sheet) for sheet in self.workbook.sheets)

    @cached_property
    def _headers(self) -> frozenset[str]:
        return frozenset(word for sheet in self.workbook.sheets for word in _header_words(sheet))

    @cached_property
    def _words(self) -> frozenset[str]:
        """Every word that the form can show of itself."""
        literals = (text for each in self._sheets for f in each.formulas.values() for text in _literals(f))
        fixed = (text for each in self._sheets for text in each.texts.values())
        return frozenset(word.lower() for text in (*literals, *fixed) for word in _WORD.findall(text))

    @cached_property
    def _told(self) -> frozenset[str]:
        """Every text that a check of the form can tell."""
        return _wordy(text for each in self._sheets for f in each.formulas.values() for text in _literals(f))

    def may_check(self, formula: str) -> bool:
        """Whether another formula may be a check of this form, as a version of the program before wrote it:
        it looks at a cell, and tells nothing that the form does not tell."""
        return bool(_REFERENCE.search(_LITERAL.sub("", formula))) and _wordy(_literals(formula)) <= self._told

    def _fixed(self, sheet: Sheet) -> _Fixed:
        own = self.answers.get(sheet.name, {})
        stamps = frozenset(
            (row, column + 1) for (row, column), cell in sheet.cells.items() if cell.value in _STAMPS
        )
        skipped = own.keys() | stamps | sheet.formulas.keys()
        texts = {place: _plain(cell) for place, cell in sheet.cells.items() if place not in skipped}
        kept = {place: text for place, text in texts.items() if text}
        return _Fixed(sheet, kept, sheet.formulas, own, stamps)

    def differences(self, workbook: Workbook, answers: AnswerCells) -> Iterator[Finding]:
        """Everything in which a workbook differs from the empty form, but for its answers."""
        sheets = [_Handed(sheet, answers.get(sheet.name, {})) for sheet in workbook.sheets]
        pairs = pair_sheets(self._sheets, sheets)
        form_of = {found: self._sheets[own] for own, found in pairs.items()}
        for number, handed in enumerate(sheets):
            if number in form_of:
                yield from _Comparison(self, form_of[number], handed, workbook.file, tuple(sheets)).findings()
            else:
                yield from self._strange(handed, workbook.file, sheets)
            yield from self._beside(handed.sheet, workbook.file)
        for number, form in enumerate(self._sheets):
            if number not in pairs and form.texts:
                yield finding("FORM-17", CellPlace(workbook.file), oud=f"het blad {form.name}")

    def _strange(self, handed: _Handed, file: str, sheets: Sequence[_Handed]) -> Iterator[Finding]:
        """A sheet that is not of the form, as far as it is no copy of one that is."""
        known = {text for each in self._sheets for text in each.texts.values()}
        cells, formulas = handed.sheet.cells, handed.sheet.formulas

        def copied(place: Position, text: str) -> bool:
            """Whether it is a check of the form: by what it tells, or may tell once it is calculated."""
            if place not in formulas:
                return False
            if cells[place].kind is CellKind.UNCALCULATED:
                return self.may_check(formulas[place])
            return self.can_show(text, _answers(sheets))

        rest = [
            place for place, text in handed.texts.items() if text not in known and not copied(place, text)
        ]
        if rest:
            yield _outside(handed.sheet, rest, file, handed.answers)

    def _beside(self, sheet: Sheet, file: str) -> Iterator[Finding]:
        """What stands on a sheet beside its cells: the form itself has nothing but a footer."""
        for extra in sheet.extras:
            cell = cell_name(extra.row, extra.column) if extra.row and extra.column else ""
            place = CellPlace(file, sheet.name, cell)
            text = _quoted(extra.text)
            if extra.kind is ExtraKind.HEADER:
                if not self._headers.issuperset(_WORD.findall(extra.text.lower())):
                    yield finding("FORM-19", place, gevonden=text)
            elif extra.kind is ExtraKind.NOTE:
                yield finding("FORM-14", place, gevonden=text)
            else:
                told = f"een {extra.kind.value}" + (f" met de tekst {text}" if extra.text else "")
                yield finding("FORM-18", place, wat=told)

    def can_show(self, text: str, answers: Iterable[str]) -> bool:
        """Whether a check of the form can show this: its own words, and those of the answers.

        A check may leave out what sets the words of an answer apart.
        """
        words = {word.lower() for word in _WORD.findall(text)}
        rest = words - self._words
        typed = ["".join(_WORD.findall(answer)).lower() for answer in answers] if rest else []
        return all(any(word in answer for answer in typed) for word in rest)


@dataclass(frozen=True)
class _Comparison:
    """One sheet of the form beside the sheet that it became."""

    blank: BlankForm
    form: _Fixed
    handed: _Handed
    file: str
    every: tuple[_Handed, ...]
    """All sheets that were handed in: a check looks at the answers on other sheets than its own."""

    @property
    def sheet(self) -> Sheet:
        """The sheet as it was handed in."""
        return self.handed.sheet

    @property
    def answers(self) -> Mapping[Position, str]:
        """Its cells for answers."""
        return self.handed.answers

    @cached_property
    def unmoved(self) -> bool:
        """Whether nothing that is fixed was moved or changed."""
        return self.form.stands_in(self.sheet)

    @cached_property
    def alignment(self) -> Alignment:
        """Where the cells of the form stand now."""
        if self.unmoved:
            return UNMOVED
        return align(self.form.texts, self.handed.texts, (*self.form.formulas, *self.form.stamps))

    def findings(self) -> Iterator[Finding]:
        """What was changed, what is gone, what was added."""
        yield from () if self.unmoved else self._fixed()
        yield from self._checks()
        own = (*self.form.texts, *self.form.formulas, *self.form.stamps)
        taken = self.answers.keys() | {self.alignment.moved(place) for place in own}
        rest = [
            place for place, cell in self.sheet.cells.items() if place not in taken and not is_blank(cell)
        ]
        for places in blocks_of(rest):
            yield self._added(places)

    def _fixed(self) -> Iterator[Finding]:
        gone: list[Position] = []
        for place, text in self.form.texts.items():
            now = self.alignment.moved(place)
            found = _plain(self.sheet.cells.get(now))
            if not found:
                gone.append(place)
            elif found != text:
                yield from self._changed(now, text, found)
        for places in blocks_of(gone):
            words = " · ".join(self.form.texts[place] for place in places)
            where = [self.alignment.moved(place) for place in places]
            yield finding("FORM-17", self._place(where), oud=_quoted(words), **self._about(where))

    def _checks(self) -> Iterator[Finding]:
        """The checks of the form that somebody typed over, or made to say something else."""
        for place, formula in self.form.formulas.items():
            now = self.alignment.moved(place)
            cell = self.sheet.cells.get(now)
            own = self.sheet.formulas.get(now)
            if cell is None or now in self.answers or (cell.formula and own == formula):
                continue
            yield from self._overwritten(now, cell, own, formula)

    def _changed(self, place: Position, old: str, new: str) -> Iterator[Finding]:
        words = {"oud": old if old is _CHECK else _quoted(old), "nieuw": _quoted(new)}
        yield finding("FORM-16", self._place([place]), **words, **self._about([place]))
        beside = self._answer_beside([place])
        if beside is not None and beside[1] < place[1]:
            yield self._meant(place, beside)

    def _overwritten(
        self, place: Position, cell: RawCell, own: str | None, formula: str
    ) -> Iterator[Finding]:
        if cell.kind in (CellKind.UNCALCULATED, CellKind.ERROR):
            return
        typed_over = not cell.formula and bool(self.sheet.formulas)
        other = bool(own) and _literals(str(own)) != _literals(formula)
        rewritten = other and not self.blank.may_check(str(own))
        if typed_over or rewritten or not self.blank.can_show(raw_text(cell), _answers(self.every)):
            yield from self._changed(place, _CHECK, raw_text(cell))

    def _added(self, places: list[Position]) -> Finding:
        beside = self._answer_beside(places)
        if beside is None:
            return _outside(self.sheet, places, self.file, self.answers)
        return self._meant(places[0], beside)

    def _meant(self, place: Position, beside: Position) -> Finding:
        """What looks like an answer that stands beside its cell."""
        hint = {"gevonden": _quoted(raw_text(self.sheet.cells[place])), "hoort": cell_name(*beside)}
        return finding("FORM-21", self._place([place]), vraag=self.answers[beside], **hint)

    def _answer_beside(self, places: list[Position]) -> Position | None:
        """The cell for an answer in the same row, where it is empty and one cell beside it is not."""
        own = [place for place in self.answers if place[0] == places[0][0]]
        if len(places) != 1 or any(not is_blank(self.sheet.cells.get(place)) for place in own):
            return None
        return min(own, key=lambda place: abs(place[1] - places[0][1]), default=None)

    def _about(self, places: Iterable[Position]) -> dict[str, str]:
        return _about(places, self.answers)

    def _place(self, places: Iterable[Position]) -> CellPlace:
        return CellPlace(self.file, self.sheet.name, _area(places))


def of_other_version(differences: Iterable[Finding], file: str) -> Iterator[Finding]:
    """The differences of a form of another version: what follows from that told in one finding."""
    every = list(differences)
    follows = [found for found in every if found.code in _FIXED_PARTS]
    places = {found.place for found in follows}
    # A help text of another version is no answer that was typed beside its cell.
    yield from (found for found in every if found.code not in _FIXED_PARTS and found.place not in places)
    if follows:
        told = "; ".join(_told(found) for found in follows[:_NAMED])
        more = f". En nog {len(follows) - _NAMED}." if len(follows) > _NAMED else "."
        yield finding(
            "FORM-25",
            CellPlace(file),
            aantal=number_of(len(follows), "plaats", "plaatsen"),
            tekst=told + more,
        )


def _told(found: Finding) -> str:
    words = dict(found.context)
    where = str(found.place).partition(" › ")[2] or str(found.place)
    return f"{where}: er stond {words['oud']}, nu staat er {words.get('nieuw', 'niets')}"


def _answers(sheets: Iterable[_Handed]) -> Iterator[str]:
    """Everything that was answered."""
    return (raw_text(each.sheet.cells.get(place)) for each in sheets for place in each.answers)


def _about(places: Iterable[Position], answers: Mapping[Position, str]) -> dict[str, str]:
    """The question whose row these cells stand in, where it is one question."""
    rows = {row for row, _ in places}
    codes = {code for (row, _), code in answers.items() if row in rows}
    return {"vraag": next(iter(codes))} if len(codes) == 1 else {}


def _outside(sheet: Sheet, places: list[Position], file: str, answers: Mapping[Position, str]) -> Finding:
    words = " · ".join(raw_text(sheet.cells[place]) for place in sorted(places))
    place = CellPlace(file, sheet.name, _area(places))
    return finding("FORM-12", place, gevonden=_quoted(words), **_about(places, answers))


def _texts(sheet: Sheet, answers: Mapping[Position, str]) -> dict[Position, str]:
    """What stands in the cells that are not for answers."""
    texts = {place: _plain(cell) for place, cell in sheet.cells.items() if place not in answers}
    return {place: text for place, text in texts.items() if text}


def _plain(cell: RawCell | None) -> str:
    """The content of a cell as one line: programs change white space when they save a file."""
    return "" if cell is None else " ".join(raw_text(cell).split())


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _quoted(text: str) -> str:
    return f"‘{_short(text)}’"


def _area(places: Iterable[Position]) -> str:
    """The range around these cells."""
    rows, columns = zip(*places, strict=True)
    first, last = cell_name(min(rows), min(columns)), cell_name(max(rows), max(columns))
    return first if first == last else f"{first}:{last}"


def _literals(formula: str) -> frozenset[str]:
    return frozenset(_LITERAL.findall(formula)) - {""}


def _wordy(texts: Iterable[str]) -> frozenset[str]:
    """The texts with words in them, which a version of the program does not change without need."""
    return frozenset(text for text in texts if word_count(text))


def _header_words(sheet: Sheet) -> Iterator[str]:
    for extra in sheet.extras:
        if extra.kind is ExtraKind.HEADER:
            yield from _WORD.findall(extra.text.lower())
    yield from _WORD.findall(sheet.name.lower())
