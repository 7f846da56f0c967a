"""Who would get a contract by the proposal, seen over all lots together, and what a draw may still change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from math import comb

from inkoop.domain.evaluation import Award, Evaluation, LotResult
from inkoop.domain.submission import SubmissionId

MOST_WAYS = 4
"""With more ways than this a draw is told without naming what each of them brings."""


class Prospect(StrEnum):
    """What the proposal holds for a provider."""

    CONTRACT = "contract"
    OPEN = "nog open"
    """A draw, a choice, a grade or a person's decision has to come first."""
    NONE = "geen contract"


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a draw may end."""

    lot: str
    winners: tuple[SubmissionId, ...]
    """Who the lot falls on, in the order of the ranking."""


_OPEN = (Award.DRAW, Award.CHOICE)


def prospects(evaluation: Evaluation, way: Way | None = None) -> Mapping[SubmissionId, Prospect]:
    """By submission: one lot with a contract is enough, in an open house being admitted.

    Args:
        way: as it will be when the draw ends like this.
    """
    found = {submission.id: Prospect.NONE for submission in evaluation.submissions}
    for lot in evaluation.lots:
        for undecided in lot.undecided:
            _raise(found, undecided.submission.id, Prospect.OPEN)
        unranked = lot.tender.award is None
        for admitted in lot.admitted if unranked or lot.waiting else ():
            _raise(found, admitted.id, Prospect.CONTRACT if unranked else Prospect.OPEN)
        for place in lot.ranking:
            who = place.scorecard.submission.id
            if place.award is Award.DRAW and way is not None and way.lot == lot.lot:
                _raise(found, who, Prospect.CONTRACT if who in way.winners else Prospect.NONE)
            elif place.award is Award.AWARDED:
                _raise(found, who, Prospect.CONTRACT)
            elif place.award in _OPEN:
                _raise(found, who, Prospect.OPEN)
    return found


def ways(evaluation: Evaluation) -> tuple[Way, ...]:
    """Every way in which the draw may end, where there is one draw, with few ways, that touches no other lot.

    Empty where no draw is needed, and where what a way brings cannot be said: several draws, lots that hang
    together, or a capacity instead of places.
    """
    drawn = [lot for lot in evaluation.lots if _drawing(lot)]
    lots = evaluation.tender.lots
    if len(drawn) != 1 or (lots and lots.hang_together):
        return ()
    lot = drawn[0]
    award, tied = lot.tender.award, _drawing(lot)
    if award is None or award.places is None:
        return ()
    left = award.places - sum(1 for place in lot.ranking if place.award is Award.AWARDED)
    if not 0 < left < len(tied) or comb(len(tied), left) > MOST_WAYS:
        return ()
    return tuple(Way(lot.lot, winners) for winners in combinations(tied, left))


def _drawing(lot: LotResult) -> tuple[SubmissionId, ...]:
    return tuple(p.scorecard.submission.id for p in lot.ranking if p.award is Award.DRAW)


def _raise(found: dict[SubmissionId, Prospect], who: SubmissionId, prospect: Prospect) -> None:
    order = (Prospect.NONE, Prospect.OPEN, Prospect.CONTRACT)
    found[who] = max(found.get(who, Prospect.NONE), prospect, key=order.index)
