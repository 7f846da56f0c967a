"""What the rows of a table must agree with, as formulas: bounds of their own, each other, another answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from inkoop.domain.questions import TableQuestion, TextColumn
from inkoop.domain.table_rules import RowBounds
from inkoop.domain.tender import Tender
from inkoop.rules.submission.row_agreement import within
from inkoop.writers.form.check.demand import Demand
from inkoop.writers.form.check.formulas import (
    AMBIGUOUS,
    EMPTY,
    ERROR,
    UNREADABLE,
    WRONG,
    all_of,
    any_of,
    joined,
    literal,
    number,
    tidy,
)
from inkoop.writers.form.check.steps import Steps, at, put_step
from inkoop.writers.form.inputs import Inputs
from inkoop.writers.form.page import Page
from inkoop.writers.form.registry import TableArea

if TYPE_CHECKING:
    from inkoop.writers.form.check.questions import QuestionChecks

_DIGITS = 6
"""Behind the comma; hides that a spreadsheet reckons in binary fractions."""


@dataclass(frozen=True)
class RowRules:
    """Makes the formulas of one table; `read` is by column where it was read."""

    tender: Tender
    inputs: Inputs
    table: TableQuestion
    area: TableArea
    read: Mapping[str, int]

    def write(self, page: Page, steps: Steps) -> Iterator[int]:
        """The columns that say what does not agree in each row, as far as the kader publishes rules."""
        rows = range(self.area.first_row, self.area.last_row + 1)
        if self.table.row_bounds:
            outside = steps.take("grenzen van de rij")
            for row in rows:
                put_step(page, row, outside, self._outside_any(row))
            yield outside
        if self.table.distinct:
            keys, twice = steps.take("waarin rijen verschillen"), steps.take("dubbele rij")
            for row in rows:
                put_step(page, row, keys, self._key(row))
                put_step(page, row, twice, self._twice(row, keys))
            yield twice

    def _outside_any(self, row: int) -> str:
        """What is outside the bounds that hold in this row, in words."""
        parts = [part for bounds in self.table.row_bounds if (part := self._outside(row, bounds))]
        return joined(parts, ";")

    def _outside(self, row: int, bounds: RowBounds) -> str:
        holds, value = self._holds(row, bounds), at(row, self.read[bounds.column])
        if not holds:
            return ""
        past = [f"{value}<{number(bounds.minimum)}"] if bounds.minimum is not None else []
        past += [f"{value}>{number(bounds.maximum)}"] if bounds.maximum is not None else []
        text = literal(f"{self.table.column(bounds.column).text}: hier {within(bounds)}; ")
        return f"IF(ISNUMBER({value}),IF({all_of([*holds, any_of(past)])},{text},{EMPTY}),{EMPTY})"

    def _holds(self, row: int, bounds: RowBounds) -> list[str]:
        """Tests that these bounds hold in a row; none when they never do."""
        code = bounds.choice_column
        if code in self.table.printed:
            return ["TRUE"] if self._printed(row)[code] in bounds.choices else []
        column = self.table.column(code)
        names, listed = list(self.tender.choices_of(column)), self.inputs.list_name(column)
        chosen = at(row, self.read[code])
        return [any_of([f"{chosen}=INDEX({listed},{names.index(one) + 1})" for one in bounds.choices])]

    def _printed(self, row: int) -> Mapping[str, str]:
        """What the form has filled in already in a row: every row for each lot."""
        table = self.table
        codes = [code for code in (table.lot_column, table.fixed_rows) if code]
        every = product(*(self.tender.choices_of(table.column(code)) for code in codes))
        return dict(zip(codes, list(every)[row - self.area.first_row], strict=True))

    def _key(self, row: int) -> str:
        """What no other row may have too; empty while part of it is. Rows of another lot are other rows."""
        codes = self.table.distinct
        if self.table.lot_column and self.table.lot_column not in codes:
            codes = (self.table.lot_column, *codes)
        parts = [self._part(row, code) for code in codes]
        filled = all_of([test for code in codes for test in self._is_known(row, code)])
        return f"IF({filled},LOWER({'&CHAR(10)&'.join(parts)}),{EMPTY})"

    def _part(self, row: int, code: str) -> str:
        """What stands in a column; of a text its words, as only their number was read."""
        if self._is_typed(code):
            return tidy(at(row, self.area.columns[code]))
        return at(row, self.read[code])

    def _is_typed(self, code: str) -> bool:
        return code not in self.read or isinstance(self.table.column(code), TextColumn)

    def _is_known(self, row: int, code: str) -> Iterator[str]:
        part = self._part(row, code)
        yield f"LEN({part})>0"
        if not self._is_typed(code):
            yield from (f"{part}<>{sign}" for sign in (UNREADABLE, ERROR, AMBIGUOUS))

    def _twice(self, row: int, keys: int) -> str:
        """That a row stands there twice, in words; `keys` is the column with the keys."""
        own = at(row, keys)
        area = f"{at(self.area.first_row, keys, fixed=True)}:{at(self.area.last_row, keys, fixed=True)}"
        text = literal("deze rij staat er meer dan eens")
        return f"IF({own}={EMPTY},{EMPTY},IF(SUMPRODUCT(--({area}={own}))>1,{text},{EMPTY}))"


def sums_of(checks: QuestionChecks, question: TableQuestion) -> Iterator[Demand]:
    """That a column of a table is together what was answered elsewhere."""
    for each in () if question.is_divided else question.sums:  # the rows of each lot are a table of their own
        place, column = checks.places[each.question], question.column(each.column)
        area, rows = checks.tables[question.code].values[each.column], checks.places[question.code].value
        total = place.value.here()
        sound = [f"COUNT({area})={rows.here()}", f"ISNUMBER({total})"]
        sound.append(f'LEFT({place.state.here()},1)<>"{WRONG}"')
        if asked := checks.asked(checks.tender.questions[each.question]):
            sound.append(asked)
        differs = f"ROUND(SUM({area}),{_DIGITS})<>ROUND(N({total}),{_DIGITS})"
        text = f"de kolom {column.text} telt niet op tot uw antwoord op vraag {each.question}"
        yield Demand(all_of([*sound, differs]), text, hard=True)
