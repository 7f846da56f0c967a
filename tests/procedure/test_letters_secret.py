"""What others may not know never stands in a letter, whatever its form: text, markup, or a PDF laid open."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pikepdf
import pypdf
import pytest

from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.rules.procedure.standstill import standstill
from inkoop.views.letters.letter import letters
from inkoop.views.letters.model import Letter
from inkoop.writers.letters.docx import letter_docx
from inkoop.writers.letters.page import render_letter
from inkoop.writers.pdf import PdfJob, made_pdf
from tests.procedure.tender_case import AFTER, BIDDERS, KADER, opened_tender
from tests.procedure.town_folder import fixed

pytestmark = pytest.mark.langzaam
PRICES = (47.13, 44.71, 41.37, 52.29)
"""De Draaischijf and Creatief Centrum get no contract; the lowest price is that of one of these."""
GRADES = (10, 10, 0, 6)
HIDDEN = (2, 3)
"""Whose price is not public, as they get no contract."""


def secrets(number: int) -> dict[str, Any]:
    """Something to be found by in every field that takes free text."""
    mark = f"geheim{number}"
    return {
        "combinatie": True,
        "partners": f"Partner {mark}a",
        "geheim": f"Bedrijf {mark}b",
        "mail": f"{mark}c@voorbeeld.nl",
        "telefoon": f"06-1234567{number}",
        "postcode": f"123{number} AB",
        "website": f"https://{mark}d.nl",
        "plan": f"Plan {mark}e van ons.",
        "prijs": PRICES[number],
        "wachttijd": 1 + number * 2,
    }


def marks(number: int) -> tuple[str, ...]:
    given = secrets(number)
    texts = [str(given[code]) for code in ("geheim", "mail", "telefoon", "postcode", "website")]
    price = f"{PRICES[number]:.2f}"
    own = (price.replace(".", ","), price) if number in HIDDEN else ()
    return (f"geheim{number}", *texts, *own)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Letter, ...]:
    room = tmp_path_factory.mktemp("geheim")
    text = KADER.read_text("utf-8")
    rule = re.search(r"regel: \{soort: vaste_bandbreedte.*\}", text)
    assert rule
    text = text.replace(rule.group(), "regel: {soort: laagste_prijs_gedeeld_door_prijs, btw: exclusief}")
    text = text.replace("  bij_gelijk: [K1]", "  bij_gelijk: [K1]\n  bij_uitval: handhaven")
    text += "openbaar:\n  prijzen: winnaars\n"
    place = opened_tender(room, text, {name: secrets(n) for n, name in enumerate(BIDDERS)})
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cijfers"
    sheet.append(["Inschrijver", "Criterium", "Cijfer", "Toelichting"])
    for name, grade in zip(BIDDERS, GRADES, strict=True):
        sheet.append([name, "K2", grade, f"Het plan van {name} is zo beoordeeld."])
    book.save(room / "cijfers.xlsx")
    fixed(place, room / "cijfers.xlsx")
    with working(place, ("An",), AFTER) as work:
        evaluation = evaluated(work)
        term = standstill(date(2027, 5, 11), 20)
        return letters(evaluation, numbered(work, evaluation), (), term, work.state.stand)


def laid_open(letter: Letter) -> Iterator[tuple[str, str]]:
    """Everything that a letter is, by what it is."""
    page = render_letter(letter)
    yield "html", page
    word = letter_docx(letter)
    document = docx.Document(BytesIO(word))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    yield "docx", "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    with zipfile.ZipFile(BytesIO(word)) as package:
        for name in package.namelist():
            yield f"docx {name}", package.read(name).decode("utf-8", "replace")
    pdf = made_pdf(PdfJob("brief.pdf", page))
    yield "pdf", "\n".join(each.extract_text() for each in pypdf.PdfReader(BytesIO(pdf)).pages)
    with pikepdf.open(BytesIO(pdf)) as opened:
        for number, each in enumerate(opened.objects):
            if isinstance(each, pikepdf.Stream):
                yield f"pdf {number}", each.read_bytes().decode("latin-1")


def test_nothing_that_is_not_public_stands_in_a_letter_to_another(made: tuple[Letter, ...]) -> None:
    assert [letter.name for letter in made] == list(BIDDERS)
    for letter in made:
        own = letter.number - 1
        for what, text in laid_open(letter):
            for other in range(len(BIDDERS)):
                found = [mark for mark in marks(other) if other != own and mark in text]
                assert not found, (letter.name, what, found)


def test_each_is_told_its_own_points_and_those_of_who_was_chosen(made: tuple[Letter, ...]) -> None:
    """By hand: 10 points for the lowest price divided by one's own, 30 for the grade in percent."""
    shares = {10: 100, 6: 60, 0: 0}
    for number, letter in enumerate(made):
        text = dict(laid_open(letter))["docx"]
        price = round(10 * min(PRICES) / PRICES[number] + 1e-9, 2)
        quality = 30 * shares[GRADES[number]] / 100
        for code, points, most in (("K4 Prijs", price, 10), ("K2 Kwaliteit", quality, 30)):
            assert f"{code}: {points:.2f} van {most} punten".replace(".", ",") in text, (letter.name, code)
        assert f"Het plan van {letter.name} is zo beoordeeld." in text
        for winner in BIDDERS[:2]:
            assert winner in text
        # Who was not chosen is not named to anybody else.
        assert not any(name in text for name in BIDDERS[2:] if name != letter.name)


def test_points_that_rest_on_a_hidden_price_are_told_without_the_sum(made: tuple[Letter, ...]) -> None:
    for letter in made:
        text = dict(laid_open(letter))["docx"]
        assert "In de som zit een prijs van een ander die niet openbaar is." in text
