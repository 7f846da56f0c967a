"""The stand of the record stands on what is made in a tender's folder, and travels in its sealed data."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from inkoop.journeys.verify import verify
from inkoop.readers.procedure.record import RECORD
from inkoop.views.record.enclosures import DOSSIER
from tests.command import run
from tests.procedure.tender_case import opened_tender

pytestmark = pytest.mark.langzaam


def test_a_report_and_its_summary_hold_the_stand_and_verify(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = opened_tender(tmp_path)
    monkeypatch.chdir(place)
    assert run("rapport", "-o", tmp_path / "uit").returncode < 2
    last = (place / RECORD).read_bytes().splitlines()[-1]
    stand = hashlib.sha256(last).hexdigest()
    for name in ("rapport.pdf", "rapport-besloten.pdf", "samenvatting.pdf"):
        made = tmp_path / "uit" / name
        shown = re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(made).pages))
        assert stand in shown, name
        if name != "samenvatting.pdf":
            assert "metdehandgezet" in shown
        with pikepdf.open(made) as pdf:
            assert stand.encode() in pdf.attachments[DOSSIER].get_file().read_bytes()
        assert [fault for check in verify(made).checks for fault in check.faults] == []
    checked = run("dossier", "controleer", "--stand", stand)
    assert checked.returncode == 0, checked.stderr
