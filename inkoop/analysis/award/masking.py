"""Hiding small groups, so that nobody can be recognised and nothing hidden can be worked out from the totals.

First every count under ten is hidden, except nothing at all. Then, as long as a sum gives something away,
another part of it is hidden as well: the smallest that is left (complementary suppression, Hundepool et al.,
Statistical Disclosure Control, 2012, chapter 4). A sum gives something away when exactly one part of it is
hidden, and when what is hidden in it is together a small group too.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

FEWEST = 10
"""A group under ten is not shown."""
_NOTHING = 1e-9
Key = TypeVar("Key", bound=Hashable)


def hidden_cells(cells: Mapping[Key, int], sums: Sequence[Sequence[Key]]) -> frozenset[Key]:
    """The cells to hide.

    Args:
        cells: every number that would be shown, totals too.
        sums: the cells of each sum that a reader can make: the parts, and last their total.
    """
    hidden = {key for key, count in cells.items() if 0 < count < FEWEST}
    while True:
        telling = next((parts for parts in sums if _gives_away(parts, hidden, cells)), None)
        telling = telling or _with_fixed_part(hidden, sums)
        if telling is None:
            return frozenset(hidden)
        left = [key for key in telling if key not in hidden]
        hidden.add(min(left, key=lambda key: (cells[key] == 0, cells[key])))


def _gives_away(parts: Sequence[Key], hidden: set[Key], cells: Mapping[Key, int]) -> bool:
    """Whether a reader can work out a hidden part, or all hidden parts together when those are few people."""
    if all(key in hidden for key in parts):
        return False
    *terms, total = parts
    veiled = [key for key in terms if key in hidden]
    if len(veiled) + (total in hidden) == 1:
        return True
    return total not in hidden and 0 < sum(cells[key] for key in veiled) < FEWEST


def _with_fixed_part(hidden: set[Key], sums: Sequence[Sequence[Key]]) -> Sequence[Key] | None:
    """A sum with a hidden part that follows from all sums together, and with something left to hide.

    Every sum is an equation. A part is fixed when no solution differs in it: when it is nothing in every
    vector that the equations take to nothing.
    """
    import numpy as np

    places = {key: number for number, key in enumerate(sorted(hidden, key=repr))}
    open_sums = [parts for parts in sums if any(key in places for key in parts)]
    if not open_sums:
        return None
    equations = np.zeros((len(open_sums), len(places)))
    for row, parts in enumerate(open_sums):
        for key in parts:
            if key in places:
                equations[row, places[key]] = -1.0 if key == parts[-1] else 1.0
    _, strengths, vectors = np.linalg.svd(equations)
    free = vectors[int((strengths > _NOTHING).sum()) :]
    moves = np.abs(free).max(axis=0) if len(free) else np.zeros(len(places))
    for parts in open_sums:
        fixed = any(key in places and moves[places[key]] < _NOTHING for key in parts)
        if fixed and any(key not in hidden for key in parts):
            return parts
    return None
