"""The geometry of the charts: whole numbers, nothing on top of each other, lengths in proportion."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkoop.views.report.chart import FILLS, WIDTH, Bar, ems, fit, scaled, stack_chart
from inkoop.views.report.dots import Spot, Tick, dot_chart

POINTS = st.decimals(min_value=0, max_value=10, places=2)


def chart_of(parts: list[Decimal]) -> list[tuple[int, int]]:
    bar = Bar("1", "A", "1", "", tuple((f"K{n}", value, str(value)) for n, value in enumerate(parts)))
    chart = stack_chart("t", [bar], Decimal(10) * len(parts))
    return [(segment.x, segment.width) for segment in chart.rows[0].segments]


@given(st.lists(POINTS, min_size=1, max_size=12))
def test_segments_lie_side_by_side_inside_the_width(parts: list[Decimal]) -> None:
    segments = chart_of(parts)
    assert all(width >= 0 for _, width in segments)
    for (x, width), (following, _) in pairwise(segments):
        assert x + width <= following
    assert all(x + width <= WIDTH for x, width in segments)


def test_lengths_are_in_proportion() -> None:
    (_, small), (_, large) = chart_of([Decimal(3), Decimal(6)])
    assert (small + 8) * 2 == large + 8


def test_a_label_only_stands_where_it_fits() -> None:
    parts = (("K1", Decimal("0.2"), "0,20"), ("K2", Decimal("9.8"), "9,80"))
    bar = Bar("1", "A", "10", "", parts)
    row = stack_chart("t", [bar], Decimal(10)).rows[0]
    assert [segment.label for segment in row.segments] == ["", "K2: 9,80"]


def luminance(color: str) -> float:
    parts = [int(color[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("fill", "ink"), FILLS)
def test_labels_can_be_read_on_their_fill(fill: str, ink: str) -> None:
    assert contrast(fill, ink) >= 4.5


def test_neighbours_differ_in_lightness_so_that_grey_print_works() -> None:
    pairs = zip(FILLS, (*FILLS[1:], FILLS[0]), strict=True)
    assert all(contrast(one[0], other[0]) >= 2 for one, other in pairs)


@given(st.text(min_size=0, max_size=200), st.integers(100, 1000), st.integers(20, 40))
def test_a_text_is_cut_to_fit(text: str, width: int, size: int) -> None:
    assert ems(fit(text, width, size)) * size <= width * 100


@given(st.lists(POINTS, min_size=1, max_size=60))
def test_dots_do_not_overlap_or_become_a_count(points: list[Decimal]) -> None:
    spots = [Spot(str(n), value, True) for n, value in enumerate(points)]
    chart = dot_chart("t", spots, Decimal(10), [Tick(0, "0")], (Decimal(5), "gemiddeld 5"))
    if chart.columns:
        assert sum(int(column.label) for column in chart.columns) == len(points)
    else:
        assert len(chart.dots) == len(points)
        places = [(dot.x, dot.y) for dot in chart.dots]
        for index, (x, y) in enumerate(places):
            assert all(abs(x - a) >= 46 or abs(y - b) >= 46 for a, b in places[index + 1 :])
    assert all(0 <= dot.y <= chart.height for dot in chart.dots)


def test_scaled_is_half_up_and_held_inside() -> None:
    assert scaled(Decimal("0.5"), Decimal(1), 1) == 1
    assert scaled(Decimal(7), Decimal(5), 100) == 100
    assert scaled(Decimal(-1), Decimal(5), 100) == 0
    assert scaled(Decimal(1), Decimal(0), 100) == 0
