"""The list of completeness and decisions by number: also where two bear one name."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from inkoop.domain.procedure.facts import Decided
from inkoop.journeys.procedure.decide import decide
from inkoop.journeys.procedure.opening import what_is_complete
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.receive import receive
from inkoop.views.procedure.completeness import Completeness, completeness
from tests.command import run
from tests.procedure.tender_case import AFTER, opened_tender

pytestmark = pytest.mark.langzaam
ANSWERS: dict[str, dict[str, Any]] = {
    "Boerderij Bont": {"naam": "Atelier Anders", "schuld": True},
    "Creatief Centrum": {"schuld": True, "wachttijd": "kort"},
    "De Draaischijf": {"vog": False},
}
LATER = AFTER + timedelta(hours=1)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of one name, of which one has a fault that a third has too; one that is out; one that is late."""
    room = tmp_path_factory.mktemp("compleet")
    place = opened_tender(room, answers=ANSWERS)
    late = room / "laat.xlsx"
    shutil.copyfile(room / "Atelier Anders.xlsx", late)
    with late.open("ab") as file:
        file.write(b"\0")  # another file, and no workbook that can be read any more
    assert receive(place, [late], now=AFTER).value
    return place


@pytest.fixture
def folder(opened: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(opened, tmp_path / "map"))


def listed(folder: Path) -> Completeness:
    made = what_is_complete(folder).value
    assert made is not None
    return completeness(made.bids, made.evaluation, made.stand)


def decided(folder: Path, number: int, subject: str, ruling: str) -> None:
    fact = Decided(number=number, subject=subject, ruling=ruling, motivation="Gezien.", by="An")
    made = decide(folder, fact, ("An",), LATER)
    assert made.value, made.refusal


def test_everybody_stands_in_one_place_and_equal_faults_together(folder: Path) -> None:
    found = listed(folder)
    points = {(point.code, point.vraag): point.numbers for point in found.voor_een_mens}
    assert points.pop(("EIS-02", "E2")) == (2, 3)
    assert points.pop(("MAP-04", "")) == (1, 2)
    assert set(points.values()) == {(3,)}
    assert {question for _, question in points} == {"wachttijd"}
    assert [row.nummer for row in found.compleet] == []
    assert [(row.nummer, row.waarom) for row in found.voldoet_niet] == [(4, "niet voldaan: E1")]
    assert [row.nummer for row in found.apart] == [5]
    assert "een mens besluit of het meedoet" in found.apart[0].waarom
    assert found.daarna[0] == "inkoop meedoen 5 --ja of --nee"


def test_a_decision_is_about_a_number_and_the_others_are_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    moment = f"{LATER:%Y-%m-%d %H:%M}"
    made = run("besluit", "2", "E2", "voldoet", "--motivering", "Betaald.", "--door", "An", "--nu", moment)
    assert made.returncode == 0, made.stderr
    shown = " ".join(made.stdout.split())
    assert "Dezelfde fout bij anderen: 3 Creatief Centrum, " in shown
    assert "nog open" in shown
    evaluation = evaluate_folder(folder).value
    assert evaluation is not None
    by_id = {one.id: one.receipt for one in evaluation.submissions}
    assert [by_id[each.submission] for each in evaluation.assessment.decisions.values()] == [2]
    assert [f.code for f in evaluation.assessment.unusable.get(evaluation.submissions[0].id, ())] == []
    told = json.loads(run("open", "--lijst", "--json").stdout)
    (point,) = (each for each in told["voor_een_mens"] if each["code"] == "EIS-02")
    assert [(at["nummer"], bool(at["besluit"])) for at in point["bij"]] == [(2, True), (3, False)]
    for number in (1, 2):
        decided(folder, number, "inschrijving", "voldoet")
    assert [row.nummer for row in listed(folder).compleet] == [1, 2]


def test_a_tenderer_called_by_a_number_is_nobody_else(folder: Path, tmp_path: Path) -> None:
    """Its name says nothing about whose decision it is."""
    place = opened_tender(tmp_path, answers={"Boerderij Bont": {"naam": "nummer 1", "schuld": True}})
    decided(place, 2, "E2", "voldoet")
    evaluation = evaluate_folder(place).value
    assert evaluation is not None
    by_id = {one.id: one.receipt for one in evaluation.submissions}
    assert [by_id[each.submission] for each in evaluation.assessment.decisions.values()] == [2]


def test_the_screen_tells_what_the_list_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    shown = " ".join(run("open", "--lijst").stdout.split())
    for words in (
        "1 Atelier Anders",
        "Een mens is nodig",
        "EIS-02 Eis E2 wordt aan een mens voorgelegd",
        "Voldoet niet: 1 4 De Draaischijf. niet voldaan: E1",
        "Apart: 1 5 ",
        "Daarna inkoop meedoen 5",
    ):
        assert words in shown
