"""The state of every row of a table, in a column beside it; the steps towards it stand further right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from inkoop.domain.form_layout import option_code
from inkoop.domain.questions import Column, MultiChoiceColumn, TableQuestion
from inkoop.domain.tender import Tender
from inkoop.writers.form.check.cells import fault_formula, marks_formula, value_formula
from inkoop.writers.form.check.formulas import (
    AMBIGUOUS,
    EMPTY,
    ERROR,
    GOOD,
    NOTE,
    UNREADABLE,
    WRONG,
    any_of,
    cell_area,
    choose,
    joined,
    literal,
    marked,
)
from inkoop.writers.form.check.row_rules import RowRules
from inkoop.writers.form.check.steps import Steps, at, put_step
from inkoop.writers.form.inputs import Inputs
from inkoop.writers.form.kinds import KINDS
from inkoop.writers.form.page import Page
from inkoop.writers.form.registry import CellRef, Registry, TableArea

STATUS_TITLE = "Controle"
STATUS_WIDTH = 40.0
STEP_WIDTH = 11.0
STEPS_TITLE = "Tussenstappen van de controle. Hier vult u niets in."
SHORT_NAME = 40


@dataclass(frozen=True)
class TableChecks:
    """Where the states of a table's rows stand, and what was read in each column."""

    status: str
    """The area with the state of each row."""
    first: CellRef
    values: Mapping[str, str] = field(default_factory=dict)
    """Column code to the area with what was read."""
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Column code to those cells one by one."""
    states: tuple[str, ...] = ()
    """The states one by one."""
    start: int = 1
    """The number of the first row, as it stands beside the table."""


@dataclass
class RowChecks:
    """Writes the checks of table rows."""

    tender: Tender
    inputs: Inputs
    registry: Registry

    def write(self, table: TableQuestion) -> Mapping[str, TableChecks]:
        """The state of each row of a table, with the steps that lead to it.

        By code: the table, and each part that holds the rows of one lot. Of a table that is divided in
        such parts only the rows that belong to none are its own.
        """
        area = self.registry.tables[table.code]
        page = self.registry.pages[area.sheet]
        steps = Steps(area.last_column + 3)
        read: dict[str, int] = {}
        states: list[tuple[Column, int]] = []
        for column in table.columns:
            if column.code in table.printed:
                continue
            bare = steps.take(f"{column.text}: tekst") if KINDS[column.kind].bare("") else 0
            read[column.code] = steps.take(f"{column.text}: gelezen")
            states.append((column, steps.take(f"{column.text}: oordeel")))
            for row in range(area.first_row, area.last_row + 1):
                self._cell(page, area, row, column, (bare, read[column.code], states[-1][1]))
        rules = RowRules(self.tender, self.inputs, table, area, read)
        disagree = list(rules.write(page, steps))
        self._rows(page, area, states, disagree, (steps.take("fouten"), steps.take("opmerkingen")))
        found = {table.code: _result(area, read)}
        if table.is_divided:
            found |= (
                self._printed(table, area, read) if table.printed else self._free(table, area, read, steps)
            )
        self._headers(page, area, steps)
        return found

    def _printed(
        self, table: TableQuestion, area: TableArea, read: Mapping[str, int]
    ) -> Mapping[str, TableChecks]:
        """The rows of each lot stand together, in the order of the choices."""
        parts, found = self.tender.parts_of(table), {table.code: TableChecks("", _first(area))}
        many = (area.last_row - area.first_row + 1) // len(parts)
        for number, lot in enumerate(self._lots(table)):
            first = area.first_row + number * many
            own = replace(area, first_row=first, last_row=first + many - 1)
            self.registry.tables[parts[lot].code] = own
            found[parts[lot].code] = replace(_result(own, read), start=number * many + 1)
        return found

    def _free(
        self, table: TableQuestion, area: TableArea, read: Mapping[str, int], steps: Steps
    ) -> Mapping[str, TableChecks]:
        """The rows of a lot stand anywhere, so each lot gets columns with what is in its own rows."""
        column = table.column(table.lot_column or "")
        listed = self.inputs.list_name(column)
        found = {table.code: self._loose(area, read[column.code], steps)}
        for number, lot in enumerate(self._lots(table), 1):
            part = self.tender.parts_of(table)[lot]
            mine = partial(_if_lot, read[column.code], f"INDEX({listed},{number})")
            own = {
                code: self._copied(area, place, f"{lot}: {code}", mine, steps) for code, place in read.items()
            }
            marks = {
                key: self._copied(area, place, f"{lot}: {key}", mine, steps, marks=True)
                for key, place in area.columns.items()
                if key not in own
            }
            state = self._copied(area, area.last_column + 1, f"{lot}: {STATUS_TITLE}", mine, steps)
            sees = replace(area, columns={**own, **marks}, last_column=state - 1)
            self.registry.tables[part.code] = sees
            found[part.code] = _result(sees, own)
        return found

    def _loose(self, area: TableArea, lot: int, steps: Steps) -> TableChecks:
        """The states of the rows of which nobody can say to which lot they belong."""

        def mine(row: int, value: str) -> str:
            unknown = any_of([f"{at(row, lot)}={sign}" for sign in (EMPTY, UNREADABLE, ERROR, AMBIGUOUS)])
            return f"IF({unknown},{value},{EMPTY})"

        state = self._copied(area, area.last_column + 1, "zonder perceel", mine, steps)
        return _result(replace(area, last_column=state - 1), {})

    def _lots(self, table: TableQuestion) -> tuple[str, ...]:
        return tuple(self.tender.choices_of(table.column(table.lot_column or "")))

    def _copied(
        self,
        area: TableArea,
        place: int,
        title: str,
        mine: Callable[[int, str], str],
        steps: Steps,
        *,
        marks: bool = False,
    ) -> int:
        """A column with what stands in another one, of some of the rows only."""
        made, page = steps.take(title), self.registry.pages[area.sheet]
        for row in range(area.first_row, area.last_row + 1):
            ref = at(row, place)
            # A reference to an empty cell gives 0, and a mark may be a truth value.
            put_step(page, row, made, mine(row, f'IF(ISLOGICAL({ref}),{ref},{ref}&"")' if marks else ref))
        return made

    def _cell(
        self, page: Page, area: TableArea, row: int, column: Column, places: tuple[int, int, int]
    ) -> None:
        """What is read in one cell of the table, and what is wrong with it."""
        bare, read, state = places
        if isinstance(column, MultiChoiceColumn):
            value, fault = self._marks(area, row, column)
        else:
            ref = at(row, area.columns[column.code])
            if bare:
                put_step(page, row, bare, KINDS[column.kind].bare(ref))
            listed = self.inputs.listed(column)
            value = value_formula(column, ref, at(row, bare) if bare else "", listed)
            fault = fault_formula(column, ref, at(row, read))
        put_step(page, row, read, value, 0 if isinstance(column, MultiChoiceColumn) else "")
        put_step(page, row, state, fault)

    def _marks(self, area: TableArea, row: int, column: MultiChoiceColumn) -> tuple[str, str]:
        places = [area.columns[option_code(column.code, o)] for o in self.tender.choices_of(column)]
        cells = f"{at(row, min(places))}:{at(row, max(places))}"
        count = marked(cells, across=True)
        errors = f"SUMPRODUCT(--ISERROR({cells}))"
        fault = marks_formula(cells, errors, len(places), across=True)
        return f"IFERROR({count},0)", fault

    def _rows(
        self,
        page: Page,
        area: TableArea,
        states: list[tuple[Column, int]],
        disagree: list[int],
        ends: tuple[int, int],
    ) -> None:
        faults, notes = ends
        style = page.styles("status")
        for row in range(area.first_row, area.last_row + 1):
            typed = "&".join(at(row, state) for _, state in states) or EMPTY
            wrong = [_fault(column, at(row, state)) for column, state in states]
            wrong += [f'IF({at(row, place)}={EMPTY},{EMPTY},{at(row, place)}&"; ")' for place in disagree]
            remarks = [_remark(column, at(row, state)) for column, state in states]
            put_step(page, row, faults, f"IF({typed}={EMPTY},{EMPTY},{joined(wrong, ';')})")
            put_step(page, row, notes, f"IF({typed}={EMPTY},{EMPTY},{joined(remarks, ';')})")
            wrong_ref, note_ref = at(row, faults), at(row, notes)
            status = choose(
                (f"{typed}={EMPTY}", EMPTY),
                (f"{wrong_ref}<>{EMPTY}", f'"{WRONG} "&{wrong_ref}'),
                (f"{note_ref}<>{EMPTY}", f'"{NOTE} "&{note_ref}'),
                otherwise=literal(f"{GOOD} in orde"),
            )
            page.put_formula(row, area.last_column + 1, status, style)

    def _headers(self, page: Page, area: TableArea, steps: Steps) -> None:
        page.put(area.last_column + 1, STATUS_TITLE, page.styles("header"), area.header_row)
        page.fold(min(steps.titles), max(steps.titles), STEP_WIDTH)
        for column, title in steps.titles.items():
            page.put(column, title, page.styles("step"), area.header_row)
        page.put(area.last_column + 3, STEPS_TITLE, page.styles("stamp"), area.header_row - 1)
        page.printed = area.last_column + (page.fitting(area.last_column + 1) > area.last_column)


def _if_lot(lot: int, name: str, row: int, value: str) -> str:
    """A value in the rows of a lot, nothing in others; `lot` is the column with the lot that was read."""
    return f"IF({at(row, lot)}={name},{value},{EMPTY})"


def _first(area: TableArea) -> CellRef:
    return CellRef(area.sheet, area.first_row, 1)


def _name(column: Column) -> str:
    text = column.text
    return text if len(text) <= SHORT_NAME else text[: SHORT_NAME - 1].rstrip() + "…"


def _fault(column: Column, state: str) -> str:
    name = _name(column)
    empty = literal(f"{name} is leeg; ") if column.required else EMPTY
    wrong = f'{literal(f"{name}: ")}&MID({state},3,200)&"; "'
    return choose((f"{state}={EMPTY}", empty), (f'LEFT({state},1)="{WRONG}"', wrong), otherwise=EMPTY)


def _remark(column: Column, state: str) -> str:
    return f'IF(LEFT({state},1)="{NOTE}",{literal(f"{_name(column)}: ")}&MID({state},3,200)&"; ",{EMPTY})'


def _result(area: TableArea, read: Mapping[str, int]) -> TableChecks:
    rows = range(area.first_row, area.last_row + 1)

    def whole(column: int) -> str:
        first = CellRef(area.sheet, area.first_row, column).formula()
        last = CellRef(area.sheet, area.last_row, column).formula()
        return cell_area(first, last)

    def cells(column: int) -> tuple[str, ...]:
        return tuple(CellRef(area.sheet, row, column).formula() for row in rows)

    return TableChecks(
        whole(area.last_column + 1),
        _first(area),
        {code: whole(column) for code, column in read.items()},
        {code: cells(column) for code, column in read.items()},
        cells(area.last_column + 1),
    )
