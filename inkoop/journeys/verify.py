"""Checking a report with nothing but the report itself: everything is reckoned again from its own data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from inkoop.domain.dossier import parse_dossier
from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.domain.findings import Severity
from inkoop.domain.records import DossierError
from inkoop.domain.rules.assessed import AssessedRule
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.submission import Assessment, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.journeys.report import PROGRAM
from inkoop.readers.files.archive import digest
from inkoop.readers.files.folder import plain_name
from inkoop.readers.files.isolation import GaveUpError, apart
from inkoop.readers.report.report_pdf import ReportPdf, ReportPdfError, bare, read_report_pdf
from inkoop.readers.report.seal import parse_seal
from inkoop.readers.settings.kader import kader_in, read_kader
from inkoop.readers.settings.yaml_source import yaml_in
from inkoop.rules.award.alike import alike
from inkoop.rules.award.draw_checks import evaluate_with_draws
from inkoop.rules.award.settled import noticed, settled
from inkoop.rules.dutch_format import listing
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.scoring.scorecards import Taken
from inkoop.rules.submission.naming import named_as_counting, told_apart
from inkoop.rules.submission.supplied import with_supplied
from inkoop.views.record.differences import differences
from inkoop.views.record.document import document
from inkoop.views.record.earlier import FIRST_SEAL, first_document, first_rows, no_longer_admitted
from inkoop.views.record.enclosures import DESCRIPTIONS, DOSSIER, KADER, OUTCOME, SEAL, TABLE, SealData, seal
from inkoop.views.record.versions import EVERYBODY, Hidden, closed_version, hidden_scores, public_version
from inkoop.views.report.view import report_view
from inkoop.writers.tables import rows_as_csv, score_rows

SECONDS = 60.0
"""Of computing for one report."""


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


@dataclass(frozen=True, slots=True)
class FilesThere:
    """The files that a report was made from, as far as they are there."""

    hashes: frozenset[str]
    """The SHA-256 of each."""
    kaders: frozenset[str]
    """The fingerprint of each kader among them."""


def verify(path: Path, dossier: Path | None = None) -> Verification:
    """Check a report: the seal, every score, the ranking, the table, and the pages.

    Args:
        dossier: a folder with the kader and the submissions themselves, to check their fingerprints as well.
    """
    try:
        return apart(SECONDS, _verified, path.absolute(), dossier and dossier.absolute())
    except GaveUpError as stopped:
        return _unread(path, f"het lezen {'duurde te lang' if stopped.late else 'liep vast'} en is gestopt")


def _verified(path: Path, dossier: Path | None) -> Verification:
    """The check itself, in a process that may crash or hang: anybody can have made the PDF."""
    try:
        report = read_report_pdf(path, DESCRIPTIONS)
        return verify_data(report, plain_name(path.name), None if dossier is None else _files_in(dossier))
    except ReportPdfError as error:
        return _unread(path, f"{error}")
    except Exception as fault:
        # As with workbooks: the ways in which a stranger's data can be malformed have no end.
        return _unread(path, f"de gegevens zijn niet te gebruiken ({type(fault).__name__})")


def _unread(path: Path, why: str) -> Verification:
    check = Check("Het bestand", (f"Dit is niet na te rekenen: {why}.",))
    return Verification(plain_name(path.name), (check,))


def verify_data(report: ReportPdf, name: str = "", files: FilesThere | None = None) -> Verification:
    """Check what travels in a report, in memory: without pages only the data are held against each other.

    Args:
        name: what the outcome calls the report.
        files: the files that it was made from, to check their fingerprints as well.
    """
    missing = [file for file in DESCRIPTIONS if file not in report.files]
    if missing:
        fault = f"In de PDF ontbreekt: {', '.join(missing)}. Zonder die gegevens is er niets na te rekenen."
        return Verification(name, (Check("De gegevens in de PDF", (fault,)),))
    seal_check, own_seal, sealed = _seal(report)
    if sealed is None:
        return Verification(name, (seal_check,), own_seal)
    try:
        again, remark = _reckoned(report, sealed)
    except (DossierError, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        broken = Check("De gegevens in de PDF", (f"De gegevens zijn niet te gebruiken: {error}.",))
        return Verification(name, (seal_check, broken), own_seal)
    checks = [
        seal_check,
        _outcome(report, again, sealed, remark),
        _table(report, again, sealed),
    ]
    if report.pages is not None:
        checks.append(_pages(report.pages, again, sealed, own_seal))
    if files is not None:
        checks.append(_files(again, files))
    return Verification(name, tuple(checks), own_seal)


def _seal(report: ReportPdf) -> tuple[Check, str, SealData | None]:
    """Every enclosed file still has the fingerprint that it was sealed with."""
    title = "Het zegel over de gegevens in de PDF"
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in report.files.items() if name != SEAL}
    own = seal(hashes)
    try:
        sealed = parse_seal(report.files[SEAL])
    except DossierError:
        return Check(title, ("Het zegel is niet te lezen.",)), own, None
    given = sealed["bestanden"]
    faults = [
        f"{name} is veranderd sinds het rapport is gemaakt."
        for name in hashes
        if given.get(name) != hashes[name]
    ]
    if not faults and sealed["zegel"] != own:
        faults.append("Het zegel past niet bij de bestanden.")
    return Check(title, tuple(faults)), own, sealed


def _reckoned(report: ReportPdf, sealed: SealData) -> tuple[Evaluation, str]:
    """The evaluation again, from the enclosed kader and dossier, as the version that the report is."""
    data = parse_dossier(report.files[DOSSIER])
    read = kader_in(yaml_in(report.files[KADER], KADER))
    if read.value is None:
        codes = listing(dict.fromkeys(each.code for each in read.findings if each.severity is Severity.ERROR))
        raise DossierError(
            f"het kader in de PDF mag volgens deze versie niet meer ({codes}); reken het rapport na met de "
            "versie waarmee het gemaakt is"
        )
    tender = read.value
    mark = fingerprint(tender)
    if mark != data.fingerprint:
        raise DossierError("het kader in de PDF heeft een andere vingerafdruk dan de inschrijvingen")
    submissions = tuple(told_apart(submission.read(tender) for submission in data.submissions))
    assessment, draws = data.assessment.read(submissions, tender), tuple(draw.read() for draw in data.draws)
    hidden = data.withheld(submissions)
    _can_be_reckoned(tender, hidden)
    by_file = {submission.file: submission.id for submission in submissions}
    taken = _taken(report, tender, hidden, by_file, by_lot=sealed["formaat"] != FIRST_SEAL)
    _on_the_scale(tender, assessment)
    decided = with_supplied(tender, submissions, assessment)
    supplied = tuple(named_as_counting(decided, assessment))
    drawn = evaluate_with_draws(tender, mark, assessment, supplied, draws, taken=taken)
    every = noticed(supplied, drawn.lots, {})
    done = settled(every, drawn.lots)
    again = Evaluation(
        tender,
        mark,
        supplied,
        assessment,
        drawn.lots,
        tuple(found.read() for found in data.findings),
        drawn.draws,
        every,
        done,
        alike(supplied, every, done, drawn.lots),
    )
    remark = ""
    if taken:
        remark = (
            f"{len(taken)} scores rusten op een antwoord dat niet openbaar is. Die punten zijn overgenomen."
            " Met het besloten rapport zijn ook zij na te rekenen."
        )
    return _version(again, sealed), remark


def _version(again: Evaluation, sealed: SealData) -> Evaluation:
    """What was reckoned, as the version of the evaluation that the report is."""
    if sealed["versie"] == "besloten":
        return closed_version(again)
    # Reports with the first seal left prices out by submission: there only what is not at hand stays out.
    return again if sealed["formaat"] == FIRST_SEAL else public_version(again)


def _can_be_reckoned(tender: Tender, hidden: Hidden) -> None:
    """Raises DossierError where the outcome itself rests on an answer that stays out."""
    codes = {code for _, code in hidden}
    for requirement in tender.requirements:
        question = tender.question_of(requirement)
        if question is not None and question.code in codes:
            raise DossierError(
                f"eis {requirement.code} rust op een vertrouwelijk antwoord; reken het besloten rapport na"
            )
    for leaf, _ in tender.leaves:
        question = tender.question_of(leaf)
        if isinstance(leaf.rule, PriceItselfRule) and question is not None and question.code in codes:
            raise DossierError("de uitkomst rust op een vertrouwelijke prijs; reken het besloten rapport na")


def _on_the_scale(tender: Tender, assessment: Assessment) -> None:
    """Raises DossierError for a grade that its scale does not have: no panel could have given it."""
    for leaf in tender.assessed:
        rule = leaf.rule
        if not isinstance(rule, AssessedRule):
            continue
        for grade in assessment.grades.values():
            if grade.criterion == leaf.code and tender.scales[rule.scale].step(grade.grade) is None:
                raise DossierError(f"het cijfer {grade.grade:f} bij {leaf.code} staat niet op de schaal")


def _taken(
    report: ReportPdf, tender: Tender, hidden: Hidden, by_file: Mapping[str, SubmissionId], *, by_lot: bool
) -> Taken:
    """The published points of every score whose answer stays out of the public version."""
    taken: dict[tuple[str, SubmissionId, str], Decimal] = {}
    for lot in json.loads(report.files[OUTCOME])["percelen"]:
        bids = (*lot["rangorde"], *lot["niet_toegelaten"], *lot["voor_te_leggen"])
        bidding = frozenset(by_file[bid["bestand"]] for bid in bids) if by_lot else None
        silent = hidden_scores(tender, hidden, bidding)
        for holder in (*lot["rangorde"], *lot["niet_toegelaten"]):
            for score in holder.get("scores", []):
                who = by_file[holder["bestand"]]
                if {(who, score["criterium"]), (EVERYBODY, score["criterium"])} & silent:
                    key = lot["perceel"], who, score["criterium"]
                    taken[key] = Decimal(score["punten"])
    return taken


def _outcome(report: ReportPdf, again: Evaluation, sealed: SealData, remark: str) -> Check:
    """Every score, every total, the ranking and the proposal."""
    given = json.loads(report.files[OUTCOME])
    told = document(again)
    expected = first_document(told) if sealed["formaat"] == FIRST_SEAL else told.data
    # Another version of the program may say the same in other words.
    same = sealed["programma"] == PROGRAM and sealed["formaat"] != FIRST_SEAL
    found = tuple(str(each) for each in differences(given, expected, sentences=same))
    unknown = no_longer_admitted(again)
    if found and unknown:
        found = (
            f"Wie vroeger vanzelf meedeed, gaat nu naar een mens ({listing(unknown)}). Reken dit rapport na "
            "met de versie waarmee het gemaakt is.",
            *found,
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


def _pages(pages: str, again: Evaluation, sealed: SealData, own_seal: str) -> Check:
    """What a reader sees: the seal and every line of the ranking stand on the pages as they should."""
    title = "De rangorde op de bladzijden"
    lot = next((lot for lot in again.lots if lot.lot == sealed["perceel"]), None)
    if lot is None:
        return Check(title, (f"Het zegel noemt perceel {sealed['perceel'][:40]}, maar dat is er niet.",))
    faults = []
    if bare(own_seal) not in pages:
        faults.append("Het zegel op de bladzijden is een ander dan dat van de gegevens.")
    faults += [
        f"Op de bladzijden staat niet wat is nagerekend: {line}."
        for line in _ranking_lines(again, lot)
        if bare(line) not in pages
    ]
    return Check(title, tuple(faults))


def _ranking_lines(evaluation: Evaluation, lot: LotResult) -> Iterator[str]:
    chapter = report_view(evaluation, lot).ranking
    for table in (*chapter.tables, *chapter.below_tables) if chapter else ():
        for row in table.rows:
            yield " ".join([*row.cells[: table.header + 1]])
            yield " ".join(row.cells[table.header + 1 :])


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
