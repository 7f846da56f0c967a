"""A letter for every kind of outcome, with the points and prices reckoned by hand from what was typed."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import page
import pypdf
import pytest

from inkoop.views.letters.model import Kind, Letter
from inkoop.writers.letters.docx import letter_docx
from inkoop.writers.letters.page import render_letter
from inkoop.writers.pdf import PdfJob, made_pdf
from tests.procedure.letter_case import Case, open_house_kader, scored_kader, told

pytestmark = pytest.mark.langzaam
WEIGHTS = ("gewicht: 30", "gewicht: 30", "gewicht: 40")
WITHOUT_PRICE = ("gewicht: 60", "gewicht: 40", "gewicht: 0")
RELATIVE = "{soort: laagste_prijs_gedeeld_door_prijs, btw: exclusief}"
ITSELF = "{soort: prijs, btw: exclusief}"
AWARD = """\
methode: %s
punten: 100
plaatsen: 1
afronding: {criterium: 2, totaal: 2}
bij_uitval: handhaven"""
REFUSED = {"ervaring": 90, "prijs": 58, "vog": False, "verzekerd": False}
EQUAL = {"Aap": {"ervaring": 80, "prijs": 50}, "Beer": {"ervaring": 30, "prijs": 50}}
"""With 5 and 10 for the plan: 24 + 15 and 9 + 30 points, and the same price."""


def lines(letters: dict[str, Letter], name: str) -> list[str]:
    return told(letters[name]).splitlines()


def test_every_reason_is_told_at_once_and_a_tie_says_what_decided(tmp_path: Path) -> None:
    bids = EQUAL | {"Citroen": REFUSED, "Das": {"ervaring": 10, "prijs": 70}}
    award = AWARD % "gewogen_punten" + "\nbij_gelijk: [K1]\ndrempel: 50"
    weights = ("gewicht: 30\n    drempel: 5", *WEIGHTS[1:])
    grades = {"Aap": 5, "Beer": 10, "Citroen": 10, "Das": 0}
    made = Case(tmp_path, scored_kader(RELATIVE, award, weights), bids, grades).letters()
    won, second, refused, low = (lines(made, name) for name in bids)
    assert [made[name].kinds for name in bids] == [
        (Kind.AWARDED,),
        (Kind.REJECTED,),
        (Kind.NOT_ADMITTED,),
        (Kind.REJECTED,),
    ]
    assert "Wij willen u een contract geven. U staat op plaats 1 van 2." in won
    for text in (won, second):
        assert "Bij een gelijk totaal gaf K1 (Ervaring) de doorslag." in text
    for row in (
        "K1 Ervaring | 30 | 9,00 | 24,00",
        "K2 Plan | 30 | 30,00 | 15,00",
        "Totaal |  | 79,00 | 79,00",
    ):
        assert row in second
    assert "Dat is gelijk. Wat de doorslag gaf, staat bij de beslissing." in second
    assert "Een contract willen wij geven aan: Aap." in refused
    assert [text for text in refused if text.startswith("- ")] == [
        "- Er is niet voldaan aan eis E1 (Verklaring omtrent gedrag). Het antwoord was: nee.",
        "- Er is niet voldaan aan eis E2 (Verzekerd). Het antwoord was: nee.",
    ]
    assert not any("Uw score" in text for text in refused)
    assert [text for text in low if text.startswith("- ")] == [  # 40 × 50 : 70 = 28,57
        "- Voor K1 (Ervaring) zijn 3 punten gehaald. Nodig zijn minstens 5 punten.",
        "- In totaal zijn 31,57 punten gehaald. Nodig zijn minstens 50 punten.",
    ]
    assert "K3 Prijs | 40 | 28,57 | 40,00" in low
    for name, other in (("Aap", "Citroen"), ("Aap", "Das"), ("Beer", "Das"), ("Das", "Beer")):
        assert other not in told(made[name])


def test_nobody_gets_a_contract(tmp_path: Path) -> None:
    kader = scored_kader(RELATIVE, AWARD % "gewogen_punten" + "\ndrempel: 99", WEIGHTS)
    made = Case(tmp_path, kader, EQUAL, {"Aap": 5, "Beer": 0}).letters()
    for name in EQUAL:
        text = lines(made, name)
        assert "Niemand krijgt een contract." in text
        assert "Onderdeel | Hoogstens | U" in text
    assert "- In totaal zijn 49,00 punten gehaald. Nodig zijn minstens 99 punten." in lines(made, "Beer")


def test_who_is_alone_stands_first_of_one(tmp_path: Path) -> None:
    kader = scored_kader(RELATIVE, AWARD % "gewogen_punten", WEIGHTS)
    text = lines(Case(tmp_path, kader, {"Aap": EQUAL["Aap"]}, {"Aap": 10}).letters(), "Aap")
    assert "Wij willen u een contract geven. U staat op plaats 1 van 1." in text
    assert "Totaal |  | 94,00" in text
    assert not any("kreeg meer" in line for line in text)


def test_an_open_house_admits_or_not_and_ranks_nobody(tmp_path: Path) -> None:
    made = Case(tmp_path, open_house_kader(), {"Aap": {}, "Beer": {"verzekerd": False}}, {}).letters()
    assert [made[name].kinds for name in made] == [(Kind.ADMITTED,), (Kind.NOT_ADMITTED,)]
    assert "U bent toegelaten. Bij open house zijn er geen punten en is er geen rangorde." in lines(
        made, "Aap"
    )
    assert "- Er is niet voldaan aan eis E2 (Verzekerd). Het antwoord was: nee." in lines(made, "Beer")
    for name in made:
        text = told(made[name])
        assert "Aanbestedingswet" not in text
        assert "plaats" not in text
        assert "Vraag hem dat dan uiterlijk op die dag." in text


def test_who_missed_a_threshold_before_prices_are_compared_is_told_so(tmp_path: Path) -> None:
    bids = {"Aap": EQUAL["Aap"], "Das": {"ervaring": 10, "prijs": 40}}
    weights = ("gewicht: 30\n    drempel: 5", *WEIGHTS[1:])
    made = Case(
        tmp_path, scored_kader(RELATIVE, AWARD % "qcbs", weights), bids, {"Aap": 5, "Das": 0}
    ).letters()
    text = lines(made, "Das")
    assert "K3 Prijs | 40 | 0,00 | 40,00" in text
    assert "Uw score. U haalde een drempel niet. Daarom is dit niet vergeleken met anderen: 0 punten." in text
    assert "Deze aanbieder" not in told(made["Das"])


@pytest.mark.parametrize(
    ("method", "total"),
    [
        ("prijs_per_kwaliteitspunt", "Prijs per punt |  | € 1,20 | € 0,74"),
        ("laagste_prijs", "Prijs |  | € 60 | € 50"),
    ],
)
def test_where_the_price_itself_counts_the_prices_stand_beside_each_other(
    method: str, total: str, tmp_path: Path
) -> None:
    bids = {"Aap": {"ervaring": 80, "prijs": 50}, "Eend": {"ervaring": 50, "prijs": 60}}
    bids["Das"] = {"ervaring": 0, "prijs": 70}
    kader = scored_kader(ITSELF, AWARD.replace("\nbij_uitval: handhaven", "") % method, WITHOUT_PRICE)
    made = Case(tmp_path, kader, bids, {"Aap": 5, "Eend": 5, "Das": 0}).letters()
    text = lines(made, "Eend")
    assert total in text
    without = lines(made, "Das")
    if method == "laagste_prijs":
        assert "K3 Prijs |  | € 60 | € 50" not in text
    else:
        assert "K3 Prijs |  | € 60 | € 50" in text
        assert "K3 Prijs |  | € 70 | € 50" in without
        assert "- Er zijn geen punten voor kwaliteit. Dan is de prijs per punt niet te berekenen." in without


def test_any_script_any_sign_and_a_hidden_price(tmp_path: Path) -> None:
    names = ("Zorg 🙂 <b>&amp; co", "مؤسسة النخيل", "Київ Ελλάδα")
    bids = dict(zip(names, (*EQUAL.values(), {"ervaring": 10, "prijs": 47.13}), strict=True))
    kader = scored_kader(RELATIVE, AWARD % "gewogen_punten", WEIGHTS, more="openbaar:\n  prijzen: winnaars\n")
    made = Case(tmp_path, kader, bids, dict(zip(names, (10, 5, 0), strict=True))).letters()
    for name, letter in made.items():
        word = docx.Document(BytesIO(letter_docx(letter)))
        said = [paragraph.text for paragraph in word.paragraphs]
        assert f"Aan: {name}" in said
        cells = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
        rows = [" | ".join(row) for row in cells]
        said_rows = told(letter).splitlines()
        start = said_rows.index(rows[0])
        assert said_rows[start : start + len(rows)] == rows
        path = tmp_path / f"{letter.number}.pdf"
        path.write_bytes(made_pdf(PdfJob(path.name, render_letter(letter))))
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
            assert page.validate_pdf(str(path), profile=profile).failures == []
        printed = " ".join("".join(each.extract_text() for each in pypdf.PdfReader(path).pages).split())
        lacks = "Een vraagteken kan hier staan voor een teken dat ons lettertype niet heeft."
        assert (lacks in printed) is ("🙂" in told(letter) or "🙂" in name)
        assert name == names[2] or "47,13" not in told(letter)


def test_the_same_letter_gives_the_same_bytes_and_a_draft_says_so(tmp_path: Path) -> None:
    kader = scored_kader(RELATIVE, AWARD % "gewogen_punten", WEIGHTS)
    (letter,) = Case(tmp_path, kader, {"Aap": EQUAL["Aap"]}, {"Aap": 10}).letters().values()
    assert letter_docx(letter) == letter_docx(letter)
    heads = [
        docx.Document(BytesIO(letter_docx(letter, draft=draft))).sections[0].header.paragraphs[0].text
        for draft in (False, True)
    ]
    assert heads == ["Voorbeeld – fictief", "Concept, nog niet verzonden · Voorbeeld – fictief"]
    foot = docx.Document(BytesIO(letter_docx(letter))).sections[0].footer.paragraphs[0]
    assert foot.text.startswith("BRIEF-1 · nummer 1\tpagina ")
    fields = [each.get(docx.oxml.ns.qn("w:instr")) for each in foot._p.iter(docx.oxml.ns.qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
