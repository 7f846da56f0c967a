"""Checking a report with nothing but the report itself: everything is reckoned again from its own data."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.house_style import HouseStyle
from inkoop.domain.records import DossierError
from inkoop.journeys.checks import Check, Verification
from inkoop.journeys.paper import Again, drawn_check, paper_of
from inkoop.journeys.reckoned import Reckoned, reckoned
from inkoop.journeys.sheets import PROGRAM, this_program
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.isolation import GaveUpError, apart
from inkoop.readers.report.report_pdf import ReportPdf, ReportPdfError, read_report_pdf
from inkoop.readers.report.seal import parse_seal
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.dutch_format import listing
from inkoop.rules.fingerprint import fingerprint
from inkoop.views.record.differences import differences
from inkoop.views.record.document import document
from inkoop.views.record.earlier import (
    EARLIER_SEALS,
    FIRST_SEAL,
    files_seal,
    first_document,
    first_rows,
    no_longer_admitted,
)
from inkoop.views.record.enclosures import DESCRIPTIONS, OUTCOME, PAGES, SEAL, TABLE, SealData, seal
from inkoop.writers.tables import rows_as_csv, score_rows

SECONDS = 60.0
"""Of computing for one report."""
BROKEN = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What data can lead to that somebody made wrong on purpose."""


@dataclass(frozen=True, slots=True)
class FilesThere:
    """The files that a report was made from, as far as they are there."""

    hashes: frozenset[str]
    """The SHA-256 of each."""
    kaders: frozenset[str]
    """The fingerprint of each kader among them."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What came of a report, and what it takes to make its pages again."""

    verification: Verification
    again: Again | None = None


def verify(path: Path, dossier: Path | None = None, style: HouseStyle | None = None) -> Verification:
    """Check a report or a summary: the seal, every score, the ranking, the table, and all pages.

    Args:
        dossier: a folder with the kader and the submissions themselves, to check their fingerprints as well.
        style: the house style that the report was made in, where its letters or templates are not inside.
    """
    try:
        found = apart(SECONDS, _verified, path.absolute(), dossier and dossier.absolute(), style)
    except GaveUpError as stopped:
        return _unread(path, f"het lezen {'duurde te lang' if stopped.late else 'liep vast'} en is gestopt")
    if found.again is None:
        return found.verification
    checks = (*found.verification.checks, drawn_check(path.absolute(), found.again))
    return replace(found.verification, checks=checks)


def _verified(path: Path, dossier: Path | None, style: HouseStyle | None) -> _Found:
    """The check itself, in a process that may crash or hang: anybody can have made the PDF."""
    try:
        report = read_report_pdf(path, DESCRIPTIONS)
        there = None if dossier is None else _files_in(dossier)
        return _checked(report, plain_name(path.name), there, style)
    except ReportPdfError as error:
        return _Found(_unread(path, f"{error}"))
    except Exception as fault:
        # As with workbooks: the ways in which a stranger's data can be malformed have no end.
        return _Found(_unread(path, f"de gegevens zijn niet te gebruiken ({type(fault).__name__})"))


def _unread(path: Path, why: str) -> Verification:
    check = Check("Het bestand", (f"Dit is niet na te rekenen: {why}.",))
    return Verification(plain_name(path.name), (check,), no_report=True)


def verify_data(report: ReportPdf, name: str = "", files: FilesThere | None = None) -> Verification:
    """Check what travels in a report, in memory: without pages only the data are held against each other.

    Args:
        name: what the outcome calls the report.
        files: the files that it was made from, to check their fingerprints as well.
    """
    return _checked(report, name, files, None).verification


def _checked(report: ReportPdf, name: str, files: FilesThere | None, style: HouseStyle | None) -> _Found:
    missing = [file for file in DESCRIPTIONS if file not in report.files and file != PAGES]
    if missing:
        fault = f"In de PDF ontbreekt: {', '.join(missing)}. Zonder die gegevens is er niets na te rekenen."
        nothing = not report.files
        return _Found(Verification(name, (Check("De gegevens in de PDF", (fault,)),), no_report=nothing))
    seal_check, own_seal, sealed = _seal(report)
    if sealed is None:
        return _Found(Verification(name, (seal_check,), own_seal))
    try:
        again = reckoned(report, sealed)
        paper = paper_of(report, sealed, again, own_seal, style)
    except (DossierError, *BROKEN) as error:
        broken = Check("De gegevens in de PDF", (f"De gegevens zijn niet te gebruiken: {error}.",))
        return _Found(Verification(name, (seal_check, broken), own_seal))
    checks = [seal_check, _outcome(report, again, sealed), _table(report, again.evaluation, sealed)]
    checks += paper.checks
    if files is not None:
        checks.append(_files(again.evaluation, files))
    found = Verification(name, tuple(checks), own_seal, paper.is_summary)
    return _Found(found, paper.again if found.right else None)


def _seal(report: ReportPdf) -> tuple[Check, str, SealData | None]:
    """Every enclosed file has the fingerprint that it was sealed with, and the seal covers what it says."""
    title = "Het zegel over de gegevens in de PDF"
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in report.files.items() if name != SEAL}
    try:
        sealed = parse_seal(report.files[SEAL])
    except DossierError as error:
        return Check(title, (str(error),)), "", None
    earlier = sealed["formaat"] in EARLIER_SEALS
    own = files_seal(hashes) if earlier else seal({**sealed, "bestanden": hashes})
    given = sealed["bestanden"]
    faults = [
        f"{name} is veranderd sinds het rapport is gemaakt."
        for name in dict.fromkeys((*hashes, *given))
        if given.get(name) != hashes.get(name)
    ]
    if not earlier and PAGES not in hashes and PAGES not in given:
        faults.append(f"In de PDF ontbreekt: {PAGES}.")
    if not faults and sealed["zegel"] != own:
        faults.append("Het zegel past niet bij de bestanden en bij wat het zelf zegt.")
    remark = ""
    if earlier:
        remark = (
            "Dit is een zegel van een eerdere versie. Welke versie van het programma het rapport maakte,"
            " valt niet onder dat zegel."
        )
    return Check(title, tuple(faults), remark), own, sealed


def _outcome(report: ReportPdf, reckoning: Reckoned, sealed: SealData) -> Check:
    """Every score, every total, the ranking and the proposal."""
    again = reckoning.evaluation
    given = json.loads(report.files[OUTCOME])
    told = document(again)
    expected = first_document(told) if sealed["formaat"] == FIRST_SEAL else told.data
    # Another version of the program may say the same in other words.
    same = _same_program(report, sealed)
    found = tuple(str(each) for each in differences(given, expected, sentences=same))
    unknown = no_longer_admitted(again)
    if found and unknown:
        found = (
            f"Wie vroeger vanzelf meedeed, gaat nu naar een mens ({listing(unknown)}). Reken dit rapport na "
            "met de versie waarmee het gemaakt is.",
            *found,
        )
    remark = ""
    if reckoning.taken:
        remark = (
            f"{reckoning.taken} scores rusten op een antwoord dat niet openbaar is. Die punten zijn"
            " overgenomen. Met het besloten rapport zijn ook zij na te rekenen."
        )
    return Check("Alle scores en de rangorde", found, remark)


def _table(report: ReportPdf, again: Evaluation, sealed: SealData) -> Check:
    """The table of scores for who calculates further."""
    rows = score_rows(document(again))
    expected = rows_as_csv(first_rows(rows) if sealed["formaat"] == FIRST_SEAL else rows)
    given = report.files[TABLE]
    if given == expected:
        return Check("De tabel met scores")
    lines = zip(given.splitlines(), expected.splitlines(), strict=False)
    wrong = [number for number, (one, other) in enumerate(lines, start=1) if one != other]
    where = f"regel {wrong[0]}" if wrong else "het aantal regels"
    return Check("De tabel met scores", (f"{TABLE} klopt niet met de uitkomst: kijk naar {where}.",))


def _same_program(report: ReportPdf, sealed: SealData) -> bool:
    """Whether the program that made the report says everything in the same words as this one."""
    if sealed["formaat"] in EARLIER_SEALS:
        return sealed["programma"] == PROGRAM and sealed["formaat"] != FIRST_SEAL
    made = json.loads(report.files[PAGES]).get("gemaakt_met", {})
    return bool(made.get("programmatekst") == this_program()["programmatekst"])


def _files_in(dossier: Path) -> FilesThere:
    """What is there of the files that a report was made from."""
    kaders = (read_kader(path).value for path in dossier.rglob("*.yaml"))
    return FilesThere(
        frozenset(digest(path)[1] for path in dossier.rglob("*") if not path.is_symlink()),
        frozenset(fingerprint(kader) for kader in kaders if kader),
    )


def _files(again: Evaluation, there: FilesThere) -> Check:
    """The fingerprints of the files that were handed in, and of the panel's workbooks."""
    wanted = {s.file: s.sha256 for s in again.submissions}
    wanted |= {file: sha256 for file, _, sha256 in again.assessment.files}
    faults = [
        f"{file} is er niet, of is een ander bestand dan toen."
        for file, sha256 in wanted.items()
        if sha256 not in there.hashes
    ]
    if again.fingerprint not in there.kaders:
        faults.append("Het kader is er niet, of is een ander kader dan toen.")
    return Check("De bestanden van het dossier", tuple(faults))
