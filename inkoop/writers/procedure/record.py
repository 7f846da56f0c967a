"""Writes a tender's record: a line is on the disk before anybody is told that something happened.

A line is canonical JSON (RFC 8785), so that a fact has the same bytes and the same hash everywhere.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Entry, Fact
from inkoop.readers.procedure.record import RECORD, Record, with_entry

LOCK = ".dossier.lock"
TORN = "dossier-afgebroken.txt"
"""Where what was cut off is set aside."""
_PATIENCE = 5.0
"""Seconds to wait for somebody else who works in the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else writes in the folder meanwhile. Refused where somebody does."""
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK)
    try:
        with lock.acquire(timeout=_PATIENCE):
            yield
    except Timeout:
        busy = "Er werkt nog iemand in deze map. Probeer het zo opnieuw."
        raise Refused(busy, Why.FILES) from None


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
    with_entry(record, entry, line)  # a fact that may not be here is never written
    path = folder / RECORD
    if record.torn:
        _set_aside(folder, record)
    with path.open("ab") as file:
        file.write(line + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync_folder(folder)
    return with_entry(record, entry, line)


def _set_aside(folder: Path, record: Record) -> None:
    """Keep what was cut off in a file of its own, and end the record at its last whole line."""
    with (folder / TORN).open("ab") as file:
        file.write(record.torn + b"\n")
        file.flush()
        os.fsync(file.fileno())
    with (folder / RECORD).open("r+b") as file:
        file.truncate(record.whole)
        file.flush()
        os.fsync(file.fileno())


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
