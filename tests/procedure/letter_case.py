"""Letters of a small kader without a folder: workbooks, an outcome, and what each provider is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.procedure.facts import Received
from inkoop.domain.procedure.state import Bid
from inkoop.domain.tender import Tender
from inkoop.journeys.evaluate import evaluate
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.procedure.standstill import standstill
from inkoop.views.letters.letter import letters
from inkoop.views.letters.model import Heading, Letter, Para, Points
from inkoop.writers.form import write_form
from tests.conftest import cell_of

SENT = date(2027, 5, 10)
ARRIVED = datetime(2027, 4, 10, 10, tzinfo=UTC)
_KADER = """\
kader: 1
aanbesteding:
  kenmerk: BRIEF-1
  titel: Brieven
  opdrachtgever: Gemeente Voorbeeld
  procedure: {procedure}
  publicatie: "2027-01-05 09:00"
  sluiting: "2027-02-02 12:00"
  tijdzone: Europe/Amsterdam
  fictief: ja
  inleiding: Een kader om brieven mee te maken.
  indienen: Stuur het formulier op.
  contact: {{naam: Inkoop, email: inkoop@voorbeeld.nl}}
bronnen:
  - code: plan
    titel: Plan
    uitgever: Gemeente Voorbeeld
    jaar: 2026
    uitgangspunten: [{{code: P1, tekst: Dicht bij huis}}]
schalen:
  plan:
    titel: Beoordeling van een plan
    stappen:
      - {{cijfer: 0, procent: 0, naam: slecht, omschrijving: Geen antwoord op de vraag.}}
      - {{cijfer: 5, procent: 50, naam: matig, omschrijving: Antwoord zonder uitwerking.}}
      - {{cijfer: 10, procent: 100, naam: goed, omschrijving: Concreet en volledig.}}
algemeen:
  - {{code: naam, tekst: Hoe heet uw organisatie?, soort: tekst, max_woorden: 12}}
  - {{code: kvk, tekst: Wat is uw KvK-nummer?, soort: kvk}}
eisen:
  - code: E1
    titel: Verklaring omtrent gedrag
    soort: geschiktheidseis
    gevolg: afwijzen
    vraag: {{code: vog, tekst: Heeft iedere begeleider een VOG?, soort: ja_nee}}
    voldoet: {{is: ja}}
  - code: E2
    titel: Verzekerd
    soort: geschiktheidseis
    gevolg: afwijzen
    vraag: {{code: verzekerd, tekst: Bent u verzekerd?, soort: ja_nee}}
    voldoet: {{is: ja}}
{rest}"""
_SCORED = """\
criteria:
  - code: K1
    titel: Ervaring
    {weight_1}
    bron: P1
    vraag: {{code: ervaring, tekst: Welk deel heeft ervaring?, soort: percentage, eenheid: procent,
      definitie: Van de medewerkers., minimum: 0, maximum: 100}}
    regel: {{soort: lineair, nul_bij: 0, vol_bij: 100}}
  - code: K2
    titel: Plan
    {weight_2}
    bron: P1
    vraag: {{code: plan, tekst: Hoe werkt u?, soort: tekst, max_woorden: 30}}
    regel: {{soort: beoordeeld, schaal: plan}}
  - code: K3
    titel: Prijs
    {weight_3}
    bron: P1
    vraag: {{code: prijs, tekst: Wat is uw tarief?, soort: bedrag, eenheid: euro per dagdeel,
      definitie: Alles inbegrepen., minimum: 1, maximum: 2000}}
    regel: {rule}
gunning:
{award}
"""


def scored_kader(
    rule: str, award: str, weights: tuple[str, str, str], *, procedure: str = "sas", more: str = ""
) -> str:
    """A kader with a number, a plan that people grade, and a price.

    Args:
        rule: that of the price.
        award: the part `gunning`, a line each.
        weights: of each criterion, such as `gewicht: 30`.
        more: what comes behind.
    """
    lines = "\n".join(f"  {line}" for line in award.splitlines())
    given = dict(zip(("weight_1", "weight_2", "weight_3"), weights, strict=True))
    return _KADER.format(procedure=procedure, rest=_SCORED.format(rule=rule, award=lines, **given)) + more


def open_house_kader() -> str:
    """A kader with requirements and without an award."""
    return _KADER.format(procedure="open_house", rest="")


@dataclass
class Case:
    """A folder with a kader, workbooks and grades."""

    room: Path
    kader: str
    answers: Mapping[str, Mapping[str, Any]]
    grades: Mapping[str, int]

    def __post_init__(self) -> None:
        self.room.mkdir(parents=True, exist_ok=True)
        self.path.write_text(self.kader, "utf-8")
        read = read_kader(self.path)
        assert read.value, read.findings
        self.tender: Tender = read.value
        (self.room / "in").mkdir(exist_ok=True)
        for number, (name, given) in enumerate(self.answers.items()):
            own = {"naam": name, "kvk": f"9000000{number}", "vog": True, "verzekerd": True}
            plan = {"plan": f"Plan {number} van ons."} if self.grades else {}
            write_form(self.tender, self.form(name), own | plan | dict(given))
        self._write_grades()

    @property
    def path(self) -> Path:
        return self.room / "kader.yaml"

    def form(self, name: str) -> Path:
        return self.room / "in" / f"{list(self.answers).index(name)}.xlsx"

    def _write_grades(self) -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.title = "Cijfers"
        sheet.append(["Inschrijver", "Criterium", "Cijfer", "Toelichting"])
        for name, grade in self.grades.items():
            sheet.append([name, "K2", grade, f"Het plan van {name} is zo beoordeeld."])
        book.save(self.room / "cijfers.xlsx")

    def answer(self, name: str, code: str, value: Any) -> None:
        """Type another answer into a workbook."""
        book = openpyxl.load_workbook(self.form(name))
        cell_of(book, code).value = value
        book.save(self.form(name))

    def given(self, name: str, code: str) -> Decimal:
        """What stands in a workbook."""
        return Decimal(str(cell_of(openpyxl.load_workbook(self.form(name)), code).value))

    def evaluated(self) -> Evaluation:
        grades = self.room / "cijfers.xlsx" if self.grades else None
        found = evaluate(self.path, [self.room / "in"], grades)
        assert found.value, found.findings
        return found.value

    def ranks(self) -> dict[str, int]:
        """Who stands where in the only lot."""
        return {place.scorecard.submission.name: place.rank for place in self.evaluated().lots[0].ranking}

    def letters(self) -> dict[str, Letter]:
        """The letter to each, by name."""
        evaluation = self.evaluated()
        bids = {
            one.id: Bid(
                Received(number=number, tenderer=one.tenderer, arrived=ARRIVED, source="klok", files=()),
                late=False,
            )
            for number, one in enumerate(evaluation.bidders, 1)
        }
        made = letters(evaluation, bids, (), standstill(SENT, 20), "0" * 64)
        return {letter.name: letter for letter in made}


def told(letter: Letter) -> str:
    """All that a letter says, a line for every block, item or row."""
    lines: list[str] = []
    for block in letter.blocks:
        if isinstance(block, Heading):
            lines.append(f"{'#' * block.level} {block.text}")
        elif isinstance(block, Para):
            lines.append(f"{block.label} {block.text}".strip())
        elif isinstance(block, Points):
            lines += [f"- {item}" for item in block.items]
        else:
            lines += [block.caption, " | ".join(column.text for column in block.columns)]
            lines += [" | ".join(row.cells) for row in block.rows]
    return "\n".join(lines)
