"""What a scoring rule gives: a share of the maximum, as an exact quotient with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from inkoop.domain.evaluation import Reason, ReasonKind, ReasonValue
from inkoop.domain.submission import Grade
from inkoop.domain.tender import Scale

HUNDRED = Decimal(100)
ZERO = Decimal(0)


class Share(NamedTuple):
    """A percentage as an exact quotient, so that points are divided only once, at the end."""

    numerator: Decimal
    denominator: Decimal
    reason: Reason

    def points(self, maximum: Decimal) -> Decimal:
        """The same share of a maximum."""
        return maximum * self.numerator / self.denominator + 0  # never -0


class Context(NamedTuple):
    """What a rule may need besides the answer."""

    choices: Mapping[str, str]
    """Code to name of the choices of the question or of the rule's column."""
    scale: Scale | None = None
    grade: Grade | None = None
    price: Decimal | None = None
    """The price of this offer in euro, for a rule on a price."""
    lowest: Decimal | None = None
    """The lowest number above zero of all offers that are compared, for a relative rule."""
    highest: Decimal | None = None
    """The highest number of all offers that are compared."""


def percentage(value: Decimal, kind: ReasonKind, **words: ReasonValue) -> Share:
    """A share of so many percent."""
    return Share(value, HUNDRED, Reason(kind, {"procent": value, **words}))
