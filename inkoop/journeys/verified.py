"""The check of a report that was read: everything is reckoned again from its own data.

This runs everywhere, also inside a browser. What a process of its own and drawing take stands in `verify`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.records import DossierError
from inkoop.domain.verification import Check, Verification
from inkoop.journeys.anchors import (
    NO_ANCHORS,
    Anchors,
    published_seal_check,
    signature_check,
    unchecked_signature,
)
from inkoop.journeys.paper import Again, Making, paper_of
from inkoop.journeys.reckoned import Reckoned, reckoned
from inkoop.readers.files.folder import plain_name
from inkoop.readers.report.pdf_file import PdfFileError
from inkoop.readers.report.report_pdf import ReportPdf, read_report_pdf, report_bytes
from inkoop.readers.report.seal import parse_seal
from inkoop.resources import this_program
from inkoop.rules.dutch_format import listing, number_of
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

BROKEN = (ArithmeticError, LookupError, RecursionError, TypeError, ValueError)
"""What data can lead to that somebody made wrong on purpose."""
LATE, CRASHED = ("het lezen duurde te lang en is gestopt", "het lezen liep vast en is gestopt")


@dataclass(frozen=True, slots=True)
class FilesThere:
    """The files that a report was made from, as far as they are there."""

    hashes: frozenset[str]
    """The SHA-256 of each."""
    kaders: frozenset[str]
    """The fingerprint of each kader among them."""


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a report, and what it takes to make its pages again."""

    verification: Verification
    again: Again | None = None


def read_and_verified(
    path: Path, files: FilesThere | None, making: Making | None, anchors: Anchors | None = None
) -> Found:
    """Read a report and check it. Anybody can have made the PDF: this runs where it may crash or hang.

    Args:
        anchors: what it is held against that lies outside it; None where a signature cannot be looked at.
    """
    try:
        report = read_report_pdf(path, DESCRIPTIONS)
        if anchors is None:
            return verified(report, plain_name(path.name), files, making)
        signature = signature_check(report_bytes(path), anchors, signed=report.signed)
        return verified(report, plain_name(path.name), files, making, anchors, signature)
    except PdfFileError as error:
        return Found(unread(path.name, f"{error}"))
    except Exception as fault:
        # As with workbooks: the ways in which a stranger's data can be malformed have no end.
        return Found(unread(path.name, f"de gegevens zijn niet te gebruiken ({type(fault).__name__})"))


def unread(name: str, why: str) -> Verification:
    """The outcome for a file of which nothing could be reckoned again."""
    check = Check("Het bestand", (f"Dit is niet na te rekenen: {why}.",))
    return Verification(plain_name(name), (check,), no_report=True)


def verified(
    report: ReportPdf,
    name: str,
    files: FilesThere | None,
    making: Making | None,
    anchors: Anchors = NO_ANCHORS,
    signature: Check | None = None,
) -> Found:
    """Check a report that was read.

    Args:
        name: what the outcome calls the report.
        files: the files that it was made from, to check their fingerprints as well.
        making: how pages are made, for who can.
        anchors: what it is held against that lies outside it.
        signature: what its signature is worth, for who looked at it.
    """
    outside = (signature or unchecked_signature(),) if signature or report.signed else ()
    missing = [file for file in DESCRIPTIONS if file not in report.files and file != PAGES]
    if missing:
        fault = f"In de PDF ontbreekt: {', '.join(missing)}. Zonder die gegevens is er niets na te rekenen."
        nothing = not report.files
        return Found(Verification(name, (Check("De gegevens in de PDF", (fault,)),), no_report=nothing))
    seal_check, own_seal, sealed = _seal(report)
    if sealed is None:
        return Found(Verification(name, (seal_check, *outside), own_seal, signed=report.signed))
    try:
        again = reckoned(report, sealed)
        paper = paper_of(report, sealed, again, own_seal, making)
    except (DossierError, *BROKEN) as error:
        broken = Check("De gegevens in de PDF", (f"De gegevens zijn niet te gebruiken: {error}.",))
        return Found(Verification(name, (seal_check, broken, *outside), own_seal, signed=report.signed))
    checks = [seal_check, _outcome(report, again, sealed), _table(report, again.evaluation, sealed)]
    checks += paper.checks
    if files is not None:
        checks.append(_files(again.evaluation, files))
    checks += filter(None, (published_seal_check(own_seal, sealed, anchors), *outside))
    found = Verification(name, tuple(checks), own_seal, paper.is_summary, signed=report.signed)
    return Found(found, paper.again if found.agrees else None)


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
    return Check("Alle scores en de rangorde", (*reckoning.faults, *found), _not_reckoned(reckoning))


def _not_reckoned(reckoning: Reckoned) -> str:
    """What was taken over as it stands, out loud."""
    said = []
    if reckoning.taken:
        scores = number_of(reckoning.taken, "score rust", "scores rusten")
        said.append(f"{scores} op een antwoord dat niet openbaar is. Die punten zijn overgenomen.")
    if reckoning.untold:
        scores = number_of(reckoning.untold, "score", "scores")
        said.append(f"Van {scores} zijn ook de punten niet openbaar.")
    if reckoning.order_taken:
        held = ", en is nagegaan of die kan kloppen" if reckoning.order_held else ""
        said.append(f"Daar is de volgorde overgenomen{held}.")
    return " ".join((*said, "Met het besloten rapport is ook dat na te rekenen.")) if said else ""


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
        return sealed["programma"] == this_program()["programma"] and sealed["formaat"] != FIRST_SEAL
    made = json.loads(report.files[PAGES]).get("gemaakt_met", {})
    return bool(made.get("programmatekst") == this_program()["programmatekst"])


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
