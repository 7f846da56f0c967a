"""The geometry of the report's charts, in whole tenths of a millimetre, so that no float can vary.

Everything is legible in grey: segments lie in the published order between white gaps, light beside
dark, with their points written in them; dots carry the rank of the provider.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WIDTH = 1660
"""The width of the text block."""
GAP = 8
FILLS = (
    ("#14375e", "#ffffff"),
    ("#f2cd97", "#1d2733"),
    ("#3d7096", "#ffffff"),
    ("#dfe7ee", "#1d2733"),
    ("#9c4324", "#ffffff"),
    ("#f7e9d3", "#1d2733"),
    ("#4d5a68", "#ffffff"),
    ("#e0a63d", "#1d2733"),
)
"""Fill and ink; neighbours differ much in lightness."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a stacked bar; the label is empty where it would not fit."""

    x: int
    width: int
    fill: str
    ink: str
    label: str
    middle: int


@dataclass(frozen=True, slots=True)
class StackRow:
    """A provider's bar with its name, rank and total."""

    y: int
    rank: str
    name: str
    total: str
    note: str
    segments: tuple[Segment, ...]
    divided: bool
    """A line above it: here the proposal changes."""


@dataclass(frozen=True, slots=True)
class StackChart:
    """Stacked bars, each with a name of its own."""

    title: str
    height: int
    rows: tuple[StackRow, ...]


@dataclass(frozen=True, slots=True)
class SingleBar:
    """One bar by itself, with what it says in words."""

    title: str
    row: StackRow


@dataclass(frozen=True, slots=True)
class Bar:
    """What a stacked bar shows: the parts in the published order."""

    rank: str
    name: str
    total: str
    note: str
    parts: tuple[tuple[str, Decimal, str], ...]
    """Code, points and the points as text."""


def scaled(value: Decimal, maximum: Decimal, length: int) -> int:
    """Where a value lies on a line of this length, as a whole number."""
    if maximum <= 0:
        return 0
    held = min(max(value, Decimal(0)), maximum)
    return int((held * length / maximum).quantize(Decimal(1), rounding=ROUND_HALF_UP))


_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%&—…")


def ems(text: str) -> int:
    """An estimate of the width of a text in hundredths of its font size, on the broad side."""
    return sum(
        30 if c in _NARROW else 88 if c in _WIDE else 100 if ord(c) > 0x2E80 else 66 if c.isupper() else 54
        for c in text
    )


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
IN_THE_TABLE = "(naam: zie de tabel)"


def fit(text: str, width: int, size: int) -> str:
    """The text, or its beginning with three dots, that fits in a width at a font size.

    A drawing would turn round what is read from right to left: that stands in the tables only.
    """
    if _RIGHT_TO_LEFT.search(text):
        return IN_THE_TABLE
    if ems(text) * size <= width * 100:
        return text
    short = text
    while short and ems(f"{short}…") * size > width * 100:
        short = short[:-1]
    return f"{short.rstrip()}…"


ROW, BAR_TOP, BAR_HEIGHT = 112, 42, 46
TOP = 10
_LABEL = 25


def stack_chart(title: str, bars: Sequence[Bar], most: Decimal) -> StackChart:
    """Stacked bars on one scale: the whole width is so many people, or euro."""
    rows = []
    for index, bar in enumerate(bars):
        divided = index > 0 and bar.note != bars[index - 1].note
        rows.append(_row(bar, TOP + index * ROW, most, divided=divided, coded=True))
    return StackChart(title, TOP + len(rows) * ROW, tuple(rows))


def bar_row(bar: Bar, points: Decimal) -> StackRow:
    """One bar by itself, with the codes of its parts."""
    return _row(bar, 0, points, divided=False, coded=False)


def _row(bar: Bar, y: int, points: Decimal, *, divided: bool, coded: bool) -> StackRow:
    segments = []
    reached = Decimal(0)
    for index, (code, value, text) in enumerate(bar.parts):
        if value <= 0:
            continue
        start = scaled(reached, points, WIDTH)
        reached += value
        width = max(0, scaled(reached, points, WIDTH) - start - GAP)
        fill, ink = FILLS[index % len(FILLS)]
        label = next((t for t in _labels(code, text, coded) if ems(t) * _LABEL <= (width - 10) * 100), "")
        segments.append(Segment(start, width, fill, ink, label, start + width // 2))
    room = WIDTH - 90 - 330
    return StackRow(y, bar.rank, fit(bar.name, room, 34), bar.total, bar.note, tuple(segments), divided)


def _labels(code: str, text: str, coded: bool) -> tuple[str, ...]:
    """What to write in a segment, the longest first."""
    return (f"{code}: {text}", text, code) if coded else (f"{code}: {text}", code)
