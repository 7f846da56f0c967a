"""What a letter says of the standstill, and of whom to turn to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from inkoop.domain.evaluation import RecordMark
from inkoop.domain.tender import TenderInfo
from inkoop.rules.dutch_format import day_text, listing
from inkoop.rules.procedure.standstill import Standstill, weekday
from inkoop.views.letters.model import Block, Heading, Para


def objection_blocks(info: TenderInfo, term: Standstill) -> Iterator[Block]:
    """Where somebody who disagrees goes, until when, and how that day was counted."""
    contact = info.contact
    where = ", ".join(filter(None, (contact.name, contact.email, contact.phone)))
    yield Heading(2, "Bent u het er niet mee eens?")
    yield Para(f"Hebt u een vraag, of ziet u een fout? Laat het zo snel mogelijk weten: {where}.")
    until = f"Tot en met {_day(term.last)} sluiten wij geen contract."
    court = "Wilt u dat een rechter naar deze beslissing kijkt?"
    if by_law(info):
        yield Para(
            f"{until} {court} Start dan uiterlijk op die dag een kort geding. Dan sluiten wij geen contract "
            "voordat de rechter heeft beslist (artikel 2.131 Aanbestedingswet 2012)."
        )
    else:
        yield Para(f"{until} {court} Vraag hem dat dan uiterlijk op die dag.")
    yield Para(counted_text(term, by_law=by_law(info)), "Zo telden wij die dag.")


def by_law(info: TenderInfo) -> bool:
    """Whether the standstill of the Aanbestedingswet holds: not below the thresholds, nor in an open house,
    which selects nobody. There the buyer waits because it says so.
    """
    return info.procedure in ("sas", "openbaar")


def last_day_text(term: Standstill) -> str:
    """The last day of the standstill."""
    return f"De opschortende termijn loopt tot en met {_day(term.last)}."


def counted_text(term: Standstill, *, by_law: bool = True) -> str:
    """How the last day was counted, so that anybody can count along."""
    law = " (artikel 2.127 Aanbestedingswet 2012)" if by_law else ""
    begin = (
        f"Wij versturen deze brief op {_day(term.sent)}. De opschortende termijn is {term.days} dagen. Zij "
        f"begint de dag erna, op {_day(term.first)}{law}. Dag {term.days} is {_day(term.counted)}."
    )
    if not term.moved_by:
        return begin
    free = listing(dict.fromkeys(term.moved_by))
    extended = " (artikel 1 Algemene termijnenwet)" if by_law else ""
    return (
        f"{begin} Een termijn eindigt niet in het weekend en niet op een feestdag (hier: {free}). Daarom "
        f"loopt zij door tot en met {_day(term.last)}{extended}."
    )


def clock_note(record: RecordMark | None) -> str:
    """On which lines of the record somebody set the moment by hand; empty where nobody did."""
    lines = record.set_by_hand if record else ()
    if not lines:
        return ""
    where = f"regel {lines[0]}" if len(lines) == 1 else f"{len(lines)} regels"
    return f"Op {where} van het dossier is het moment met de hand gezet."


def _day(day: date) -> str:
    return f"{weekday(day)} {day_text(day)}"
