"""`inkoop uitleg` of a score: the sum with its cell, its next step, and what is said of mistakes."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.command import run
from tests.conftest import ROOT

ZWOLLE = (ROOT / "criteria" / "zwolle-2015.yaml", ROOT / "submissions" / "zwolle-2015")
BREDE_OEVER = "Stichting De Brede Oever"


def steps(criterion: str, name: str = BREDE_OEVER) -> dict[str, str]:
    done = run("uitleg", *ZWOLLE, "--inschrijver", name, "--criterium", criterion, "--json")
    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    (score,) = found["scores"]
    return {step["label"]: step["text"] for step in score["steps"]} | {"earned": score["earned"]}


def test_a_measured_score_is_a_sum_to_follow() -> None:
    told = steps("K1.2")
    assert told["earned"] == "47,50 van 50"
    assert told["Antwoord"].startswith("190; 240; 120; 205 (de-brede-oever.xlsx › Locaties › B7")
    assert told["Gewicht"] == "1.000 punten × 20 % × 25 % = 50 punten."
    assert "(1.000 − 240) : (1.000 − 200) = 95 %. 95 % van 50 punten = 47,50 punten." in told["Som"]
    assert told["Volgende stap"].endswith("Dat had 47,56 punten gegeven: 0,06 meer.")


def test_a_grade_names_the_next_step_of_the_scale() -> None:
    assert steps("K1.3")["Volgende stap"].startswith("Het cijfer 3 (uitstekend): ")
    assert steps("K1.3")["Volgende stap"].endswith("Dat had 70,00 punten gegeven: 28,00 meer.")


def test_a_price_names_the_price_with_all_points() -> None:
    assert steps("K7")["Volgende stap"] == "De prijs € 7.096.320. Dat had 200,00 punten gegeven: 124,80 meer."


def test_the_whole_submission_ends_with_the_total_as_text() -> None:
    done = run("uitleg", *ZWOLLE, "--inschrijver", BREDE_OEVER.upper())
    assert done.returncode == 0
    assert "Plaats 3 van 5 in de rangorde." in done.stdout
    assert "Totaal  669,0" in done.stdout


def test_who_is_not_admitted_gets_the_ground_and_no_points() -> None:
    done = run("uitleg", *ZWOLLE, "--inschrijver", "Zorggroep Noorderwal")
    assert done.returncode == 0
    assert "Niet in de rangorde." in done.stdout
    assert "eis E8" in done.stdout
    assert "punten" not in done.stdout.replace("geen punten", "")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([*ZWOLLE, "--inschrijver", "De Brede Oevr"], 2, "bedoelt u"),
        ([*ZWOLLE, "--inschrijver", BREDE_OEVER, "--criterium", "K9.9"], 2, "bestaat niet"),
        ([*ZWOLLE], 2, "--inschrijver"),
        ([ZWOLLE[0], "--inschrijver", BREDE_OEVER], 2, "inschrijvingen"),
        (["weg.yaml", ZWOLLE[1], "--inschrijver", BREDE_OEVER], 3, "KADER-01"),
        (["ANTW-99"], 2, "bestaat niet"),
    ],
)
def test_mistakes_are_said_without_a_traceback(arguments: list[object], code: int, said: str) -> None:
    done = run("uitleg", *arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_json_is_one_document_also_when_the_kader_is_wrong(tmp_path: Path) -> None:
    broken = tmp_path / "kader.yaml"
    broken.write_text("kader: 1\n", "utf-8")
    done = run("uitleg", broken, ZWOLLE[1], "--inschrijver", "X", "--json")
    assert done.returncode == 3
    assert json.loads(done.stdout)["bevindingen"]


def test_json_about_a_code_and_about_a_mistake_is_one_document() -> None:
    told = json.loads(run("uitleg", "antw-08", "--json").stdout)
    assert (told["formaat"], told["code"], told["ernst"]) == ("inkoop/uitleg/1", "ANTW-08", "fout")
    assert told["melding"]
    assert told["herstel"]
    for wrong in (["ANTW-99"], [*ZWOLLE, "--inschrijver", "Niemand Anders"]):
        done = run("uitleg", *wrong, "--json")
        assert done.returncode == 2
        assert "reden" in json.loads(done.stdout)


# ── Two beside each other ───────────────────────────────────────────────────────────────────────────────

OM_DE_HOEK = "Combinatie Om de Hoek"


def beside(*more: object) -> list[dict[str, Any]]:
    done = run(
        "uitleg", *ZWOLLE, "--inschrijver", BREDE_OEVER, "--tegen", OM_DE_HOEK.upper(), "--json", *more
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def amount(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", "."))


def test_two_have_the_points_of_the_outcome_and_the_largest_difference_first() -> None:
    (told,) = beside()
    (lot,) = json.loads(run("beoordeel", *ZWOLLE, "--json").stdout)["percelen"]
    bids = {bid["inschrijver"]: bid for bid in lot["rangorde"]}
    points = [
        {score["criterium"]: Decimal(score["punten"]) for score in bids[name]["scores"]}
        for name in (BREDE_OEVER, OM_DE_HOEK)
    ]
    assert {pair["code"] for pair in told["scores"]} == set(points[0])
    for pair in told["scores"]:
        mine, theirs = (side[pair["code"]] for side in points)
        assert (amount(pair["points"]), amount(pair["against"])) == (mine, theirs)
        assert amount(pair["difference"]) == mine - theirs
    sizes = [abs(amount(pair["difference"])) for pair in told["scores"]]
    assert sizes == sorted(sizes, reverse=True)
    assert (told["one"]["total"], told["other"]["total"]) == ("669,0", "756,8")


def test_two_on_one_criterion_each_with_its_reason() -> None:
    (told,) = beside("--criterium", "K7")
    (pair,) = told["scores"]
    assert pair["difference"] == "−28,30"
    assert "€ 8.414.208" in pair["reason"]
    assert "€ 8.115.360" in pair["reason_against"]


def test_who_has_no_points_is_beside_another_with_its_ground() -> None:
    done = run("uitleg", *ZWOLLE, "--inschrijver", BREDE_OEVER, "--tegen", "Zorggroep Noorderwal")
    assert done.returncode == 0
    assert "eis E8" in " ".join(done.stdout.split())
    assert "verschil" not in done.stdout


@pytest.mark.parametrize(
    ("against", "said"), [(BREDE_OEVER, "dezelfde inschrijving"), ("Niemand", "Niemand")]
)
def test_two_that_cannot_be_compared(against: str, said: str) -> None:
    done = run("uitleg", *ZWOLLE, "--inschrijver", BREDE_OEVER, "--tegen", against)
    assert done.returncode == 2
    assert said in done.stderr


def test_two_that_meet_in_no_lot() -> None:
    place = (ROOT / "criteria" / "meerdonk-2027.yaml", ROOT / "submissions" / "meerdonk-2027")
    done = run("uitleg", *place, "--inschrijver", "Atelier Maanlicht", "--tegen", "Werkplaats Het Anker")
    assert done.returncode == 2
    assert "in geen perceel naast elkaar" in done.stderr
