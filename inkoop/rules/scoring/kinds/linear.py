"""A straight line between two published values; beyond them the nearest end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from inkoop.domain.answers import Number, Value
from inkoop.domain.evaluation import Reason
from inkoop.domain.exact import ZERO
from inkoop.domain.rules.linear import LinearRule
from inkoop.domain.tender import Scale
from inkoop.rules.raw import number
from inkoop.rules.scoring.kinds.base import HUNDRED, ONE, Better, Context, Fault, Goal, Share
from inkoop.rules.scoring.kinds.measured import OnNumber


@dataclass(frozen=True, slots=True)
class LinearReason(Reason):
    """The number, and where the line begins and ends."""

    value: Decimal
    zero: Decimal
    full: Decimal


class Linear(OnNumber[LinearRule]):
    """Straight line between two values."""

    of = LinearRule

    def __init__(self, rule: LinearRule, choices: Mapping[str, str], scale: Scale | None = None) -> None:
        super().__init__(rule, choices, scale)
        self._zero, self._full = rule.zero_at, rule.full_at
        self._low, self._high = sorted((rule.zero_at, rule.full_at))
        self._whole = rule.full_at - rule.zero_at

    def share(self, value: Value, _: Context) -> Share | None:
        """How far along the line the number lies."""
        found = self.number(value)
        if found is None:
            return None
        held = min(max(found, self._low), self._high)
        return Share(held - self._zero, self._whole, LinearReason(found, self._zero, self._full))

    def better(self, value: Value, _: Context) -> Better | None:
        """One more, or one less, as far as the line goes."""
        found = self.number(value)
        if found is None:
            return None
        if self.rises:
            return Better(value=Number(min(max(found, self._zero) + ONE, self._full)))
        return Better(value=Number(max(min(found, self._zero) - ONE, self._full)))

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """Where it begins and ends."""
        return self._low, self._high

    @property
    def rises(self) -> bool:
        """Whether more is better."""
        return self._full > self._zero

    @property
    def goals(self) -> Sequence[Goal]:
        """Both ends."""
        return (Goal(HUNDRED, self._full, self._full), Goal(ZERO, self._zero, self._zero))

    @classmethod
    def faults(cls, raw: Mapping[str, Any], _: Mapping[str, Any]) -> Iterator[Fault]:
        """A line without length."""
        zero = number(raw.get("nul_bij"))
        if zero is not None and zero == number(raw.get("vol_bij")):
            yield Fault("KADER-37", words={"eerste": "nul_bij", "tweede": "vol_bij"}, at_key=True)
