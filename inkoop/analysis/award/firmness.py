"""How firm a ranking is: what would have to change before other providers get a contract.

It describes the ranking and never changes it. Weights are varied for the top-level criteria; within a
criterion everything stays as published. Rounding is left out here: it moves a total by less than a digit that
is shown. The draws come from MT19937, whose numbers NumPy keeps the same for ever (NEP 19), so that the same
seed gives the same figures years later.

Rank acceptability follows Lahdelma, Hokkanen and Salminen, SMAA (1998).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.scoring_rules import RELATIVE_RULES, AssessedRule
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.evaluation import Evaluator
from inkoop.rules.maxima import maxima

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 10_000
SEED = 20_250_101
"""Published in the report; any other would do."""
NEARBY = 0.5
"""Near the published weights: each between half and one and a half times its own, then made 100 again."""
_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Tipping:
    """The nearest weight of one criterion at which another provider would get a contract."""

    criterion: str
    weight: Decimal
    """As published, in percent."""
    tips_at: Decimal | None
    """The nearest such weight in percent, to two digits; None when no weight from 0 to 100 does it."""
    comes: str
    goes: str


@dataclass(frozen=True, slots=True)
class WithoutCriterion:
    """Who would get a contract if a criterion had not counted, the others in proportion."""

    criterion: str
    come: tuple[str, ...]
    go: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WithoutBid:
    """What happens to the contracts of the others when one bid had not been there."""

    tenderer: str
    come: tuple[str, ...]
    go: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Acceptability:
    """How often a provider would have a contract, in percent of the draws."""

    tenderer: str
    awarded: bool
    nearby: int
    anywhere: int


@dataclass(frozen=True, slots=True)
class ClosePair:
    """Two neighbours in the ranking whom one step of one grade would turn round."""

    upper: str
    lower: str
    margin: Decimal
    criteria: tuple[str, ...]
    """The graded sub-criteria where one step is enough."""
    across_line: bool
    """Whether the award changes between these two."""


@dataclass(frozen=True, slots=True)
class Firmness:
    """Everything about one lot."""

    tipping: tuple[Tipping, ...]
    without_criterion: tuple[WithoutCriterion, ...]
    without_bid: tuple[WithoutBid, ...]
    """Bids whose absence would change a contract of another; empty with absolute rules."""
    relative: bool
    """Whether any score depends on other offers."""
    acceptability: tuple[Acceptability, ...]
    close: tuple[ClosePair, ...]


def firmness(lot: LotResult, assessment: Assessment) -> Firmness | None:
    """How firm the proposal is; None without a ranking in points, or when everyone gets a contract."""
    award = lot.tender.award
    winners = [place for place in lot.ranking if place.award is Award.AWARDED]
    if award is None or award.method in PRICE_METHODS or not winners or len(winners) == len(lot.ranking):
        return None
    shares = _Shares.of(lot)
    relative = any(isinstance(leaf.rule, RELATIVE_RULES) for leaf, _ in lot.tender.leaves)
    relative = relative or any(criterion.rescaled for criterion in _every(lot.tender.criteria))
    return Firmness(
        tuple(shares.tipping()),
        tuple(shares.without_each()),
        tuple(_without_bids(lot, assessment)) if relative else (),
        relative,
        shares.acceptability(),
        tuple(_close_pairs(lot)),
    )


@dataclass(frozen=True)
class _Shares:
    """The share of its maximum that every ranked provider has on every top-level criterion."""

    lot: LotResult
    criteria: tuple[Criterion, ...]
    weights: NDArray[np.float64]
    shares: NDArray[np.float64]
    """One row a provider in the order of the ranking, one column a criterion."""
    won: NDArray[np.bool_]

    @classmethod
    def of(cls, lot: LotResult) -> _Shares:
        import numpy as np

        limits = maxima(lot.tender)
        counted = tuple(criterion for criterion in lot.tender.criteria if limits[criterion.code] > 0)
        total = sum(float(limits[criterion.code]) for criterion in counted)
        shares = [
            [float(place.scorecard.points(c.code) / limits[c.code]) for c in counted] for place in lot.ranking
        ]
        weights = [float(limits[c.code]) / total for c in counted]
        won = [place.award is Award.AWARDED for place in lot.ranking]
        return cls(lot, counted, np.array(weights), np.array(shares), np.array(won))

    def name(self, row: int) -> str:
        """The tenderer of a row."""
        return self.lot.ranking[row].scorecard.submission.tenderer

    def tipping(self) -> Iterator[Tipping]:
        """For each criterion the nearest weight at which an awarded provider falls behind another.

        With weight w for the criterion and the others in proportion, the difference between two providers
        is a·w + b·(1 − w): a on the criterion itself, b on the others together. It is nothing at b / (b − a).
        """
        import numpy as np

        winners, losers = np.flatnonzero(self.won), np.flatnonzero(~self.won)
        for column, criterion in enumerate(self.criteria):
            own = self.weights[column]
            published = Decimal(str(round(own * 100, 6))).normalize()
            if own >= 1:
                yield Tipping(criterion.code, published, None, "", "")
                continue
            rest = self.weights / (1 - own)
            rest[column] = 0
            a = np.subtract.outer(self.shares[winners, column], self.shares[losers, column])
            others = self.shares @ rest
            b = np.subtract.outer(others[winners], others[losers])
            with np.errstate(divide="ignore", invalid="ignore"):
                at = b / (b - a)
            at[~((at >= 0) & (at <= 1))] = np.inf
            away = np.abs(at - own)
            winner, loser = np.unravel_index(int(np.argmin(away)), away.shape)
            if not np.isfinite(away[winner, loser]):
                yield Tipping(criterion.code, published, None, "", "")
                continue
            tips = Decimal(str(round(float(at[winner, loser]) * 100, 2)))
            comes, goes = self.name(int(losers[loser])), self.name(int(winners[winner]))
            yield Tipping(criterion.code, published, tips, comes, goes)

    def without_each(self) -> Iterator[WithoutCriterion]:
        """The contracts when one criterion does not count."""
        for column, criterion in enumerate(self.criteria):
            weights = self.weights.copy()
            weights[column] = 0
            if weights.sum() > 0:
                come, go = self._changes(self.shares @ weights)
                yield WithoutCriterion(criterion.code, come, go)

    def _changes(self, totals: NDArray[np.float64]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        import numpy as np

        # Equal totals keep the order of the ranking: an analysis breaks no tie.
        order = np.argsort(-np.round(totals, 9), kind="stable")[: int(self.won.sum())]
        chosen = np.zeros(len(totals), dtype=bool)
        chosen[order] = True
        come = tuple(self.name(int(row)) for row in np.flatnonzero(chosen & ~self.won))
        go = tuple(self.name(int(row)) for row in np.flatnonzero(~chosen & self.won))
        return come, go

    def acceptability(self) -> tuple[Acceptability, ...]:
        """How often each provider has a contract over many draws of weights, near and anywhere."""
        near, anywhere = self._frequencies(nearby=True), self._frequencies(nearby=False)
        return tuple(
            Acceptability(self.name(row), bool(self.won[row]), near[row], anywhere[row])
            for row in range(len(self.won))
        )

    def _frequencies(self, *, nearby: bool) -> list[int]:
        import numpy as np

        source = np.random.RandomState(SEED)
        places, count = int(self.won.sum()), np.zeros(len(self.won))
        for _ in range(DRAWS // _CHUNK):
            drawn = source.random_sample((_CHUNK, len(self.criteria)))
            # Minus the logarithm of uniform numbers, made 100 together: every division is as likely.
            around = 1 - NEARBY + 2 * NEARBY * drawn
            weights = self.weights * around if nearby else -np.log1p(-drawn)
            totals = np.round((weights / weights.sum(axis=1, keepdims=True)) @ self.shares.T, 9)
            order = np.argsort(-totals, axis=1, kind="stable")[:, :places]
            count += np.bincount(order.ravel(), minlength=len(count))
        return [round(float(value) * 100 / DRAWS) for value in count]


def _every(criteria: Sequence[Criterion]) -> Iterator[Criterion]:
    for criterion in criteria:
        yield criterion
        yield from _every(criterion.children)


def _without_bids(lot: LotResult, assessment: Assessment) -> Iterator[WithoutBid]:
    """Leave every ranked bid out in turn and reckon again with the published rules."""
    won = {place.scorecard.submission.tenderer for place in lot.ranking if place.award is Award.AWARDED}
    evaluator = Evaluator(lot.tender, assessment, lot.lot)
    for left_out in lot.ranking:
        file = left_out.scorecard.submission.file
        again = evaluator.evaluate([s for s in lot.admitted if s.file != file])
        after = {p.scorecard.submission.tenderer for p in again.ranking if p.award is Award.AWARDED}
        name = left_out.scorecard.submission.tenderer
        come, go = sorted(after - won), sorted(won - after - {name})
        # Who left makes room for one: only what happens beyond that is an effect on the others.
        if go or len(come) > (name in won):
            yield WithoutBid(name, tuple(come), tuple(go))


def _close_pairs(lot: LotResult) -> Iterator[ClosePair]:
    """Neighbours whom one step of one grade would turn round, or make equal."""
    steps = dict(_steps(lot.tender))
    for upper, lower in zip(lot.ranking, lot.ranking[1:], strict=False):
        margin = upper.scorecard.total - lower.scorecard.total
        enough = tuple(code for code, step in steps.items() if step >= margin)
        if enough:
            yield ClosePair(_name(upper), _name(lower), margin, enough, upper.award is not lower.award)


def _name(place: Ranked) -> str:
    return place.scorecard.submission.tenderer


def _steps(tender: Tender) -> Iterator[tuple[str, Decimal]]:
    """Every graded sub-criterion with the points of the smallest step of its scale that matters."""
    limits: Mapping[str, Decimal] = maxima(tender)
    for leaf in tender.assessed:
        assert isinstance(leaf.rule, AssessedRule)
        shares = sorted({step.percentage for step in tender.scales[leaf.rule.scale].steps})
        gaps = [high - low for low, high in pairwise(shares)]
        if gaps and limits[leaf.code] > 0:
            yield leaf.code, limits[leaf.code] * min(gaps) / 100
