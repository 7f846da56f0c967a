"""What a form can tell about coverage, sums and the price: no judgement, only what was filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from inkoop.domain.answers import Code
from inkoop.domain.form_layout import option_code
from inkoop.domain.questions import MultiChoiceColumn, MultiChoiceQuestion, Question, TableQuestion
from inkoop.domain.rules.base import Measured
from inkoop.domain.rules.coverage import CoverageRule
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion
from inkoop.rules.dutch_format import euro
from inkoop.writers.form.check.formulas import (
    EMPTY,
    LONGEST,
    cell_area,
    is_marked,
    joined,
    literal,
    marked,
    shown,
    shown_joined,
)
from inkoop.writers.form.check.prices import Prices
from inkoop.writers.form.check.questions import QuestionChecks
from inkoop.writers.form.check.told import Told
from inkoop.writers.form.registry import CellRef

FORMULA_ROOM = LONGEST - 200
MEASURES = {"som": ("SUM", "samen"), "laagste": ("MIN", "laagste"), "hoogste": ("MAX", "hoogste")}


NOTHING = literal("nog niets ingevuld")
NO_PRICE = literal("nog niet te berekenen")
MISSING = literal(". Nog niet: ")


@dataclass(frozen=True)
class Fact:
    """One line: what it is about, and what tells it."""

    title: str
    question: str
    told: Told


@dataclass(frozen=True)
class Facts:
    """Makes the lines about coverage, sums and price."""

    checks: QuestionChecks

    def all(self) -> Iterator[Fact]:
        """Every line, in the order of the criteria."""
        for leaf, _ in self.checks.tender.leaves:
            question = self.checks.tender.question_of(leaf)
            if question is not None and (told := self._told(leaf, question)):
                yield Fact(f"{leaf.code} {leaf.title}", question.code, told)

    def _told(self, leaf: Criterion, question: Question) -> Told | None:
        rule = leaf.rule
        if isinstance(rule, CoverageRule):
            return self._coverage(question, rule)
        if isinstance(rule, PriceTerms):
            return self._price(leaf.code, question, rule)
        if isinstance(question, TableQuestion) and isinstance(rule, Measured):
            return self._measure(question, rule.operation, rule.column)
        return None

    def _measure(self, question: TableQuestion, operation: str | None, column: str | None) -> Told | None:
        """The sum, lowest or highest value of a column."""
        areas = self.checks.tables[question.code].values
        if operation is None or column not in areas or column is None:
            return None
        name, words = MEASURES[operation]
        unit = literal(f" {getattr(question.column(column), 'unit', '')}")
        total = f"{literal(f'{words}: ')}&{name}({areas[column]})&{unit}"
        return Told(f"IF(COUNT({areas[column]})=0,{NOTHING},{total})", shown(NOTHING))

    def _price(self, criterion: str, question: Question, rule: PriceTerms) -> Told | None:
        price = Prices(self.checks, criterion, question, rule).counted()
        if not price or len(price) > FORMULA_ROOM // 3:
            return None
        amount = f'"prijs: € "&FIXED({price},2)&{literal(_bounds(rule))}'
        return Told(f"IF(ISNUMBER({price}),{amount},{NO_PRICE})", shown(NO_PRICE))

    def _coverage(self, question: Question, rule: CoverageRule) -> Told | None:
        """How many codes of a list are offered, which ones, and which not."""
        tests, names = self._offered(question, rule.column)
        if not tests:
            return None
        parts = {test: literal(f"{names[code]}, ") for code, test in tests.items()}
        many, total = "+".join(f"N({test})" for test in parts), literal(f" van de {len(parts)}")
        offered = joined([f"IF({test},{part},{EMPTY})" for test, part in parts.items()])
        missing = joined([f"IF({test},{EMPTY},{part})" for test, part in parts.items()])
        head, none = f"{many}&{total}", f"0{shown(total)}"
        tail = f"IF({many}={len(parts)},{EMPTY},{MISSING}&{missing})"
        left = shown(MISSING) + shown_joined(parts.values())
        for told in (
            Told(f'SUBSTITUTE({head}&": "&{offered}&{tail},": . ",". ")', none + left),
            Told(f"{head}&{tail}", f"{none}{left}"),
            Told(head, none),
        ):
            if len(told.formula) < FORMULA_ROOM:
                return told
        return None

    def _offered(self, question: Question, code: str | None) -> tuple[dict[str, str], Mapping[str, str]]:
        """Per code of the list a test whether it is offered."""
        registry = self.checks.registry
        if isinstance(question, MultiChoiceQuestion):
            tests = {
                option: is_marked(place.formula())
                for option, place in registry.options[question.code].items()
            }
            return tests, self.checks.tender.choices_of(question)
        if not isinstance(question, TableQuestion) or code is None or code == question.fixed_rows:
            return {}, {}
        column = question.column(code)
        names = self.checks.tender.choices_of(column)
        if isinstance(column, MultiChoiceColumn):
            return {option: self._any_row(question, code, option) for option in names}, names
        area = self.checks.tables[question.code].values[code]
        if column.holds is not Code:
            return {}, {}
        listed = self.checks.inputs.list_name(column)
        tests = {
            option: f"(SUMPRODUCT(--({area}=INDEX({listed},{number})))>0)"
            for number, option in enumerate(names, 1)
        }
        return tests, names

    def _any_row(self, question: TableQuestion, column: str, option: str) -> str:
        area = self.checks.registry.tables[question.code]
        place = area.columns[option_code(column, option)]
        first = CellRef(area.sheet, area.first_row, place).formula()
        last = CellRef(area.sheet, area.last_row, place).formula()
        return f"IFERROR({marked(cell_area(first, last), across=False)}>0,FALSE)"


def _bounds(rule: PriceTerms) -> str:
    bounds = rule.bounds
    if bounds is None:
        return ""
    if bounds.lower is None:
        return f" (het plafond is {euro(bounds.upper)})"
    return f" (de grenzen zijn {euro(bounds.lower)} en {euro(bounds.upper)})"
