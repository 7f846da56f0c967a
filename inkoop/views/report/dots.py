"""The geometry of the smaller charts: dots on an axis, and a provider's profile over the criteria."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from inkoop.views.report.chart import WIDTH, fit, scaled


@dataclass(frozen=True, slots=True)
class Dot:
    """One provider on an axis; open for those outside the ranking."""

    x: int
    y: int
    label: str
    filled: bool


@dataclass(frozen=True, slots=True)
class Column:
    """So many providers in this part of the axis, where dots would not fit."""

    x: int
    y: int
    width: int
    height: int
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    x: int
    label: str


@dataclass(frozen=True, slots=True)
class DotChart:
    """How everybody did on one sub-criterion, from 0 to its maximum."""

    title: str
    height: int
    base: int
    dots: tuple[Dot, ...]
    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    mean: Tick


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """A provider's share of one criterion beside the mean of all."""

    y: int
    label: str
    width: int
    mean: int | None
    value: str


@dataclass(frozen=True, slots=True)
class ProfileChart:
    """A provider's shares of all top-level criteria."""

    title: str
    height: int
    rows: tuple[ProfileRow, ...]


_AXIS_START, _AXIS_END, _RADIUS = 40, WIDTH - 40, 22
_STEP = 2 * _RADIUS + 4
_HIGHEST, _BINS = 6, 20


@dataclass(frozen=True, slots=True)
class Spot:
    """A provider's points on one sub-criterion, with its rank or letter."""

    label: str
    points: Decimal
    filled: bool


def dot_chart(
    title: str, spots: Sequence[Spot], maximum: Decimal, ticks: Sequence[Tick], mean: tuple[Decimal, str]
) -> DotChart:
    """Dots on an axis, piled up where they would overlap; columns with a count when piles get high."""
    length = _AXIS_END - _AXIS_START
    levels = _levels([scaled(spot.points, maximum, length) for spot in spots])
    high = max((level for _, level in levels), default=0) + 1
    crowded = high > _HIGHEST
    base = 18 + (130 if crowded else high * _STEP)
    dots = (
        ()
        if crowded
        else tuple(
            Dot(_AXIS_START + x, base - 9 - _RADIUS - level * _STEP, spot.label, spot.filled)
            for spot, (x, level) in zip(spots, levels, strict=True)
        )
    )
    columns = _columns(spots, maximum, base) if crowded else ()
    marks = tuple(Tick(_AXIS_START + tick.x * length // 100, tick.label) for tick in ticks)
    middle = Tick(_AXIS_START + scaled(mean[0], maximum, length), mean[1])
    return DotChart(title, base + 70, base, dots, columns, marks, middle)


def _levels(places: Sequence[int]) -> list[tuple[int, int]]:
    """For every place the lowest level on which it touches no earlier dot."""
    taken: list[list[int]] = []
    found = []
    for place in places:
        level = 0
        while level < len(taken) and any(abs(place - other) < 2 * _RADIUS + 2 for other in taken[level]):
            level += 1
        if level == len(taken):
            taken.append([])
        taken[level].append(place)
        found.append((place, level))
    return found


def _columns(spots: Sequence[Spot], maximum: Decimal, base: int) -> tuple[Column, ...]:
    counts: dict[int, int] = {}
    for spot in spots:
        place = scaled(spot.points, maximum, _BINS)
        counts[place] = counts.get(place, 0) + 1
    most = max(counts.values())
    step = (_AXIS_END - _AXIS_START) // _BINS
    found = []
    for place, count in sorted(counts.items()):
        height = max(6, count * 100 // most)
        x = _AXIS_START + place * step - step // 3
        found.append(Column(x, base - 4 - height, step * 2 // 3, height, str(count)))
    return tuple(found)


PROFILE_ROW, PROFILE_BAR_START, PROFILE_BAR = 62, 640, 720


def profile_chart(
    title: str, rows: Sequence[tuple[str, Decimal, Decimal, Decimal | None, str]]
) -> ProfileChart:
    """A bar for each criterion: label, points, maximum, mean of all, and the value as text."""
    drawn = tuple(
        ProfileRow(
            index * PROFILE_ROW,
            fit(label, PROFILE_BAR_START - 20, 33),
            scaled(points, maximum, PROFILE_BAR),
            None if mean is None else PROFILE_BAR_START + scaled(mean, maximum, PROFILE_BAR),
            value,
        )
        for index, (label, points, maximum, mean, value) in enumerate(rows)
    )
    return ProfileChart(title, len(drawn) * PROFILE_ROW + 4, drawn)
