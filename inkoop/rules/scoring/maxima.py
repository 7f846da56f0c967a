"""How much every criterion can earn: weights times points, or the euro value that was published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from inkoop.domain.exact import ZERO
from inkoop.domain.tender import Criterion, Tender


def total_points(tender: Tender) -> Decimal:
    """All that can be earned: the points of the award, or with gunnen op waarde the sum of the values."""
    if tender.award is None:
        return ZERO
    if tender.award.method == "gunnen_op_waarde":
        return sum((criterion.value or ZERO for criterion, _ in tender.leaves), ZERO)
    return tender.award.points or ZERO


def maxima(tender: Tender) -> Mapping[str, Decimal]:
    """The most that every criterion can earn, groups and leaves alike, exactly.

    A group of 75 % holding 20/25/30/25 gives 15 / 18.75 / 22.5 / 18.75 (ucprocure). With gunnen op waarde
    a leaf earns its published value in euro, and a group the sum of its leaves.
    """
    if tender.award is not None and tender.award.method == "gunnen_op_waarde":
        return dict(_values(tender.criteria))
    return dict(_weighted(tender.criteria, total_points(tender)))


def threshold_of(criterion: Criterion, tender: Tender) -> Decimal | None:
    """The points that a criterion needs at least; in euro with gunnen op waarde."""
    needed = criterion.threshold
    return None if needed is None else needed.points(maxima(tender)[criterion.code])


def total_threshold(tender: Tender) -> Decimal | None:
    """The points that are needed in total."""
    needed = tender.award.threshold if tender.award else None
    return None if needed is None else needed.points(total_points(tender))


def _weighted(criteria: Sequence[Criterion], above: Decimal) -> Iterator[tuple[str, Decimal]]:
    for criterion in criteria:
        own = above * (criterion.weight or ZERO) / 100
        yield criterion.code, own
        yield from _weighted(criterion.children, own)


def _values(criteria: Sequence[Criterion]) -> Iterator[tuple[str, Decimal]]:
    for criterion in criteria:
        below = list(_values(criterion.children))
        own = dict(below)
        children = sum((own[child.code] for child in criterion.children), ZERO)
        yield criterion.code, children if criterion.children else criterion.value or ZERO
        yield from below
