"""The sentence that binds a decision to its report: who has the decision can tell another report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.outcome import Stand
from inkoop.views.words.standing import standing

_CAN_BE_DECIDED = frozenset({Stand.PROPOSAL, Stand.ADMISSION})


def for_the_decision(evaluation: Evaluation, seals: Mapping[str, str]) -> Iterator[str]:
    """A heading, and what can be copied into the decision; nothing while the outcome may still change.

    Args:
        seals: of each lot the seal of its public report.
    """
    stands = {standing(lot, evaluation) for lot in evaluation.lots}
    if not seals or stands - _CAN_BE_DECIDED:
        return
    title = evaluation.tender.info.title
    yield "Voor in het besluit:"
    if len(seals) == 1:
        (seal,) = seals.values()
        yield f"Bij dit besluit hoort het openbare verslag “{title}” met het zegel {seal}."
        return
    yield f"Bij dit besluit horen de openbare verslagen “{title}” met deze zegels:"
    for lot, seal in seals.items():
        yield f"perceel {lot}: {seal}"
