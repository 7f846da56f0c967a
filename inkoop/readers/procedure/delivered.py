"""What one tenderer delivered: which of its files are workbooks, and which of those is the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from inkoop.catalogue import MENDED, NO_PRICE_BOOK, finding
from inkoop.domain.cells import Workbook
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.places import CellPlace
from inkoop.domain.procedure.stages import OpenedState, PricesOpenState
from inkoop.domain.procedure.state import Bid
from inkoop.readers.files.archive import Archive, FileRefusedError, load
from inkoop.readers.files.folder import (
    WORKBOOKS,
    ZIP,
    ZIP_LIMITS,
    Found,
    left_by_programs,
    plain_name,
)
from inkoop.readers.forms.form import stamp_of
from inkoop.rules.dutch_format import listing, moment_text, number_of
from inkoop.rules.file_names import writable

Read = Outcome[Workbook | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A workbook that was delivered: a file, or one inside a zip."""

    file: Path
    inside: str = ""
    """Its name in the zip."""

    @property
    def name(self) -> str:
        """What people call it."""
        return plain_name(PurePosixPath(self.inside).name if self.inside else self.file.name)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What stands in the files of one tenderer."""

    workbooks: tuple[Candidate, ...]
    packed: tuple[str, ...] = ()
    """Zips inside a zip: nobody looks in those."""
    refused: tuple[str, ...] = ()
    """Zips that cannot be opened."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which workbook is the form, or why that is not certain."""

    form: Candidate | None
    told: str
    """What a person should know, in a sentence; empty where there is nothing to tell."""


def delivered(files: Iterable[Path]) -> Delivered:
    """Every workbook among these files, and in the zips among them one level deep."""
    workbooks: list[Candidate] = []
    packed: list[str] = []
    refused: list[str] = []
    for file in files:
        kind = file.suffix.lower()
        if left_by_programs(file.name):
            continue
        if kind in WORKBOOKS:
            workbooks.append(Candidate(file))
        elif kind == ZIP:
            try:
                names = names_in(file)
            except FileRefusedError:
                refused.append(plain_name(file.name))
                continue
            workbooks += [Candidate(file, name) for name in names if _kind(name) in WORKBOOKS]
            packed += [plain_name(name) for name in names if _kind(name) == ZIP]
    return Delivered(tuple(workbooks), tuple(packed), tuple(refused))


def names_in(file: Path) -> list[str]:
    """The names in a zip, without what a computer left there. Raises FileRefusedError."""
    names = Archive(load(file, ZIP_LIMITS), ZIP_LIMITS).names()
    return [
        name for name in names if not name.endswith("/") and not any(map(left_by_programs, name.split("/")))
    ]


def unpacked(candidate: Candidate, room: Path) -> Path:
    """Where the workbook can be read; one in a zip is put in the room first. Raises FileRefusedError."""
    if not candidate.inside:
        return candidate.file
    target = room / writable(PurePosixPath(candidate.inside).name)
    room.mkdir(parents=True, exist_ok=True)
    target.write_bytes(Archive(load(candidate.file, ZIP_LIMITS), ZIP_LIMITS).read(candidate.inside))
    return target


def choose(found: Delivered, read: Sequence[Read], reference: str) -> Chosen:
    """The form among the workbooks: the only one, or the only one that says it belongs to this tender.

    Where one of several cannot be read, or more than one says so, it is not certain.
    """
    if not found.workbooks:
        return Chosen(None, _without(found))
    if len(found.workbooks) == 1:
        return Chosen(found.workbooks[0], _about(found.workbooks[0], read[0], reference))
    ours = [own for own, each in zip(found.workbooks, read, strict=True) if _belongs(each, reference)]
    others = [own.name for own in found.workbooks if own not in ours]
    if len(ours) == 1 and all(each.value is not None for each in read):
        kept = f"Het formulier is {ours[0].name}. {listing(others)} {_are(len(others))} erbij bewaard."
        return Chosen(ours[0], kept)
    names = listing(own.name for own in found.workbooks)
    return Chosen(None, f"Er zijn {len(found.workbooks)} werkbladen ({names}): een mens zegt wat telt.")


def _are(number: int) -> str:
    return "is" if number == 1 else "zijn"


def _without(found: Delivered) -> str:
    if found.refused:
        return f"{listing(found.refused)} is niet te openen: er is geen formulier te zien."
    if found.packed:
        inner = number_of(len(found.packed), "zip-bestand", "zip-bestanden")
        return f"Er is geen formulier te zien: in de zip zit weer een zip ({inner})."
    return "Er is geen formulier te zien: er is geen werkblad bij."


def _about(own: Candidate, read: Read, reference: str) -> str:
    if read.value is None:
        return f"{own.name} is niet te lezen. De inschrijving staat op de naam van het bestand."
    stamp = stamp_of(read.value)
    if stamp is None:
        return f"{own.name} is niet te herkennen als formulier van deze aanbesteding."
    return "" if stamp[0] == reference else f"{own.name} is een formulier van een andere aanbesteding."


def _belongs(read: Read, reference: str) -> bool:
    stamp = stamp_of(read.value) if read.value else None
    return stamp is not None and stamp[0] == reference


def _kind(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


@contextmanager
def kept_submissions(tender: OpenedState, folder: Path) -> Iterator[Found]:
    """The forms of the submissions that count in a tender's folder, by number, with what came with each.

    Only of a tender that was opened, and with the prices only where these came out of the vault. What comes
    out of a zip is gone afterwards.
    """
    paths: list[Path] = []
    findings: list[Finding] = []
    beside: dict[Path, tuple[str, ...]] = {}
    numbers: dict[Path, int] = {}
    remarks: dict[Path, tuple[Finding, ...]] = {}
    opened: dict[Path, Path | None] = {}
    prices, custodians = PricesOpenState.of(tender.state), tender.state.custodians
    with TemporaryDirectory(prefix="inkoop-") as room:
        for bid in tender.counting:
            form = bid.form
            assert form is not None
            kept = bid.received.room
            own = Candidate(folder / form.path, bid.inside)
            try:
                path = unpacked(own, Path(room) / kept)
                others = _others(bid, folder)
            except FileRefusedError as refused:
                path, others = own.file, None
                findings.append(refused.finding(own.name))
            paths.append(path)
            numbers[path] = bid.number
            remarks[path] = tuple(_mended(bid))
            if prices is None:
                if custodians and bid.received.price_book is None:
                    remarks[path] += (finding(NO_PRICE_BOOK, CellPlace("")),)
            elif (book := prices.book_of(bid)) is not None:
                opened[path] = folder / book.path
            elif bid.received.price_book is None:
                opened[path] = None
            if others is not None:
                beside[path] = others
            if others:
                findings.append(finding("MAP-07", CellPlace(kept), map=kept, bestanden=listing(others)))
        yield Found(tuple(paths), (), tuple(findings), (), beside, remarks, numbers, opened)


def _mended(bid: Bid) -> Iterator[Finding]:
    """Which cells were mended and when: not what stands there, which may be confidential."""
    last = {(cell.sheet, cell.cell): each.arrived for each in bid.mended for cell in each.cells}
    for (sheet, cell), arrived in last.items():
        yield finding(MENDED, CellPlace("", sheet, cell), wanneer=moment_text(arrived))


def _others(bid: Bid, folder: Path) -> tuple[str, ...] | None:
    """The names of what came with the form; None for a form that came alone and in no zip."""
    form, inside = bid.first, bid.first_inside
    assert form is not None
    files = [each for each in bid.received.files if each != form]
    if not files and not inside:
        return None
    packed = [name for name in names_in(folder / form.path) if name != inside] if inside else []
    names = [PurePosixPath(each.called or each.path).name for each in files]
    return tuple(plain_name(name) for name in (*names, *(PurePosixPath(name).name for name in packed)))
