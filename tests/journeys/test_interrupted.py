"""An interrupted report leaves the old pair; the kader that fits a form is never a guess."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from inkoop.journeys import report, sheets
from inkoop.journeys.evaluate import evaluate
from inkoop.journeys.own_kader import check_by_own_kader
from tests.conftest import SMALL_KADER

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

    monkeypatch.setattr(sheets, "made_with", dict)
    monkeypatch.setattr(sheets, "summary_tightness", lambda *_: 0)
    monkeypatch.setattr(report, "report_job", interrupt)
    with pytest.raises(KeyboardInterrupt):
        report.make_report(evaluation, SMALL_KADER.read_bytes(), folder)
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        "rapport.pdf": "oud",
        "rapport.html": "oud",
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
