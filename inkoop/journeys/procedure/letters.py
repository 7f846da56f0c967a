"""The award decision: a letter to everybody who handed in, the standstill, and one line in the record.

All letters take their place together. What was made before a run was cut off is used by the next one.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from inkoop.domain.evaluation import Award, Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Sent
from inkoop.domain.procedure.state import Bid
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import Work, working
from inkoop.journeys.procedure.outcome import evaluated, numbered, reasons_stand
from inkoop.journeys.progress import Progress, silent
from inkoop.rules.dutch_format import day_text
from inkoop.rules.procedure.assessing import open_points, to_grade
from inkoop.rules.procedure.standstill import Standstill, standstill
from inkoop.rules.procedure.steps import Reckoned, Step
from inkoop.views.letters.letter import letters
from inkoop.views.letters.model import Letter
from inkoop.views.letters.term import by_law
from inkoop.views.record.document import document
from inkoop.views.record.enclosures import OUTCOME
from inkoop.views.record.versions import closed_version, public_version
from inkoop.writers.procedure.record import sync_file, sync_folder

LETTERS, REPORT, DRAFT = "brieven", "rapport", "concept"
CALENDAR = "opschortende-termijn.ics"
_MAKING, _DONE, _NOT_RECORDED = "in-de-maak", "af", "niet-vastgelegd"


@dataclass(frozen=True, slots=True)
class Sending:
    """What was made and written down."""

    letters: tuple[Letter, ...]
    term: Standstill
    by_law: bool
    """Whether the law asks this term."""
    folder: Path
    known: int
    """How many PDFs an earlier run had made."""
    stand: str


@journey
def send_letters(
    folder: Path,
    sent: date,
    by: Sequence[str] = (),
    now: datetime | None = None,
    progress: Progress = silent,
    *,
    draft: bool = False,
) -> Sending:
    """Make a letter to everybody who handed in, and write down that they go out on this day. Raises OSError.

    Refused while anything is open, a tie is not drawn, a reason cannot stand in a letter, or the report does
    not show this outcome or does not verify; and where this decision went out already.

    Args:
        draft: only make the documents, to read and discuss; nothing is written down.
    """
    with working(folder, by, now) as work:
        if not draft and (told := _told_before(work, sent, progress)) is not None:
            return told
        work.require(Step.LETTERS)
        evaluation = evaluated(work, progress)
        _must_be_ready(work, evaluation)
        if work.state.last is not None and sent < work.state.last.date():
            raise Refused(
                f"op {day_text(sent)} was deze beslissing er nog niet: de laatste stap is van "
                f"{day_text(work.state.last.date())}.",
                Why.ASKED,
            )
        term = standstill(sent, evaluation.tender.info.standstill)
        made = letters(evaluation, numbered(work, evaluation), _others(work), term, work.state.stand)
        if draft:
            lawful = by_law(evaluation.tender.info)
            return Sending(made, term, lawful, _drafts(work, made), 0, work.state.stand)
        return _written(work, evaluation, made, term, progress)


def _others(work: Work) -> list[Bid]:
    """Who takes no part, and was not replaced."""
    return [bid for _, bid in sorted(work.state.bids.items()) if not bid.counts and not bid.replaced_by]


def _told_before(work: Work, sent: date, progress: Progress) -> Sending | None:
    """What the last line says, where it is this very sending: who was cut off types the same again."""
    last = work.last
    if last is None or not isinstance(last.fact, Sent) or (last.fact.sent, last.by) != (sent, work.by):
        return None
    work.note_repeated()
    evaluation = evaluated(work, progress)
    term = standstill(sent, evaluation.tender.info.standstill)
    made = letters(evaluation, numbered(work, evaluation), _others(work), term, last.before)
    place = (work.folder / last.fact.files[0].path).parent
    return Sending(made, term, by_law(evaluation.tender.info), place, 0, work.state.stand)


def _drafts(work: Work, made: tuple[Letter, ...]) -> Path:
    """The documents for Word in a folder of their own, in place of those that were there."""
    from inkoop.writers.letters.docx import letter_docx

    target = work.folder / LETTERS / DRAFT
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for letter in made:
        (target / f"{letter.file_name}.docx").write_bytes(letter_docx(letter, draft=True))
    return target


def outcome_of(evaluation: Evaluation) -> bytes:
    """The outcome as the buyer knows it, as it is kept beside the letters."""
    from inkoop.journeys.sheets import as_json

    return as_json(document(closed_version(evaluation)).data)


def award_mark(evaluation: Evaluation) -> str:
    """One SHA-256 over who gets what: of each lot the ranking by the content of the forms, and the award.

    Points and words may be told in another way by a later version of the program; the decision is the same.
    """
    lines = sorted(
        f"{lot.lot}\t{place.rank}\t{place.scorecard.submission.sha256}\t{place.award}\t{place.volume}"
        for lot in evaluation.lots
        for place in lot.ranking
    )
    admitted = sorted(f"{lot.lot}\t{one.sha256}" for lot in evaluation.lots for one in lot.admitted)
    return hashlib.sha256("\n".join([*lines, *admitted]).encode()).hexdigest()


def _must_be_ready(work: Work, evaluation: Evaluation) -> None:
    """Refused where the outcome cannot be told yet."""
    places = [place for lot in evaluation.lots for place in lot.ranking]
    choosing = {place.scorecard.submission.id for place in places if place.award is Award.CHOICE}
    reckoned = Reckoned(
        open_points=open_points(evaluation),
        people_grade=bool(to_grade(evaluation)),
        draws=sum(place.award is Award.DRAW for place in places),
        choices=len(choosing),
        outcome=award_mark(evaluation),
    )
    work.require(Step.LETTERS, reckoned)
    reasons_stand(evaluation)
    work.require(Step.LETTERS, _with_report(work.folder, evaluation, reckoned))


def _with_report(folder: Path, evaluation: Evaluation, reckoned: Reckoned) -> Reckoned:
    """The same with what is wrong with the report, whose words and scores are held against its data."""
    from dataclasses import replace

    from inkoop.journeys.sheets import as_json
    from inkoop.journeys.verify import verify_words
    from inkoop.readers.report.pdf_file import PdfFileError
    from inkoop.readers.report.report_pdf import read_report_pdf
    from inkoop.views.record.enclosures import DESCRIPTIONS

    shown = as_json(document(public_version(evaluation)).data)
    reports = [path for path in (folder / REPORT).glob("rapport*.pdf") if "besloten" not in path.stem]
    if len(reports) < len(evaluation.lots):
        return replace(reckoned, report_wrong="er is geen rapport")
    for path in sorted(reports):
        try:
            told = read_report_pdf(path, DESCRIPTIONS).files.get(OUTCOME)
        except PdfFileError:
            told = None
        faults = [fault for check in verify_words(path).checks for fault in check.faults]
        if told != shown or faults:
            return replace(reckoned, report_wrong=path.name)
    return reckoned


def _written(
    work: Work, evaluation: Evaluation, made: tuple[Letter, ...], term: Standstill, progress: Progress
) -> Sending:
    """All files in a folder that takes its name when it is whole, and then the line in the record."""
    from inkoop.writers.letters.calendar import standstill_ics
    from inkoop.writers.letters.docx import letter_docx

    info, number = evaluation.tender.info, len(work.state.sent) + 1
    place = work.folder / LETTERS
    making, target = place / f"{_MAKING}-{number}", place / str(number)
    ready = making / "geheel"
    shutil.rmtree(ready, ignore_errors=True)
    ready.mkdir(parents=True)
    known = _pdfs(made, making / _DONE, ready, progress)
    for letter in made:
        (ready / f"{letter.file_name}.docx").write_bytes(letter_docx(letter))
    calendar = standstill_ics(term, info.reference, info.title, work.state.stand)
    (ready / CALENDAR).write_bytes(calendar)
    (ready / OUTCOME).write_bytes(outcome_of(evaluation))
    for path in ready.iterdir():
        sync_file(path)
    _aside(target)
    ready.replace(target)
    sync_folder(place)
    files = tuple(work.reference(path) for path in sorted(target.iterdir()))
    work.add(
        Sent(
            round=number,
            sent=term.sent,
            days=term.days,
            last_day=term.last,
            outcome=award_mark(evaluation),
            files=files,
        )
    )
    shutil.rmtree(making, ignore_errors=True)
    return Sending(made, term, by_law(info), target, known, work.state.stand)


def _pdfs(made: Sequence[Letter], kept: Path, ready: Path, progress: Progress) -> int:
    """A PDF of each letter; those that an earlier run made from the same page are taken from there.

    Gives how many that are. Raises PdfNotPossibleError where none can be made here.
    """
    from inkoop.journeys.side_by_side import pdf_makers
    from inkoop.writers.atomic import replacing
    from inkoop.writers.letters.page import render_letter
    from inkoop.writers.pdf import PdfJob, PdfNotPossibleError

    kept.mkdir(parents=True, exist_ok=True)
    jobs = [PdfJob(f"{letter.file_name}.pdf", render_letter(letter)) for letter in made]
    missing = [job for job in jobs if not (kept / job.source).is_file()]
    with pdf_makers(len(missing)) as makers:
        coming = [(job, makers.make(job)) for job in missing]
        for done, (job, future) in enumerate(coming):
            progress(done, len(coming), job.name)
            data = future.result()
            if data is None:
                raise PdfNotPossibleError
            with replacing(kept / job.source) as temporary:
                temporary.write_bytes(data)
    for job in jobs:
        shutil.copyfile(kept / job.source, ready / job.name)
    return len(jobs) - len(missing)


def _aside(target: Path) -> None:
    """Put aside what an earlier run had put there before it was cut off: the record does not name it."""
    if target.exists():
        put = target.parent / _NOT_RECORDED / target.name
        shutil.rmtree(put, ignore_errors=True)
        put.parent.mkdir(exist_ok=True)
        target.replace(put)
