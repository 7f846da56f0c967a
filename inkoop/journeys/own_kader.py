"""The self-check of a form that brings its kader along, or says which one it was made from.

Only here counts the kader in a form: who checks their own form may go by it. What a municipality decides, it
decides by the kader that it published.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.cells import Workbook
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.domain.submission import Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import reader_of
from inkoop.journeys.check import told_together
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import display_names, find_submissions, plain_name
from inkoop.readers.files.isolation import Read, read_workbooks
from inkoop.readers.forms.form import book_stamped, stamp_of
from inkoop.readers.settings.carried import carried_tender
from inkoop.readers.settings.kader import read_kader
from inkoop.resources import resource_folder
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import book_of


@dataclass(frozen=True)
class OwnKader:
    """The kader that a form goes by; `carried` when it came out of the form itself."""

    tender: Tender
    carried: bool


@dataclass(frozen=True)
class Checked:
    """The submissions that go by one kader, each checked."""

    kader: OwnKader
    submissions: tuple[Submission, ...]
    book: Book = Book.WHOLE
    """Which workbook of the form they are."""

    @property
    def tender(self) -> Tender:
        """The kader as far as that workbook asks it."""
        return book_of(self.kader.tender, self.book)


def check_by_own_kader(
    places: Sequence[Path], progress: Progress = silent
) -> Outcome[tuple[Checked, ...] | None]:
    """Every submission in these files and folders, checked by the kader that it carries, and else by the one
    that it names: by fingerprint, or the only one with that reference.

    A named kader is looked for beside the form, in the folder above, in the present folder and among the
    examples. A file that brings and names none goes by the first kader that was found. Without any kader
    there is no value.
    """
    with find_submissions(places, own=True) as found:
        finder = _Finder([place if place.is_dir() else place.parent for place in places])
        read: list[tuple[Path, Read, OwnKader | None]] = []
        for done, (path, workbook) in enumerate(read_workbooks(found.submissions, kader=True)):
            progress(done, len(found.submissions), path.name)
            read.append((path, workbook, finder.of(path, workbook)))
        first = next((kader for *_, kader in read if kader), None)
        if first is None:
            return Outcome(None, (*found.findings, *finder.told, *finder.nameless))
        names = display_names(found.submissions)
        groups: dict[str, list[tuple[Path, Read, OwnKader]]] = {}
        for path, workbook, own in read:
            kader = own or first
            book = book_stamped(workbook.value) if workbook.value else Book.WHOLE
            mark = f"{fingerprint(kader.tender)} {kader.carried} {book}"
            groups.setdefault(mark, []).append((path, workbook, kader))
        checked = []
        for group in groups.values():
            kader = group[0][2]
            reader = replace(reader_of(kader.tender, group[0][1].value), keeps_cells=True)
            each = [
                reader.of(path, names[path], workbook, found.beside.get(path)) for path, workbook, _ in group
            ]
            checked.append(Checked(kader, told_together(each), reader.book))
        return Outcome(tuple(checked), (*found.findings, *finder.told))


@dataclass
class _Finder:
    """Finds the kader of one form after another."""

    folders: Sequence[Path]
    told: list[Finding] = field(default_factory=list)
    """What everybody should know, whichever kader a form goes by."""
    nameless: list[Finding] = field(default_factory=list)
    """Why a form has no kader: told when there is no other kader either."""
    _carried: dict[str, Tender | None] = field(default_factory=dict)

    def of(self, path: Path, read: Read) -> OwnKader | None:
        """The kader that a workbook carries, else the one that it names."""
        workbook = read.value
        if workbook is None:
            self.nameless += read.findings
            return None
        tender = self._brought(workbook) if workbook.kader else None
        return OwnKader(tender, carried=True) if tender else self._named(path, workbook)

    def _brought(self, workbook: Workbook) -> Tender | None:
        text = workbook.kader
        if text not in self._carried:
            self._carried[text] = carried_tender(text, workbook.file).value
        if self._carried[text] is None:
            self.told.append(finding("FORM-26", CellPlace(plain_name(workbook.file))))
        return self._carried[text]

    def _named(self, path: Path, workbook: Workbook) -> OwnKader | None:
        stamp, place = stamp_of(workbook), CellPlace(plain_name(path.name))
        if stamp is None:
            self.nameless.append(finding("FORM-11", place))
            return None
        fitting = []
        for candidate in _candidates([path.parent, *self.folders]):
            tender = read_kader(candidate).value
            if tender is not None and tender.info.reference == stamp[0]:
                if fingerprint(tender) == stamp[1]:
                    return OwnKader(tender, carried=False)
                fitting.append(tender)
        if len(fitting) == 1:
            return OwnKader(fitting[0], carried=False)
        self.nameless.append(finding("FORM-10", place, kenmerk=stamp[0]))
        return None


def _candidates(folders: Sequence[Path]) -> Iterable[Path]:
    seen: set[Path] = set()
    here = Path.cwd()
    near = (place for folder in folders for place in (folder, folder.parent))
    for place in (*near, here, here / "criteria", resource_folder("criteria")):
        for path in sorted(place.glob("*.yaml")):
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path
