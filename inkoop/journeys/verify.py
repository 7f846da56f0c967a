"""Checking a report with nothing but the report itself: everything is reckoned again from its own data."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from inkoop.domain.evaluation import Evaluation
from inkoop.readers.dossier import (
    DossierError,
    assessment_in,
    loose_findings_in,
    parse_dossier,
    submissions_in,
    withheld_in,
)
from inkoop.readers.kader import read_kader
from inkoop.readers.report_pdf import ReportPdf, ReportPdfError, bare, read_report_pdf
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.lots import evaluate_lots
from inkoop.rules.scorecards import Taken
from inkoop.views.differences import differences
from inkoop.views.document import document
from inkoop.views.enclosures import DESCRIPTIONS, DOSSIER, KADER, OUTCOME, SEAL, TABLE, seal
from inkoop.views.report import report_view
from inkoop.writers.tables import csv_bytes


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked, with everything that is not as it should be."""

    title: str
    faults: tuple[str, ...] = ()
    remark: str = ""
    """What could not be checked, and why; empty when all of it was."""

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of checking one report."""

    file: str
    checks: tuple[Check, ...]
    seal: str = ""

    @property
    def right(self) -> bool:
        """Whether every number is right."""
        return all(check.right for check in self.checks)


def verify(path: Path, dossier: Path | None = None) -> Verification:
    """Check a report: the seal, every score, the ranking, the table, and the pages.

    Args:
        dossier: a folder with the kader and the submissions themselves, to check their fingerprints as well.
    """
    try:
        report = read_report_pdf(path, DESCRIPTIONS)
    except ReportPdfError as error:
        return Verification(path.name, (Check("Het bestand", (f"Dit is niet na te rekenen: {error}.",)),))
    missing = [name for name in DESCRIPTIONS if name not in report.files]
    if missing:
        fault = f"In de PDF ontbreekt: {', '.join(missing)}. Zonder die gegevens is er niets na te rekenen."
        return Verification(path.name, (Check("De gegevens in de PDF", (fault,)),))
    found, own_seal = _seal(report)
    try:
        again, remark = _reckoned(report)
    except (DossierError, ValueError, KeyError, TypeError) as error:
        broken = Check("De gegevens in de PDF", (f"De gegevens zijn niet te gebruiken: {error}.",))
        return Verification(path.name, (found, broken), own_seal)
    checks = [found, _outcome(report, again, remark), _table(report, again), _pages(report, again, own_seal)]
    if dossier is not None:
        checks.append(_files(again, dossier))
    return Verification(path.name, tuple(checks), own_seal)


def _seal(report: ReportPdf) -> tuple[Check, str]:
    """Every enclosed file still has the fingerprint that it was sealed with."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in report.files.items() if name != SEAL}
    own = seal(hashes)
    try:
        sealed = json.loads(report.files[SEAL])
        given: Mapping[str, Any] = sealed["bestanden"]
        faults = [
            f"{name} is veranderd sinds het rapport is gemaakt."
            for name in hashes
            if given.get(name) != hashes[name]
        ]
        if not faults and sealed["zegel"] != own:
            faults.append("Het zegel past niet bij de bestanden.")
    except (ValueError, KeyError, TypeError, AttributeError):
        faults = ["Het zegel is niet te lezen."]
    return Check("Het zegel over de gegevens in de PDF", tuple(faults)), own


def _reckoned(report: ReportPdf) -> tuple[Evaluation, str]:
    """The evaluation again, from the enclosed kader and dossier."""
    data = parse_dossier(report.files[DOSSIER])
    with tempfile.TemporaryDirectory() as folder:
        kader = Path(folder) / KADER
        kader.write_bytes(report.files[KADER])
        read = read_kader(kader, KADER)
    if read.value is None:
        raise DossierError("het kader in de PDF heeft fouten")
    tender = read.value
    mark = fingerprint(tender)
    if mark != data["vingerafdruk"]:
        raise DossierError("het kader in de PDF heeft een andere vingerafdruk dan de inschrijvingen")
    submissions, assessment = submissions_in(data, tender), assessment_in(data)
    taken = _taken(report, withheld_in(data))
    lots = evaluate_lots(tender, assessment, submissions, taken=taken)
    findings = (*(f for s in submissions for f in s.findings), *loose_findings_in(data))
    remark = ""
    if taken:
        remark = (
            f"{len(taken)} scores gaan over een vertrouwelijk antwoord, dat hier niet in staat."
            " Die punten zijn overgenomen."
        )
    return Evaluation(tender, mark, submissions, assessment, lots, findings), remark


def _taken(report: ReportPdf, withheld: frozenset[tuple[str, str]]) -> Taken:
    """The points for every score on an answer that is left out of the public version."""
    taken: dict[tuple[str, str, str], Decimal] = {}
    for lot in json.loads(report.files[OUTCOME])["percelen"]:
        for holder in (*lot["rangorde"], *lot["niet_toegelaten"]):
            for score in holder.get("scores", []):
                if any((holder["bestand"], answer["vraag"]) in withheld for answer in score["antwoorden"]):
                    key = lot["perceel"], holder["bestand"], score["criterium"]
                    taken[key] = Decimal(score["punten"])
    return taken


def _outcome(report: ReportPdf, again: Evaluation, remark: str) -> Check:
    """Every score, every total, the ranking and the proposal."""
    public = parse_dossier(report.files[DOSSIER])["openbaar"]
    given = json.loads(report.files[OUTCOME])
    expected = json.loads(json.dumps(document(again, closed=not public)))
    same_program = given.get("programma") == expected.get("programma")
    found = differences(given, expected, sentences=same_program)
    return Check("Alle scores en de rangorde", tuple(str(each) for each in found), remark)


def _table(report: ReportPdf, again: Evaluation) -> Check:
    """The table of scores for who calculates further."""
    public = parse_dossier(report.files[DOSSIER])["openbaar"]
    expected = csv_bytes(document(again, closed=not public))
    given = report.files[TABLE]
    if given == expected:
        return Check("De tabel met scores")
    lines = zip(given.splitlines(), expected.splitlines(), strict=False)
    wrong = [number for number, (one, other) in enumerate(lines, start=1) if one != other]
    where = f"regel {wrong[0]}" if wrong else "het aantal regels"
    return Check("De tabel met scores", (f"{TABLE} klopt niet met de uitkomst: kijk naar {where}.",))


def _pages(report: ReportPdf, again: Evaluation, own_seal: str) -> Check:
    """What a reader sees: the seal and every line of the ranking stand on the pages as they should."""
    faults = []
    if bare(own_seal) not in report.pages:
        faults.append("Het zegel op de bladzijden is een ander dan dat van de gegevens.")
    lot = json.loads(report.files[SEAL]).get("perceel", "")
    for line in _ranking_lines(again, lot):
        if bare(line) not in report.pages:
            faults.append(f"Op de bladzijden staat niet wat is nagerekend: {line}.")
    return Check("De rangorde op de bladzijden", tuple(faults))


def _ranking_lines(evaluation: Evaluation, lot: str) -> Iterator[str]:
    chapter = report_view(evaluation, lot).ranking
    for table in (*chapter.tables, *chapter.below_tables) if chapter else ():
        for row in table.rows:
            yield " ".join([*row.cells[: table.header + 1]])
            yield " ".join(row.cells[table.header + 1 :])


def _files(again: Evaluation, dossier: Path) -> Check:
    """The fingerprints of the files that were handed in, and of the panel's workbooks."""
    wanted = {s.file: s.sha256 for s in again.submissions}
    wanted |= {file: sha256 for file, _, sha256 in again.assessment.files}
    present = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in dossier.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
    faults = [
        f"{file} is er niet, of is een ander bestand dan toen."
        for file, sha256 in wanted.items()
        if sha256 not in present
    ]
    kaders = (read_kader(path).value for path in dossier.rglob("*.yaml"))
    if not any(kader and fingerprint(kader) == again.fingerprint for kader in kaders):
        faults.append("Het kader is er niet, of is een ander kader dan toen.")
    return Check("De bestanden van het dossier", tuple(faults))
