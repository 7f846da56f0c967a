"""Every finding of the rehearsal: a kader that has the flaw, and one that differs only in not having it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from inkoop.analysis.rehearsal.concerns import LOT, acknowledged, concern, together
from inkoop.analysis.rehearsal.report import rehearse
from inkoop.catalogue import entries
from inkoop.domain.findings import Severity
from inkoop.domain.tender import Acknowledged, Tender
from inkoop.readers.settings.kader import read_kader
from tests.conftest import ROOT

from .planted import MONEY, NUMBER, graded, planted, price, scored

COUNT = 40
SOURCED = re.compile(
    r"\bart\. |Gids proportionaliteit|Lianakis|advies \d+|RB[A-Z]+ \d{4}|De Omslag|Het Parool"
)
BAND = {"soort": "vaste_bandbreedte", "ondergrens": 80, "bovengrens": 120, "buiten": "begrenzen"}
LINE = {"soort": "lineair", "nul_bij": 60, "vol_bij": 0}
LOWEST = {"soort": "laagste_prijs_gedeeld_door_prijs"}
CHOICES = {"soort": "meerkeuze", "keuzes": {f"c{n}": f"Keuze {n}" for n in range(6)}}


def days(low: int, high: int) -> dict[str, Any]:
    return {"soort": "geheel_getal", **NUMBER, "minimum": low, "maximum": high}


def counted(rule: dict[str, Any], **more: Any) -> Tender:
    return planted([graded("K1", 60), scored("K2", 40, {**days(0, 60), **more}, rule)])


def weighed(rule: dict[str, Any], share: int = 40, asked: dict[str, Any] = MONEY) -> Tender:
    return planted([graded("K1", 100 - share), price("K2", share, rule, asked)])


def steps(*shares: int) -> Tender:
    made = [(index, f"stap {index}", share) for index, share in enumerate(shares)]
    return planted([graded("K1", 60), graded("K2", 40)], steps=made)


def demanded(text: str, kind: str = "geschiktheidseis") -> Tender:
    question = {"code": "VE", "tekst": text, "soort": "ja_nee"}
    requirement = {"code": "E1", "titel": "Eis", "soort": kind, "gevolg": "voorleggen", "vraag": question}
    return planted([graded("K1", 60), graded("K2", 40)], eisen=[requirement | {"voldoet": {"is": "ja"}}])


def told(**info: Any) -> Tender:
    return planted([graded("K1", 60), graded("K2", 40)], info=info)


def also_asked(other: str) -> Tender:
    """A criterion on a number; a requirement on the same answer, or on another."""
    asked = "VK2" if other == "same" else {"code": "VE", "tekst": "Hoe lang?", **days(0, 60)}
    requirement = {"code": "E1", "titel": "Eis", "soort": "minimumeis", "gevolg": "voorleggen"}
    requirement |= {"vraag": asked, "voldoet": {"maximaal": 30}}
    return planted([graded("K1", 60), scored("K2", 40, days(0, 60), LINE)], eisen=[requirement])


def lots(most: int) -> Tender:
    """A lot of 20 places with one contract, and so much at most for one provider."""
    tender = read_kader(ROOT / "tests" / "kaders" / "percelen.yaml").value
    assert tender is not None
    assert tender.lots is not None
    return tender.model_copy(update={"lots": tender.lots.model_copy(update={"most_volume": Decimal(most)})})


def acknowledging(code: str) -> Tender:
    return planted(
        [graded("K1", 60), price("K2", 40, LOWEST)], erkend=[{"code": code, "reden": "Wij weten dit."}]
    )


FIVE = {"soort": "aantal", "vol_bij": 5}
FLOORED = {"soort": "logaritmisch", "factor": 4, "onder_nul": "nul"}
ASKED = {"soort": "ja_nee", "ja": 100, "nee": 0}
RISING = {"soort": "lineair", "nul_bij": 0, "vol_bij": 60}
LONG = [graded(f"K{n}", 25, words=1300) for n in range(1, 5)]
SHORT = [graded(f"K{n}", 25, words=1200) for n in range(1, 5)]
MANY = [{"code": f"a{n}", "tekst": "Naam?", "soort": "tekst", "max_woorden": 2} for n in range(80)]
SPEECH = {**graded("K1", 100), "vraag": {**graded("K1", 100)["vraag"], "tekst": "Hoe werkt u?"}}
CASES: dict[str, tuple[Tender, Tender]] = {
    "PROEF-01": (weighed(LOWEST), weighed(BAND)),
    "PROEF-02": (
        weighed(
            {"soort": "logaritmisch", "factor": 4, "onder_nul": "nul"},
            10,
            {**MONEY, "minimum": 99, "maximum": 100},
        ),
        weighed(BAND),
    ),
    "PROEF-03": (counted({"soort": "lineair", "nul_bij": 2000, "vol_bij": 0}), counted(LINE)),
    "PROEF-04": (
        planted([*(graded(f"K{n}", 10) for n in range(1, 9)), scored("K9", 20, {"soort": "ja_nee"}, ASKED)]),
        planted([graded("K1", 50), graded("K2", 50)]),
    ),
    "PROEF-05": (weighed(LOWEST, 40, {**MONEY, "minimum": 99, "maximum": 101}), weighed(BAND)),
    "PROEF-11": (counted({"soort": "lineair", "nul_bij": 90, "vol_bij": 0}), counted(LINE)),
    "PROEF-12": (steps(0, 50, 50, 100), steps(0, 40, 60, 100)),
    "PROEF-13": (steps(0, 20, 100), steps(0, 45, 80, 100)),
    "PROEF-14": (
        planted([graded("K1", 60, drempel=60), graded("K2", 40)], steps=[(0, "a", 0), (1, "b", 50)]),
        planted([graded("K1", 60, drempel=30), graded("K2", 40)]),
    ),
    "PROEF-15": (
        planted([graded("K1", 60, drempel=0), graded("K2", 40)]),
        planted([graded("K1", 60, drempel=40), graded("K2", 40)]),
    ),
    "PROEF-16": (
        planted([graded("K1", 60, drempel=55), graded("K2", 40)], {"plaatsen": 3}),
        planted([graded("K1", 60, drempel=10), graded("K2", 40)], {"plaatsen": 3}),
    ),
    "PROEF-21": (weighed(LOWEST), weighed({**LOWEST, "minimumtarief": 80})),
    "PROEF-22": (weighed(LOWEST), weighed(BAND)),
    "PROEF-23": (
        planted([graded("K1", 60), graded("K2", 40)], {"afronding": {"criterium": 0, "totaal": 0}}),
        planted([graded("K1", 60), scored("K2", 40, days(0, 60000), {**LINE, "nul_bij": 60000})]),
    ),
    "PROEF-31": (counted(RISING, eenheid="locaties"), counted(LINE)),
    "PROEF-32": (also_asked("same"), also_asked("other")),
    "PROEF-33": (weighed(BAND, 41), weighed(BAND, 40)),
    "PROEF-34": (
        demanded("Hebt u het keurmerk HKZ?"),
        demanded("Hebt u het keurmerk HKZ of iets gelijkwaardigs?"),
    ),
    "PROEF-35": (demanded("Was uw omzet een miljoen?"), demanded("Hebt u een verzekering?")),
    "PROEF-36": (planted(LONG), planted(SHORT)),
    "PROEF-37": (
        planted([graded("K1", 100)], algemeen=MANY),
        planted([graded("K1", 100)], algemeen=MANY[:70]),
    ),
    "PROEF-38": (told(sluiting="2026-02-03 12:00"), told(sluiting="2026-02-05 12:00")),
    "PROEF-39": (counted(LINE, definitie="Per dag."), counted(LINE)),
    "PROEF-40": (acknowledging("PROEF-37"), acknowledging("PROEF-01")),
    "PROEF-41": (lots(10), lots(20)),
    "PROEF-50": (demanded("Stuurt u een uittreksel mee?"), demanded("Staat u ingeschreven?")),
    "PROEF-51": (planted([SPEECH], info={"inleiding": "Een proef."}), planted([graded("K1", 100)])),
    "PROEF-52": (
        planted(
            [
                graded("K1", 60),
                scored(
                    "K2", 40, {**CHOICES, "tekst": "Welke activiteiten?"}, {"soort": "aantal", "vol_bij": 5}
                ),
            ]
        ),
        planted(
            [
                graded("K1", 60),
                scored("K2", 40, {**CHOICES, "tekst": "Welke dagen?"}, {"soort": "aantal", "vol_bij": 5}),
            ]
        ),
    ),
}


def codes(tender: Tender) -> set[str]:
    return {item.code for item in rehearse(tender, count=COUNT).concerns}


@pytest.mark.parametrize("code", CASES)
def test_a_kader_with_the_flaw_is_told(code: str) -> None:
    assert code in codes(CASES[code][0])


@pytest.mark.parametrize("code", CASES)
def test_a_kader_without_the_flaw_is_left_alone(code: str) -> None:
    assert code not in codes(CASES[code][1])


def test_every_code_has_a_case() -> None:
    assert set(CASES) == {code for code in entries() if code.startswith("PROEF-")}


@pytest.mark.parametrize("code", CASES)
def test_every_code_cites_a_source(code: str) -> None:
    assert SOURCED.search(entries()[code].explanation)


def test_a_mark_asked_for_points_is_told_and_a_clients_certificate_is_not() -> None:
    asked = {"soort": "ja_nee"}
    mark = scored("K2", 40, {**asked, "tekst": "Hebt u ISO 9001?"}, ASKED)
    client = scored("K2", 40, {**asked, "tekst": "Kan een deelnemer een certificaat halen?"}, ASKED)
    assert "PROEF-34" in codes(planted([graded("K1", 60), mark]))
    assert "PROEF-34" not in codes(planted([graded("K1", 60), client]))


def test_what_every_lot_has_is_said_once_and_the_rest_with_its_lot() -> None:
    first = concern("PROEF-01", "K1", (), waar=f"K1{LOT}")
    own = concern("PROEF-05", "K2", (), waar=f"K2{LOT}")
    said = {item.words[0][1] for item in together([("noord", [first]), ("zuid", [first, own])])}
    assert said == {"K1 in elk perceel", "K2 in perceel zuid"}
    assert [item.words[0][1] for item in together([("", [first])])] == ["K1"]


def test_an_acknowledgement_counts_for_its_own_subject_alone() -> None:
    found = [concern("PROEF-12", subject, (), waar=subject) for subject in ("K1", "K2")]
    known = Acknowledged.model_validate({"code": "PROEF-12", "bij": "K1", "reden": "Bewust."})
    assert [item.reason for item in acknowledged(found, [known])] == ["Bewust.", ""]


@pytest.mark.langzaam
@pytest.mark.parametrize("name", ["amsterdam-2021", "zwolle-2015"])
def test_an_example_kader_has_no_open_warning_and_few_questions(name: str) -> None:
    tender = read_kader(ROOT / "criteria" / f"{name}.yaml").value
    assert tender is not None
    still = [item for item in rehearse(tender).concerns if not item.reason]
    severities = [entries()[item.code].severity for item in still]
    assert Severity.WARNING not in severities
    assert len(severities) <= 2
