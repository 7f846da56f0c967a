"""What an officer wants of a new tender, before there is a kader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

POINTS = 100
PRICE_WEIGHT = 30
"""Per cent for the price where providers offer one: quality weighs more."""
MOST_LOTS, MOST_CRITERIA, MOST_REQUIREMENTS = 5, 4, 3
"""A first kader has no more of each, so that it is read in one sitting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The answers that a first kader is made from; `number` is of contracts or of places, in each lot."""

    title: str
    reference: str
    buyer: str
    invented: bool
    """Whether nobody named a buyer, so that it is an exercise."""
    email: str
    lots: tuple[tuple[str, str], ...]
    """Code and title of each lot; empty for one whole."""
    price: str
    """`vast` for a tariff of the municipality, `bod` for one that providers offer between two bounds."""
    tariff: Decimal
    floor: Decimal
    ceiling: Decimal
    """All three in euro for one resident for half a day."""
    requirements: tuple[str, ...]
    criteria: tuple[str, ...]
    """Names of parts of the library."""
    divides: str
    """`aanbieders` for a number of contracts, `plekken` for places that are divided."""
    number: int
    threshold: int
    """Points out of a hundred that a contract needs; 0 for none."""
    published: datetime
    closes: datetime

    @property
    def weights(self) -> tuple[tuple[str, int], ...]:
        """The criteria with their weights: as equal as whole numbers can be, the first ones one more."""
        room = POINTS - (PRICE_WEIGHT if self.price == "bod" else 0)
        each, left = divmod(room, len(self.criteria))
        return tuple((name, each + (n < left)) for n, name in enumerate(self.criteria))
