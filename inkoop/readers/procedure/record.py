"""Reads a tender's record: every line held against the one before it, and what a power cut left."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from inkoop.catalogue import message
from inkoop.domain.procedure.facts import FORMAT, NOTHING_BEFORE, Entry, Sha256
from inkoop.domain.procedure.state import State
from inkoop.readers.files.archive import EMPTY_FILE, FileRefusedError, Limits, load
from inkoop.rules.procedure.fold import ForbiddenError, after

RECORD = "dossier.jsonl"
CONFIRMED = "dossier.stand"
"""Beside the record: the last line that was confirmed to anybody, and its hash."""
LIMITS = Limits(file_bytes=200_000_000)
_SMALL = Limits(file_bytes=1_000)
_CONFIRMED = re.compile(r"([1-9][0-9]{0,8}) ([0-9a-f]{64})\n")


class RecordError(Exception):
    """The record cannot be trusted; the message says from which line on and why, in Dutch."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{RECORD}, regel {line}: {why}")
        self.line = line


@dataclass(frozen=True, slots=True)
class Record:
    """What was read."""

    state: State
    entries: tuple[Entry, ...] = ()
    stands: tuple[Sha256, ...] = ()
    """The hash of each line."""
    torn: bytes = b""
    """What a write that was cut off left behind the last whole line. It was never confirmed to anybody."""
    whole: int = 0
    """How many bytes the whole lines take."""


def read_record(folder: Path) -> Record:
    """The record in a tender's folder; an empty one where there is none. Raises RecordError and OSError."""
    confirmed, stand = _confirmed(_content(folder / CONFIRMED, _SMALL))
    record = record_in(_content(folder / RECORD, LIMITS))
    _hold_against(record, confirmed, stand)
    return record


def _content(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; none where there is no file. Raises RecordError where it cannot be read."""
    try:
        return load(path, limits) if path.exists() else b""
    except FileRefusedError as refused:
        if refused.code == EMPTY_FILE:
            return b""
        raise RecordError(1, f"dit is niet te lezen. {message(refused.finding(path.name))}") from None


def _hold_against(record: Record, confirmed: int, stand: Sha256) -> None:
    """Whether all is there that was ever confirmed. Nothing but this tells of the last line.

    A run that was ended may have written one line that it confirmed to nobody, and never more.
    Raises RecordError.
    """
    lines = record.state.lines
    if lines < confirmed:
        raise RecordError(lines + 1, f"deze regel is weg. Volgens {CONFIRMED} zijn er {confirmed}.")
    if confirmed and record.stands[confirmed - 1] != stand:
        raise RecordError(confirmed, f"deze regel is niet die van {CONFIRMED}: een van de twee is veranderd.")
    if lines > confirmed + 1:
        raise RecordError(confirmed + 1, f"{CONFIRMED} is veranderd of weg, en hoort bij regel {lines}.")


def _confirmed(content: bytes) -> tuple[int, Sha256]:
    """The last line that was confirmed, and its hash; line 0 where nothing was. Raises RecordError."""
    if not content:
        return 0, NOTHING_BEFORE
    found = _CONFIRMED.fullmatch(content.decode("ascii", "replace"))
    if found is None:
        raise RecordError(1, f"{CONFIRMED} is veranderd: er hoort één regel in, met een nummer en een stand.")
    return int(found[1]), found[2]


def record_in(content: bytes) -> Record:
    """The record in the bytes of its file. Raises RecordError."""
    *lines, torn = content.split(b"\n")
    record = Record(State())
    entries, stands = [], []
    for number, line in enumerate(lines, 1):
        entry, stand = _entry(number, line), hashlib.sha256(line).hexdigest()
        if entry.number != number:
            raise RecordError(number, f"hier hoort nummer {number}, en er staat {entry.number}.")
        if entry.before != record.state.stand:
            raise RecordError(
                number, "deze regel past niet bij de regel ervoor: er is iets veranderd of weg."
            )
        try:
            record = Record(after(record.state, entry, stand))
        except ForbiddenError as error:
            raise RecordError(number, f"dit kan hier niet staan. {error}") from None
        entries.append(entry)
        stands.append(stand)
    return Record(record.state, tuple(entries), tuple(stands), torn, len(content) - len(torn))


def with_entry(record: Record, entry: Entry, line: bytes) -> Record:
    """The record with one line more, which is written whole. Raises ForbiddenError."""
    stand = hashlib.sha256(line).hexdigest()
    state = after(record.state, entry, stand)
    return Record(state, (*record.entries, entry), (*record.stands, stand), b"", record.whole + len(line) + 1)


def _entry(number: int, line: bytes) -> Entry:
    try:
        return Entry.model_validate_json(line, strict=True)
    except ValidationError as errors:
        raise _why(number, line, errors) from None


def _why(number: int, line: bytes, errors: ValidationError) -> RecordError:
    """What is wrong with a line that is not one of ours."""
    try:
        data: Any = json.loads(line)
    except ValueError:
        return RecordError(number, "dit is geen regel van een dossier.")
    form = data.get("formaat") if isinstance(data, dict) else None
    if isinstance(form, int) and form > FORMAT:
        return RecordError(number, "deze regel is van een nieuwere versie van het programma.")
    where = ".".join(str(part) for part in errors.errors()[0]["loc"])
    return RecordError(number, f"er klopt iets niet bij {where or 'deze regel'}.")
