"""A dossier that anybody may have written: whatever is wrong with it ends in one sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest

from inkoop.domain.dossier import FORMAT, parse_dossier
from inkoop.domain.records import DossierError
from inkoop.domain.tender import Tender
from tests.analysis.planted import INFO, NUMBER, exact

GENERAL = [
    {"code": "naam", "tekst": "Naam?", "soort": "tekst", "max_woorden": 9},
    {"code": "N", "tekst": "Hoe lang?", "soort": "geheel_getal", **NUMBER},
    {
        "code": "T",
        "tekst": "Waar?",
        "soort": "tabel",
        "kolommen": [{"code": "plek", "tekst": "Plek", "soort": "tekst", "max_woorden": 9}],
    },
]
PRINCIPLES = [{"code": "P1", "tekst": "Dicht bij huis."}]
SOURCE = {"code": "b", "titel": "B", "uitgever": "G", "jaar": 2025, "uitgangspunten": PRINCIPLES}
TENDER = Tender.model_validate(
    exact({"kader": 1, "aanbesteding": INFO, "bronnen": [SOURCE], "algemeen": GENERAL})
)


def written(code: str, value: Any, **more: Any) -> bytes:
    """A dossier of one submission with one answer."""
    submission = {
        "inschrijver": "A",
        "bestand": "a.xlsx",
        "bytes": 1,
        "sha256": "",
        "kvk": "",
        "antwoorden": [{"vraag": code, "tekst": "", "waarde": value}],
        "bevindingen": [],
    }
    dossier = {
        "formaat": FORMAT,
        "vingerafdruk": "",
        "inschrijvingen": [submission | more],
        "beoordeling": {"bestanden": [], "cijfers": [], "besluiten": []},
        "lotingen": [],
        "bevindingen": [],
    }
    return json.dumps(dossier).encode()


def test_what_fits_is_read() -> None:
    cell = {"waarde": "hier", "blad": "Tabel T", "cel": "B6"}
    for code, value in (("naam", "A"), ("N", "12"), ("T", [{"plek": cell}])):
        (record,) = parse_dossier(written(code, value)).submissions
        answer = record.read(TENDER).answers[code]
        assert answer.value is not None
        assert answer.place.file == "a.xlsx"
    assert answer.rows[0].places["plek"].cell == "B6"


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("N", "1E+999999999"),
        ("N", "NaN"),
        ("N", "twaalf"),
        ("N", "9" * 5000),
        ("N", 12),
        ("N", ["12"]),
        ("naam", {"waarde": "A"}),
        ("naam", ["A"]),
        ("T", "hier"),
        ("T", ["hier"]),
        ("T", [{"plek": "hier"}]),
        ("T", [{"elders": {"waarde": "hier"}}]),
        ("T", [{"plek": {"waarde": 3}}]),
        ("onbekend", "A"),
    ],
)
def test_a_value_that_does_not_fit_its_question_is_told(code: str, value: Any) -> None:
    (record,) = parse_dossier(written(code, value)).submissions
    with pytest.raises(DossierError):
        record.read(TENDER)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        written("naam", "A", bytes=-1),
        written("naam", "A", bytes=10**400),
        written("naam", "A", bytes="1"),
        written("naam", "A").replace(b'"A"', b'"\\ud800"'),
        written("naam", "A").replace(FORMAT.encode(), b"inkoop/dossier/9"),
        written("naam", "A").replace(b'"kvk"', b'"kvk2"'),
    ],
    ids=range(11),
)
def test_what_is_no_dossier_is_told(data: bytes) -> None:
    with pytest.raises(DossierError):
        parse_dossier(data)


def test_an_answer_that_is_there_twice_is_told() -> None:
    answer = {"vraag": "naam", "waarde": "A"}
    (record,) = parse_dossier(written("naam", "A", antwoorden=[answer, answer])).submissions
    with pytest.raises(DossierError, match="twee keer"):
        record.read(TENDER)
