"""What people wrote beside the rules of a kader: comments, which count for nothing and are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

TreePath = tuple[str | int, ...]
"""Keys and list positions from the top of a kader to a value."""


@dataclass(frozen=True, slots=True)
class Remark:
    """The comments at one key or list item, line by line, without the sign that begins them."""

    above: tuple[str, ...] = ()
    beside: str = ""
    below: tuple[str, ...] = ()
    """Only at the very end of a file, under everything."""

    def __bool__(self) -> bool:
        return bool(self.above or self.beside or self.below)

    def joined(self, other: Remark) -> Remark:
        """Both together: a cell has one remark where a list had one for each item."""
        if not self.beside or not other.beside:
            return Remark(self.above + other.above, self.beside or other.beside, self.below + other.below)
        return Remark((*self.above, *other.above, other.beside), self.beside, self.below + other.below)


Remarks = Mapping[TreePath, Remark]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The lines of a key or list item with the comments above it: from 0, and the last is not in it."""

    first: int
    begins: int
    """The line on which the key or the item itself begins."""
    last: int
    column: int
    block: bool
    """Whether what it holds is a block or list over lines of its own."""
