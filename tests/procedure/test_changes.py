"""What changes an outcome once the grades are fixed: a draw, a bid that is withdrawn, a choice among lots."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from inkoop.domain.evaluation import Award, Evaluation
from inkoop.domain.procedure.facts import Chose, Withdrew
from inkoop.journeys.draw import Meeting
from inkoop.journeys.procedure.changes import choose_lots, draw_lots, withdraw_bid
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.verify import verify
from inkoop.readers.procedure.record import RECORD, read_record
from tests.command import run
from tests.procedure.tender_case import AFTER, opened_tender
from tests.procedure.town_folder import DRAWN, PEOPLE, SEED, graded_town

pytestmark = pytest.mark.langzaam
GARDEN, CORNFLOWER = 5, 4
"""Stichting De Wilgentuin, which stands first in two lots, and Stichting De Korenbloem behind it."""
Places = list[tuple[int, str, Award, Decimal | None]]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graded_town(tmp_path_factory.mktemp("meerdonk"))


@pytest.fixture
def place(graded: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(graded, tmp_path / "map"))


def reckoned(place: Path) -> Evaluation:
    found = evaluate_folder(place).value
    assert found is not None
    return found


def places(evaluation: Evaluation, lot: str) -> Places:
    (own,) = (each for each in evaluation.lots if each.lot == lot)
    return [(p.rank, p.scorecard.submission.name, p.award, p.volume) for p in own.ranking]


def test_a_draw_is_a_fact_and_the_outcome_goes_by_it(place: Path) -> None:
    assert [award for *_, award, _ in places(reckoned(place), "zuid")][2:] == [Award.DRAW, Award.DRAW]
    waits = " ".join(run("beoordeel", cwd=place).stdout.split())
    assert "inkoop loting --door NAAM --perceel zuid" in waits
    drawn = ("--zaad", SEED, "--door", "Team Inkoop", "--moment", "2027-04-26 10:00")
    told = run("loting", "--nu", "2027-04-26 10:05", *drawn, cwd=place)
    assert told.stdout.splitlines()[:2] == ["1. Atelier Maanlicht", "2. Zorghuis Ter Beke"]
    assert places(reckoned(place), "zuid")[2:] == [
        (3, "Atelier Maanlicht", Award.AWARDED, Decimal(15)),
        (4, "Zorghuis Ter Beke", Award.AWARDED, Decimal(5)),
    ]
    line = json.loads((place / RECORD).read_bytes().splitlines()[-1])
    assert line["door"] == ["Team Inkoop"]
    assert (line["wat"]["feit"], line["wat"]["perceel"]) == ("geloot", "zuid")
    assert f'zaad: "{SEED}"' in (place / line["wat"]["verslag"]["bestand"]).read_text("utf-8")
    again = run("loting", "--nu", "2027-04-26 10:06", *drawn, cwd=place)
    assert (again.returncode, len(read_record(place).state.draws)) == (2, 1)
    assert "er hoeft niet geloot te worden" in again.stderr


def test_nothing_is_drawn_while_a_grade_can_change(tmp_path: Path) -> None:
    place = opened_tender(tmp_path)
    refusal = draw_lots(place, PEOPLE, AFTER).refusal
    assert refusal is not None
    assert "kwaliteit-vast" in refusal.text


def test_who_withdraws_is_out_and_the_next_moves_up_with_the_score_that_stood(place: Path) -> None:
    """Meerdonk says `handhaven`: nobody's points change. The two left offer 25 and 20 of the 50 places."""
    before = {name: rank for rank, name, *_ in places(reckoned(place), "noord")}
    assert before["Stichting De Wilgentuin"] == 1
    said = ("--reden", "Brief van 27 april: het pand is verkocht.", "--door", "An")
    told = run("terugtrekken", GARDEN, *said, "--perceel", "noord", "--nu", "2027-04-27 09:00", cwd=place)
    assert "Stichting De Wilgentuin, trok zich terug uit perceel noord." in " ".join(told.stdout.split())
    after = reckoned(place)
    assert places(after, "noord") == [
        (1, "Stichting De Korenbloem", Award.AWARDED, Decimal(25)),
        (2, "Zorghuis Ter Beke", Award.AWARDED, Decimal(20)),
    ]
    assert places(after, "zuid")[0] == (1, "Stichting De Wilgentuin", Award.AWARDED, Decimal(20))
    screen = run("beoordeel", "--een-lezing", cwd=place).stdout
    assert "Stichting De Wilgentuin. De aanbieder trok deze inschrijving in. Brief van 27 april" in " ".join(
        screen.split()
    )
    again = withdraw_bid(
        place, Withdrew(number=GARDEN, lot="noord", motivation="Nog eens."), ("An",), datetime(2027, 4, 28)
    ).refusal
    assert again is not None
    assert "al ingetrokken" in again.text


def test_a_report_after_a_withdrawal_and_a_draw_verifies(place: Path, tmp_path: Path) -> None:
    fact = Withdrew(number=GARDEN, motivation="Het pand is verkocht.")
    assert withdraw_bid(place, fact, ("An",), DRAWN).value
    meeting = Meeting(by="Team Inkoop", moment=DRAWN)
    assert draw_lots(place, ("An",), DRAWN, seed=SEED, meeting=meeting).value
    assert all(award is not Award.DRAW for *_, award, _ in places(reckoned(place), "zuid"))
    out = tmp_path / "uit"
    assert run("rapport", "--alleen", "pdf", "--een-lezing", "-o", out, cwd=place).returncode < 2
    for report in sorted(out.glob("rapport*.pdf"))[:2]:
        assert [fault for check in verify(report, place).checks for fault in check.faults] == []


def test_who_is_in_line_for_too_much_chooses_and_that_is_a_fact(tmp_path: Path) -> None:
    """De Wilgentuin numbers its lots alike: in line for three, it may have two."""
    alike = {f"Volgorde!C{row}": 1 for row in (6, 7, 8)}
    place = graded_town(tmp_path, changed={"de-wilgentuin.xlsx": alike})
    lots = ("noord", "zuid", "werk")
    before = reckoned(place)
    own = {lot: award for lot in lots for _, name, award, _ in places(before, lot) if "Wilgentuin" in name}
    assert own == dict.fromkeys(lots, Award.CHOICE)
    half = Chose(number=GARDEN, lots=("zuid",), motivation="Gebeld.")
    refusal = choose_lots(place, half, ("An",), DRAWN).refusal
    assert refusal is not None
    assert "Noem ook die percelen" in refusal.text
    strange = choose_lots(place, Chose(number=CORNFLOWER, lots=("noord",), motivation="Zo."), ("An",), DRAWN)
    assert strange.refusal is not None
    assert "hoeft niet te kiezen" in strange.refusal.text
    said = ("--motivering", "Mail van 28 april.", "--door", "An", "--nu", "2027-04-28 09:00")
    told = run("voorkeur", GARDEN, "zuid", "werk", "noord", *said, cwd=place)
    assert "kiest zuid, werk en noord" in " ".join(told.stdout.split())
    after = reckoned(place)
    own = {lot: award for lot in lots for _, name, award, _ in places(after, lot) if "Wilgentuin" in name}
    assert own == {"noord": Award.ELSEWHERE, "zuid": Award.AWARDED, "werk": Award.AWARDED}
