"""The page with all lots beside each other: per lot who is proposed, for how much, and who got another lot.

Each lot has its own order. There is never one order over lots: what is scored in them can differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.evaluation import Award, Evaluation, LotResult, Ranked
from inkoop.domain.outcome import Stand, Unranked
from inkoop.domain.submission import SubmissionId
from inkoop.rules.submission.naming import by_name
from inkoop.views.report.model import LotsPage
from inkoop.views.report.parties import NAME_LENGTH
from inkoop.views.report.tables import parts
from inkoop.views.words.admission import award_words
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import capital, count
from inkoop.views.words.lot_limits import limit_words
from inkoop.views.words.outcomes import award_and_tie, rank_text
from inkoop.views.words.standing import lot_name, lot_title, standing, unranked
from inkoop.views.words.totals import total_text, total_words
from inkoop.views.words.wording import number_text, plain, shortened

_MOST_LOTS = 4
"""More lots do not fit beside each other in one table."""


def lots_page(evaluation: Evaluation) -> LotsPage | None:
    """All lots, or None for a tender without lots."""
    if evaluation.tender.lots is None:
        return None
    return LotsPage(
        lead=tuple(_lead(evaluation)),
        tables=tuple(table for lot in evaluation.lots for table in _tables(lot, evaluation)),
        overview=_overview(evaluation) if len(evaluation.lots) <= _MOST_LOTS else None,
    )


def _lead(evaluation: Evaluation) -> Iterator[str]:
    lots = evaluation.tender.lots
    assert lots is not None
    number = len(evaluation.lots)
    lots_in_words = count(number, "perceel", "percelen")
    yield f"De opdracht is verdeeld in {lots_in_words}. Elk perceel wordt apart gegund."
    if evaluation.tender.award is None:
        yield "Er zijn geen punten en er is geen rangorde."
        return
    yield "Elk perceel heeft een eigen rangorde en een eigen verslag."
    yield from limit_words(evaluation.tender)


def _tables(lot: LotResult, evaluation: Evaluation) -> Iterator[Table]:
    award = lot.tender.award
    caption = f"{capital(lot_name(lot))}{_size(lot)}{_state(lot, evaluation)}"
    if award is None:
        names = [shortened(plain(s.name), NAME_LENGTH) for s in lot.admitted]
        rows = tuple(TableRow((name, Unranked.ADMITTED.value)) for name in names)
        rest = tuple(TableRow(row.cells[1::2]) for row in _rest(lot))
        heads = (Column("Aanbieder"), Column("Voorstel"))
        yield from parts(Table(caption, heads, (*rows, *rest) or _NOBODY))
        return
    shown = [place for place in lot.ranking if place.award is not Award.RESERVE]
    columns = (
        Column("", "plaats"),
        Column("Aanbieder"),
        Column(total_words(award).heading, numeric=True, wide=True),
        Column("Voorstel"),
    )
    rows = tuple(_row(place, lot) for place in shown)
    yield from parts(Table(caption, columns, (*rows, *_rest(lot)) or _EMPTY, header=1))


_NOBODY = (TableRow(("Niemand", "")),)
_EMPTY = (TableRow(("", "Niemand staat in de rangorde", "", "")),)


def _size(lot: LotResult) -> str:
    capacity = lot.tender.award.capacity if lot.tender.award else None
    return f": {number_text(capacity.size)} {capacity.unit}" if capacity else ""


def _state(lot: LotResult, evaluation: Evaluation) -> str:
    return {Stand.PROVISIONAL: " (voorlopig)", Stand.WAITING: " (er ontbreken cijfers)"}.get(
        standing(lot, evaluation), ""
    )


def _row(place: Ranked, lot: LotResult) -> TableRow:
    card = place.scorecard
    name = shortened(plain(card.submission.name), NAME_LENGTH)
    return TableRow(
        (rank_text(place), name, total_text(card.total, lot.tender), award_and_tie(place, lot.tender))
    )


def _rest(lot: LotResult) -> Iterator[TableRow]:
    """How many are on reserve or outside the ranking, and what is left of the capacity."""
    reserve = sum(1 for place in lot.ranking if place.award is Award.RESERVE)
    waiting = len(lot.admitted) if lot.waiting else 0
    others = (
        (reserve, Award.RESERVE),
        (waiting, Unranked.WAITING),
        (len(lot.undecided), Unranked.UNDECIDED),
        (len(lot.not_admitted), unranked(lot)),
    )
    for number, words in others:
        if number:
            yield TableRow(("", f"Nog {count(number, 'aanbieder', 'aanbieders')}", "", words.value))
    capacity = lot.tender.award.capacity if lot.tender.award else None
    if capacity is not None and lot.undivided is not None:
        given = sum(place.volume for place in lot.ranking if place.volume is not None)
        if left := capacity.size - given:
            yield TableRow(("", "Nog niet verdeeld", "", f"{number_text(left)} {capacity.unit}"))


def _overview(evaluation: Evaluation) -> Table:
    """Every provider with what is proposed for it in each lot, by name."""
    bidders = sorted(evaluation.bidders, key=by_name)
    columns = (Column("Aanbieder"), *(Column(lot_title(lot) or lot.lot) for lot in evaluation.lots))
    rows = tuple(
        TableRow((shortened(plain(s.name), NAME_LENGTH), *(_cell(s.id, lot) for lot in evaluation.lots)))
        for s in bidders
    )
    return Table("Per aanbieder, op volgorde van de naam", columns, rows)


def _cell(who: SubmissionId, lot: LotResult) -> str:
    """What became of one submission in a lot; a dash where it did not bid."""
    for place in lot.ranking:
        if place.scorecard.submission.id == who:
            return award_words(place, lot.tender)
    if any(found.submission.id == who for found in lot.undecided):
        return Unranked.UNDECIDED.value
    if any(found.submission.id == who for found in lot.not_admitted):
        return unranked(lot).value
    if any(submission.id == who for submission in lot.admitted):
        return (Unranked.WAITING if lot.tender.award else Unranked.ADMITTED).value
    return "–"
