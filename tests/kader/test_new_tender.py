"""`inkoop nieuw`: whatever is answered, the kader is small, right and works from form to report."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

import inkoop
from inkoop.catalogue import message
from inkoop.cli.app import app
from inkoop.domain.findings import Severity
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.new_tender import lots, moment
from inkoop.rules.scoring.maxima import maxima
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenGrade, TendererAnswers, write_grades_form

TODAY = date(2027, 3, 3)
ASKED = {each.name: each for each in inkoop.new_tender_questions(TODAY)}
CRITERIA = [word for word, _ in ASKED["criteria"].choices]
REQUIREMENTS = [word for word, _ in ASKED["eisen"].choices]


def made(folder: Path, **answers: str) -> tuple[str, Tender]:
    outcome = inkoop.start_new_tender(folder, answers, TODAY)
    assert outcome.value is not None, outcome.refusal
    kader = outcome.value[0]
    read = read_kader(kader)
    told = [message(found) for found in read.findings if found.severity is not Severity.TIP]
    assert told == []
    assert read.value is not None
    return kader.read_text("utf-8"), read.value


LOTS = ("", "noord, zuid", "Noord-Oost, 's-Gravenzande, Werk (in heel de stad), \u00cele, 2e ring")
COMBINATIONS = list(product(LOTS, ("vast", "bod"), ("aanbieders", "plekken"), ("0", "55")))


@pytest.mark.parametrize(("percelen", "prijs", "verdeel", "drempel"), COMBINATIONS)
def test_every_kind_of_tender_is_right(
    percelen: str, prijs: str, verdeel: str, drempel: str, tmp_path: Path
) -> None:
    answers = {"percelen": percelen, "prijs": prijs, "verdeel": verdeel, "drempel": drempel, "aantal": "7"}
    text, tender = made(tmp_path / "a", **answers)
    assert len(text.splitlines()) <= 200
    assert "bibliotheek:" not in re.sub("#.*", "", text)
    # Lawful without further ado: what a tender of this kind needs, is there.
    assert tender.info.procedure == "sas"
    assert tender.award is not None
    assert "bij_uitval: handhaven" in text
    assert "zaad_bron: " in text
    kinds = {leaf.rule.kind for leaf, _ in tender.leaves if leaf.rule}
    assert ("vast_tarief" in kinds) == (prijs == "vast")
    assert ("vaste_bandbreedte" in kinds) == (prijs == "bod")
    assert sum(maxima(tender).values()) == 100
    assert len(tender.lots.items if tender.lots else ()) == len([x for x in percelen.split(",") if x])
    assert (tender.award.capacity is not None) == (verdeel == "plekken")


chosen = st.lists(st.sampled_from(CRITERIA), min_size=1, max_size=4, unique=True).map(", ".join)
required = st.lists(st.sampled_from(REQUIREMENTS), max_size=3, unique=True).map(
    lambda r: ", ".join(r) or "geen"
)
words = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=40)


@given(chosen, required, st.sampled_from(COMBINATIONS), words, st.integers(1, 500))
@settings(max_examples=12, deadline=None)
def test_every_choice_is_right(
    criteria: str, eisen: str, kind: tuple[str, str, str, str], title: str, number: int
) -> None:
    percelen, prijs, verdeel, drempel = kind
    answers = {
        "criteria": criteria,
        "eisen": eisen,
        "percelen": percelen,
        "prijs": prijs,
        "verdeel": verdeel,
        "drempel": drempel,
        "titel": title,
        "opdrachtgever": f"Gemeente {title}",
        "kenmerk": title,
        "aantal": str(number),
    }
    with TemporaryDirectory() as folder:
        text, tender = made(Path(folder) / "a", **answers)
    assert len(text.splitlines()) <= 200
    assert tender.info.title == title
    assert not tender.info.fictional
    assert [c.code for c in tender.criteria][-1] == "PRIJS"
    assert len(tender.criteria) == 1 + len(criteria.split(","))


WIDEST = {
    "criteria": "zonder-schotten, gewone-bedrijven, mantelzorgers, vernieuwing",
    "eisen": "kleine-groep, kwaliteit-op-orde, geen-indicatie",
    "percelen": "a, b, c, d, e",
    "prijs": "bod",
    "verdeel": "plekken",
}
"""What takes most lines, found by adding up what each part takes."""


def test_the_largest_one_is_small_too(tmp_path: Path) -> None:
    text, _ = made(tmp_path / "a", **WIDEST)
    assert 190 < len(text.splitlines()) <= 200


def answers_to(tender: Tender, name: str, number: int) -> dict[str, Any]:
    """What a provider fills in: yes to every requirement, and something to every question."""
    given: dict[str, Any] = {"naam": name, "kvk": f"9000000{number}", "tarief": 40 + number}
    for code, question in tender.filled_in.items():
        lots = [lot.code for lot in tender.lots.items] if tender.lots else []
        if question.kind == "tabel":
            given[code] = [{"perceel": lot, "plekken": 10 * number} for lot in lots]
        elif question.kind == "meerkeuze":
            given[code] = lots if code == "perceel" else list(tender.choices_of(question))
        elif question.kind == "keuze":
            given[code] = next(iter(tender.choices_of(question)))
        elif question.kind == "ja_nee":
            given[code] = True
        elif question.kind == "tekst":
            given.setdefault(code, f"Zo doen wij dat, met een voorbeeld ({number}).")
        else:
            given.setdefault(code, 5 + number)
    return {code: value for code, value in given.items() if code in tender.filled_in}


@pytest.mark.langzaam
@pytest.mark.parametrize(
    "answers", [{}, {"percelen": "noord, zuid, werk", "prijs": "bod", "verdeel": "plekken"}]
)
def test_it_works_from_form_to_report(answers: dict[str, str], tmp_path: Path) -> None:
    _, tender = made(tmp_path / "a", **answers)
    kader, folder = tmp_path / "a" / "kader.yaml", tmp_path / "a" / "inschrijvingen"
    assert inkoop.make_form(tender, tmp_path / "formulier.xlsx").value
    names = ["De Linde", "Atelier Zon"]
    for number, name in enumerate(names, 1):
        write_form(tender, folder / f"{name}.xlsx", answers_to(tender, name, number))
    checked = inkoop.check_submissions(tender, [folder]).value
    assert checked is not None
    assert [f for one in checked for f in one.findings if f.severity is Severity.ERROR] == []
    graded = {(name, leaf.code): GivenGrade(2, "Concreet.") for name in names for leaf in tender.assessed}
    open_answers = [TendererAnswers(name, {}) for name in names]
    write_grades_form(tender, open_answers, folder / "beoordeling" / "cijfers.xlsx", graded, [])
    evaluation = inkoop.evaluate(kader, [folder]).value
    assert evaluation is not None
    assert [len(lot.ranking) for lot in evaluation.lots] == [2] * max(
        1, len(answers.get("percelen", "").split(","))
    )
    rehearsed = inkoop.rehearse(kader, count=20).value
    assert rehearsed is not None
    (tmp_path / "uit").mkdir()
    report = inkoop.make_report(evaluation, kader.read_bytes(), tmp_path / "uit").value
    assert report is not None
    pages = list((tmp_path / "uit").glob("rapport*.pdf"))
    assert len(pages) == 2 * len(evaluation.lots)
    for path in pages:
        verified = inkoop.verify(path)
        assert verified.right, verified.checks


# ── What may be answered ─────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("option", "known"), [("eisen", REQUIREMENTS), ("criteria", CRITERIA)])
def test_the_help_of_the_command_names_how_many_can_be_chosen(
    option: str, known: list[str], tmp_path: Path
) -> None:
    command: Any = typer.main.get_command(app)
    help_text = next(each.help for each in command.commands["nieuw"].params if each.name == option)
    most = max(map(int, re.findall(r"\d+", help_text)))
    assert inkoop.start_new_tender(tmp_path / "a", {option: ", ".join(known[:most])}, TODAY).value is not None
    too_many = {option: ", ".join(known[: most + 1])}
    assert inkoop.start_new_tender(tmp_path / "b", too_many, TODAY).refusal is not None


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"percelen": "noord"}, "--percelen: Eén perceel is geen perceel."),
        ({"percelen": "noord, Noord"}, "lijken te veel op elkaar"),
        ({"percelen": "a,b,c,d,e,f"}, "Begin met hoogstens 5"),
        ({"percelen": "!!, zuid"}, "geen code te maken"),
        ({"prijs": "gratis"}, "gratis kan hier niet. Kies uit: vast, bod."),
        ({"prijs": "bod", "tarief": "45"}, "--tarief past niet bij --prijs bod."),
        ({"tarief": "1.234"}, "Typ een bedrag"),
        ({"tarief": "0"}, "Typ een bedrag"),
        ({"tarief": "45,555"}, "Typ een bedrag"),
        ({"prijs": "bod", "ondergrens": "50", "bovengrens": "50"}, "ligt niet boven de ondergrens"),
        ({"criteria": ""}, "Kies er 1 tot en met 4."),
        ({"criteria": "lage-drempl"}, "bedoelt u lage-drempel?"),
        ({"criteria": ",".join(CRITERIA[:5])}, "Kies er 1 tot en met 4."),
        ({"eisen": ",".join(REQUIREMENTS[:4])}, "Kies er hoogstens 3."),
        ({"aantal": "2,5"}, "Typ een heel getal"),
        ({"drempel": "101"}, "Typ een heel getal van 0 tot en met 100."),
        ({"publicatie": "morgen"}, "Typ een dag en een tijd"),
        ({"publicatie": "3/4/2027 9:00"}, "Typ een dag en een tijd"),
        ({"sluiting": "1 maart 2027 9:00"}, "De sluiting ligt niet na de publicatie."),
        ({"email": "inkoop"}, "Typ een e-mailadres"),
        ({"titel": "  "}, "Hier hoort een tekst."),
        ({"kleur": "rood"}, "De vraag kleur bestaat niet."),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_written(
    answers: dict[str, str], told: str, tmp_path: Path
) -> None:
    outcome = inkoop.start_new_tender(tmp_path / "a", answers, TODAY)
    assert outcome.value is None
    assert outcome.refusal is not None
    assert told in outcome.refusal.text
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "typed",
    [
        "1 maart 2027 9:00",
        "1-3-2027 09.00",
        "2027-03-01 09:00",
        "maandag 1 maart 2027 om 9.00 uur",
        "1 mrt 2027, om 9:00",
    ],
)
def test_a_moment_may_be_typed_as_people_do(typed: str) -> None:
    assert moment(typed) == datetime(2027, 3, 1, 9)


def test_lots_get_codes_and_keep_their_names() -> None:
    assert lots("noord, Oost en West,2e ring") == (
        ("noord", "Noord"),
        ("oost_en_west", "Oost en West"),
        ("p2e_ring", "2e ring"),
    )


def test_without_a_buyer_it_says_that_it_is_an_exercise(tmp_path: Path) -> None:
    _, tender = made(tmp_path / "a")
    assert tender.info.fictional
    assert tender.info.fictional_note
    _, real = made(tmp_path / "b", opdrachtgever="Gemeente Zandhuizen")
    assert not real.info.fictional


def test_the_sentences_name_the_day_that_the_rules_say(tmp_path: Path) -> None:
    _, tender = made(tmp_path / "a", sluiting="12 april 2027 12:00")
    assert "uiterlijk op maandag 12 april 2027 om 12.00 uur" in tender.info.hand_in
