"""What becomes of the outcome when a submission falls away: the ranking kept, or everything anew."""

from __future__ import annotations

from collections.abc import Set

from inkoop.domain.draws import ReadDraw
from inkoop.domain.evaluation import Evaluation
from inkoop.rules.award.allocation import allocate, chosen
from inkoop.rules.award.draw_checks import DrawnLots, evaluate_with_draws
from inkoop.rules.award.withdrawn import Bid, without


def kept(evaluation: Evaluation, withdrawn: Set[Bid]) -> DrawnLots:
    """Every score stays; who stood below moves up, and contracts are divided again (`handhaven`).

    A draw stays as well: it put everybody in an order, and that order goes on without the one who left.
    """
    results = tuple(without(result, withdrawn) for result in evaluation.lots)
    lots = allocate(evaluation.tender, results, chosen(evaluation.assessment))
    return DrawnLots(lots, evaluation.draws, ())


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
