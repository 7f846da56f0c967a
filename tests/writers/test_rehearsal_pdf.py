"""The report of a rehearsal as files: accessible, fit for the archive, safe, the same every time."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import page
import pikepdf
import pytest

from inkoop.journeys.rehearse import make_rehearsal_report, rehearse
from tests.conftest import ROOT

pytestmark = pytest.mark.langzaam

COUNT, INKOOP = 20, Path(sys.executable).with_name("inkoop")
KADERS = {
    **{name: ROOT / "criteria" / f"{name}.yaml" for name in ("amsterdam-2021", "zwolle-2015")},
    **{name: ROOT / "tests" / "kaders" / f"{name}.yaml" for name in ("klein", "percelen", "prijzen")},
}


def written(kader: Path, target: Path) -> Path:
    made = rehearse(kader, count=COUNT).value
    assert made is not None
    written = make_rehearsal_report(made, target).value
    assert written is not None
    pdf, html = written
    assert html.is_file()
    return pdf


@pytest.mark.parametrize("name", KADERS)
def test_the_pdf_is_accessible_and_fit_for_the_archive(name: str, tmp_path: Path) -> None:
    target = written(KADERS[name], tmp_path / "proef.pdf")
    found = page.validate_pdf(str(target), profile=page.ValidationProfile.PDF_UA_1)
    assert [failure.rule_id for failure in found.failures] == []
    with pikepdf.open(target) as pdf:
        with pdf.open_metadata() as metadata:
            said = [metadata.get(f"{key}") for key in ("pdfuaid:part", "pdfaid:part", "pdfaid:conformance")]
        assert said == ["1", "3", "A"]
        assert str(pdf.Root.Lang) == "nl"


def test_the_same_kader_and_seed_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    command = [str(INKOOP), "proefdraai", str(KADERS["percelen"]), "--aantal", str(COUNT)]
    found = set()
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.pdf"
        run = subprocess.run(
            [*command, "--json", "-o", str(target)],
            capture_output=True,
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
            timeout=120,
        )
        assert run.stderr == b""
        files = (run.stdout, target.read_bytes(), target.with_suffix(".html").read_bytes())
        found.add(tuple(hashlib.sha256(data).hexdigest() for data in files))
    assert len(found) == 1


def test_another_seed_gives_other_bids() -> None:
    first, second = (rehearse(KADERS["percelen"], seed, COUNT).value for seed in (1, 2))
    assert first is not None
    assert second is not None
    assert first.rehearsal.stages[0].effects != second.rehearsal.stages[0].effects


def test_a_hostile_title_stays_text(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    hostile = "<script>alert(1)</script>{{ 7 * 7 }} " + "W" * 900
    text = KADERS["percelen"].read_text(encoding="utf-8")
    kader.write_text(text.replace("titel: Ervaring", f"titel: '{hostile}'"), encoding="utf-8")
    pdf = written(kader, tmp_path / "proef.pdf")
    assert "<script>" not in pdf.with_suffix(".html").read_text(encoding="utf-8")
    assert page.validate_pdf(str(pdf), profile=page.ValidationProfile.PDF_UA_1).failures == []
