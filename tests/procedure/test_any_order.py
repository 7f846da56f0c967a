"""Facts and commands in any order: what is told can be done, can; and what cannot, says why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inkoop.domain.procedure.facts import (
    Admitted,
    Chose,
    Decided,
    Drawn,
    Entry,
    Fact,
    Final,
    HandedIn,
    HandedOut,
    Locked,
    Objected,
    ObjectionEnded,
    Opened,
    PriceAsked,
    PriceExplained,
    PricesOpened,
    Sent,
    Withdrew,
)
from inkoop.domain.procedure.growing import Growing
from inkoop.domain.procedure.stages import (
    AssessedState,
    LockedState,
    NotThereError,
    OpenedState,
    PricesOpenState,
)
from inkoop.domain.procedure.state import State
from inkoop.journeys.procedure.folder import not_yet
from inkoop.readers.procedure.record import record_in
from inkoop.rules.procedure.fold import ForbiddenError, after, fixed_files
from inkoop.rules.procedure.steps import NEEDS, Circumstances, Step, missing
from inkoop.views.procedure.status import COMMANDS, status
from tests.procedure.test_record import (
    CLOSES,
    FILE,
    LAST,
    LATER,
    PRICE,
    PUBLISHED,
    SENT,
    facts,
    moments,
    out_of_vault,
    people,
    received,
)

TWO = ("An", "Bo")
KEPT = Path(__file__).parent / "dossiers"
SUM = "5ea88246dd186d1e8bb14666395ff894b81278d7acf528c13bf99b4bb8509a2e"
STAND = "92be6b1d3b774ae13d63d473b1a225e57c27be0471ee85b6b7039029cc976abf"


def _next(state: State) -> int:
    return max(state.bids, default=0) + 1


def _out(state: State, assessor: str) -> HandedOut:
    return HandedOut(stamp=f"n{len(state.handed_out)}", assessor=assessor, file=FILE)


def _late(state: State) -> int:
    found = [n for n, bid in state.bids.items() if bid.late and bid.replaced_by is None]
    return found[0] if found else 99


def _counting(state: State) -> int:
    return state.counting[0].number if state.counting else 99


def _asked(state: State) -> int:
    return next((bid.number for bid in state.counting if bid.price_asked), 99)


def _taking_part(state: State) -> int:
    gone = {each.number for each in state.withdrawn if not each.lot}
    return next((bid.number for bid in state.counting if bid.number not in gone), 99)


def _silent(state: State) -> int:
    return next((number for number in state.bids if number not in state.objections), 99)


def _stamp(state: State) -> str:
    panel = state.panel
    out = (panel,) if panel else state.assessors
    return out[-1].stamp if out else "nergens"


def _fixed(state: State) -> Locked:
    assessed = AssessedState.of(state)
    return Locked(files=fixed_files(assessed) if assessed else (FILE,))


def _out_of_the_vault(state: State) -> PricesOpened:
    files = tuple(out_of_vault(number) for number in sorted(state.in_vault))
    return PricesOpened(keys=("An", "Bo"), files=files)


GOOD: Mapping[Step, Callable[[State], Fact]] = {
    Step.PUBLISH: lambda _: PUBLISHED,
    Step.AMEND: lambda state: PUBLISHED.model_copy(
        update={"version": max(2, len(state.versions) + 1), "custodians": state.custodians}
    ),
    Step.RECEIVE: lambda state: received(_next(state)),
    Step.OPEN: lambda state: Opened(numbers=tuple(n for n, b in state.bids.items() if b.replaced_by is None)),
    Step.ADMIT: lambda state: Admitted(number=_late(state), takes_part=True, motivation="x"),
    Step.DECIDE: lambda state: Decided(number=_counting(state), subject="E1", ruling="x", motivation="x"),
    Step.ASSESS: lambda state: _out(state, "Nieuw"),
    Step.HAND_IN: lambda state: HandedIn(stamp=_stamp(state), file=FILE),
    Step.AGREE: lambda state: _out(state, ""),
    Step.LOCK: _fixed,
    Step.PRICES: _out_of_the_vault,
    Step.ASK_PRICE: lambda state: PriceAsked(
        number=_counting(state), until=LATER, prices=(PRICE,), letter=FILE
    ),
    Step.EXPLAIN_PRICE: lambda state: PriceExplained(number=_asked(state), arrived=CLOSES, files=(FILE,)),
    Step.DRAW: lambda _: Drawn(lot="noord", file=FILE),
    Step.WITHDRAW: lambda state: Withdrew(number=_taking_part(state), motivation="x"),
    Step.CHOOSE: lambda state: Chose(number=_counting(state), lots=("noord",), motivation="x"),
    Step.LETTERS: lambda state: Sent(
        round=len(state.sent) + 1, sent=SENT, days=20, last_day=LAST, outcome="2" * 64, files=(FILE,)
    ),
    Step.OBJECT: lambda state: Objected(number=_silent(state), way="bezwaar", reason="x"),
    Step.END_OBJECTION: lambda state: ObjectionEnded(
        number=next(iter(state.objections), 99), ruling="ongegrond", reason="x"
    ),
    Step.FINAL: lambda state: Final(round=max(1, len(state.sent)), outcome="2" * 64),
}
"""For each step the fact that somebody who knows the state would write down."""


def _taken(state: State, fact: Fact, moment: datetime, by: tuple[str, ...]) -> State | None:
    entry = Entry(number=state.lines + 1, before="0" * 64, moment=moment, by=by, fact=fact)
    try:
        return after(state, entry, "0" * 64)
    except ForbiddenError:
        return None


@given(st.lists(st.tuples(facts, moments, people), max_size=25), moments)
@settings(max_examples=250, deadline=None)
def test_what_is_told_can_be_done_and_nothing_else(
    tried: list[tuple[Fact, datetime, tuple[str, ...]]], now: datetime
) -> None:
    """Three that must agree, at every state that any order of facts reaches: fold, table and screen."""
    state = State()
    for fact, moment, by in tried:
        state = _taken(state, fact, moment, by) or state
    told = status(state, Circumstances(now, TWO), "X-1", "Titel", (), torn=False)
    free = {told.volgende, *told.kan_ook} - {""}
    blocked = {command: each for each in told.kan_niet for command in each.opdrachten}
    assert not free & blocked.keys()
    for step, good in GOOD.items():
        works = _taken(state, good(state), now, TWO) is not None
        need = missing(step, state, Circumstances(now, TWO))
        if COMMANDS[step] in blocked:
            assert not works, step
        if COMMANDS[step] in free:
            assert works, step
        if works:
            assert need is None, step
        if need is not None:
            refusal = not_yet(need)
            assert refusal.startswith("dat kan nu niet. ")
            assert refusal.endswith(f"{need.words} {need.rule}")


@given(st.lists(st.tuples(facts, moments, people), max_size=40))
@settings(max_examples=150, deadline=None)
def test_a_stage_is_a_proof_that_the_tender_got_there(
    tried: list[tuple[Fact, datetime, tuple[str, ...]]],
) -> None:
    """By the facts themselves and not by the state: only what happened yields the value."""
    state, taken = State(), list[Fact]()
    for fact, moment, by in tried:
        after_it = _taken(state, fact, moment, by)
        if after_it is not None:
            state = after_it
            taken.append(fact)
    panels = [each.stamp for each in taken if isinstance(each, HandedOut) and not each.assessor]
    back = {each.stamp for each in taken if isinstance(each, HandedIn)}
    reached = {
        OpenedState: any(isinstance(each, Opened) for each in taken),
        AssessedState: bool(panels) and panels[-1] in back,
        LockedState: any(isinstance(each, Locked) for each in taken),
        PricesOpenState: any(isinstance(each, PricesOpened) for each in taken),
    }
    for kind, there in reached.items():
        with nullcontext() if there else pytest.raises(NotThereError):
            assert kind(state).state is state


def test_every_need_says_what_is_first_and_which_rule_asks_it() -> None:
    for need in {need for needs in NEEDS.values() for need in needs}:
        assert need.words.endswith(".")
        assert need.rule.endswith(".")
        assert need.words[0].isupper()
        assert need.rule[0].isupper()


def test_a_record_of_an_older_program_reads_for_ever() -> None:
    """This file was written once, when the format had number 1, and is never made again.

    Where this test fails the program must learn to read it: neither the file nor the sum may change.
    """
    content = (KEPT / "formaat-1.jsonl").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SUM
    record = record_in(content)
    assert record.state.stand == STAND
    assert [bid.number for bid in record.state.counting] == [1, 3]
    assert [bid.motivation for bid in record.state.bids.values() if bid.takes_part is False] == [
        "Eén minuut te laat."
    ]
    assert record.state.locked is not None
    assert not record.state.set_by_hand
    assert record.state.published is not None
    assert record.state.published.closes - CLOSES == timedelta()


@given(st.lists(st.tuples(st.integers(0, 5), st.integers())))
def test_what_grew_from_one_another_stays_what_it_was(steps: list[tuple[int, int]]) -> None:
    """Against tuples: one more behind any of those made so far, also behind one that grew already."""
    made: list[tuple[Growing[int], tuple[int, ...]]] = [(Growing(), ())]
    for place, number in steps:
        ours, theirs = made[place % len(made)]
        made.append((ours.with_one(number), (*theirs, number)))
    for ours, theirs in made:
        assert (tuple(ours), len(ours), ours[1:]) == (theirs, len(theirs), theirs[1:])
        assert not theirs or ours[-1] == theirs[-1]
