"""`inkoop publiceer` again, after a change."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from inkoop.journeys.procedure.publish import publish
from inkoop.readers.procedure.record import RECORD
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from tests.conftest import ROOT

pytestmark = pytest.mark.langzaam
ACCEPTS = """
versie: 2
wijzigingen: [{{versie: 2, datum: 2027-03-10, wat: De drempel is lager.}}]
aanvaardt: [{{versie: 1, datum: 2027-03-01, bestand: {file}, vingerafdruk: {mark}}}]
"""


@pytest.mark.parametrize(("file", "works"), [("kader.yaml", False), ("kader-1.yaml", True)])
def test_a_change_that_does_not_accept_what_it_says_is_refused(
    file: str, works: bool, tmp_path: Path
) -> None:
    kader = tmp_path / "kader.yaml"
    shutil.copyfile(ROOT / "criteria" / "meerdonk-2027.yaml", kader)
    assert publish(tmp_path, now=datetime(2027, 3, 1, 9)).value
    first = read_kader(kader).value
    assert first is not None
    content = (tmp_path / RECORD).read_bytes()
    kader.write_text(kader.read_text("utf-8") + ACCEPTS.format(file=file, mark=fingerprint(first)), "utf-8")
    again = publish(tmp_path, reason="Vraag 3.", now=datetime(2027, 3, 10, 9))
    if works:
        assert again.value is not None
        assert again.value.version == 2
    else:
        assert again.refusal is not None
        assert "inkoop kader" in again.refusal.text
        assert (tmp_path / RECORD).read_bytes() == content
