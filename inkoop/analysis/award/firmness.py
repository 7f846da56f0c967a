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

from inkoop.analysis.award.one_left_out import LeftOut
from inkoop.domain.award_rules import PRICE_METHODS
from inkoop.domain.evaluation import Award, LotResult, Ranked
from inkoop.domain.exact import is_told
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.submission import Assessment, SubmissionId
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.award.allocation import allocate
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.scoring.maxima import maxima

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DRAWS = 10_000
SEED = 20_250_101
"""Published in the report; any other would do."""
NEARBY = 0.5
"""Near the published weights: each between half and one and a half times its own, then made 100 again."""
_CHUNK = 1_000
_EPSILON = 1e-9
_OPEN = (Award.DRAW, Award.CHOICE)


def get_ready() -> None:
    """Load what is reckoned with, which takes a while."""
    import numpy as np  # noqa: F401


@dataclass(frozen=True, slots=True)
class Tipping:
    """The nearest weight of one criterion at which another provider would get a contract."""

    criterion: str
    weight: Decimal
    """As published, in percent."""
    tips_at: Decimal | None
    """The nearest such weight in percent, to two digits; None when no weight from 0 to 100 does it."""
    upward: bool
    """Whether the weight has to grow. It says which way when the smallest step is enough."""
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

    submission: SubmissionId
    tenderer: str
    nearby: int
    anywhere: int


@dataclass(frozen=True, slots=True)
class ClosePair:
    """Two neighbours in the ranking whom one step of one grade would turn round."""

    place: int
    """How many stand above the line between them."""
    upper: str
    lower: str
    margin: Decimal
    criteria: tuple[str, ...]
    """The graded sub-criteria where one step is enough."""
    across_line: bool
    """Whether the award changes between these two."""


@dataclass(frozen=True, slots=True)
class Margin:
    """The points between the last who surely has a contract and the first who surely has none."""

    inside: str
    outside: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Firmness:
    """Everything about one lot."""

    seats: int
    """The number of contracts in this lot, those that are still drawn for with them."""
    drawn: bool
    """Whether some of those are still to be drawn for or chosen."""

    tipping: tuple[Tipping, ...]
    without_criterion: tuple[WithoutCriterion, ...]
    without_bid: tuple[WithoutBid, ...] | None
    """Bids whose absence would change a contract of another; empty with absolute rules.

    None where it cannot be told from this lot alone: a limit over lots decides with it.
    """
    relative: bool
    """Whether any score depends on other offers."""
    acceptability: tuple[Acceptability, ...]
    close: tuple[ClosePair, ...]
    margin: Margin | None
    left_out: LeftOut | None = None
    """What each assessor makes out, where it is known what each gave."""


def firmness(lot: LotResult, assessment: Assessment, left_out: LeftOut | None = None) -> Firmness | None:
    """How firm the proposal is; None without a ranking in points, when all or none get a
    contract, and in a version that does not tell every total."""
    award = lot.tender.award
    if award is None or award.method in PRICE_METHODS:
        return None
    passed = (Award.ELSEWHERE, Award.NOTHING)
    rows = tuple(place for place in lot.ranking if place.award not in passed)
    seats = _seats(rows, award.places)
    if not 0 < seats < len(rows):
        return None
    if not all(is_told(place.scorecard.total) for place in rows):
        return None  # how firm it is tells how near the totals are
    shares = _Shares.of(lot, rows, seats)
    relative = bool(_compared(lot.tender))
    return Firmness(
        seats,
        any(place.award in _OPEN for place in rows),
        tuple(shares.tipping()),
        tuple(shares.without_each()),
        _without_bids(lot, assessment) if relative else (),
        relative,
        shares.acceptability(),
        tuple(_close_pairs(rows, lot.tender, assessment)),
        _margin(rows),
        left_out,
    )


def _seats(rows: Sequence[Ranked], places: int | None) -> int:
    """The contracts there are: those given, and those for which a draw or a choice comes first.

    Without a published number of places nobody knows how many a draw decides on: then it decides on none.
    """
    given = sum(1 for place in rows if place.award is Award.AWARDED)
    waiting = sum(1 for place in rows if place.award in _OPEN)
    return min(given + waiting, max(given, places)) if places is not None else given


def _margin(rows: Sequence[Ranked]) -> Margin | None:
    inside = [place for place in rows if place.award is Award.AWARDED]
    outside = [place for place in rows if place.award not in (Award.AWARDED, *_OPEN)]
    if not inside or not outside:
        return None
    last, first = inside[-1], outside[0]
    return Margin(_name(last), _name(first), last.scorecard.total - first.scorecard.total)


@dataclass(frozen=True)
class _Shares:
    """The share of its maximum that every ranked provider has on every top-level criterion."""

    rows: tuple[Ranked, ...]
    seats: int
    criteria: tuple[Criterion, ...]
    weights: NDArray[np.float64]
    shares: NDArray[np.float64]
    """One row a provider in the order of the ranking, one column a criterion."""
    won: NDArray[np.bool_]
    lost: NDArray[np.bool_]
    """Who surely has no contract. Who is in neither waits for a draw or a choice."""

    @classmethod
    def of(cls, lot: LotResult, rows: tuple[Ranked, ...], seats: int) -> _Shares:
        import numpy as np

        limits = maxima(lot.tender)
        counted = tuple(criterion for criterion in lot.tender.criteria if limits[criterion.code] > 0)
        total = sum(float(limits[criterion.code]) for criterion in counted)
        shares = [[float(place.scorecard.points(c.code) / limits[c.code]) for c in counted] for place in rows]
        weights = [float(limits[c.code]) / total for c in counted]
        won = [place.award is Award.AWARDED for place in rows]
        lost = [place.award not in (Award.AWARDED, *_OPEN) for place in rows]
        return cls(rows, seats, counted, np.array(weights), np.array(shares), np.array(won), np.array(lost))

    def tipping(self) -> Iterator[Tipping]:
        """For each criterion the nearest weight at which somebody else gets a contract."""
        for column, criterion in enumerate(self.criteria):
            own = float(self.weights[column])
            published = Decimal(str(round(own * 100, 6))).normalize()
            found = [tip for up in (True, False) if own < 1 and (tip := self._tip(column, upward=up))]
            if not found:
                yield Tipping(criterion.code, published, None, False, "", "")
                continue
            at, upward, comes, goes = min(found, key=lambda tip: abs(tip[0] - own))
            tips = Decimal(str(round(at * 100, 2)))
            names = _name(self.rows[comes]), _name(self.rows[goes])
            yield Tipping(criterion.code, published, tips, upward, *names)

    def _tip(self, column: int, *, upward: bool) -> tuple[float, bool, int, int] | None:
        """Where the contracts change first if the weight of a criterion only grows, or only shrinks.

        With weight w for the criterion and the others in proportion, a total is a·w + b·(1 - w): a on the
        criterion itself, b on the others together. So the contracts change only where somebody inside is
        caught by somebody outside, and then passed. It is no change when two change places who both wait
        for the same draw.

        Returns the weight, the way, who comes and who goes.
        """
        import numpy as np

        rest = self.weights / (1 - self.weights[column])
        rest[column] = 0
        others = self.shares @ rest
        slopes = (self.shares[:, column] - others) * (1 if upward else -1)
        at, inside = float(self.weights[column]), self._inside(slopes)
        while True:
            ins, outs = np.flatnonzero(inside), np.flatnonzero(~inside)
            totals = others + (self.shares[:, column] - others) * at
            gaps = np.maximum(np.round(np.subtract.outer(totals[ins], totals[outs]), 9), 0)
            closing = np.round(-np.subtract.outer(slopes[ins], slopes[outs]), 12)
            with np.errstate(divide="ignore", invalid="ignore"):
                away = np.where(closing > 0, gaps / closing, np.inf)
            first = np.unravel_index(int(np.argmin(away)), away.shape)
            distance = float(away[first])
            at += distance if upward else -distance
            if not _EPSILON < at < 1 - _EPSILON:  # at the very end they are only equal: there is no past it
                return None
            goes, comes = int(ins[first[0]]), int(outs[first[1]])
            if self.won[goes] or self.lost[comes]:
                return at, upward, comes, goes
            inside[goes], inside[comes] = False, True

    def _inside(self, slopes: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Who has a contract just past the published weights: of who waits, those who gain most."""
        import numpy as np

        inside = self.won.copy()
        waiting = np.flatnonzero(~self.won & ~self.lost)
        gaining = waiting[np.argsort(-slopes[waiting], kind="stable")]
        inside[gaining[: self.seats - int(self.won.sum())]] = True
        return inside

    def without_each(self) -> Iterator[WithoutCriterion]:
        """The contracts when one criterion does not count."""
        for column, criterion in enumerate(self.criteria):
            weights = self.weights.copy()
            weights[column] = 0
            if weights.sum() > 0:
                yield WithoutCriterion(criterion.code, *self._changes(self.shares @ weights))

    def _changes(self, totals: NDArray[np.float64]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who comes and who goes with other totals. Equal totals keep the order of the ranking.

        Who waits for a draw only comes when somebody else goes: else it is the same draw.
        """
        import numpy as np

        order = np.argsort(-np.round(totals, 9), kind="stable")[: self.seats]
        chosen = np.zeros(len(totals), dtype=bool)
        chosen[order] = True
        gone = ~chosen & self.won
        came = chosen & (~self.won if gone.any() else self.lost)
        return (
            tuple(_name(self.rows[row]) for row in np.flatnonzero(came)),
            tuple(_name(self.rows[row]) for row in np.flatnonzero(gone)),
        )

    def acceptability(self) -> tuple[Acceptability, ...]:
        """How often each provider has a contract over many draws of weights, near and anywhere."""
        near, anywhere = self._frequencies(nearby=True), self._frequencies(nearby=False)
        return tuple(
            Acceptability(place.scorecard.submission.id, _name(place), near[row], anywhere[row])
            for row, place in enumerate(self.rows)
        )

    def _frequencies(self, *, nearby: bool) -> list[int]:
        import numpy as np

        source = np.random.RandomState(SEED)
        count = np.zeros(len(self.rows))
        for _ in range(DRAWS // _CHUNK):
            drawn = source.random_sample((_CHUNK, len(self.criteria)))
            # Minus the logarithm of uniform numbers, made 100 together: every division is as likely.
            around = 1 - NEARBY + 2 * NEARBY * drawn
            weights = self.weights * around if nearby else -np.log1p(-drawn)
            totals = np.round((weights / weights.sum(axis=1, keepdims=True)) @ self.shares.T, 9)
            line = -np.partition(-totals, self.seats - 1, axis=1)[:, self.seats - 1 : self.seats]
            above, level = totals > line, totals == line
            # An analysis breaks no tie: who is level on the line shares what is left.
            left = self.seats - above.sum(axis=1, keepdims=True)
            count += (above + level * left / level.sum(axis=1, keepdims=True)).sum(axis=0)
        return [_percentage(float(value)) for value in count]


def _percentage(draws: float) -> int:
    """Whole percents; 0 and 100 only for never and always."""
    if draws in (0, DRAWS):
        return round(draws * 100 / DRAWS)
    return min(max(round(draws * 100 / DRAWS), 1), 99)


def _compared(tender: Tender) -> tuple[str, ...]:
    """The criteria on which an offer is compared with the best or the dearest."""
    rules = [leaf.code for leaf, _ in tender.leaves if leaf.rule and leaf.rule.relative]
    return (*rules, *(criterion.code for criterion in tender.every_criterion if criterion.rescaled))


def _without_bids(lot: LotResult, assessment: Assessment) -> tuple[WithoutBid, ...] | None:
    """Leave out in turn every ranked bid that others are compared with, and reckon with the published rules.

    Only the best and the worst on such a criterion can matter to others: leaving out any other moves nobody.
    """
    divided = lot.tender.award is not None and lot.tender.award.capacity is not None
    if any(place.award in (Award.ELSEWHERE, Award.CHOICE) for place in lot.ranking):
        return None
    if divided and lot.tender.lots is not None:
        return None
    won = {_name(place) for place in lot.ranking if place.award is Award.AWARDED}
    waiting = {_name(place) for place in lot.ranking if place.award is Award.DRAW}
    evaluator, found = Evaluator(lot.tender, assessment, lot.lot), []
    for left_out in _extremes(lot):
        who, name = left_out.scorecard.submission.id, _name(left_out)
        again = evaluator.evaluate([s for s in lot.admitted if s.id != who])
        if divided:
            (again,) = allocate(lot.tender, (again,))
        after = {_name(place) for place in again.ranking if place.award is Award.AWARDED}
        drawn = {_name(place) for place in again.ranking if place.award is Award.DRAW}
        come, go = sorted(after - won - waiting), sorted(won - after - drawn - {name})
        # Who left makes room for one: only what happens beyond that is an effect on the others.
        if go or len(come) > (name in won):
            found.append(WithoutBid(name, tuple(come), tuple(go)))
    return tuple(found)


def _extremes(lot: LotResult) -> list[Ranked]:
    """Who has the most or the fewest points on a criterion that compares."""
    chosen: dict[SubmissionId, Ranked] = {}
    for code in _compared(lot.tender):
        points = [place.scorecard.points(code) for place in lot.ranking]
        for place, own in zip(lot.ranking, points, strict=True):
            if own in (max(points), min(points)):
                chosen[place.scorecard.submission.id] = place
    return [place for place in lot.ranking if place.scorecard.submission.id in chosen]


def _close_pairs(rows: Sequence[Ranked], tender: Tender, assessment: Assessment) -> Iterator[ClosePair]:
    """Neighbours whom one step of one grade would turn round, or make equal."""
    steps = dict(_steps(tender, assessment))
    for place, (upper, lower) in enumerate(pairwise(rows), start=1):
        margin = upper.scorecard.total - lower.scorecard.total
        enough = tuple(code for code, step in steps.items() if step >= margin)
        if enough:
            yield ClosePair(place, _name(upper), _name(lower), margin, enough, upper.award is not lower.award)


def _name(place: Ranked) -> str:
    return place.scorecard.submission.name


def _steps(tender: Tender, assessment: Assessment) -> Iterator[tuple[str, Decimal]]:
    """Every graded sub-criterion with the points of the smallest step of its scale that matters.

    Where the mean counts, one step of one assessor is that part of it which one of all their grades is.
    """
    people: dict[str, int] = {}
    for grade in assessment.grades.values():
        people[grade.criterion] = max(people.get(grade.criterion, 1), len(grade.every))
    limits: Mapping[str, Decimal] = maxima(tender)
    for leaf in tender.assessed:
        assert isinstance(leaf.rule, AssessedRule)
        shares = sorted({step.percentage for step in tender.scales[leaf.rule.scale].steps})
        gaps = [high - low for low, high in pairwise(shares)]
        if gaps and limits[leaf.code] > 0:
            yield leaf.code, limits[leaf.code] * min(gaps) / 100 / people.get(leaf.code, 1)
