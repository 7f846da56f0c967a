"""Where a tender stands, and whether its record and files are what they were."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from inkoop.domain.findings import Refused, Severity, Why
from inkoop.domain.procedure.proof import Proof
from inkoop.domain.tender import Tender
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import KADER, Work, clock, is_tender_folder
from inkoop.readers.procedure.files import changed_files, named_files
from inkoop.readers.procedure.record import Record, RecordError, read_record
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.procedure.steps import Reckoned
from inkoop.views.procedure.status import Status, status
from inkoop.writers.procedure.record import locked


@journey
def where_it_stands(folder: Path, now: datetime | None = None) -> Status:
    """Where we are, who is waited for, the next command, and what cannot be done yet. Raises OSError.

    Refused where the folder is none of a tender. What was changed in it is a remark here: looking is allowed.
    """
    if not is_tender_folder(folder):
        raise Refused(f"{folder} is geen map van een aanbesteding.", Why.FILES)
    record = _as_it_is(folder)
    work = Work(folder, record, clock(now), ())
    read = read_kader(work.kader())
    tender = read.value
    faults = 0 if record.state.versions else sum(each.severity is Severity.ERROR for each in read.findings)
    reference, title = (
        (tender.info.reference, tender.info.title) if tender else (KADER, "Nog niet te gebruiken")
    )
    changed = tuple(str(fault) for fault in changed_files(record.entries, folder))
    here, torn = work.circumstances(_by_the_rules(tender)), bool(record.torn)
    return status(record.state, here, reference, title, changed, torn=torn, faults=faults)


def _by_the_rules(tender: Tender | None) -> Reckoned:
    """What the rules alone tell, without a look at what came in: where people grade, that comes first."""
    return Reckoned(people_grade=tender is not None and bool(tender.assessed))


def _as_it_is(folder: Path) -> Record:
    """The record, read without keeping anybody out; once more where somebody may have been writing in it."""
    with suppress(RecordError):
        record = read_record(folder)
        if not record.torn:
            return record
    try:
        with suppress(OSError), locked(folder):
            return read_record(folder)
        return read_record(folder)
    except RecordError as error:
        raise Refused(f"{error} Kijk wat er is: inkoop dossier controleer", Why.FILES) from None


@journey
def check_record(folder: Path, stand: str = "") -> Proof:
    """Hold every line against the one before it, and every file against its line.

    Args:
        stand: the stand on a paper, whole or its first eight characters or more; refused where it is less.
    """
    if stand and len("".join(stand.split())) < _SHORTEST:
        raise Refused(f"geef van de stand minstens de eerste {_SHORTEST} tekens.")
    try:
        record = read_record(folder)
    except RecordError as error:
        return Proof(0, "", 0, (str(error),), torn=False, holds=False if stand else None)
    faults = tuple(str(fault) for fault in changed_files(record.entries, folder))
    line = _line_of(record, stand)
    named = {file.path for entry in record.entries for file in named_files(entry)}
    return Proof(
        record.state.lines,
        record.state.stand,
        len(named),
        faults,
        bool(record.torn),
        None if not stand else bool(line),
        line,
    )


_SHORTEST = 8


def _line_of(record: Record, stand: str) -> int:
    """The line with this stand; 0 where there is none."""
    wanted = "".join(stand.split()).lower()
    if not wanted:
        return 0
    return next((n for n, own in enumerate(record.stands, 1) if own.startswith(wanted)), 0)
