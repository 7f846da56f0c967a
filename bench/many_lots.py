"""A framework with many lots and many bids, as one Dutch framework for care had: 34 lots, 100 bidders.

Everybody bids on every lot, so this is more than usual: 3,400 bids. The kader and the bids are made here, and
all of them are invented.

    python -m bench.many_lots MAP [PERCELEN] [INSCHRIJVINGEN]     writes them into a folder
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.harness import Figure, Section, Setup
from bench.process import cost_of, script
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenGrade, TendererAnswers, write_grades_form

LOTS, BIDS = 34, 100
QUICK = 3, 20
FIRST_LIMIT, MEMORY_LIMIT = 120.0, 1000.0
_KADER = """\
# Verzonnen, om te meten hoe lang een rapport over heel veel percelen duurt.
kader: 1
aanbesteding:
  kenmerk: VEEL-1
  titel: Raamovereenkomst met veel percelen
  opdrachtgever: Gemeente Voorbeeld
  procedure: sas
  publicatie: "2027-01-05 09:00"
  sluiting: "2027-02-02 12:00"
  tijdzone: Europe/Amsterdam
  fictief: ja
  inleiding: Een verzonnen aanbesteding om mee te meten.
  indienen: Stuur het formulier op.
  contact: {{naam: Inkoop, email: inkoop@voorbeeld.nl}}
bronnen:
  - code: plan
    titel: Plan
    uitgever: Gemeente Voorbeeld
    jaar: 2026
    uitgangspunten: [{{code: P1, tekst: Dicht bij huis}}]
codelijsten:
  gebieden:
    titel: Gebieden
    waarden: {{{values}}}
schalen:
  plan:
    titel: Beoordeling van een plan
    stappen:
      - {{cijfer: 0, procent: 0, naam: geen, omschrijving: Geen antwoord plan.}}
      - {{cijfer: 1, procent: 40, naam: matig, omschrijving: Matig plan.}}
      - {{cijfer: 2, procent: 70, naam: goed, omschrijving: Goed plan.}}
      - {{cijfer: 3, procent: 100, naam: uitstekend, omschrijving: Uitstekend plan.}}
algemeen:
  - {{code: naam, tekst: Hoe heet uw organisatie?, soort: tekst, max_woorden: 12}}
  - {{code: kvk, tekst: Wat is uw KvK-nummer?, soort: kvk}}
  - {{code: keuze, tekst: Op welke percelen schrijft u in?, soort: meerkeuze, keuzes: gebieden}}
criteria:
  - code: K1
    titel: Ervaring
    gewicht: 30
    bron: P1
    vraag: {{code: ervaring, tekst: Welk deel heeft ervaring?, soort: percentage, eenheid: procent,
      definitie: Van de medewerkers., minimum: 0, maximum: 100}}
    regel: {{soort: lineair, nul_bij: 0, vol_bij: 100}}
  - code: K2
    titel: Plan
    gewicht: 30
    bron: P1
    vraag: {{code: plan, tekst: Hoe werkt u?, soort: tekst, max_woorden: 300}}
    regel: {{soort: beoordeeld, schaal: plan}}
  - code: K3
    titel: Prijs
    gewicht: 40
    bron: P1
    vraag: {{code: prijs, tekst: Wat is uw tarief?, soort: bedrag, eenheid: euro per dagdeel,
      definitie: Alles inbegrepen., minimum: 1, maximum: 2000}}
    regel: {{soort: laagste_prijs_gedeeld_door_prijs, minimumtarief: 30, signaal_laag: 25, btw: exclusief}}
gunning:
  methode: gewogen_punten
  punten: 100
  plaatsen: 10
  afronding: {{criterium: 2, totaal: 2}}
  loting: {{zaad: "Trekking van 1 april 2027"}}
  bij_gelijk: [K2]
  bij_uitval: handhaven
percelen:
  vraag: keuze
  lijst:
{lots}
"""


def run(setup: Setup) -> Section:
    """How long until there is a paper over all lots, and then until everything is there."""
    folder = setup.folder / "veel-percelen"
    folder.mkdir()
    lots, bids = (LOTS, BIDS) if setup.sizes.evaluated >= 1000 else QUICK
    kader = write_tender(folder, lots, bids)
    command = [script("inkoop"), "rapport", kader, folder / "inschrijvingen", "-o", folder / "uit"]
    first = _until_first(command, folder / "uit" / "in-de-maak" / "nieuw" / "samenvatting.pdf")
    setup.tell(f"the first paper after {first:.1f} s; interrupted")
    whole = cost_of(command, allowed=(0, 1))
    setup.tell(f"everything after {whole.seconds:.1f} s")
    made = len(list((folder / "uit").glob("*.pdf")))
    return Section(
        "Many lots",
        f"{lots} lots with {bids} bids each: `inkoop rapport` is ended when the paper over all lots is "
        "there, and then goes on.",
        (
            Figure(
                "the paper over all lots",
                f"{first:.1f} s",
                "",
                "",
                f"≤ {FIRST_LIMIT:.0f} s",
                first <= FIRST_LIMIT,
            ),
            Figure("everything", f"{whole.seconds:.0f} s", "", f"{made} PDFs"),
            Figure(
                "memory of its largest process",
                f"{whole.peak_mb:.0f} MB",
                "",
                "one that lays out a PDF; there are two beside the command",
                f"≤ {MEMORY_LIMIT / 3:.0f} MB",
                whole.peak_mb <= MEMORY_LIMIT / 3,
            ),
        ),
    )


def _until_first(command: list[str | Path], paper: Path) -> float:
    """The seconds until a file is there; then the command is interrupted, as by Ctrl-C."""
    start = time.perf_counter()
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as running:
        while not paper.exists() and running.poll() is None:
            time.sleep(0.05)
        seconds = time.perf_counter() - start
        running.send_signal(signal.SIGINT)
    return seconds


def write_tender(folder: Path, lots: int = LOTS, bids: int = BIDS) -> Path:
    """A kader with so many lots and a folder `inschrijvingen` with so many bids; gives the kader."""
    codes = [f"p{number:02d}" for number in range(1, lots + 1)]
    kader = folder / "kader.yaml"
    text = _KADER.format(
        values=", ".join(f"{code}: Gebied {code[1:]}" for code in codes),
        lots="\n".join(f"    - {{code: {code}, titel: Gebied {code[1:]}}}" for code in codes),
    )
    kader.write_text(text, "utf-8")
    read = read_kader(kader)
    if read.value is None:
        raise ValueError([str(each) for each in read.findings])
    place = folder / "inschrijvingen"
    (place / "beoordeling").mkdir(parents=True)
    dice = random.Random("veel percelen")
    tenderers = [_bid(read.value, place, number, codes, dice) for number in range(1, bids + 1)]
    _grade(read.value, place / "beoordeling" / "cijfers.xlsx", tenderers, dice)
    return kader


def _bid(tender: Tender, place: Path, number: int, lots: list[str], dice: random.Random) -> TendererAnswers:
    name = f"Verzonnen aanbieder {number:03d}"
    given: dict[str, Any] = {
        "naam": name,
        "kvk": str(90_000_000 + number),
        "keuze": lots,
        "ervaring": dice.randint(20, 100),
        "plan": f"Wij werken met vaste begeleiders, zegt {name}.",
        "prijs": dice.randint(30, 90),
    }
    write_form(tender, place / f"aanbieder-{number:03d}.xlsx", given)
    return TendererAnswers(name, {"plan": given["plan"]})


def _grade(tender: Tender, path: Path, tenderers: list[TendererAnswers], dice: random.Random) -> None:
    (leaf,) = tender.assessed
    assert isinstance(leaf.rule, AssessedRule)
    steps = tender.scales[leaf.rule.scale].steps
    grades = {
        (one.name, leaf.code): GivenGrade(dice.choice(steps).grade, "Een duidelijk plan.")
        for one in tenderers
    }
    write_grades_form(tender=tender, tenderers=tenderers, path=path, grades=grades, decisions=[])


if __name__ == "__main__":
    print(write_tender(Path(sys.argv[1]), *map(int, sys.argv[2:])))
