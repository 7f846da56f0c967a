"""Hiding small groups, so that nobody can be recognised and nothing hidden can be worked out from the totals.

First every count under ten is hidden, except nothing at all. Then, as long as a sum gives something away,
another part of it is hidden as well: the smallest that is left. A sum gives something away when exactly one
part of it is hidden, and when all that is hidden in it is together a small group too. Last comes somebody who
wants to know: for every small group linear programming finds the lowest and the highest it could be, given
all that is shown. Where fewer numbers of people are left than `inkoop.rules.protection` asks, more is hidden
(complementary suppression with an audit, Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import ceil, floor, inf
from typing import TYPE_CHECKING, TypeVar

from inkoop.rules.protection import PEOPLE

if TYPE_CHECKING:
    import numpy as np

FEWEST = 10
"""A group under ten is not shown."""
_HAIR = 1e-6
"""What the solver may be beside a whole number."""
Key = TypeVar("Key", bound=Hashable)


def hidden_cells(cells: Mapping[Key, int], sums: Sequence[Sequence[Key]]) -> frozenset[Key]:
    """The cells to hide.

    Args:
        cells: every number that would be shown, totals too.
        sums: the cells of each sum that a reader can make: the parts, and their total as the last.
    """
    small = {key for key, count in cells.items() if 0 < count < FEWEST}
    hidden = set(small)
    while True:
        _hide_beside(hidden, cells, sums)
        known = _known(small, hidden, cells, sums)
        if known is None:
            return frozenset(hidden)
        near = [key for parts in sums if known in parts for key in parts if key not in hidden]
        left = near or [key for key in cells if key not in hidden]
        hidden.add(_smallest(left, cells))


def _hide_beside(hidden: set[Key], cells: Mapping[Key, int], sums: Sequence[Sequence[Key]]) -> None:
    """Hide until no sum gives something away by itself."""
    changed = True
    while changed:
        changed = False
        for parts in sums:
            left = [key for key in parts if key not in hidden]
            if left and _gives_away(parts, hidden, cells):
                hidden.add(_smallest(left, cells))
                changed = True


def _gives_away(parts: Sequence[Key], hidden: set[Key], cells: Mapping[Key, int]) -> bool:
    """Whether a reader can work out a hidden part, or all hidden parts together when those are few people."""
    *terms, total = parts
    veiled = [key for key in terms if key in hidden]
    if len(veiled) + (total in hidden) == 1:
        return True
    return total not in hidden and 0 < sum(cells[key] for key in veiled) < FEWEST


def _smallest(keys: Sequence[Key], cells: Mapping[Key, int]) -> Key:
    """The smallest group, one with people in it if there is any."""
    return min(keys, key=lambda key: (cells[key] == 0, cells[key]))


def _known(
    small: set[Key], hidden: set[Key], cells: Mapping[Key, int], sums: Sequence[Sequence[Key]]
) -> Key | None:
    """A small group whose number follows too closely from what is shown; None when there is none."""
    import numpy as np

    where = {key: index for index, key in enumerate(key for key in cells if key in hidden)}
    rows, right = [], []
    for *parts, total in sums:
        row, shown = np.zeros(len(where)), 0
        for key, sign in (*((part, 1) for part in parts), (total, -1)):
            if key in where:
                row[where[key]] += sign
            else:
                shown += sign * cells[key]
        if row.any():
            rows.append(row)
            right.append(-shown)
    if not rows:
        return None
    if len(hidden) == len(cells):
        return None
    matrix, people = np.array(rows), np.array([float(cells[key]) for key in where])
    for key in (key for key in where if key in small):
        place = where[key]
        if not _has_room(matrix, people, place) and _numbers_left(matrix, np.array(right), place) < PEOPLE:
            return key
    return None


def _has_room(sums: np.ndarray, people: np.ndarray, place: int) -> bool:
    """Whether a hidden number can certainly be enough others; a quick yes, which needs no linear programming.

    The real numbers are one solution. Along a change of the groups with people in them that leaves every sum
    as it is lie others, on both sides, as far as no group would become fewer than nought.
    """
    import numpy as np

    others = np.flatnonzero((people > 0) & (np.arange(len(people)) != place))
    change, *_ = np.linalg.lstsq(sums[:, others], -sums[:, place], rcond=None)
    if not np.allclose(sums[:, others] @ change, -sums[:, place], rtol=0, atol=_HAIR):
        return False
    more, fewer = change < -_HAIR, change > _HAIR
    up = min(people[others][more] / -change[more], default=PEOPLE)
    down = min([people[place], *(people[others][fewer] / change[fewer])])
    return bool(floor(up + _HAIR) + floor(down + _HAIR) + 1 >= PEOPLE)


def _numbers_left(sums: np.ndarray, right: np.ndarray, place: int) -> float:
    """How many whole numbers a hidden one could be, given all that is shown."""
    import numpy as np
    from scipy.optimize import linprog

    goal = np.zeros(sums.shape[1])
    goal[place] = 1
    low = linprog(goal, A_eq=sums, b_eq=right, bounds=(0, None))
    high = linprog(-goal, A_eq=sums, b_eq=right, bounds=(0, None))
    if low.fun is None or high.fun is None:  # it could be any number
        return inf
    return floor(-high.fun + _HAIR) - ceil(low.fun - _HAIR) + 1
