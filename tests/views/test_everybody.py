"""Every output has every lot and everybody: ranked, kept out, below a threshold, undecided, waiting."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from openpyxl import load_workbook

from inkoop.catalogue import finding
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.submission import Submission
from inkoop.views.open_data.release import ocds_release
from inkoop.views.record.document import document
from inkoop.views.replies.screen import admission_lines, lot_line, ranking_table
from inkoop.views.report.lots import lots_page
from inkoop.writers.report import render_html
from inkoop.writers.tables import csv_bytes, write_xlsx
from tests.award_cases import AREAS, graded, offers, tender
from tests.conftest import ROOT
from tests.report_cases import evaluated, report_views

FIRST, SECOND = "Wint Eerste", "Wordt Tweede"
BELOW, OUT, DOUBT = "Onder Drempel", "Zonder Eis", "Voor Besluit"
GRADED, UNGRADED = "Met Cijfer", "Mist Cijfers"
BIDDERS = {
    "noord": {
        FIRST: "gunnen",
        SECOND: "reserve",
        BELOW: "niet in de rangorde",
        OUT: "niet in de rangorde",
        DOUBT: "wacht op een besluit",
    },
    "oost": {GRADED: "wacht op cijfers", UNGRADED: "wacht op cijfers", OUT: "niet in de rangorde"},
    "zuid": {SECOND: "gunnen", DOUBT: "wacht op een besluit"},
}
"""Written by hand: in each lot who bids on it, and what became of that."""
LOTS = [(lot, name) for lot, names in BIDDERS.items() for name in names]


def requirement(code: str, question: str, consequence: str) -> dict[str, Any]:
    return {
        "code": code,
        "titel": f"Eis {code}",
        "soort": "minimumeis",
        "gevolg": consequence,
        "vraag": {"code": question, "tekst": "Voldoet u?", "soort": "ja_nee"},
        "voldoet": {"is": "ja"},
    }


@cache
def evaluation() -> Evaluation:
    """Three lots with criteria of their own; in one of them a grade is missing."""
    rules = tender(
        "Dagbesteding in drie gebieden",
        [
            {**graded("K1", "Dicht bij huis", gewicht=100), "drempel": 70},
            graded("K2", "Begeleiding", gewicht=100),
            graded("K3", "Nachtopvang", gewicht=100),
        ],
        {"methode": "alleen_kwaliteit", "punten": 100},
        algemeen=[{"code": "percelen", "tekst": "Waar?", "soort": "meerkeuze", "keuzes": "gebieden"}],
        eisen=[requirement("E1", "hard", "afwijzen"), requirement("E2", "zacht", "voorleggen")],
        percelen={
            "vraag": "percelen",
            "lijst": [
                {"code": "noord", "titel": AREAS["noord"], "criteria": ["K1"]},
                {"code": "oost", "titel": AREAS["oost"], "criteria": ["K2"]},
                {"code": "zuid", "titel": AREAS["zuid"], "criteria": ["K3"]},
            ],
        },
    )
    fine = {"hard": True, "zacht": True}
    made = offers(
        rules,
        {
            FIRST: {"K1": 10, "percelen": ("noord",), **fine},
            SECOND: {"K1": 8, "K3": 6, "percelen": ("noord", "zuid"), **fine},
            BELOW: {"K1": 6, "percelen": ("noord",), **fine},
            OUT: {"percelen": ("noord", "oost"), "hard": False, "zacht": True},
            DOUBT: {"percelen": ("noord", "zuid"), "hard": True, "zacht": False},
            GRADED: {"K2": 8, "percelen": ("oost",), **fine},
            UNGRADED: {"percelen": ("oost",), **fine},
        },
    )
    return evaluated(rules, map(told, made.submissions), made.assessment)


def told(submission: Submission) -> Submission:
    """A submission with the finding that puts it before a person."""
    if submission.tenderer != DOUBT:
        return submission
    place = submission.answers["zacht"].place
    found = finding("EIS-02", place, vraag="zacht", eis="E2", titel="Eis E2")
    return replace(submission, findings=(found,))


def outcomes(rows: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    """By lot and name what a table says; one name says one thing."""
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        said = found.setdefault(row["perceel"], {}).setdefault(row["inschrijver"], row["uitkomst"])
        assert said == row["uitkomst"]
    return found


def sheet(path: Path, name: str) -> list[dict[str, Any]]:
    write_xlsx(document(evaluation()), path)
    header, *rows = load_workbook(path)[name].values
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_csv() -> None:
    text = csv_bytes(document(evaluation())).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert outcomes(rows) == BIDDERS
    points = {(r["perceel"], r["inschrijver"], r["criterium"]): r["punten"] for r in rows if r["punten"]}
    assert points == {
        ("noord", FIRST, "K1"): "100,00",
        ("noord", SECOND, "K1"): "80,00",
        ("noord", BELOW, "K1"): "60,00",
        ("zuid", SECOND, "K3"): "60,00",
    }
    missing = [(r["perceel"], r["inschrijver"], r["criterium"]) for r in rows if "ontbreekt" in r["reden"]]
    assert missing == [("oost", UNGRADED, "K2")]


@pytest.mark.parametrize("name", ["Rangorde", "Scores"])
def test_both_sheets_of_the_workbook(tmp_path: Path, name: str) -> None:
    assert outcomes(sheet(tmp_path / "uit.xlsx", name)) == BIDDERS


def test_the_ranking_in_the_workbook_has_the_points_of_every_lot(tmp_path: Path) -> None:
    rows = sheet(tmp_path / "uit.xlsx", "Rangorde")
    assert [*rows[0]][:6] == ["perceel", "titel", "rang", "inschrijver", "bestand", "uitkomst"]
    points = {
        (row["perceel"], row["inschrijver"]): [row.get(code) for code in ("K1", "K2", "K3", "totaal")]
        for row in rows
        if row["totaal"] is not None
    }
    assert points == {
        ("noord", FIRST): [100, None, None, 100],
        ("noord", SECOND): [80, None, None, 80],
        ("noord", BELOW): [60, None, None, 60],
        ("zuid", SECOND): [None, None, 60, 60],
    }
    why = {row["inschrijver"]: row["uitleg"] for row in rows if row["perceel"] == "noord"}
    assert "Eis E1" in why[OUT]
    assert "70 punten" in why[BELOW]
    assert all(row["uitleg"] for row in rows if row["inschrijver"] != DOUBT)


def test_the_document_and_its_schema() -> None:
    made = document(evaluation()).data
    schema = json.loads((ROOT / "docs" / "beoordeling.schema.json").read_text("utf-8"))
    jsonschema.validate(made, schema)
    stands = {lot["perceel"]: lot["stand"] for lot in made["percelen"]}
    assert stands == {"noord": "voorlopig", "oost": "wacht op cijfers", "zuid": "voorlopig"}
    wrong = json.loads(json.dumps(made))
    wrong["percelen"][0]["rangorde"][0]["uitkomst"] = "misschien"
    with pytest.raises(jsonschema.ValidationError, match="misschien"):
        jsonschema.validate(wrong, schema)


def screen(lot: str) -> str:
    found = next(each for each in evaluation().lots if each.lot == lot)
    table = ranking_table(found)
    rows = [" ".join(row) for row in table.rows] if table else []
    return "\n".join([lot_line(found, evaluation()), *rows, *admission_lines(evaluation(), found)])


def report(lot: str) -> str:
    views = dict(zip(BIDDERS, report_views(evaluation()).values(), strict=True))
    return re.sub(r"<[^>]*>", " ", render_html(views[lot]))


def open_data(lot: str) -> str:
    release = ocds_release(evaluation())["releases"][0]
    return json.dumps([bid for bid in release["bids"]["details"] if bid["relatedLots"] == [lot]])


@pytest.mark.parametrize(("lot", "name"), LOTS)
@pytest.mark.parametrize("output", [screen, report, open_data], ids=lambda made: made.__name__)
def test_screen_report_and_open_data(output: Callable[[str], str], lot: str, name: str) -> None:
    assert name in output(lot)


def test_the_page_with_all_lots_counts_everybody_in_words_of_the_schema() -> None:
    page = lots_page(evaluation())
    assert page is not None
    assert page.overview is not None
    heads = [column.text for column in page.overview.columns][1:]
    lots = {title: lot for lot, title in AREAS.items()}
    seen: dict[str, dict[str, str]] = {}
    for row in page.overview.rows:
        for head, cell in zip(heads, row.cells[1:], strict=True):
            if cell != "–":
                seen.setdefault(lots[head], {})[row.cells[0]] = cell
    assert seen == BIDDERS
    counted = {row.cells[-1]: row.cells[1] for row in page.tables[0].rows}
    assert counted["wacht op een besluit"] == "Nog één aanbieder"
    assert counted["niet in de rangorde"] == "Nog twee aanbieders"
