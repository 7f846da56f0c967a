"""A low price is a question, never a rejection; and the letter says nothing about anybody else."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from inkoop.journeys.ask import letters_for
from inkoop.journeys.evaluate import evaluate
from inkoop.writers import question_letter
from tests.command import run
from tests.lots_case import LOTS_KADER, codes, fill

HOSTILE = '../<script>alert(1)</script> & "Zorg"\u202e'


@pytest.fixture
def prices(tmp_path: Path) -> Path:
    """Three offers in one lot; the lowest is 36 % under the mean of the two others."""
    place = tmp_path / "in"
    fill(LOTS_KADER, place, "Stichting Laag", 1, prijs=35)
    fill(LOTS_KADER, place, "Stichting Midden", 2, prijs=50)
    fill(LOTS_KADER, place, "Stichting Hoog", 3, prijs=60)
    return place


def words_of(page: Path) -> str:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.read_text("utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(text).split())


def test_a_low_price_is_a_warning_and_everybody_stays_in(prices: Path) -> None:
    done = run("beoordeel", LOTS_KADER, prices, "--json")
    document = json.loads(done.stdout)
    assert done.returncode == 0
    (signal,) = [f for f in document["bevindingen"] if f["code"] == "PRIJS-05"]
    assert signal["vindplaats"]["bestand"] == "1.xlsx"
    assert "25 % of meer onder het gemiddelde van de anderen in perceel noord (€ 55,00)" in signal["melding"]
    assert len(document["percelen"][0]["rangorde"]) == 3
    assert run("beoordeel", LOTS_KADER, prices, "--streng").returncode == 1
    # A provider checking its own form never hears of others.
    assert "PRIJS-05" not in run("controleer", prices, "--kader", LOTS_KADER, "--json").stdout


def test_the_signal_stands_with_the_ranked_submission(prices: Path) -> None:
    evaluation = evaluate(LOTS_KADER, [prices]).value
    assert evaluation is not None
    ranked = {p.scorecard.submission.file: p.scorecard.submission for p in evaluation.lots[0].ranking}
    assert "PRIJS-05" in [found.code for found in evaluation.about(ranked["1.xlsx"])]
    assert [found.code for found in evaluation.about(ranked["2.xlsx"])] == []


def test_the_letter_and_what_it_never_says(prices: Path, tmp_path: Path) -> None:
    out = tmp_path / "brieven"
    done = run("vraagbrief", LOTS_KADER, prices, "-o", out)
    assert done.returncode == 0, done.stderr
    (page,) = out.iterdir()
    assert done.stdout.strip() == str(page)
    letter = words_of(page)
    for said in (
        "Aan: Stichting Laag",
        "€ 35,00",
        "25 % of meer lager",
        "artikel 2.116".capitalize(),
        "de kosten van de beroepskracht",
        "rapportage en administratie",
        "Handtekening:",
        "cel C5",
    ):
        assert said in letter
    for secret in ("Midden", "Hoog", "50,00", "55,00", "60,00", "noord"):
        assert secret not in letter


def test_a_tariff_under_the_floor_and_a_hostile_name(prices: Path, tmp_path: Path) -> None:
    fill(LOTS_KADER, prices, HOSTILE, 4, prijs=29)
    out = tmp_path / "brieven"
    done = run("vraagbrief", LOTS_KADER, prices, "-o", out, "--json")
    assert done.returncode == 1
    made = json.loads(done.stdout)["brieven"]
    assert [letter["over"] for letter in made] == [["PRIJS-05"], ["PRIJS-04"]]
    assert {Path(letter["bestand"]).parent for letter in made} == {out}
    page = Path(made[1]["bestand"])
    assert re.fullmatch(r"vraagbrief-[\w-]+\.html", page.name)
    assert "<script" not in page.read_text("utf-8")
    assert "\u202e" not in page.read_text("utf-8")
    letter = words_of(page)
    assert "€ 29,00" in letter
    assert "minimumtarief van € 30,00" in letter
    assert "Artikel 5.4 van het Uitvoeringsbesluit Wmo 2015" in letter


def test_only_one_none_twice_and_nowhere(prices: Path, tmp_path: Path) -> None:
    out = tmp_path / "brieven"
    none = run("vraagbrief", LOTS_KADER, prices, "-o", out, "--inschrijver", "Stichting Hoog")
    assert (none.returncode, "geen brief" in none.stdout, out.exists()) == (0, True, False)
    unknown = run("vraagbrief", LOTS_KADER, prices, "-o", out, "--inschrijver", "Stichting Hog", "--json")
    assert (unknown.returncode, json.loads(unknown.stdout)["reden"]) == (
        2,
        "Stichting Hog heeft niet ingeschreven; bedoelt u Stichting Hoog?",
    )
    inside = run("vraagbrief", LOTS_KADER, prices, "-o", prices / "brieven", "--json")
    assert (inside.returncode, "reden" in json.loads(inside.stdout)) == (4, True)
    assert run("vraagbrief", LOTS_KADER, prices, "-o", out).returncode == 0
    (page,) = out.iterdir()
    page.write_text("aangepast", "utf-8")
    again = run("vraagbrief", LOTS_KADER, prices, "-o", out, "--json")
    assert (again.returncode, page.read_text("utf-8")) == (4, "aangepast")
    assert "bestaat al" in json.loads(again.stdout)["reden"]
    empty = tmp_path / "leeg"
    empty.mkdir()
    nothing = run("vraagbrief", LOTS_KADER, empty, "-o", out, "--json")
    assert (nothing.returncode, codes(json.loads(nothing.stdout))) == (4, ["MAP-02"])


def test_an_interruption_leaves_no_letter(
    prices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(LOTS_KADER, prices, "Stichting Onder", 4, prijs=29)
    evaluation = evaluate(LOTS_KADER, [prices]).value
    assert evaluation is not None
    letters = letters_for(evaluation).value
    assert letters is not None
    assert len(letters) == 2
    original, count = question_letter.creating, 0

    def interrupted(path: Path) -> object:
        nonlocal count
        count += 1
        if count == 2:
            raise KeyboardInterrupt
        return original(path)

    monkeypatch.setattr(question_letter, "creating", interrupted)
    folder = tmp_path / "brieven"
    folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        question_letter.write_question_letters(letters, folder)
    assert list(folder.iterdir()) == []
