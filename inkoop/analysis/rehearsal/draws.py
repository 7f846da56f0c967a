"""Draws made-up bids: every kind of question from its own realistic range, with a published seed.

A bid is stronger or weaker as a whole: half of every grade comes from that, the other half is drawn for each
answer. Grades lie somewhat above the middle, since panels seldom give the lowest. Numbers and prices are
triangular: the middle is the likeliest. Yes falls in seven of ten cases, a choice is any of the list, of a
list with several choices a middling number is taken, and a table has a middling number of rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from inkoop.analysis.rehearsal.bids import Bid
from inkoop.analysis.rehearsal.chance import Chance
from inkoop.analysis.rehearsal.spans import answer_span, price_part, tariff_span
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

    def bid(self, name: str, chance: Chance) -> Bid:
        """One made-up bid."""
        answers = {code: self._value(q, rules, chance) for code, (q, rules) in self.wanted.items()}
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

    def _value(self, question: Question, rules: Kinds, chance: Chance) -> Value:
        if question.code == self.stage.chosen_in:
            return self._lots(question, chance)
        priced = priced_by(rules)
        if isinstance(question, TableQuestion):
            return Rows(tuple(self._rows(question, rules, priced, chance)))
        if priced is not None:
            return Number(tariff_span(priced, price_part(priced.rule, question)).draw(chance))
        return self._simple(question, rules[0] if rules else None, chance)

    def _lots(self, question: Question, chance: Chance) -> Value:
        """The lots that a bid chooses: this one, and others or not."""
        codes = tuple(self.stage.tender.choices_of(question))
        also = chance.several(codes, chance.middling(len(codes) - 1))
        return Codes(tuple(code for code in codes if code == self.stage.name or code in also))

    def _simple(self, asked: Any, rule: Kind[Any] | None, chance: Chance) -> Value:
        """One answer, or one cell of a table."""
        if asked.kind == "ja_nee":
            return YesNo(chance.whole(10) < YES_IN_TEN)
        if asked.kind == "keuze":
            return Code(chance.pick(tuple(self.stage.tender.choices_of(asked))))
        if asked.kind == "meerkeuze":
            codes = tuple(self.stage.tender.choices_of(asked))
            return Codes(chance.several(codes, 1 + chance.middling(len(codes) - 1)))
        if asked.kind in ("tekst", "datum"):
            return Text("tekst")
        return Number(answer_span(rule, asked).draw(chance))

    def _rows(
        self, question: TableQuestion, rules: Kinds, priced: Kind[Any] | None, chance: Chance
    ) -> Iterator[Row]:
        by_column = by_columns(rules)
        if question.fixed_rows is not None:
            price_place = chance.middling(_WHOLE)
            for code in self.stage.tender.choices_of(question.column(question.fixed_rows)):
                values = self._cells(question, by_column, chance)
                if priced is not None and priced.rule.looked_at:
                    values[priced.rule.looked_at] = Number(_tariff(question, priced, code, price_place))
                yield Row({**values, question.fixed_rows: Code(code)}, {})
            return
        count = usual_rows(question, rules, chance)
        distinct = self._distinct(question, by_column, count, chance)
        for index in range(count):
            values = self._cells(question, by_column, chance)
            values.update({column: Code(codes[index]) for column, codes in distinct.items()})
            yield Row(values, {})

    def _cells(
        self, question: TableQuestion, by_column: Mapping[str, Kind[Any]], chance: Chance
    ) -> dict[str, Value]:
        return {
            column.code: self._simple(column, by_column.get(column.code), chance)
            for column in question.columns
            if column.code in by_column or column.kind != "tekst"
        }

    def _distinct(
        self, question: TableQuestion, by_column: Mapping[str, Kind[Any]], count: int, chance: Chance
    ) -> dict[str, tuple[str, ...]]:
        """A scored column with one choice a row: no row repeats another, as far as the list goes."""
        found: dict[str, tuple[str, ...]] = {}
        for column in question.columns:
            if column.kind == "keuze" and column.code in by_column:
                codes = chance.several(tuple(self.stage.tender.choices_of(column)), count)
                found[column.code] = tuple(codes[index % len(codes)] for index in range(count))
        return found


def priced_by(rules: Kinds) -> Kind[Any] | None:
    """The rule on a price among the rules of a question."""
    return next((kind for kind in rules if isinstance(kind.rule, PriceTerms)), None)


def by_columns(rules: Kinds) -> Mapping[str, Kind[Any]]:
    """By column of a table the rule that looks at it."""
    return {column: kind for kind in rules if (column := kind.rule.looked_at)}


def usual_rows(question: TableQuestion, rules: Kinds, chance: Chance) -> int:
    """A middling number of rows: up to one more than gives full points."""
    most = most_rows(question, rules)
    least = min(max(question.min_rows, 1), most)
    return least + chance.middling(most - least)


def most_rows(question: TableQuestion, rules: Kinds) -> int:
    """The most rows that a simulated bid has."""
    full = [kind.full_at + 1 for kind in rules if kind.full_at]
    return min(question.max_rows, max([*full, USUAL_ROWS]))


def _tariff(question: TableQuestion, kind: Kind[Any], row: str, place: int) -> Decimal:
    """All tariffs of a bid lie at the same place within their own ranges: a dear provider is dear overall."""
    within = tariff_span(kind, price_part(kind.rule, question), row)
    steps = int((within.high - within.low) / within.step)
    return within.low + steps * place // _WHOLE * within.step
