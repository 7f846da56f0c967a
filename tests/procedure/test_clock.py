"""The clock of a tender's folder: what is later is later, and what somebody set is told."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inkoop.domain.findings import Refused
from inkoop.domain.procedure.growing import Growing
from inkoop.domain.procedure.state import State
from inkoop.journeys.procedure.folder import clock, working
from inkoop.journeys.procedure.standing import where_it_stands
from inkoop.readers.procedure.portal import portal_list
from inkoop.readers.procedure.record import read_record
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.steps import Step
from inkoop.views.procedure.clock import clock_words
from tests.procedure.tender_case import KADER
from tests.procedure.test_record import PUBLISHED, received

HERE = ZoneInfo("Europe/Amsterdam")
GONE, TWICE = datetime(2027, 3, 28, 2, 30), datetime(2027, 10, 31, 2, 30)


@pytest.mark.parametrize("minute", [0, 30, 59])
def test_the_hour_that_is_not_there_is_refused(minute: int) -> None:
    with pytest.raises(Refused, match="bestaat niet"):
        in_zone(GONE.replace(minute=minute), HERE)
    for around in (GONE.replace(hour=1, minute=59), GONE.replace(hour=3, minute=0)):
        assert in_zone(around, HERE).astimezone(HERE).replace(tzinfo=None) == around


def test_the_hour_that_comes_twice_is_asked_about() -> None:
    with pytest.raises(Refused, match=r"komt twee keer.*zomertijd of wintertijd"):
        in_zone(TWICE, HERE)
    summer, winter = (in_zone(TWICE, HERE, kind) for kind in ("zomertijd", "wintertijd"))
    assert (summer.isoformat()[-6:], winter.isoformat()[-6:]) == ("+02:00", "+01:00")
    assert winter - summer == timedelta(hours=1)
    assert summer < winter
    with pytest.raises(Refused, match="is het zomertijd"):
        in_zone(datetime(2027, 7, 1, 12), HERE, "wintertijd")


def test_in_that_hour_the_clock_of_the_computer_does_not_run_back() -> None:
    """A quarter to three in summer comes before a quarter past two in winter, whatever the hands say."""
    early = datetime(2027, 10, 31, 2, 45, tzinfo=HERE)
    late = datetime(2027, 10, 31, 2, 15, tzinfo=HERE, fold=1)
    assert clock(early).now < clock(late).now


def test_the_list_of_a_platform_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;moment\nA;2027-03-01 10:00\nB;2027-03-28 02:30\n", "utf-8")
    with pytest.raises(Refused, match=r"regel 3: 28 maart 2027 om 2\.30 uur bestaat niet"):
        portal_list(path, HERE)


def test_a_clock_that_runs_behind_is_told_and_needs_a_moment_by_hand(tmp_path: Path) -> None:
    shutil.copyfile(KADER, tmp_path / "kader.yaml")
    with working(tmp_path, ("An",), datetime(2999, 1, 1)) as work:
        work.add(PUBLISHED.model_copy(update={"kader": work.reference(tmp_path / "kader.yaml"), "files": ()}))
    with working(tmp_path) as work, pytest.raises(Refused, match=r"laatste stap \(regel 1\).*--nu MOMENT"):
        work.require(Step.RECEIVE)
    with working(tmp_path, (), datetime(2027, 4, 1)) as work:
        work.require(Step.RECEIVE)
        work.add(received(1).model_copy(update={"form": None, "files": ()}))
    state = read_record(tmp_path).state
    assert (tuple(state.set_by_hand), tuple(state.backwards)) == ((1, 2), (2,))
    told = where_it_stands(tmp_path).value
    assert told is not None
    assert told.opmerkingen == (
        "De momenten van de regels 1 en 2 van het dossier zijn met de hand gezet, niet door de klok van de "
        "computer.",
        "Het moment van regel 2 van het dossier ligt vóór dat van de regel ervoor.",
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((), ""),
        ((4,), "Het moment van regel 4"),
        ((1, 2), "De momenten van de regels 1 en 2 "),
        ((1, 2, 3, 7), "De momenten van de regels 1 tot en met 3 en 7 "),
        ((1, 2, 5, 6, 7, 9), "De momenten van de regels 1, 2, 5 tot en met 7 en 9 "),
        (tuple(range(1, 60, 2)), "De momenten van 30 regels "),
    ],
)
def test_which_lines_were_set_is_told_for_none_one_and_many(lines: tuple[int, ...], told: str) -> None:
    assert "".join(clock_words(State(set_by_hand=Growing(lines)))).startswith(told)
    assert bool(list(clock_words(State(set_by_hand=Growing(lines))))) is bool(lines)
