"""What people decided is taken over exactly, or not at all."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.assessors import Assessors
from inkoop.domain.findings import Outcome
from inkoop.domain.submission import Assessment
from inkoop.domain.tender import Tender
from inkoop.readers.forms.assessment import read_assessment
from inkoop.rules.fingerprint import fingerprint
from tests.scenarios.build import submission

Rows = list[tuple[Any, ...]]


@pytest.fixture
def read(small_tender: Tender, tmp_path: Path) -> Any:
    """Reads a workbook with these rows of grades and decisions."""

    def make(grades: Rows, decisions: Rows = (), mark: str | None = None) -> Outcome[Assessment]:  # type: ignore[assignment]
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        sheet.append(["inkoop-vingerafdruk", mark or fingerprint(small_tender)])
        sheet.append(["Inschrijver", "Criterium", "Cijfer", "Toelichting"])
        for row in grades:
            sheet.append(row)
        other = book.create_sheet("Besluiten")
        other.append(["Inschrijver", "Onderwerp", "Besluit", "Motivering"])
        for row in decisions:
            other.append(row)
        path = tmp_path / "cijfers.xlsx"
        book.save(path)
        known = [submission("Stichting Een", {}), submission("Twee", {})]
        return read_assessment([path], small_tender, fingerprint(small_tender), known)

    return make


def codes(outcome: Outcome[Assessment]) -> list[str]:
    return [finding.code for finding in outcome.findings]


def test_good_rows(read: Any) -> None:
    outcome = read(
        [("Stichting Een", "K2", 10, "Goed."), ("  stichting een ", "k2", "10", "Goed.")],
        [("Twee", "E2", "Voldoet niet", "Er is een schuld."), ("Twee", "inschrijving", "voldoet", "Kan.")],
    )
    assert codes(outcome) == ["BESLUIT-10"], "it does not say who decided"
    assert {key: grade.grade for key, grade in outcome.value.grades.items()} == {
        ("Stichting Een", "K2"): Decimal(10)
    }
    assert {key[:2]: made.met for key, made in outcome.value.decisions.items()} == {
        ("Twee", "E2"): False,
        ("Twee", "inschrijving"): True,
    }


@pytest.mark.parametrize(
    ("grade", "expected"),
    [
        (("Stichting Eén", "K2", 10, "Goed."), "CIJFER-02"),
        (("Stichting Een", "K1.1", 10, "Goed."), "CIJFER-03"),
        (("Stichting Een", "K2", 7, "Goed."), "CIJFER-04"),
        (("Stichting Een", "K2", "zes", "Goed."), "CIJFER-04"),
        (("Stichting Een", "K2", True, "Goed."), "CIJFER-04"),
        (("Stichting Een", "K2", 10, " "), "CIJFER-05"),
        (("Stichting Een", "K2", 10, None), "CIJFER-05"),
    ],
)
def test_a_grade_with_a_fault_does_not_count(read: Any, grade: tuple[Any, ...], expected: str) -> None:
    outcome = read([grade, ("Twee", "K2", 6, "Goed.")])
    assert codes(outcome) == [expected]
    assert list(outcome.value.grades) == [("Twee", "K2")]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (("Twee", "E1", "voldoet", "Een harde eis kan niet opzij."), "BESLUIT-01"),
        (("Twee", "E2", "misschien", "Reden."), "BESLUIT-02"),
        (("Twee", "E2", "voldoet", ""), "BESLUIT-03"),
    ],
)
def test_a_decision_with_a_fault_does_not_count(read: Any, decision: tuple[Any, ...], expected: str) -> None:
    outcome = read([], [decision])
    assert codes(outcome) == [expected]
    assert outcome.value.decisions == {}


def test_of_different_rows_about_the_same_none_counts(read: Any) -> None:
    rows = [("Twee", "K2", grade, "Goed.") for grade in (0, 6, 10)]
    outcome = read(rows, [("Twee", "E2", "voldoet", reason) for reason in ("A.", "B.", "A.")])
    assert codes(outcome) == ["CIJFER-06"] * 3
    assert outcome.value.grades == {}
    assert outcome.value.decisions == {}


def test_a_workbook_of_another_kader_gives_nothing(read: Any) -> None:
    outcome = read([("Twee", "K2", 10, "Goed.")], mark="0" * 64)
    assert codes(outcome) == ["CIJFER-08"]
    assert outcome.value.grades == {}


def test_a_workbook_without_the_headers(small_tender: Tender, tmp_path: Path) -> None:
    path = tmp_path / "iets.xlsx"
    book = openpyxl.Workbook()
    book["Sheet"]["A1"] = "cijfers volgen nog"
    book.save(path)
    assert codes(read_assessment([path], small_tender, "x", [])) == ["CIJFER-07"]


def test_where_the_mean_counts_a_cell_holds_what_each_gave(small_tender: Tender, tmp_path: Path) -> None:
    rules = Assessors.model_validate({"aantal": 3, "uitkomst": "gemiddelde"})
    tender = small_tender.changed(assessors=rules)
    book = openpyxl.Workbook()
    book["Sheet"].append(["Inschrijver", "Criterium", "Cijfer", "Toelichting"])
    for name, cell in (("Een", "10; 6;0"), ("Twee", 6), ("Drie", "6; 7"), ("Vier", "6;"), ("Vijf", "6; 6")):
        book["Sheet"].append([name, "K2", cell, f"Over {name}."])
    book.save(tmp_path / "cijfers.xlsx")
    known = [submission(name, {}) for name in ("Een", "Twee", "Drie", "Vier", "Vijf")]
    outcome = read_assessment([tmp_path / "cijfers.xlsx"], tender, fingerprint(tender), known)
    assert {who: tuple(map(int, grade.every)) for (who, _), grade in outcome.value.grades.items()} == {
        "Een": (0, 6, 10),
        "Twee": (6,),
        "Vijf": (6, 6),
    }
    assert codes(outcome) == ["CIJFER-12", "CIJFER-04", "CIJFER-04", "CIJFER-12"]
    assert (
        codes(read_assessment([tmp_path / "cijfers.xlsx"], small_tender, "x", known)) == ["CIJFER-04"] * 4
    ), "where one grade counts, a cell holds one"
