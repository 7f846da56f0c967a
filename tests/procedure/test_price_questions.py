"""A price that calls for an explanation: asked of everybody alike, and heard before letters go."""

from __future__ import annotations

import html
import json
import os
import re
import shutil
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from inkoop.domain.findings import Outcome
from inkoop.domain.procedure.facts import Decided, Withdrew
from inkoop.journeys.procedure.changes import withdraw_bid
from inkoop.journeys.procedure.decide import decide
from inkoop.journeys.procedure.letters import send_letters
from inkoop.journeys.procedure.outcome import evaluate_folder
from inkoop.journeys.procedure.price_questions import PriceAsking, ask_prices, explain_price
from inkoop.journeys.procedure.prices import open_prices
from inkoop.journeys.procedure.receive import receive
from inkoop.journeys.procedure.standing import check_record, where_it_stands
from inkoop.readers.procedure.record import RECORD
from tests.command import run
from tests.procedure.tender_case import AFTER, BEFORE, BIDDERS, CLOSES, KADER, opened_tender
from tests.procedure.vault_case import books, fix, holders, published

WHO = holders()
LOW = {"Boerderij Bont": 35.17, "De Draaischijf": 36.29}
"""Both under the bounds that the kader tells, which a person decides about."""
UNTIL = CLOSES + timedelta(days=8)
IN_TERM, TOO_LATE = UNTIL - timedelta(days=1), UNTIL + timedelta(minutes=1)
HEAR = "Wacht op de uitleg over een prijs"
DECIDE = "Besluit eerst over elk open punt"


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Quality is fixed, and the prices lie in the vault."""
    room = tmp_path_factory.mktemp("prijsvraag")
    place, tender = published(room, WHO)
    for number, name in enumerate(BIDDERS):
        books(tender, room / "binnen" / name, number, {"prijs": LOW[name]} if name in LOW else {})
    assert receive(place, [room / "binnen"], ("An",), now=BEFORE).value
    fix(room, place)
    return place


@pytest.fixture(scope="module")
def in_sight(sealed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The prices are open."""
    place = shutil.copytree(sealed, tmp_path_factory.mktemp("open") / "tender")
    assert open_prices(place, ("An", "Bo"), WHO.keys, AFTER).value
    return place


@pytest.fixture
def folder(in_sight: Path, tmp_path: Path) -> Path:
    return shutil.copytree(in_sight, tmp_path / "tender")


def asked(folder: Path, *numbers: int, by: str = "An", at: datetime = AFTER) -> Outcome[PriceAsking | None]:
    return ask_prices(folder, numbers, UNTIL, (by,), at)


def facts(folder: Path, kind: str) -> list[dict[str, Any]]:
    lines = map(json.loads, (folder / RECORD).read_text("utf-8").splitlines())
    return [line["wat"] for line in lines if line["wat"]["feit"] == kind]


def refused(outcome: Outcome[Any]) -> str:
    assert outcome.value is None
    assert outcome.refusal is not None
    return outcome.refusal.text


def sent(folder: Path, at: datetime) -> str:
    """What keeps the letters from going out."""
    return refused(send_letters(folder, at.date(), ("An",), at))


def waited_for(folder: Path, at: datetime) -> list[str]:
    told = where_it_stands(folder, at).value
    assert told
    return [each for each in told.wacht_op if "uitleg over de prijs" in each]


def words_of(page: Path) -> str:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def decided(folder: Path, number: int, ruling: str, at: datetime) -> None:
    fact = Decided(number=number, subject="K4", ruling=ruling, motivation="Gezien.", by="An")
    done = decide(folder, fact, ("An",), at)
    assert done.value, done.refusal


@pytest.mark.langzaam
def test_nobody_is_asked_while_the_prices_lie_in_the_vault(sealed: Path) -> None:
    assert "De prijzen liggen nog in de kluis" in refused(asked(sealed))
    assert "De prijzen liggen nog in de kluis" in refused(explain_price(sealed, 2, [KADER], ("An",), AFTER))
    told = where_it_stands(sealed, AFTER).value
    assert told
    assert not [each for each in told.kan_ook if "vraagbrief" in each]


@pytest.mark.langzaam
def test_everybody_with_such_a_price_is_asked_and_once(folder: Path) -> None:
    assert "nummer 9 is er niet" in refused(asked(folder, 9))
    assert "bij nummer 1 is geen prijs die uitleg vraagt. Wel bij: nummer 2 en nummer 4." in refused(
        asked(folder, 1)
    )
    alone = refused(asked(folder, 2))
    assert "de prijs van nummer 4 vraagt dezelfde uitleg" in alone
    assert "inkoop vraagbrief 2 4" in alone
    assert "is al geweest" in refused(ask_prices(folder, (), AFTER - timedelta(1), ("An",), AFTER))
    assert "Zeg wie dit besluit" in refused(ask_prices(folder, (), UNTIL, (), AFTER))
    assert facts(folder, "prijs_gevraagd") == []
    assert not (folder / "vragen").exists()
    made = asked(folder).value
    assert made
    written = facts(folder, "prijs_gevraagd")
    assert [(each["nummer"], [p["code"] for p in each["prijzen"]]) for each in written] == [
        (2, ["PRIJS-01"]),
        (4, ["PRIJS-01"]),
    ]
    assert {each["tot"] for each in written} == {"2027-04-20T12:00:00+02:00"}
    for fact in written:
        kept = folder / fact["brief"]["bestand"]
        assert sha256(kept.read_bytes()).hexdigest() == fact["brief"]["sha256"]
    stands = [sha256(line).hexdigest() for line in (folder / RECORD).read_bytes().splitlines()]
    for path, price, other, stand in zip(
        made.letters, ("35,17", "36,29"), ("36,29", "35,17"), stands[-3:-1], strict=True
    ):
        letter = words_of(path)
        assert f"€ {price}" in letter
        assert other not in letter
        assert "uiterlijk op dinsdag 20 april 2027 om 12.00 uur" in letter
        assert "U vindt dit in uw prijsblad op blad" in letter
        assert f"Stand van het dossier voor deze vraag: {stand}" in letter
        assert "……" in letter
        assert "vul de datum en de ondertekening in" in letter
    again = asked(folder)
    assert again.value
    assert (again.value.asked, again.value.letters) == ((), ())
    assert "dit was al vastgelegd" in again.notes[0]
    other_one = asked(folder, by="Bo")
    assert other_one.value
    assert other_one.value.asked == ()
    assert len(facts(folder, "prijs_gevraagd")) == 2
    made.letters[0].write_text("aangepast", "utf-8")  # people finish it
    made.letters[1].unlink()
    assert asked(folder, 4).value
    assert made.letters[0].read_text("utf-8") == "aangepast"
    assert "36,29" in words_of(made.letters[1])
    (folder / written[0]["brief"]["bestand"]).write_text("aangepast", "utf-8")
    assert "is veranderd" in refused(asked(folder))


@pytest.mark.langzaam
def test_a_provider_is_heard_before_any_letter_goes_out(folder: Path, tmp_path: Path) -> None:
    assert DECIDE in sent(folder, IN_TERM)
    assert asked(folder).value
    assert waited_for(folder, IN_TERM) == [
        "de uitleg over de prijs van nummer 2, Boerderij Bont, tot 20 april 2027 om 12.00 uur",
        "de uitleg over de prijs van nummer 4, De Draaischijf, tot 20 april 2027 om 12.00 uur",
    ]
    assert HEAR in sent(folder, IN_TERM)
    assert "art. 2.116 Aw" in sent(folder, IN_TERM)
    decided(folder, 2, "voldoet", IN_TERM)
    decided(folder, 4, "voldoet niet", IN_TERM)
    assert HEAR in sent(folder, IN_TERM), "a decision does not end the term"
    explanation = tmp_path / "uitleg.pdf"
    explanation.write_bytes(b"%PDF-1.7 zo is onze prijs opgebouwd")
    assert explain_price(folder, 2, [explanation], ("An",), IN_TERM).value
    assert [each.partition(",")[0] for each in waited_for(folder, IN_TERM)] == [
        "de uitleg over de prijs van nummer 4"
    ]
    assert HEAR in sent(folder, IN_TERM), "the other one still has the time"
    assert waited_for(folder, TOO_LATE) == [], "a person decided about it"
    assert "inkoop rapport" in sent(folder, TOO_LATE)


@pytest.mark.langzaam
def test_after_the_term_the_price_is_for_a_person_to_decide(folder: Path) -> None:
    assert asked(folder).value
    late = waited_for(folder, TOO_LATE)
    assert len(late) == 2
    assert all(each.endswith("Die termijn is voorbij: besluit wat dat betekent") for each in late)
    assert DECIDE in sent(folder, TOO_LATE)


@pytest.mark.langzaam
def test_what_is_explained_is_kept_unread_and_changes_no_price(folder: Path, tmp_path: Path) -> None:
    before = evaluate_folder(folder).value
    assert before
    file = tmp_path / "laat.xlsx"
    file.write_bytes(b"PK\x03\x04 no workbook at all" * 9)
    assert "Vraag eerst uitleg over de prijs" in refused(explain_price(folder, 2, [file], ("An",), IN_TERM))
    assert asked(folder).value
    assert "nummer 1 is niets gevraagd over zijn prijs" in refused(
        explain_price(folder, 1, [file], ("An",), IN_TERM)
    )
    pipe = tmp_path / "pijp"
    os.mkfifo(pipe)
    for nothing in (pipe, tmp_path, tmp_path / "weg.pdf"):
        assert "is niet te lezen" in refused(explain_price(folder, 2, [nothing], ("An",), IN_TERM))
    assert "noem het bestand" in refused(explain_price(folder, 2, [], ("An",), IN_TERM))
    odd = tmp_path / "CON: <uitleg>\u202e.pdf"
    odd.write_bytes(b"\x00\xff")
    assert facts(folder, "prijs_toegelicht") == []
    first = explain_price(folder, 2, [file, odd], ("An",), IN_TERM).value
    assert first
    assert first.term == ""
    again = explain_price(folder, 2, [file, odd], ("An",), IN_TERM)
    assert again.value
    assert "dit was al vastgelegd" in again.notes[0]
    more = explain_price(folder, 2, [file], ("An",), TOO_LATE, moment=TOO_LATE).value
    assert more
    assert more.term == "20 april 2027 om 12.00 uur"
    told = facts(folder, "prijs_toegelicht")
    assert [len(each["bestanden"]) for each in told] == [2, 1]
    for fact, files in zip(told, ([file, odd], [file]), strict=True):
        for kept, source in zip(fact["bestanden"], files, strict=True):
            assert (folder / kept["bestand"]).read_bytes() == source.read_bytes()
            assert kept["sha256"] == sha256(source.read_bytes()).hexdigest()
            assert "\u202e" not in kept["bestand"] + kept["heette"]
    paths = [kept["bestand"] for fact in told for kept in fact["bestanden"]]
    assert len(set(paths)) == 3
    after = evaluate_folder(folder).value
    assert after
    assert [str(one.number("prijs")) for one in after.submissions] == [
        str(one.number("prijs")) for one in before.submissions
    ]
    proof = check_record(folder).value
    assert proof
    assert not proof.faults
    (folder / paths[0]).write_bytes(b"anders")
    assert "is veranderd" in refused(explain_price(folder, 4, [file], ("An",), IN_TERM))


SIGNAL = KADER.read_text("utf-8").replace(
    "buiten: voorleggen, btw: exclusief", "buiten: voorleggen, btw: exclusief, signaal_laag: 20"
)
WITH_LOW: dict[str, dict[str, Any]] = {
    name: {"prijs": price} for name, price in zip(BIDDERS, (58, 41, 59, 57), strict=True)
}


@pytest.mark.langzaam
def test_without_a_vault_a_low_price_is_asked_about_from_the_opening_on(tmp_path: Path) -> None:
    assert "signaal_laag" in SIGNAL
    folder = opened_tender(tmp_path, SIGNAL, WITH_LOW)
    done = run(
        "vraagbrief", "--door", "An", "--tot", "2027-04-20 12:00", "--nu", "2027-04-13 12:00", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    assert "2  Boerderij Bont: uitleg over K4, tot dinsdag 20 april 2027 om 12.00 uur" in done.stdout
    (path,) = (folder / "vragen").glob("*.html")
    assert path.name in done.stdout
    letter = words_of(path)
    assert "artikel 2.116".capitalize() in letter
    assert "U vindt dit in uw formulier op blad" in letter
    for secret in ("58", "59", "57", "Atelier"):
        assert secret not in letter.partition("Stand van het dossier")[0]
    assert HEAR in sent(folder, IN_TERM)
    answer = tmp_path / "[red]uitleg.pdf"
    answer.write_bytes(b"%PDF")
    kept = run(
        "vraagbrief", "--antwoord", "2", answer, "--door", "An", "--nu", "2027-04-21 09:00", cwd=folder
    )
    assert kept.returncode == 0, kept.stderr
    assert "Bewaard: de uitleg van nummer 2, Boerderij Bont." in kept.stdout
    assert "inkoop besluit 2, over K4" in " ".join(kept.stdout.split())
    assert "dit kwam na de termijn, die liep tot 20 april 2027 om 12.00 uur" in " ".join(kept.stderr.split())
    assert HEAR not in sent(folder, datetime(2027, 4, 21, 10))
    nothing = run("vraagbrief", "2", "--door", "An", "--nu", "2027-04-21 10:00", cwd=folder)
    assert (nothing.returncode, "geen prijs waarover nog" in nothing.stdout) == (0, True)
    assert len(facts(folder, "prijs_gevraagd")) == 1


@pytest.mark.langzaam
def test_who_withdrew_is_not_waited_for_and_what_does_not_fit_is_refused(tmp_path: Path) -> None:
    folder = opened_tender(tmp_path, SIGNAL, WITH_LOW)
    assert run("vraagbrief", "--door", "An", "--nu", "2027-04-13 12:00", cwd=folder).returncode == 0
    assert HEAR in sent(folder, IN_TERM)
    gone = run(
        *("terugtrekken", "2", "--reden", "Brief.", "--door", "An", "--nu", "2027-04-13 12:00"), cwd=folder
    )
    assert gone.returncode in (0, 1), gone.stderr
    assert HEAR not in sent(folder, IN_TERM)
    assert waited_for(folder, IN_TERM) == []
    wrong = run("vraagbrief", "--door", "An", "-o", tmp_path / "uit", cwd=folder)
    assert (wrong.returncode, "passen hier niet" in wrong.stderr) == (2, True)
    nowhere = run("vraagbrief", "--door", "An", cwd=tmp_path)
    assert (nowhere.returncode, "ga naar de map van een aanbesteding" in nowhere.stderr) == (2, True)
    mixed = run("vraagbrief", folder / "kader.yaml", tmp_path, "--tot", "2027-04-20", cwd=tmp_path)
    assert (mixed.returncode, "horen bij de map" in mixed.stderr) == (2, True)


@pytest.mark.langzaam
def test_nothing_is_asked_about_a_price_that_was_decided(folder: Path) -> None:
    decided(folder, 2, "voldoet niet", AFTER)
    made = asked(folder).value
    assert made
    assert [fact.number for fact in made.asked] == [4], "who is rejected already is not asked"
    assert "bij nummer 2 is geen prijs die uitleg vraagt. Wel bij: nummer 4." in refused(asked(folder, 2))


@pytest.mark.langzaam
def test_who_takes_no_part_any_more_is_asked_nothing(folder: Path) -> None:
    assert withdraw_bid(folder, Withdrew(number=2, motivation="Brief."), ("An",), AFTER).value
    made = asked(folder).value
    assert made
    assert [fact.number for fact in made.asked] == [4]


@pytest.mark.langzaam
def test_nothing_is_asked_about_a_price_that_was_accepted(folder: Path) -> None:
    decided(folder, 2, "voldoet", AFTER)
    decided(folder, 4, "voldoet", AFTER)
    made = asked(folder).value
    assert made
    assert made.asked == ()
    assert not (folder / "vragen").exists()
