"""Making the workbooks that people fill in: the form for providers, the grades for the panel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from inkoop.catalogue import message
from inkoop.domain.evaluation import LotResult
from inkoop.domain.findings import Finding, Outcome, Refusal, Refused, Why
from inkoop.domain.places import CellPlace
from inkoop.domain.price_vault import Book
from inkoop.domain.submission import WHOLE_SUBMISSION, Assessment, Submission, SubmissionId
from inkoop.domain.tender import Tender
from inkoop.journeys.evaluate import read_submissions, with_competing
from inkoop.journeys.outcome import journey
from inkoop.journeys.progress import Progress, silent
from inkoop.readers.files.folder import find_submissions
from inkoop.readers.files.workbook import read_workbook
from inkoop.readers.forms.answers import any_answer
from inkoop.rules.award.alike import fault_of
from inkoop.rules.award.lots import evaluate_lots
from inkoop.rules.dutch_format import listing
from inkoop.rules.form_books import books_of
from inkoop.rules.readable import readable
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.lot_rules import tender_of_lot
from inkoop.rules.submission.naming import by_name
from inkoop.rules.submission.offers import chosen_lots
from inkoop.rules.submission.table_cells import cell_at
from inkoop.writers.form import write_form
from inkoop.writers.grades_form import GivenDecision, TendererAnswers, write_grades_form


@journey
def make_form(tender: Tender, path: Path) -> tuple[Path, ...]:
    """Write the empty form of a tender: where prices come apart, the workbook for those beside it.

    An empty form may be made anew; one with answers in it is somebody's work, so that is refused. Raises
    OSError.
    """
    places = {book: price_form(path) if book is Book.PRICE else path for book in books_of(tender)}
    for place in places.values():
        if place.exists() and _holds_answers(place):
            filled_in = "bestaat al en is ingevuld, of is geen formulier; er is niets overschreven."
            raise Refused(f"{place} {filled_in}", Why.FILES)
    for book, place in places.items():
        write_form(tender, place, book=book)
    return tuple(places.values())


def price_form(form: Path) -> Path:
    """Where the workbook with the prices stands that belongs to a form."""
    return form.with_name(f"{form.stem}-prijsblad{form.suffix}")


def _holds_answers(path: Path) -> bool:
    """Whether a file is anything else than a form that nobody filled in."""
    workbook = read_workbook(path).value
    return workbook is None or any_answer(workbook)


def make_grades_form(
    tender: Tender, places: Sequence[Path], path: Path, progress: Progress = silent
) -> Outcome[Path | None]:
    """Write the panel's workbook with the open answers and points of these submissions, and never a price.

    The findings are about the folder; the faults of each submission come at the evaluation. Refused where
    the file is there already: it may hold grades.
    """
    if path.exists():
        kept = f"{path} bestaat al en kan cijfers bevatten; er is niets overschreven."
        return Outcome(None, refusal=Refusal(kept, Why.FILES))
    with find_submissions(places) as found:
        submissions = with_competing(tender, read_submissions(tender, found, progress))
    answers = []
    for submission in submissions:
        texts = {}
        for leaf in tender.assessed:
            question = tender.question_of(leaf)
            answer = submission.answer(question.code) if question else None
            if answer is not None:
                texts[answer.question] = readable(answer)
        answers.append(TendererAnswers(submission.name, texts, _not_asked(tender, submission)))
    points = tuple(_open_points(tender, evaluate_lots(tender, Assessment(), submissions)))
    write_grades_form(tender, answers, path, decisions=points)
    return Outcome(path, found.findings)


def _not_asked(tender: Tender, submission: Submission) -> frozenset[str]:
    """The criteria in none of whose lots somebody bids, or whose question did not apply to it."""
    lots = chosen_lots(submission, tender.lots) if tender.lots else ()
    held = [tender_of_lot(tender, lot) for lot in lots] or [tender]
    asked = {
        leaf.code
        for own in held
        for leaf in own.assessed
        if (question := own.question_of(leaf)) is None
        or AnswerReader(own).is_asked(question, submission.answers)
    }
    return frozenset(leaf.code for leaf in tender.assessed if leaf.code not in asked)


def _open_points(tender: Tender, lots: Sequence[LotResult]) -> Iterator[GivenDecision]:
    """A row for every point that waits for a person, by submission; one for all lots in which it does."""
    points: dict[tuple[SubmissionId, Finding], list[str]] = {}
    names: dict[SubmissionId, Submission] = {}
    for lot in lots:
        for one in lot.undecided:
            names[one.submission.id] = one.submission
            for found in one.findings:
                points.setdefault((one.submission.id, found), []).append(lot.lot)
    for (who, found), where in sorted(points.items(), key=lambda item: by_name(names[item[0][0]])):
        bids = chosen_lots(names[who], tender.lots) if tender.lots else ()
        one_lot = where[0] if len(bids) > 1 and len(where) == 1 else ""
        same = (other for other, each in points if fault_of(each) == fault_of(found))
        others = listing(dict.fromkeys(names[other].name for other in same if other != who))
        also = f" Hetzelfde staat bij {others}." if others else ""
        text = f"{found.code}: {_told(tender, found)}{also}"
        yield GivenDecision(
            names[who].name, _subject(names[who], found), "", file=names[who].file, lot=one_lot, found=text
        )


def _subject(submission: Submission, found: Finding) -> str:
    """What a decision about a point is about: a requirement, a question, a cell of its table, or all."""
    code = found.question.partition(",")[0]
    place = found.place if isinstance(found.place, CellPlace) else CellPlace(submission.file)
    cell = cell_at(submission.answer(code), place)
    where = f"{code}, {place.cell}" if cell else code
    return dict(found.context).get("eis") or where or WHOLE_SUBMISSION


def _told(tender: Tender, found: Finding) -> str:
    """What was found, without what it says of a price: who grades does not know any price."""
    asked = {tender.rests_on.get(leaf.code) for leaf, *_ in tender.priced}
    if found.question.partition(",")[0] in asked:
        return "dit gaat over de prijs. Wat er staat, leest u in de uitkomst van inkoop beoordeel."
    return message(found)
