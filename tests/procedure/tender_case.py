"""A tender in a folder, opened, with four bidders: made up, and as it would come about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

from inkoop.domain.procedure.facts import Published
from inkoop.domain.procedure.vault import Custodian
from inkoop.domain.tender import Tender
from inkoop.journeys.procedure.assess import GivenOut, hand_out
from inkoop.journeys.procedure.folder import working
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.publish import VaultKeys
from inkoop.journeys.procedure.receive import receive
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from tests.conftest import GOOD_ANSWERS, ROOT

BIDDERS = ("Atelier Anders", "Boerderij Bont", "Creatief Centrum", "De Draaischijf")
CLOSES = datetime(2027, 4, 12, 12)
BEFORE, AFTER = CLOSES - timedelta(days=1), CLOSES + timedelta(days=1)
KADER = ROOT / "tests" / "kaders" / "klein.yaml"
ASSESSORS = ("An", "Bo", "Cor")
NO_VAULT = VaultKeys(why_none="Het is een oefening.")


def published_tender(
    folder: Path, kader: str = "", holders: tuple[Custodian, ...] = ()
) -> tuple[Path, Tender]:
    """The folder of a tender whose rules are public, without what a rehearsal takes."""
    place = folder / "tender"
    published = place / "publicatie" / "1"
    published.mkdir(parents=True)
    (published / "kader.yaml").write_text(kader or KADER.read_text("utf-8"), "utf-8")
    (place / "kader.yaml").write_text((published / "kader.yaml").read_text("utf-8"), "utf-8")
    tender = read_kader(place / "kader.yaml").value
    assert tender is not None
    with working(place, ("An",), BEFORE) as work:
        file = work.reference(published / "kader.yaml")
        closes = work.clock.now + (CLOSES - BEFORE)
        fact = Published(
            version=1,
            fingerprint=fingerprint(tender),
            closes=closes,
            kader=file,
            files=(file,),
            custodians=holders,
        )
        work.add(fact)
    return place, tender


def opened_tender(
    folder: Path, kader: str = "", answers: Mapping[str, Mapping[str, Any]] | None = None
) -> Path:
    """The folder of a tender that was opened: the small kader, or the text of another.

    Args:
        answers: by the name of a bidder what it answers otherwise.
    """
    place, tender = published_tender(folder, kader)
    forms = []
    for number, name in enumerate(BIDDERS):
        own = {
            "naam": name,
            "kvk": f"9000000{number}",
            "plan": f"Plan {number} van ons.",
            "wachttijd": number,
        }
        forms.append(folder / f"{name}.xlsx")
        given = GOOD_ANSWERS | own | dict((answers or {}).get(name, {}))
        write_form(tender, forms[-1], {code: value for code, value in given.items() if value is not None})
    assert receive(place, forms, ("An",), now=BEFORE).value
    assert open_bids(place, ("An", "Bo"), AFTER).value
    return place


def given_out(
    place: Path, names: tuple[str, ...] = ASSESSORS, residents: tuple[str, ...] = ()
) -> tuple[GivenOut, ...]:
    seeds = [f"zaad {name}" for name in (*names, *residents)]
    made = hand_out(place, names, ("An",), AFTER, seeds=seeds, residents=residents)
    assert made.value, made.refusal
    return made.value.books


def filled(
    book: Path, to: Path, grades: Mapping[str, Any], words: str = "", interests: tuple[str, ...] = ()
) -> Path:
    """An assessor's workbook as somebody fills it in: by the name of a bidder a grade."""
    workbook = openpyxl.load_workbook(book)
    for row in workbook["Belangen"].iter_rows():
        if row[0].value in BIDDERS:
            row[1].value = "ja" if row[0].value in interests else "nee"
            row[2].value = "Familie" if row[0].value in interests else None
    for sheet in workbook.worksheets:
        who = ""
        for row in sheet.iter_rows():
            if row[0].value in grades and len(row) > 5 and row[0].value not in interests:
                row[3].value = grades[row[0].value]
                row[4].value = f"{words}{sheet.title}: omdat {row[0].value} dit zegt."
            if row[0].value == "Inschrijver":  # of a resident: a card, with what to fill in beside its label
                who = str(row[1].value)
            if who in grades and who not in interests and row[0].value == "Uw cijfer":
                row[1].value = grades[who]
            if who in grades and who not in interests and row[0].value == "Waarom?":
                row[1].value = f"{words}{sheet.title}: ik vind dit van {who}."
    workbook.save(to)
    return to


def kader_with(assessors: str) -> str:
    """The small kader with these rules about who assesses."""
    return f"{KADER.read_text('utf-8')}beoordelaars: {assessors}\n"
