"""A form that says at every question what it earns, where the kader asks for that; no other form changes."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from inkoop import check_submissions, read_kader
from inkoop.domain.tender import Tender
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form

KADER = Path(__file__).parents[2] / "criteria" / "meerdonk-2027.yaml"


def tender_with(folder: Path, text: str) -> Tender:
    path = folder / "kader.yaml"
    path.write_text(f"{KADER.read_text('utf-8')}\n{text}\n", "utf-8")
    found = read_kader(path).value
    assert found is not None
    return found


def questions(tender: Tender, path: Path) -> dict[str, str]:
    """By code what the form says at a question."""
    write_form(tender, path)
    book = openpyxl.load_workbook(path)
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows(max_col=2, values_only=True))
    return {str(code): str(text) for code, text in rows if code in tender.questions}


def test_every_question_says_what_it_earns(tmp_path: Path) -> None:
    said = questions(tender_with(tmp_path, "formulier: {toon_punten: ja}"), tmp_path / "f.xlsx")
    assert said["naam"].endswith("\nPunten: geen.")
    assert said["V1"].endswith("\nPunten: geen. Dit is eis E1.")
    assert said["V7"].endswith(
        "\nPunten: K4 telt voor 40 van de 100 punten (alleen in perceel werk)."
        " Bij 0 bedrijven is het 0 %, bij 8 bedrijven is het 100 %. Daartussen loopt het gelijk op."
    )
    assert "Ja, op een vast moment in de week: 50 %; Alleen op afspraak: 0 %." in said["V4"]
    assert all("Punten: " in text for text in said.values())


def test_a_form_that_was_published_stays_as_it_was(tmp_path: Path) -> None:
    plain = read_kader(KADER).value
    assert plain is not None
    off = tender_with(tmp_path, "formulier: {toon_punten: nee}")
    assert fingerprint(off) == fingerprint(plain)
    assert not [text for text in questions(plain, tmp_path / "f.xlsx").values() if "Punten: " in text]


@pytest.mark.langzaam
def test_its_own_form_has_no_differences(tmp_path: Path) -> None:
    """The new lines are part of the form: nobody is told that something was added."""
    tender = tender_with(tmp_path, "formulier: {toon_punten: ja}")
    write_form(tender, tmp_path / "in.xlsx", {"naam": "Stichting Een"})
    checked = check_submissions(tender, [tmp_path / "in.xlsx"]).value
    assert checked
    codes = {found.code for one in checked for found in one.findings}
    assert codes
    assert not {code for code in codes if code.startswith("FORM")}
