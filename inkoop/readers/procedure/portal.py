"""The list of a tender platform: who handed in when."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePath
from zoneinfo import ZoneInfo

from inkoop.domain.findings import Refused, Why
from inkoop.readers.files.archive import Limits, load
from inkoop.rules.procedure.clock import in_zone

NAMES = ("inschrijver", "naam", "bestand", "bestandsnaam", "map")
MOMENTS = ("binnen", "moment", "ingediend op", "ingediend", "tijdstip")
_LIMITS = Limits(file_bytes=5_000_000)
_FORMS = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M:%S", "%d-%m-%Y %H:%M", "%Y-%m-%dT%H:%M:%S")
_SPLITS = (";", ",", "\t")


def name_key(name: str) -> str:
    """A name for looking up: without the end of a file name, signs or capitals."""
    stem = (
        PurePath(name).stem
        if PurePath(name).suffix.lower() in (".xlsx", ".xls", ".xlsm", ".ods", ".zip")
        else name
    )
    return re.sub(r"[\W_]+", " ", stem.casefold()).strip()


def portal_list(path: Path, zone: ZoneInfo) -> Mapping[str, datetime]:
    """By name when each was handed in. A moment without a zone is in that of the tender. Raises OSError.

    Refused where a column is missing, where a moment cannot be read, and where a name stands there twice.
    """
    text = load(path, _LIMITS).decode("utf-8-sig", "replace")
    first = text.partition("\n")[0]
    split = max(_SPLITS, key=first.count)
    rows = list(csv.DictReader(text.splitlines(), delimiter=split))
    headers = {(header or "").strip().casefold(): header for header in (rows[0] if rows else {})}
    name, moment = (next((headers[h] for h in known if h in headers), None) for known in (NAMES, MOMENTS))
    if name is None or moment is None:
        wanted = f"een kolom {NAMES[0]} of {NAMES[2]}, en een kolom {MOMENTS[0]} of {MOMENTS[2]}"
        raise Refused(f"{path}: hier hoort {wanted}.", Why.FILES)
    found: dict[str, datetime] = {}
    for number, row in enumerate(rows, 2):
        key, typed = name_key(row[name] or ""), _moment((row[moment] or "").strip())
        if typed is None:
            raise Refused(f"{path}, regel {number}: dit is geen moment: {row[moment]}.", Why.FILES)
        try:
            when = in_zone(typed, zone)
        except Refused as refused:
            raise Refused(f"{path}, regel {number}: {refused.refusal.text}", Why.FILES) from None
        if key in found:
            raise Refused(f"{path}, regel {number}: {row[name]} staat er al.", Why.FILES)
        found[key] = when
    return found


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
