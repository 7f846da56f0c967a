"""The last band that starts at or below the value; below the first band nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.answers import Number, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.exact import ZERO
from inkoop.domain.rules.bands import Band, BandsRule
from inkoop.rules.protection import narrow_steps
from inkoop.rules.raw import mapping, number, sequence
from inkoop.rules.scoring.kinds.base import Better, Context, Fault, Goal, Share, percentage
from inkoop.rules.scoring.kinds.measured import OnNumber


@dataclass(frozen=True, slots=True)
class BandsReason(Reason):
    """The number with the band it falls in; or the first band, when it stays below."""

    value: Decimal
    start: Decimal
    below: bool
    percentage: Decimal


class Bands(OnNumber[BandsRule]):
    """Steps."""

    of = BandsRule

    def share(self, value: Value, _: Context) -> Share | None:
        """What the band gives."""
        found = self.number(value)
        if found is None:
            return None
        band = self._band(found)
        if band is None:
            return percentage(ZERO, BandsReason(found, self.rule.bands[0].start, True, ZERO))
        return percentage(band.percentage, BandsReason(found, band.start, False, band.percentage))

    def _band(self, found: Decimal) -> Band | None:
        return next((band for band in reversed(self.rule.bands) if band.start <= found), None)

    def better(self, value: Value, _: Context) -> Better | None:
        """The start of the nearest band that gives more."""
        found = self.number(value)
        if found is None:
            return None
        band = self._band(found)
        own = band.percentage if band else ZERO
        higher = [band.start for band in self.rule.bands if band.percentage > own]
        return Better(value=Number(min(higher, key=lambda start: abs(start - found)))) if higher else None

    def tells(self, asked: object) -> bool:
        """Whether a band is so narrow that its points as good as tell the number.

        Points below the first band and from the last one on go up to the bounds of the question, where these
        are bounds of the number itself.
        """
        low, high = getattr(asked, "minimum", None), getattr(asked, "maximum", None)
        starts = [band.start for band in self.rule.bands]
        if not self.summed and low is not None and high is not None:
            starts = [low, *(start for start in starts if low < start <= high), high]
        return narrow_steps(starts)

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """Where the first band starts, and the last."""
        bands = self.rule.bands
        return (bands[0].start, bands[-1].start) if len(bands) > 1 else None

    @property
    def rises(self) -> bool:
        """Whether more is better: a single band counts as a rising stair."""
        return self.rule.bands[-1].percentage >= self.rule.bands[0].percentage

    @property
    def goals(self) -> Sequence[Goal]:
        """Every band."""
        bands = self.rule.bands
        ends = (*(band.start for band in bands[1:]), None)
        return tuple(Goal(band.percentage, band.start, end) for band, end in zip(bands, ends, strict=True))

    @property
    def steps(self) -> Sequence[Goal]:
        """Every band."""
        return self.goals

    @classmethod
    def faults(cls, raw: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[Fault]:
        """Bands that do not rise."""
        starts = [number(mapping(band).get("vanaf")) for band in sequence(raw.get("banden"))]
        known = [start for start in starts if start is not None]
        if known != sorted(set(known)):
            yield Fault("KADER-39", ("banden",), at_key=True)
