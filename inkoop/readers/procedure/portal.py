"""The list of a tender platform: who handed in when."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from inkoop.domain.findings import Refused, Why
from inkoop.domain.visible import one_line
from inkoop.readers.files.archive import Limits, load_named
from inkoop.rules.dutch_format import listing
from inkoop.rules.procedure.clock import in_zone

NAMES = ("inschrijver", "naam", "bestand", "bestandsnaam", "map", "onderneming", "organisatie", "leverancier")
MOMENTS = ("binnen", "moment", "ingediend op", "ingediend", "tijdstip", "datum en tijd", "datum/tijd")
_LIMITS = Limits(file_bytes=5_000_000)
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%Y-%m-%dT%H:%M:%S")
_SPLITS = (";", ",", "\t")
_FILES = (".xlsx", ".xls", ".xlsm", ".ods", ".zip")


def name_key(name: str) -> str:
    """A name for looking up: without the end of a file name, signs or capitals."""
    path = PurePath(name)
    stem = path.stem if path.suffix.lower() in _FILES else name
    return re.sub(r"[\W_]+", " ", stem.casefold()).strip()


@dataclass(frozen=True, slots=True)
class PortalRow:
    """One that was handed in, as the platform tells it."""

    line: int
    name: str
    """What stands first in the row about who or what it is."""
    keys: frozenset[str]
    moment: datetime


@dataclass(frozen=True, slots=True)
class PortalList:
    """The list, by line."""

    path: Path
    rows: tuple[PortalRow, ...]

    def row(self, files: Sequence[str], said: str) -> PortalRow | None:
        """The row about what was delivered under these names; None where there is none.

        Refused where it may be about more than one, or where the name of the file belongs to one row and the
        name in its form to another: nobody guesses when something came in.

        Args:
            files: what it was called, folder or file, and what the form in it was called.
            said: the name of the tenderer as its form says it; empty where it says none.
        """
        by_file, by_form = self._with(files), self._with((said,))
        file = one_line(files[0])
        both = [row for row in by_file if row in by_form]
        if by_file and by_form and not both:
            told = f"het bestand {file} hoort bij regel {by_file[0].line}"
            other = f"het formulier erin is van {one_line(said)}, regel {by_form[0].line}"
            raise Refused(f"{self.path}: {told}, en {other}. Kijk welke van de twee klopt.", Why.FILES)
        found = both or by_file or by_form
        if len(found) > 1:
            lines = listing(str(row.line) for row in found)
            told = f"over {file} kunnen de regels {lines} gaan."
            raise Refused(f"{self.path}: {told} Laat er één staan.", Why.FILES)
        return found[0] if found else None

    def _with(self, names: Iterable[str]) -> list[PortalRow]:
        keys = set(filter(None, map(name_key, names)))
        return [row for row in self.rows if row.keys & keys]

    def without(self, names: Iterable[str]) -> tuple[PortalRow, ...]:
        """The rows about none of these names."""
        keys = {name_key(name) for name in names}
        return tuple(row for row in self.rows if not row.keys & keys)


def portal_list(path: Path, zone: ZoneInfo) -> PortalList:
    """When each was handed in. A moment without a zone is in that of the tender. Raises OSError.

    Refused where a column is missing, and where a name or a moment cannot be read.
    """
    rows = list(_rows(path))
    headers = {(header or "").strip().casefold(): header for header in (rows[0][1] if rows else {})}
    names = [headers[known] for known in NAMES if known in headers]
    moment = next((headers[known] for known in MOMENTS if known in headers), None)
    if not names or moment is None:
        wanted = f"een kolom {NAMES[0]} of {NAMES[2]}, en een kolom {MOMENTS[0]} of {MOMENTS[2]}"
        raise Refused(f"{path}: hier hoort {wanted}.", Why.FILES)
    found = []
    for line, row in rows:
        if not any(isinstance(cell, str) and cell.strip() for cell in row.values()):
            continue
        given = [name for name in (str(row[header] or "").strip() for header in names) if name]
        typed = _moment(str(row[moment] or "").strip())
        if typed is None:
            raise Refused(f"{path}, regel {line}: dit is geen moment: {row[moment] or '(leeg)'}.", Why.FILES)
        try:
            when = in_zone(typed, zone)
        except Refused as refused:
            raise Refused(f"{path}, regel {line}: {refused.refusal.text}", Why.FILES) from None
        keys = frozenset(filter(None, map(name_key, given)))
        if not keys:
            raise Refused(f"{path}, regel {line}: hier staat niet van wie dit is.", Why.FILES)
        found.append(PortalRow(line, one_line(given[0]), keys, when))
    return PortalList(path, tuple(found))


def _rows(path: Path) -> Iterator[tuple[int, Mapping[str, str | None]]]:
    """The rows with the line at which each ends."""
    content = load_named(path, _LIMITS)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")  # as Excel saves it on Windows
    first = text.partition("\n")[0]
    split = max(_SPLITS, key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=split)
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error:
        raise Refused(f"{path}, regel {reader.line_num}: dit is geen CSV-bestand.", Why.FILES) from None


def _moment(text: str) -> datetime | None:
    for form in _FORMS:
        try:
            return datetime.strptime(text, form)  # noqa: DTZ007 - the zone is that of the tender
        except ValueError:
            continue
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
