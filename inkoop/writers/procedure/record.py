"""Writes a tender's record: a line is on the disk before anybody is told that something happened.

A line is canonical JSON (RFC 8785), so that a fact has the same bytes and the same hash everywhere.
"""

from __future__ import annotations

import getpass
import os
import platform
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Entry, Fact
from inkoop.readers.procedure.record import CONFIRMED, RECORD, Record, with_entry

LOCK, AT_WORK = ".dossier.lock", ".dossier.bezig"
"""What keeps others out, and who that is for: the second is only ever read by a person."""
UNFINISHED = ".bezig-"
"""How the name begins of what is being made and has no name of its own yet."""
TORN = "dossier-afgebroken.txt"
"""Where what was cut off is set aside."""
_PATIENCE = 5.0
"""Seconds to wait for somebody else who works in the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else writes in the folder meanwhile. Refused where somebody does, with who that is."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=_PATIENCE)
    except Timeout:
        busy = f"in deze map werkt nu {_who(folder)}. Er is niets gedaan. Probeer het zo opnieuw."
        raise Refused(busy, Why.FILES) from None
    try:
        # A computer may not know the name of who sits at it; then nobody is told.
        with suppress(OSError, KeyError, ImportError):
            me = f"{getpass.getuser()} op {platform.node()}, sinds {datetime.now():%H.%M} uur"  # noqa: DTZ005
            (folder / AT_WORK).write_text(me, "utf-8")
        yield
    finally:
        with suppress(OSError):
            (folder / AT_WORK).unlink(missing_ok=True)
        lock.release()


def _who(folder: Path) -> str:
    try:
        return (folder / AT_WORK).read_text("utf-8", errors="replace")[:200] or "iemand anders"
    except OSError:
        return "iemand anders"


def line_of(entry: Entry) -> bytes:
    """The line of a fact, without its end."""
    import rfc8785

    return rfc8785.dumps(entry.model_dump(mode="json", by_alias=True))


def append(
    folder: Path, record: Record, fact: Fact, by: tuple[str, ...], now: datetime, *, clock_set: bool = False
) -> Record:
    """Add a fact, and return the record with it once it is on the disk.

    Called while the folder is locked, with the record as it was read since. What was cut off by an earlier
    power cut is set aside first. Raises ForbiddenError for a fact that may not be here, and OSError.
    """
    state = record.state
    entry = Entry(
        number=state.lines + 1, before=state.stand, moment=now, clock_set=clock_set, by=by, fact=fact
    )
    line = line_of(entry)
    made = with_entry(record, entry, line)  # a fact that may not be here is never written
    if record.torn:
        set_aside(folder, record)
    try:
        _write_behind(folder / RECORD, line + b"\n")
        sync_folder(folder)
        _confirm(folder, made)
    except OSError:
        # A disk that is full: what nobody was told of is no fact.
        with suppress(OSError):
            _end_at(folder / RECORD, record.whole)
        raise
    return made


def _confirm(folder: Path, record: Record) -> None:
    """Keep beside the record up to which line it was confirmed, so that a lost or changed last line shows."""
    with lasting(folder / CONFIRMED) as path:
        path.write_text(f"{record.state.lines} {record.state.stand}\n", "ascii")


def set_aside(folder: Path, record: Record) -> None:
    """Keep what was cut off in a file of its own, and end the record at its last whole line."""
    _write_behind(folder / TORN, record.torn + b"\n")
    _end_at(folder / RECORD, record.whole)


def _write_behind(path: Path, content: bytes) -> None:
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _end_at(path: Path, length: int) -> None:
    with path.open("r+b") as file:
        file.truncate(length)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def lasting(path: Path) -> Iterator[Path]:
    """A file to make, that takes its name when it is whole and on the disk; before that it has another.

    What a run that was ended leaves of it bears a name that `clear_unfinished` knows. Raises OSError.
    """
    temporary = path.with_name(f"{UNFINISHED}{path.name}")
    try:
        yield temporary
        sync_file(temporary)
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def clear_unfinished(rooms: Iterable[Path]) -> None:
    """Throw away what runs that were ended by force left half made in these folders. Raises OSError.

    Called while the folder is locked: then nobody is making anything.
    """
    for room in rooms:
        for rest in room.glob(f".*{UNFINISHED.lstrip('.')}*"):
            shutil.rmtree(rest) if rest.is_dir() else rest.unlink()


def sync_file(path: Path) -> None:
    """Have the disk hold what is in a file before anybody relies on it. Raises OSError."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have the disk know the names in a folder too; Windows does that by itself."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
