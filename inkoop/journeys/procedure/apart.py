"""A delivery of which a part goes into the vault: nothing that may hold a price is kept open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from inkoop.domain.price_vault import Book
from inkoop.domain.procedure.facts import TakenApart
from inkoop.domain.submission import NAME_QUESTION
from inkoop.domain.tender import Tender
from inkoop.readers.files.archive import Archive, FileRefusedError, digest, load
from inkoop.readers.files.folder import ZIP, ZIP_LIMITS, plain_name
from inkoop.readers.forms.form import book_stamped
from inkoop.readers.forms.price_books import Read
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.procedure.delivered import Candidate, Chosen, Delivered, choose, names_in
from inkoop.rules.file_names import writable
from inkoop.rules.form_books import sealed_questions


@dataclass(frozen=True, slots=True)
class Laid:
    """What one tenderer handed in, as it lies ready to be kept."""

    place: Path
    """What was handed in: a file or a folder."""
    root: Path
    """Where its files lie: the same, or a folder in which its zips were taken apart."""
    files: tuple[Path, ...]
    taken_apart: tuple[TakenApart, ...] = ()


@dataclass(frozen=True, slots=True)
class Chest:
    """Which of the files go into the vault."""

    form: Chosen
    sealed: tuple[Path, ...] = ()
    prices: Path | None = None
    """The workbook with the prices, where that is certain."""


@contextmanager
def laid_out(tender: Tender, places: Sequence[Path]) -> Iterator[list[Laid]]:
    """What each tenderer handed in. What came out of a zip is gone afterwards."""
    with TemporaryDirectory(prefix="inkoop-") as room:
        if tender.vault is None:
            yield [Laid(place, place, files_in(place)) for place in places]
        else:
            yield [_apart(place, Path(room) / str(number)) for number, place in enumerate(places)]


def files_in(place: Path) -> tuple[Path, ...]:
    """Every file of a delivery. A link is none: what it points at was not handed in."""
    if not place.is_dir():
        return (place,)
    return tuple(sorted(path for path in place.rglob("*") if path.is_file() and not path.is_symlink()))


def _apart(place: Path, room: Path) -> Laid:
    """The files of a delivery, with every zip that can be opened taken apart, one level deep."""
    files = files_in(place)
    if not any(path.suffix.lower() == ZIP for path in files):
        return Laid(place, place, files)
    room.mkdir()
    apart: list[TakenApart] = []
    for number, path in enumerate(files, 1):
        own = path.relative_to(place) if place.is_dir() else Path(path.name)
        opened = (
            _opened(path, room / f"{number}-{writable(path.stem)}") if path.suffix.lower() == ZIP else None
        )
        if opened is None:
            target = room.joinpath(*map(writable, own.parts))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        else:
            inside = tuple(digest(each)[1] for each in opened)
            name = plain_name(own.as_posix())[-1_000:]
            apart.append(TakenApart(name=name, sha256=digest(path)[1], inside=inside))
    return Laid(place, room, files_in(room), tuple(apart))


def _opened(file: Path, room: Path) -> list[Path] | None:
    """What was in a zip, each as a file of its own; None for one that cannot be opened."""
    try:
        archive, made = Archive(load(file, ZIP_LIMITS), ZIP_LIMITS), list[Path]()
        for number, name in enumerate(names_in(file)):
            target = room.joinpath(*map(writable, PurePosixPath(name).parts))
            if target.exists():
                target = room / f"{number}-{writable(PurePosixPath(name).name)}"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(name))
            made.append(target)
    except FileRefusedError:
        shutil.rmtree(room, ignore_errors=True)
        return None
    return made


def chest(reader: SubmissionReader, found: Delivered, read: Sequence[Read], laid: Laid) -> Chest:
    """Which workbook is the form, and what goes into the vault: every workbook that is not surely a form
    without prices, and every zip that could not be opened."""
    tender = reader.tender
    if tender.vault is None:
        return Chest(choose(found, read, tender.info.reference))
    books = [_book(reader, each) for each in read]
    pairs = list(zip(found.workbooks, read, books, strict=True))
    forms = [(own, each) for own, each, book in pairs if book is Book.QUALITY and not own.inside]
    prices = [own.file for own, _, book in pairs if book is Book.PRICE and not own.inside]
    sealed = [own.file for own, _, book in pairs if book is not Book.QUALITY and not own.inside]
    sealed += [path for path in laid.files if path.suffix.lower() == ZIP]
    kept = Delivered(tuple(own for own, _ in forms), found.packed, found.refused)
    form = choose(kept, [each for _, each in forms], tender.info.reference)
    if found.workbooks and not (forms or kept.packed or kept.refused):
        form = Chosen(None, "Er is geen werkblad bij dat te herkennen is als het inschrijfformulier.")
    return Chest(
        _told(form, len(prices), found.workbooks), tuple(sealed), prices[0] if len(prices) == 1 else None
    )


def _told(form: Chosen, prices: int, workbooks: Sequence[Candidate]) -> Chosen:
    """The form, with what a person should know about the workbook with the prices."""
    parts = [form.told] if form.told else []
    if prices == 1:
        parts.append("Het prijsblad ligt verzegeld in de kluis.")
    elif prices:
        parts.append(
            f"Er zijn {prices} prijsbladen. Ze liggen verzegeld in de kluis. Een mens zegt wat telt."
        )
    else:
        parts.append("Er is geen prijsblad te zien.")
        if len(workbooks) > (form.form is not None):
            parts.append("Wat niet te herkennen is, ligt verzegeld in de kluis.")
    return Chosen(form.form, " ".join(parts))


def _book(reader: SubmissionReader, read: Read) -> Book | None:
    """Which workbook of the form this is, by its stamp, or else by the questions in it; None where neither
    tells that for certain."""
    workbook = read.value
    if workbook is None:
        return None
    if stamped := book_stamped(workbook):
        return stamped
    assert reader.prices is not None
    if reader.prices.form.locate(workbook)[0].keys() & sealed_questions(reader.tender):
        return None
    registration = reader.tender.registration
    shared = {NAME_QUESTION, registration.code if registration else NAME_QUESTION}
    return Book.QUALITY if reader.form.locate(workbook)[0].keys() - shared else None
