"""Chance from a published seed: the same on every machine, in every process."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_BITS = 53
_FRACTIONS = 1 << _BITS
_STREAM = 1_000_003
_HALF = 0.5


class Chance:
    """Whole numbers from a seed and a stream.

    Only `random.random()` is used, the one method of which Python promises the same sequence for the
    same seed for ever. Its value is an exact fraction of 2^53, so everything after it is whole numbers.
    """

    def __init__(self, seed: int, stream: int) -> None:
        self._random = random.Random(seed * _STREAM + stream).random

    def whole(self, count: int) -> int:
        """One of 0 … count − 1, each equally likely."""
        return int(self._random() * _FRACTIONS) * count >> _BITS

    def middling(self, last: int) -> int:
        """One of 0 … last, with a triangular chance: the middle most often, the ends seldom."""
        if last <= 0:
            return 0
        one, two, odd = self._random(), self._random(), self._random()
        count = last + 1
        both = (int(one * _FRACTIONS) * count >> _BITS) + (int(two * _FRACTIONS) * count >> _BITS)
        return (both + (odd >= _HALF)) // 2

    def pick(self, items: Sequence[T]) -> T:
        """One of the items, each equally likely."""
        return items[self.whole(len(items))]

    def several(self, items: Sequence[T], count: int) -> tuple[T, ...]:
        """So many different items, in their own order."""
        left = list(range(len(items)))
        chosen = [left.pop(self.whole(len(left))) for _ in range(min(count, len(items)))]
        return tuple(items[index] for index in sorted(chosen))
