"""Whether a decision can do what it says, to this submission and about this subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from inkoop.domain.answers import Value
from inkoop.domain.findings import Severity
from inkoop.domain.places import CellPlace
from inkoop.domain.questions import Column, MultiChoiceColumn, MultiChoiceQuestion, Question, TableQuestion
from inkoop.domain.submission import (
    WHOLE_SUBMISSION,
    Answer,
    Ruling,
    Submission,
    SubmissionId,
    TableCell,
)
from inkoop.domain.tender import Requirement, Tender
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.eligibility import verdicts
from inkoop.rules.submission.lot_rules import about_the_bid, counting, tender_of_lot
from inkoop.rules.submission.offers import bids_on
from inkoop.rules.submission.price_checks import missing_prices

DOUBLE = "MAP-04"
"""The finding that another file seems to be of the same tenderer."""


READING = ("ANTW-", "FORM-")
"""The findings about how an answer was read."""


def misfit(
    tender: Tender,
    submission: Submission,
    subject: str,
    lot: str,
    ruling: Ruling,
    cell: TableCell | None = None,
) -> str:
    """Why this cannot be decided about that; empty when it can."""
    if lot and not bids_on(submission, lot, tender):
        return f"deze inschrijving is niet voor perceel {lot}"
    if ruling is Ruling.REPLACED:
        return _replaced(submission, subject, lot)
    if ruling is Ruling.READ_AS:
        return _read(tender, submission, subject, lot, cell)
    if ruling in (Ruling.WITHDRAWN, Ruling.PREFERS) and subject != WHOLE_SUBMISSION:
        return f"{ruling} gaat over de inschrijving; zet inschrijving bij onderwerp"
    if ruling is Ruling.PREFERS and lot:
        return "een voorkeur gaat over alle percelen samen; laat perceel leeg"
    if ruling is Ruling.MET and subject == WHOLE_SUBMISSION:
        return _against_requirement(tender, submission, lot)
    return ""


def wrong_order(tender: Tender, submission: Submission, order: Sequence[str]) -> str:
    """Why these codes are no order of the lots that a submission bids on; empty when they are."""
    if tender.lots is None:
        return "er zijn geen percelen om uit te kiezen"
    own = {lot.code for lot in tender.lots.items if bids_on(submission, lot.code, tender)}
    strange = [code for code in order if code not in own]
    if strange:
        return f"op perceel {strange[0]} is niet ingeschreven"
    return "een perceel staat er twee keer" if len(set(order)) < len(order) else ""


def same_tenderer(submission: Submission) -> frozenset[SubmissionId]:
    """The other submissions that seem to be of the same tenderer."""
    doubles = (dict(found.context) for found in submission.findings if found.code == DOUBLE)
    return frozenset(SubmissionId(who) for words in doubles for who in words["anderen"].split())


def needs_answer(tender: Tender, submission: Submission, subject: str, column: str = "") -> str:
    """Why an answer that is not there cannot be called good; empty when it can.

    Args:
        tender: the rules.
        submission: whose answer it is.
        subject: the code of a question, or of what rests on it.
        column: of a table the column in which a cell is meant; empty for the whole answer.
    """
    code = tender.rests_on.get(subject, subject)
    answer, asked = submission.answer(code), AnswerReader(tender).applicable(submission.answers)
    if code not in tender.questions or not asked[code]:
        return ""
    hard = [
        verdict.requirement.code
        for verdict in verdicts(tender, submission, asked)
        if not verdict.known
        and _hard(verdict.requirement)
        and _is_about(verdict.requirement, code, column, tender)
    ]
    if hard:
        why = f"zonder antwoord is niet te zeggen of aan eis {hard[0]} is voldaan"
    elif answer and answer.value is not None:
        return ""
    elif any(
        found.question == code for found in missing_prices(tender, submission.answers, asked, submission.file)
    ):
        why = "zonder prijs doet een inschrijving niet mee"
    else:
        return ""
    return f"{why}; kies lees als, met het antwoord erachter, of voldoet niet"


def _replaced(submission: Submission, subject: str, lot: str) -> str:
    if subject != WHOLE_SUBMISSION or lot:
        return "vervangen gaat over de hele inschrijving, in alle percelen"
    return "" if same_tenderer(submission) else "er is geen ander bestand van deze aanbieder dat dan telt"


def _read(tender: Tender, submission: Submission, subject: str, lot: str, cell: TableCell | None) -> str:
    code = tender.rests_on.get(subject, subject)
    if code not in tender.questions:
        return "noem de code van één vraag"
    if lot and (why := _not_by_lot(tender, code, lot)):
        return why
    answer, faults = submission.answer(code), _faulty_cells(submission, code)
    if answer is None or answer.value is None:
        return ""
    if cell is not None:
        readable = cell.column in answer.rows[cell.row].values and not faults.intersection(cell.cells)
        return f"in cel {cell.name} staat een antwoord dat gewoon te lezen is" if readable else ""
    return "" if faults else f"bij vraag {code} staat een antwoord dat gewoon te lezen is"


def _not_by_lot(tender: Tender, code: str, lot: str) -> str:
    """Why an answer cannot read another way in one lot than in the others; empty when it can."""
    if code in about_the_bid(tender) or code not in counting(tender):
        return f"vraag {code} geldt voor alle percelen samen; laat perceel leeg"
    items = tender.lots.items if tender.lots else ()
    here = next(counting(tender_of_lot(tender, each)) for each in items if each.code == lot)
    return "" if code in here else f"vraag {code} telt niet mee in perceel {lot}"


def _faulty_cells(submission: Submission, code: str) -> frozenset[str]:
    """The cells in which something stands that could not be read for certain."""
    return frozenset(
        found.place.cell
        for found in submission.findings
        if found.severity is Severity.ERROR
        and found.code.startswith(READING)
        and found.question.partition(",")[0] == code
        and isinstance(found.place, CellPlace)
    )


def changes_readable(
    tender: Tender, submission: Submission, code: str, cell: TableCell | None, read: Value
) -> str:
    """Why a list of choices cannot be read so: an option of which it is certain whether it was chosen."""
    question, answer = tender.questions[code], submission.answer(code)
    part: Question | Column = question
    if cell is not None and isinstance(question, TableQuestion):
        part = question.column(cell.column)
    if answer is None or not isinstance(part, MultiChoiceQuestion | MultiChoiceColumn):
        return ""
    places, marked = _options(answer, cell)
    faults, choices = _faulty_cells(submission, code), tender.choices_of(part)
    doubtful = {option for option in choices if option not in places or places[option].cell in faults}
    for option, name in choices.items():
        if option in doubtful or not (marked or doubtful) or (option in marked) == (option in read.codes):
            continue
        there = "staat een kruis" if option in marked else "staat niets"
        return f"bij {name} {there}, en dat is gewoon te lezen"
    return ""


def _options(answer: Answer, cell: TableCell | None) -> tuple[Mapping[str, CellPlace], tuple[str, ...]]:
    """The cell of each option, and the options that are marked for certain."""
    if cell is None:
        return answer.options, answer.codes
    row, start = answer.rows[cell.row], f"{cell.column}:"
    places = {key.removeprefix(start): place for key, place in row.cells.items() if key.startswith(start)}
    return places, row.codes(cell.column)


def column_of(answer: Answer | None, place: object) -> str:
    """The column of a table in which a place is; empty where it is in none."""
    cells = (cell for row in answer.rows for cell in row.cells.items()) if answer else ()
    return next((key.partition(":")[0] for key, found in cells if found == place), "")


def _is_about(requirement: Requirement, code: str, column: str, tender: Tender) -> bool:
    condition = requirement.met_when
    own = condition is None or not column or condition.column in (None, column)
    return own and tender.rests_on.get(requirement.code) == code


def _hard(requirement: Requirement) -> bool:
    return requirement.consequence != "voorleggen"


def _against_requirement(tender: Tender, submission: Submission, lot: str) -> str:
    """Why a submission cannot go on anywhere it bids: a hard requirement that it does not meet."""
    applicable = AnswerReader(tender).applicable(submission.answers)
    failed = [each.requirement.code for each in verdicts(tender, submission, applicable) if each.met is False]
    stopped = [next((code for code in failed if code in own), "") for own in _held(tender, submission, lot)]
    if not stopped or not all(stopped):
        return ""
    return f"aan eis {stopped[0]} is niet voldaan, en die eis kan een besluit niet opzij zetten"


def _held(tender: Tender, submission: Submission, lot: str) -> Iterator[frozenset[str]]:
    """The requirements of each lot that a decision is about; of a tender without lots all of them."""
    every = frozenset(requirement.code for requirement in tender.requirements)
    if tender.lots is None:
        yield every
        return
    for each in tender.lots.items:
        if bids_on(submission, each.code, tender) and lot in ("", each.code):
            yield every if each.requirements is None else frozenset(each.requirements)
