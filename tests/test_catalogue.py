"""The catalogue of findings: every code that is used is in it, every code in it is used, in plain Dutch."""

from __future__ import annotations

import re

import pytest

from inkoop.catalogue import Entry, entries, finding
from inkoop.domain.findings import Severity
from inkoop.domain.places import CellPlace
from inkoop.views.record.findings import finding_documents
from tests.conftest import ROOT

CODE = re.compile(r'"([A-Z]{3,8}-\d{2,3})"')
FIELD = re.compile(r"\{(\w+)\}")
READ_FROM_PROVIDERS = ("rules/submission", "readers/files")
"""The rooms where everything that is found is about a file of a provider, besides the readers of its form."""
FORM_READERS = ("form", "tables", "spots", "differences", "shown", "submission")
FOR_THE_BUYER_ALREADY = {"BESTAND-01", "FORM-13", "ORG-01", "ORG-02"}
"""Besides everything about the folder (MAP), which is of the buyer itself."""


def used() -> set[str]:
    sources = list((ROOT / "inkoop").rglob("*.py"))
    return {code for path in sources for code in CODE.findall(path.read_text("utf-8"))}


def test_codes_in_the_program_and_in_the_catalogue_are_the_same() -> None:
    assert used() == set(entries())


@pytest.mark.parametrize("entry", entries().values(), ids=lambda entry: entry.code)
def test_an_entry_is_a_whole_sentence_that_says_how_to_mend_it(entry: Entry) -> None:
    ending = re.compile(r"[.?!]$|\{bedoelt\}$|\{tekst\}$")
    assert ending.search(entry.message), entry.message
    for text in (entry.remedy, entry.explanation, entry.buyer_remedy or "Niets."):
        assert text[-1] in ".?!", text
        assert text[0].isupper(), text
    for sentence in re.split(r"(?<=[.!?]) ", f"{_all_words(entry)}"):
        assert len(sentence.split()) <= 28, sentence


def _all_words(entry: Entry) -> str:
    return f"{entry.message} {entry.remedy} {entry.explanation} {entry.buyer_remedy}"


def found_with_providers() -> set[str]:
    package = ROOT / "inkoop"
    paths = [path for room in READ_FROM_PROVIDERS for path in (package / room).rglob("*.py")]
    paths += [package / "readers/forms" / f"{name}.py" for name in FORM_READERS]
    return {code for path in paths for code in CODE.findall(path.read_text("utf-8"))}


def test_whatever_is_found_with_a_provider_says_what_the_buyer_can_do() -> None:
    """The buyer may not change what was handed in, so the remedy for the provider is none for him."""
    known, asked = entries(), found_with_providers() - FOR_THE_BUYER_ALREADY
    assert len(asked) > 40
    asked = {code for code in asked if not code.startswith("MAP")}
    silent = {code for code in asked if not known[code].buyer_remedy}
    assert not silent
    for entry in known.values():
        fields = set(FIELD.findall(entry.buyer_remedy))
        assert fields <= set(FIELD.findall(f"{entry.message} {entry.remedy}")), entry.code
        if entry.buyer_remedy and entry.severity is Severity.ERROR:
            assert "beslu" in entry.buyer_remedy, entry.code


def test_the_provider_is_told_how_to_mend_and_the_buyer_what_to_decide() -> None:
    found = finding("ANTW-01", CellPlace("een.xlsx"), vraag="V1", tekst="Hoeveel?")
    (to_provider,) = finding_documents([found], to_provider=True)
    (to_buyer,) = finding_documents([found])
    assert to_provider["herstel"] == "Vul het antwoord in."
    assert "lees als" in to_buyer["herstel"]
    assert "Vul" not in to_buyer["herstel"]


def test_schemas_are_up_to_date() -> None:
    from inkoop.writers.schemas import kader_schema, result_schema

    hint = "run `make schemas`"
    assert (ROOT / "criteria" / "kader.schema.json").read_text("utf-8") == kader_schema(), hint
    assert (ROOT / "docs" / "beoordeling.schema.json").read_text("utf-8") == result_schema(), hint
