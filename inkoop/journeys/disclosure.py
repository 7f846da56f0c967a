"""Whether the public version binds a hidden number too closely, before anything is published.

Points that tell a hidden number stay out by construction (`inkoop.views.record.versions`); the order does
not, as everybody must see who gets a contract. The order, with the points that are told, leaves an interval
for every hidden number. It is wide enough when there are two worlds in which everything public is the same,
letter for letter, and in which the number differs as much as `inkoop.rules.protection` asks: then no reader
can tell these apart, whatever he reckons. Here such worlds are looked for: everybody as dear, or as cheap,
as the order allows (which is the tightest there is where one order binds all), all together a part more or
less, and last one by one. Each is evaluated by the rules themselves and held against the public version as
a whole. What is not found is told to the buyer as a finding: the search is no proof of the opposite, so it
errs on the side of telling.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from typing import Any

from inkoop.catalogue import finding
from inkoop.domain.answers import Number, Rows, Value
from inkoop.domain.evaluation import Evaluation, LotResult, Ranked, Scorecard
from inkoop.domain.exact import ZERO
from inkoop.domain.findings import Finding
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.award.draw_checks import evaluate_with_draws
from inkoop.rules.award.signals import low_price_findings
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.protection import SHARE, near
from inkoop.rules.scoring.maxima import total_threshold
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.scoring.scoring import Plan, score
from inkoop.rules.submission.price_checks import price_findings
from inkoop.views.record.document import document
from inkoop.views.record.versions import hidden_answers, hidden_scores, public_version

Key = tuple[SubmissionId, str]
"""Submission and question."""
World = Mapping[Key, Value]
"""Other answers to hidden questions."""
_FURTHEST, _STEPS = Decimal("0.25"), 2500
"""How far a number is moved at most, as a part of itself, and in how many steps."""
_ALL = tuple(Decimal(part) for part in ("0.1", "-0.1", "0.11", "-0.11", "0.06", "-0.06"))
"""Parts by which all hidden numbers are moved together: a hair over what is asked, for what is rounded."""


def disclosure_findings(evaluation: Evaluation) -> dict[SubmissionId, tuple[Finding, ...]]:
    """By submission a finding for every hidden number that the public version binds too closely."""
    search = _Search(evaluation)
    found: dict[SubmissionId, tuple[Finding, ...]] = {}
    for who, code in search.bound():
        low, high = search.between[who, code]
        answer = search.submissions[who].answers[code]
        words = {"vraag": code, "laag": decimal_text(low), "hoog": decimal_text(high)}
        found[who] = (*found.get(who, ()), finding("PRIJS-11", answer.place, **words))
    return found


@dataclass(frozen=True)
class _Leaf:
    """A sub-criterion in a lot, and the hidden numbers that earn points there."""

    lot: LotResult
    plan: Plan
    column: str | None
    scorer: Scorer
    whose: frozenset[SubmissionId]

    @property
    def question(self) -> str:
        """The code of the question."""
        assert self.plan.question is not None
        return self.plan.question.code

    def points(self, submission: Submission, value: Value) -> Decimal:
        """What another answer would earn here, with the other offers as they are."""
        answer = replace(submission.answers[self.question], value=value)
        other = replace(submission, answers={**submission.answers, self.question: answer})
        price, context = self.scorer.price(self.plan, other), self.scorer.context(self.plan, other)
        return score(self.plan, (answer,), context, self.scorer.award.rounding, price=price).points


class _Search:
    """Looks for worlds with other hidden numbers and the same public version."""

    def __init__(self, evaluation: Evaluation) -> None:
        self._evaluation = evaluation
        self.submissions = {each.id: each for each in evaluation.submissions}
        self._hidden = hidden_answers(evaluation)
        self.between: dict[Key, tuple[Decimal, Decimal]] = {}
        """The lowest and highest number found so far in worlds with the same public version."""

    def bound(self) -> list[Key]:
        """The hidden numbers for which no two worlds are found that are far enough apart."""
        for leaf in self._leaves:
            for who in leaf.whose:
                own = _amount(self._value(who, leaf.question), leaf.column)
                self.between[who, leaf.question] = own, own
        for world in self._worlds():
            if not self._narrow():
                break
            self._look(world)
        return self._narrow()

    def _narrow(self) -> list[Key]:
        return [
            key
            for key, own in self.between.items()
            if near(*own, _amount(self._value(*key), self._column[key]))
        ]

    @cached_property
    def _column(self) -> Mapping[Key, str | None]:
        return {(who, leaf.question): leaf.column for leaf in self._leaves for who in leaf.whose}

    @cached_property
    def _leaves(self) -> Sequence[_Leaf]:
        """Every sub-criterion with hidden numbers that earn points."""
        if not self._hidden:
            return ()
        return [leaf for lot in self._evaluation.lots for leaf in self._leaves_in(lot)]

    def _leaves_in(self, lot: LotResult) -> Iterator[_Leaf]:
        award, cards = lot.tender.award, _cards(lot)
        silent = {code for _, code in hidden_scores(lot.tender, self._hidden)}
        if award is None or not silent or not cards:
            return
        scorer = Scorer(lot.tender, self._evaluation.assessment, award, lot.lot)
        for plan in scorer.plans_in([card.submission for card in cards]):
            if plan.leaf.code not in silent or plan.question is None:
                continue
            column = plan.leaf.rule.looked_at if plan.leaf.rule else None
            code = plan.question.code
            whose = frozenset(
                card.submission.id
                for card in cards
                if (card.submission.id, code) in self._hidden
                and _numbers(card.submission.answers[code].value, column)
            )
            if whose:
                yield _Leaf(lot, plan, column, scorer, whose)

    def _value(self, who: SubmissionId, code: str) -> Value:
        value = self.submissions[who].answers[code].value
        assert value is not None, "only answers with a number are looked at"
        return value

    def _worlds(self) -> Iterator[World]:
        """Worlds to try, those that help most first."""
        for leaf in self._leaves:
            yield self._extreme(leaf, down=True)
            yield self._extreme(leaf, down=False)
        for part in _ALL:
            yield {key: self._moved(key, part) for key in self.between}
        for part in (SHARE, -SHARE):
            yield from self._shifted(part)
        for key in list(self.between):
            for part in _ALL:
                if key in self._narrow():
                    yield {key: self._moved(key, part)}

    def _shifted(self, part: Decimal) -> Iterator[World]:
        """All numbers in one leaf by the same amount: a part of the highest, so enough for all."""
        for leaf in self._leaves:
            values = {(who, leaf.question): self._value(who, leaf.question) for who in leaf.whose}
            if not all(isinstance(value, Number) for value in values.values()):
                continue
            most = max(value.number or ZERO for value in values.values())
            amount = (abs(most) * part).to_integral_value(ROUND_HALF_UP)
            yield {key: Number((value.number or ZERO) + amount) for key, value in values.items()}

    def _moved(self, key: Key, part: Decimal) -> Value:
        """The answer with every number a part of itself more or less, with the digits that are allowed."""
        return _moved(self._value(*key), self._column[key], self._asked(key), part)

    def _asked(self, key: Key) -> Any:
        """What holds the number: the question, or its column."""
        leaf = next(each for each in self._leaves if each.question == key[1])
        return leaf.lot.tender.part_of(leaf.plan.leaf)

    def _extreme(self, leaf: _Leaf, *, down: bool) -> World:
        """Everybody with as few points as the order allows, or with as many.

        From below, each keeps a step above who stands under it; from above, a step below who stands over it.
        """
        award = leaf.scorer.award
        step = Decimal(1).scaleb(-award.rounding.total)
        needed = total_threshold(leaf.lot.tender)
        world: dict[Key, Value] = {}
        edge: Decimal | None = needed if down else None
        shared = _tied(leaf.lot.ranking)
        for place in reversed(leaf.lot.ranking) if down else leaf.lot.ranking:
            card, who = place.scorecard, place.scorecard.submission.id
            total = card.total
            if who in leaf.whose and who not in shared:
                found = self._furthest(leaf, card, edge, down=down)
                if found is not None:
                    world[who, leaf.question], total = found
            edge = total + (step if down else -step)
        for out in leaf.lot.not_admitted:
            if down and out.scorecard is not None and out.submission.id in leaf.whose:
                found = self._furthest(leaf, out.scorecard, None, down=True)
                if found is not None:
                    world[out.submission.id, leaf.question] = found[0]
        return world

    def _furthest(
        self, leaf: _Leaf, card: Scorecard, edge: Decimal | None, *, down: bool
    ) -> tuple[Value, Decimal] | None:
        """The answer that moves the points most without crossing the edge, with the total that it gives."""
        who = card.submission.id
        submission, key = self.submissions[who], (who, leaf.question)
        own = card.points(leaf.plan.leaf.code)

        def at(part: Decimal) -> tuple[Value, Decimal]:
            value = self._moved(key, part)
            return value, card.total - own + leaf.points(submission, value)

        ends = [(at(sign * _FURTHEST)[1], sign) for sign in (1, -1)]
        sign = min(ends)[1] if down else max(ends)[1]

        def fits(steps: int) -> bool:
            value, total = at(sign * _FURTHEST * steps / _STEPS)
            inside = edge is None or (total >= edge if down else total <= edge)
            return inside and self._allowed(key, value)

        return at(sign * _FURTHEST * most / _STEPS) if (most := _most(fits)) else None

    def _allowed(self, key: Key, value: Value) -> bool:
        """Whether an answer keeps within the bounds of its question, and is noticed in nothing new."""
        asked, submission = self._asked(key), self.submissions[key[0]]
        least, most = getattr(asked, "minimum", None), getattr(asked, "maximum", None)
        numbers = _numbers(value, self._column[key])
        if least is not None and most is not None and not all(least <= one <= most for one in numbers):
            return False
        return self._noticed(submission, {key: value}) == self._noticed(submission, {})

    def _noticed(self, submission: Submission, world: World) -> list[str]:
        answers = _in_world(submission, world).answers
        return sorted(found.code for found in price_findings(self._evaluation.tender, answers))

    def _look(self, world: World) -> None:
        """Widen what is known of every number in a world with the same public version."""
        if not world or not all(self._allowed(key, value) for key, value in world.items()):
            return
        if self._face(world) != self._public:
            return
        for key, value in world.items():
            low, high = self.between[key]
            number = _amount(value, self._column[key])
            self.between[key] = min(low, number), max(high, number)

    @cached_property
    def _public(self) -> Any:
        return self._face({})

    def _face(self, world: World) -> Any:
        """All that is public in a world."""
        whole = self._evaluation
        submissions = tuple(_in_world(each, world) for each in whole.submissions)
        drawn = evaluate_with_draws(
            whole.tender, whole.fingerprint, whole.assessment, submissions, whole.draws
        )
        signals = {who: [each.code for each in told] for who, told in low_price_findings(drawn.lots).items()}
        other = replace(whole, submissions=submissions, lots=drawn.lots, draws=drawn.draws)
        return document(public_version(other)).data, signals


def _cards(lot: LotResult) -> list[Scorecard]:
    fallen = [found.scorecard for found in lot.not_admitted if found.scorecard]
    return [*(place.scorecard for place in lot.ranking), *fallen]


def _tied(ranking: Sequence[Ranked]) -> frozenset[SubmissionId]:
    """Who has the same total as another: there a step is too much."""
    totals = [place.scorecard.total for place in ranking]
    return frozenset(
        place.scorecard.submission.id for place in ranking if totals.count(place.scorecard.total) > 1
    )


def _in_world(submission: Submission, world: World) -> Submission:
    own = {code: value for (who, code), value in world.items() if who == submission.id}
    if not own:
        return submission
    answers = {code: replace(submission.answers[code], value=value) for code, value in own.items()}
    return replace(submission, answers={**submission.answers, **answers})


def _numbers(value: Value | None, column: str | None) -> list[Decimal]:
    """The number of an answer, or those in a column of it."""
    if value is None:
        return []
    if value.number is not None:
        return [value.number]
    return [number for row in value.rows if (number := row.number(column)) is not None]


def _amount(value: Value, column: str | None) -> Decimal:
    """One number for an answer: its numbers move together, so their sum tells how far."""
    return sum(_numbers(value, column), ZERO)


def _moved(value: Value, column: str | None, asked: Any, part: Decimal) -> Value:
    unit = Decimal(1).scaleb(-getattr(asked, "decimals", 0))

    def other(number: Decimal) -> Decimal:
        found = (number + abs(number) * part).quantize(unit, ROUND_HALF_UP)
        same = found == number and abs(part) >= SHARE
        return found + unit.copy_sign(part) if same else found

    if value.number is not None:
        return Number(other(value.number)) if part else value
    rows = tuple(
        replace(row, values={**row.values, column: Number(other(number))})
        if column is not None and (number := row.number(column)) is not None
        else row
        for row in value.rows
    )
    return Rows(rows)


def _most(fits: Callable[[int], bool]) -> int:
    """The most steps that fit, where fewer fit as well; nothing where not even one does."""
    low, high = 0, _STEPS
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low
