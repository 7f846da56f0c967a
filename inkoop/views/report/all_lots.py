"""The sheet over all lots: in each lot who gets a contract, and what each provider gets in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inkoop.domain.evaluation import Award, Evaluation, LotResult, Ranked
from inkoop.domain.outcome import Stand
from inkoop.rules.dutch_format import listing
from inkoop.rules.submission.naming import by_name
from inkoop.views.procedure.vault import vault_words
from inkoop.views.record.versions import bidders
from inkoop.views.report.chart import SingleBar
from inkoop.views.report.consequences import people_of
from inkoop.views.report.parties import NAME_LENGTH
from inkoop.views.report.tables import parts
from inkoop.views.words.admission import volume_text
from inkoop.views.words.blocks import Column, Table, TableRow
from inkoop.views.words.counting import capital, count
from inkoop.views.words.lot_limits import limit_words
from inkoop.views.words.replaced import ReplacedData, replaced_sheet_text
from inkoop.views.words.standing import lot_title, standing
from inkoop.views.words.wording import plain, shortened

_NAMES = 8
"""So many are named in one cell; the others are counted."""
_OPEN = (Award.DRAW, Award.CHOICE)


@dataclass(frozen=True, slots=True)
class AllLots:
    """What the sheet says, as plain data."""

    title: str
    reference: str
    buyer: str
    fictional: bool
    dated: str
    headline: str
    lead: tuple[str, ...]
    lots: tuple[Table, ...]
    providers: tuple[Table, ...]
    people: SingleBar | None
    people_words: str
    replaced: str = ""
    """The sheet whose place this one takes, and in which lots the contracts became otherwise."""
    seal: str = ""
    """The fingerprint of all data that travels inside the PDF."""
    stand: str = ""
    """The stand of the tender's record; empty outside its folder."""
    prices: str = ""
    """How prices were kept; empty outside such a folder, and where no price counts."""

    @property
    def beyond(self) -> LotsBeyond:
        """What it says that may rest on answers which are not in it."""
        return LotsBeyond(self.people, self.people_words)


@dataclass(frozen=True, slots=True)
class LotsBeyond:
    """Where people are now: only sums, which show no answer."""

    people: SingleBar | None
    people_words: str


def all_lots(
    evaluation: Evaluation, whole: Evaluation, replaced: Mapping[str, ReplacedData] | None = None
) -> AllLots | None:
    """The sheet, or None for a tender without lots.

    Args:
        replaced: by the name of each lot, what the sheet takes the place of.
        whole: the evaluation with all answers; of where people are only sums are told.
    """
    if evaluation.tender.lots is None:
        return None
    info, people = evaluation.tender.info, people_of(whole)
    return AllLots(
        title=info.title,
        reference=info.reference,
        buyer=info.buyer,
        fictional=info.fictional,
        dated=info.closes.date().isoformat(),
        headline=_headline(evaluation),
        lead=tuple(_lead(evaluation)),
        lots=tuple(parts(_lots(evaluation))),
        providers=tuple(parts(_providers(evaluation))),
        people=people.together() if people else None,
        people_words=people.conclusion() if people else "",
        replaced=replaced_sheet_text(replaced) if replaced else "",
        stand=evaluation.record.stand if evaluation.record else "",
        prices=vault_words(evaluation.record.prices) if evaluation.record else "",
    )


def _awarded(lot: LotResult) -> list[str]:
    """Who gets a contract; in an open house who is admitted."""
    if lot.tender.award is None:
        return [_name(submission.name) for submission in lot.admitted]
    given = (place for place in lot.ranking if place.award is Award.AWARDED)
    return [f"{_named(place)}{_volume(place, lot)}" for place in given]


def _volume(place: Ranked, lot: LotResult) -> str:
    return "" if place.volume is None else f" ({volume_text(place.volume, lot.tender)})"


def _named(place: Ranked) -> str:
    return _name(place.scorecard.submission.name)


def _name(text: str) -> str:
    return shortened(plain(text), NAME_LENGTH)


def _headline(evaluation: Evaluation) -> str:
    filled = sum(1 for lot in evaluation.lots if _awarded(lot))
    every = len(evaluation.lots)
    if not filled:
        return "In geen enkel perceel krijgt iemand al een contract"
    where = "In elk perceel" if filled == every else f"In {filled} van de {every} percelen"
    return f"{where} is er een voorstel voor een contract"


def _lead(evaluation: Evaluation) -> Iterator[str]:
    bidders = len(evaluation.bidders)
    verb = "is" if bidders == 1 else "zijn"
    on = count(len(evaluation.lots), "perceel", "percelen")
    yield f"Er {verb} {count(bidders, 'inschrijving', 'inschrijvingen')} op {on}."
    states = [standing(lot, evaluation) for lot in evaluation.lots]
    drawing = sum(1 for lot in evaluation.lots if any(place.award is Award.DRAW for place in lot.ranking))
    if drawing:
        yield f"In {count(drawing, 'perceel', 'percelen')} moet er eerst geloot worden."
    if provisional := states.count(Stand.PROVISIONAL):
        where = count(provisional, "perceel is", "percelen is")
        yield f"In {where} het voorstel voorlopig: daar wacht nog iets op een besluit of een keuze."
    if waiting := states.count(Stand.WAITING):
        yield f"In {count(waiting, 'perceel', 'percelen')} ontbreken nog cijfers."
    yield from limit_words(evaluation.tender)


def _lots(evaluation: Evaluation) -> Table:
    columns = (
        Column("Perceel"),
        Column("Inschrijvingen", numeric=True, wide=True),
        Column("Contract"),
        Column("Stand"),
    )
    rows = tuple(
        TableRow(
            (lot_title(lot) or lot.lot, str(_bids(lot)), _in_short(_awarded(lot)), _state(lot, evaluation))
        )
        for lot in evaluation.lots
    )
    return Table("De percelen", columns, rows)


def _bids(lot: LotResult) -> int:
    return len(bidders(lot))


def _in_short(names: Sequence[str]) -> str:
    if not names:
        return "nog niemand"
    more = len(names) - _NAMES
    return listing([*names[:_NAMES], f"nog {more}"] if more > 0 else names)


def _state(lot: LotResult, evaluation: Evaluation) -> str:
    """What the proposal is worth, and for whom it is still open."""
    drawn = [_named(place) for place in lot.ranking if place.award is Award.DRAW]
    choosing = [_named(place) for place in lot.ranking if place.award is Award.CHOICE]
    found = [standing(lot, evaluation).value]
    if drawn:
        found.append(f"loten: {_in_short(drawn)}")
    if choosing:
        found.append(f"kiezen: {_in_short(choosing)}")
    if lot.undecided:
        found.append(f"{count(len(lot.undecided), 'wacht', 'wachten')} op een besluit")
    return capital("; ".join(found))


def _providers(evaluation: Evaluation) -> Table:
    """Everybody who gets or may still get a contract somewhere."""
    columns = (Column("Aanbieder"), Column("Krijgt"), Column("Nog onzeker"))
    rows = []
    for submission in sorted(evaluation.bidders, key=by_name):
        gets, waits = [], []
        for lot in evaluation.lots:
            title = lot_title(lot) or lot.lot
            if lot.tender.award is None and any(each.id == submission.id for each in lot.admitted):
                gets.append(title)
            if any(found.submission.id == submission.id for found in lot.undecided):
                waits.append(title)
            for place in lot.ranking:
                if place.scorecard.submission.id != submission.id:
                    continue
                if place.award is Award.AWARDED:
                    gets.append(f"{title}{_volume(place, lot)}")
                elif place.award in _OPEN:
                    waits.append(f"{title} ({place.award.value})")
        if gets or waits:
            rows.append(TableRow((_name(submission.name), "; ".join(gets) or "–", "; ".join(waits) or "–")))
    return Table("Wie krijgt wat", columns, tuple(rows))
