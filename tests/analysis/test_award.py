"""What an award means, worked out by hand, by trying everything, and against somebody who wants to know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any
from unittest import mock

import numpy as np
import pytest
from hypothesis import example as case
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from inkoop.analysis.award import coverage as covering
from inkoop.analysis.award.consequences import consequences
from inkoop.analysis.award.coverage import best_within, coverage, fewest_that_cover
from inkoop.analysis.award.fairness import fairness
from inkoop.analysis.award.firmness import firmness
from inkoop.analysis.award.masking import FEWEST, _has_room, hidden_cells
from inkoop.analysis.award.outcome import Prospect
from inkoop.domain.submission import Assessment
from inkoop.rules.award.evaluation import Evaluator
from inkoop.views.report.consequences import consequences_chapter
from inkoop.views.report.firmness import firmness_chapter
from inkoop.views.report.parties import field_of
from tests.report_cases import example
from tests.scenarios.build import submission, tender

COUNTS = st.integers(0, 40)
Cell = tuple[str, str]


def sums_of(rows: list[str], columns: list[str]) -> list[list[Cell]]:
    """Every sum in a table with totals, which stand under an empty name."""
    across = [[*((row, column) for column in columns), (row, "")] for row in (*rows, "")]
    return [*across, *([*((row, column) for row in rows), ("", column)] for column in (*columns, ""))]


Table = tuple[dict[Cell, int], list[list[Cell]]]


def table(*inner: Sequence[int]) -> Table:
    """A table of these rows with the totals of each row and column, and every sum in it."""
    rows, columns = [f"r{number}" for number in range(len(inner))], [f"k{n}" for n in range(len(inner[0]))]
    cells = {(row, column): inner[r][c] for r, row in enumerate(rows) for c, column in enumerate(columns)}
    for row in rows:
        cells[row, ""] = sum(cells[row, column] for column in columns)
    for column in (*columns, ""):
        cells["", column] = sum(cells[row, column] for row in rows)
    return cells, sums_of(rows, columns)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(2, 4))
    line = st.lists(COUNTS, min_size=width, max_size=width)
    return table(*draw(st.lists(line, min_size=2, max_size=5)))


def ends_of(sums: np.ndarray, right: Sequence[int], place: int) -> tuple[float, float]:
    """The lowest and the highest a group can be, where groups of nought or more give these sums."""
    ends = []
    for sign in (1, -1):
        goal = np.zeros(sums.shape[1])
        goal[place] = sign
        found = linprog(goal, A_eq=sums, b_eq=np.array(right), bounds=(0, None))
        ends.append(-sign * np.inf if found.status == 3 else sign * found.fun)
    return ends[0], ends[1]


@settings(max_examples=80, deadline=None)
@case(table([0, 0, 3], [5, 0, 11], [5, 10, 14]))  # a small group follows from all lines at once
@case(table([12, 1, 12], [12, 1, 1]))
@case(table([1, 1, 1, 2], [12, 12, 2, 0], [12, 0, 0, 12]))
@case(table([0, 12, 12], [12, 0, 2], [12, 1, 12]))
@given(tables())
def test_no_hidden_number_can_be_worked_out(drawn: Table) -> None:
    cells, sums = drawn
    hidden = sorted(hidden_cells(cells, sums))
    assert {key for key, count in cells.items() if 0 < count < FEWEST} <= set(hidden)
    where = {key: index for index, key in enumerate(hidden)}
    rows, right = [], []
    for *parts, total in sums:
        row = np.zeros(len(hidden))
        known = 0
        for key, sign in (*((part, 1) for part in parts), (total, -1)):
            if key in where:
                row[where[key]] += sign
            else:
                known += sign * cells[key]
        rows.append(row)
        right.append(-known)
    for key in (key for key in hidden if 0 < cells[key] < FEWEST):
        low, high = ends_of(np.array(rows), right, where[key])
        assert high - low > 4 - 1e-6, (key, cells[key], low, high)  # five numbers are left


@st.composite
def hidden_groups(draw: st.DrawFn) -> tuple[list[tuple[int, ...]], tuple[int, ...]]:
    """What stands in each sum of hidden groups, and how many people each group is; the first has some."""
    people = (draw(st.integers(1, 9)), *draw(st.lists(st.integers(0, 12), min_size=1, max_size=5)))
    line = st.tuples(*(st.sampled_from((0, 1, -1)) for _ in people)).filter(any)
    return draw(st.lists(line, min_size=1, max_size=4)), people


@settings(max_examples=400, deadline=None)
@case(([(1, 1), (1, 2)], (5, 5)))  # only one solution, and least squares finds a change beside it
@case(([(1, 1, 3), (1, 0, 2), (0, -1, 1)], (5, 5, 5)))
@case(([(1, 1)], (2, 1)))  # 0 to 3: four numbers
@case(([(1, -1)], (3, 9)))  # 0 and more
@case(([(1, 1)], (9, 1)))
@case(([(1, 1, 0), (1, 0, 1)], (1, 9, 2)))
@given(hidden_groups())
def test_the_quick_yes_is_never_too_quick(groups: tuple[list[tuple[int, ...]], tuple[int, ...]]) -> None:
    lines, people = np.array(groups[0], float), np.array(groups[1], float)
    if _has_room(lines, people, 0):
        low, high = ends_of(lines, lines @ people, 0)
        assert np.floor(high + 1e-6) - np.ceil(low - 1e-6) + 1 >= 5, (low, high)


def test_the_quick_yes_counts_as_the_slow_one() -> None:
    """Of two groups with their sum: as many others as there are people, and the number itself."""
    said = [_has_room(np.array([(1.0, 1.0)]), np.array([2.0, float(other)]), 0) for other in range(1, 6)]
    assert said == [False, True, True, True, True]


def test_without_the_second_step_it_could() -> None:
    cells = {"a": 3, "b": 20, "c": 30, "totaal": 53}
    assert hidden_cells(cells, []) == {"a"}
    assert hidden_cells(cells, [["a", "b", "c", "totaal"]]) == {"a", "b"}
    assert hidden_cells({"a": 0, "b": 20, "totaal": 20}, [["a", "b", "totaal"]]) == frozenset()


def test_who_would_have_to_move_in_zwolle() -> None:
    """Om de Hoek 140, De Blauwe Duim 95 and De Brede Oever 310 stay; see the data of the example."""
    found = consequences(example("zwolle-2015"))
    assert found is not None
    assert [found.total(fate) for fate in Prospect] == [140 + 95 + 310, 260 + 14, 240 + 38]
    assert sum(each.stay + each.open + each.move for each in found.spots) == 1097
    chapter = consequences_chapter(example("zwolle-2015"))
    assert chapter is not None
    assert chapter.conclusion == (
        "Van de 1.097 mensen met een plek kunnen er 545 blijven. 278 gaan naar een andere aanbieder."
        " 274 wachten nog op een loting of een besluit."
    )


def test_no_small_group_is_shown() -> None:
    for name in ("zwolle-2015", "amsterdam-2021"):
        chapter = consequences_chapter(example(name))
        assert chapter is not None
        for table in chapter.tables:
            numeric = [
                i
                for i, column in enumerate(table.columns)
                if column.numeric and not column.text.startswith("vrij")
            ]
            shown = [row.cells[i] for row in table.rows for i in numeric]
            assert not [cell for cell in shown if cell.isdigit() and 0 < int(cell) < FEWEST]


def test_without_the_question_there_is_no_chapter() -> None:
    made = example("zwolle-2015")
    bare = replace(made, tender=made.tender.model_copy(update={"insight": None}))
    assert consequences(bare) is coverage(bare) is fairness(bare) is None


SPOTS = st.frozensets(st.tuples(st.sampled_from("abcd"), st.sampled_from("xy")), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(SPOTS, min_size=1, max_size=6), st.integers(1, 3), st.sampled_from([0, covering.FEW]))
def test_the_what_if_is_the_best_there_is(
    offered: list[frozenset[tuple[str, str]]], most: int, few: int
) -> None:
    """Both of the solver, and where every set is tried."""
    offers = [(f"A{number}", spots) for number, spots in enumerate(offered)]
    everything = frozenset().union(*offered)
    with mock.patch.object(covering, "FEW", few):
        fewest, best = fewest_that_cover(offers), best_within(offers, most)
    if not everything:
        assert fewest is best is None
        return
    groups = [group for size in range(len(offers) + 1) for group in combinations(offered, size)]
    assert fewest is not None
    assert best is not None
    assert fewest.proven
    assert best.proven
    assert len(fewest.tenderers) == min(len(g) for g in groups if frozenset().union(*g) == everything)
    assert fewest.covered == len(everything)
    assert best.covered == max(len(frozenset().union(*g)) for g in groups if len(g) <= most)
    assert len(best.tenderers) <= most


def lot_of(weights: dict[str, int], answers: dict[str, dict[str, Any]], places: int = 1) -> Any:
    rule = {"soort": "lineair", "nul_bij": 0, "vol_bij": 10}
    made = tender(
        {
            "naam": "stevig",
            "punten": 100,
            "plaatsen": places,
            "afronding": {"criterium": 2, "totaal": 2},
            "criteria": [{"code": code, "gewicht": w, "regel": rule} for code, w in weights.items()],
        }
    )
    return Evaluator(made, Assessment()).evaluate([submission(n, a) for n, a in answers.items()])


def test_the_weight_at_which_it_tips() -> None:
    """A has all of K and nothing of L; B nothing of K and 90 % of L. Equal when w = 0.9 (1 − w): 47.37 %."""
    lot = lot_of({"K": 60, "L": 40}, {"A": {"K": 10, "L": 0}, "B": {"K": 0, "L": 9}})
    found = firmness(lot, Assessment())
    assert found is not None
    first, second = found.tipping
    assert (str(first.tips_at), first.comes, first.goes) == ("47.37", "B", "A")
    assert str(second.tips_at) == "52.63"
    (without,) = [each for each in found.without_criterion if each.come]
    assert (without.criterion, without.come, without.go) == ("K", ("B",), ("A",))
    near, anywhere = found.acceptability[0].nearby, found.acceptability[0].anywhere
    assert near > anywhere > 50
    assert near + found.acceptability[1].nearby == 100
    assert firmness(lot, Assessment()) == found, "the same seed, the same figures"


def test_nobody_is_passed_by_who_is_only_equal_at_the_end() -> None:
    """Equal on L: A stays ahead by what K still weighs, and only at 100 % they are equal."""
    lot = lot_of({"K": 60, "L": 40}, {"A": {"K": 10, "L": 6}, "B": {"K": 4, "L": 6}})
    found = firmness(lot, Assessment())
    assert found is not None
    assert [tip.tips_at for tip in found.tipping] == [None, None]


def test_one_who_is_better_on_everything_cannot_be_overtaken() -> None:
    found = firmness(lot_of({"K": 50, "L": 50}, {"A": {"K": 9, "L": 9}, "B": {"K": 1, "L": 1}}), Assessment())
    assert found is not None
    assert [tip.tips_at for tip in found.tipping] == [None, None]
    assert [each.nearby for each in found.acceptability] == [100, 0]


def test_where_everybody_gets_a_contract_nothing_can_shift() -> None:
    answers = {"A": {"K": 9}, "B": {"K": 1}}
    assert firmness(lot_of({"K": 100}, answers, places=2), Assessment()) is None


def test_the_weights_are_written_as_people_do() -> None:
    made = example("zwolle-2015")
    chapter = firmness_chapter(field_of(made.lots[0], made), firmness(made.lots[0], made.assessment))
    assert chapter is not None
    cells = [cell for table in chapter.tables for row in table.rows for cell in row.cells]
    assert not [cell for cell in cells if "E+" in cell]
    assert "20 %" in cells
    assert all(one.tables for one in [chapter])
    assert [a for a, b in pairwise(chapter.notes) if a == b] == []


def test_small_providers_in_zwolle() -> None:
    found = fairness(example("zwolle-2015"))
    assert found is not None
    assert [(each.code, each.submitted, each.awarded) for each in found.classes] == [
        ("starter", 2, 0),
        ("klein", 1, 0),
        ("middel", 2, 2),
        ("groot", 3, 1),
    ]
    assert {row.small for row in found.criteria} == {None}, "two or three small providers give no mean"


@pytest.mark.parametrize("name", ["zwolle-2015", "amsterdam-2021"])
def test_the_coverage_of_the_examples(name: str) -> None:
    found = coverage(example(name))
    assert found is not None
    assert found.best is not None
    assert found.best.covered >= sum(1 for spot in found.spots if spot.awarded)
    assert found.fewest is not None
    assert found.fewest.covered == sum(1 for spot in found.spots if spot.able)
