"""The files that travel inside the report, and the seal over them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Literal

from typing_extensions import TypedDict

KADER, DOSSIER, OUTCOME, TABLE = "kader.yaml", "inschrijvingen.json", "uitkomst.json", "rangorde.csv"
PAGES, SEAL = "bladzijden.json", "zegel.json"
SEAL_FORMAT = "inkoop/zegel/4"
EVERY_LOT = "*"
"""Where a seal names its lot: that the pages are about all of them. No code of a lot looks like it."""
DESCRIPTIONS: Mapping[str, tuple[str, str]] = {
    KADER: ("Het kader: de regels zoals ze gepubliceerd zijn", "application/yaml"),
    DOSSIER: ("Wat is ingevuld, welke cijfers zijn gegeven en wat is besloten", "application/json"),
    OUTCOME: ("Alle scores, de rangorde en de bevindingen", "application/json"),
    TABLE: ("Alle scores als tabel", "text/csv"),
    PAGES: ("De woorden op de bladzijden, en waarmee die zijn gemaakt", "application/json"),
    SEAL: ("De vingerafdruk van elk bestand hierboven", "application/json"),
}
"""Description and media type of each file, in the order in which they are enclosed."""


Edition = Literal["openbaar", "besloten"]
"""Who may see a version of a report."""


class SealData(TypedDict):
    """The seal as it travels in the report: the SHA-256 of every file, and one over all that is said here."""

    formaat: str
    programma: str
    versie: Edition
    perceel: str
    bestanden: dict[str, str]
    zegel: str


def seal_document(files: Mapping[str, bytes], edition: Edition, lot: str, program: str) -> SealData:
    """The seal as plain data.

    Args:
        edition: openbaar or besloten.
        lot: the lot that the pages are about, or `EVERY_LOT`.
        program: name and version of the program that made the report.
    """
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    said: SealData = {
        "formaat": SEAL_FORMAT,
        "programma": program,
        "versie": edition,
        "perceel": lot,
        "bestanden": hashes,
        "zegel": "",
    }
    return {**said, "zegel": seal(said)}


def seal(said: SealData) -> str:
    """One SHA-256 over all that a seal says but itself: as JSON with sorted keys and no white space."""
    rest = {key: value for key, value in said.items() if key != "zegel"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
