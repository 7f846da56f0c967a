"""From facts to where a tender stands: one fact after another, and never one that the table forbids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from inkoop.domain.procedure.facts import (
    Admitted,
    Asked,
    Chose,
    Decided,
    Drawn,
    Entry,
    Fact,
    FileRef,
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
    Sha256,
    SteppedBack,
    Withdrew,
)
from inkoop.domain.procedure.stages import AssessedState
from inkoop.domain.procedure.state import Bid, State
from inkoop.rules.procedure.steps import Circumstances, Step, broken

_STEPS: Mapping[type, Step] = {
    Received: Step.RECEIVE,
    Opened: Step.OPEN,
    Admitted: Step.ADMIT,
    Decided: Step.DECIDE,
    Asked: Step.ASK,
    Mended: Step.MEND,
    SteppedBack: Step.STEP_BACK,
    HandedIn: Step.HAND_IN,
    Locked: Step.LOCK,
    PricesOpened: Step.PRICES,
    PriceAsked: Step.ASK_PRICE,
    PriceExplained: Step.EXPLAIN_PRICE,
    Drawn: Step.DRAW,
    Withdrew: Step.WITHDRAW,
    Chose: Step.CHOOSE,
    Sent: Step.LETTERS,
    Objected: Step.OBJECT,
    ObjectionEnded: Step.END_OBJECTION,
    Final: Step.FINAL,
}


class ForbiddenError(Exception):
    """A fact that cannot be at this place in a record; the message says why, in Dutch."""


def step_of(fact: Fact) -> Step:
    """The step by which a fact comes to be."""
    if isinstance(fact, Published):
        return Step.PUBLISH if fact.version == 1 else Step.AMEND
    if isinstance(fact, HandedOut):
        return Step.ASSESS if fact.assessor else Step.AGREE
    if isinstance(fact, Decided) and fact.price:
        return Step.DECIDE_PRICE
    return _STEPS[type(fact)]


def after(state: State, entry: Entry, stand: Sha256) -> State:
    """Where a tender stands after one fact more, whose line has this hash. Raises ForbiddenError."""
    need = broken(step_of(entry.fact), state, Circumstances(entry.moment, entry.by))
    if need is not None:
        raise ForbiddenError(need.words)
    if (fault := misfit(state, entry.fact)) is not None:
        raise ForbiddenError(fault)
    made = with_fact(state, entry.fact)
    earlier = state.last is not None and entry.moment < state.last
    return replace(
        made,
        stand=stand,
        lines=entry.number,
        last=entry.moment,
        set_by_hand=state.set_by_hand.with_one(entry.number) if entry.clock_set else state.set_by_hand,
        backwards=state.backwards.with_one(entry.number) if earlier else state.backwards,
    )


def misfit(state: State, fact: Fact) -> str | None:
    """What in a fact does not fit what is known, in a Dutch sentence; None where it fits."""
    check = _MISFITS.get(type(fact))
    return check(state, fact) if check else None


def _misfit_opened(state: State, fact: Opened) -> str | None:
    there = set(fact.numbers) == _there(state)
    return None if there else "Geopend wordt alles wat er is, en niets anders."


def _misfit_stepped_back(state: State, fact: SteppedBack) -> str | None:
    there = any(each.assessor == fact.assessor for each in state.assessors)
    return None if there else f"{fact.assessor} heeft geen werkblad."


def _misfit_locked(state: State, fact: Locked) -> str | None:
    assessed = AssessedState.of(state)
    whole = assessed is not None and tuple(fact.files) == fixed_files(assessed)
    return None if whole else "Vastgesteld worden de werkbladen die ingeleverd zijn, en geen andere."


def _misfit_published(state: State, fact: Published) -> str | None:
    wanted = len(state.versions) + 1
    if fact.version != wanted:
        return f"De volgende versie is {wanted}, niet {fact.version}."
    if state.versions and fact.custodians != state.custodians:
        return "De sleutels van de kluis veranderen niet na de publicatie: daarmee is al verzegeld."
    return None


def _misfit_prices(state: State, fact: PricesOpened) -> str | None:
    """Opened is all that lies in the vault of who counts, but for what stays shut, and nothing else."""
    names = {each.name for each in state.custodians}
    if not set(fact.keys) <= names:
        return "Een van deze sleutels hoort niet bij de kluis."
    sealed = {bid.number: {each.plain for each in bid.received.sealed} for bid in state.counting}
    opened = {file.number for file in fact.files}
    if opened | set(fact.shut) != state.in_vault or opened & set(fact.shut):
        return "Geopend wordt wat er in de kluis ligt van ieder die meedoet, en niets anders."
    wrong = [file.number for file in fact.files if file.sha256 not in sealed[file.number]]
    return f"Het prijsblad van nummer {wrong[0]} is niet wat er verzegeld is." if wrong else None


def fixed_files(assessed: AssessedState) -> tuple[FileRef, ...]:
    """The files by which the grades are fixed: the panel's workbook, and what each assessor handed in."""
    given = assessed.state.handed_in
    theirs = (given[each.stamp].file for each in assessed.state.assessors if each.stamp in given)
    return (assessed.panel.file, *theirs)


def _misfit_handed_out(state: State, fact: HandedOut) -> str | None:
    if any(each.stamp == fact.stamp for each in state.handed_out):
        return f"Het stempel {fact.stamp} is al gebruikt."
    known = state.letters
    whose = {who: letter for letter, who in known.items()}
    for letter, who in fact.letters.items():
        if known.get(letter, who) != who or whose.get(who, letter) != letter:
            return f"De letter {letter} staat al voor een andere inschrijving."
    if len(set(fact.letters.values())) < len(fact.letters):
        return "Twee letters staan voor dezelfde inschrijving."
    return None


def _there(state: State) -> set[int]:
    return {number for number, bid in state.bids.items() if bid.replaced_by is None}


def _misfit_received(state: State, fact: Received) -> str | None:
    wanted = max(state.bids, default=0) + 1
    if fact.number != wanted:
        return f"Het volgende nummer is {wanted}, niet {fact.number}."
    if fact.replaces is None:
        return None
    before = state.bids.get(fact.replaces)
    if before is None or before.replaced_by is not None:
        return f"Nummer {fact.replaces} is er niet, of is al vervangen."
    if is_late(state, fact.arrived):
        return "Na de sluiting vervangt een inschrijving geen andere."
    return None


def _misfit_about_bid(
    state: State,
    fact: Admitted | Decided | Asked | Mended | PriceAsked | PriceExplained | Withdrew | Chose,
) -> str | None:
    bid = state.bids.get(fact.number)
    if bid is None:
        return f"Nummer {fact.number} is niet ontvangen."
    if bid.replaced_by is not None:
        return f"Nummer {fact.number} is vervangen door nummer {bid.replaced_by}."
    if isinstance(fact, Admitted):
        return _misfit_admitted(bid, fact)
    if not bid.counts:
        return f"Nummer {fact.number} doet niet mee."
    if isinstance(fact, Mended):
        return _misfit_mended(bid, fact)
    if isinstance(fact, PriceExplained) and not bid.price_asked:
        return f"Nummer {fact.number} is niets gevraagd over zijn prijs."
    if isinstance(fact, Withdrew) and any(
        each.number == fact.number and each.lot in ("", fact.lot) for each in state.withdrawn
    ):
        return f"Nummer {fact.number} is al ingetrokken."
    return None


def _misfit_mended(bid: Bid, fact: Mended) -> str | None:
    if not bid.asked:
        return f"Nummer {fact.number} is niets gevraagd."
    allowed = {(cell.sheet, cell.cell) for asked in bid.asked for each in asked.points for cell in each.cells}
    other = [f"{cell.sheet} › {cell.cell}" for cell in fact.cells if (cell.sheet, cell.cell) not in allowed]
    return f"Naar {other[0]} is niet gevraagd." if other else None


def _misfit_admitted(bid: Bid, fact: Admitted) -> str | None:
    known = bid.received.form is not None
    if not bid.late and known:
        return f"Nummer {fact.number} kwam op tijd en is een formulier."
    if fact.form is not None and (known or fact.form not in bid.received.files):
        return f"Welk bestand van nummer {fact.number} het formulier is, staat al vast, of het is er niet."
    if fact.takes_part and not known and fact.form is None:
        return f"Zeg welk bestand van nummer {fact.number} het formulier is: --formulier BESTAND."
    return None


def _misfit_decision(state: State, fact: Sent | Objected | ObjectionEnded | Final) -> str | None:
    if isinstance(fact, Final):
        wanted = len(state.sent)
        return None if fact.round == wanted else f"De beslissing die geldt is {wanted}, niet {fact.round}."
    if isinstance(fact, Sent):
        wanted = len(state.sent) + 1
        return None if fact.round == wanted else f"De volgende ronde is {wanted}, niet {fact.round}."
    if fact.number not in state.bids:
        return f"Nummer {fact.number} is niet ontvangen."
    there = fact.number in state.objections
    if isinstance(fact, Objected):
        return f"Het bezwaar van nummer {fact.number} is nog niet afgehandeld." if there else None
    return None if there else f"Van nummer {fact.number} staat geen bezwaar open."


def _misfit_handed_in(state: State, fact: HandedIn) -> str | None:
    made = next((each for each in state.handed_out if each.stamp == fact.stamp), None)
    if made is None:
        return f"Een werkblad met stempel {fact.stamp} is niet uitgegeven."
    if made.stamp in state.void:
        return f"{made.assessor} beoordeelt niet meer mee."
    if made.assessor and made not in state.assessors:
        return f"Voor {made.assessor} is daarna een nieuw werkblad gemaakt."
    if made.assessor and state.panel is not None:
        return "Het panel is al bezig met overleg. Een beoordelaar kan daarna niets meer veranderen."
    if not made.assessor and made is not state.panel:
        return "Er is daarna een nieuw werkblad voor het panel gemaakt."
    return None


_MISFITS: Mapping[type, Callable[[State, Any], str | None]] = {
    Published: _misfit_published,
    Received: _misfit_received,
    Opened: _misfit_opened,
    HandedOut: _misfit_handed_out,
    SteppedBack: _misfit_stepped_back,
    HandedIn: _misfit_handed_in,
    Locked: _misfit_locked,
    PricesOpened: _misfit_prices,
    **dict.fromkeys(
        (Admitted, Decided, Asked, Mended, PriceAsked, PriceExplained, Withdrew, Chose), _misfit_about_bid
    ),
    **dict.fromkeys((Sent, Objected, ObjectionEnded, Final), _misfit_decision),
}


def is_late(state: State, arrived: datetime) -> bool:
    """Whether what was handed in then came too late, or is only written down after the opening."""
    published = state.published
    return state.opened is not None or (published is not None and arrived > published.closes)


def with_fact(state: State, fact: Fact) -> State:
    """The state with what the fact says, and nothing else changed."""
    return _EFFECTS[type(fact)](state, fact)


def _published(state: State, fact: Published) -> State:
    return replace(state, versions=(*state.versions, fact))


def _received(state: State, fact: Received) -> State:
    bids = dict(state.bids)
    if fact.replaces is not None:
        bids[fact.replaces] = replace(bids[fact.replaces], replaced_by=fact.number)
    bids[fact.number] = Bid(fact, is_late(state, fact.arrived))
    return replace(state, bids=bids)


def _admitted(state: State, fact: Admitted) -> State:
    chosen = fact if fact.form else None
    return _with_bid(
        state, fact.number, takes_part=fact.takes_part, motivation=fact.motivation, chosen=chosen
    )


def _price_asked(state: State, fact: PriceAsked) -> State:
    bid = state.bids[fact.number]
    return _with_bid(
        state,
        fact.number,
        price_asked=(*bid.price_asked, fact),
        price_unheard=(*bid.price_unheard, fact),
    )


def _price_explained(state: State, fact: PriceExplained) -> State:
    before = state.bids[fact.number].price_explained
    return _with_bid(state, fact.number, price_unheard=(), price_explained=(*before, fact))


def _with_bid(state: State, number: int, **changes: object) -> State:
    changed = replace(state.bids[number], **changes)  # type: ignore[arg-type]
    return replace(state, bids={**state.bids, number: changed})


def _stamps(state: State, assessor: str) -> frozenset[str]:
    return frozenset(each.stamp for each in state.handed_out if each.assessor == assessor)


def _objected(state: State, fact: Objected) -> State:
    return replace(state, objections={**state.objections, fact.number: fact})


def _objection_ended(state: State, fact: ObjectionEnded) -> State:
    left = {number: each for number, each in state.objections.items() if number != fact.number}
    if fact.ruling != "gegrond":
        return replace(state, objections=left)
    return replace(state, objections=left, revoked=len(state.sent), locked=None)


_EFFECTS: Mapping[type, Callable[[State, Any], State]] = {
    Published: _published,
    Received: _received,
    Opened: lambda state, fact: replace(state, opened=fact),
    Admitted: _admitted,
    Asked: lambda state, fact: _with_bid(state, fact.number, asked=(*state.bids[fact.number].asked, fact)),
    Mended: lambda state, fact: _with_bid(
        state, fact.number, asked=(), mended=(*state.bids[fact.number].mended, fact)
    ),
    Decided: lambda state, fact: replace(state, decisions=state.decisions.with_one(fact)),
    HandedOut: lambda state, fact: replace(state, handed_out=(*state.handed_out, fact)),
    SteppedBack: lambda state, fact: replace(state, void=state.void | _stamps(state, fact.assessor)),
    HandedIn: lambda state, fact: replace(state, handed_in={**state.handed_in, fact.stamp: fact}),
    Locked: lambda state, fact: replace(state, locked=fact),
    PricesOpened: lambda state, fact: replace(state, prices=(*state.prices, fact)),
    PriceAsked: _price_asked,
    PriceExplained: _price_explained,
    Drawn: lambda state, fact: replace(state, draws=(*state.draws, fact)),
    Withdrew: lambda state, fact: replace(state, withdrawn=(*state.withdrawn, fact)),
    Sent: lambda state, fact: replace(state, sent=(*state.sent, fact)),
    Objected: _objected,
    ObjectionEnded: _objection_ended,
    Final: lambda state, fact: replace(state, final=fact),
    Chose: lambda state, fact: replace(state, chosen={**state.chosen, fact.number: fact}),
}
