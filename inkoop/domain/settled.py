"""A point on which there is nothing left to decide, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from inkoop.domain.findings import Finding
from inkoop.domain.submission import Decision, SubmissionId


class Closed(Enum):
    """Why nobody has to decide about a point."""

    DECIDED = "people decided"
    DECISIVE = "it puts the submission out by itself"
    OUT = "the submission is out on another ground"
    ELSEWHERE = "it is open under another finding about the same answer"
    IDLE = "nothing rests on it"


@dataclass(frozen=True, slots=True)
class Settled:
    """A point on which there is nothing left to decide."""

    submission: SubmissionId
    finding: Finding
    decision: Decision | None
    """What a person decided about it, for or against; None when nobody did."""
    closed: Closed = Closed.DECIDED
    see: str = ""
    """The code of the finding under which it is still open."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Another submission in which the same fault is, beside one for which it was mended or accepted."""

    submission: SubmissionId
    name: str
    file: str
    settled: tuple[Settled, ...]
    """What became of it there, in one lot or more."""
    open: bool
    """Whether there is still something to decide about it there."""
