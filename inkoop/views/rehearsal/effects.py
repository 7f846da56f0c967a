"""Weights by name beside weights by effect: a chart of the top-level criteria and a table of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from inkoop.analysis.rehearsal.effects import Effect, top_effects
from inkoop.rules.dutch_format import decimal_text
from inkoop.views.rehearsal.model import Block, EffectChart, EffectRow, Paragraph
from inkoop.views.rehearsal.texts import EFFECT_HOW, EFFECT_LEAD, NO_SHARES
from inkoop.views.report.chart import fit, scaled
from inkoop.views.report.tables import parts
from inkoop.views.words.blocks import Column, Table, TableRow

BAR, ROW, LABEL, _MOST_NAME = 860, 84, 600, 33
_TENTH = Decimal("0.1")


def effect_blocks(found: Sequence[Effect]) -> Iterator[Block]:
    """The chapter on weights, for one lot."""
    yield Paragraph(EFFECT_LEAD, "aanhef")
    top = top_effects(found)
    if any(effect.share is not None for effect in found):
        yield _chart(top)
    else:
        yield Paragraph(NO_SHARES)
    yield from parts(_table(found))
    yield Paragraph(EFFECT_HOW, "klein")


def _chart(top: Sequence[Effect]) -> EffectChart:
    most = max([Decimal(1), *(value for e in top for value in (e.weight, e.share) if value is not None)])
    rows = tuple(
        EffectRow(
            index * ROW,
            fit(f"{effect.code} {effect.title}", LABEL - 20, _MOST_NAME),
            scaled(effect.weight or Decimal(0), most, BAR),
            scaled(effect.share or Decimal(0), most, BAR),
            percent_text(effect.weight),
            percent_text(effect.share),
        )
        for index, effect in enumerate(top)
    )
    told = "; ".join(f"{e.code} {percent_text(e.weight)} en {percent_text(e.share)}" for e in top)
    return EffectChart(f"Gewicht en aandeel in de verschillen: {told}", len(rows) * ROW, rows)


def _table(found: Sequence[Effect]) -> Table:
    columns = (
        Column("Code"),
        Column("Criterium"),
        Column("Gewicht", numeric=True),
        Column("Aandeel in de verschillen", numeric=True),
        Column("Andere gunning", numeric=True),
    )
    rows = tuple(
        TableRow(
            (e.code, e.title, percent_text(e.weight), percent_text(e.share), percent_text(e.turned)),
        )
        for e in found
    )
    return Table("Elk criterium: wat het heet te wegen en wat het doet", columns, rows)


def percent_text(value: Decimal | None) -> str:
    """12,5 %, or a dash where there is nothing to say."""
    if value is None:
        return "–"
    return f"{decimal_text(value.quantize(_TENTH, ROUND_HALF_UP))} %"
