"""The standstill: counted from the day after sending, and never ending on a day that the law calls free."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from inkoop.domain.tender import Tender
from inkoop.rules.procedure.standstill import standstill
from inkoop.views.letters.model import Para
from inkoop.views.letters.term import counted_text, objection_blocks
from inkoop.writers.letters.calendar import standstill_ics


@pytest.mark.parametrize(
    ("sent", "last", "moved_by"),
    [
        ("2027-05-11", "2027-05-31", ()),  # a Monday
        ("2027-05-10", "2027-05-31", ("zondag",)),
        ("2027-05-08", "2027-05-28", ()),  # sent on a Saturday: that day never counts
        ("2027-04-07", "2027-04-28", ("Koningsdag",)),
        ("2027-03-06", "2027-03-30", ("Goede vrijdag", "zaterdag", "Eerste paasdag", "Tweede paasdag")),
        ("2027-04-15", "2027-05-07", ("Bevrijdingsdag", "Hemelvaartsdag")),
        ("2026-12-05", "2026-12-28", ("Eerste kerstdag", "Tweede kerstdag", "zondag")),
        ("2027-12-12", "2028-01-03", ("Nieuwjaarsdag", "zondag")),
        ("2028-02-09", "2028-02-29", ()),  # a leap day is a day
    ],
)
def test_the_last_day(sent: str, last: str, moved_by: tuple[str, ...]) -> None:
    day = date.fromisoformat(sent)
    term = standstill(day, 20)
    if sent == "2027-12-12":  # 1 January 2028 is a Saturday
        assert term.counted == date(2028, 1, 1)
    assert (term.first, term.last.isoformat()) == (day + timedelta(1), last)
    assert term.moved_by == moved_by
    assert (term.last - day).days >= 20
    told = counted_text(term)
    assert ("Algemene termijnenwet" in told) == bool(moved_by)
    assert all(name in told for name in moved_by)


def test_a_kader_may_ask_for_more_days() -> None:
    term = standstill(date(2027, 5, 11), 30)
    assert (term.counted, term.last) == (date(2027, 6, 10), date(2027, 6, 10))
    assert "De opschortende termijn is 30 dagen." in counted_text(term)


@pytest.mark.parametrize("procedure", ["sas", "openbaar", "meervoudig_onderhands", "open_house"])
def test_a_letter_names_the_law_only_where_it_asks_the_term(procedure: str, small_tender: Tender) -> None:
    info = small_tender.info.model_copy(update={"procedure": procedure})
    term = standstill(date(2027, 5, 10), 20)
    told = " ".join(block.text for block in objection_blocks(info, term) if isinstance(block, Para))
    assert "Tot en met maandag 31 mei 2027 sluiten wij geen contract." in told
    assert f"{info.contact.name}, {info.contact.email}" in told
    for law in ("2.127", "2.131", "Algemene termijnenwet"):
        assert (law in told) == (procedure in ("sas", "openbaar")), law


def test_the_calendar_has_the_whole_last_day_and_every_line_fits() -> None:
    """Read by hand as RFC 5545 says: folded lines joined, signs with a meaning behind a backslash."""
    title = "Dagbesteding; dichtbij, voor iedereen \\ café " * 4
    data = standstill_ics(standstill(date(2027, 5, 10), 20), "REF,1", title, "b" * 64)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    lines = data.replace(b"\r\n ", b"").decode().splitlines()
    assert {"DTSTART;VALUE=DATE:20270531", "DTEND;VALUE=DATE:20270601", f"UID:{'b' * 32}@inkoop"} <= set(
        lines
    )
    (summary,) = (line for line in lines if line.startswith("SUMMARY:"))
    assert re.sub(r"\\(.)", r"\1", summary).endswith(f"{title} (REF,1)")
    assert not re.search(r"(?<!\\)[;,]", summary)
