"""What every paper of a tender's folder says about its clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from inkoop.domain.evaluation import RecordMark
from inkoop.domain.procedure.state import State
from inkoop.rules.dutch_format import listing

_MOST = 12


def clock_words(state: State | RecordMark) -> Iterator[str]:
    """What a reader has to know about the moments in a record; nothing where all are the clock's."""
    if state.set_by_hand:
        whose, is_ = _moments(state.set_by_hand)
        yield f"{whose} van het dossier {is_} met de hand gezet, niet door de klok van de computer."
    if state.backwards:
        whose, _ = _moments(state.backwards)
        lies = "ligt" if len(state.backwards) == 1 else "liggen elk"
        yield f"{whose} van het dossier {lies} vóór dat van de regel ervoor."


def _moments(lines: Sequence[int]) -> tuple[str, str]:
    """The moments of these lines, and the verb that goes with them."""
    if len(lines) == 1:
        return f"Het moment van regel {lines[0]}", "is"
    told = list(_together(lines))
    shown = f"de regels {listing(told)}" if len(told) <= _MOST else f"{len(lines)} regels"
    return f"De momenten van {shown}", "zijn"


def _together(lines: Sequence[int]) -> Iterator[str]:
    """The numbers, with three or more that follow one another as one."""
    starts = [at for at, number in enumerate(lines) if not at or number != lines[at - 1] + 1]
    for start, end in pairwise([*starts, len(lines)]):
        run = lines[start:end]
        yield from (f"{run[0]} tot en met {run[-1]}",) if len(run) > 2 else map(str, run)
