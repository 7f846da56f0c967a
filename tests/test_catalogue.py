"""The catalogue of findings: every code that is used is in it, every code in it is used, in plain Dutch."""

from __future__ import annotations

import re

import pytest

from inkoop.catalogue import Entry, entries
from tests.conftest import ROOT

CODE = re.compile(r'"([A-Z]{3,8}-\d\d)"')


def used() -> set[str]:
    sources = list((ROOT / "inkoop").rglob("*.py"))
    return {code for path in sources for code in CODE.findall(path.read_text("utf-8"))}


def test_codes_in_the_program_and_in_the_catalogue_are_the_same() -> None:
    assert used() == set(entries())


@pytest.mark.parametrize("entry", entries().values(), ids=lambda entry: entry.code)
def test_an_entry_is_a_whole_sentence_that_says_how_to_mend_it(entry: Entry) -> None:
    ending = re.compile(r"[.?!]$|\{bedoelt\}$|\{tekst\}$")
    assert ending.search(entry.message), entry.message
    for text in (entry.remedy, entry.explanation):
        assert text[-1] in ".?!", text
        assert text[0].isupper(), text
    for sentence in re.split(r"(?<=[.!?]) ", f"{entry.message} {entry.remedy} {entry.explanation}"):
        assert len(sentence.split()) <= 28, sentence


def test_schemas_are_up_to_date() -> None:
    from inkoop.writers.schemas import kader_schema, result_schema

    hint = "run `make schemas`"
    assert (ROOT / "criteria" / "kader.schema.json").read_text("utf-8") == kader_schema(), hint
    assert (ROOT / "docs" / "beoordeling.schema.json").read_text("utf-8") == result_schema(), hint
