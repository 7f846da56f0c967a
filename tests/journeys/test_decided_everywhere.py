"""A decided point reads as decided in every output: what was found, the decision, by whom, and why."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from inkoop.domain.evaluation import Evaluation
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify
from inkoop.views.open_data.release import ocds_release
from inkoop.views.record.document import document
from inkoop.views.record.versions import closed_version, public_version
from inkoop.views.report.view import report_view
from tests.command import run
from tests.decisions_case import EXPERIENCE, codes, decide, decision, form, kader_in, outcome, typed

pytestmark = pytest.mark.langzaam
WHY = "De aanbieder bevestigde dit op tijd."
BY = "Team Inkoop"
SECRET = ("ervaring?, soort: percentage", "ervaring?, vertrouwelijk: ja, soort: percentage")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A tender in which everything was decided, and its folder."""
    return _case(tmp_path_factory.mktemp("besloten"))


def _case(folder: Path, *changes: tuple[str, str]) -> tuple[Path, Path]:
    kader, bids = kader_in(folder, *changes), folder / "in"
    typed(form(kader, bids, "Een", 1), EXPERIENCE, "ervaring", "ongeveer 55,5")
    form(kader, bids, "Twee", 2, ervaring=40)
    form(kader, bids, "Twee", 3, kvk="90000002")
    form(kader, bids, "Drie", 4, vog=False)
    row = decision("Een", "ervaring", "lees als 55,5", door=BY) | {"Motivering": WHY}
    decide(bids, [row, decision("2.xlsx", "inschrijving", "vervangen", door=BY) | {"Motivering": WHY}])
    return kader, bids


@pytest.fixture(scope="module")
def evaluation(case: tuple[Path, Path]) -> Evaluation:
    return outcome(*case)


def told(text: str) -> None:
    for words in ("55,5", BY, WHY):
        assert words in " ".join(text.split()), words


def test_nothing_is_left_to_decide(evaluation: Evaluation) -> None:
    assert codes(evaluation) == []
    found = {each.finding.code: each.decision for each in evaluation.settled}
    assert found.keys() == {"ANTW-07", "MAP-04", "EIS-01"}
    assert found["EIS-01"] is None, "the requirement itself decided that"


def test_on_the_screen(case: tuple[Path, Path]) -> None:
    done = run("beoordeel", *case)
    assert done.returncode == 0
    told(done.stderr)
    assert "✓ besloten  ANTW-07" in done.stderr
    assert "✗" not in done.stderr
    shown = " ".join(done.stdout.split())
    assert "Vervangen, door Team Inkoop: Twee (2.xlsx)." in shown
    assert shown.startswith("3 inschrijvingen, en daarnaast één bestand dat vervangen is")
    counts = "Deze inschrijving telt. Over 2.xlsx is besloten: vervangen, door Team Inkoop."
    assert counts in " ".join(done.stderr.split())


def test_the_name_is_enough_where_the_other_file_is_replaced(evaluation: Evaluation) -> None:
    assert {place.scorecard.submission.name for place in evaluation.lots[0].ranking} == {"Een", "Twee"}
    assert [one.submission.name for one in evaluation.lots[0].replaced] == ["Twee (2.xlsx)"]


def test_an_answer_that_was_read_points_at_the_decision(
    case: tuple[Path, Path], evaluation: Evaluation
) -> None:
    told_score = document(evaluation).data["percelen"][0]["rangorde"]
    (answer,) = next(one for one in told_score if one["inschrijver"] == "Een")["scores"][0]["antwoorden"]
    assert (answer["vindplaats"]["bestand"], answer["vindplaats"]["cel"]) == ("besluiten.xlsx", "C2")
    done = run("uitleg", *case, "--inschrijver", "Een")
    text = " ".join(done.stdout.split())
    assert "gelezen als 55,5" in text
    assert "In het formulier staat: ongeveer 55,5 (1.xlsx" in text


def test_in_the_data(evaluation: Evaluation) -> None:
    made = document(evaluation).data
    (found,) = [each for each in made["bevindingen"] if each["code"] == "ANTW-07"]
    told(json.dumps(found, ensure_ascii=False))
    assert found["besluit"]["besluit"] == "lees als 55,5"
    (ranked, *_) = [place for place in made["percelen"][0]["rangorde"] if place["inschrijver"] == "Een"]
    told(ranked["scores"][0]["reden"])
    assert [each["bestand"] for each in made["percelen"][0]["vervangen"]] == ["2.xlsx"]


def test_in_the_workbook(case: tuple[Path, Path], tmp_path: Path) -> None:
    assert run("beoordeel", *case, "--xlsx", tmp_path / "uit.xlsx").returncode == 0
    book = openpyxl.load_workbook(tmp_path / "uit.xlsx")
    texts = {
        sheet.title: "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row) for sheet in book
    }
    told(texts["Bevindingen"])
    told(texts["Scores"])
    assert "vervangen" in texts["Rangorde"]
    rows = list(book["Rangorde"].iter_rows(values_only=True))
    files = {row[rows[0].index("bestand")] for row in rows if "vervangen" in row}
    assert files == {"2.xlsx"}, "its name is borne by the file that counts"


@pytest.mark.parametrize(("who", "words"), [("Een", "55,5"), ("2.xlsx", "vervangen")])
def test_when_a_score_is_written_out(case: tuple[Path, Path], who: str, words: str) -> None:
    done = run("uitleg", case[0], case[1], "--inschrijver", who, "--json")
    text = " ".join(done.stdout.split())
    assert all(part in text for part in (words, BY, WHY)), text


@pytest.mark.parametrize("version", [public_version, closed_version])
def test_in_the_report(version: Any, evaluation: Evaluation) -> None:
    made = version(evaluation)
    pages = {page.full_name: page for page in report_view(made, made.lots[0]).providers}
    told(str(asdict(pages["Een"])))
    assert [mark.severity for mark in pages["Een"].remarks if mark.code == "ANTW-07"] == ["besloten"]
    assert pages["Een"].decisions[0].startswith("Vraag ervaring (")
    assert "Twee (2.xlsx)" not in pages, "what does not count has no page as a bidder"


def test_what_is_confidential_stays_so(tmp_path: Path) -> None:
    made = outcome(*_case(tmp_path, SECRET))
    public, closed = public_version(made), closed_version(made)
    for one, expected in ((public, False), (closed, True)):
        page = next(p for p in report_view(one, one.lots[0]).providers if p.full_name == "Een")
        for text in (json.dumps(document(one).data, ensure_ascii=False), str(asdict(page))):
            assert ("55,5" in text) is expected
        assert (WHY in str(asdict(page))) is expected


def test_a_replaced_submission_is_not_published_as_a_bidder(evaluation: Evaluation) -> None:
    bids = ocds_release(public_version(evaluation))["releases"][0]["bids"]["details"]
    assert len(bids) == 3


@pytest.mark.parametrize("secret", [False, True])
def test_a_report_with_decisions_verifies(secret: bool, tmp_path: Path) -> None:
    kader, bids = _case(tmp_path, *([SECRET] if secret else []))
    (tmp_path / "uit").mkdir()
    made = make_report(outcome(kader, bids), kader.read_bytes(), tmp_path / "uit").value.files
    pdfs = [path for path in made if path.name.startswith("rapport") and path.suffix == ".pdf"]
    assert pdfs
    for path in pdfs:
        found = verify(path)
        assert found.right, [check for check in found.checks if not check.right]
