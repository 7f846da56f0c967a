"""Fixtures that many tests share, and the rule that nothing is skipped unnoticed."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.readers.settings.kader import read_kader
from inkoop.writers.form import write_form
from tests import pace, same_process

ROOT = Path(__file__).parents[1]
SMALL_KADER = ROOT / "tests" / "kaders" / "klein.yaml"

GOOD_ANSWERS: dict[str, Any] = {
    "naam": "Stichting Voorbeeld",
    "kvk": "90000001",
    "combinatie": False,
    "start": date(2026, 4, 1),
    "vog": True,
    "schuld": False,
    "plekken": [
        {"wijk": "noord", "doelen": ["ont", "stab"], "dagdelen": 10},
        {"wijk": "zuid", "doelen": ["stab"], "dagdelen": 4},
    ],
    "wachttijd": 2.5,
    "plan": "Wij werken met kleine groepen.",
    "activiteiten": ["hout", "koken"],
    "ervaring": 60,
    "prijs": 50,
}


def pytest_configure(config: pytest.Config) -> None:
    """What every test keeps to: its pace, and one process."""
    config.pluginmanager.register(pace)
    config.pluginmanager.register(same_process)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """With CI=true a skipped test is a failure."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped while CI=true: {report.longrepr}"


def pytest_itemcollected(item: pytest.Item) -> None:
    """A property takes no fixtures: Hypothesis prints every argument, and a form hides what failed."""
    if isinstance(item, pytest.Function) and getattr(item.obj, "is_hypothesis_test", False):
        parameters = item.callspec.params if hasattr(item, "callspec") else {}
        if taken := set(inspect.signature(item.obj).parameters) - set(parameters):
            raise pytest.UsageError(f"{item.nodeid}: a property calls functions, and takes no {taken}")


@pytest.fixture(scope="session")
def small_tender() -> Tender:
    """A tender with every kind of question."""
    tender = read_kader(SMALL_KADER).value
    assert tender is not None
    return tender


@pytest.fixture
def read_small(small_tender: Tender) -> Callable[[Path], Submission]:
    """Reads a submission to the small tender."""
    return submission_reader(small_tender).read


@pytest.fixture
def filled_form(small_tender: Tender, tmp_path: Path) -> Callable[..., Path]:
    """Writes a form filled in well, with some answers replaced; None leaves a question empty."""

    def fill(name: str = "inschrijving.xlsx", **answers: Any) -> Path:
        path = tmp_path / name
        given = {code: value for code, value in (GOOD_ANSWERS | answers).items() if value is not None}
        write_form(small_tender, path, given)
        return path

    return fill


def cell_of(book: openpyxl.Workbook, code: str) -> Any:
    """The answer cell of a question code in a workbook opened with openpyxl."""
    for sheet in book.worksheets:
        answer_column = None
        for row in sheet.iter_rows():
            values = [cell.value for cell in row]
            if "Code" in values and "Antwoord" in values:
                answer_column = values.index("Antwoord") + 1
            if row[0].value == code and answer_column:
                return sheet.cell(row[0].row, answer_column)
    raise KeyError(code)


@pytest.fixture
def changed_form(filled_form: Callable[..., Path]) -> Callable[..., Path]:
    """Opens a filled form with openpyxl, lets a function change it, and saves it."""

    def change(edit: Callable[[openpyxl.Workbook], None], **answers: Any) -> Path:
        path = filled_form(**answers)
        book = openpyxl.load_workbook(path)
        edit(book)
        book.save(path)
        book.close()
        return path

    return change
