"""Rules on one number: the answer itself, or a number taken from a column of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, ClassVar, TypeVar

from inkoop.domain.answers import Value
from inkoop.domain.exact import ZERO
from inkoop.domain.questions import NUMERIC
from inkoop.domain.rules.base import Measured
from inkoop.rules.scoring.kinds.base import Counts, Fault, Kind, RawAsked

M = TypeVar("M", bound=Measured)

_OPERATIONS: Mapping[str | None, Callable[[Iterable[Decimal]], Decimal]] = {
    "som": lambda items: sum(items, ZERO),
    "laagste": min,
    "hoogste": max,
}


class OnNumber(Kind[M]):
    """A rule on one number."""

    fits: ClassVar[tuple[str, ...]] = (*NUMERIC, "tabel")
    columns = NUMERIC
    counts = Counts.NUMBER

    @property
    def summed(self) -> bool:
        """Whether the column is added up."""
        return self.rule.operation == "som"

    def number(self, value: Value) -> Decimal | None:
        """The number that the rule works on; None without one."""
        if value.number is not None:
            return value.number
        column = self.rule.column
        numbers = [number for row in value.rows if (number := row.number(column)) is not None]
        return _OPERATIONS[self.rule.operation](numbers) if numbers else None

    @classmethod
    def misfits(cls, raw: Mapping[str, Any], asked: RawAsked) -> Iterator[Fault]:
        """Which number of a column counts has to be said."""
        if asked.table and "bewerking" not in raw:
            yield Fault("KADER-41", words={"sleutel": "bewerking"}, at_key=True)
