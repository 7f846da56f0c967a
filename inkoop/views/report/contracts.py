"""Who gets a contract, on the first page: all of them, always, with what a council asks about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from inkoop.analysis.award.consequences import locations_of
from inkoop.analysis.award.firmness import Firmness
from inkoop.domain.evaluation import Award
from inkoop.domain.questions import TableQuestion
from inkoop.views.report.consequences import HIDDEN, People
from inkoop.views.report.parties import Field, Party
from inkoop.views.words.admission import award_words, volume_text
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import count
from inkoop.views.words.price_words import is_secret
from inkoop.views.words.totals import by_price, total_words
from inkoop.views.words.wording import number_text
from inkoop.views.words.worth import money_text

_ALWAYS = 100
"""Percent of the weights nearby at which somebody keeps a contract."""
FIRM_WORDS = (
    "Vast: krijgt ook een contract als de gewichten van de criteria iets anders waren geweest."
    " Misschien: dan niet altijd."
)
_DRAWN = 10
"""Of those who draw lots so many are named; everybody with a contract is."""


class _Detail(NamedTuple):
    """A column about each provider."""

    column: Column
    cell: Callable[[Party], str]


def contracts_table(field: Field, people: People | None, firm: Firmness | None) -> Table | None:
    """Everybody with a contract and everybody who may still get one; None where there is nobody."""
    if field.tender.award is None:
        parties: Sequence[Party] = field.admitted
    else:
        parties = [*field.with_award(Award.AWARDED), *field.with_award(Award.CHOICE)]
    drawn = field.with_award(Award.DRAW)
    parties = [*parties, *drawn[:_DRAWN]]
    if not parties:
        return None
    details = [*_points(field), *_size(field, people), *_price(field), *_firm(firm)]
    place = (Column("", "plaats"),) if field.tender.award else ()
    rows = tuple(
        TableRow(
            (*((party.label,) if place else ()), party.name, *(detail.cell(party) for detail in details)),
            "" if firm else _words(party, field),
            party.anchor,
            line=bool(number and _award(parties[number - 1]) is not _award(party)),
        )
        for number, party in enumerate(parties)
    )
    if more := len(drawn[_DRAWN:]):
        rest = ("",) * len(details)
        named = f"En nog {count(more, 'aanbieder', 'aanbieders')}"
        rows = (*rows, TableRow((*(("",) if place else ()), named, *rest), "" if firm else "loting nodig"))
    columns = (*place, Column("Aanbieder"), *(detail.column for detail in details))
    caption = "Voorstel voor een contract" if field.tender.award else "Voorstel voor toelating"
    return Table(caption, columns, rows, header=len(place))


def _award(party: Party) -> Award | None:
    return party.ranked.award if party.ranked else None


def _words(party: Party, field: Field) -> str:
    """What is still needed for a contract; nothing for who has one."""
    if party.ranked is None or party.ranked.award is Award.AWARDED:
        return ""
    return award_words(party.ranked, field.tender)


def _points(field: Field) -> list[_Detail]:
    award = field.tender.award
    if award is None:
        return []
    words = total_words(award)
    column = Column(
        "Punten" if words.heading == "Totaal" else words.heading, numeric=True, wide=by_price(award)
    )
    return [_Detail(column, lambda party: party.total)]


def _size(field: Field, people: People | None) -> list[_Detail]:
    """How much is proposed, how many places there are, and how many people come now."""
    found: list[_Detail] = []
    if any(party.ranked and party.ranked.volume is not None for party in field.ranked):
        found.append(_Detail(Column("Omvang", numeric=True, wide=True), lambda party: _volume(party, field)))
    insight = field.tender.insight
    if insight is not None and insight.supply is not None and insight.supply.places is not None:

        def places(party: Party) -> str:
            return number_text(Decimal(sum(each.places for each in locations_of(party.submission, insight))))

        found.append(_Detail(Column("Plaatsen", numeric=True), places))
    if people is not None:
        found.append(_Detail(Column("Mensen", "nu", numeric=True), lambda party: _now(party, people)))
    return found


def _volume(party: Party, field: Field) -> str:
    volume = party.ranked.volume if party.ranked else None
    return "–" if volume is None else volume_text(volume, field.tender)


def _now(party: Party, people: People) -> str:
    """How many people have a place there now; a small group stays hidden, as in the chapter about them."""
    own = [each for each in people.found.providers if each.submission == party.submission.id]
    if not own or not own[0].total:
        return "0" if own else HIDDEN
    return people.number("aanbieder", party.submission.id, own[0].prospect)


def _firm(firm: Firmness | None) -> list[_Detail]:
    """In one word: vast, misschien or loting."""
    if firm is None:
        return []
    near = {each.submission: each.nearby for each in firm.acceptability}

    def word(party: Party) -> str:
        if _award(party) is Award.DRAW:
            return "loting"
        if _award(party) is Award.CHOICE:
            return "keuze"
        return "vast" if near.get(party.submission.id) == _ALWAYS else "misschien"

    return [_Detail(Column("Hoe vast"), word)]


def price_words(field: Field) -> str:
    """What the price in the table is: a unit, or a sum over published amounts, which is no cost."""
    priced = field.tender.priced
    if not _price(field):
        return ""
    leaf = priced[0][0]
    question = field.tender.question_of(leaf)
    if isinstance(question, TableQuestion):
        return (
            f"Prijs ({leaf.code}): de som van elk tarief × een hoeveelheid uit het kader, voor iedereen"
            " dezelfde."
            " Het is om te vergelijken, en niet wat een contract kost."
        )
    unit = getattr(question, "unit", "")
    return f"Prijs ({leaf.code}): in {unit}." if unit else ""


def _price(field: Field) -> list[_Detail]:
    """What each asks, where the kader scores one price and that may be shown."""
    priced = field.tender.priced
    if len(priced) != 1 or is_secret(priced[0][0], field.tender):
        return []
    code = priced[0][0].code

    def price(party: Party) -> str:
        scores = party.card.scores if party.card else ()
        found = next((score.price for score in scores if score.criterion == code and score.price), None)
        return "–" if found is None else money_text(found.counted)

    return [_Detail(Column("Prijs", numeric=True, wide=True), price)]
