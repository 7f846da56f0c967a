"""What a submission offers: in which lots, how much, and in which order of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from inkoop.domain.award_rules import Capacity, Lot, Lots
from inkoop.domain.exact import ZERO
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Row, Submission, Value
from inkoop.domain.tender import Tender


def preferences(submission: Submission, lots: Lots) -> Mapping[str, Decimal]:
    """A provider's own order: lot to number, 1 first. Empty when two lots have the same number."""
    order = {lot: number for lot, number, _ in lot_rows(submission, lots)}
    return order if len(set(order.values())) == len(order) else {}


def lot_rows(submission: Submission, lots: Lots) -> Iterator[tuple[str, Decimal, CellPlace]]:
    """What a provider filled in about its order: lot, number, and the cell of that number."""
    answer = submission.answer(lots.preference) if lots.preference else None
    codes = {lot.code for lot in lots.items}
    column = lots.preference_column or ""
    for row in answer.value if answer and isinstance(answer.value, tuple) else ():
        number = row.values.get(column) if isinstance(row, Row) else None
        lot = next((v for v in row.values.values() if v in codes), None) if isinstance(row, Row) else None
        if isinstance(row, Row) and isinstance(number, Decimal) and isinstance(lot, str):
            yield lot, number, row.places.get(column, answer.place if answer else CellPlace(submission.file))


def most_lots(submission: Submission, lots: Lots) -> int | None:
    """How many lots a provider may get: the kader's limit, or its own when that is lower."""
    answer = submission.answer(lots.own_most) if lots.own_most else None
    own = max(int(answer.value), 0) if answer and isinstance(answer.value, Decimal) else None
    return min((limit for limit in (lots.most_lots, own) if limit is not None), default=None)


def offered_volume(submission: Submission, capacity: Capacity, lot: str) -> Decimal:
    """How much a provider offers: its answer, or the row of this lot in its table."""
    answer = submission.answer(capacity.question)
    value = answer.value if answer else None
    if isinstance(value, Decimal):
        return value
    row = lot_row(value, lot)
    number = row.values.get(capacity.column or "") if row else None
    return number if isinstance(number, Decimal) else ZERO


def lot_row(value: Value | None, lot: str) -> Row | None:
    """The row of a table that is about this lot; the first one where there are more."""
    rows = value if isinstance(value, tuple) else ()
    return next((row for row in rows if isinstance(row, Row) and lot in row.values.values()), None)


def chosen_lots(submission: Submission, lots: Lots) -> tuple[Lot, ...]:
    """The lots that a provider chose, in the order of the kader; none when its choice cannot be read."""
    answer = submission.answer(lots.question)
    chosen = answer.value if answer else None
    return tuple(lot for lot in lots.items if isinstance(chosen, tuple) and lot.code in chosen)


def bids_on(submission: Submission, lot: str, tender: Tender) -> bool:
    """Whether a submission bids on a lot; when its choice cannot be read, a person looks at it everywhere."""
    assert tender.lots is not None
    answer = submission.answer(tender.lots.question)
    chosen = answer.value if answer else None
    return lot in chosen if isinstance(chosen, tuple) else True
