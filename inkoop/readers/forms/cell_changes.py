"""What became otherwise between two workbooks of one tenderer: every cell, whatever it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from inkoop.domain.cells import CellKind, RawCell, Sheet, Workbook, cell_name
from inkoop.domain.changes import FileChanges
from inkoop.domain.form_layout import CODE_HEADER
from inkoop.readers.forms.alignment import Position, align, pair_sheets
from inkoop.rules.submission.kinds.base import is_blank, raw_text

FORM = "inkoop/werkbladvergelijking/1"
_KINDS = {
    CellKind.TEXT: "een tekst",
    CellKind.NUMBER: "een getal",
    CellKind.BOOLEAN: "een WAAR of ONWAAR",
    CellKind.DATE: "een datum",
    CellKind.ERROR: "een fout",
    CellKind.UNCALCULATED: "een formule zonder uitkomst",
}


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that differs, by where it stands in the new workbook. Empty is what was or is not there."""

    blad: str
    cel: str
    vraag: str
    """The code in its row; in a table what stands at the side and above it."""
    oud: str
    nieuw: str
    opmerking: str = ""
    """What differs beside the words, such as that a number became a text."""
    stond: str = ""
    """Where it stands in the old workbook."""
    rekent: bool = False
    """A formula stands in both: what it gives may follow from another cell."""


@dataclass(frozen=True, slots=True)
class SubmissionChanges(FileChanges):
    """Everything that differs between two workbooks."""

    formaat: str
    gelijk: bool
    """Nothing in them differs; the files themselves may."""
    zelfde_bestand: bool
    bladen_erbij: tuple[str, ...]
    bladen_weg: tuple[str, ...]
    cellen: tuple[CellChange, ...]
    ernaast: tuple[str, ...]
    """What came or went beside the cells: remarks, text boxes, pictures, and what is hidden."""


@dataclass(frozen=True)
class _Named:
    """A sheet by its name and what it says, to find it back in the other workbook."""

    sheet: Sheet

    @property
    def name(self) -> str:
        return self.sheet.name

    @cached_property
    def texts(self) -> Mapping[Position, str]:
        return {at: raw_text(cell) for at, cell in self.sheet.cells.items() if cell.kind is CellKind.TEXT}


def cell_changes(old: Workbook, new: Workbook) -> SubmissionChanges:
    """Every cell in which two workbooks differ, also when rows or sheets moved."""
    before, after = [_Named(sheet) for sheet in old.sheets], [_Named(sheet) for sheet in new.sheets]
    pairs = pair_sheets(before, after)
    come = tuple(sheet.name for number, sheet in enumerate(after) if number not in pairs.values())
    gone = tuple(sheet.name for number, sheet in enumerate(before) if number not in pairs)
    cells = tuple(change for one, other in pairs.items() for change in _cells(before[one], after[other]))
    beside = tuple(
        text for one, other in pairs.items() for text in _beside(old.sheets[one], new.sheets[other])
    )
    same = not (come or gone or cells or beside)
    return SubmissionChanges(FORM, same, old.sha256 == new.sha256, come, gone, cells, beside)


def _cells(old: _Named, new: _Named) -> Iterator[CellChange]:
    moved = align(old.texts, new.texts, old.sheet.cells)
    was = {moved.moved(place): (place, cell) for place, cell in old.sheet.cells.items() if not is_blank(cell)}
    now = {place: cell for place, cell in new.sheet.cells.items() if not is_blank(cell)}
    code_column = next((at[1] for at, text in new.texts.items() if text == CODE_HEADER), 0)
    for place in sorted(was.keys() | now.keys()):
        from_, before = was.get(place, (place, None))
        after = now.get(place)
        words = raw_text(before), raw_text(after)
        remark = _remark(before, after, old.sheet.formulas.get(from_, ""), new.sheet.formulas.get(place, ""))
        remark = remark or _looks(old.sheet, from_, new.sheet, place)
        if words[0] != words[1] or remark:
            code = raw_text(new.sheet.cells.get((place[0], code_column))) if code_column else ""
            about = f"vraag {code}" if code else ", ".join(_beside_and_above(new.texts, old.texts, place))
            reckons = _reckons(old.sheet, from_) and _reckons(new.sheet, place)
            yield CellChange(new.name, cell_name(*place), about, *words, remark, cell_name(*from_), reckons)


def _reckons(sheet: Sheet, place: Position) -> bool:
    cell = sheet.cells.get(place)
    return place in sheet.formulas or (cell is not None and cell.formula)


def _beside_and_above(
    texts: Mapping[Position, str], before: Mapping[Position, str], at: Position
) -> Iterator[str]:
    """What stands nearest to the left of a cell and above it, of what stood there before as well."""
    fixed = set(before.values())
    for axis in (1, 0):
        line = [place for place in texts if place[1 - axis] == at[1 - axis] and place[axis] < at[axis]]
        if near := max((place for place in line if texts[place] in fixed), default=None):
            yield " ".join(texts[near].split())


def _remark(before: RawCell | None, after: RawCell | None, formula: str, own: str) -> str:
    if before is None or after is None:
        return ""
    if before.kind is not after.kind:
        return f"was {_KINDS[before.kind]}, is nu {_KINDS[after.kind]}"
    if before.formula != after.formula:
        return "is nu een formule" if after.formula else "is geen formule meer"
    return "de formule is anders" if before.formula and formula != own else ""


def _looks(old: Sheet, from_: Position, new: Sheet, place: Position) -> str:
    was, now = old.oddities.get(from_), new.oddities.get(place)
    if was is now:
        return ""
    return now.value if now else "ziet er weer gewoon uit"


def _beside(old: Sheet, new: Sheet) -> Iterator[str]:
    was, now = ({(each.kind, each.text) for each in sheet.extras} for sheet in (old, new))
    for word, found in (("Erbij", now - was), ("Weg", was - now)):
        for kind, text in sorted(found):
            yield f"{word} op {new.name}: een {kind.value}" + (f" met de tekst ‘{text}’" if text else "")
    for name, hid, hides in (
        ("het blad", old.hidden, new.hidden),
        ("een aantal rijen", bool(old.hidden_rows), bool(new.hidden_rows)),
        ("een aantal kolommen", bool(old.hidden_columns), bool(new.hidden_columns)),
    ):
        if hid != hides:
            yield f"{new.name}: {name} {'is nu verborgen' if hides else 'is niet meer verborgen'}"
