"""The price of an offer as a formula, by the terms of its rule, and what is not in order with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.rules.price import Bounds, PriceTerms
from inkoop.rules.dutch_format import euro
from inkoop.writers.form.check.demand import Demand
from inkoop.writers.form.check.formulas import EMPTY, LONGEST, WRONG, all_of, any_of, number

if TYPE_CHECKING:
    from inkoop.writers.form.check.questions import QuestionChecks

_DIGITS = 6
"""Behind the comma; hides that a spreadsheet reckons in binary fractions."""

_ROOM = LONGEST // 12
"""A longer price, of very many tariffs, is left to the program: its formula stands in the line many times."""


class _Tariff(NamedTuple):
    cell: str
    quantity: Decimal
    floor: Decimal | None

    @property
    def amount(self) -> str:
        """What it adds to the price: a tariff under its floor counts as the floor."""
        counted = self.cell if self.floor is None else f"MAX({self.cell},{number(self.floor)})"
        return counted if self.quantity == 1 else f"{number(self.quantity)}*{counted}"


@dataclass(frozen=True)
class Prices:
    """Makes the formulas about the price of one criterion."""

    checks: QuestionChecks
    criterion: str
    question: Question
    terms: PriceTerms

    def counted(self) -> str:
        """The price as it counts, or an empty text; empty when there is no formula for it."""
        tariffs = self._tariffs()
        if not tariffs:
            return ""
        added = [self._answer(found.question) for found in self.terms.adjustments]
        sums = [tariff.amount for tariff in tariffs]
        sums += [
            f"({number(found.per_unit)})*{cell}"
            for found, cell in zip(self.terms.adjustments, added, strict=True)
        ]
        cells = [tariff.cell for tariff in tariffs] + added
        complete = all_of([f"COUNT({','.join(cells)})={len(cells)}", *self._sound()])
        return f"IF({complete},ROUND({'+'.join(sums)},{_DIGITS}),{EMPTY})"

    def demands(self) -> Iterator[Demand]:
        """What the program says of a price, in the same order: nought, floors, bounds and ceiling."""
        price = self.counted()
        if not price or len(price) > _ROOM:
            return
        tariffs, name = self._tariffs(), self.criterion
        offered = "+".join(f"{number(tariff.quantity)}*{tariff.cell}" for tariff in tariffs)
        nought = any_of([f"N({price})<=0", f"({offered})<=0"])
        none = f"de prijs bij {name} is nul of minder; daar kan niemand mee rekenen"
        yield Demand(f"IF(ISNUMBER({price}),{nought},FALSE)", none, True)
        under = [f"{one.cell}<{number(one.floor)}" for one in tariffs if one.floor is not None]
        if under:
            text = (
                f"bij {name} ligt {'de prijs' if len(tariffs) == 1 else 'een tarief'} onder het minimumtarief"
            )
            yield Demand(f"IF(ISNUMBER({price}),{any_of(under)},FALSE)", text, True)
        if self.terms.bounds is not None:
            yield self._outside(price, self.terms.bounds)

    def _outside(self, price: str, bounds: Bounds) -> Demand:
        high = f"{price}>{number(bounds.upper)}"
        if bounds.lower is None:
            where, counts, outside = f"boven het plafond van {euro(bounds.upper)}", "krijgt geen punten", high
        else:
            where = f"buiten {euro(bounds.lower)} tot en met {euro(bounds.upper)}"
            counts, outside = "telt als de grens zelf", f"OR({price}<{number(bounds.lower)},{high})"
        end = "" if bounds.decided else f"; hij {counts}"
        text = f"de prijs bij {self.criterion} ligt {where}{end}"
        return Demand(f"IF(ISNUMBER({price}),{outside},FALSE)", text, bounds.decided)

    def _tariffs(self) -> list[_Tariff]:
        """The cells whose amounts make the price; empty when a formula cannot say which."""
        terms, question = self.terms, self.question
        if not isinstance(question, TableQuestion):
            return [_Tariff(self._answer(question.code), Decimal(1), terms.floor)]
        cells = self.checks.tables[question.code].cells.get(terms.column or "")
        if cells is None or question.fixed_rows is None:
            return []
        rows = list(self.checks.tender.choices_of(question.column(question.fixed_rows)))
        return [
            _Tariff(cells[rows.index(code)], quantity, terms.floors.get(code, terms.floor))
            for code, quantity in terms.quantities.items()
        ]

    def _sound(self) -> list[str]:
        """Tests that the answers which add to the price are in order by themselves."""
        states = [self.checks.places[found.question].state.here() for found in self.terms.adjustments]
        return [f'LEFT({state},1)<>"{WRONG}"' for state in states]

    def _answer(self, question: str) -> str:
        return self.checks.places[question].value.here()


def prices_of(checks: QuestionChecks, question: Question) -> Iterator[Demand]:
    """What the program says of the prices that rest on the answer to a question."""
    for leaf, _ in checks.tender.leaves:
        held = checks.tender.question_of(leaf)
        if isinstance(leaf.rule, PriceTerms) and held is not None and held.code == question.code:
            yield from Prices(checks, leaf.code, question, leaf.rule).demands()
