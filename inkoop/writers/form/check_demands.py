"""What the kader demands of an answer that is in order by itself: requirements, and bounds of a price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inkoop.domain.form_layout import option_code
from inkoop.domain.price_rules import FixedBandwidthRule, LowestOverPriceRule
from inkoop.domain.questions import MultiChoiceColumn, Question, TableQuestion
from inkoop.domain.tender import Condition, Requirement
from inkoop.rules.dutch_format import euro
from inkoop.writers.form.check_formulas import EMPTY, all_of, any_of, cell_area, marked, number
from inkoop.writers.form.registry import CellRef

if TYPE_CHECKING:
    from inkoop.writers.form.check_questions import QuestionChecks


@dataclass(frozen=True)
class Demand:
    """A test that is true when an answer fails a demand, and what is said then."""

    fails: str
    text: str
    hard: bool


@dataclass(frozen=True)
class Demands:
    """Makes the tests of one form."""

    checks: QuestionChecks

    def of(self, question: Question) -> list[Demand]:
        """Everything the kader demands of the answer to a question."""
        return [*self._requirements(question), *self._prices(question)]

    def basket(self, question: Question, rule: FixedBandwidthRule | LowestOverPriceRule) -> str:
        """The price that follows from an answer, or an empty text; empty when there is no formula for it."""
        if not isinstance(question, TableQuestion):
            return _own(self.checks.places[question.code].value)
        cells = self.checks.tables[question.code].cells.get(rule.column or "")
        if cells is None or question.fixed_rows is None or not rule.quantities:
            return ""
        rows = list(self.checks.tender.choices_of(question.column(question.fixed_rows)))
        used = {code: cells[rows.index(code)] for code in rule.quantities}
        total = "+".join(f"{number(quantity)}*{used[code]}" for code, quantity in rule.quantities.items())
        return f"IF(COUNT({','.join(used.values())})={len(used)},{total},{EMPTY})"

    def _requirements(self, question: Question) -> Iterator[Demand]:
        for requirement in self.checks.tender.requirements:
            held = self.checks.tender.question_of(requirement)
            if held is None or held.code != question.code:
                continue
            met = self._met(question, requirement.met_when)
            if met:
                hard = requirement.consequence == "afwijzen"
                yield Demand(f"NOT({met})", _text(requirement, hard), hard)

    def _met(self, question: Question, condition: Condition | None) -> str:
        """Whether an answer that is in order meets a condition; empty when a formula cannot say."""
        if condition is None:
            return "FALSE"
        if condition.column is not None:
            if isinstance(question, TableQuestion) and condition.column != question.fixed_rows:
                return self._column_met(question, condition, condition.column)
            return ""
        codes = condition.equals or condition.contains
        if codes:
            tests = [test for code in codes if (test := self.checks.equals(question, code))]
            join = any_of if condition.equals else all_of
            return join(tests) if len(tests) == len(codes) else ""
        value = _own(self.checks.places[question.code].value)
        return _compare(value, condition)

    def _column_met(self, question: TableQuestion, condition: Condition, code: str) -> str:
        column = question.column(code)
        area = self.checks.tables[question.code].values[code]
        filled = _own(self.checks.places[question.code].value)
        options = list(self.checks.tender.choices_of(column))

        def one(value: str) -> str:
            if column.kind == "keuze":
                listed = f"INDEX({self.checks.inputs.list_name(column)},{options.index(value) + 1})"
                return f"SUMPRODUCT(--({area}={listed}))"
            return f'SUMPRODUCT(--({area}="{value}"))'

        if condition.contains is not None:
            if isinstance(column, MultiChoiceColumn):
                return all_of([f"{self._marked(question, code, value)}>0" for value in condition.contains])
            return all_of([f"{one(value)}>0" for value in condition.contains])
        if condition.equals is not None:
            return f"{'+'.join(one(value) for value in condition.equals)}={filled}"
        return f"SUMPRODUCT(ISNUMBER({area})*({_compare(area, condition)}))={filled}"

    def _marked(self, question: TableQuestion, column: str, option: str) -> str:
        """How many rows of a table mark an option."""
        area = self.checks.registry.tables[question.code]
        place = area.columns[option_code(column, option)]
        first = CellRef(area.sheet, area.first_row, place).formula()
        last = CellRef(area.sheet, area.last_row, place).formula()
        return f"IFERROR({marked(cell_area(first, last), across=False)},0)"

    def _prices(self, question: Question) -> Iterator[Demand]:
        for leaf, _ in self.checks.tender.leaves:
            rule = leaf.rule
            held = self.checks.tender.question_of(leaf)
            if held is None or held.code != question.code:
                continue
            if not isinstance(rule, FixedBandwidthRule | LowestOverPriceRule):
                continue
            price = self.basket(question, rule)
            if not price:
                continue
            none = f"de prijs bij {leaf.code} is nul of minder; daar kan niemand mee rekenen"
            yield Demand(f"AND(ISNUMBER({price}),N({price})<=0)", none, True)
            if isinstance(rule, FixedBandwidthRule):
                bounds = f"{euro(rule.lower)} tot en met {euro(rule.upper)}"
                hard = rule.outside == "voorleggen"
                end = "" if hard else "; hij telt als de grens zelf"
                outside = f"OR({price}<{number(rule.lower)},{price}>{number(rule.upper)})"
                text = f"de prijs bij {leaf.code} ligt buiten {bounds}{end}"
                yield Demand(f"IF(ISNUMBER({price}),{outside},FALSE)", text, hard)


def _compare(value: str, condition: Condition) -> str:
    if condition.minimum is not None:
        return f"{value}>={number(condition.minimum)}"
    return f"{value}<={number(condition.maximum)}" if condition.maximum is not None else ""


def _text(requirement: Requirement, hard: bool) -> str:
    title = f"eis {requirement.code}, {requirement.title}"
    if hard:
        return f"u voldoet niet aan {title}"
    return f"hierover beslist een mens: {title}"


def _own(place: CellRef) -> str:
    return place.formula().rpartition("!")[2]
