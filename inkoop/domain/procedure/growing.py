"""A sequence to which one more is added in the same time however long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Growing(Sequence[T], Generic[T]):
    """As a tuple: what is in it never changes. Those that grew from one another share their storage."""

    __slots__ = ("_all", "_length")

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._all = list(items)
        self._length = len(self._all)

    def with_one(self, item: T) -> Growing[T]:
        """The same with one more behind it; this one stays as it is."""
        made: Growing[T] = Growing()
        # Where another one grew from this already, its storage is longer.
        made._all = self._all if len(self._all) == self._length else self._all[: self._length]
        made._all.append(item)
        made._length = self._length + 1
        return made

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[T]:
        return islice(self._all, self._length)

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        return self._all[range(self._length)[place]]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
