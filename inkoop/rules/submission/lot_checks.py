"""What a provider should know about its own lots: its order of preference, and what it offers where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inkoop.catalogue import finding
from inkoop.domain.award_rules import Capacity, Lots
from inkoop.domain.exact import ZERO
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text, listing
from inkoop.rules.submission.offers import (
    chosen_lots,
    lot_row,
    lot_rows,
    most_lots,
    most_volume,
    preferences,
)


def lot_findings(tender: Tender, submission: Submission, reported: Sequence[Finding]) -> Iterator[Finding]:
    """Faults in the choice of lots and in what is offered. What was already said is not said again."""
    spoken = {found.question.partition(",")[0] for found in reported}
    capacity = tender.award.capacity if tender.award else None
    offers = capacity if capacity is not None and capacity.question not in spoken else None
    chosen = tuple(lot.code for lot in chosen_lots(submission, tender.lots)) if tender.lots else ()
    if offers is not None and not offers.column:
        yield from _one_number(offers, submission, chosen)
    if tender.lots is None or not chosen:
        return
    if tender.lots.preference and tender.lots.preference not in spoken:
        yield from _preference(tender, tender.lots, submission, chosen)
    if offers is not None and offers.column:
        for lot in tender.lots.items:
            yield from _volume(offers, submission, lot.code, lot.code in chosen)


def _one_number(capacity: Capacity, submission: Submission, lots: Sequence[str]) -> Iterator[Finding]:
    """Who offers nothing at all cannot carry out a contract."""
    if (submission.number(capacity.question) or ZERO) > 0:
        return
    answer = submission.answer(capacity.question)
    where = f"perceel {listing(lots)}" if lots else "deze aanbesteding"
    words = {"vraag": capacity.question, "waar": where, "aanbod": "boven nul", "eenheid": capacity.unit}
    yield finding("PERCEEL-02", answer.place if answer else CellPlace(submission.file), **words)


def _preference(
    tender: Tender, lots: Lots, submission: Submission, chosen: Sequence[str]
) -> Iterator[Finding]:
    """Who may not get all that it chose must say in which order it wants them."""
    most = most_lots(submission, lots)
    limited = (most is not None and len(chosen) > most) or (
        most_volume(submission, tender) is not None and len(chosen) > 1
    )
    order = preferences(submission, lots)
    numbers = {order[lot] for lot in chosen if lot in order}
    if not limited or len(numbers) == len(chosen):
        return
    assert lots.preference is not None
    limit = f"hoogstens {most}" if most is not None and len(chosen) > most else "hoogstens een deel ervan"
    words = {"vraag": lots.preference, "aantal": len(chosen), "hoogstens": limit}
    yield finding("PERCEEL-01", _preference_place(lots, submission, chosen), **words)


def _preference_place(lots: Lots, submission: Submission, chosen: Sequence[str]) -> CellPlace:
    """The second of two equal numbers in a chosen lot; without those the table as a whole."""
    seen: set[object] = set()
    for lot, number, place in lot_rows(submission, lots):
        if lot in chosen and number in seen:
            return place
        if lot in chosen:
            seen.add(number)
    answer = submission.answer(lots.preference or "")
    return answer.place if answer else CellPlace(submission.file)


def _volume(capacity: Capacity, submission: Submission, lot: str, bids: bool) -> Iterator[Finding]:
    answer = submission.answer(capacity.question)
    row = lot_row(submission, capacity.question, lot)
    column = capacity.column or ""
    volume = row.number(column) if row else None
    whole = answer.place if answer else CellPlace(submission.file)
    place = row.places.get(column, whole) if row else whole
    offered = volume or ZERO
    words = {"vraag": capacity.question, "percelen": lot, "eenheid": capacity.unit}
    if bids and offered <= 0:
        yield finding("PERCEEL-02", place, **words, waar=f"perceel {lot}", aanbod="voor dat perceel")
    elif offered > 0 and not bids:
        yield finding("PERCEEL-03", place, **words, perceel=lot, omvang=decimal_text(offered))
