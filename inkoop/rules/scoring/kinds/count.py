"""Number of choices or rows against the number that gives everything."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from inkoop.domain.answers import Codes, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.rules.count import CountRule
from inkoop.rules.scoring.kinds.base import Better, Context, Counts, Kind, Share


@dataclass(frozen=True, slots=True)
class CountReason(Reason):
    """How many there are, and how many give everything."""

    count: Decimal
    full: Decimal


class Count(Kind[CountRule]):
    """How many there are."""

    of = CountRule
    fits = ("meerkeuze", "tabel")
    counts = Counts.AMOUNT

    def share(self, value: Value, _: Context) -> Share:
        """The part that is there."""
        count, full = Decimal(_count(value)), Decimal(self.rule.full_at)
        return Share(min(count, full), full, CountReason(count, full))

    def better(self, value: Value, _: Context) -> Better | None:
        """One more."""
        count = _count(value)
        more = Codes(tuple(f"_{number}" for number in range(count + 1)))
        return Better(value=more) if count < self.rule.full_at else None

    @property
    def full_at(self) -> int:
        """How many give everything."""
        return self.rule.full_at


def _count(value: Value) -> int:
    return len(value.codes) + len(value.rows)
