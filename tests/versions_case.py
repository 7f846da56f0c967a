"""A small kader that changed after publication, and what was handed in before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint
from tests.conftest import SMALL_KADER

Edit = tuple[str, str]
FIRST = "kader-1.yaml"
SECOND = "kader.yaml"


def kader_of(path: Path) -> Tender:
    """The kader in a file that can be used."""
    read = read_kader(path)
    assert read.value is not None, read.findings
    return read.value


def changed_kader(folder: Path, edits: Sequence[Edit], same_meaning: Sequence[str] = ()) -> Path:
    """The second version, beside the first, which it accepts."""
    text = SMALL_KADER.read_text("utf-8")
    (folder / FIRST).write_text(text, "utf-8")
    mark = fingerprint(kader_of(folder / FIRST))
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    versions = f"""kader: 1
versie: 2
wijzigingen: [{{versie: 2, datum: 2026-01-20, wat: Er veranderde iets.}}]
aanvaardt:
  - versie: 1
    datum: 2026-01-05
    bestand: {FIRST}
    vingerafdruk: {mark}
    zelfde_bedoeling: [{", ".join(same_meaning)}]
"""
    path = folder / SECOND
    path.write_text(text.replace("kader: 1\n", versions, 1), "utf-8")
    return path
