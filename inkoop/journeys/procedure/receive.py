"""Receiving submissions: kept as they came, with number, moment and content; judged by nobody yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import ByClock, FileRef, Received, SealedFile
from inkoop.domain.procedure.state import State
from inkoop.domain.submission import NAME_QUESTION, Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import submission_reader
from inkoop.journeys.outcome import journey, note
from inkoop.journeys.procedure.apart import Chest, Laid, chest, files_in, laid_out
from inkoop.journeys.procedure.folder import Work, working
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.archive import FileRefusedError, digest, every_byte
from inkoop.readers.files.folder import ASSESSMENT_FOLDER, WORKBOOKS, ZIP, plain_name
from inkoop.readers.files.isolation import read_workbooks
from inkoop.readers.procedure.delivered import Candidate, Delivered, delivered, unpacked
from inkoop.readers.procedure.files import RECEIVED, VAULT
from inkoop.readers.procedure.portal import PortalList, portal_list
from inkoop.rules.dutch_format import listing
from inkoop.rules.file_names import file_name_part, writable
from inkoop.rules.procedure.clock import in_zone
from inkoop.rules.procedure.fold import is_late
from inkoop.rules.procedure.steps import Step
from inkoop.writers.procedure.record import UNFINISHED, sync_file, sync_folder
from inkoop.writers.procedure.vault import seal

_LONGEST_PATH = 200
"""A longer path inside a delivery is not kept as it is: not every disk can hold it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """One submission that came in."""

    received: Received
    late: bool
    stand: str
    """The hash of the record's line that says so."""
    told: str = ""
    """What a person should know about its files, in a sentence."""


@dataclass(frozen=True, slots=True)
class _Delivery:
    """What one tenderer handed in, and who that is."""

    laid: Laid
    content: frozenset[str]
    """The SHA-256 of each file as it was handed in."""
    name: str
    registration: str
    chest: Chest
    named: bool
    """Whether the form itself says the name."""

    @property
    def called(self) -> tuple[str, ...]:
        """What it was called, and what the form in it was called."""
        return (self.place.name, *((self.form.file.name, self.form.name) if self.form else ()))

    @property
    def place(self) -> Path:
        """What was handed in: a file or a folder."""
        return self.laid.place

    @property
    def form(self) -> Candidate | None:
        """The form in it; None where that is not certain."""
        return self.chest.form.form


@journey
def receive(
    folder: Path,
    places: Sequence[Path],
    by: tuple[str, ...] = (),
    moment: datetime | None = None,
    portal: Path | None = None,
    now: datetime | None = None,
    progress: Progress = silent,
) -> tuple[Receipt, ...]:
    """Keep what tenderers handed in, each with a number; what is here already is passed over.

    Refused where nothing is public yet, where a place holds nothing, and where the list of the portal does
    not name each of them once. Raises OSError; what was written down by then stays. Who stands in the list
    of the portal and is not here, is noted.

    Args:
        places: a workbook, zip or folder of one tenderer, or a folder with several of those.
        moment: when they were handed in; without it and without a list that is now.
        portal: a CSV with the moment of each, as tender platforms give it.
    """
    with working(folder, by, now) as work:
        work.require(Step.RECEIVE)
        tender, made = work.tender(), []
        zone = ZoneInfo(tender.info.timezone)
        listed = portal_list(portal, zone) if portal else None
        every = _places(places, two_books=tender.vault is not None)
        new = [place for place in every if not _known(work.state, _content(files_in(place)))]
        clock: ByClock = "portaal" if listed else "hand" if moment is not None else "klok"
        at = in_zone(moment, zone) if moment else work.clock.now
        with laid_out(tender, new) as laid:
            deliveries = list(_identified(tender, laid, progress))
            _with_their_forms(deliveries)
            arrived = _moments(deliveries, listed) if listed else {}
            if listed:
                _not_here(listed, deliveries, work.state)
            for each in deliveries:
                if not _known(work.state, each.content):
                    made.append(_received(work, each, arrived.get(each.place, at), clock))
        return tuple(made)


def _places(places: Sequence[Path], *, two_books: bool) -> Iterator[Path]:
    """What each tenderer handed in. Refused where a place holds nothing, or seems to be of several.

    Where a form consists of two workbooks, those that lie loose in a folder are of one tenderer.
    """
    for place in places:
        if not place.exists():
            raise Refused(f"{place} is er niet.", Why.FILES)
        inside = sorted(place.iterdir()) if place.is_dir() else []
        # By that name everywhere stand the workbooks of the assessors beside the submissions.
        several = [path for path in inside if path.name != ASSESSMENT_FOLDER and _holds_form(path)]
        alone = len(several) == 1 and several[0].is_file()
        together = two_books and all(path.suffix.lower() in WORKBOOKS for path in several)
        if place.is_file():
            _one_tenderer(place)
            yield place
        elif alone or (together and several):
            yield place
        elif several:
            yield from several
        else:
            raise Refused(f"in {place} staat geen inschrijving.", Why.FILES)


def _with_their_forms(deliveries: Iterable[_Delivery]) -> None:
    """Refused for a loose workbook with prices: the form that it belongs to would seem to have none."""
    alone = [
        each.place for each in deliveries if each.chest.prices and not each.form and each.place.is_file()
    ]
    if alone:
        names = listing(plain_name(place.name) for place in alone)
        told = f"{names}: een prijsblad zonder het formulier. Er is niets vastgelegd."
        raise Refused(f"{told} Zet wat één inschrijver inleverde in één map, en noem die map.", Why.FILES)


def _one_tenderer(place: Path) -> None:
    """Refused for a zip with zips and no workbook: that is all that a portal has, and no tenderer."""
    found = delivered([place])
    if len(found.packed) > 1 and not found.workbooks:
        told = (
            f"in {place} zitten {len(found.packed)} zips en geen werkblad: dat lijkt van meer inschrijvers."
        )
        raise Refused(f"{told} Pak het uit, en noem de map.", Why.FILES)


def _holds_form(path: Path) -> bool:
    """Whether a form may stand here: a workbook or a zip, or a folder with one somewhere in it.

    So the folder with documents beside the form of one tenderer is no tenderer by itself.
    """
    if path.name.startswith("."):
        return False
    if path.is_dir() and not path.is_symlink():
        return any(_holds_form(inner) for inner in path.iterdir())
    return path.suffix.lower() in (ZIP, *WORKBOOKS) and path.is_file()


def _content(files: Iterable[Path]) -> frozenset[str]:
    """The SHA-256 of every file of a delivery."""
    return frozenset(map(_whole, files))


def _known(state: State, content: frozenset[str]) -> bool:
    """Whether exactly this is what counts of somebody already: what was replaced may come again."""
    there = (bid.received.content for bid in state.bids.values() if bid.replaced_by is None)
    return any(content == each for each in there)


def _whole(path: Path) -> str:
    """The SHA-256 of a file. Refused where it has none: it cannot be read, or has no end."""
    sha256 = digest(path)[1]
    if not sha256:
        raise Refused(f"{plain_name(str(path))} is niet te lezen, of groter dan 1 GB.", Why.FILES)
    return sha256


def _identified(tender: Tender, laid: Sequence[Laid], progress: Progress) -> Iterator[_Delivery]:
    """Who handed each of them in, by the form itself, and which file that is.

    Nothing else in a form is looked at: what it says is nobody's before the opening.
    """
    reader = submission_reader(tender)
    with _unpacked(laid) as found:
        paths = [path for each in found for path in each.paths]
        reading = read_workbooks(paths)
        for done, each in enumerate(found):
            progress(done, len(found), each.laid.place.name)
            read = [next(reading) for _ in each.paths]
            held = chest(reader, each.delivered, [outcome for _, outcome in read], each.laid)
            name = registration = ""
            if held.form.form is not None:
                path, outcome = read[each.delivered.workbooks.index(held.form.form)]
                submission = reader.of(path, plain_name(path.name), outcome)
                registration = plain_name(submission.registration)
                if NAME_QUESTION in submission.answers:
                    name = plain_name(" ".join(submission.answers[NAME_QUESTION].raw.split()))[:200].strip()
                if reader.prices is not None and held.prices is not None:
                    files = [own.file for own in each.delivered.workbooks]
                    path, outcome = read[files.index(held.prices)]
                    held = _of_one(submission, reader.prices.of(path, plain_name(path.name), outcome), held)
            yield _Delivery(
                each.laid,
                _content(files_in(each.laid.place)),
                name or _called(each.laid.place),
                registration,
                held,
                bool(name),
            )


def _of_one(form: Submission, prices: Submission, held: Chest) -> Chest:
    """What a person should know where the workbook with the prices names another tenderer than the form."""
    both = form.registration and prices.registration
    own, other = (form.registration, prices.registration) if both else (form.tenderer, prices.tenderer)
    if own.casefold() == other.casefold():
        return held
    told = f"{held.form.told} Let op: in het prijsblad staat een andere inschrijver dan in het formulier."
    return replace(held, form=replace(held.form, told=told.strip()))


@dataclass(frozen=True, slots=True)
class _Opened:
    laid: Laid
    delivered: Delivered
    paths: tuple[Path, ...]
    """Where each workbook can be read."""


@contextmanager
def _unpacked(laid: Sequence[Laid]) -> Iterator[list[_Opened]]:
    """What every delivery holds; what comes out of a zip is gone afterwards."""
    with TemporaryDirectory(prefix="inkoop-") as room:
        opened = []
        for number, each in enumerate(laid):
            found = delivered(each.files)
            rooms = (Path(room) / f"{number}-{part}" for part in range(len(found.workbooks)))
            paths = tuple(
                _readable(own, own_room) for own, own_room in zip(found.workbooks, rooms, strict=True)
            )
            opened.append(_Opened(each, found, paths))
        yield opened


def _readable(own: Candidate, room: Path) -> Path:
    """Where a workbook can be read; one that does not come out of its zip is as that zip: unreadable."""
    try:
        return unpacked(own, room)
    except FileRefusedError:
        return own.file


def _called(place: Path) -> str:
    return plain_name(place.stem if place.is_file() else place.name)[:200].strip() or "inschrijving"


def _moments(deliveries: Sequence[_Delivery], listed: PortalList) -> Mapping[Path, datetime]:
    """When each was handed in, by the name of its file or in its form. Refused where that is not sure."""
    rows = {each.place: listed.row(each.called, each.name if each.named else "") for each in deliveries}
    missing = [plain_name(place.name) for place, row in rows.items() if row is None]
    if missing:
        unknown = f"in {listed.path} staat niet wanneer dit binnenkwam: {', '.join(missing)}."
        raise Refused(unknown, Why.FILES)
    found = {place: row for place, row in rows.items() if row is not None}
    for row in set(found.values()):
        same = [plain_name(place.name) for place, own in found.items() if own == row]
        if len(same) > 1:
            told = f"{listed.path}, regel {row.line}: dit kan gaan over {listing(same)}."
            raise Refused(f"{told} Noem in de lijst het bestand, zodat het zeker is.", Why.FILES)
    return {place: row.moment for place, row in found.items()}


def _not_here(listed: PortalList, deliveries: Sequence[_Delivery], state: State) -> None:
    """Tell who stands in the list, and is not here and did not come before."""
    here = [word for each in deliveries for word in (*each.called, each.name)]
    before = [word for bid in state.bids.values() for word in _words(bid.received)]
    rest = listed.without((*here, *before))
    if rest:
        note(f"in {listed.path} staat ook wie hier niet bij is: {listing(row.name for row in rest)}.")


def _words(got: Received) -> Iterator[str]:
    """By what an earlier delivery may stand in a list: who it is of, and what its files were called."""
    yield got.tenderer
    yield from (file.called or file.path.rpartition("/")[2] for file in got.files)


def _received(work: Work, each: _Delivery, arrived: datetime, clock: ByClock) -> Receipt:
    number = max(work.state.bids, default=0) + 1
    kept = _kept(work, each, number)
    late = is_late(work.state, arrived)
    form = each.form
    prices = each.chest.prices
    work.add(
        Received(
            number=number,
            tenderer=each.name,
            registration=each.registration,
            arrived=arrived,
            source=clock,
            form=kept.files[form.file] if form else None,
            inside=form.inside if form else "",
            files=tuple(kept.files.values()),
            sealed=tuple(kept.sealed.values()),
            prices=kept.sealed[prices].path if prices else "",
            taken_apart=each.laid.taken_apart,
            replaces=None if late else _earlier_of(work.state, each.name, each.registration),
        )
    )
    bid = work.state.bids[number]
    return Receipt(bid.received, bid.late, work.state.stand, each.chest.form.told)


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


@dataclass(frozen=True, slots=True)
class _Kept:
    """By each file that was delivered the one that was kept, as it came or in the vault."""

    files: Mapping[Path, FileRef]
    sealed: Mapping[Path, SealedFile]


def _kept(work: Work, each: _Delivery, number: int) -> _Kept:
    """A copy that nobody changes any more, in folders that take their name when they are whole."""
    own = f"{number:04d}-{file_name_part(each.name, 'inschrijving')}"
    inside = _inside(each)
    closed = {path: f"{name}.age" for path, name in inside.items() if path in each.chest.sealed}
    loose = {path: name for path, name in inside.items() if path not in closed}
    files = _made(work, RECEIVED, own, loose, shutil.copyfile)
    plain: dict[Path, tuple[int, str]] = {}

    def shut(path: Path, copy: Path) -> None:
        data = every_byte(path)
        # Of the very bytes that are sealed: what comes out of the vault is held against it.
        plain[path] = len(data), sha256(data).hexdigest()
        copy.write_bytes(seal(data, work.state.custodians))

    sealed = _made(work, VAULT, own, closed, shut)
    return _Kept(
        {path: _named(kept, path, each.laid) for path, kept in files.items()},
        {path: _sealed(_named(kept, path, each.laid), *plain[path]) for path, kept in sealed.items()},
    )


def _made(
    work: Work, place: str, own: str, inside: Mapping[Path, str], copy: Callable[[Path, Path], object]
) -> Mapping[Path, FileRef]:
    """The files in a room of their own at this place; none where there are no files."""
    room, number = work.folder / place, int(own.partition("-")[0])
    making, target = room / f"{UNFINISHED}{number:04d}", room / own
    shutil.rmtree(making, ignore_errors=True)
    if room.exists():
        _aside(room, number)
    if not inside:
        return {}
    making.mkdir(parents=True)
    for path, name in inside.items():
        copied = making / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        copy(path, copied)
        sync_file(copied)
    making.replace(target)
    sync_folder(target.parent)
    return {path: work.reference(target / name) for path, name in inside.items()}


def _sealed(kept: FileRef, size: int, plain: str) -> SealedFile:
    return SealedFile(**dict(kept), plain=plain, plain_size=size)


def _inside(each: _Delivery) -> Mapping[Path, str]:
    """Where each file comes to stand: as it was called, where every computer can write that."""
    root, files = each.laid.root, each.laid.files
    relative = [path.relative_to(root).parts if root.is_dir() else (path.name,) for path in files]
    taken: set[str] = set()
    found: dict[Path, str] = {}
    for number, (path, parts) in enumerate(zip(files, relative, strict=True), 1):
        own = "/".join(map(writable, parts))
        if len(own) > _LONGEST_PATH or own.casefold() in taken:
            own = f"{number}-{writable(parts[-1])}"
        taken.add(own.casefold())
        found[path] = own
    return found


def _named(kept: FileRef, path: Path, laid: Laid) -> FileRef:
    """The kept file, with what it was called where that is another name."""
    called = path.relative_to(laid.root).as_posix() if laid.root.is_dir() else path.name
    own = "/".join(Path(kept.path).parts[2:]).removesuffix(".age")
    return kept if called == own else kept.model_copy(update={"called": plain_name(called)[-1_000:]})


def _aside(place: Path, number: int) -> None:
    """Put aside what an earlier run that was cut off had copied: nobody was told that it was received."""
    for rest in place.glob(f"{number:04d}-*"):
        put = place / "niet-vastgelegd" / rest.name
        shutil.rmtree(put, ignore_errors=True)
        put.parent.mkdir(exist_ok=True)
        rest.replace(put)
