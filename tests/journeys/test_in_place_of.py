"""A new report says which one it replaces, keeps that one, and can still be checked by itself."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from inkoop.domain.report_parts import Part
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.report import make_report
from inkoop.journeys.verify import verify, verify_data
from inkoop.readers.report.report_pdf import read_report_pdf
from inkoop.views.record.enclosures import DESCRIPTIONS, PAGES
from tests.conftest import ROOT, SMALL_KADER

pytestmark = pytest.mark.langzaam
Fill = Callable[..., Path]
KADER, BIDS = ROOT / "criteria" / "zwolle-2015.yaml", ROOT / "submissions" / "zwolle-2015"
MADE = frozenset({Part.HTML, Part.PDF, Part.SUMMARY, Part.DATA})


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def make(kader: Path, bids: Path, folder: Path, parts: frozenset[Part] = MADE) -> list[str]:
    """Make the report, and give what is said about it."""
    evaluation = evaluate(kader, [bids], twice=False).value
    assert evaluation is not None
    folder.mkdir(exist_ok=True)
    said: list[str] = []
    made = make_report(evaluation, kader.read_bytes(), folder, note=said.append, parts=parts)
    assert made.refusal is None
    return said


def with_contract(outcome: bytes) -> set[str]:
    """From the raw JSON, of the one lot."""
    (lot,) = json.loads(outcome)["percelen"]
    return {place["inschrijver"] for place in lot["rangorde"] if place["uitkomst"] == "gunnen"}


@dataclass
class Replaced:
    """The folder after three runs: everybody, without the best, and that again."""

    folder: Path
    first: dict[str, bytes] = field(default_factory=dict)
    second: dict[str, bytes] = field(default_factory=dict)
    third: dict[str, bytes] = field(default_factory=dict)
    said: list[list[str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def replaced(tmp_path_factory: pytest.TempPathFactory) -> Replaced:
    place = tmp_path_factory.mktemp("vervangen")
    bids = place / "in"
    shutil.copytree(BIDS, bids)
    found = Replaced(place / "uit")
    found.said.append(make(KADER, bids, found.folder))
    found.first = bytes_in(found.folder)
    (bids / "combinatie-om-de-hoek.xlsx").unlink()
    found.said.append(make(KADER, bids, found.folder))
    found.second = bytes_in(found.folder)
    found.said.append(make(KADER, bids, found.folder))
    found.third = bytes_in(found.folder)
    return found


def test_the_earlier_report_is_kept_as_it_was(replaced: Replaced) -> None:
    (kept,) = (replaced.folder / "eerder").iterdir()
    assert bytes_in(kept) == replaced.first
    assert replaced.said[0] == []
    assert any(str(kept) in said for said in replaced.said[1])


def test_the_same_report_again_is_the_same_bytes_and_replaces_nothing(replaced: Replaced) -> None:
    assert replaced.third == replaced.second
    assert len([*(replaced.folder / "eerder").iterdir()]) == 1
    assert replaced.said[2] == ["Dit rapport stond er al: het is opnieuw gemaakt uit dezelfde gegevens."]


@pytest.mark.parametrize("name", ["rapport", "rapport-besloten"])
def test_the_pages_say_which_report_they_replace_and_who_came_and_went(name: str, replaced: Replaced) -> None:
    seal = json.loads(replaced.first["inhoud.json"])["over"]["zegels"][name]
    enclosed = json.loads(
        read_report_pdf(next((replaced.folder / "eerder").iterdir()) / f"{name}.pdf", DESCRIPTIONS).files[
            "zegel.json"
        ]
    )
    assert enclosed["zegel"] == seal
    before, now = (with_contract(run["uitkomst.json"]) for run in (replaced.first, replaced.second))
    assert before != now
    html = " ".join(replaced.second[f"{name}.html"].decode().split())
    (line,) = [part.partition("</dd>")[0] for part in html.split("<dt>Vervangt</dt><dd>")[1:]]
    assert f"zegel {' '.join(seal[start : start + 4] for start in (0, 4, 8, 12))} …" in line
    came, _, went = line.partition("nu niet meer: ")
    assert {who for who in now | before if who in came} == now - before
    assert {who for who in now | before if who in went} == before - now
    assert f'<p class="code">{seal}</p>' in html
    assert "Vervangt" not in replaced.first[f"{name}.html"].decode()


@pytest.mark.parametrize("name", ["rapport", "rapport-besloten", "samenvatting"])
def test_what_it_says_is_in_its_own_data_so_that_the_pages_are_made_again(
    name: str, replaced: Replaced
) -> None:
    found = verify(replaced.folder / f"{name}.pdf")
    assert found.right
    assert any("niet nagegaan" in check.remark for check in found.checks)


def test_another_word_about_what_was_replaced_is_found(replaced: Replaced) -> None:
    report = read_report_pdf(replaced.folder / "rapport.pdf", DESCRIPTIONS)
    told = json.loads(report.files[PAGES])
    told["vervangt"]["weg"] = ["Iemand Anders"]
    report.files[PAGES] = json.dumps(told).encode()
    wrong = {check.title: " ".join(check.faults) for check in verify_data(report).checks if check.faults}
    assert "bladzijden.json: " in wrong["De woorden op de bladzijden"]


def test_the_report_of_another_tender_is_kept_and_not_replaced(filled_form: Fill, tmp_path: Path) -> None:
    bids, folder = filled_form(), tmp_path / "uit"
    make(SMALL_KADER, bids, folder, frozenset({Part.HTML, Part.DATA}))
    other = tmp_path / "ander.yaml"
    text = SMALL_KADER.read_text("utf-8")
    reference = json.loads((folder / "inhoud.json").read_text("utf-8"))["over"]["kenmerk"]
    other.write_text(text.replace(reference, "EEN-ANDER-1"), "utf-8")
    said = make(other, bids, folder, frozenset({Part.HTML, Part.DATA}))
    assert any(f"een andere aanbesteding ({reference})" in each for each in said)
    assert "Vervangt" not in (folder / "rapport.html").read_text("utf-8")
    (kept,) = (folder / "eerder").iterdir()
    assert (kept / "rapport.html").is_file()


def test_an_outcome_that_cannot_be_read_is_not_guessed(filled_form: Fill, tmp_path: Path) -> None:
    bids, folder = filled_form(), tmp_path / "uit"
    make(SMALL_KADER, bids, folder, frozenset({Part.HTML}))
    make(SMALL_KADER, filled_form(wachttijd=5), folder, frozenset({Part.HTML}))
    html = (folder / "rapport.html").read_text("utf-8")
    assert "Wat er in de uitkomst anders is, is niet na te gaan." in html


@pytest.mark.parametrize("list_", ['{"over": 3}', '{"over": {"vervangt": {"rapport": {}}}}'])
def test_a_list_that_somebody_changed_never_ends_a_report(
    list_: str, filled_form: Fill, tmp_path: Path
) -> None:
    bids, folder = filled_form(), tmp_path / "uit"
    make(SMALL_KADER, bids, folder, frozenset({Part.HTML}))
    told = json.loads((folder / "inhoud.json").read_text("utf-8")) | json.loads(list_)
    (folder / "inhoud.json").write_text(json.dumps(told), "utf-8")
    make(SMALL_KADER, bids, folder, frozenset({Part.HTML}))
    assert "Vervangt" not in (folder / "rapport.html").read_text("utf-8")
