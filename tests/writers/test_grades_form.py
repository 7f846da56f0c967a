"""The panel's workbook: a row for every tenderer and open answer, and no prices."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from ruamel.yaml import YAML

from inkoop.domain.form_layout import DECISIONS_HEADERS, GRADES_HEADERS
from inkoop.domain.submission import DecisionKey, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.forms import make_grades_form
from inkoop.readers.forms.assessment import read_assessment
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenDecision, GivenGrade, TendererAnswers, write_grades_form
from tests.decisions_case import EXPERIENCE, PRICE, codes, form, kader_in, outcome, typed
from tests.scenarios.build import submission
from tests.views.guide.kaders import SCALES, written

ZWOLLE = Path(__file__).parents[2] / "criteria" / "zwolle-2015.yaml"


@pytest.fixture(scope="module")
def tender() -> Tender:
    value = read_kader(ZWOLLE).value
    assert value is not None
    return value


def tenderers(tender: Tender) -> list[TendererAnswers]:
    answers = {code: f"antwoord op {code}" for code in tender.questions}
    return [TendererAnswers("=Eén", answers), TendererAnswers("Twee", {})]


def test_a_row_for_each_tenderer_and_open_answer(tender: Tender, tmp_path: Path) -> None:
    write_grades_form(tender, tenderers(tender), tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    rows = list(book["Cijfers"].iter_rows(values_only=True))
    assert rows[0][: len(GRADES_HEADERS)] == GRADES_HEADERS
    expected = [(name, leaf.code) for name in ("=Eén", "Twee") for leaf in tender.assessed]
    assert [row[:2] for row in rows[1:]] == expected
    assert rows[1][3] == "antwoord op V23"
    besluiten = list(book["Besluiten"].iter_rows(values_only=True))
    assert besluiten[0][: len(DECISIONS_HEADERS)] == DECISIONS_HEADERS
    texts = {str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "antwoord op tarieven" not in texts
    assert not [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_grades_and_decisions_come_back_through_the_reader(tender: Tender, tmp_path: Path) -> None:
    path = tmp_path / "c.xlsx"
    write_grades_form(
        tender,
        tenderers(tender),
        path,
        {("=Eén", "K1.3"): GivenGrade(2, "want"), ("Twee", "K1.3"): GivenGrade(Decimal(3), "want")},
        [GivenDecision("Twee", "E3", "voldoet", "gelijkwaardig", by="Team Inkoop")],
    )
    read = read_assessment(
        [path], tender, fingerprint(tender), [submission("=Eén", {}), submission("Twee", {})]
    )
    assert read.findings == ()
    assert {key: grade.grade for key, grade in read.value.grades.items()} == {
        ("=Eén", "K1.3"): 2,
        ("Twee", "K1.3"): 3,
    }
    assert read.value.decisions[DecisionKey(SubmissionId("Twee"), "E3")].met


def test_a_grade_for_nobody_is_refused_and_nothing_is_written(tender: Tender, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Niemand"):
        write_grades_form(
            tender, tenderers(tender), tmp_path / "c.xlsx", {("Niemand", "K1.3"): GivenGrade(2, "x")}
        )
    assert list(tmp_path.iterdir()) == []


def test_two_runs_give_the_same_bytes(tender: Tender, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_grades_form(tender, tenderers(tender), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_open_point_waits_for_a_decision_and_none_tells_a_price(tmp_path: Path) -> None:
    kader, bids = kader_in(tmp_path), tmp_path / "in"
    typed(form(kader, bids, "Een", 1), EXPERIENCE, "ervaring", "veel")
    typed(form(kader, bids, "Twee", 2, vog=None), EXPERIENCE, "ervaring", "weinig")
    typed(form(kader, bids, "Drie", 3), PRICE, "prijs", "€ 39 per uur")
    tender = read_kader(kader).value
    assert tender is not None
    assert make_grades_form(tender, [bids], tmp_path / "c.xlsx").value
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["Besluiten"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0]]
    assert [(row[0], row[1], row[5]) for row in rows] == [
        ("Drie", "prijs", "3.xlsx"),
        ("Een", "ervaring", "1.xlsx"),
        ("Twee", "vog", "2.xlsx"),
        ("Twee", "ervaring", "2.xlsx"),
    ]
    found = [str(row[7]) for row in rows]
    assert "39" not in found[0]
    assert "veel" in found[1]
    assert "Hetzelfde staat bij Twee." in found[1]
    for number, row in enumerate(rows, start=2):
        sheet.cell(number, 3).value = {"prijs": "lees als 39", "vog": "lees als ja"}.get(
            str(row[1]), "voldoet"
        )
        sheet.cell(number, 4).value = "Na overleg."
    (bids / "beoordeling").mkdir()
    sheet.parent.save(bids / "beoordeling" / "c.xlsx")
    assert codes(outcome(kader, bids)) == []


def test_each_row_says_what_was_asked_and_what_it_counts_for(tender: Tender, tmp_path: Path) -> None:
    write_grades_form(tender, tenderers(tender), tmp_path / "c.xlsx")
    book = openpyxl.load_workbook(tmp_path / "c.xlsx", rich_text=True)
    row = next(row for row in book["Cijfers"].iter_rows() if row[1].value == "K1.3")
    leaf = next(leaf for leaf in tender.assessed if leaf.code == "K1.3")
    question = tender.question_of(leaf)
    assert question is not None
    lines = str(row[2].value).split("\n")
    assert lines[0] == leaf.title
    assert f"Vraag: {question.text}" in lines
    assert "Let op:" in lines
    assert "Dit telt voor 70 van de 1.000 punten." in lines
    assert "Schaal: 0 = onvoldoende; 1 = matig; 2 = goed; 3 = uitstekend." in lines


def test_what_was_not_asked_is_closed(tmp_path: Path) -> None:
    """Somebody who bids in Noord alone is not graded on the plan for Zuid, and nobody waits for that."""
    kader = lots_kader(tmp_path)
    tender = read_kader(kader).value
    assert tender is not None
    folder = tmp_path / "in"
    folder.mkdir()
    for name, lots in (("Een", ["noord"]), ("Twee", ["noord", "zuid"])):
        plans = {f"plan@{lot}": "Zo doen wij dat." for lot in lots}
        write_form(tender, folder / f"{name}.xlsx", {"naam": name, "perceel": lots, **plans})
    assert make_grades_form(tender, [folder], tmp_path / "c.xlsx").value
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx")["Cijfers"]
    rows = {(row[0].value, row[1].value): row for row in sheet.iter_rows(min_row=2)}
    closed = {key for key, row in rows.items() if row[4].protection.locked}
    assert closed == {("Een", "K1@zuid")}
    assert rows["Een", "K1@zuid"][3].value == "Niet gevraagd: deze vraag gold niet voor deze inschrijver."
    for key, row in rows.items():
        if key not in closed:
            row[4].value, row[5].value = 6, "Goed."
    sheet.parent.save(tmp_path / "c.xlsx")
    evaluation = evaluate(kader, [folder], tmp_path / "c.xlsx").value
    assert evaluation is not None
    assert [len(lot.ranking) for lot in evaluation.lots] == [2, 1]


def test_a_grade_that_was_not_asked_for_is_not_waited_for(tmp_path: Path) -> None:
    """A question that follows on another answer: who did not give that one has nothing to be graded."""
    kader = lots_kader(tmp_path, "{vraag: extra, is: ja}")
    tender = read_kader(kader).value
    assert tender is not None
    folder = tmp_path / "in"
    folder.mkdir()
    for name, extra in (("Een", False), ("Twee", True)):
        plan = {"plan@noord": "Zo doen wij dat."}
        meer = {"meer": "En nog meer."} if extra else {}
        answers = {"naam": name, "perceel": ["noord"], "extra": extra, **plan, **meer}
        write_form(tender, folder / f"{name}.xlsx", answers)
    assert make_grades_form(tender, [folder], tmp_path / "c.xlsx").value
    book = openpyxl.load_workbook(tmp_path / "c.xlsx")
    for row in book["Cijfers"].iter_rows(min_row=2):
        if not row[4].protection.locked:
            row[4].value, row[5].value = 6, "Goed."
    book.save(tmp_path / "c.xlsx")
    evaluation = evaluate(kader, [folder], tmp_path / "c.xlsx").value
    assert evaluation is not None
    noord = evaluation.lots[0]
    assert noord.waiting == ()
    assert [place.scorecard.submission.name for place in noord.ranking] == ["Twee", "Een"]


def lots_kader(folder: Path, when: str = "") -> Path:
    """Two lots with a plan for each, and where `when` says so a question that not everybody is asked."""
    raw = copy.deepcopy(dict(written()["vragen per perceel"]))
    own = {"code": "plan", "soort": "tekst", "tekst": "Wat is uw plan?", "max_woorden": 90}
    rule = {"soort": "beoordeeld", "schaal": "cijfers"}
    base = {"gewicht": 100, "bron": "P1", "regel": rule}
    raw["algemeen"] = [raw["algemeen"][0], raw["algemeen"][-1]]
    raw["schalen"] = SCALES
    raw["criteria"] = [{"code": "K1", "titel": "Plan", "per_perceel": "ja", **base, "vraag": own}]
    for key in ("bijlagen", "erkend"):
        raw.pop(key)
    if when:
        raw["algemeen"].insert(1, {"code": "extra", "soort": "ja_nee", "tekst": "Doet u meer?"})
        more = {"code": "meer", "soort": "tekst", "tekst": "Wat dan?", "max_woorden": 90}
        more |= {"alleen_als": YAML(typ="safe").load(when)}
        raw["criteria"][0] |= {"gewicht": 60}
        raw["criteria"].append({"code": "K2", "titel": "Meer", **base, "gewicht": 40, "vraag": more})
    path = folder / "kader.yaml"
    YAML(typ="safe").dump(plain(raw), path)
    return path


def plain(data: Any) -> Any:
    """Decimals as the numbers of YAML."""
    if isinstance(data, dict):
        return {key: plain(item) for key, item in data.items()}
    if isinstance(data, list | tuple):
        return [plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data
