"""What would have been, had one offer been another and all others what they were.

Everything is reckoned with the rules that gave the outcome: also what a lower price takes from others under a
rule that compares prices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_FLOOR, Decimal
from functools import cached_property

from inkoop.domain.award_rules import PRICE_METHODS, AwardRules
from inkoop.domain.evaluation import LotResult, NotCompared, Price, Score, Scorecard
from inkoop.domain.exact import ZERO
from inkoop.domain.questions.base import Numeric
from inkoop.domain.questions.table import TableQuestion
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Assessment, Submission, SubmissionId
from inkoop.rules.award.methods import Offer, with_outcomes
from inkoop.rules.scoring.maxima import total_points
from inkoop.rules.scoring.rounding import round_points
from inkoop.rules.scoring.scorecards import Scorer
from inkoop.rules.scoring.scoring import Plan, score

CENT = Decimal("0.01")


@dataclass(frozen=True)
class Hindsight:
    """One lot with an award, looked back on."""

    lot: LotResult
    assessment: Assessment
    withdrawn: Sequence[Submission] = ()
    """Who took its bid back: where the kader keeps the ranking, its price is still compared with."""
    _prices: dict[str, Sequence[tuple[SubmissionId, Decimal]]] = field(default_factory=dict)

    @property
    def award(self) -> AwardRules:
        """How points lead to an award."""
        assert self.lot.tender.award is not None
        return self.lot.tender.award

    @cached_property
    def cards(self) -> Sequence[Scorecard]:
        """Everybody who has points: the ranking, and who missed a threshold."""
        ranked = [place.scorecard for place in self.lot.ranking]
        return (*ranked, *(found.scorecard for found in self.lot.not_admitted if found.scorecard))

    @cached_property
    def scorer(self) -> Scorer:
        """It scores again."""
        return Scorer(self.lot.tender, self.assessment, self.award)

    @cached_property
    def plans(self) -> Mapping[str, Plan]:
        """By sub-criterion what it takes to score it again; not where that does not give what was given."""
        return {code: plan for code, (plan, _) in self._compared.items()}

    @cached_property
    def _compared(self) -> Mapping[str, tuple[Plan, Sequence[Submission]]]:
        """The plans, with the offers that each compares."""
        cards = [card for card in self.cards if _is_compared(card)]
        stayed = [card.submission for card in cards]
        found: dict[str, tuple[Plan, Sequence[Submission]]] = {}
        for offers in ([*stayed, *self.withdrawn], stayed):
            for plan in self.scorer.plans_in(offers):
                if plan.leaf.code not in found and self._gives_the_same(plan, cards):
                    found[plan.leaf.code] = plan, offers
        return found

    def _gives_the_same(self, plan: Plan, cards: Sequence[Scorecard]) -> bool:
        if not plan.kind.rule.relative:
            return True
        return all(
            not _score(card, plan).answers
            or self._points(plan, card, self.scorer.price(plan, card.submission)) == _score(card, plan).points
            for card in cards
        )

    def _points(self, plan: Plan, card: Scorecard, price: Price | None) -> Decimal:
        """What a score comes to, with this price where its rule is one on a price."""
        context = plan.context
        if price is not None:
            context = context._replace(price=price.counted if price.comparable else None)
        return score(plan, _score(card, plan).answers, context, self.award.rounding).points

    def price(self, own: Scorecard, code: str) -> Price | None:
        """The price of an offer by the rule of a sub-criterion; None where that is none on a price."""
        plan = self.plans.get(code)
        found = self.scorer.price(plan, own.submission) if plan else None
        return found if found is not None and found.comparable else None

    def price_above(self, own: Scorecard, other: Scorecard, plan: Plan) -> Decimal | None:
        """The highest price, as it counts, with which an offer stands above another; None where none does.

        It lies a whole number of cents under its own price, and not under what the kader allows or rewards.
        """
        terms, offered = plan.leaf.rule, self.price(own, plan.leaf.code)
        if not isinstance(terms, PriceTerms) or offered is None:
            return None
        room = offered.counted - _least(plan, terms, offered)

        def enough(cents: int) -> bool:
            return self._above(own, other, plan, offered.counted - cents * CENT)

        low, high = 1, int((room / CENT).to_integral_value(ROUND_FLOOR))
        if high < low or not enough(high):
            return None
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if enough(middle) else (middle + 1, high)
        return offered.counted - low * CENT

    def _above(self, own: Scorecard, other: Scorecard, plan: Plan, price: Decimal) -> bool:
        if self.award.method in PRICE_METHODS:
            mine, theirs = self._by_method(own, other, price)
        else:
            mine, theirs = self._by_points(own, other, plan, price)
        return mine < theirs if self.award.lowest_first else mine > theirs

    def _by_method(self, own: Scorecard, other: Scorecard, price: Decimal) -> tuple[Decimal, Decimal]:
        """The outcomes of both, with this price of the first."""
        tried = Price(price, price)
        among = [place.scorecard for place in self.lot.ranking] if self.award.two_stages else self.cards
        compared = [Offer(card, tried if card is own else card.price) for card in among]
        offers = [Offer(own, tried), Offer(other, other.price)]
        (mine, theirs), _ = with_outcomes(offers, compared, total_points(self.lot.tender), self.award)
        return mine.total, theirs.total

    def _by_points(
        self, own: Scorecard, other: Scorecard, plan: Plan, price: Decimal
    ) -> tuple[Decimal, Decimal]:
        """The totals of both, with this price of the first: the lowest now, or no longer the highest."""
        if plan.kind.rule.relative:
            beside = [asked for who, asked in self._asked(plan) if who != own.submission.id]
            lowest, highest = min([price, *beside]), max([price, *beside])
            plan = plan._replace(context=plan.context._replace(lowest=lowest, highest=highest))
        mine = self._points(plan, own, Price(price, price))
        theirs = self._points(plan, other, self.scorer.price(plan, other.submission))
        return self._total(own, plan, mine), self._total(other, plan, theirs)

    def _total(self, card: Scorecard, plan: Plan, points: Decimal) -> Decimal:
        exact = card.quality - _score(card, plan).points + points
        return round_points(exact, self.award.rounding.total, self.award.rounding.mode)

    def _asked(self, plan: Plan) -> Sequence[tuple[SubmissionId, Decimal]]:
        """What everybody asks who is compared."""
        code = plan.leaf.code
        if code not in self._prices:
            _, offers = self._compared[code]
            priced = [(one.id, self.scorer.price(plan, one)) for one in offers]
            self._prices[code] = [(who, each.counted) for who, each in priced if each and each.comparable]
        return self._prices[code]


def _is_compared(card: Scorecard) -> bool:
    return all(not isinstance(score.reason, NotCompared) for score in card.scores)


def _score(card: Scorecard, plan: Plan) -> Score:
    return next(score for score in card.scores if score.criterion == plan.leaf.code)


def _least(plan: Plan, terms: PriceTerms, offered: Price) -> Decimal:
    """The lowest price, as it counts, that may be given and that a lower one is no better than."""
    added = offered.counted - offered.floored
    question = plan.question
    if isinstance(question, TableQuestion):
        column = next((each for each in question.columns if each.code == terms.column), None)
        least = column.minimum if isinstance(column, Numeric) else ZERO
        floors = {code: terms.floors.get(code, terms.floor or ZERO) for code in terms.quantities}
        rows = (quantity * max(floors[code], least) for code, quantity in terms.quantities.items())
        return max(sum(rows, ZERO), CENT) + added
    least = question.minimum if isinstance(question, Numeric) else ZERO
    return max(terms.floor or CENT, least, CENT) + added
