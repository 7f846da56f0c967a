"""The values of the result notice, from the record and what its files come to."""

from __future__ import annotations

from pathlib import Path

from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.journeys.progress import Progress, silent
from inkoop.rules.procedure.steps import Step
from inkoop.views.letters.notice import Value, notice
from inkoop.views.record.versions import public_version


@journey
def notice_values(folder: Path, progress: Progress = silent) -> tuple[Value, ...]:
    """Every value of the notice, with what is missing. Refused before the decision. Raises OSError."""
    with working(folder) as work:
        work.require(Step.ANNOUNCE)
        evaluation, sent = evaluated(work, progress), work.state.decided
        assert sent is not None
        received = sum(bid.replaced_by is None for bid in work.state.bids.values())
        return notice(evaluation, public_version(evaluation), numbered(work, evaluation), received, sent)
