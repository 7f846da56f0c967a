"""What the kader requires of an answer that is in order by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inkoop.domain.answers import Code
from inkoop.domain.form_layout import option_code
from inkoop.domain.questions import MultiChoiceColumn, Question, TableQuestion
from inkoop.domain.tender import Condition, Requirement
from inkoop.writers.form.check.demand import Demand
from inkoop.writers.form.check.formulas import EMPTY, all_of, any_of, cell_area, marked, number
from inkoop.writers.form.registry import CellRef

if TYPE_CHECKING:
    from inkoop.writers.form.check.questions import QuestionChecks


@dataclass(frozen=True)
class Demands:
    """Makes the tests of one form."""

    checks: QuestionChecks

    def of(self, question: Question) -> list[Demand]:
        """The requirements that rest on the answer to a question."""
        return list(self._requirements(question))

    def _requirements(self, question: Question) -> Iterator[Demand]:
        for requirement in self.checks.tender.requirements:
            held = self.checks.tender.question_of(requirement)
            if held is None or held.code != question.code:
                continue
            hard, condition = requirement.consequence == "afwijzen", requirement.met_when
            if condition is not None and condition.column is not None:
                if isinstance(question, TableQuestion) and condition.column != question.fixed_rows:
                    yield from self._on_column(question, requirement, condition, condition.column)
            elif met := self._met(question, condition):
                yield Demand(f"NOT({met})", _text(requirement, hard), hard)

    def _met(self, question: Question, condition: Condition | None) -> str:
        """Whether an answer that is in order meets a condition; empty when a formula cannot say."""
        if condition is None:
            return "FALSE"
        codes = condition.equals or condition.contains
        if codes:
            tests = [test for code in codes if (test := self.checks.equals(question, code))]
            join = any_of if condition.equals else all_of
            return join(tests) if len(tests) == len(codes) else ""
        value = self.checks.places[question.code].value.here()
        return _compare(value, condition)

    def _on_column(
        self, question: TableQuestion, requirement: Requirement, condition: Condition, code: str
    ) -> Iterator[Demand]:
        """A row that fails is enough for not met; an empty cell leaves open whether the others are enough."""
        area = self.checks.tables[question.code].values[code]
        several = isinstance(question.column(code), MultiChoiceColumn)
        cells = f"SUMPRODUCT(ISNUMBER({area})*({area}>0))" if several else f"SUMPRODUCT(--({area}<>{EMPTY}))"
        rows = self.checks.places[question.code].value.here()
        met = self._column_met(question, condition, code, cells)
        hard = requirement.consequence == "afwijzen"
        fails, unknown = f"NOT({met})", f"AND({met},{cells}<{rows})"
        if condition.contains is not None:
            fails, unknown = f"AND(NOT({met}),{cells}={rows})", f"AND(NOT({met}),{cells}<{rows})"
        yield Demand(fails, _text(requirement, hard), hard)
        text = f"vul de kolom in elke rij in: eis {requirement.code}, {requirement.title}"
        yield Demand(unknown, text, hard=True)

    def _column_met(self, question: TableQuestion, condition: Condition, code: str, cells: str) -> str:
        """Whether the cells that are filled in meet a condition; `cells` is how many there are."""
        column = question.column(code)
        area = self.checks.tables[question.code].values[code]
        options = list(self.checks.tender.choices_of(column))

        def one(value: str) -> str:
            if column.holds is Code:
                listed = f"INDEX({self.checks.inputs.list_name(column)},{options.index(value) + 1})"
                return f"SUMPRODUCT(--({area}={listed}))"
            return f'SUMPRODUCT(--({area}="{value}"))'

        if condition.contains is not None:
            if isinstance(column, MultiChoiceColumn):
                return all_of([f"{self._marked(question, code, value)}>0" for value in condition.contains])
            return all_of([f"{one(value)}>0" for value in condition.contains])
        if condition.equals is not None:
            return f"{'+'.join(one(value) for value in condition.equals)}={cells}"
        return f"SUMPRODUCT(ISNUMBER({area})*({_compare(area, condition)}))={cells}"

    def _marked(self, question: TableQuestion, column: str, option: str) -> str:
        """How many rows of a table mark an option."""
        area = self.checks.registry.tables[question.code]
        place = area.columns[option_code(column, option)]
        first = CellRef(area.sheet, area.first_row, place).formula()
        last = CellRef(area.sheet, area.last_row, place).formula()
        return f"IFERROR({marked(cell_area(first, last), across=False)},0)"


def _compare(value: str, condition: Condition) -> str:
    if condition.minimum is not None:
        return f"{value}>={number(condition.minimum)}"
    return f"{value}<={number(condition.maximum)}" if condition.maximum is not None else ""


def _text(requirement: Requirement, hard: bool) -> str:
    title = f"eis {requirement.code}, {requirement.title}"
    if hard:
        return f"u voldoet niet aan {title}"
    return f"hierover beslist een mens: {title}"
