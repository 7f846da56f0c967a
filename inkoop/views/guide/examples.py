"""Two made-up bids by which every rule is shown with numbers: the engine scores them, nobody else reckons.

Their numbers are as round as what is asked allows. They meet every requirement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property
from typing import Any

from inkoop.analysis.rehearsal.bids import Bid
from inkoop.analysis.rehearsal.spans import Span, answer_span, price_part, tariff_span
from inkoop.analysis.rehearsal.stage import Stage
from inkoop.domain.answers import NOTHING, Code, Codes, Number, Row, Rows, Value, YesNo
from inkoop.domain.answers import Text as Typed
from inkoop.domain.award_rules import Lot
from inkoop.domain.evaluation import LotResult, NoAnswer, NotAsked, Score, Scorecard
from inkoop.domain.exact import ZERO
from inkoop.domain.questions import Question, TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.scoring.kinds.base import Kind
from inkoop.rules.scoring.scorecards import Groundwork
from inkoop.rules.submission.lot_rules import tender_of_lot

NAMES = ("Aanbieder A", "Aanbieder B")
_PARTS = {NAMES[0]: Decimal("0.7"), NAMES[1]: Decimal("0.4")}
"""How good a bid is, from the worst that a rule knows to the best."""
_LITTLE = Decimal("0.05")
"""How far along its range a number lies that only adds to a price: little, as with most that bid."""
_USUAL_ROWS = 2
_EASY = (Decimal(1), Decimal(5), Decimal(2))
"""Round numbers are a ten, a half of it or a fifth of it."""
Kinds = tuple[Kind[Any], ...]


@dataclass(frozen=True)
class Examples:
    """The two bids in one lot, or in the whole of a tender without lots."""

    tender: Tender
    """With its criteria and weights as they hold there."""
    lot: Lot | None = None

    @classmethod
    def of(cls, tender: Tender) -> tuple[Examples, ...]:
        """Those of every lot."""
        if tender.lots is None:
            return (cls(tender),)
        return tuple(cls(tender_of_lot(tender, lot), lot) for lot in tender.lots.items)

    @cached_property
    def ground(self) -> Groundwork:
        """What scoring them rests on."""
        return Groundwork(self.tender)

    @cached_property
    def kinds(self) -> Mapping[str, Kind[Any]]:
        """By sub-criterion its rule, made ready."""
        return {plan.leaf.code: plan.kind for plan in self.ground.plans}

    @cached_property
    def result(self) -> LotResult:
        """What the engine makes of them."""
        assert self.tender.award is not None, "asked only where something is awarded"
        tender = self.tender.changed(requirements=())
        bids = [self.bid(name) for name in NAMES]
        grades = {key: replace(g, comment="") for bid in bids for key, g in bid.given_grades().items()}
        stage = Stage(tender, self.tender.award, self.lot)
        evaluator = Evaluator(tender, Assessment(grades=grades), stage.name or "geheel", ground=self.ground)
        return evaluator.evaluate([bid.submission() for bid in bids])

    @cached_property
    def cards(self) -> Mapping[str, Scorecard]:
        """By name the scorecard, also of who missed a threshold."""
        ranked = [place.scorecard for place in self.result.ranking]
        fallen = [found.scorecard for found in self.result.not_admitted if found.scorecard]
        found = {card.submission.name: card for card in (*ranked, *fallen)}
        return {name: found[name] for name in NAMES if name in found}

    def scores(self, leaf: str) -> Iterator[tuple[str, Score]]:
        """The scores on a sub-criterion, the first bid first; only those that show something."""
        for name, card in self.cards.items():
            for score in card.scores:
                if score.criterion == leaf and not isinstance(score.reason, NoAnswer | NotAsked):
                    yield name, score

    def bid(self, name: str) -> Bid:
        """One of the two."""
        part = _PARTS[name]
        answers = {
            code: _Answer(self.tender, question, rules, part).value
            for code, (question, rules) in self._wanted.items()
        }
        for code, (question, _) in self._wanted.items():
            answers.update(self._parents(question, answers))
            if self.tender.lots and self.lot and code == self.tender.lots.question:
                answers[code] = Codes((self.lot.code,))
        grades = {leaf.code: self._grade(leaf, part) for leaf in self.tender.assessed}
        return Bid(name, answers, grades)

    def _parents(self, question: Question, answers: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
        """The answers after which a question is asked."""
        when = question.show_when
        if when is None:
            return
        parent = self.tender.questions[when.question]
        if not set(answers.get(parent.code, NOTHING).codes) & set(when.values):
            first = when.values[0]
            made = {YesNo: YesNo(first == "ja"), Code: Code(first)}
            yield parent.code, made.get(parent.holds, Codes((first,)))
        yield from self._parents(parent, answers)

    def _grade(self, leaf: Criterion, part: Decimal) -> Decimal:
        scale = self.kinds[leaf.code].scale
        assert scale is not None, "only what people assess has grades"
        steps = sorted(scale.steps, key=lambda step: step.percentage)
        return steps[_at(part, len(steps))].grade

    @cached_property
    def _wanted(self) -> Mapping[str, tuple[Question, Kinds]]:
        """Every question that points or a price rest on, with its rules."""
        rules: dict[str, list[Kind[Any]]] = {}
        for leaf, _ in self.tender.leaves:
            if question := self.tender.question_of(leaf):
                rules.setdefault(question.code, []).append(self.kinds[leaf.code])
        for _, terms, _ in self.tender.priced:
            for adjustment in terms.adjustments:
                rules.setdefault(adjustment.question, [])
        return {code: (self.tender.questions[code], tuple(found)) for code, found in rules.items()}


def _at(part: Decimal, length: int) -> int:
    """The place in a list of so many, from the worst to the best."""
    return min(length - 1, int(part * length))


@dataclass(frozen=True)
class _Answer:
    """The answer of one bid to one question."""

    tender: Tender
    question: Question
    rules: Kinds
    part: Decimal

    @property
    def value(self) -> Value:
        """An answer that its rules give points for."""
        if not isinstance(self.question, TableQuestion):
            return self._one(self.question, self.rules[0] if self.rules else None)
        return Rows(tuple(self._rows(self.question)))

    def _one(self, asked: Any, kind: Kind[Any] | None, share: Decimal = Decimal(1), row: str = "") -> Value:
        """One answer, or one cell; of a sum only its share."""
        codes = tuple(self.tender.choices_of(asked))
        if asked.holds is YesNo:
            ladder = kind.ladder if kind else ()
            return ladder[_at(self.part, len(ladder))] if ladder else YesNo(self.part > _PARTS[NAMES[1]])
        if asked.holds is Code:
            ladder = kind.ladder if kind else [Code(code) for code in codes]
            return ladder[_at(self.part, len(ladder))] if ladder else Code(codes[0])
        if asked.holds is Codes:
            return Codes(self._codes(codes, kind))
        if asked.holds is Number:
            return Number(self._number(asked, kind, share, row))
        made: Value = asked.specimen()
        return Typed("Voorbeeld") if isinstance(made, Typed) else made

    def _codes(self, codes: Sequence[str], kind: Kind[Any] | None) -> tuple[str, ...]:
        """As many as fits how good the bid is; combinations that give a bonus come first."""
        goal = (kind.goal if kind else None) or len(codes)
        number = max(1, min(len(codes), int(self.part * goal)))
        bonus = [code for each in getattr(kind and kind.rule, "bonuses", ()) for code in each.codes]
        ordered = dict.fromkeys([*(bonus if self.part > _PARTS[NAMES[1]] else ()), *codes])
        chosen = set(list(ordered)[:number])
        return tuple(code for code in codes if code in chosen)

    def _number(self, asked: Any, kind: Kind[Any] | None, share: Decimal, row: str) -> Decimal:
        if kind is not None and isinstance(kind.rule, PriceTerms):
            within = tariff_span(kind, price_part(kind.rule, self.question), row)
        else:
            within = _with_share(answer_span(kind, asked), kind, asked, share)
        place = _LITTLE * (1 + self.part) if kind is None else self.part
        if kind is not None and not kind.rises:
            place = 1 - place
        return _easy(within, within.low + (within.high - within.low) * place)

    def _rows(self, table: TableQuestion) -> Iterator[Row]:
        by_column = {column: kind for kind in self.rules if (column := kind.rule.looked_at)}
        names: Sequence[str] = [""] * self._count(table)
        if table.fixed_rows:
            names = tuple(self.tender.choices_of(table.column(table.fixed_rows)))
        spread = {code: self._spread(table, code, kind, len(names)) for code, kind in by_column.items()}
        for number, name in enumerate(names):
            cells: dict[str, Value] = {}
            for column in table.columns:
                kind = by_column.get(column.code)
                share = Decimal(1) / len(names) if kind and kind.summed else Decimal(1)
                made = spread.get(column.code)
                cells[column.code] = made[number] if made else self._one(column, kind, share, name)
            if table.fixed_rows:
                cells[table.fixed_rows] = Code(name)
            if table.lot_column and table.lot:
                cells[table.lot_column] = Code(table.lot)
            yield Row(cells, {})

    def _spread(self, table: TableQuestion, code: str, kind: Kind[Any], rows: int) -> Sequence[Value]:
        """Codes that count wherever they stand, divided over the rows; nothing for another column."""
        column = table.column(code)
        if column.holds not in (Code, Codes) or not rows:
            return ()
        codes = self._codes(tuple(self.tender.choices_of(column)), kind)
        if column.holds is Code:
            return [Code(codes[number % len(codes)]) for number in range(rows)]
        return [Codes(codes[number::rows] or codes[:1]) for number in range(rows)]

    def _count(self, table: TableQuestion) -> int:
        """How many rows: as many as fits how good the bid is, where their number counts."""
        goals = [kind.goal for kind in self.rules if kind.goal]
        wanted = max(1, int(self.part * max(goals))) if goals else _USUAL_ROWS
        return max(min(wanted, table.max_rows), min(max(table.min_rows, 1), table.max_rows))


def _with_share(within: Span, kind: Kind[Any] | None, asked: Any, share: Decimal) -> Span:
    """The part of a span that one of some rows has, where the rule adds them up."""
    if kind is None or share == 1 or kind.ends is None:
        return within
    low, high = (max(asked.minimum, min(asked.maximum, end * share)) for end in kind.ends)
    step = Decimal(1).scaleb(-getattr(asked, "decimals", 0))
    return Span(low, max(low, high), step)


def _easy(within: Span, wanted: Decimal) -> Decimal:
    """A round number near the one that is wanted, within the span and on its steps."""
    room = max((within.high - within.low) / 8, ZERO)
    step = Decimal(10) ** 9
    while step >= within.step:
        for divided in _EASY:
            unit = step / divided
            near = (wanted / unit + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * unit
            fits = within.low <= near <= within.high and near % within.step == 0
            if fits and abs(near - wanted) <= room:
                return near.normalize() + 0
        step /= 10
    return within.low + ((wanted - within.low) / within.step).to_integral_value(ROUND_FLOOR) * within.step
