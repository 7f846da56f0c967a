"""Checking a report with nothing but the report itself, in a process of its own and also as it is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from inkoop.domain.house_style import HouseStyle
from inkoop.domain.verification import Verification
from inkoop.journeys.anchors import NO_ANCHORS, Anchors
from inkoop.journeys.drawn import drawn_check
from inkoop.journeys.paper import Making
from inkoop.journeys.sheets import scripts, style_as_data
from inkoop.journeys.verified import CRASHED, LATE, FilesThere, Found, read_and_verified, unread, verified
from inkoop.journeys.verify_process import READING_PROGRAM
from inkoop.readers.files.archive import digest
from inkoop.readers.files.isolation import GaveUpError, apart
from inkoop.readers.procedure.record import RecordError
from inkoop.readers.report.report_pdf import ReportPdf
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.fingerprint import fingerprint

SECONDS = 60.0
"""Of computing for one report."""


def verify(
    path: Path,
    dossier: Path | None = None,
    style: HouseStyle | None = None,
    anchors: Anchors = NO_ANCHORS,
) -> Verification:
    """Check a report or a summary: the seal, every score, the ranking, the table, and all pages.

    Args:
        dossier: a folder with the kader and the submissions themselves, to check their fingerprints as well.
        style: the house style that the report was made in, where its letters or templates are not inside.
        anchors: what the report is held against that lies outside it.
    """
    try:
        folder = dossier and dossier.absolute()
        found = apart(SECONDS, _verified, path.absolute(), folder, style, anchors, command=READING_PROGRAM)
    except GaveUpError as stopped:
        return unread(path.name, LATE if stopped.late else CRASHED)
    if found.again is None:
        return found.verification
    checks = (*found.verification.checks, drawn_check(path.absolute(), found.again))
    return replace(found.verification, checks=checks)


def verify_words(path: Path, dossier: Path | None = None) -> Verification:
    """The same but for the drawing: the seal, every score, the ranking, the table, and the words."""
    try:
        return apart(SECONDS, _verified, path.absolute(), dossier, None, NO_ANCHORS).verification
    except GaveUpError as stopped:
        return unread(path.name, LATE if stopped.late else CRASHED)


def _verified(path: Path, dossier: Path | None, style: HouseStyle | None, anchors: Anchors) -> Found:
    """The check itself, in a process that may crash or hang."""
    files = None if dossier is None else _files_in(dossier)
    return read_and_verified(path, files, _making(style), anchors)


def verify_data(
    report: ReportPdf, name: str = "", files: FilesThere | None = None, anchors: Anchors = NO_ANCHORS
) -> Verification:
    """Check what travels in a report, in memory: without pages only the data are held against each other.

    Args:
        name: what the outcome calls the report.
        files: the files that it was made from, to check their fingerprints as well.
        anchors: what the report is held against that lies outside it. A signature is only told to be there.
    """
    return verified(report, name, files, _making(None), anchors).verification


def _making(style: HouseStyle | None) -> Making:
    return Making(scripts, style, style_as_data(style) if style else None)


def _files_in(dossier: Path) -> FilesThere:
    """What is there of the files that a report was made from."""
    kaders = (read_kader(path).value for path in dossier.rglob("*.yaml"))
    there = frozenset(digest(path)[1] for path in dossier.rglob("*") if not path.is_symlink())
    return FilesThere(
        there | _decided(dossier),
        frozenset(fingerprint(kader) for kader in kaders if kader),
    )


def _decided(dossier: Path) -> frozenset[str]:
    """The decisions of a tender's folder: lines of its record, read as a workbook that is kept nowhere."""
    from inkoop.journeys.procedure.outcome import decided_sha256

    try:
        return decided_sha256(dossier)
    except RecordError:
        return frozenset()  # then the decisions of the report are not there, and that is what is told
