"""What the form asks of one answer: the formula that says it is not enough, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Demand:
    """A test that is true when an answer fails a demand, and what is said then."""

    fails: str
    text: str
    hard: bool
