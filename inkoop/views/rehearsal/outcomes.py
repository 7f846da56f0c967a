"""Thresholds, places and ties in the simulated tenders."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from inkoop.analysis.rehearsal.report import StageRehearsal
from inkoop.rules.dutch_format import decimal_text, listing
from inkoop.views.rehearsal.effects import percent_text
from inkoop.views.rehearsal.model import Block, Paragraph
from inkoop.views.words.blocks import Column, Table, TableRow


def outcome_blocks(tried: StageRehearsal) -> Iterator[Block]:
    """The chapter on thresholds, places and ties, for one lot."""
    bids = tried.simulation.bids
    if tried.thresholds:
        columns = (
            Column("Drempel bij"),
            Column("Wat"),
            Column("Punten", numeric=True),
            Column("Gehaald door", numeric=True),
        )
        rows = tuple(
            TableRow((t.code, t.title, decimal_text(t.limit), _share(bids - t.missed, bids)))
            for t in tried.thresholds
        )
        yield Table(f"De drempels, op {bids} verzonnen inschrijvingen", columns, rows)
    else:
        yield Paragraph("Er zijn geen drempels.")
    yield Paragraph(_places(tried))
    yield Paragraph(_ties(tried))


def _share(part: int, whole: int) -> str:
    return percent_text(Decimal(100 * part) / whole) if whole else "–"


def _places(tried: StageRehearsal) -> str:
    places, tenders = tried.stage.award.places, len(tried.simulation.results)
    if places is None:
        return "Er is geen vast aantal plaatsen."
    text = f"Er {'is één plaats' if places == 1 else f'zijn {places} plaatsen'}."
    if not tried.unfilled:
        return f"{text} In geen van de {tenders} verzonnen aanbestedingen bleef er een leeg."
    share = _share(tried.unfilled, tenders)
    return (
        f"{text} In {share} van de {tenders} verzonnen aanbestedingen bleef er minstens één leeg,"
        " omdat te weinig"
        " inschrijvingen de drempels haalden. Bedenk vooraf wat u dan doet."
    )


def _ties(tried: StageRehearsal) -> str:
    tenders, chain = len(tried.simulation.results), tried.stage.award.tie_break
    places, capacity = tried.stage.award.places, tried.stage.award.capacity
    if places is None and capacity is None:
        return "Zonder vast aantal plaatsen hoeft er niet geloot te worden."
    drawn = _share(tried.simulation.draws, tenders)
    over = f"het laatste deel van de {capacity.unit}" if places is None and capacity else "de laatste plaats"
    text = f"Loting om {over}: in {drawn} van de verzonnen aanbestedingen."
    if chain:
        parted = _share(tried.simulation.parted, tenders)
        text += f" Bij {parted} stonden er totalen gelijk en besliste {listing(chain)}."
    else:
        text += " Het kader noemt geen criterium dat bij een gelijke stand beslist."
    return text
