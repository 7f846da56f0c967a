"""Receiving submissions: kept as they came, with number, moment and content; judged by nobody yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import ByClock, Received
from inkoop.domain.procedure.state import State
from inkoop.domain.submission import NAME_QUESTION
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import Work, working
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import WORKBOOKS, ZIP, find_submissions, plain_name
from inkoop.readers.files.isolation import read_workbooks
from inkoop.readers.procedure.files import RECEIVED
from inkoop.readers.procedure.portal import name_key, portal_list
from inkoop.rules.file_names import file_name_part
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.fold import is_late
from inkoop.rules.procedure.steps import Step
from inkoop.writers.procedure.record import UNFINISHED, sync_file, sync_folder


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submission that came in."""

    received: Received
    late: bool
    stand: str
    """The hash of the record's line that says so."""


@journey
def receive(
    folder: Path,
    places: Sequence[Path],
    by: tuple[str, ...] = (),
    moment: datetime | None = None,
    portal: Path | None = None,
    now: datetime | None = None,
) -> tuple[Receipt, ...]:
    """Keep what tenderers handed in, each with a number; what is here already is passed over.

    Refused where nothing is public yet, where a place holds nothing, and where the list of the portal does
    not name each of them once. Raises OSError; what was written down by then stays.

    Args:
        places: a workbook, zip or folder of one tenderer, or a folder with several of those.
        moment: when they were handed in; without it and without a list that is now.
        portal: a CSV with the moment of each, as tender platforms give it.
    """
    with working(folder, by, now) as work:
        work.require(Step.RECEIVE)
        deliveries = list(_deliveries(places))
        tender, made = work.tender(), []
        arrived = _moments(deliveries, moment, portal, work, ZoneInfo(tender.info.timezone))
        clock: ByClock = "portaal" if portal is not None else "hand" if moment is not None else "klok"
        for place in deliveries:
            files = _content(place)
            if _known(work.state, files):
                continue
            made.append(_received(work, tender, place, arrived[place], clock))
        return tuple(made)


def _deliveries(places: Sequence[Path]) -> Iterator[Path]:
    """What each tenderer handed in. Refused where a place holds nothing."""
    for place in places:
        if not place.exists():
            raise Refused(f"{place} is er niet.", Why.FILES)
        inside = sorted(place.iterdir()) if place.is_dir() else []
        several = [path for path in inside if _holds_form(path)]
        if place.is_file() or (len(several) == 1 and several[0].is_file()):
            yield place
        elif several:
            yield from several
        else:
            raise Refused(f"in {place} staat geen inschrijving.", Why.FILES)


def _holds_form(path: Path) -> bool:
    """Whether a form may stand here: a workbook or a zip, or a folder with one somewhere in it.

    So the folder with documents beside the form of one tenderer is no tenderer by itself.
    """
    if path.name.startswith("."):
        return False
    if path.is_dir() and not path.is_symlink():
        return any(_holds_form(inner) for inner in path.iterdir())
    return path.suffix.lower() in (ZIP, *WORKBOOKS) and path.is_file()


def _content(place: Path) -> frozenset[str]:
    """The SHA-256 of every file of a delivery."""
    return frozenset(digest(path)[1] for path in _files_in(place))


def _files_in(place: Path) -> list[Path]:
    """Every file of a delivery. A link is none: what it points at was not handed in."""
    if not place.is_dir():
        return [place]
    return sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink())


def _known(state: State, content: frozenset[str]) -> bool:
    """Whether exactly this is what counts of somebody already: what was replaced may come again."""
    there = (bid.received.files for bid in state.bids.values() if bid.replaced_by is None)
    return any(content == {file.sha256 for file in files} for files in there)


def _moments(
    deliveries: Sequence[Path], moment: datetime | None, portal: Path | None, work: Work, zone: ZoneInfo
) -> Mapping[Path, datetime]:
    if portal is None:
        return dict.fromkeys(deliveries, in_zone(moment, zone) if moment else work.clock.now)
    listed = portal_list(portal, zone)
    named = {
        place: listed.get(name_key(place.name)) or listed.get(name_key(place.stem)) for place in deliveries
    }
    missing = [place.name for place, found in named.items() if found is None]
    if missing:
        unknown = f"in {portal} staat niet wanneer dit binnenkwam: {', '.join(missing)}."
        raise Refused(unknown, Why.FILES)
    return {place: found for place, found in named.items() if found is not None}


def _received(work: Work, tender: Tender, place: Path, arrived: datetime, clock: ByClock) -> Receipt:
    number = max(work.state.bids, default=0) + 1
    name, registration, form = _identity(tender, place)
    kept = _kept(work.folder, place, number, name)
    files = tuple(work.reference(path) for path in _files_in(kept))
    own = next((file for file in files if form is not None and file.path.endswith(f"/{form}")), None)
    late = is_late(work.state, arrived)
    work.add(
        Received(
            number=number,
            tenderer=name,
            registration=registration,
            arrived=arrived,
            source=clock,
            form=own,
            files=files,
            replaces=None if late else _earlier_of(work.state, name, registration),
        )
    )
    return Receipt(work.state.bids[number].received, work.state.bids[number].late, work.state.stand)


def _identity(tender: Tender, place: Path) -> tuple[str, str, str | None]:
    """Who handed it in, by the form itself; and which file the form is, where there is exactly one.

    Nothing else in the form is looked at: what it says is nobody's before the opening.
    """
    with find_submissions([place], own=True) as found:
        forms = list(found.submissions)
        if len(forms) != 1:
            return _called(place), "", None
        ((path, read),) = read_workbooks(forms)
        submission = submission_reader(tender).of(path, plain_name(path.name), read)
        packed = place.suffix.lower() == ZIP
        name = submission.answers[NAME_QUESTION].raw if NAME_QUESTION in submission.answers else ""
        own = place.name if packed or place.is_file() else path.relative_to(place).as_posix()
        return (" ".join(name.split())[:200] or _called(place)), submission.registration, own


def _called(place: Path) -> str:
    return plain_name(place.stem if place.is_file() else place.name)


def _earlier_of(state: State, name: str, registration: str) -> int | None:
    """The submission whose place a new one takes: of the same tenderer, by number of registration or name."""
    for number, bid in sorted(state.bids.items(), reverse=True):
        other = bid.received
        same = registration == other.registration if registration and other.registration else None
        if bid.replaced_by is None and (
            same or (same is None and name.casefold() == other.tenderer.casefold())
        ):
            return number
    return None


def _kept(folder: Path, place: Path, number: int, name: str) -> Path:
    """A copy that nobody changes any more, in a folder that takes its name when it is whole."""
    shown = file_name_part(name, "inschrijving")
    room = folder / RECEIVED
    making, target = room / f"{UNFINISHED}{number:04d}", room / f"{number:04d}-{shown}"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    for path in _files_in(place):
        inside = path.relative_to(place) if place.is_dir() else Path(path.name)
        copy = making / inside
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        sync_file(copy)
    _aside(room, number)
    making.replace(target)
    sync_folder(target.parent)
    return target


def _aside(place: Path, number: int) -> None:
    """Put aside what an earlier run that was cut off had copied: nobody was told that it was received."""
    for rest in place.glob(f"{number:04d}-*"):
        put = place / "niet-vastgelegd" / rest.name
        shutil.rmtree(put, ignore_errors=True)
        put.parent.mkdir(exist_ok=True)
        rest.replace(put)
