"""Who would get a contract by the proposal, seen over all lots together."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from inkoop.domain.evaluation import Award, Evaluation
from inkoop.domain.submission import SubmissionId


class Prospect(StrEnum):
    """What the proposal holds for a provider."""

    CONTRACT = "contract"
    OPEN = "nog open"
    """A draw, a choice, a grade or a person's decision has to come first."""
    NONE = "geen contract"


_OPEN = (Award.DRAW, Award.CHOICE)


def prospects(evaluation: Evaluation) -> Mapping[SubmissionId, Prospect]:
    """By submission: one lot with a contract is enough, in an open house being admitted."""
    found = {submission.id: Prospect.NONE for submission in evaluation.submissions}
    for lot in evaluation.lots:
        for undecided in lot.undecided:
            _raise(found, undecided.submission.id, Prospect.OPEN)
        unranked = lot.tender.award is None
        for admitted in lot.admitted if unranked or lot.waiting else ():
            _raise(found, admitted.id, Prospect.CONTRACT if unranked else Prospect.OPEN)
        for place in lot.ranking:
            who = place.scorecard.submission.id
            if place.award is Award.AWARDED:
                _raise(found, who, Prospect.CONTRACT)
            elif place.award in _OPEN:
                _raise(found, who, Prospect.OPEN)
    return found


def _raise(found: dict[SubmissionId, Prospect], who: SubmissionId, prospect: Prospect) -> None:
    order = (Prospect.NONE, Prospect.OPEN, Prospect.CONTRACT)
    found[who] = max(found.get(who, Prospect.NONE), prospect, key=order.index)
