"""An interrupted report leaves the old pair; the kader that fits a form is never a guess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from inkoop.journeys import report, side_by_side
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.own_kader import check_by_own_kader
from inkoop.writers.pdf import PdfJob
from tests.conftest import SMALL_KADER
from tests.lots_case import LOTS_KADER, fill, volumes

Fill = Callable[..., Path]


def test_an_interrupted_report_leaves_the_old_pair(
    filled_form: Fill, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluation = evaluate(SMALL_KADER, [filled_form()]).value
    assert evaluation is not None
    folder = tmp_path / "uit"
    folder.mkdir()
    for name in ("rapport.pdf", "rapport.html"):
        (folder / name).write_text("oud", "utf-8")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(report, "made_with", dict)
    monkeypatch.setattr(report, "report_job", interrupt)
    with pytest.raises(KeyboardInterrupt):
        report.make_report(evaluation, SMALL_KADER.read_bytes(), folder)
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        "rapport.pdf": "oud",
        "rapport.html": "oud",
    }


def test_a_report_with_lots_goes_on_where_it_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seven PDFs: the sheet over all lots, and three a lot. What was made before is not made again."""
    for number, lot in enumerate(("noord", "zuid"), start=1):
        bid = {"keuze": [lot], "omvang": volumes(**{lot: 20})}
        fill(LOTS_KADER, tmp_path / "forms", f"Aanbieder {number}", number, **bid)
    evaluation = evaluate(LOTS_KADER, [tmp_path / "forms"]).value
    assert evaluation is not None
    asked: list[str] = []

    def make(job: PdfJob) -> bytes:
        asked.append(job.name)
        if len(asked) == 4:
            raise KeyboardInterrupt
        return f"{job.name} {job.source}".encode()

    def run_in(folder: Path, notes: list[str]) -> dict[str, bytes]:
        folder.mkdir(exist_ok=True)
        report.make_report(evaluation, LOTS_KADER.read_bytes(), folder, note=notes.append)
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    monkeypatch.setattr(side_by_side, "_cores", lambda: 1)
    monkeypatch.setattr(report, "made_with", dict)
    monkeypatch.setattr("inkoop.writers.pdf.made_pdf", make)
    told: list[str] = []
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "samenvatting.pdf").write_text("oud", "utf-8")
    with pytest.raises(KeyboardInterrupt):
        run_in(tmp_path / "uit", told)
    assert asked[0] == "samenvatting.pdf"
    place = tmp_path / "uit" / "in-de-maak" / "nieuw" / "samenvatting.pdf"
    assert told == [f"Het blad over alle percelen is er al, om vast te bekijken: {place}. De rest volgt."]
    assert (tmp_path / "uit" / "samenvatting.pdf").read_text("utf-8") == "oud"
    before, told[:] = asked[:3], []
    after = run_in(tmp_path / "uit", told)
    assert len(asked) == 4 + 7 - 3
    assert not {*before} & {*asked[4:]}
    assert "Van de 7 PDF's waren al af: 3. Die had een eerdere, afgebroken opdracht gemaakt." in told
    assert not (tmp_path / "uit" / "in-de-maak").exists()
    anew = run_in(tmp_path / "anders", [])
    assert {name: data for name, data in after.items() if name != "inhoud.json"} == {
        name: data for name, data in anew.items() if name != "inhoud.json"
    }


def other_version(text: str) -> str:
    return text.replace("titel: Klein kader", "titel: Een later concept")


def without_kader(form: Path) -> Path:
    """The form as another program may save it, without the kader that it carried."""
    openpyxl.load_workbook(form).save(form)
    return form


def title_for(form: Path) -> str:
    (checked,) = check_by_own_kader([form]).value or ()
    return checked.kader.tender.info.title


def test_of_two_kaders_with_one_reference_the_fingerprint_decides(filled_form: Fill, tmp_path: Path) -> None:
    form = without_kader(filled_form())
    text = SMALL_KADER.read_text("utf-8")
    for draft, right in (("a-concept.yaml", "z-kader.yaml"), ("z-concept.yaml", "a-kader.yaml")):
        (tmp_path / draft).write_text(other_version(text), "utf-8")
        (tmp_path / right).write_text(text, "utf-8")
        assert title_for(form) == "Klein kader"
        for name in (draft, right):
            (tmp_path / name).unlink()


def test_of_two_kaders_that_both_differ_none_is_chosen(filled_form: Fill, tmp_path: Path) -> None:
    form = without_kader(filled_form())
    text = other_version(SMALL_KADER.read_text("utf-8"))
    (tmp_path / "een.yaml").write_text(text, "utf-8")
    assert title_for(form) == "Een later concept"
    (tmp_path / "twee.yaml").write_text(text.replace("concept", "plan"), "utf-8")
    found = check_by_own_kader([form])
    assert found.value is None
    assert [finding.code for finding in found.findings] == ["FORM-10"]
