"""The chapter with the ranking: charts in chunks that fit a page, and tables with the same numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import points_text
from inkoop.rules.maxima import maxima, total_points
from inkoop.views.admission import AWARD_WORDS
from inkoop.views.chart import Bar, StackChart, StackRow, bar_row, stack_chart
from inkoop.views.report_mentions import grounds, outside_lists
from inkoop.views.report_model import Column, Fact, Mention, RankingChapter, Table, TableRow
from inkoop.views.report_parties import Field, Party
from inkoop.views.report_tables import parts
from inkoop.views.report_texts import capital, count
from inkoop.views.wording import number_text

CHART_ROWS = 10
"""Bars in one chart: two charts fit a page."""
TABLE_COLUMNS = 8
"""Criteria in one table; more go to a next table."""


def ranking_chapter(field: Field) -> RankingChapter | None:
    """The ranking, or None when there is none."""
    award = field.tender.award
    if award is None or not field.scored:
        return None
    limits = maxima(field.tender)
    counted = [criterion for criterion in field.tender.criteria if limits[criterion.code] > 0]
    return RankingChapter(
        lead=tuple(_lead(field)),
        legend=tuple(Fact(c.code, f"{c.title} ({number_text(limits[c.code])} punten)") for c in counted),
        charts=tuple(_charts(field, field.ranked, counted, limits, "Rangorde")),
        tables=tuple(_tables(field.ranked, counted, limits, "Punten per criterium")),
        below_lead=_below_lead(field),
        below_charts=tuple(_charts(field, field.below, counted, limits, "Onder een drempel")),
        below_tables=tuple(_tables(field.below, counted, limits, "Onder een drempel: punten per criterium")),
        below=tuple(Mention(p.name, p.anchor, grounds(p, field), p.label) for p in field.below),
        outside=outside_lists(replace(field, below=()), 60),
    )


def _lead(field: Field) -> Iterator[str]:
    award = field.tender.award
    assert award is not None
    yield (
        f"In totaal zijn er {number_text(total_points(field.tender))} punten te halen."
        " Elke balk is zo lang als het aantal punten. Elk vak in de balk is een criterium."
    )
    if award.places is not None:
        places = count(award.places, "contract", "contracten")
        yield f"Er zijn {places} te verdelen. Een lijn in de grafiek laat zien waar het voorstel verandert."
    if award.threshold is not None:
        yield f"Wie in totaal minder dan {number_text(award.threshold)} punten heeft, krijgt geen contract."


def _below_lead(field: Field) -> str:
    if not field.below:
        return ""
    begin = capital(count(len(field.below), "aanbieder haalde", "aanbieders haalden"))
    return (
        f"{begin} een drempel niet. De punten staan hier wel, maar zonder plaats in de rangorde."
        " De letter is een naam voor de grafieken."
    )


def _charts(
    field: Field,
    parties: Sequence[Party],
    counted: Sequence[Criterion],
    limits: Mapping[str, Decimal],
    name: str,
) -> Iterator[StackChart]:
    award = field.tender.award
    assert award is not None
    key = _key(counted, limits)
    limit = award.threshold
    threshold = None if limit is None else (limit, f"drempel {number_text(limit)}")
    for start in range(0, len(parties), CHART_ROWS):
        chunk = parties[start : start + CHART_ROWS]
        bars = [_bar(party, counted) for party in chunk]
        title = f"{name}, staafgrafiek: {_in_words(chunk)} De tabel hieronder geeft dezelfde getallen."
        yield stack_chart(title, key, bars, total_points(field.tender), threshold)


def _key(counted: Sequence[Criterion], limits: Mapping[str, Decimal]) -> Bar:
    return Bar("", "", "", "", tuple((c.code, limits[c.code], number_text(limits[c.code])) for c in counted))


def key_row(tender: Tender) -> StackRow | None:
    """The points of the tender as one bar, divided over the criteria."""
    if tender.award is None:
        return None
    limits = maxima(tender)
    counted = [criterion for criterion in tender.criteria if limits[criterion.code] > 0]
    return bar_row(_key(counted, limits), total_points(tender))


def _in_words(chunk: Sequence[Party]) -> str:
    """The alternative text: who has how much."""
    return " ".join(f"{party.label}: {party.name}, {party.total} punten." for party in chunk)


def _bar(party: Party, counted: Sequence[Criterion]) -> Bar:
    parts = tuple(
        (c.code, party.earned[c.code].points, points_text(party.earned[c.code].points)) for c in counted
    )
    note = AWARD_WORDS[party.ranked.award] if party.ranked else ""
    return Bar(party.label, party.name, party.total, note, parts)


def _tables(
    parties: Sequence[Party], counted: Sequence[Criterion], limits: Mapping[str, Decimal], caption: str
) -> Iterator[Table]:
    if not parties:
        return
    for start in range(0, len(counted), TABLE_COLUMNS):
        chunk = counted[start : start + TABLE_COLUMNS]
        last = start + TABLE_COLUMNS >= len(counted)
        columns = [Column("", "plaats" if parties[0].ranked else "letter"), Column("Aanbieder")]
        columns += [Column(c.code, f"van {number_text(limits[c.code])}", numeric=True) for c in chunk]
        columns += [Column("Totaal", numeric=True)] if last else []
        part = "" if len(counted) <= TABLE_COLUMNS else f" ({chunk[0].code} tot en met {chunk[-1].code})"
        rows = tuple(_row(party, chunk, last=last) for party in parties)
        yield from parts(Table(f"{caption}{part}", tuple(columns), rows, header=1))


def _row(party: Party, chunk: Sequence[Criterion], *, last: bool) -> TableRow:
    points = [points_text(party.earned[c.code].points) for c in chunk]
    total = [party.total] if last else []
    note = AWARD_WORDS[party.ranked.award] if party.ranked else ""
    return TableRow((party.label, party.name, *points, *total), note, party.anchor)
