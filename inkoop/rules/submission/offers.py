"""What a submission offers: in which lots, how much, and in which order of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inkoop.domain.answers import Row
from inkoop.domain.award_rules import Capacity, Lot, Lots
from inkoop.domain.exact import ZERO
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender


def preferences(submission: Submission, lots: Lots) -> Mapping[str, Decimal]:
    """A provider's own order as it stands there: lot to number, 1 first. Two lots may have one number."""
    return {lot: number for lot, number, _ in lot_rows(submission, lots)}


def lot_rows(submission: Submission, lots: Lots) -> Iterator[tuple[str, Decimal, CellPlace]]:
    """What a provider filled in about its order: lot, number, and the cell of that number."""
    for row in submission.rows(lots.preference):
        number = row.number(lots.preference_column)
        lot = next((lot.code for lot in lots.items if row.is_about(lot.code)), None)
        if number is not None and lot is not None:
            whole = submission.answers[lots.preference or ""].place
            yield lot, number, row.places.get(lots.preference_column or "", whole)


def most_lots(submission: Submission, lots: Lots) -> int | None:
    """How many lots a provider may get: the kader's limit, or its own when that is lower."""
    own = submission.number(lots.own_most)
    limits = (lots.most_lots, None if own is None else max(int(own), 0))
    return min((limit for limit in limits if limit is not None), default=None)


def most_volume(submission: Submission, tender: Tender) -> Decimal | None:
    """How much a provider may get in all lots together: the kader's limit, or what it offers."""
    capacity = tender.award.capacity if tender.award else None
    limits = [tender.lots.most_volume] if tender.lots and tender.lots.most_volume is not None else []
    offered = submission.number(capacity.question) if capacity and capacity.offer_holds == "samen" else None
    if offered is not None:
        limits.append(max(offered, ZERO))
    return min(limits, default=None)


def offered_volume(submission: Submission, capacity: Capacity, lot: str) -> Decimal:
    """How much a provider offers: its answer, or the row of this lot in its table."""
    number = submission.number(capacity.question)
    if number is None:
        row = lot_row(submission, capacity.question, lot)
        number = row.number(capacity.column) if row else None
    return number or ZERO


def lot_row(submission: Submission, question: str, lot: str) -> Row | None:
    """The row of a table that is about this lot; the first one where there are more."""
    return next((row for row in submission.rows(question) if row.is_about(lot)), None)


def chosen_lots(submission: Submission, lots: Lots) -> tuple[Lot, ...]:
    """The lots that a provider chose, in the order of the kader; none when its choice cannot be read."""
    chosen = submission.codes(lots.question)
    return tuple(lot for lot in lots.items if lot.code in chosen)


def bids_on(submission: Submission, lot: str, tender: Tender) -> bool:
    """Whether a submission bids on a lot; when its choice cannot be read, a person looks at it everywhere."""
    assert tender.lots is not None
    chosen = submission.codes(tender.lots.question)
    return lot in chosen if chosen else True
