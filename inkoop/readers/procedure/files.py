"""Whether the files that a record names are there, and are what they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Entry, FileRef, OpenedFile, SealedFile
from inkoop.domain.procedure.record_model import RecordModel
from inkoop.readers.files.archive import digest

RECEIVED = "ontvangen"
"""The folder with what came in, each in a folder of its own."""
VAULT = "kluis"
"""The folder with what came in and is sealed, each in a folder of its own."""


class Amiss(StrEnum):
    """What is amiss with a file; the values are the words that follow its name."""

    GONE = "is weg"
    CHANGED = "is veranderd"
    UNREADABLE = "is niet te lezen"
    ADDED = "hoort hier niet"


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that is not what the record says."""

    path: str
    line: int
    """Where the record names it, or the files beside it."""
    amiss: Amiss

    def __str__(self) -> str:
        return f"{self.path} {self.amiss} (dossier, regel {self.line})."


def reference(path: Path, folder: Path) -> FileRef:
    """A file by its place in the folder and its content. Raises OSError; refused where it has no end."""
    size, sha256 = digest(path)
    if not sha256:
        raise Refused(f"{path} is niet te lezen, of is veel te groot.", Why.FILES)
    return FileRef(path=path.relative_to(folder).as_posix(), sha256=sha256, size=size)


def named_files(entry: Entry) -> Iterator[FileRef]:
    """Every file that a fact names."""
    for name in _naming(type(entry.fact)):
        value = getattr(entry.fact, name)
        each = value if isinstance(value, tuple) else (value,)
        yield from (file for file in each if isinstance(file, FileRef))


_FILES = (FileRef, SealedFile, OpenedFile)


@cache
def _naming(kind: type[RecordModel]) -> tuple[str, ...]:
    """The fields of a kind of fact that may name a file."""
    return tuple(name for name, field in kind.model_fields.items() if _names_files(field.annotation))


def _names_files(annotation: object) -> bool:
    return any(kind.__name__ in str(annotation) for kind in _FILES)


def changed_files(entries: tuple[Entry, ...], folder: Path) -> Iterator[FileFault]:
    """Every file that is gone, that somebody changed, or that stands among them and that no line names.

    Each once, by the last line that names it.
    """
    last = {file.path: (file, entry.number) for entry in entries for file in named_files(entry)}
    for file, line in last.values():
        path = folder / file.path
        if not path.is_file():
            yield FileFault(file.path, line, Amiss.GONE)
        elif (found := digest(path)) != (file.size, file.sha256):
            yield FileFault(file.path, line, Amiss.CHANGED if found[1] else Amiss.UNREADABLE)
    yield from _added(last, folder)


def _added(last: Mapping[str, tuple[FileRef, int]], folder: Path) -> Iterator[FileFault]:
    """What somebody put beside the files of one submission: it would be taken for a part of it."""
    split = {path: path.split("/") for path in last}
    own = {
        "/".join(parts[:2]): last[path][1] for path, parts in split.items() if parts[0] in (RECEIVED, VAULT)
    }
    for room, line in own.items():
        for path in sorted((folder / room).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if name not in last and path.is_file() and not _of_the_system(path.name):
                yield FileFault(name, line, Amiss.ADDED)


def _of_the_system(name: str) -> bool:
    """Whether a file is what a system or a word processor leaves wherever somebody looks."""
    return name.startswith((".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini")
