"""Bids that their tenderers withdrew: out of the ranking, as the kader says it goes on without them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby

from inkoop.domain.evaluation import Ground, LotResult, NotAdmitted, Objection, Ranked
from inkoop.domain.submission import Assessment, Decision, Ruling, SubmissionId
from inkoop.domain.tender import Tender

Bid = tuple[str, SubmissionId]
"""Lot and submission."""


def withdrawals(assessment: Assessment, lots: Iterable[str]) -> Mapping[Bid, Decision]:
    """By bid what was written down of its withdrawal, from one lot or from all."""
    made = [each for each in assessment.decisions.values() if each.ruling is Ruling.WITHDRAWN]
    return {(lot, each.submission): each for lot in lots for each in made if each.lot in ("", lot)}


def reckons_anew(tender: Tender) -> bool:
    """Whether everything is reckoned as if a withdrawn bid had never been made.

    A kader with points that compare offers has to say so. Where it does not say, no points depend on another.
    """
    return tender.award is None or tender.award.on_withdrawal == "herberekenen"


def without(result: LotResult, withdrawn: Set[Bid]) -> LotResult:
    """The outcome of a lot in which every score stays, and who stood below a withdrawn bid moves up."""

    def stays(who: SubmissionId) -> bool:
        return (result.lot, who) not in withdrawn

    return replace(
        result,
        ranking=_renumbered([p for p in result.ranking if stays(p.scorecard.submission.id)]),
        not_admitted=tuple(n for n in result.not_admitted if stays(n.submission.id)),
        undecided=tuple(u for u in result.undecided if stays(u.submission.id)),
        admitted=tuple(s for s in result.admitted if stays(s.id)),
    )


def told_as_withdrawn(
    result: LotResult, gone: Mapping[Bid, Decision], before: Sequence[LotResult]
) -> LotResult:
    """The outcome with who withdrew among those who are not admitted, where they bid.

    Args:
        before: the outcome with them, from which follows who bids on which lot.
    """
    old = next(each for each in before if each.lot == result.lot)
    bids = {
        one.id: one
        for one in (
            *old.admitted,
            *(out.submission for out in old.not_admitted),
            *(open_.submission for open_ in old.undecided),
        )
    }
    out = [
        NotAdmitted(
            bids[who],
            (Objection(Ground.DECISION, made.subject, made.motivation, place=made.place, decision=made),),
        )
        for (lot, who), made in gone.items()
        if lot == result.lot and who in bids
    ]
    return replace(result, not_admitted=(*result.not_admitted, *out))


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
