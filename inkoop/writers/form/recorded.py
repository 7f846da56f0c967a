"""The empty form as a reader of its file would see it, without making that file.

Takes the place of the workbook that is written, for the few calls that a form makes. That both see the same
is tried for every kader (`tests/readers/test_recorded.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from inkoop.domain.cells import CellKind, DefinedName, Extra, ExtraKind, RawCell, Sheet, Workbook
from inkoop.domain.price_vault import Book
from inkoop.domain.tender import Tender
from inkoop.readers.files.xlsx_extras import header_text
from inkoop.writers.form.sheets import fill_form

Format = Mapping[str, Any]
_LONGEST = 32_767
_TOO_LONG = -2
"""What the library gives for a text of more characters than a cell can hold."""


def recorded_form(tender: Tender, book: Book = Book.WHOLE) -> Workbook:
    """An empty workbook of the form of a kader."""
    recorder = _Recorder()
    fill_form(recorder, tender, {}, book)
    sheets = tuple(sheet.made() for sheet in recorder.sheets)
    return Workbook("formulier.xlsx", 0, "", sheets, names=tuple(recorder.names))


class _Recorder:
    """A workbook; formats are what they are made of."""

    def __init__(self) -> None:
        self.sheets: list[_RecordedSheet] = []
        self.names: list[DefinedName] = []

    def add_worksheet(self, name: str) -> _RecordedSheet:
        self.sheets.append(_RecordedSheet(name))
        return self.sheets[-1]

    def add_format(self, properties: Format) -> Format:
        return properties

    def define_name(self, name: str, formula: str) -> None:
        self.names.append(DefinedName(name, formula.removeprefix("=")))


def _looks(*_: object, **__: object) -> None:
    """What only changes how a sheet looks, or what happens while somebody types."""


class _RecordedSheet:
    activate = conditional_format = data_validation = fit_to_pages = freeze_panes = hide_gridlines = _looks
    print_area = protect = repeat_columns = repeat_rows = set_landscape = set_margins = set_paper = _looks
    set_print_scale = set_row = set_tab_color = _looks

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells: dict[tuple[int, int], RawCell] = {}
        self._formulas: dict[tuple[int, int], str] = {}
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden: set[int] = set()
        self._extras: tuple[Extra, ...] = ()

    def made(self) -> Sheet:
        """The sheet, in the order in which a file has its cells."""
        return Sheet(
            self._name,
            dict(sorted(self._cells.items())),
            hidden_columns=frozenset(self._hidden),
            merged=tuple(self._merged),
            extras=self._extras,
            formulas=dict(sorted(self._formulas.items())),
        )

    def write_blank(self, row: int, column: int, *_: object) -> int:
        self._cells.pop((row + 1, column + 1), None)
        return 0

    def write_string(self, row: int, column: int, text: str, *_: object) -> int:
        if len(text) > _LONGEST:
            return _TOO_LONG
        self._cells[row + 1, column + 1] = RawCell(CellKind.TEXT, text)
        return 0

    def write_number(self, row: int, column: int, number: float, *_: object) -> int:
        self._cells[row + 1, column + 1] = RawCell(CellKind.NUMBER, Decimal(f"{number:.16G}"))
        return 0

    def write_rich_string(self, row: int, column: int, *parts: str | Format) -> int:
        return self.write_string(row, column, "".join(part for part in parts if isinstance(part, str)))

    def write_url(self, row: int, column: int, _: str, __: Format, string: str) -> int:
        return self.write_string(row, column, string)

    def write_formula(self, row: int, column: int, formula: str, _: Format, first: str | int) -> int:
        place = row + 1, column + 1
        self._formulas[place] = formula.removeprefix("=")
        if isinstance(first, int):
            self._cells[place] = RawCell(CellKind.NUMBER, Decimal(first), formula=True)
        elif first:
            self._cells[place] = RawCell(CellKind.TEXT, first, formula=True)
        return 0

    def merge_range(
        self, first_row: int, first_column: int, last_row: int, last_column: int, *_: object
    ) -> None:
        self._merged.append((first_row + 1, first_column + 1, last_row + 1, last_column + 1))

    def set_column(
        self, first: int, last: int, _: float | None, __: Format | None = None, options: Format | None = None
    ) -> None:
        if options and options.get("hidden"):
            self._hidden.update(range(first + 1, last + 2))

    def set_footer(self, text: str) -> None:
        self._extras = (Extra(ExtraKind.HEADER, header_text(text)),)
