"""The outcome of every lot, by docs/kader.md and docs/handleiding-inkoper.md.

Where the manual says nothing, this is what was taken:
- a grade is missed only of who takes part, not of who still waits for a decision or is out;
- a proposal is provisional as long as a lot that is linked to it, by a limit over lots, has an open point or
  a missing grade, whoever bids there; whether a draw or a choice to come does so too is not reckoned;
- a grade counts for an answer that is empty: a scale may have a step for that;
- below zero a number is rounded as above zero, mirrored.

Not reckoned, or never drawn: tables of which each row is of a lot, other weights in one lot, organisations of
a consortium, tables in a requirement, dates, percentages and fixed tariffs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .admission import admit, as_read, counted
from .allocation import settle
from .plain import Bid, Kader, Panel, question_code
from .points import ZERO, Lot, answer
from .ranking import below_thresholds, place_of, rank, result
from .result import CHOOSE, UNTOLD, Outcome


def reckon(
    kader: Kader,
    bids: Sequence[Bid],
    panel: Panel,
    draws: dict[str, list[list[str]]] | None = None,
    fallen: frozenset[str] = frozenset(),
) -> dict[str, Outcome]:
    """The outcome of every lot, by its code; of a tender without lots by the empty code.

    Who has fallen away is left out as the kader has it: of everything, or of the ranking alone.
    """
    if kader["gunning"].get("bij_uitval") == "herberekenen":
        bids = [bid for bid in bids if bid.file not in fallen]
    counting, replaced = counted([as_read(kader, bid, panel) for bid in bids], panel)
    outcomes = {}
    for raw in kader.get("percelen", {}).get("lijst", [None]):
        lot = Lot(kader, raw)
        outcome = reckon_lot(lot, _within(lot, counting), panel, (draws or {}).get(lot.code, []), fallen)
        outcome.replaced = {bid.file for bid in _within(lot, replaced)}
        outcomes[lot.code] = outcome
    settle(kader, outcomes)
    for one in outcomes.values():
        one.stand = stand(kader, one, [other for other in outcomes.values() if other is not one])
    return outcomes


def _within(lot: Lot, bids: Sequence[Bid]) -> list[Bid]:
    """Who bids on a lot; who chose none may have meant each, and is asked what is asked of its bidders."""
    found = [bid if bid.lots or not lot.code else _as_if_chosen(lot, bid) for bid in bids]
    return [bid for bid in found if not lot.code or lot.code in bid.lots]


def _as_if_chosen(lot: Lot, bid: Bid) -> Bid:
    answers = bid.answers | {lot.kader["percelen"]["vraag"]: [lot.code]}
    return replace(bid, answers=answers, lots=(lot.code,), nowhere=True)


def linked(kader: Kader) -> bool:
    """Whether what happens in one lot can change the proposal in another."""
    limits = {"hoogstens", "hoogstens_omvang", "eigen_maximum"} & set(kader.get("percelen", {}))
    return bool(limits) or kader["gunning"].get("capaciteit", {}).get("aanbod_geldt") == "samen"


def stand(kader: Kader, outcome: Outcome, others: Sequence[Outcome]) -> str:
    """How sure a lot is: something in it, or in a lot that is linked, may still be decided."""
    if outcome.waiting:
        return "wacht op cijfers"
    elsewhere = linked(kader) and any(one.undecided or one.waiting for one in others)
    if outcome.undecided or elsewhere:
        return "voorlopig"
    choosing = any(place.award == CHOOSE for one in (outcome, *others) for place in one.places)
    return UNTOLD if choosing or (linked(kader) and any(one.ties for one in others)) else "voorstel"


def reckon_lot(
    lot: Lot,
    bids: Sequence[Bid],
    panel: Panel,
    draws: Sequence[Sequence[str]],
    fallen: frozenset[str] = frozenset(),
) -> Outcome:
    """One lot by itself, before anybody lets go of anything."""
    outcome = Outcome(lot, names={bid.file: bid.name for bid in bids})
    taking_part = outcome.taking_part = admit(lot, bids, panel, outcome)
    outcome.waiting = {
        (bid.name, leaf["code"])
        for bid in taking_part
        for leaf in lot.leaves
        if leaf["regel"]["soort"] == "beoordeeld"
        and answer(lot.kader, bid, question_code(leaf)) is not None
        and not panel.graded(bid, leaf["code"])
    }
    if outcome.waiting:
        return outcome
    rivals = taking_part
    places = [place_of(lot, bid, panel, rivals) for bid in taking_part]
    only_good = lot.award["methode"] == "qcbs" or lot.award.get("vergelijken_met") == "boven_drempel"
    if only_good:
        rivals = [one.bid for one in places if not below_thresholds(lot, one, absolute_only=True)]
        places = [place_of(lot, bid, panel, rivals) for bid in taking_part]
    compared = [one for one in places if not only_good or not below_thresholds(lot, one)] or places
    ranked = []
    for place in places:
        total = result(lot, place, compared)
        place.total = total if total is not None else ZERO
        missed = below_thresholds(lot, place)
        if total is None:
            missed.add("uitkomst")
        if missed:
            outcome.rejected[place.bid.file] = missed
            outcome.below[place.bid.file] = place
        else:
            ranked.append(place)
    outcome.places = [one for one in rank(lot, ranked, draws) if one.bid.file not in fallen]
    held = [one.rank for one in outcome.places]
    for place in outcome.places:
        place.rank = 1 + sum(rank < place.rank for rank in held)
    return outcome
