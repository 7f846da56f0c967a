"""The tables of the ranking: points by criterion, quality and price, what the order rests on, the volumes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inkoop.domain.evaluation import Award
from inkoop.domain.tender import Criterion
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.rules.submission.offers import offered_volume
from inkoop.views.report.parties import Earned, Field, Party, share
from inkoop.views.report.ranking_charts import counted_criteria
from inkoop.views.report.tables import parts
from inkoop.views.words.admission import award_words
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.outcomes import award_and_tie, price_is_secret
from inkoop.views.words.totals import by_price, quality_text, total_words
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import earned, in_euro, money_text, most

_NARROW, _BESIDE, _WIDE = 8, 5, 3
"""Criteria in one table: of points, of points beside quality and price, and of amounts in euro."""
HIDDEN = "vertrouwelijk"


def ranking_tables(field: Field, parties: Sequence[Party], caption: str) -> Iterator[Table]:
    """Points by criterion with the outcome; more criteria than fit go to a next table."""
    if not parties:
        return
    counted, most_columns = counted_criteria(field.tender), _columns(field)
    for start in range(0, max(len(counted), 1), most_columns):
        chunk = counted[start : start + most_columns]
        last = start + most_columns >= len(counted)
        part = "" if len(counted) <= most_columns else f" ({chunk[0].code} tot en met {chunk[-1].code})"
        rows = tuple(
            _row(party, above, chunk, field, last=last)
            for party, above in zip(parties, (None, *parties), strict=False)
        )
        columns = (*_names(parties), *_criteria(chunk, field), *(_outcome(field, parties) if last else ()))
        yield from parts(Table(f"{caption}{part}", columns, rows, header=1))


def _columns(field: Field) -> int:
    if in_euro(field.tender):
        return _WIDE
    return _BESIDE if by_price(field.tender.award) else _NARROW


def _names(parties: Sequence[Party]) -> tuple[Column, ...]:
    return Column("", "plaats" if parties[0].ranked else "letter"), Column("Aanbieder")


def _criteria(chunk: Sequence[Criterion], field: Field) -> tuple[Column, ...]:
    limits, wide = maxima(field.tender), in_euro(field.tender)
    return tuple(
        Column(c.code, f"van {most(limits[c.code], field.tender)}", numeric=True, wide=wide) for c in chunk
    )


def _outcome(field: Field, parties: Sequence[Party]) -> tuple[Column, ...]:
    award = field.tender.award
    assert award is not None
    if not by_price(award):
        return (Column(total_words(award).heading, numeric=True),)
    quality = Column("Kwaliteit", numeric=True, wide=True)
    if not parties[0].ranked:
        return (quality,)
    heading = total_words(award).heading
    price = (Column("Prijs", numeric=True, wide=True),) if heading != "Prijs" else ()
    return (quality, *price, Column(heading, numeric=True, wide=True))


def _row(
    party: Party, above: Party | None, chunk: Sequence[Criterion], field: Field, *, last: bool
) -> TableRow:
    points = [earned(party.earned[c.code].points, field.tender) for c in chunk]
    note = award_and_tie(party.ranked, field.tender) if party.ranked else ""
    outcome = _outcome_cells(party, field) if last else ()
    return TableRow(
        (party.label, party.name, *points, *outcome),
        note,
        party.anchor,
        (None, None, *(share(party.earned[c.code]) for c in chunk), *_total_bars(party, field, len(outcome))),
        line=bool(above and _proposed(above) is not _proposed(party)),
    )


def _total_bars(party: Party, field: Field, cells: int) -> tuple[int | None, ...]:
    """The part of all points, under the total of a method that adds points up."""
    if cells != 1 or by_price(field.tender.award) or party.card is None:
        return (None,) * cells
    return (share(Earned(party.card.total, total_points(field.tender))),)


def _proposed(party: Party) -> Award | None:
    return party.ranked.award if party.ranked else None


def _outcome_cells(party: Party, field: Field) -> tuple[str, ...]:
    award, card = field.tender.award, party.card
    assert award is not None
    if not by_price(award) or card is None:
        return (party.total,)
    quality = quality_text(card.quality, field.tender)
    if not party.ranked:
        return (quality,)
    secret = price_is_secret(field.tender)
    price = HIDDEN if secret or card.price is None else money_text(card.price.counted)
    if award.method == "laagste_prijs":
        return quality, price
    return quality, price, party.total


def division_table(field: Field) -> Iterator[Table]:
    """How the capacity is divided in this proposal, and what is left."""
    capacity = field.tender.award.capacity if field.tender.award else None
    if capacity is None or field.lot.undivided is None:
        return
    columns = (
        Column("Aanbieder"),
        Column("Biedt aan", numeric=True, wide=True),
        Column("Voorstel", numeric=True, wide=True),
    )
    given = [
        p for p in field.ranked if p.ranked and p.ranked.award in (Award.AWARDED, Award.CHOICE, Award.DRAW)
    ]
    rows = [_given(party, field) for party in given]
    left = capacity.size - sum((p.ranked.volume or Decimal(0) for p in given if p.ranked), Decimal(0))
    rows.append(TableRow(("Nog niet verdeeld", "", number_text(left))))
    rows.append(TableRow(("Samen", "", number_text(capacity.size))))
    yield Table(f"Verdeling van {number_text(capacity.size)} {capacity.unit}", columns, tuple(rows))


def _given(party: Party, field: Field) -> TableRow:
    capacity = field.tender.award.capacity if field.tender.award else None
    assert capacity is not None
    assert party.ranked is not None
    offered = number_text(offered_volume(party.submission, capacity, field.lot.lot))
    volume = party.ranked.volume
    note = "" if volume is not None else award_words(party.ranked, field.tender)
    return TableRow((party.name, offered, "–" if volume is None else number_text(volume)), note, party.anchor)
