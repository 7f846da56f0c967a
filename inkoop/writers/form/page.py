"""A worksheet that is filled from top to bottom, and what every sheet has in common."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from inkoop.domain.visible import visible
from inkoop.writers.form.styles import SIZE, Styles

CellContent = str | int | float | Decimal | date | None

MAX_HEIGHT = 409.0
"""The tallest row a spreadsheet allows, in points."""
CHARACTERS_PER_UNIT = 1.12
"""How many characters of ordinary text fit in one unit of column width; measured, on the safe side."""
_PROTECTION = {"format_columns": True, "format_rows": True}
LEAST_SCALE = 90
"""The smallest percentage at which a sheet is printed, so that its text is 9 points on paper."""
_MARGIN = 0.4
_WIDER = 1.22
"""How much wider columns become with another font, where there is no Arial."""
_PAPER = {True: 11.69, False: 8.27}
"""The width of A4 in inches, by whether it lies."""


def clean(text: str) -> str:
    """The text without characters that a workbook cannot hold, or that nobody would see in it."""
    return visible(text)


def count_lines(text: str, width: float, size: float = SIZE) -> int:
    """How many lines a text takes in a column this wide, on the safe side."""
    per_line = max(4, int((width - 1.5) * CHARACTERS_PER_UNIT * SIZE / size))
    return sum(_wrapped(paragraph, per_line) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, room: int) -> int:
    """How many lines a paragraph takes; a library that also gives the lines takes far longer."""
    lines, used = 1, 0
    for word in paragraph.split(" "):
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0
        used += len(word) + (used > 0)
        if used > room:
            lines, used = lines + (used - 1) // room, (used - 1) % room + 1
    return lines


def height_of(lines: int, size: float = SIZE, *, bounded: bool = True) -> float:
    """The height of a row with this many lines of text, in points; more than one row where not `bounded`."""
    needed = lines * size * 1.3 + 6
    return min(MAX_HEIGHT, needed) if bounded else needed


@dataclass
class Page:
    """One worksheet with its column widths; `row` is the next free row, counted from 0."""

    sheet: Any
    name: str
    styles: Styles
    widths: tuple[float, ...]
    row: int = 0
    heights: dict[int, float] = field(default_factory=dict)
    printed: int | None = None
    """The last column that is printed, where not all are."""
    blank: bool = False
    """Whether nothing is filled in: only then is known what a formula gives."""

    def __post_init__(self) -> None:
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width, self.styles("plain"))
        self.sheet.hide_gridlines(2)

    def put(self, column: int, value: CellContent, style: Any, row: int | None = None) -> None:
        """A value in a cell of the current row; a text stays a text, whatever it begins with."""
        row = self.row if row is None else row
        if value is None or value == "":
            status = self.sheet.write_blank(row, column, None, style)
        elif isinstance(value, str):
            status = self.sheet.write_string(row, column, clean(value), style)
        elif isinstance(value, date):
            status = self.sheet.write_datetime(row, column, value, style)
        else:
            status = self.sheet.write_number(row, column, float(value), style)
        if status:
            raise ValueError(f"{self.name}: deze tekst is te lang voor één cel")

    def put_formula(self, row: int, column: int, formula: str, style: Any, first: str | int = "") -> None:
        """A formula, with what it gives while nothing has been filled in.

        That is what people see before anything is calculated: a file from the internet opens that way.
        """
        self.sheet.write_formula(row, column, f"={formula}", style, first if self.blank else None)

    def put_rich(self, column: int, first: str, rest: str, style: str, between: str = "\n") -> None:
        """A cell with a bold first part and a grey second part, on the next line or beside it."""
        if not rest:
            self.put(column, first, self.styles(style, bold=True))
            return
        bold = self.styles("bold")
        grey = self.styles("intro")
        self.sheet.write_rich_string(
            self.row, column, bold, clean(first), grey, clean(f"{between}{rest}"), self.styles(style)
        )

    def put_marked(self, column: int, text: str, marks: Sequence[tuple[int, int]], style: Any) -> None:
        """A text in which some places are underlined; what it says stays the same."""
        text = clean(text)
        parts, done = list[Any](), 0
        for start, end in marks:
            parts += [text[done:start]] if start > done else []
            parts += [self.styles("marked"), text[start:end]]
            done = end
        parts += [text[done:]] if done < len(text) else []
        if len(parts) > 2:
            self.sheet.write_rich_string(self.row, column, *parts, style)
        else:  # a library that writes pieces wants more than one
            self.put(column, text, self.styles("label", underline=1) if marks else style)

    def span(self, first: int, last: int, text: str, style: Any) -> None:
        """A text over several columns of the current row."""
        if first == last:
            self.put(first, text, style)
            return
        self.sheet.merge_range(self.row, first, self.row, last, "", style)
        self.put(first, text, style)

    def fill(self, first: int, last: int, style: Any) -> None:
        """Empty cells with a style in the current row."""
        for column in range(first, last + 1):
            self.put(column, None, style)

    def link(self, column: int, sheet: str, text: str, style: Any) -> None:
        """A link to another sheet of this workbook."""
        quoted = sheet.replace("'", "''")
        self.sheet.write_url(self.row, column, f"internal:'{quoted}'!A1", style, string=clean(text))

    def end_row(self, height: float | None = None) -> None:
        """Give the current row its height and go to the next one."""
        if height is not None:
            self.heights[self.row] = min(height, MAX_HEIGHT)
            self.sheet.set_row(self.row, self.heights[self.row])
        self.row += 1

    def line(self, text: str, style: str, last: int, first: int = 0, size: float = SIZE) -> None:
        """A whole row that is one wrapped text over several columns."""
        width = sum(self.widths[first : last + 1])
        self.span(first, last, text, self.styles(style))
        self.end_row(height_of(count_lines(text, width, size), size))

    def gap(self, height: float = 8) -> None:
        """A little white space."""
        self.end_row(height)

    def print_scale(self, landscape: bool) -> int:
        """The percentage at which the printed columns take the width of one sheet of paper."""
        last = len(self.widths) - 1 if self.printed is None else self.printed
        inches = self._inches(last)
        return int(100 * (_PAPER[landscape] - 2 * _MARGIN) / inches) if inches else 0

    def fitting(self, last: int) -> int:
        """The last column, up to this one, that is on the first sheet of paper when it lies."""
        room = (_PAPER[True] - 2 * _MARGIN) * 100 / LEAST_SCALE
        return max((column for column in range(last + 1) if self._inches(column) <= room), default=last)

    def _inches(self, last: int) -> float:
        """How wide the columns up to this one are at most, whichever program shows them."""
        return sum(int(width * 7 + 5) for width in self.widths[: last + 1]) / 96 * _WIDER

    def fold(self, first: int, last: int, width: float) -> None:
        """Helper columns as a closed group, which who wants to see them can open."""
        closed = {"level": 1, "hidden": True}
        self.sheet.set_column(first, last, width, self.styles("plain"), closed)
        self.sheet.set_column(last + 1, last + 1, None, None, {"collapsed": True})

    def finish(self, footer: str, landscape: bool = True, header_row: int | None = None) -> None:
        """Print set-up and protection without a password."""
        if landscape:
            self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.set_margins(left=_MARGIN, right=_MARGIN, top=0.6, bottom=0.7)
        if self.printed is not None:
            self.sheet.print_area(0, 0, self.row, self.printed)
        if self.print_scale(landscape) < LEAST_SCALE:
            # Over more sheets of paper beside each other, each with the first column.
            self.sheet.set_print_scale(LEAST_SCALE)
            self.sheet.repeat_columns(0)
        else:
            self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer(f"&L&{SIZE}{footer}&R&{SIZE}&A · Pagina &P van &N")
        if header_row is not None:
            self.sheet.repeat_rows(header_row)
        self.sheet.protect("", dict(_PROTECTION))


def footer_text(text: str) -> str:
    """A text that is safe in a footer, where an ampersand starts a command."""
    return textwrap.shorten(clean(text), 70, placeholder=" …").replace("&", "&&")
