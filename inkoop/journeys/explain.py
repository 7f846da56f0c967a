"""Writing out a score: every step from a tenderer's answer to its points, to follow with pen and paper."""

from __future__ import annotations

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused
from inkoop.journeys.outcome import journey
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.rules.suggestion import suggestion
from inkoop.views.replies.explanation import Explanation, explanations
from inkoop.views.replies.side_by_side import SideBySide, side_by_side


@journey
def explain(evaluation: Evaluation, tenderer: str, criterion: str = "") -> tuple[Explanation, ...]:
    """A submission's scores in every lot it is in, written out; with a criterion only those below it.

    It shows the answers to confidential questions too: for the buyer, or the provider itself. Refused for
    a name or a criterion that is not there.

    Args:
        tenderer: the name of the tenderer or of its file, whatever the case.
    """
    chosen = _known(evaluation, criterion) if criterion else None
    found = Names(evaluation.submissions).find(tenderer)
    if isinstance(found, NotFound):
        raise Refused(str(found))
    return explanations(evaluation, found, (chosen,) if chosen else ())


@journey
def compare_two(
    evaluation: Evaluation, tenderer: str, against: str, criterion: str = ""
) -> tuple[SideBySide, ...]:
    """Two submissions beside each other in every lot in which both are; the largest difference first.

    It shows the answers to confidential questions of both: for the buyer. Refused for a name or a criterion
    that is not there, and for two that are one or meet in no lot.
    """
    chosen = _known(evaluation, criterion) if criterion else None
    names = Names(evaluation.submissions)
    one, other = names.find(tenderer), names.find(against)
    for found in (one, other):
        if isinstance(found, NotFound):
            raise Refused(str(found))
    assert not isinstance(one, NotFound)
    assert not isinstance(other, NotFound)
    if one.id == other.id:
        raise Refused(f"{tenderer} en {against} zijn dezelfde inschrijving: noem er twee.")
    made = side_by_side(evaluation, one, other, (chosen,) if chosen else ())
    if not made:
        raise Refused(f"{one.name} en {other.name} staan in geen perceel naast elkaar.")
    return made


def _known(evaluation: Evaluation, criterion: str) -> str:
    known = {part.code.casefold(): part.code for part in evaluation.tender.every_criterion}
    if criterion.casefold() not in known:
        raise Refused(f"het criterium {criterion} bestaat niet{suggestion(criterion, known.values())}")
    return known[criterion.casefold()]
