"""Whether the files that a record names are there, and are what they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inkoop.domain.procedure.facts import Entry, FileRef
from inkoop.readers.files.archive import digest


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that is not what the record says."""

    file: FileRef
    line: int
    """Where the record names it."""
    gone: bool

    def __str__(self) -> str:
        what = "is weg" if self.gone else "is veranderd"
        return f"{self.file.path} {what} (dossier, regel {self.line})."


def reference(path: Path, folder: Path) -> FileRef:
    """A file by its place in the folder and its content. Raises OSError."""
    size, sha256 = digest(path)
    return FileRef(path=path.relative_to(folder).as_posix(), sha256=sha256, size=size)


def named_files(entry: Entry) -> Iterator[FileRef]:
    """Every file that a fact names."""
    for name in type(entry.fact).model_fields:
        value = getattr(entry.fact, name)
        each = value if isinstance(value, tuple) else (value,)
        yield from (file for file in each if isinstance(file, FileRef))


def changed_files(entries: tuple[Entry, ...], folder: Path) -> Iterator[FileFault]:
    """Every file that is gone or that somebody changed, each once, by the last line that names it."""
    last = {file.path: (file, entry.number) for entry in entries for file in named_files(entry)}
    for file, line in last.values():
        path = folder / file.path
        if not path.is_file():
            yield FileFault(file, line, gone=True)
        elif digest(path) != (file.size, file.sha256):
            yield FileFault(file, line, gone=False)
