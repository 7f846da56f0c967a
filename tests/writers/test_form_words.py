"""What the form tells a provider before answering: what counts, in which lot, and the terms of a price."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import openpyxl
import pytest

from inkoop.domain.findings import Severity
from inkoop.readers.settings.kader import read_kader
from inkoop.views.words.price_notes import BELOW
from inkoop.writers.form import write_form

HEAD = """
kader: 1
aanbesteding:
  kenmerk: PROEF-1
  titel: Proef
  opdrachtgever: Gemeente Voorbeeld
  procedure: openbaar
  publicatie: "2026-01-02 09:00"
  sluiting: "2026-03-02 12:00"
  tijdzone: Europe/Amsterdam
  fictief: ja
  inleiding: Een proef.
  indienen: Per e-mail.
  contact: {naam: Inkoop, email: inkoop@voorbeeld.nl}
bronnen:
  - {code: plan, titel: Plan, uitgever: Gemeente, jaar: 2020, uitgangspunten: [{code: P1, tekst: Dichtbij}]}
algemeen:
  - {code: naam, tekst: Hoe heet u?, soort: tekst, max_woorden: 10}
  - {code: ja, tekst: Doet u dit?, soort: ja_nee}
  - {code: nee, tekst: Doet u dat?, soort: ja_nee}
  - {code: dagen, tekst: Wachtdagen?, soort: geheel_getal, eenheid: d, definitie: d, minimum: 0, maximum: 9}
  - {code: prijs, tekst: Welke prijs?, soort: bedrag, eenheid: euro, definitie: d, minimum: 0, maximum: 9999}
  - {code: perceel, tekst: Welke percelen?, soort: meerkeuze, keuzes: {A: Noord, B: Zuid, C: West}}
  - code: tarieven
    tekst: Welke tarieven?
    soort: tabel
    vaste_rijen: product
    kolommen:
      - {code: product, tekst: Product, soort: keuze, keuzes: {basis: Basis, zwaar: Intensief}}
      - {code: tarief, tekst: Tarief, soort: bedrag, eenheid: euro, definitie: d, minimum: 0, maximum: 99}
eisen:
  - {code: E1, titel: Overal, soort: minimumeis, gevolg: afwijzen, vraag: ja, voldoet: {is: ja}}
  - {code: E2, titel: In een deel, soort: minimumeis, gevolg: afwijzen, vraag: nee, voldoet: {is: ja}}
"""

LOTS = """
criteria:
  - {code: K1, titel: Eén, gewicht: 60, bron: P1, vraag: ja, regel: {soort: ja_nee}}
  - {code: K2, titel: Twee, gewicht: 40, bron: P1, vraag: ja, regel: {soort: ja_nee}}
  - {code: K3, titel: Drie, gewicht: 40, bron: P1, vraag: ja, regel: {soort: ja_nee}}
gunning:
  {methode: gewogen_punten, punten: 50, plaatsen: 1, afronding: {criterium: geen, totaal: 2}}
percelen:
  vraag: perceel
  lijst:
    - {code: A, titel: Noord, criteria: [K1, K2], gewichten: {K1: 70, K2: 30}}
    - {code: B, titel: Zuid, criteria: [K1, K3], eisen: [E1]}
    - {code: C, titel: West, criteria: [K1, K2], gewichten: {K1: 100, K2: 0}}
"""

VALUE = """
criteria:
  - code: K1
    titel: Samen
    bron: P1
    drempel: 500
    criteria:
      - {code: K1a, titel: Ja, waarde: 1000, bron: P1, vraag: ja, regel: {soort: ja_nee}}
      - {code: K1b, titel: Nee, waarde: 250, bron: P1, vraag: nee, regel: {soort: ja_nee}}
  - {code: K2, titel: Prijs, bron: P1, vraag: prijs, regel: {soort: prijs, btw: exclusief, minimumtarief: 900,
     bijtelling: [{vraag: dagen, per_eenheid: 50}]}}
gunning: {methode: gunnen_op_waarde, plaatsen: 1, afronding: {criterium: geen, totaal: 2}}
"""

TARIFFS = """
criteria:
  - {code: K1, titel: Ja, gewicht: 60, bron: P1, vraag: ja, regel: {soort: ja_nee}}
  - code: K2
    titel: Tarieven
    gewicht: 40
    bron: P1
    vraag: tarieven
    regel:
      soort: vaste_bandbreedte
      btw: vrijgesteld
      kolom: tarief
      hoeveelheden: {basis: 1000, zwaar: 500}
      minimumtarief: 38
      minimumtarieven: {zwaar: 52}
      ondergrens: 70000
      bovengrens: 99000
      buiten: begrenzen
gunning: {methode: gewogen_punten, punten: 100, plaatsen: 1, afronding: {criterium: geen, totaal: 2}}
"""

MANY_LOTS = """
percelen:
  vraag: perceel
  lijst:
    - {code: noordwest, titel: N, gewichten: {K1: 70, K2: 30}}
    - {code: zuidoost, titel: Z, gewichten: {K1: 65, K2: 35}}
    - {code: westelijk, titel: W, gewichten: {K1: 55, K2: 45}}
"""


@pytest.fixture
def lines(tmp_path: Path, request: pytest.FixtureRequest) -> set[str]:
    """Every line of text in the form of a kader without a fault."""
    kader = tmp_path / "kader.yaml"
    kader.write_text(HEAD + request.param, "utf-8")
    outcome = read_kader(kader)
    assert [finding for finding in outcome.findings if finding.severity is Severity.ERROR] == []
    assert outcome.value is not None
    write_form(outcome.value, tmp_path / "f.xlsx")
    book = openpyxl.load_workbook(tmp_path / "f.xlsx")
    cells = [cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    return {line for text in cells if isinstance(text, str) for line in text.split("\n")}


@pytest.mark.parametrize("lines", [LOTS], indirect=True)
def test_a_weight_is_told_for_every_lot_where_it_differs(lines: set[str]) -> None:
    one = "telt voor 35 van de 50 punten in perceel A, voor 30 in perceel B, voor 50 in perceel C"
    two = "telt voor 15 van de 50 punten in perceel A, en geeft geen punten in perceel C"
    three = "telt voor 20 van de 50 punten (alleen in perceel B)"
    assert {f"K1 · Eén — {one}", f"K2 · Twee — {two}", f"K3 · Drie — {three}"} <= lines
    assert {f"Eén: {one}.", f"Twee: {two}.", f"Drie: {three}."} <= lines


@pytest.mark.parametrize("lines", [LOTS], indirect=True)
def test_a_requirement_names_its_lots_when_it_does_not_hold_in_all(lines: set[str]) -> None:
    told = [line for line in lines if line.startswith("Deze eis geldt")]
    assert told == ["Deze eis geldt alleen in perceel A en C."]


@pytest.mark.parametrize("lines", [LOTS], indirect=True)
def test_a_question_about_the_organisation_that_counts_is_named(lines: set[str]) -> None:
    told = "Deze vragen tellen mee: ja (bij K1, K2 en K3). Voor de andere antwoorden krijgt u geen punten."
    assert {told, f"Vragen over uw organisatie. {told}"} <= lines


@pytest.mark.parametrize("lines", [VALUE], indirect=True)
def test_a_value_and_a_threshold_are_in_euro_and_the_price_stands_by_itself(lines: set[str]) -> None:
    assert {
        "K1 · Samen — is hoogstens € 1.250,00 waard",
        "K1a · Ja — is hoogstens € 1.000,00 waard",
        "Drempel: u moet hier minstens € 500,00 halen om kans te maken.",
        "K2 · Prijs — is de prijs zelf",
    } <= lines


@pytest.mark.parametrize("lines", [VALUE], indirect=True)
def test_the_terms_of_one_price_stand_with_it(lines: set[str]) -> None:
    assert {
        "De prijs is zonder btw.",
        "Bij de prijs tellen we € 50,00 op per eenheid van vraag dagen.",
        f"Het minimumtarief is € 900,00. {BELOW}",
    } <= lines


@pytest.mark.parametrize("lines", [TARIFFS], indirect=True)
def test_the_terms_of_a_table_name_every_row(lines: set[str]) -> None:
    assert {
        "Over deze prijs wordt geen btw betaald.",
        "   •  Basis: 1.000",
        "   •  Intensief: 500",
        "Dit zijn de minimumtarieven:",
        "   •  Basis: € 38,00",
        "   •  Intensief: € 52,00",
        BELOW,
    } <= lines


def test_a_title_with_a_weight_for_every_lot_gets_the_room_it_needs(tmp_path: Path) -> None:
    """Sheet K1 has a title above its question; the table of K2 has its criterion in a band."""
    head = HEAD.replace("{A: Noord, B: Zuid, C: West}", "{noordwest: N, zuidoost: Z, westelijk: W}")
    general, table = head.partition("eisen:")[0].split("  - code: tarieven\n")
    asked = f"vraag:\n      code: tarieven\n{indent(table, '  ')}"
    kader = tmp_path / "kader.yaml"
    kader.write_text(general + TARIFFS.replace("vraag: tarieven\n", asked) + MANY_LOTS, "utf-8")
    tender = read_kader(kader).value
    assert tender is not None
    write_form(tender, tmp_path / "f.xlsx")
    found = {}
    for sheet in openpyxl.load_workbook(tmp_path / "f.xlsx").worksheets:
        for cell, *_ in sheet.iter_rows(max_col=1):
            if isinstance(cell.value, str) and "in perceel noordwest, voor" in cell.value:
                assert any(cell.coordinate in area for area in sheet.merged_cells.ranges)
                found[cell.value[:2]] = sheet.row_dimensions[cell.row].height
    assert found["K1"] > 30
    assert found["K2"] > 20
