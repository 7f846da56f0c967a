"""What a fact of the record says, in one Dutch sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from inkoop.domain.procedure.facts import (
    Admitted,
    Asked,
    CellRef,
    Chose,
    Decided,
    Drawn,
    Fact,
    Final,
    HandedIn,
    HandedOut,
    Locked,
    Mended,
    Objected,
    ObjectionEnded,
    Opened,
    PriceAsked,
    PriceExplained,
    PricesOpened,
    Published,
    Received,
    Sent,
    SteppedBack,
    Withdrew,
)
from inkoop.domain.procedure.state import State
from inkoop.rules.dutch_format import day_text, listing, moment_text, number_of
from inkoop.views.words.wording import plain, sentence


def happened(fact: Fact, state: State) -> str:
    """The sentence; for a kind of fact that has none of its own its name and its reason."""
    words = _WORDS.get(type(fact))
    if words is not None:
        return words(fact, state)
    why = getattr(fact, "motivation", "") or getattr(fact, "reason", "")
    return f"{fact.kind.replace('_', ' ').capitalize()}. {sentence(why)}".strip()


def _who(number: int, state: State) -> str:
    bid = state.bids.get(number)
    return f"nummer {number}, {plain(bid.received.tenderer)}" if bid else f"nummer {number}"


def _published(fact: Published, _: State) -> str:
    why = f" Reden: {sentence(fact.reason)}" if fact.reason else ""
    closes = moment_text(fact.closes)
    vault = f" Geen prijskluis: {sentence(fact.no_vault)}" if fact.no_vault else ""
    if fact.custodians:
        holders = (f"{plain(each.name)}{' (reserve)' if each.spare else ''}" for each in fact.custodians)
        vault = f" De sleutels van de prijskluis hebben {listing(holders)}."
    return f"Versie {fact.version} van de regels is gepubliceerd. De sluiting is {closes}.{vault}{why}"


def _received(fact: Received, state: State) -> str:
    replaced = f" Vervangt nummer {fact.replaces}." if fact.replaces else ""
    sealed = f" Verzegeld: {number_of(len(fact.sealed), 'bestand', 'bestanden')}." if fact.sealed else ""
    when = moment_text(fact.arrived)
    return f"Ontvangen: {_who(fact.number, state)}, binnen op {when}.{sealed}{replaced}"


def _prices(fact: PricesOpened, _: State) -> str:
    count = len({file.number for file in fact.files})
    told = f"De kluis is geopend met de sleutels van {listing(map(plain, fact.keys))}"
    shut = f" Dicht bleef: {listing(f'nummer {number}' for number in fact.shut)}." if fact.shut else ""
    return f"{told}: de prijzen van {number_of(count, 'inschrijving', 'inschrijvingen')}.{shut}"


def _handed_out(fact: HandedOut, _: State) -> str:
    whose = f"voor {plain(fact.assessor)} ({fact.label})" if fact.assessor else "voor het panel"
    seed = f" Volgorde van de antwoorden door het zaad {plain(fact.seed)}." if fact.seed else ""
    return f"Werkblad uitgegeven {whose}.{seed}"


def _handed_in(fact: HandedIn, state: State) -> str:
    made = next((each for each in state.handed_out if each.stamp == fact.stamp), None)
    whose = plain(made.assessor) if made and made.assessor else "het panel"
    return f"Werkblad ingeleverd van {whose}."


def _sent(fact: Sent, _: State) -> str:
    return (
        f"Brieven met de beslissing, ronde {fact.round}, verzonden op {day_text(fact.sent)}. De opschortende "
        f"termijn loopt tot en met {day_text(fact.last_day)}."
    )


def _asked(fact: Asked, state: State) -> str:
    cells = _cells(cell for point in fact.points for cell in point.cells)
    told = f"Gevraagd om herstel: {_who(fact.number, state)}, van {cells}, tot {moment_text(fact.until)}."
    reasons = dict.fromkeys(sentence(point.obvious) for point in fact.points if point.obvious)
    return " ".join((told, *(f"Kennelijke fout: {reason}" for reason in reasons)))


def _mended(fact: Mended, state: State) -> str:
    """Which cells, and not what stands in them: that may be confidential."""
    when = moment_text(fact.arrived)
    who = _who(fact.number, state)
    return f"Hersteld: {who}, van {_cells(fact.cells)}, binnen op {when}. {sentence(fact.reason)}"


def _price_asked(fact: PriceAsked, state: State) -> str:
    """About which criterion, and not which price: that may be confidential."""
    about = listing(dict.fromkeys(plain(each.criterion) for each in fact.prices))
    return (
        f"Gevraagd om uitleg over de prijs: {_who(fact.number, state)}, over {about}, "
        f"tot {moment_text(fact.until)}."
    )


def _price_explained(fact: PriceExplained, state: State) -> str:
    count = number_of(len(fact.files), "bestand", "bestanden")
    when = moment_text(fact.arrived)
    return f"Uitleg over de prijs ontvangen: {_who(fact.number, state)}, {count}, binnen op {when}."


def _cells(cells: Iterable[CellRef]) -> str:
    return listing(dict.fromkeys(plain(f"{cell.sheet} › {cell.cell}") for cell in cells))


def _withdrew(fact: Withdrew, state: State) -> str:
    where = f" in perceel {fact.lot}" if fact.lot else ""
    return f"Ingetrokken{where}: {_who(fact.number, state)}. {sentence(fact.motivation)}"


_WORDS: Mapping[type, Callable[[Any, State], str]] = {
    Published: _published,
    Received: _received,
    Opened: lambda fact, _: f"Geopend: {number_of(len(fact.numbers), 'inschrijving', 'inschrijvingen')}.",
    Admitted: lambda fact, state: (
        f"{'Doet mee' if fact.takes_part else 'Doet niet mee'}: {_who(fact.number, state)}. "
        f"{sentence(fact.motivation)}"
    ),
    Decided: lambda fact, state: (
        f"Besloten over {_who(fact.number, state)}, {plain(fact.subject)}: {plain(fact.ruling)}. "
        f"{sentence(fact.motivation)}"
    ),
    Asked: _asked,
    Mended: _mended,
    HandedOut: _handed_out,
    HandedIn: _handed_in,
    Locked: lambda _, __: "De kwaliteit is vastgesteld: de cijfers veranderen niet meer.",
    PricesOpened: _prices,
    PriceAsked: _price_asked,
    PriceExplained: _price_explained,
    Drawn: lambda fact, _: f"Geloot in {fact.lot}; het verslag met de volgorde is {fact.file.path}.",
    SteppedBack: lambda fact, _: f"{plain(fact.assessor)} beoordeelt niet meer. {sentence(fact.motivation)}",
    Withdrew: _withdrew,
    Chose: lambda fact, state: (
        f"Gekozen door {_who(fact.number, state)}: {listing(fact.lots)}. {sentence(fact.motivation)}"
    ),
    Sent: _sent,
    Objected: lambda fact, state: (
        f"{fact.way.capitalize()} van {_who(fact.number, state)}. {sentence(fact.reason)}"
    ),
    ObjectionEnded: lambda fact, state: (
        f"Het bezwaar van {_who(fact.number, state)} is {fact.ruling}. {sentence(fact.reason)}"
    ),
    Final: lambda fact, _: f"De gunning is definitief: de beslissing van ronde {fact.round}.",
}
