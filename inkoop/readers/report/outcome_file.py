"""Reads an outcome back: uitkomst.json, or the one inside a report. Both may come from anybody."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from inkoop.catalogue import message
from inkoop.domain.outcome import FORMAT, Document
from inkoop.domain.records import DossierError
from inkoop.domain.told import model_of
from inkoop.readers.files.archive import FileRefusedError, Limits, load
from inkoop.readers.report.report_pdf import enclosed_files
from inkoop.readers.report.seal import parse_seal
from inkoop.views.record.enclosures import OUTCOME, SEAL

LIMITS = Limits(file_bytes=100_000_000)
_PDF = b"%PDF-"


class OutcomeError(Exception):
    """The file holds no outcome; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class OutcomeFile:
    """An outcome with what is known of the file it came from."""

    document: Document
    edition: str = ""
    """`openbaar` or `besloten` where a report says so; empty for a JSON file, which does not."""


def read_outcome(path: Path) -> OutcomeFile:
    """The outcome in a file. Nothing is reckoned again here.

    Raises OutcomeError or PdfFileError.
    """
    try:
        data = load(path, LIMITS)
    except FileRefusedError as refused:
        raise OutcomeError(message(refused.finding(path.name)).rstrip(".")) from None
    if not data.startswith(_PDF):
        return OutcomeFile(_document(data))
    files = enclosed_files(data, (OUTCOME, SEAL))
    if OUTCOME not in files:
        raise OutcomeError(f"in deze PDF zit geen {OUTCOME}: het is geen rapport van dit programma")
    try:
        edition = str(parse_seal(files[SEAL])["versie"]) if SEAL in files else ""
    except DossierError:
        edition = ""
    return OutcomeFile(_document(files[OUTCOME]), edition)


def _document(data: bytes) -> Document:
    """The outcome. What has another shape than this version writes is refused, and never half used."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise OutcomeError("dit is geen JSON") from None
    form = said.get("formaat") if isinstance(said, dict) else None
    if form != FORMAT:
        shown = f"het formaat is “{str(form)[:40]}”" if form else "er staat geen formaat in"
        raise OutcomeError(f"dit is geen uitkomst van een beoordeling: {shown}, en het moet {FORMAT} zijn")
    try:
        document: Document = model_of(Document).validate_json(data)
    except ValidationError as error:
        parts = (str(part) for part in error.errors()[0]["loc"] if "[" not in str(part))
        raise OutcomeError(
            f"deze uitkomst heeft een vorm die deze versie niet kent, bij {' › '.join(parts)[:80]}; "
            "maak haar opnieuw met deze versie"
        ) from None
    if document.kader is None or document.lots is None:
        raise OutcomeError("hierin staat geen uitkomst: het kader was toen niet te gebruiken")
    return document
