"""Opening what came in: by two people, all of it at once, with what each holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.procedure.facts import Admitted, Opened
from inkoop.domain.procedure.state import Bid
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.outcome import evaluated
from inkoop.journeys.progress import Progress, silent
from inkoop.rules.procedure.steps import Step


@dataclass(frozen=True, slots=True)
class Opening:
    """What there is, now that it is open."""

    bids: tuple[Bid, ...]
    evaluation: Evaluation
    stand: str


@journey
def open_bids(
    folder: Path, by: Sequence[str], now: datetime | None = None, progress: Progress = silent
) -> Opening:
    """Write down that two people opened everything, and read it. Raises OSError.

    Refused before the closing time, and with fewer than two different people.
    """
    with working(folder, by, now) as work:
        work.require(Step.OPEN)
        there = (number for number, bid in work.state.bids.items() if bid.replaced_by is None)
        work.add(Opened(numbers=tuple(sorted(there))))
        bids = tuple(bid for _, bid in sorted(work.state.bids.items()))
        return Opening(bids, evaluated(work, progress), work.state.stand)


@journey
def admit(
    folder: Path,
    number: int,
    by: Sequence[str],
    motivation: str,
    *,
    takes_part: bool,
    now: datetime | None = None,
) -> Bid:
    """Write down whether one that came too late, or that is no form, takes part. Raises OSError."""
    with working(folder, by, now) as work:
        work.require(Step.ADMIT)
        work.add(Admitted(number=number, takes_part=takes_part, motivation=motivation))
        return work.state.bids[number]
