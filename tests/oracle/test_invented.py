"""Page one of random tenders: lots, ties, draws, few and many bids, open points, nobody left.

ORACLE=0:500 pytest tests/oracle/test_invented.py     tries so many more tenders
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.reckoning.invent_bids import invent
from tests.reckoning.result import CHOOSE, DRAW, RESERVE, WON
from tests.reckoning.tender import written

from .held import Reader
from .pages import chapter, parts
from .report import pages_of
from .told import Told, flat
from .town import Town

MORE = os.environ.get("ORACLE")
SLOW = range(*map(int, MORE.split(":"))) if MORE else (*range(10, 34), 2380, 2743)
QUICK = (32, 22)
"""One bid in two lots; and one in which nobody is left."""
FIRST = "In één oogopslag"


Made = Callable[[int], tuple[Town, Path] | None]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A tender by its number, with its kader; each is written and reckoned once."""
    return cache(lambda number: _town(number, tmp_path_factory.mktemp("verzonnen")))


def _town(number: int, place: Path) -> tuple[Town, Path] | None:
    tender = written(invent(number), place)
    if tender is None or not tender.bids:
        return None
    town = Town(tender.kader, tender.bids, tender.panel, tender.reckoned(), [], tender.folder)
    return town, tender.path


def _wrong(found: tuple[Town, Path] | None, place: Path) -> list[str]:
    """What is wrong on the first pages and in the summaries of a tender, public and closed."""
    if found is None:
        return []
    town, kader = found
    assert town.folder is not None
    wrong = []
    for page in pages_of(kader, town.folder, place / "uit", town.outcomes):
        reader, every = Reader(Told(town, page.lot), public=page.public), parts(page.html)
        for part in [*chapter(every, FIRST)] or every:
            wrong += [f"{page.name}: {told}" for told in flat(reader.part(part))]
    return wrong


@pytest.mark.langzaam
@pytest.mark.parametrize("number", QUICK)
def test_page_one_is_right(number: int, made: Made, tmp_path: Path) -> None:
    """Every sentence, table and name on page one and in the summary."""
    assert _wrong(made(number), tmp_path) == []


@pytest.mark.langzaam
@pytest.mark.parametrize("number", SLOW)
def test_page_one_is_right_for_many(number: int, made: Made, tmp_path: Path) -> None:
    """The same for dozens of tenders."""
    assert _wrong(made(number), tmp_path) == []


@pytest.mark.langzaam
def test_the_tenders_hold_every_case(made: Made) -> None:
    """Together they have a draw, a choice, a reserve, a winner, open points, missing grades and nobody."""
    seen: set[str] = set()
    for number in SLOW:
        found = made(number)
        for outcome in found[0].outcomes.values() if found else ():
            seen |= {place.award for place in outcome.places}
            seen |= {"onbesloten"} if outcome.undecided else set()
            seen |= {"geen cijfer"} if outcome.waiting else set()
            seen |= {"niemand"} if not outcome.places else set()
            seen |= {"onder een drempel"} if outcome.below else set()
            seen |= {"afgewezen"} if set(outcome.rejected) - set(outcome.below) else set()
    every = {
        WON,
        RESERVE,
        DRAW,
        CHOOSE,
        "onbesloten",
        "geen cijfer",
        "niemand",
        "onder een drempel",
        "afgewezen",
    }
    assert every - seen == set()
