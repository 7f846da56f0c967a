"""Broken kaders: each line that is wrong says in a comment which finding belongs there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inkoop.catalogue import entries, message, remedy
from inkoop.domain.places import LinePlace
from inkoop.readers.settings.kader import read_kader

GALLERY = Path(__file__).parents[1] / "galerij" / "kaders"
KADERS = sorted(GALLERY.glob("*.yaml"))
EXPECTED = re.compile(r"# verwacht((?: (?:BIEB|KADER|BIJLAGE|PRIJS|TABEL)-\d{2,3})+)")
ELSEWHERE = {"KADER-01", "KADER-02", "KADER-03", "KADER-04", "KADER-06", "KADER-08", "KADER-28"}
"""Faults that leave no line to write the expectation on; they have tests of their own below."""


def expected(path: Path) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        match = EXPECTED.search(line)
        if match:
            found += [(number, code) for code in match[1].split()]
    return sorted(found)


@pytest.mark.parametrize("path", KADERS, ids=lambda path: path.stem)
def test_every_fault_is_reported_on_its_own_line(path: Path) -> None:
    outcome = read_kader(path)
    places = [finding.place for finding in outcome.findings]
    assert all(isinstance(place, LinePlace) and place.column for place in places)
    found = sorted((place.line, f.code) for place, f in zip(places, outcome.findings, strict=True))  # type: ignore[union-attr]
    assert found == expected(path)
    assert outcome.value is None
    for finding in outcome.findings:
        assert "{" not in message(finding) + remedy(finding)


def test_the_gallery_shows_every_finding_about_kaders() -> None:
    shown = {code for path in KADERS for _, code in expected(path)} | ELSEWHERE
    others = {"BIJLAGE-03", "PRIJS-10", "TABEL-04"}
    assert shown == {code for code in entries() if code.startswith(("BIEB-", "KADER-"))} | others
    assert all(len(expected(path)) >= 1 for path in KADERS)


def codes(path: Path) -> list[str]:
    return [finding.code for finding in read_kader(path).findings]


def test_a_file_that_is_no_kader(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    assert codes(kader) == ["KADER-01"]
    assert codes(tmp_path) == ["KADER-08"]
    for workbook in (b"PK\x03\x04 a form", bytes.fromhex("D0CF11E0A1B11AE1") + b" an old one"):
        kader.write_bytes(workbook)
        assert codes(kader) == ["KADER-08"]
    for text in ("", "- een\n- lijst\n", "zomaar tekst", "# alleen een opmerking\n"):
        kader.write_text(text, "utf-8")
        assert codes(kader) == ["KADER-02"]
    kader.write_bytes("titel: café".encode("latin-1"))
    assert codes(kader) == ["KADER-04"]
    kader.write_bytes(b"a" * 2_000_001)
    assert codes(kader) == ["KADER-03"]
    kader.write_text("a: " + "[" * 5000, "utf-8")
    assert codes(kader) == ["KADER-05"]


def test_an_alias_is_refused_where_it_stands(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text("kader: 1\nbronnen: &b [1]\neisen: *b\n", "utf-8")
    refused = [f.place for f in read_kader(kader).findings if f.code == "KADER-06"]
    assert [(p.line, p.column) for p in refused if isinstance(p, LinePlace)] == [(2, 10)]


def test_a_tender_without_criteria_needs_to_say_open_house(tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text("kader: 1\naanbesteding: {procedure: sas}\n", "utf-8")
    assert codes(kader).count("KADER-28") == 2
    kader.write_text("kader: 1\naanbesteding: {procedure: open_house}\n", "utf-8")
    assert codes(kader).count("KADER-28") == 0


def test_a_suggestion_is_made_for_a_word_that_is_nearly_right() -> None:
    messages = [message(finding) for finding in read_kader(GALLERY / "velden.yaml").findings]
    assert "sass kan hier niet; bedoelt u sas?" in messages
    assert "De sleutel inleidng bestaat hier niet; bedoelt u inleiding?" in messages


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: b: c\n", "geen dubbele punt"),
        ("a: 1\nb\nc: 2\n", "ontbreekt een dubbele punt"),
        ("a:\n\t- b\n", "tab"),
        ('a: "open\n', "aanhalingsteken gaat niet dicht"),
        ("a: [1, 2\n", "haakje"),
        ("a: {b: 1\nc: 2}}\n", "niet"),
        ("a: *weg\n", "verwezen"),
        ("a:\n    - b\n  - c\n", "inspringen"),
    ],
)
def test_what_is_wrong_with_the_yaml_is_said_in_dutch(text: str, problem: str, tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text(text, "utf-8")
    (found,) = read_kader(kader).findings
    assert found.code == "KADER-05"
    assert problem in message(found)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("openbaar: {prijzen: winnaars}\n", True),
        ("openbaar: {prijzen: alle}\n", False),
        ("", False),
    ],
)
def test_points_that_tell_a_hidden_price_are_told(changed: str, told: bool, tmp_path: Path) -> None:
    kader = tmp_path / "kader.yaml"
    kader.write_text((GALLERY.parents[1] / "kaders" / "klein.yaml").read_text("utf-8") + changed, "utf-8")
    assert ("PRIJS-10" in codes(kader)) is told


def test_a_confidential_price_is_a_hidden_one(tmp_path: Path) -> None:
    text = (GALLERY.parents[1] / "kaders" / "klein.yaml").read_text("utf-8")
    kader = tmp_path / "kader.yaml"
    asked = "tekst: Wat is uw tarief?, "
    assert text.count(asked) == 1
    kader.write_text(text.replace(asked, f"{asked}vertrouwelijk: ja, "), "utf-8")
    assert "PRIJS-10" in codes(kader)
