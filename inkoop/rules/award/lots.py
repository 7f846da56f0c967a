"""Lots: who bids on each, and the outcome of all of them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from inkoop.domain.evaluation import WHOLE_LOT, LotResult
from inkoop.domain.submission import Assessment, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.rules.award.allocation import allocate, chosen
from inkoop.rules.award.evaluation import Evaluator
from inkoop.rules.award.ranking import Draws
from inkoop.rules.form_books import thresholds_before_prices
from inkoop.rules.scoring.scorecards import NOTHING_TAKEN, Taken
from inkoop.rules.submission.lot_rules import only_elsewhere, tender_of_lot
from inkoop.rules.submission.offers import bids_on
from inkoop.rules.submission.supplied import with_supplied


def evaluate_lots(
    tender: Tender,
    assessment: Assessment,
    submissions: Sequence[Submission],
    drawn: Mapping[str, Draws] | None = None,
    withdrawn: Set[tuple[str, SubmissionId]] = frozenset(),
    taken: Taken | None = None,
) -> tuple[LotResult, ...]:
    """The outcome of every lot, in the order of the kader; of a tender without lots the one outcome.

    Args:
        drawn: by lot the submissions in the order in which they were drawn.
        withdrawn: lot and submission of every bid that no longer takes part.
        taken: what to take as it was published, where an answer is not at hand to reckon with.
    """
    draws, given = drawn or {}, taken or NOTHING_TAKEN
    if tender.lots is None:
        bids = [submission for submission in submissions if (WHOLE_LOT, submission.id) not in withdrawn]
        whole = Evaluator(tender, assessment, taken=given, draws=draws.get(WHOLE_LOT, ())).evaluate(bids)
        return allocate(tender, (whole,), chosen(assessment))
    results = []
    for lot in tender.lots.items:
        own = tender_of_lot(tender, lot)
        elsewhere = only_elsewhere(tender, own)
        bids = [
            submission
            for submission in submissions
            if bids_on(submission, lot.code, tender) and (lot.code, submission.id) not in withdrawn
        ]
        evaluator = Evaluator(own, assessment, lot.code, elsewhere, given, draws.get(lot.code, ()))
        results.append(evaluator.evaluate(with_supplied(own, bids, assessment, lot.code)))
    return allocate(tender, tuple(results), chosen(assessment))


def above_thresholds(
    tender: Tender, assessment: Assessment, submissions: Sequence[Submission]
) -> frozenset[SubmissionId]:
    """Who takes part in some lot and reaches every threshold there that no price decides."""
    view = thresholds_before_prices(tender)
    if view.lots is None:
        return Evaluator(view, assessment).above(submissions)
    found: frozenset[SubmissionId] = frozenset()
    for lot in view.lots.items:
        own = tender_of_lot(view, lot)
        bids = [one for one in submissions if bids_on(one, lot.code, view)]
        found |= Evaluator(own, assessment, lot.code, only_elsewhere(view, own)).above(
            with_supplied(own, bids, assessment, lot.code)
        )
    return found
