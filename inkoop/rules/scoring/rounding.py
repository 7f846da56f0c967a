"""Rounding, only where the kader says so."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from functools import cache

from inkoop.domain.exact import is_told

MODES: Mapping[str, str] = {
    "half_omhoog": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "omlaag": ROUND_DOWN,
}
_SNAP = Decimal(1).scaleb(-18)
_WIDE = Context(prec=60)
"""Room for an amount of billions with 18 digits behind the point."""
SHOWN_DIGITS = 4
"""How many digits people see behind the point of a number that the kader does not round."""


def snap(value: Decimal) -> Decimal:
    """The value to 18 digits behind the point: what is left of a sum such as 1/3 + 1/3 + 1/3 is 1 again.

    For comparing, never for reckoning on: a sum of snapped thirds would miss that 1.
    """
    snapped = value.quantize(_SNAP, ROUND_HALF_EVEN, _WIDE)
    # Without the zeros that say nothing, and plus nothing: nobody earns minus nothing.
    return _WIDE.plus(snapped.normalize(_WIDE))


def with_digits(value: Decimal, digits: int | str) -> Decimal:
    """The value as people see it: snapped, and with at least the digits that the kader publishes."""
    if not is_told(value):
        return value
    if isinstance(digits, int) and value.same_quantum(_unit(digits)):
        return _WIDE.plus(value)
    snapped = snap(value)
    if isinstance(digits, str) or -int(snapped.as_tuple().exponent) >= digits:
        return snapped
    return snapped.quantize(_unit(digits), ROUND_HALF_EVEN, _WIDE)


def round_points(value: Decimal, digits: int, mode: str) -> Decimal:
    """The value with this many digits behind the point, in one of the kader's modes.

    A division such as 100 / 3 is kept to 28 digits, so a sum of such parts may lie a hair beside the
    number it exactly is. Points are first brought to 18 digits, so that 0.1249…9 (28 digits) counts as
    the 0.125 it stands for. A true value that near to a half cannot come from amounts of money.
    """
    snapped = value.quantize(_SNAP, ROUND_HALF_EVEN, _WIDE)
    # Plus nothing: a falling line can give -0, and nobody earns minus nothing.
    return _WIDE.plus(snapped.quantize(_unit(digits), MODES[mode], _WIDE))


@cache
def _unit(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)
