"""What taking part asks of a provider, how lots hang together, and how the bids were made up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.analysis.rehearsal.limits import LotLimits
from inkoop.analysis.rehearsal.ranges import Drawn, drawn_from
from inkoop.analysis.rehearsal.report import Rehearsal, StageRehearsal
from inkoop.domain.answers import Code, Codes, Day, Rows, Text, Value, YesNo
from inkoop.domain.questions import KINDS
from inkoop.rules.dutch_format import decimal_text, euro
from inkoop.views.rehearsal.model import Block, Heading, Paragraph
from inkoop.views.rehearsal.texts import BIDS_LEAD, ENGINE, RANGE_LEAD
from inkoop.views.report.tables import parts
from inkoop.views.words.blocks import Column, Table, TableRow

_DRAWN: Mapping[type[Value], str] = {
    YesNo: "ja of nee",
    Code: "elke keuze even vaak",
    Codes: "een gemiddeld aantal keuzes",
    Text: "open antwoord: alleen het cijfer telt",
    Day: "een dag; telt niet mee",
    Rows: "een rij voor elke vaste keuze",
}


def burden_blocks(rehearsal: Rehearsal) -> Iterator[Block]:
    """What taking part asks."""
    counted = rehearsal.burden
    yield Paragraph(
        "Wat u vraagt, moet in verhouding staan tot de opdracht. Dit vraagt u van iedereen die meedoet,"
        " ook van een klein initiatief.",
        "aanhef",
    )
    facts = (
        ("Vragen in het formulier", counted.questions),
        ("Eisen", counted.requirements),
        ("Open antwoorden", counted.open_answers),
        ("Woorden in alle open antwoorden samen, hoogstens", counted.words),
        ("Tabellen", counted.tables),
        ("Cellen in die tabellen, hoogstens", counted.cells),
        ("Vragen die een document lijken te vragen", len(counted.documents)),
        ("Dagen tussen publicatie en sluiting", counted.days),
    )
    columns = (Column("Wat"), Column("Aantal", numeric=True))
    yield Table(
        "De omvang van het werk",
        columns,
        tuple(TableRow((what, f"{n:,}".replace(",", "."))) for what, n in facts),
    )


def lot_blocks(limits: LotLimits) -> Iterator[Block]:
    """How the lots hang together."""
    yield Heading("De percelen samen")
    text = f"Er zijn {limits.lots} percelen."
    if limits.places is not None:
        text += f" Samen hebben die {limits.places} plaatsen."
    if limits.most_lots is not None:
        text += f" Eén aanbieder krijgt hoogstens {limits.most_lots} percelen."
    if limits.fewest is not None:
        text += (
            f" Om alle plaatsen te vullen zijn er minstens {limits.fewest} verschillende aanbieders nodig."
        )
    if limits.most_lots is not None and not limits.own_order:
        text += (
            " Een aanbieder kan nergens zijn eigen volgorde van percelen opgeven. Wie er meer wint"
            " dan mag, moet u"
            " dan na afloop om zijn voorkeur vragen."
        )
    yield Paragraph(text)


def method_blocks(rehearsal: Rehearsal) -> Iterator[Block]:
    """How the bids were made up, with the ranges they were drawn from."""
    yield Paragraph(ENGINE)
    bidders = ", ".join(_field(tried) for tried in rehearsal.stages)
    yield Paragraph(
        f"Aantal verzonnen aanbestedingen: {rehearsal.count}. Inschrijvers per aanbesteding:"
        f" {bidders} (twee meer dan"
        f" er plaatsen zijn, minstens vier en hoogstens twaalf). Zaad: {rehearsal.seed}. Met"
        " hetzelfde kader, hetzelfde"
        " zaad en hetzelfde aantal komt er op elke computer precies hetzelfde verslag uit."
    )
    yield Paragraph(BIDS_LEAD)
    yield Paragraph(RANGE_LEAD)
    for tried in rehearsal.stages:
        yield from _ranges(tried)


def _field(tried: StageRehearsal) -> str:
    lot = f" in perceel {tried.stage.name}" if tried.stage.name else ""
    return f"{tried.stage.bidders}{lot}"


def _ranges(tried: StageRehearsal) -> Iterator[Block]:
    lot = f" in perceel {tried.stage.name}" if tried.stage.name else ""
    columns = (Column("Vraag"), Column("Onderdeel"), Column("Getrokken uit"))
    rows = tuple(
        TableRow((drawn.question, drawn.part or "–", _range(drawn))) for drawn in drawn_from(tried.stage)
    )
    yield from parts(Table(f"Waaruit de antwoorden zijn getrokken{lot}", columns, rows))


def _range(drawn: Drawn) -> str:
    if drawn.low is None or drawn.high is None:
        return _DRAWN[KINDS[drawn.kind].holds]
    show = euro if drawn.kind == "bedrag" else decimal_text
    unit = drawn.unit.removeprefix("euro").strip() if drawn.kind == "bedrag" else drawn.unit
    return f"{show(drawn.low)} tot en met {show(drawn.high)} {unit}".strip()
