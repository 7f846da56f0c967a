"""Objections to an award decision, how each ended, and the award once it is final."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from inkoop.domain.procedure.facts import Final, Objected, ObjectionEnded
from inkoop.domain.procedure.state import State
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.letters import award_mark
from inkoop.journeys.procedure.outcome import evaluated
from inkoop.journeys.progress import Progress, silent
from inkoop.rules.procedure.steps import Reckoned, Step


@journey
def object_to(folder: Path, fact: Objected, by: Sequence[str], now: datetime | None = None) -> State:
    """Write down that a tenderer objects or went to court. Raises OSError.

    Refused where no decision holds.
    """
    with working(folder, by, now) as work:
        work.require(Step.OBJECT)
        work.add(fact)
        return work.state


@journey
def end_objection(
    folder: Path, fact: ObjectionEnded, by: Sequence[str], now: datetime | None = None
) -> State:
    """Write down how an objection ended. Where it was right, the decision no longer holds. Raises OSError.

    Then grades and decisions can change again; the letters that went out stay where they are, and the new
    ones get the next number.
    """
    with working(folder, by, now) as work:
        work.require(Step.END_OBJECTION)
        work.add(fact)
        return work.state


@journey
def award(folder: Path, by: Sequence[str], now: datetime | None = None, progress: Progress = silent) -> State:
    """Write down that the award is final. Raises OSError.

    Refused before the standstill is over, while an objection is open, and where the outcome is another one
    than the letters told.
    """
    with working(folder, by, now) as work:
        work.require(Step.FINAL, Reckoned(outcome=work.state.decided.outcome if work.state.decided else ""))
        mark = award_mark(evaluated(work, progress))
        work.require(Step.FINAL, Reckoned(outcome=mark))
        work.add(Final(round=len(work.state.sent), outcome=mark))
        return work.state
