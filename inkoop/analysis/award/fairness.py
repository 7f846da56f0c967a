"""How small providers fared: who took part, who was ranked, who gets a contract, and on which criteria.

Few providers say little. Every figure therefore comes with the number it rests on, and below five a class
gets no mean: the reader sees the providers themselves elsewhere in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from inkoop.analysis.award.outcome import Prospect, Way, prospects
from inkoop.domain.evaluation import Evaluation, Ground, LotResult, Scorecard
from inkoop.domain.exact import is_told
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.rules.scoring.maxima import maxima

FEWEST = 5
"""With fewer providers in a class a mean is not shown."""
GAP = Decimal(20)
"""From so many percentage points of difference on, a criterion is pointed out."""


@dataclass(frozen=True, slots=True)
class SizeClass:
    """One answer to the question about size, and how providers of that size fared."""

    code: str
    name: str
    small: bool
    submitted: int
    ranked: int
    awarded: int
    open: int
    """Those for whom a draw, a choice, a grade or a decision has to come first."""


@dataclass(frozen=True, slots=True)
class CriterionBySize:
    """The mean share of the points, in whole percents, of small providers and of the others."""

    lot: str
    criterion: str
    small: int | None
    others: int | None

    @property
    def pointed_out(self) -> bool:
        """Whether the difference is large enough to mention."""
        if self.small is None or self.others is None:
            return False
        return abs(self.small - self.others) >= GAP


@dataclass(frozen=True, slots=True)
class FellOn:
    """How many small providers and others were kept out by one requirement or threshold."""

    ground: Ground
    subject: str
    small: int
    others: int


@dataclass(frozen=True, slots=True)
class Fairness:
    """How size classes fared."""

    classes: tuple[SizeClass, ...]
    unknown: int
    """Submissions whose size could not be read."""
    criteria: tuple[CriterionBySize, ...]
    fell_on: tuple[FellOn, ...]


def fairness(evaluation: Evaluation, way: Way | None = None) -> Fairness | None:
    """How small providers fared, or None when the kader does not ask for size.

    Args:
        way: as it will be when a draw ends like this.
    """
    insight = evaluation.tender.insight
    if insight is None or insight.size is None:
        return None
    question, small = insight.size.question, frozenset(insight.size.small)
    sizes = {s.id: _size(s, question) for s in evaluation.bidders}
    fate = prospects(evaluation, way)
    ranked = {p.scorecard.submission.id for lot in evaluation.lots for p in lot.ranking}
    choices = evaluation.tender.choices_of(evaluation.tender.questions[question])
    classes = []
    for code, name in choices.items():
        found = [who for who, size in sizes.items() if size == code]
        won, waits = (
            sum(1 for who in found if fate[who] is end) for end in (Prospect.CONTRACT, Prospect.OPEN)
        )
        classes.append(SizeClass(code, name, code in small, len(found), len(ranked & set(found)), won, waits))
    is_small = {who: size in small for who, size in sizes.items() if size}
    return Fairness(
        tuple(classes),
        sum(1 for size in sizes.values() if not size),
        tuple(row for lot in evaluation.lots for row in _by_criterion(lot, is_small)),
        tuple(_fell_on(evaluation.lots, is_small)),
    )


def _size(submission: Submission, question: str) -> str:
    return next(iter(submission.codes(question)), "")


def _by_criterion(lot: LotResult, is_small: Mapping[SubmissionId, bool]) -> Iterable[CriterionBySize]:
    if lot.tender.award is None:
        return
    limits = maxima(lot.tender)
    cards = [place.scorecard for place in lot.ranking]
    cards += [found.scorecard for found in lot.not_admitted if found.scorecard]
    groups = {
        small: [card for card in cards if is_small.get(card.submission.id) is small]
        for small in (True, False)
    }
    for criterion in lot.tender.criteria:
        if limits[criterion.code] > 0:
            means = [_mean(groups[small], criterion.code, limits[criterion.code]) for small in (True, False)]
            yield CriterionBySize(lot.lot, criterion.code, *means)


def _mean(cards: Sequence[Scorecard], criterion: str, maximum: Decimal) -> int | None:
    total = sum((card.points(criterion) for card in cards), Decimal(0))
    if len(cards) < FEWEST or not is_told(total):
        return None
    share = total * 100 / (maximum * len(cards))
    return int(share.quantize(Decimal(1), ROUND_HALF_UP))


def _fell_on(lots: Sequence[LotResult], is_small: Mapping[SubmissionId, bool]) -> Iterable[FellOn]:
    counts: dict[tuple[Ground, str], Counter[bool]] = {}
    for lot in lots:
        for rejected in lot.not_admitted:
            small = is_small.get(rejected.submission.id)
            for objection in rejected.objections if small is not None else ():
                here = counts.setdefault((objection.ground, objection.subject), Counter())
                here[bool(small)] += 1
    for (ground, subject), count in counts.items():
        yield FellOn(ground, subject, count[True], count[False])
