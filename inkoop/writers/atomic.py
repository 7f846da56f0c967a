"""Writing a file so that an interrupted run leaves the old file or the new one, never half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its place when the block ends without an exception.

    After an exception nothing is left behind and `path` is as it was.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_usual_mode())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def creating(path: Path, mode: int | None = None) -> Iterator[Path]:
    """As `replacing`, for a file that must not be there yet: a link is made only where no name is taken.

    Raises FileExistsError, also when another program was first.

    Args:
        mode: who may do what with it; None for what a plain new file gets.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(_usual_mode() if mode is None else mode)
        _take(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _take(temporary: Path, path: Path) -> None:
    """Give the file its name, unless that is taken. A disk without hard links is asked first."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():
            raise FileExistsError(path) from None
        temporary.replace(path)


@contextmanager
def replacing_from_memory(path: Path) -> Iterator[BytesIO]:
    """As `replacing`, for what is made in memory first: whoever makes it never meets a disk that is full.

    xlsxwriter has exceptions of its own for that, and leaves an open archive that fails once more.
    """
    memory = BytesIO()
    yield memory
    with replacing(path) as temporary:
        temporary.write_bytes(memory.getvalue())


def _usual_mode() -> int:
    """The mode a plain new file gets; mkstemp alone would make it unreadable for others."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
