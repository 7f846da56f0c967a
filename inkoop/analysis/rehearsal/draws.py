"""Draws made-up bids: every kind of question from its own realistic range, with a published seed.

A bid is stronger or weaker as a whole: half of every grade comes from that, the other half is drawn for each
answer. Grades lie somewhat above the middle, since panels seldom give the lowest. Numbers and prices are
triangular: the middle is the likeliest. Yes falls in seven of ten cases, a choice is any of the list, of a
list with several choices a middling number is taken, and a table has a middling number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from inkoop.analysis.rehearsal.bids import Bid
from inkoop.analysis.rehearsal.chance import Chance
from inkoop.analysis.rehearsal.spans import Span, answer_span, price_part, tariff_span
from inkoop.analysis.rehearsal.stage import Stage
from inkoop.domain.answers import Code, Codes, Number, Row, Rows, Text, Value, YesNo
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion
from inkoop.rules.scoring.kinds.base import Kind

YES_IN_TEN = 7
USUAL_ROWS = 4
_WHOLE, _LIFT = 1000, 150
"""The strength of a bid and of an answer go from 0 to 1000; a grade lies so much above their mean."""
Kinds = tuple[Kind[Any], ...]
Draw = Callable[[Chance], Value]


@dataclass(frozen=True)
class Drawer:
    """Draws the bids of one stage."""

    stage: Stage

    @cached_property
    def wanted(self) -> Mapping[str, tuple[Question, Kinds]]:
        """Every question that can matter for the order, with its rules, in the kader's order."""
        tender = self.stage.tender
        rules: dict[str, list[Kind[Any]]] = {}
        for leaf, _ in tender.leaves:
            question = tender.question_of(leaf)
            if question is not None:
                rules.setdefault(question.code, []).append(self.stage.kinds[leaf.code])
            if isinstance(leaf.rule, PriceTerms):
                for adjustment in leaf.rule.adjustments:
                    rules.setdefault(adjustment.question, [])
        if self.stage.award.capacity:
            rules.setdefault(self.stage.award.capacity.question, [])
        for code in list(rules):
            self._with_condition(code, rules)
        return {
            code: (question, tuple(rules[code]))
            for code, question in tender.questions.items()
            if code in rules
        }

    def _with_condition(self, code: str, rules: dict[str, list[Kind[Any]]]) -> None:
        when = self.stage.tender.questions[code].show_when
        if when is not None and when.question not in rules:
            rules[when.question] = []
            self._with_condition(when.question, rules)

    @cached_property
    def _draws(self) -> Mapping[str, Draw]:
        """How each answer is drawn: all that does not depend on chance is looked up once for all bids."""
        return {code: self.draw_of(question, rules) for code, (question, rules) in self.wanted.items()}

    def bid(self, name: str, chance: Chance) -> Bid:
        """One made-up bid."""
        answers = {code: draw(chance) for code, draw in self._draws.items()}
        strength = chance.middling(_WHOLE)
        grades = {leaf.code: self._grade(leaf, strength, chance) for leaf in self.stage.tender.assessed}
        return Bid(name, answers, grades)

    def tender(self, seed: int, number: int) -> list[Bid]:
        """The bids of one simulated tender."""
        chance = Chance(seed, number)
        return [self.bid(f"Inschrijver {index + 1:02d}", chance) for index in range(self.stage.bidders)]

    def _grade(self, leaf: Criterion, strength: int, chance: Chance) -> Decimal:
        scale = self.stage.kinds[leaf.code].scale
        assert scale is not None, "only what people assess has grades"
        steps = scale.steps
        place = min((strength + chance.middling(_WHOLE)) // 2 + _LIFT, _WHOLE)
        return steps[place * len(steps) // (_WHOLE + 1)].grade

    def draw_of(self, question: Question, rules: Kinds) -> Draw:
        """How the answer to a question is drawn, by the rules that look at it."""
        if question.code == self.stage.chosen_in:
            return self._lots(question)
        priced = priced_by(rules)
        if isinstance(question, TableQuestion):
            return self._printed(question, rules) if question.fixed_rows else self._table(question, rules)
        if priced is not None:
            return _number(tariff_span(priced, price_part(priced.rule, question)))
        return self._simple(question, rules[0] if rules else None)

    def _lots(self, question: Question) -> Draw:
        """The lots that a bid chooses: this one, and others or not."""
        codes = self._codes(question)

        def draw(chance: Chance) -> Value:
            also = chance.several(codes, chance.middling(len(codes) - 1))
            return Codes(tuple(code for code in codes if code == self.stage.name or code in also))

        return draw

    def _codes(self, asked: Any) -> tuple[str, ...]:
        return tuple(self.stage.tender.choices_of(asked))

    def _simple(self, asked: Any, kind: Kind[Any] | None) -> Draw:
        """One answer, or one cell of a table."""
        codes = self._codes(asked)
        if asked.holds is YesNo:
            yes, no = YesNo(True), YesNo(False)
            return lambda chance: yes if chance.whole(10) < YES_IN_TEN else no
        if asked.holds is Code:
            choices = tuple(map(Code, codes))
            return lambda chance: chance.pick(choices)
        if asked.holds is Codes:
            return lambda chance: Codes(chance.several(codes, 1 + chance.middling(len(codes) - 1)))
        if asked.holds is Number:
            return _number(answer_span(kind, asked))
        made: Value = asked.specimen()
        return lambda _: made

    def _cells(self, question: TableQuestion, rules: Kinds) -> Mapping[str, Draw]:
        """How the cells of a row are drawn; text that nobody scores stays empty."""
        by_column = by_columns(rules)
        cells = {
            column.code: self._simple(column, by_column.get(column.code))
            for column in question.columns
            if column.code in by_column or column.holds is not Text
        }
        if question.lot_column and question.lot:
            own = Code(question.lot)
            cells[question.lot_column] = lambda _: own
        return cells

    def _printed(self, question: TableQuestion, rules: Kinds) -> Draw:
        """A table with printed rows; the tariffs of a bid lie at the same place within their own ranges.

        So a dear provider is dear overall.
        """
        assert question.fixed_rows is not None, "asked of a table with printed rows"
        cells, priced, fixed = self._cells(question, rules), priced_by(rules), question.fixed_rows
        codes = self._codes(question.column(fixed))
        column = priced.rule.looked_at if priced else None
        tariffs = (
            {code: _numbers(tariff_span(priced, price_part(priced.rule, question), code)) for code in codes}
            if priced and column
            else {}
        )
        printed = {code: Code(code) for code in codes}

        def draw(chance: Chance) -> Value:
            place, rows = chance.middling(_WHOLE), list[Row]()
            for code, own in printed.items():
                values = {name: cell(chance) for name, cell in cells.items()}
                if column and code in tariffs:
                    within = tariffs[code]
                    values[column] = within[(len(within) - 1) * place // _WHOLE]
                rows.append(Row({**values, fixed: own}, {}))
            return Rows(tuple(rows))

        return draw

    def _table(self, question: TableQuestion, rules: Kinds) -> Draw:
        """A table with a middling number of rows: up to one more than gives full points.

        In a scored column with one choice a row no row repeats another, as far as the list goes.
        """
        cells, by_column = self._cells(question, rules), by_columns(rules)
        most = most_rows(question, rules)
        least = min(max(question.min_rows, 1), most)
        distinct = {
            column.code: tuple(map(Code, self._codes(column)))
            for column in question.columns
            if column.holds is Code and column.code in by_column and column.code != question.lot_column
        }

        def draw(chance: Chance) -> Value:
            count, rows = least + chance.middling(most - least), list[Row]()
            chosen = {column: chance.several(codes, count) for column, codes in distinct.items()}
            for index in range(count):
                values = {name: cell(chance) for name, cell in cells.items()}
                values.update({name: codes[index % len(codes)] for name, codes in chosen.items()})
                rows.append(Row(values, {}))
            return Rows(tuple(rows))

        return draw


def _number(span: Span) -> Draw:
    """A number from a span, the middle most often."""
    numbers = _numbers(span)
    last = len(numbers) - 1
    return lambda chance: numbers[chance.middling(last)]


def _numbers(span: Span) -> tuple[Number, ...]:
    """Every number of a span, from low to high: made once, and drawn many times."""
    return tuple(Number(span.low + place * span.step) for place in range(span.steps + 1))


def priced_by(rules: Kinds) -> Kind[Any] | None:
    """The rule on a price among the rules of a question."""
    return next((kind for kind in rules if isinstance(kind.rule, PriceTerms)), None)


def by_columns(rules: Kinds) -> Mapping[str, Kind[Any]]:
    """By column of a table the rule that looks at it."""
    return {column: kind for kind in rules if (column := kind.rule.looked_at)}


def most_rows(question: TableQuestion, rules: Kinds) -> int:
    """The most rows that a simulated bid has."""
    full = [kind.full_at + 1 for kind in rules if kind.full_at]
    return min(question.max_rows, max([*full, USUAL_ROWS]))
