"""Writing out a score: every step from a tenderer's answer to its points, to follow with pen and paper."""

from __future__ import annotations

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.submission import Submission
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.views.replies.explanation import Explanation, explanations

__all__ = ["Explanation", "explain", "known_criteria", "submission_of"]


def submission_of(evaluation: Evaluation, typed: str) -> Submission | NotFound:
    """The submission that is meant, by the name of its tenderer or of its file, whatever the case."""
    return Names(evaluation.submissions).find(typed)


def known_criteria(evaluation: Evaluation) -> tuple[str, ...]:
    """The codes of all criteria, groups and sub-criteria alike."""
    return tuple(criterion.code for criterion in evaluation.tender.every_criterion)


def explain(
    evaluation: Evaluation, submission: Submission, criterion: str | None = None
) -> tuple[Explanation, ...]:
    """A submission's scores in every lot it is in, written out; with a criterion only those below it.

    It shows the answers to confidential questions too: for the buyer, or the provider itself.
    """
    return explanations(evaluation, submission, (criterion,) if criterion else ())
