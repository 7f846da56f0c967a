"""Opening what came in: by two people, all of it at once, with what each holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused
from inkoop.domain.procedure.facts import Admitted, FileRef, Opened
from inkoop.domain.procedure.state import Bid
from inkoop.domain.visible import one_line
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import Work, working
from inkoop.journeys.procedure.outcome import evaluated
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import plain_name
from inkoop.readers.procedure.delivered import delivered
from inkoop.rules.dutch_format import listing
from inkoop.rules.procedure.steps import Step


@dataclass(frozen=True, slots=True)
class Opening:
    """What there is, now that it is open."""

    bids: tuple[Bid, ...]
    evaluation: Evaluation
    stand: str


@journey
def open_bids(
    folder: Path, by: Sequence[str], now: datetime | None = None, progress: Progress = silent
) -> Opening:
    """Write down that two people opened everything, and read it. Raises OSError.

    Refused before the closing time, and with fewer than two different people.
    """
    with working(folder, by, now) as work:
        work.require(Step.OPEN)
        there = (number for number, bid in work.state.bids.items() if bid.replaced_by is None)
        work.add(Opened(numbers=tuple(sorted(there))))
        bids = tuple(bid for _, bid in sorted(work.state.bids.items()))
        return Opening(bids, evaluated(work, progress), work.state.stand)


@journey
def what_is_complete(folder: Path, progress: Progress = silent) -> Opening:
    """What was opened, as it is now: with what was decided and mended since. Raises OSError.

    Refused before the opening.
    """
    with working(folder) as work:
        work.require(Step.LOOK)
        bids = tuple(bid for _, bid in sorted(work.state.bids.items()))
        return Opening(bids, evaluated(work, progress), work.state.stand)


@journey
def admit(
    folder: Path,
    number: int,
    by: Sequence[str],
    motivation: str,
    *,
    takes_part: bool,
    form: str = "",
    now: datetime | None = None,
) -> Bid:
    """Write down whether one that came too late, or that is no form, takes part. Raises OSError.

    Args:
        form: which of its files is the form, where that was not certain at receipt; a name in a zip too.
    """
    with working(folder, by, now) as work:
        work.require(Step.ADMIT)
        file, inside = _called(work, number, form) if form else (None, "")
        fact = Admitted(number=number, takes_part=takes_part, form=file, inside=inside, motivation=motivation)
        work.add(fact)
        return work.state.bids[number]


def _called(work: Work, number: int, typed: str) -> tuple[FileRef, str]:
    """The one workbook of a submission that is called so. Refused where there is none, or more than one."""
    bid = work.state.bids.get(number)
    if bid is None:
        raise Refused(f"Nummer {number} is niet ontvangen.")
    files = {work.folder / each.path: each for each in bid.received.files}
    known = [(files[own.file], own) for own in delivered(files).workbooks]
    found = [(file, own) for file, own in known if typed in (own.name, own.inside, plain_name(own.inside))]
    found = found or [(file, own) for file, own in known if typed in (file.called, *_ends(file.path))]
    if len(found) != 1:
        told = listing(one_line(own.inside or file.called or file.path) for file, own in found or known)
        which = "meer dan één werkblad" if found else "geen werkblad"
        shut = " Wat in de kluis ligt, telt niet als formulier." if bid.received.sealed else ""
        raise Refused(f"Nummer {number} heeft {which} met de naam {typed}. Wel: {told or 'niets'}.{shut}")
    ((file, own),) = found
    return file, own.inside


def _ends(path: str) -> tuple[str, str]:
    """The path of a file in the folder of the tender, and behind the folder of its submission."""
    return path, path.split("/", 2)[-1]
