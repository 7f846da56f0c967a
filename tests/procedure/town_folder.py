"""The example Meerdonk in a tender's folder, from publication to grades that are fixed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from inkoop.domain.procedure.facts import Decided, HandedIn, HandedOut, Locked, Withdrew
from inkoop.journeys.procedure.folder import ASSESSMENT, working
from inkoop.journeys.procedure.opening import open_bids
from inkoop.journeys.procedure.publish import publish
from inkoop.journeys.procedure.receive import receive
from tests.conftest import ROOT
from tests.procedure.tender_case import NO_VAULT

OPENED, GRADED = datetime(2027, 4, 12, 13), datetime(2027, 4, 26, 9)
DRAWN = datetime(2027, 4, 26, 10)
SEED = "3 9 17 22 34 41"
SUBMISSIONS = ROOT / "submissions" / "meerdonk-2027"
PEOPLE = ("An", "Bo")
VLINDER, ANCHOR = 3, 7
"""Dagcentrum De Vlinder, which withdrew, and Werkplaats Het Anker, about which people decided."""


def opened_town(folder: Path, changed: Mapping[str, Mapping[str, Any]] | None = None) -> Path:
    """Published, received and opened; numbers in the order of the names of the files.

    Args:
        changed: by the name of a file what it says otherwise, by sheet and cell: `Volgorde!C6`.
    """
    place = folder / "meerdonk"
    place.mkdir(parents=True)
    shutil.copyfile(ROOT / "criteria" / "meerdonk-2027.yaml", place / "kader.yaml")
    assert publish(place, now=datetime(2027, 3, 1, 9), count=20, form_alone=True, keys=NO_VAULT).value
    found = sorted(SUBMISSIONS.glob("*.xlsx"))
    forms = [_form(path, folder, (changed or {}).get(path.name, {})) for path in found]
    assert receive(place, forms, moment=datetime(2027, 4, 10, 10), now=datetime(2027, 4, 10, 11)).value
    assert open_bids(place, PEOPLE, OPENED).value
    return place


def _form(path: Path, room: Path, changes: Mapping[str, Any]) -> Path:
    if not changes:
        return path
    book = openpyxl.load_workbook(path)
    for place, value in changes.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    book.save(room / path.name)
    return room / path.name


def graded_town(
    folder: Path,
    grades: Path = SUBMISSIONS / "beoordeling" / "cijfers.xlsx",
    changed: Mapping[str, Mapping[str, Any]] | None = None,
) -> Path:
    """The same with the panel's workbook of the example, fixed by two people."""
    place = opened_town(folder, changed)
    with working(place, PEOPLE, GRADED) as work:
        seen = "Twee medewerkers lazen de klachtenregeling; dat is gelijkwaardig aan een keurmerk."
        work.add(Decided(number=ANCHOR, subject="E2", ruling="voldoet", motivation=seen, by="An en Bo"))
        gone = "Brief van 19 april 2027: het gebouw wordt verkocht."
        work.add(Withdrew(number=VLINDER, motivation=gone))
    fixed(place, grades)
    return place


def fixed(place: Path, grades: Path) -> None:
    """Take a workbook with grades for that of the panel, and fix it."""
    (place / ASSESSMENT).mkdir(exist_ok=True)
    book = place / ASSESSMENT / "panel.xlsx"
    shutil.copyfile(grades, book)
    with working(place, PEOPLE, GRADED) as work:
        file = work.reference(book)
        work.add(HandedOut(stamp="b1", assessor="Cor", label="B1", file=file))
        work.add(HandedIn(stamp="b1", file=file))
        work.add(HandedOut(stamp="p1", file=file))
        work.add(HandedIn(stamp="p1", file=file))
        work.add(Locked(files=(file, file)))
