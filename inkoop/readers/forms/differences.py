"""How a workbook that was handed in differs from the empty form of its kader.

The form is made anew from the kader, and compared cell by cell: what is fixed in
the form must stand in the workbook, and whatever else stands there must be an answer. So a question that was
turned round, a condition in the margin and a text box are all seen, wherever they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from inkoop.catalogue import finding
from inkoop.domain.cells import CellKind, ExtraKind, RawCell, Sheet, Workbook, cell_name
from inkoop.domain.findings import Finding
from inkoop.domain.form_layout import LATER_TEXTS
from inkoop.domain.places import CellPlace
from inkoop.readers.forms.alignment import UNMOVED, Alignment, Position, align, pair_sheets
from inkoop.readers.forms.blank import AnswerCells, BlankForm, Fixed, literals, plain, words_of
from inkoop.readers.forms.blocks import blocks_of
from inkoop.rules.dutch_format import number_of
from inkoop.rules.submission.kinds.base import is_blank, raw_text

_CHECK = "een controle die het formulier zelf uitrekent"
_FIXED_PARTS = frozenset({"FORM-16", "FORM-17"})
_NAMED = 5
"""How many differences with another version one finding tells."""
_SHOWN = 160
"""How many characters of an old or new text a finding tells."""


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


def differences(blank: BlankForm, workbook: Workbook, answers: AnswerCells) -> Iterator[Finding]:
    """Everything in which a workbook differs from the empty form, but for its answers."""
    sheets = [_Handed(sheet, answers.get(sheet.name, {})) for sheet in workbook.sheets]
    pairs = pair_sheets(blank.sheets, sheets)
    form_of = {found: blank.sheets[own] for own, found in pairs.items()}
    for number, handed in enumerate(sheets):
        if number in form_of:
            yield from _Comparison(blank, form_of[number], handed, workbook.file, tuple(sheets)).findings()
        else:
            yield from _strange(blank, handed, workbook.file, sheets)
        yield from _beside(blank, handed.sheet, workbook.file)
    for number, form in enumerate(blank.sheets):
        if number not in pairs and form.texts:
            yield finding("FORM-17", CellPlace(workbook.file), oud=f"het blad {form.name}")


def _strange(blank: BlankForm, handed: _Handed, file: str, sheets: Sequence[_Handed]) -> Iterator[Finding]:
    """A sheet that is not of the form, as far as it is no copy of one that is."""
    known = {text for each in blank.sheets for text in each.texts.values()}
    cells, formulas = handed.sheet.cells, handed.sheet.formulas

    def copied(place: Position, text: str) -> bool:
        """Whether it is a check of the form: by what it tells, or may tell once it is calculated."""
        if place not in formulas:
            return False
        if cells[place].kind is CellKind.UNCALCULATED:
            return blank.may_check(formulas[place])
        return blank.can_show(text, _answers(sheets))

    rest = [place for place, text in handed.texts.items() if text not in known and not copied(place, text)]
    if rest:
        yield _outside(handed.sheet, rest, file, handed.answers)


def _beside(blank: BlankForm, sheet: Sheet, file: str) -> Iterator[Finding]:
    """What stands on a sheet beside its cells: the form itself has nothing but a footer."""
    for extra in sheet.extras:
        cell = cell_name(extra.row, extra.column) if extra.row and extra.column else ""
        place = CellPlace(file, sheet.name, cell)
        text = _quoted(extra.text)
        if extra.kind is ExtraKind.HEADER:
            if not blank.headers.issuperset(words_of(extra.text)):
                yield finding("FORM-19", place, gevonden=text)
        elif extra.kind is ExtraKind.NOTE:
            yield finding("FORM-14", place, gevonden=text)
        else:
            told = f"een {extra.kind.value}" + (f" met de tekst {text}" if extra.text else "")
            yield finding("FORM-18", place, wat=told)


@dataclass(frozen=True)
class _Comparison:
    """One sheet of the form beside the sheet that it became."""

    blank: BlankForm
    form: Fixed
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
            found = plain(self.sheet.cells.get(now))
            if not found:
                if text not in LATER_TEXTS:
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
        other = bool(own) and literals(str(own)) != literals(formula)
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
    texts = {place: plain(cell) for place, cell in sheet.cells.items() if place not in answers}
    return {place: text for place, text in texts.items() if text}


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
