"""Opening the vault: by two people, with a key of each lock, once the quality is fixed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import OpenedFile, PricesOpened
from inkoop.domain.procedure.state import Bid
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import PRICES, Work, working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import every_byte
from inkoop.readers.procedure.keys import PrivateKey, unlocked
from inkoop.readers.procedure.vault import Opener, opener
from inkoop.rules.award.lots import above_thresholds
from inkoop.rules.procedure.assessing import open_points, to_grade
from inkoop.rules.procedure.steps import Reckoned, Step
from inkoop.writers.procedure.record import UNFINISHED, sync_file, sync_folder


@dataclass(frozen=True, slots=True)
class Opening:
    """What came out of the vault."""

    fact: PricesOpened
    bids: tuple[Bid, ...]
    """Whose prices are open now, by number."""
    evaluation: Evaluation
    """What everything comes to with the prices."""
    stand: str


@journey
def unlock_key(path: Path, passphrase: str) -> PrivateKey:
    """The key in a file. Refused where the passphrase is another, or the file is no key. Raises OSError."""
    return unlocked(path, passphrase)


@journey
def may_open_prices(folder: Path, by: Sequence[str], now: datetime | None = None) -> bool:
    """Whether to ask for passphrases at all. Refused where that is too early by facts and rules."""
    with working(folder, by, now) as work:
        work.require(Step.PRICES)
        work.require(Step.PRICES, Reckoned(people_grade=bool(work.tender().assessed)))
        return True


@journey
def open_prices(
    folder: Path,
    by: Sequence[str],
    keys: Sequence[PrivateKey],
    now: datetime | None = None,
    progress: Progress = silent,
) -> Opening:
    """Take the prices out of the vault and write that down. Raises OSError.

    Refused before the quality is fixed, while a person still has to decide about a submission, with fewer
    than two different people, and where the keys do not open both locks. Whatever is wrong with one file of
    the vault, nothing is opened.
    """
    with working(folder, by, now) as work:
        work.require(Step.PRICES)
        last = work.last
        if last is not None and isinstance(last.fact, PricesOpened):
            work.note_repeated()
            return _told(work, last.fact, progress)
        way = opener(work.state.custodians, keys)
        before = evaluated(work, progress)
        work.require(Step.PRICES, Reckoned(open_points(before), people_grade=bool(to_grade(before))))
        shut = _below(work, before)
        wanted = [work.state.bids[number] for number in sorted(work.state.in_vault - shut)]
        files = _taken_out(work, wanted, way)
        holders = {each.key: each.name for each in work.state.custodians}
        fact = PricesOpened(
            keys=tuple(holders[key.public] for key in keys), files=files, shut=tuple(sorted(shut))
        )
        work.add(fact)
        return _told(work, fact, progress)


def _told(work: Work, fact: PricesOpened, progress: Progress) -> Opening:
    numbers = sorted({file.number for file in fact.files})
    bids = tuple(work.state.bids[number] for number in numbers)
    return Opening(fact, bids, evaluated(work, progress), work.state.stand)


def _below(work: Work, before: Evaluation) -> frozenset[int]:
    """The submissions whose prices stay shut, as the rules say of who reaches no threshold."""
    tender = work.tender()
    if tender.vault is None or tender.vault.opens == "alle":
        return frozenset()
    numbers = {who: bid.number for who, bid in numbered(work, before).items()}
    above = above_thresholds(tender, before.assessment, before.submissions)
    return frozenset(number for who, number in numbers.items() if who not in above) & work.state.in_vault


def _taken_out(work: Work, bids: Sequence[Bid], way: Opener) -> tuple[OpenedFile, ...]:
    """What lay in the vault, in a folder that takes its name when all of it is there.

    What an earlier run left that was cut off is made anew: nobody was told that it was open.
    """
    place, own = work.folder / PRICES, str(len(work.state.prices) + 1)
    making, target = place / f"{UNFINISHED}{own}", place / own
    shutil.rmtree(target, ignore_errors=True)
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    try:
        names = list(_written(work, bids, way, making))
        making.replace(target)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    sync_folder(place)
    return tuple(OpenedFile(**dict(work.reference(target / name)), number=number) for number, name in names)


def _written(work: Work, bids: Sequence[Bid], way: Opener, making: Path) -> Iterator[tuple[int, str]]:
    for bid in bids:
        for sealed in bid.received.sealed:
            name = "/".join(PurePosixPath(sealed.path).parts[1:]).removesuffix(".age")
            data = way.unsealed(every_byte(work.folder / sealed.path), sealed.path)
            if sha256(data).hexdigest() != sealed.plain:
                raise Refused(f"{sealed.path} is niet wat er bij de ontvangst verzegeld is.", Why.FILES)
            copy = making / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(data)
            sync_file(copy)
            yield bid.number, name
