"""The officer's main journey: from a kader and submissions to scores, ranking and proposed award."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from inkoop.catalogue import finding
from inkoop.domain.evaluation import Evaluation, LotResult
from inkoop.domain.findings import Finding, Outcome
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.domain.submission import Assessment, Ruling, Submission
from inkoop.domain.tender import Tender
from inkoop.journeys.blank_form import AS_MADE, Forms, book_reader, submission_reader
from inkoop.journeys.disclosure import disclosure_findings
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import Found, display_names, find_submissions
from inkoop.readers.files.isolation import Read, reading
from inkoop.readers.forms.assessment import read_assessment
from inkoop.readers.forms.price_books import with_prices
from inkoop.readers.forms.submission import SubmissionReader
from inkoop.readers.settings.draws import read_draws
from inkoop.readers.settings.kader import read_kader
from inkoop.rules.award.alike import alike
from inkoop.rules.award.draw_checks import evaluate_with_draws
from inkoop.rules.award.settled import noticed, settled
from inkoop.rules.award.signals import low_price_findings
from inkoop.rules.fingerprint import fingerprint
from inkoop.rules.form_books import before_prices
from inkoop.rules.submission.duplicates import duplicate_findings, with_findings
from inkoop.rules.submission.equal_bids import equal_bid_findings
from inkoop.rules.submission.naming import named_as_counting, told_apart
from inkoop.rules.submission.organisations import competing_findings
from inkoop.rules.submission.same_makers import same_maker_findings
from inkoop.rules.submission.supplied import with_supplied

NOTHING_DECIDED = Assessment()
Workbooks = Iterator[tuple[Path, Read]]
PanelRead = Callable[[Tender, str, Sequence[Submission]], Outcome[Assessment]]


def evaluate(
    kader: Path,
    places: Sequence[Path],
    grades: Path | None = None,
    progress: Progress = silent,
    twice: bool = False,
) -> Outcome[Evaluation | None]:
    """Evaluate the submissions in folders or files. The value is None only when the kader cannot be used.

    `twice` has a second program read every workbook as well; what it reads otherwise is told.
    """
    with find_submissions(places, grades) as found, reading(found.workbooks, twice=twice) as workbooks:
        return evaluate_found(kader, found, workbooks, progress)


def evaluate_found(
    kader: Path, found: Found, workbooks: Workbooks, progress: Progress = silent
) -> Outcome[Evaluation | None]:
    """The same for what was found, while it is being read: processes do so beside this one."""
    read = read_kader(kader)
    if read.value is None:
        return Outcome(None, read.findings)
    whole = _evaluated(read.value, found, workbooks, progress)
    return Outcome(whole, whole.findings)


def evaluate_files(
    tender: Tender,
    found: Found,
    progress: Progress = silent,
    twice: bool = False,
    panel: PanelRead | None = None,
    *,
    shut: bool = False,
    forms: Forms = AS_MADE,
) -> Evaluation:
    """The same for a tender that was read and files that were found already.

    Args:
        panel: reads what a panel gave elsewhere, by the kader, its fingerprint and the submissions.
        shut: whether the prices are still in the vault: then the outcome knows of no price, and has no order.
        forms: the empty forms as they were made public, where those were kept.
    """
    with reading(found.workbooks, twice=twice) as workbooks:
        return _evaluated(tender, found, workbooks, progress, panel, shut=shut, forms=forms)


def _evaluated(
    rules: Tender,
    found: Found,
    workbooks: Workbooks,
    progress: Progress,
    panel: PanelRead | None = None,
    *,
    shut: bool = False,
    forms: Forms = AS_MADE,
) -> Evaluation:
    """The evaluation of what was found, while that is there."""
    mark = fingerprint(rules)
    reader = book_reader(rules, Book.QUALITY, forms) if shut else submission_reader(rules, forms)
    tender = before_prices(rules) if shut else rules
    submissions = _accounted(reader, found, workbooks, progress)
    assessment = read_assessment(found.assessment, tender, mark, submissions)
    if panel is not None:
        assessment = _together(assessment, panel(tender, mark, submissions))
    records = read_draws(found.draws)
    submissions = with_findings(submissions, assessment.value.unusable)
    submissions = with_supplied(tender, submissions, assessment.value)
    submissions = with_competing(tender, named_as_counting(submissions, assessment.value), assessment.value)
    drawn = evaluate_with_draws(tender, mark, assessment.value, submissions, records.value)
    every = noticed(submissions, drawn.lots, low_price_findings(drawn.lots))
    done = settled(every, drawn.lots)
    findings = (
        *found.findings,
        *(each for one in submissions for each in every[one.id] if each not in assessment.findings),
        *assessment.findings,
        *records.findings,
        *drawn.findings,
        *equal_bid_findings(tender, submissions, assessment.value),
        *same_maker_findings(tender, submissions, assessment.value),
        *_waiting(submissions, drawn.lots),
    )
    whole = Evaluation(
        tender,
        mark,
        tuple(submissions),
        assessment.value,
        drawn.lots,
        findings,
        drawn.draws,
        every,
        done,
        alike(submissions, every, done, drawn.lots),
    )
    return _with_disclosure(whole)


def _together(decided: Outcome[Assessment], graded: Outcome[Assessment]) -> Outcome[Assessment]:
    """What people decided, with the grades that they gave elsewhere."""
    files = (*decided.value.files, *graded.value.files)
    made = replace(decided.value, files=files, grades={**decided.value.grades, **graded.value.grades})
    return Outcome(made, (*decided.findings, *graded.findings))


def _with_disclosure(evaluation: Evaluation) -> Evaluation:
    """The evaluation with what the public version would tell too closely."""
    told = disclosure_findings(evaluation)
    if not told:
        return evaluation
    noticed_now = {who: (*found, *told.get(who, ())) for who, found in evaluation.noticed.items()}
    every = (*evaluation.findings, *(each for found in told.values() for each in found))
    return replace(evaluation, findings=every, noticed=noticed_now)


def read_submissions(tender: Tender, found: Found, progress: Progress = silent) -> list[Submission]:
    """The submissions that were found, with what is noticed in each and beside the others."""
    with reading(found.workbooks) as workbooks:
        return _accounted(submission_reader(tender), found, workbooks, progress)


def _accounted(
    reader: SubmissionReader, found: Found, workbooks: Workbooks, progress: Progress
) -> list[Submission]:
    submissions = told_apart(_read_all(reader, found, workbooks, progress))
    return with_findings(submissions, duplicate_findings(submissions))


def with_competing(
    tender: Tender, submissions: list[Submission], assessment: Assessment = NOTHING_DECIDED
) -> list[Submission]:
    """The submissions with who is in two that compete. One that is replaced competes with nobody."""
    gone = {made.submission for made in assessment.decisions.values() if made.ruling is Ruling.REPLACED}
    counting = [submission for submission in submissions if submission.id not in gone]
    return with_findings(submissions, competing_findings(tender, counting))


def _waiting(submissions: Sequence[Submission], lots: Sequence[LotResult]) -> Iterator[Finding]:
    """A remark on every grade that is still missing, once for all lots."""
    by_id = {submission.id: submission for submission in submissions}
    for who, criterion in dict.fromkeys(missing for lot in lots for missing in lot.waiting):
        yield finding("CIJFER-01", CellPlace(by_id[who].file), naam=by_id[who].name, criterium=criterion)


def _read_all(
    reader: SubmissionReader, found: Found, workbooks: Workbooks, progress: Progress
) -> list[Submission]:
    submissions = []
    paths = found.submissions
    names = display_names(paths)
    for done, (path, workbook, prices) in enumerate(with_prices(reader, found, workbooks)):
        progress(done, len(paths), path.name)
        one = reader.of(path, names[path], workbook, found.beside.get(path), prices)
        told = (*one.findings, *(_at(one, each) for each in found.remarks.get(path, ())))
        submissions.append(replace(one, receipt=found.numbers.get(path, 0), findings=told))
    progress(len(paths), len(paths), "")
    return submissions


def _at(one: Submission, remark: Finding) -> Finding:
    """A remark of the record at the file as people call it."""
    place = remark.place
    return replace(remark, place=replace(place, file=one.file)) if isinstance(place, CellPlace) else remark
