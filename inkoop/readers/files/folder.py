"""Which files in a folder are submissions, and which workbooks hold the panel's grades."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from inkoop.catalogue import finding
from inkoop.domain.findings import Finding
from inkoop.domain.places import CellPlace
from inkoop.domain.visible import one_line
from inkoop.readers.files.archive import Archive, FileRefusedError, Limits, load
from inkoop.rules.dutch_format import listing
from inkoop.rules.file_names import writable

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".ods", ".xls"})
ASSESSMENT_FOLDER = "beoordeling"
DRAW_PREFIX, DRAW_SUFFIXES = "loting", frozenset({".yaml", ".yml"})
_LEFT_BY_PROGRAMS = ("~$", ".~lock.", ".")
_LEFT_BY_SYSTEMS = frozenset(
    {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "icon\r"}
)
ZIP = ".zip"
ZIP_LIMITS = Limits(file_bytes=200_000_000, parts=5_000, part_bytes=25_000_000, total_bytes=1_000_000_000)
"""What one tenderer may deliver in a zip: a form, and documents that are not read here."""


@dataclass(frozen=True, slots=True)
class Found:
    """The submissions and grade workbooks at the given places, with what was passed over."""

    submissions: tuple[Path, ...]
    assessment: tuple[Path, ...]
    findings: tuple[Finding, ...]
    draws: tuple[Path, ...] = ()
    """The records of draws, beside the grades."""
    beside: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    """By submission that stands in a folder or zip of its own the names of the other files there."""
    remarks: Mapping[Path, tuple[Finding, ...]] = field(default_factory=dict)
    """What a record tells of each that is not in the file itself."""
    numbers: Mapping[Path, int] = field(default_factory=dict)
    """The number of receipt of each, where a record keeps those."""
    prices: Mapping[Path, Path | None] = field(default_factory=dict)
    """By submission its workbook with the prices, None where it never came; not of one that is still shut."""

    @property
    def workbooks(self) -> tuple[Path, ...]:
        """Everything that is read."""
        return (*self.submissions, *(path for path in self.prices.values() if path is not None))


@contextmanager
def find_submissions(
    places: Iterable[Path], grades: Path | None = None, *, own: bool = False
) -> Iterator[Found]:
    """All workbooks in these folders, and these files, each once, sorted by name.

    A folder or a zip inside is of one tenderer, as tender platforms deliver them: its workbooks are read too,
    and what else is in it is told. A folder `beoordeling` inside holds the grades, unless `grades` names
    another file or folder. What comes out of a zip is gone afterwards.

    Args:
        own: whether a named folder with one workbook is that of a tenderer, who looks at what it hands in.
    """
    with TemporaryDirectory(prefix="inkoop-") as room:
        finder = _Finder(Path(room), grades, own)
        for place in places:
            finder.look(place)
        yield finder.found()


@dataclass
class _Finder:
    room: Path
    """Where what comes out of a zip stands for as long as it is read."""
    grades: Path | None
    own: bool = False
    submissions: list[Path] = field(default_factory=list)
    assessment: list[Path] = field(default_factory=list)
    draws: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    beside: dict[Path, tuple[str, ...]] = field(default_factory=dict)

    def look(self, place: Path) -> None:
        """Everything at one place that was named."""
        shown = plain_name(str(place))
        try:
            if place.is_dir():
                self._folder(place, shown)
            elif place.suffix.lower() == ZIP and place.is_file():
                self.submissions += self._unpacked(place)
            elif place.exists():
                self.submissions.append(place)
            else:
                self.findings.append(finding("MAP-01", CellPlace(shown), map=shown))
        except PermissionError:
            self.findings.append(finding("MAP-06", CellPlace(shown), map=shown))
        except OSError:  # a name that is longer than any name can be
            self.findings.append(finding("MAP-01", CellPlace(shown), map=shown))

    def _folder(self, place: Path, shown: str) -> None:
        found: list[Path] = []
        loose = [path for path in _sorted(place) if path.is_file() and not path.is_symlink()]
        if self.own and sum(_is_workbook(path.name) for path in loose) == 1:
            self.submissions += self._of_one_tenderer(place)
            return
        for path in _sorted(place):
            if path.is_dir() and not path.is_symlink():
                found += self._of_one_tenderer(path)
            elif path.suffix.lower() == ZIP and not path.is_symlink():
                found += self._unpacked(path)
            elif _is_submission(path, self.findings):
                found.append(path)
        if not found:
            self.findings.append(finding("MAP-02", CellPlace(shown), map=shown))
        self.submissions += found
        self.draws += _draws_in(place / ASSESSMENT_FOLDER)
        if self.grades is None:
            self.assessment += _workbooks_in(place / ASSESSMENT_FOLDER)

    def _of_one_tenderer(self, folder: Path) -> list[Path]:
        """The workbooks in a folder inside the folder; what else is in it is told in one finding."""
        if folder.name == ASSESSMENT_FOLDER or left_by_programs(folder.name):
            return []
        inside = [path for path in _sorted(folder) if not left_by_programs(path.name)]
        workbooks = [path for path in inside if path.suffix.lower() in WORKBOOKS and path.is_file()]
        own = [path for path in workbooks if not path.is_symlink()]
        self._passed_over(folder.name, [path.name for path in inside if path not in own])
        self._together(own, [path.name for path in inside if path.is_file() and not path.is_symlink()])
        return own

    def _together(self, submissions: Iterable[Path], names: Sequence[str]) -> None:
        """Remember what came with each workbook of one tenderer."""
        for path in submissions:
            others = [plain_name(name) for name in names if not _is_workbook(name)]
            self.beside[path] = tuple(others)

    def _unpacked(self, path: Path) -> list[Path]:
        """The workbooks in a zip, unpacked through the same gate as every file of a stranger.

        That needs no process of its own: nothing in the zip is interpreted, only workbooks are unpacked, and
        what they take is counted while it is unpacked. At most one part is in memory beside the zip itself.
        """
        try:
            archive = Archive(load(path, ZIP_LIMITS), ZIP_LIMITS)
            names = [name for name in archive.names() if not name.endswith("/") and not _beside(name)]
            workbooks = [name for name in names if Path(name).suffix.lower() in WORKBOOKS]
            folder = self.room / str(len(list(self.room.iterdir()))) / writable(path.stem)
            folder.mkdir(parents=True)
            made = []
            for number, name in enumerate(workbooks):
                target = folder / writable(PurePosixPath(name).name)
                if target.exists():
                    target = folder / f"{number}-{target.name}"
                target.write_bytes(archive.read(name))
                made.append(target)
        except FileRefusedError as refused:
            self.findings.append(refused.finding(plain_name(path.name)))
            return []
        self._passed_over(path.name, [name for name in names if name not in workbooks])
        self._together(made, [PurePosixPath(name).name for name in names])
        return made

    def _passed_over(self, folder: str, names: list[str]) -> None:
        if names:
            shown = plain_name(folder)
            told = listing(plain_name(name) for name in names)
            self.findings.append(finding("MAP-07", CellPlace(shown), map=shown, bestanden=told))

    def _graded(self, grades: Path) -> None:
        """The grades that were named, and the draws beside them."""
        try:
            self.draws += _draws_in(grades)
            self.assessment += _workbooks_in(grades) if grades.is_dir() else [grades]
        except PermissionError:
            shown = plain_name(str(grades))
            self.findings.append(finding("MAP-06", CellPlace(shown), map=shown))
        except OSError:
            self.assessment.append(grades)  # reading it says what is wrong with its name

    def found(self) -> Found:
        """Everything that was found, each file once."""
        if self.grades is not None:
            self._graded(self.grades)
        once = {os.path.realpath(path): path for path in reversed(self.submissions)}
        records = {os.path.realpath(path): path for path in self.draws}
        return Found(
            tuple(reversed(once.values())),
            tuple(self.assessment),
            tuple(self.findings),
            tuple(records.values()),
            self.beside,
        )


def display_names(paths: Iterable[Path]) -> dict[Path, str]:
    """What people call each file: its name, with its folder where two files share that name."""
    names = {path: plain_name(path.name) for path in paths}
    count = Counter(names.values())
    return {
        path: name if count[name] == 1 else f"{plain_name(path.parent.name)}/{name}"
        for path, name in names.items()
    }


def plain_name(name: str) -> str:
    """The name of a file as text on one line, in the order in which it is read.

    A stranger chose it: line ends, commands to the screen and bytes that are no text become U+FFFD.
    """
    return one_line(name)


def _is_workbook(name: str) -> bool:
    """Whether it is read as a form, by its name."""
    return Path(name).suffix.lower() in WORKBOOKS and not left_by_programs(name)


def _is_submission(path: Path, findings: list[Finding]) -> bool:
    if path.is_symlink():
        findings.append(finding("MAP-05", CellPlace(plain_name(path.name))))
        return False
    if left_by_programs(path.name):
        return False
    if path.suffix.lower() not in WORKBOOKS:
        findings.append(finding("MAP-03", CellPlace(plain_name(path.name))))
        return False
    return True


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.iterdir(), key=lambda path: path.name)


def left_by_programs(name: str) -> bool:
    """Whether a computer left it there, and nobody handed it in."""
    return name.startswith(_LEFT_BY_PROGRAMS) or name.lower() in _LEFT_BY_SYSTEMS


def _beside(name: str) -> bool:
    return any(left_by_programs(part) for part in name.split("/"))


def _draws_in(folder: Path) -> list[Path]:
    """The files in a folder that record a draw, by their names."""
    if not folder.is_dir():
        return []
    return [
        path
        for path in _sorted(folder)
        if path.name.lower().startswith(DRAW_PREFIX) and path.suffix.lower() in DRAW_SUFFIXES
    ]


def _workbooks_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [
        path
        for path in _sorted(folder)
        if path.suffix.lower() in WORKBOOKS and not left_by_programs(path.name)
    ]
