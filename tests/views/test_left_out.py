"""What paper has no room for is told on paper: what is shown and what is told make the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from inkoop.views.report.model import ReportView, ScoredGroup
from inkoop.views.report.paper import paper_view
from inkoop.views.report.parties import field_of
from inkoop.views.report.view import report_view
from tests.report_cases import assessed, example, named

NUMBERS = [
    "nul",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
]
ELSEWHERE = re.compile(r"Nog (\S+) (?:\S+) staan? in het verslag voor het scherm\.")

OPINIONS = 20


def elsewhere(texts: Sequence[str]) -> int:
    """How many things these texts say are on the screen only."""
    told = [found[1] for text in texts for found in ELSEWHERE.finditer(text)]
    return sum(int(number) if number.isdigit() else NUMBERS.index(number) for number in told)


def shown(texts: Sequence[str]) -> int:
    return sum(not ELSEWHERE.fullmatch(text) for text in texts)


@pytest.fixture(scope="module")
def long_view() -> ReportView:
    """The first provider with seven decisions, five grounds and twenty opinions; chapters of eight tables."""
    made = example("zwolle-2015")
    view = report_view(made)
    first, *pages = view.providers
    opinion = next(leaf for group in first.groups for leaf in group.leaves if leaf.words)
    many = replace(
        first,
        groups=(ScoredGroup("Wat de beoordelaars schreven", (opinion,) * OPINIONS),),
        decisions=tuple(f"Besluit {n}." for n in range(7)),
        grounds=tuple(f"Reden {n}." for n in range(5)),
    )
    chapter, *others = view.criteria
    tables = tuple(replace(chapter.tables[0], caption=f"Tabel {n}") for n in range(8))
    insights = tuple(replace(each, tables=tables) for each in view.insights)
    long = replace(
        view,
        paper=None,
        providers=(many, *pages),
        criteria=(replace(chapter, tables=tables), *others),
        insights=insights,
    )
    return paper_view(long, field_of(made.lots[0], made))


def test_decisions_and_grounds_that_are_left_out_are_told(long_view: ReportView) -> None:
    page = long_view.providers[0]
    assert page.decisions[-1] == "Nog drie besluiten staan in het verslag voor het scherm."
    assert page.grounds[-1] == "Nog één reden staat in het verslag voor het scherm."
    assert shown(page.decisions) + elsewhere(page.decisions) == 7
    assert shown(page.grounds) + elsewhere(page.grounds) == 5


def test_tables_that_are_left_out_are_told(long_view: ReportView) -> None:
    chapter = long_view.criteria[0]
    assert len(chapter.tables) + elsewhere([chapter.left_out]) == 8
    assert long_view.insights
    for insight in long_view.insights:
        assert len(insight.tables) + elsewhere(insight.notes) == 8


def test_opinions_that_are_left_out_are_told(long_view: ReportView) -> None:
    (group,) = long_view.providers[0].groups
    assert len(group.leaves) + elsewhere([group.note]) == OPINIONS


def test_those_below_a_threshold_are_on_paper_or_counted() -> None:
    made = example("amsterdam-2021")
    bids = [named(made.submissions[n % len(made.submissions)], f"Aanbieder nummer {n}") for n in range(400)]
    view = report_view(assessed(made.tender, bids, dict.fromkeys((each.tenderer for each in bids), "2")))
    assert view.ranking is not None
    assert view.paper is not None
    assert view.paper.ranking is not None
    paper = view.paper.ranking
    assert len(view.ranking.below) > len(paper.below)
    assert len(paper.below) + paper.below_more == len(view.ranking.below)
