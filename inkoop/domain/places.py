"""Where a value or a fault stands, so that a person can open it and look."""

from __future__ import annotations

from dataclasses import dataclass

from inkoop.domain.visible import one_line


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell, sheet or whole file among the workbooks: `sheet` and `cell` are empty for the whole."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        return " › ".join(one_line(part) for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True, slots=True)
class LinePlace:
    """A spot in a text file; lines and columns count from 1, and 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0
    part: str = ""
    """The part of the library that was taken over there, when it is about what stands in that part."""

    def __str__(self) -> str:
        name = one_line(self.file)
        place = f"{name}:{self.line}:{self.column}" if self.line else name
        return f"{place} ({one_line(self.part)})" if self.part else place


Place = CellPlace | LinePlace
