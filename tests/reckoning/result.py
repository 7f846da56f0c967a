"""What a lot comes to, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from .plain import Bid
from .points import Lot, Scores

WON, RESERVE, DRAW, CHOOSE, OTHER, NOTHING = (
    "gunnen",
    "reserve",
    "loting nodig",
    "voorkeur nodig",
    "krijgt al een ander perceel",
    "geen deel",
)


UNTOLD = ""
"""A draw in another lot, or a choice to come, may or may not change the proposal here: not reckoned."""


@dataclass
class Place:
    """One bid in the ranking of a lot."""

    bid: Bid
    scores: Scores
    quality: Fraction
    price: Fraction | None
    total: Fraction
    rank: int = 0
    award: str = RESERVE
    volume: Fraction | None = None
    decided_by: str = ""


@dataclass
class Outcome:
    """Everything that a lot comes to."""

    lot: Lot
    places: list[Place] = field(default_factory=list)
    rejected: dict[str, set[str]] = field(default_factory=dict)
    """By file: the codes of what is not met."""
    below: dict[str, Place] = field(default_factory=dict)
    """By file: who is below a threshold, with the points."""
    undecided: set[str] = field(default_factory=set)
    replaced: set[str] = field(default_factory=set)
    waiting: set[tuple[str, str]] = field(default_factory=set)
    taking_part: list[Bid] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    """The names of everybody in the lot, by file."""
    left: Fraction | None = None
    ties: list[list[str]] = field(default_factory=list)
    stand: str = "voorstel"
    """Whether this is a proposal, can still change, or cannot be reckoned yet."""
