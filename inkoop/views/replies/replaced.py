"""What became otherwise in each lot between the public outcome of an earlier report and that of a new one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inkoop.domain.evaluation import Award
from inkoop.domain.outcome import Document, LotTold
from inkoop.views.replies.outcome_changes import LotChanges, outcome_changes
from inkoop.views.words.replaced import Part, ReplacedData


def replaced_in_lots(earlier: Document | None, now: Document, since: date) -> dict[str, ReplacedData]:
    """By the code of a lot what became otherwise there, without the seal; of the lots that both know.

    Args:
        earlier: the outcome that was replaced; None where it cannot be read, and then every lot is told.
        since: the day on which the earlier report took its place.
    """
    before = {lot.lot: lot for lot in earlier.lots or ()} if earlier else {}
    changes = {lot.perceel: lot for lot in outcome_changes(earlier, now).percelen} if earlier else {}
    return {
        lot.lot: _in_lot(before.get(lot.lot), lot, changes.get(lot.lot), since)
        for lot in now.lots or ()
        if earlier is None or lot.lot in before
    }


def _in_lot(before: LotTold | None, now: LotTold, changes: LotChanges | None, since: date) -> ReplacedData:
    had, have = (_with_contract(before) if before else []), _with_contract(now)
    return {
        "zegel": "",
        "sinds": since.isoformat(),
        "vergeleken": before is not None,
        "soort": "contract" if _ranks(now) else "toelating",
        "erbij": [name for name in have if before and name not in had],
        "weg": [name for name in had if name not in have],
        "anders": list(_parts(changes)) if changes else [],
    }


def _ranks(lot: LotTold) -> bool:
    """Whether there is an award; an open house admits, and has no total."""
    return lot.total is not None


def _with_contract(lot: LotTold) -> list[str]:
    if not _ranks(lot):
        return list(lot.admitted)
    return [place.tenderer for place in lot.ranking if place.outcome is Award.AWARDED]


def _parts(changes: LotChanges) -> Iterator[Part]:
    if changes.contracten:
        yield "hoeveel iemand krijgt"
    if changes.uitkomsten:
        yield "uitkomsten"
    if changes.plaatsen:
        yield "plaatsen"
    if changes.totalen:
        yield "totalen"
    if changes.scores:
        yield "scores"
