"""What people type and YAML reads otherwise: each gets its place and the text that was meant, which works."""

from __future__ import annotations

import re

import pytest

from inkoop.catalogue import message, remedy
from inkoop.domain.findings import Finding, Severity
from inkoop.domain.places import LinePlace
from inkoop.readers.settings.kader import kader_in
from inkoop.readers.settings.yaml_source import yaml_in
from tests.conftest import SMALL_KADER

TEXT = SMALL_KADER.read_text("utf-8")
MEANT = re.compile(r"Schrijf bijvoorbeeld `(.+)`")


def found_in(text: str) -> list[Finding]:
    read = kader_in(yaml_in(text.encode(), "kader.yaml"))
    return [each for each in read.findings if each.severity is not Severity.TIP]


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


WEIGHT, TITLE, BUYER = "gewicht: 40", "titel: Klein kader", "opdrachtgever: Gemeente Voorbeeld"
CASES = [
    # numbers
    (WEIGHT, "gewicht: 40%", "KADER-14", WEIGHT),
    (WEIGHT, "gewicht: 40 procent", "KADER-14", WEIGHT),
    (WEIGHT, "gewicht: 40,0", "KADER-14", WEIGHT),
    (WEIGHT, 'gewicht: "40"', "KADER-14", WEIGHT),
    ("ondergrens: 40", "ondergrens: € 40", "KADER-14", "ondergrens: 40"),
    ("ondergrens: 40", "ondergrens: 40 euro", "KADER-14", "ondergrens: 40"),
    ("ondergrens: 40", "ondergrens: € 40,-", "KADER-14", "ondergrens: 40"),
    ("plaatsen: 2", "plaatsen: 2\n  drempel: 12,5", "KADER-14", "drempel: 12.5"),
    ("plaatsen: 2", "plaatsen: 2\n  drempel: 60 procent", "KADER-14", 'drempel: "60%"'),
    ("plaatsen: 2", "plaatsen: 2\n  drempel: 60,5%", "KADER-14", 'drempel: "60.5%"'),
    ("jaar: 2025", "jaar: '2025'", "KADER-14", "jaar: 2025"),
    ("max_rijen: 6", "max_rijen: 6,0", "KADER-14", "max_rijen: 6"),
    # yes and no
    ("fictief: ja", "fictief: Ja", "KADER-14", "fictief: ja"),
    ("fictief: ja", "fictief: true", "KADER-14", "fictief: ja"),
    ("fictief: ja", "fictief: yes", "KADER-14", "fictief: ja"),
    # days and moments
    (
        'publicatie: "2026-01-05 09:00"',
        "publicatie: 5-1-2026 9:00",
        "KADER-14",
        'publicatie: "2026-01-05 09:00"',
    ),
    ('publicatie: "2026-01-05 09:00"', "publicatie: 5 januari 2026 om 9.00 uur", "KADER-14", None),
    ('publicatie: "2026-01-05 09:00"', "publicatie: 2026-01-05T09:00", "KADER-14", None),
    ('vanaf: "2026-03-01"', "vanaf: 1-3-2026", "KADER-14", 'vanaf: "2026-03-01"'),
    # texts
    ("kenmerk: KLEIN-1", "kenmerk: 2027", "KADER-14", 'kenmerk: "2027"'),
    (TITLE, "titel: true", "KADER-14", 'titel: "true"'),
    (TITLE, "titel: Klein: een kader", "KADER-05", 'titel: "Klein: een kader"'),
    (TITLE, "titel: @klein", "KADER-05", 'titel: "@klein"'),
    (TITLE, "titel: %klein", "KADER-05", 'titel: "%klein"'),
    (TITLE, "titel: `klein`", "KADER-05", 'titel: "`klein`"'),
    (TITLE, "titel: - klein", "KADER-05", 'titel: "- klein"'),
    (TITLE, 'titel: "Klein" kader', "KADER-05", 'titel: "\\"Klein\\" kader"'),
    (TITLE, "titel: 's morgens", "KADER-05", 'titel: "\'s morgens"'),
    (TITLE, 'titel: "Klein kader', "KADER-05", 'titel: "Klein kader"'),
    (TITLE, "titel: 'Klein kader", "KADER-05", 'titel: "Klein kader"'),
    (TITLE, 'titel: Klein "kader": ja', "KADER-05", 'titel: "Klein \\"kader\\": ja"'),
    (TITLE, "titel:Klein kader", "KADER-05", "titel: Klein kader"),
    (TITLE, "\ttitel: Klein kader", "KADER-05", TITLE),
    # a comma between braces
    ("tekst: Wat is uw tarief?", "tekst: Wat vraagt u, per dagdeel?", "KADER-100", None),
    ("tekst: Wat is uw tarief?", "tekst: Wat vraagt u, alles, bij elkaar?", "KADER-100", None),
    ("tekst: Wat is uw tarief?", "tekst: Vraagt u meer, nu?", "KADER-100", None),
    ("hout: Houtbewerking", "hout: Hout, en metaal", "KADER-100", 'hout: "Hout, en metaal"'),
    ("noord: Noord", "noord: Noord, west", "KADER-100", 'noord: "Noord, west"'),
    # a list of one
    ("uitgangspunten: [{code: P1, tekst: Dicht bij huis}]", "uitgangspunten: P1", "KADER-14", None),
]


@pytest.mark.parametrize(("right", "typed", "code", "meant"), CASES, ids=[case[1][:40] for case in CASES])
def test_what_was_meant_stands_beside_the_fault(right: str, typed: str, code: str, meant: str | None) -> None:
    assert right in TEXT
    text = TEXT.replace(right, typed, 1)
    found = [each for each in found_in(text) if each.code == code]
    assert len(found) == 1, [message(each) for each in found_in(text)]
    place = found[0].place
    assert isinstance(place, LinePlace)
    assert abs(place.line - line_of(text, typed.splitlines()[-1])) <= (1 if code == "KADER-05" else 0)
    assert place.column
    told = MEANT.search(remedy(found[0]))
    if typed == "uitgangspunten: P1":
        return  # a text in a list is no principle: the words say that a list belongs there
    assert told is not None, remedy(found[0])
    assert meant is None or told[1] == meant
    # Copied as it is told, the kader is right.
    mended = text.replace(typed.splitlines()[-1].strip(), told[1]).replace("\t", "")
    assert found_in(mended) == []


@pytest.mark.parametrize(
    "typed", ["gewicht: veertig", "gewicht: 1.234,5,6", "gewicht: [40]", "gewicht: 12 of 13", "gewicht: 3/4"]
)
def test_what_is_not_certain_is_not_guessed(typed: str) -> None:
    (found, *_) = found_in(TEXT.replace(WEIGHT, typed, 1))
    assert found.code == "KADER-14"
    assert MEANT.search(remedy(found)) is None


def test_the_place_of_an_open_quotation_mark_is_where_it_opens() -> None:
    text = TEXT.replace(TITLE, 'titel: "Klein kader', 1)
    (found,) = found_in(text)
    assert isinstance(found.place, LinePlace)
    assert (found.place.line, found.place.column) == (line_of(text, 'titel: "Klein'), 10)


def test_what_is_shown_is_never_filled_in() -> None:
    read = kader_in(yaml_in(TEXT.replace(WEIGHT, "gewicht: 40%", 1).encode(), "kader.yaml"))
    assert read.value is None
