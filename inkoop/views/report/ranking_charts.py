"""The charts of the ranking: always of what the order rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from inkoop.domain.exact import ZERO
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.views.report.chart import Bar, StackChart, StackRow, bar_row, stack_chart
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.admission import award_words
from inkoop.views.words.outcomes import price_is_secret
from inkoop.views.words.totals import by_price, total_words
from inkoop.views.words.worth import earned, in_euro, money_text, most

CHART_ROWS = 10
"""Bars in one chart: two charts fit a page."""


def counted_criteria(tender: Tender) -> list[Criterion]:
    """The top-level criteria that earn something."""
    limits = maxima(tender)
    return [criterion for criterion in tender.criteria if limits[criterion.code] > 0]


def ranking_charts(field: Field) -> Iterator[StackChart]:
    """Of those in the ranking, with a method with the price itself; points stand as bars in the table."""
    if by_price(field.tender.award) and not price_is_secret(field.tender) and field.open:
        yield from _outcome_charts(field)


def _outcome_charts(field: Field) -> Iterator[StackChart]:
    """What the order rests on: one bar each. With gunnen op waarde the value of quality beside it."""
    award = field.tender.award
    assert award is not None
    bars = {party.label + party.anchor: _outcome_bar(party, field.tender) for party in field.ranked}
    longest = max((sum((part[1] for part in bar.parts), ZERO) for bar in bars.values()), default=ZERO)
    heading = total_words(award).heading
    for chunk in _chunks(field.ranked):
        own = [bars[party.label + party.anchor] for party in chunk]
        title = f"Rangorde, staafgrafiek van {heading.lower()}: {_in_words(chunk, field)}"
        yield stack_chart(f"{title} De tabel hieronder geeft dezelfde getallen.", own, longest)


def _outcome_bar(party: Party, tender: Tender) -> Bar:
    card = party.card
    assert card is not None
    assert tender.award is not None
    parts = [(total_words(tender.award).heading, max(card.total, ZERO), party.total)]
    if tender.award.method == "gunnen_op_waarde" and card.quality > 0:
        parts.append(("Kwaliteit", min(card.quality, card.total + card.quality), money_text(card.quality)))
    return Bar(party.label, party.name, party.total, _note(party, tender), tuple(parts))


def _chunks(parties: Sequence[Party]) -> Iterator[Sequence[Party]]:
    return (parties[start : start + CHART_ROWS] for start in range(0, len(parties), CHART_ROWS))


def _key(counted: Sequence[Criterion], tender: Tender) -> Bar:
    limits: Mapping[str, Decimal] = maxima(tender)
    return Bar("", "", "", "", tuple((c.code, limits[c.code], most(limits[c.code], tender)) for c in counted))


def key_row(tender: Tender) -> StackRow | None:
    """All that can be earned as one bar, divided over the criteria; None where nothing is earned."""
    counted = counted_criteria(tender)
    return bar_row(_key(counted, tender), total_points(tender)) if tender.award and counted else None


def key_title(tender: Tender) -> str:
    """What the bar on the cover shows, in words."""
    limits = maxima(tender)
    what = "De waarde" if in_euro(tender) else "De punten"
    parts = ", ".join(f"{c.code} {c.title}: {most(limits[c.code], tender)}" for c in counted_criteria(tender))
    return f"{what} per criterium. {parts}."


def _in_words(chunk: Sequence[Party], field: Field) -> str:
    """The alternative text: who has how much."""
    return " ".join(f"{party.label}: {party.name}, {_said(party, field)}." for party in chunk)


def _said(party: Party, field: Field) -> str:
    if party.said:
        return party.said
    quality = party.card.quality if party.card else ZERO
    return f"{earned(quality, field.tender)} voor kwaliteit"


def _note(party: Party, tender: Tender) -> str:
    return award_words(party.ranked, tender) if party.ranked else ""
