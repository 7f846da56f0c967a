"""Reads a submitted workbook, .xlsx, .ods or .xls, whatever state it is in.

The rarer formats are imported where they are read: nearly all forms are .xlsx, and a provider waits for it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from inkoop.domain.cells import Makers, Sheet, Workbook
from inkoop.domain.findings import Finding, Outcome, Severity
from inkoop.domain.places import CellPlace
from inkoop.readers.files.archive import (
    ACTIVE_CONTENT,
    BLIND_FORMAT,
    DAMAGED,
    NOT_A_WORKBOOK,
    OTHER_EXCEL_FORMAT,
    Archive,
    FileRefusedError,
    Limits,
    damaged,
    is_opendocument,
    load,
    suspicious,
)
from inkoop.readers.files.carried import carried_kader
from inkoop.readers.files.defined_names import defined_names
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.grid import Budget
from inkoop.readers.files.makers import makers_of
from inkoop.readers.files.xlsx import read_xlsx

SheetReader = Callable[[Archive, Budget], tuple[Sheet, ...]]

_CONTENT_TYPES = "[Content_Types].xml"
_ACTIVE = {
    "macros": re.compile(r"(.*/)?vbaProject\w*\.bin|xl/(macrosheets|activeX)/.+|(Basic|Scripts)/.+", re.I),
    "externe-koppelingen": re.compile(r"xl/externalLinks/[^/]+\.xml|xl/connections\.xml", re.I),
    "ingesloten-bestanden": re.compile(r"xl/embeddings/.+|Object \d+", re.I),
}
"""What a form never holds: it is never run, followed or opened here, but people should know."""


def read_workbook(
    path: Path,
    name: str | None = None,
    limits: Limits | None = None,
    *,
    twice: bool = False,
    kader: bool = False,
) -> Outcome[Workbook | None]:
    """Read a workbook; whatever is wrong with the file comes back as a finding, without a value.

    `name` is what people call the file, where that differs from the name of `path`. `twice` has another
    program read it as well, where one can: an .xlsx file. `kader` also reads the kader that a form carries,
    which only who checks its own form may go by.
    """
    file = plain_name(path.name) if name is None else name
    try:
        return _read(path, file, limits or Limits(), twice, kader)
    except FileRefusedError as refused:
        return Outcome(None, (refused.finding(file),))
    except Exception as fault:
        # The one broad net: the ways in which a stranger's file can be malformed have no end, and
        # one bad file may not stop the reading of the others. What lands here names no part.
        broken = FileRefusedError(DAMAGED, onderdeel="", detail=type(fault).__name__)
        return Outcome(None, (broken.finding(file),))


def _read(path: Path, file: str, limits: Limits, twice: bool, kader: bool) -> Outcome[Workbook | None]:
    data = load(path, limits)
    try:
        archive = Archive(data, limits)
    except FileRefusedError as refused:
        from inkoop.readers.files.xls import can_read_xls

        if refused.code == OTHER_EXCEL_FORMAT and can_read_xls():
            return _read_xls(file, data, limits)
        raise
    read_sheets = _reader(archive)
    sheets = read_sheets(archive, Budget(limits))
    _check_sheets(sheets)
    carried = carried_kader(archive) if kader and read_sheets is read_xlsx else ""
    mark, makers = hashlib.sha256(data).hexdigest(), makers_of(archive)
    names = defined_names(archive) if read_sheets is read_xlsx else ()
    workbook = Workbook(file, len(data), mark, sheets, kader=carried, makers=makers, names=names)
    if twice and read_sheets is read_xlsx:
        from inkoop.readers.files.second import read_again

        workbook = read_again(data, workbook)
    return Outcome(workbook, tuple(_active(archive, file)))


def _read_xls(file: str, data: bytes, limits: Limits) -> Outcome[Workbook | None]:
    from inkoop.readers.files.xls import active_in_xls, read_xls, saved_by

    sheets = read_xls(data, limits)
    _check_sheets(sheets)
    blind = Finding(BLIND_FORMAT, Severity.WARNING, CellPlace(file))
    active = (_active_finding(file, kind, "xls") for kind in active_in_xls(data))
    makers = Makers(saved_by=saved_by(data))
    mark = hashlib.sha256(data).hexdigest()
    return Outcome(Workbook(file, len(data), mark, sheets, makers=makers), (blind, *active))


def _reader(archive: Archive) -> SheetReader:
    """The reader for this archive; one that two programs would read differently is refused."""
    opendocument, office = is_opendocument(archive), _CONTENT_TYPES in archive
    if opendocument and office:
        suspicious("twee-bestandssoorten")
    if opendocument:
        from inkoop.readers.files.ods import read_ods

        return read_ods
    if office:
        return read_xlsx
    raise FileRefusedError(NOT_A_WORKBOOK, soort="zip")


def _check_sheets(sheets: Iterable[Sheet]) -> None:
    """A workbook has sheets, each with a name of its own: places refer to them by name."""
    names = Counter(sheet.name.casefold() for sheet in sheets)
    if not names:
        damaged("", "geen bladen")
    if "" in names or names.total() != len(names):
        damaged("", "bladnamen")


def _active(archive: Archive, file: str) -> Iterable[Finding]:
    """A warning for each kind of thing in the file that a form does not need."""
    names = archive.names()
    for kind, pattern in _ACTIVE.items():
        part = next((name for name in names if pattern.fullmatch(name)), None)
        if part is not None:
            yield _active_finding(file, kind, part)


def _active_finding(file: str, kind: str, part: str) -> Finding:
    return Finding(ACTIVE_CONTENT, Severity.WARNING, CellPlace(file), (("soort", kind), ("onderdeel", part)))
