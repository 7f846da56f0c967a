"""Cells that touch each other belong together: a note of seven lines is one thing to tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_REACH = 1


def blocks_of(places: Iterable[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The groups of cells that touch, also at a corner, each in reading order, by its first cell."""
    left = set(places)
    for first in sorted(left):
        if first not in left:
            continue
        left.discard(first)
        block, edge = [first], [first]
        while edge:
            row, column = edge.pop()
            around = {
                (row + down, column + right)
                for down in range(-_REACH, _REACH + 1)
                for right in range(-_REACH, _REACH + 1)
            }
            touching = around & left
            left -= touching
            block += touching
            edge += touching
        yield sorted(block)
