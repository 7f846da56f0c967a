"""What becomes of the outcome when a submission falls away: the ranking kept, or everything anew."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import groupby

from inkoop.domain.draws import ReadDraw
from inkoop.domain.evaluation import Evaluation, LotResult, Ranked
from inkoop.domain.submission import SubmissionId
from inkoop.rules.award.allocation import allocate
from inkoop.rules.award.draw_checks import DrawnLots, evaluate_with_draws

Bid = tuple[str, SubmissionId]
"""Lot and submission."""


def kept(evaluation: Evaluation, withdrawn: Set[Bid]) -> DrawnLots:
    """Every score stays; who stood below moves up, and contracts are divided again (`handhaven`).

    A draw stays as well: it put everybody in an order, and that order goes on without the one who left.
    """
    results = tuple(_without(result, withdrawn) for result in evaluation.lots)
    return DrawnLots(allocate(evaluation.tender, results), evaluation.draws, ())


def anew(evaluation: Evaluation, withdrawn: Set[Bid]) -> DrawnLots:
    """As if the bid had never been made (`herberekenen`). A draw holds only for exactly the same tie."""
    return evaluate_with_draws(
        evaluation.tender,
        evaluation.fingerprint,
        evaluation.assessment,
        evaluation.submissions,
        evaluation.draws,
        withdrawn,
    )


def lapsed_draws(evaluation: Evaluation, new: DrawnLots) -> tuple[ReadDraw, ...]:
    """The draws that the old outcome rested on and the new one does not."""
    return tuple(read for read in evaluation.draws if read not in new.draws)


def _without(result: LotResult, withdrawn: Set[Bid]) -> LotResult:
    def stays(who: SubmissionId) -> bool:
        return (result.lot, who) not in withdrawn

    return replace(
        result,
        ranking=_renumbered([p for p in result.ranking if stays(p.scorecard.submission.id)]),
        not_admitted=tuple(n for n in result.not_admitted if stays(n.submission.id)),
        undecided=tuple(u for u in result.undecided if stays(u.submission.id)),
        admitted=tuple(s for s in result.admitted if stays(s.id)),
    )


def _renumbered(places: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Competition ranks without gaps: whoever shared a rank still shares it."""
    found: list[Ranked] = []
    for _, tied in groupby(places, key=lambda place: place.rank):
        group = list(tied)
        rank = len(found) + 1
        for place in group:
            others = tuple(o.scorecard.submission.id for o in group if o is not place)
            found.append(replace(place, rank=rank, shared_with=others))
    return tuple(found)
