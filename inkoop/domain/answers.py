"""What was answered: one frozen type for each form an answer can have.

Every value can be asked for its number, codes, texts or rows. What it does not have it gives as nothing, so
that nobody has to find out first what kind of value it is. `data` is the value as plain JSON, and `of` reads
that back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Self

from inkoop.domain.places import CellPlace

_PLAIN_NUMBER = re.compile(r"-?\d{1,40}(\.\d{1,40})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Value:
    """An answer, or one cell of a table answer."""

    @property
    def number(self) -> Decimal | None:
        """The number, where the answer is one."""
        return None

    @property
    def day(self) -> date | None:
        """The day, where the answer is one."""
        return None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that were chosen; `ja` or `nee` for yes and no."""
        return ()

    @property
    def typed(self) -> str:
        """The text that was typed, where the answer is open."""
        return ""

    @property
    def texts(self) -> tuple[str, ...]:
        """The answer in words: its codes, or the text that was typed."""
        return self.codes or (self.typed,)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that were filled in, where the answer is a table."""
        return ()

    @property
    def data(self) -> Any:
        """The value as JSON: ja or nee, texts, numbers as texts, days as year-month-day, lists."""
        raise NotImplementedError

    @classmethod
    def of(cls, data: Any) -> Self:
        """The value that was written as this JSON; TypeError or ValueError when it was not."""
        raise NotImplementedError


NOTHING = Value()
"""No answer: it has nothing of anything."""


@dataclass(frozen=True, slots=True)
class YesNo(Value):
    """Yes or no."""

    value: bool

    @property
    def codes(self) -> tuple[str, ...]:
        return ("ja",) if self.value else ("nee",)

    @property
    def data(self) -> str:
        return self.codes[0]

    @classmethod
    def of(cls, data: Any) -> Self:
        if data not in ("ja", "nee"):
            raise ValueError(data)
        return cls(data == "ja")


@dataclass(frozen=True, slots=True)
class Code(Value):
    """One choice from a list."""

    value: str

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.value,)

    @property
    def data(self) -> str:
        return self.value

    @classmethod
    def of(cls, data: Any) -> Self:
        return cls(_text(data))


@dataclass(frozen=True, slots=True)
class Codes(Value):
    """Several choices from a list, in the order of the list."""

    value: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return self.value

    @property
    def data(self) -> list[str]:
        return list(self.value)

    @classmethod
    def of(cls, data: Any) -> Self:
        if not isinstance(data, list):
            raise TypeError(data)
        return cls(tuple(map(_text, data)))


@dataclass(frozen=True, slots=True)
class Number(Value):
    """A number: a count, an amount, a percentage."""

    value: Decimal

    @property
    def number(self) -> Decimal:
        return self.value

    @property
    def data(self) -> str:
        return f"{self.value:f}"

    @classmethod
    def of(cls, data: Any) -> Self:
        if not _PLAIN_NUMBER.fullmatch(_text(data)):
            raise ValueError(data)
        return cls(Decimal(data))


@dataclass(frozen=True, slots=True)
class Day(Value):
    """A calendar day."""

    value: date

    @property
    def day(self) -> date:
        return self.value

    @property
    def data(self) -> str:
        return self.value.isoformat()

    @classmethod
    def of(cls, data: Any) -> Self:
        return cls(date.fromisoformat(_text(data)))


@dataclass(frozen=True, slots=True)
class Text(Value):
    """Text that was typed."""

    value: str

    @property
    def typed(self) -> str:
        return self.value

    @property
    def data(self) -> str:
        return self.value

    @classmethod
    def of(cls, data: Any) -> Self:
        return cls(_text(data))


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row of a table, by column code; columns left empty or unreadable are absent."""

    values: Mapping[str, Value]
    places: Mapping[str, CellPlace]
    cells: Mapping[str, CellPlace] = field(default_factory=dict, compare=False)
    """Every cell of the row in its workbook, also the empty and the unreadable ones: by column code, or by
    column:option. Not there in a row that comes from a dossier."""

    def number(self, column: str | None) -> Decimal | None:
        """The number in a column; None when there is none."""
        value = self.values.get(column or "")
        return value.number if value else None

    def codes(self, column: str | None) -> tuple[str, ...]:
        """The codes chosen in a column."""
        value = self.values.get(column or "")
        return value.codes if value else ()

    def text(self, column: str | None) -> str:
        """What stands in a column in words, on one line."""
        value = self.values.get(column or "")
        return " ".join(" ".join(value.texts).split()) if value else ""

    def is_about(self, code: str) -> bool:
        """Whether one of the columns with one choice holds this code: the row of a lot, or of a product."""
        return Code(code) in self.values.values()


@dataclass(frozen=True, slots=True)
class Rows(Value):
    """The rows of a table."""

    value: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.value

    @property
    def data(self) -> list[dict[str, Any]]:
        return [{code: cell.data for code, cell in row.values.items()} for row in self.value]


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise TypeError(data)
    return data
