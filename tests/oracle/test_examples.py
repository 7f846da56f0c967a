"""Every number and every name on every page of the example reports."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reckoning import shown
from tests.reckoning.result import Outcome
from tests.reckoning.tender import run

from .held import wrong_on
from .report import EXAMPLES, ROOT, Page, told_in
from .town import Town

pytestmark = pytest.mark.langzaam
Made = Callable[[str], tuple[Town, list[Page], Path]]


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_page_says_what_the_oracle_knows(name: str, example: Made) -> None:
    """Nothing is wrong, and nothing stands there that nobody can explain."""
    town, pages, _ = example(name)
    wrong = {page.name: wrong_on(told_in(page, town), page.html, public=page.public) for page in pages}
    assert {page: found for page, found in wrong.items() if found} == {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_data_beside_the_report_agree(name: str, example: Made) -> None:
    """The outcome as JSON, the table as CSV and the open data hold the same numbers."""
    town, _, out = example(name)
    outcomes = _by_printed_code(town)
    wrong = [*shown.in_json(json.loads((out / "uitkomst.json").read_text("utf-8")), outcomes)]
    rows = csv.DictReader(io.StringIO((out / "rangorde.csv").read_text("utf-8-sig")), delimiter=";")
    wrong += shown.in_score_rows("rangorde.csv", rows, outcomes)
    wrong += shown.in_open_data(json.loads((out / "open-data.ocds.json").read_text("utf-8")), outcomes)
    assert wrong == []


def _by_printed_code(town: Town) -> dict[str, Outcome]:
    return {code or "geheel": outcome for code, outcome in town.outcomes.items()}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_screen_agrees(name: str, example: Made, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `beoordeel` shows."""
    town, _, _ = example(name)
    monkeypatch.setenv("COLUMNS", "400")
    text = run("beoordeel", ROOT / "criteria" / f"{name}.yaml", ROOT / "submissions" / name).stdout
    assert [*shown.on_screen(text, town.outcomes, len(town.counting))] == []
