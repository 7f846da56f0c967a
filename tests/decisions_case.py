"""A tender with lots and a hard requirement, forms that cannot be read with certainty, and decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.journeys.evaluate import evaluate
from tests.lots_case import fill, kader_with

EXPERIENCE = "K1 Ervaring"
PRICE = "K2 Prijs"
_REQUIREMENT = """eisen:
  - code: E1
    soort: geschiktheidseis
    titel: Een verklaring omtrent gedrag
    bron: P1
    vraag: {code: vog, tekst: Hebt u een verklaring?, soort: ja_nee}
    voldoet: {is: ja}
    gevolg: afwijzen
criteria:
"""


def kader_in(folder: Path, *changes: tuple[str, str]) -> Path:
    """The kader with lots, and with a hard requirement."""
    return kader_with(folder, ("\ncriteria:\n", f"\n{_REQUIREMENT}"), *changes)


def form(kader: Path, folder: Path, name: str, number: int, **answers: Any) -> Path:
    """A submission in which everything is right unless it says otherwise."""
    return fill(kader, folder, name, number, **({"vog": True} | answers))


def typed(path: Path, sheet: str, code: str, text: object) -> None:
    """Let something else stand in the cell with an answer, as a provider could have typed it."""
    book = openpyxl.load_workbook(path)
    row = next(row for row in book[sheet].iter_rows() if row[0].value == code)
    row[2].value = text
    book.save(path)


def decide(
    folder: Path, rows: Sequence[Mapping[str, str]], name: str = "besluiten.xlsx", grades: Sequence[Any] = ()
) -> None:
    """A workbook of the panel with these decisions, each by header; only the headers that are used."""
    usual = ("Inschrijver", "Onderwerp", "Besluit", "Motivering")
    headers = list(dict.fromkeys((*usual, *(key for row in rows for key in row))))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Besluiten"
    sheet.append(headers)
    for row in rows:
        sheet.append([row.get(header) for header in headers])
    if grades:
        other = book.create_sheet("Cijfers")
        for grade in grades:
            other.append(grade)
    (folder / "beoordeling").mkdir(exist_ok=True)
    book.save(folder / "beoordeling" / name)


def decision(who: str, subject: str, ruling: str, **more: str) -> dict[str, str]:
    """A row with a decision."""
    row = {"Inschrijver": who, "Onderwerp": subject, "Besluit": ruling, "Motivering": "Na overleg."}
    return row | {key.capitalize(): text for key, text in more.items()}


def outcome(kader: Path, folder: Path) -> Evaluation:
    """The evaluation of a folder."""
    found = evaluate(kader, [folder]).value
    assert found is not None
    return found


def codes(found: Evaluation) -> list[str]:
    """The codes of what is still to be decided or mended, without remarks."""
    return [each.code for each in found.to_do if each.severity == "fout"]


def stands(lot: LotResult, name: str) -> str:
    """Where a submission stands in a lot, in one word."""
    places = {
        "toegelaten": lot.admitted,
        "afgewezen": [found.submission for found in lot.not_admitted],
        "open": [found.submission for found in lot.undecided],
        "vervangen": [found.submission for found in lot.replaced],
    }
    called = {word: {s.name for s in several} | {s.file for s in several} for word, several in places.items()}
    found = [word for word, names in called.items() if name in names]
    return " en ".join(found) or "niet"
