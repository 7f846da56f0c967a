"""Submissions to the kader with lots, filled in through the real form, and the real commands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests.conftest import ROOT

LOTS_KADER = ROOT / "tests" / "kaders" / "percelen.yaml"
WHO = ("--door", "Team Inkoop", "--moment", "2027-05-01 14:00")
"""Who drew lots, and when: in the record of every draw."""


def kader_with(folder: Path, *changes: tuple[str, str]) -> Path:
    """The kader with some of its text changed."""
    text = LOTS_KADER.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "kader.yaml"
    path.write_text(text, "utf-8")
    return path


def tender_of(kader: Path) -> Tender:
    """The tender in a kader that is right."""
    tender = read_kader(kader).value
    assert tender is not None
    return tender


def volumes(**offered: int) -> list[dict[str, Any]]:
    """The table with what is offered in each lot."""
    return [{"perceel": lot, "plekken": number} for lot, number in offered.items()]


def order(*lots: str) -> list[dict[str, Any]]:
    """The table with the own order of preference."""
    return [{"perceel": lot, "plaats": number} for number, lot in enumerate(lots, start=1)]


def fill(kader: Path, folder: Path, name: str, number: int, **answers: Any) -> Path:
    """One submission, on the north only unless it says otherwise."""
    given: dict[str, Any] = {
        "naam": name,
        "kvk": f"{90000000 + number}",
        "keuze": ["noord"],
        "omvang": volumes(noord=20),
        "ervaring": 50,
        "prijs": 50,
    }
    folder.mkdir(exist_ok=True)
    path = folder / f"{number}.xlsx"
    answered = {code: value for code, value in (given | answers).items() if value is not None}
    write_form(tender_of(kader), path, answered)
    return path


def codes(document: dict[str, Any]) -> list[str]:
    """The codes of all findings in a document."""
    return [found["code"] for found in document["bevindingen"]]
