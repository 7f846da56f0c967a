"""Documents of Word: what a kader says of itself fits in their properties, and their bytes stay the same."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from inkoop.domain.tender import Tender
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import yaml_in
from inkoop.views.guide.view import guide_of
from inkoop.views.replies.kader_changes import kader_changes
from inkoop.writers.change_note import write_change_note
from inkoop.writers.guide_docx import write_guide_docx
from tests.conftest import SMALL_KADER

WORDS = "Dagbesteding in de wijk, dichtbij en voor iedereen. " * 8


def kader(**words: str) -> Tender:
    text = SMALL_KADER.read_text("utf-8")
    for key, value in words.items():
        text = re.sub(rf"^  {key}: .*$", f'  {key}: "{value}"', text, count=1, flags=re.MULTILINE)
    tender = kader_in(yaml_in(text.encode(), "kader.yaml")).value
    assert tender is not None
    return tender


def guide(tender: Tender, path: Path) -> None:
    write_guide_docx(guide_of(tender), path)


def note(tender: Tender, path: Path) -> None:
    write_change_note(kader_changes(kader(), tender, "kader.yaml"), path)


@pytest.mark.parametrize("write", [guide, note])
def test_a_long_title_and_a_long_buyer_fit(write: Callable[[Tender, Path], None], tmp_path: Path) -> None:
    """Word takes 255 signs in a property; in the text itself all of it stands."""
    path = tmp_path / "a.docx"
    write(kader(titel=WORDS, opdrachtgever=WORDS), path)
    document = docx.Document(str(path))
    own = document.core_properties
    assert WORDS[:200] in f"{own.title} {own.subject}"
    assert max(map(len, (own.title, own.subject, own.author))) <= 255
    assert any(WORDS.strip() in each.text for each in document.element.body.iter() if each.text)


@pytest.mark.parametrize("write", [guide, note])
def test_a_document_is_packed_without_a_moment(write: Callable[[Tender, Path], None], tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write(kader(titel="Dagbesteding dichtbij"), path)
    with zipfile.ZipFile(path) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in parts.infolist()} == {zipfile.ZIP_DEFLATED}
