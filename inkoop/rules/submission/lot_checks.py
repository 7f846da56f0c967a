"""What a provider should know about its own lots: its order of preference, and what it offers where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inkoop.catalogue import finding
from inkoop.domain.award_rules import Capacity, Lots
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.rules.dutch_format import decimal_text
from inkoop.rules.submission.offers import lot_row, lot_rows, most_lots, preferences


def lot_findings(tender: Tender, submission: Submission, reported: Sequence[Finding]) -> Iterator[Finding]:
    """Faults in the choice of lots. What was already said of a question is not said again."""
    lots = tender.lots
    answer = submission.answer(lots.question) if lots else None
    if lots is None or answer is None or not answer.codes:
        return
    chosen = tuple(lot.code for lot in lots.items if lot.code in answer.codes)
    spoken = {found.question.partition(",")[0] for found in reported}
    if lots.preference and lots.preference not in spoken:
        yield from _preference(lots, submission, chosen)
    capacity = tender.award.capacity if tender.award else None
    if capacity is not None and capacity.column and capacity.question not in spoken:
        for lot in lots.items:
            yield from _volume(capacity, submission, lot.code, lot.code in chosen)


def _preference(lots: Lots, submission: Submission, chosen: Sequence[str]) -> Iterator[Finding]:
    """Who may not get all that it chose must say in which order it wants them."""
    most = most_lots(submission, lots)
    limited = (most is not None and len(chosen) > most) or (lots.most_volume is not None and len(chosen) > 1)
    order = preferences(submission, lots)
    if not limited or all(lot in order for lot in chosen):
        return
    assert lots.preference is not None
    limit = f"hoogstens {most}" if most is not None and len(chosen) > most else "hoogstens een deel ervan"
    words = {"vraag": lots.preference, "aantal": len(chosen), "hoogstens": limit}
    yield finding("PERCEEL-01", _preference_place(lots, submission), **words)


def _preference_place(lots: Lots, submission: Submission) -> CellPlace:
    """The second of two equal numbers; without those the table as a whole."""
    seen: set[object] = set()
    for _, number, place in lot_rows(submission, lots):
        if number in seen:
            return place
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
    words = {"vraag": capacity.question, "perceel": lot, "percelen": lot, "eenheid": capacity.unit}
    if bids and not volume:
        yield finding("PERCEEL-02", place, **words)
    elif volume and not bids:
        yield finding("PERCEEL-03", place, **words, omvang=decimal_text(volume))
