"""Whether a decision can do what it says, to this submission and about this subject."""

from __future__ import annotations

from collections.abc import Iterator

from inkoop.domain.findings import Severity
from inkoop.domain.questions import MultiChoiceQuestion, TableQuestion
from inkoop.domain.submission import WHOLE_SUBMISSION, Ruling, Submission, SubmissionId
from inkoop.domain.tender import Requirement, Tender
from inkoop.rules.submission.answers import AnswerReader
from inkoop.rules.submission.eligibility import verdicts
from inkoop.rules.submission.offers import bids_on
from inkoop.rules.submission.price_checks import missing_prices

DOUBLE = "MAP-04"
"""The finding that another file seems to be of the same tenderer."""


def misfit(tender: Tender, submission: Submission, subject: str, lot: str, ruling: Ruling) -> str:
    """Why this cannot be decided about that; empty when it can."""
    if lot and not bids_on(submission, lot, tender):
        return f"deze inschrijving is niet voor perceel {lot}"
    if ruling is Ruling.REPLACED:
        return _replaced(submission, subject, lot)
    if ruling is Ruling.READ_AS:
        return _read(tender, submission, subject, lot)
    if ruling is Ruling.MET and subject == WHOLE_SUBMISSION:
        return _against_requirement(tender, submission, lot)
    return ""


def same_tenderer(submission: Submission) -> frozenset[SubmissionId]:
    """The other submissions that seem to be of the same tenderer."""
    doubles = (dict(found.context) for found in submission.findings if found.code == DOUBLE)
    return frozenset(SubmissionId(who) for words in doubles for who in words["anderen"].split())


def needs_answer(tender: Tender, submission: Submission, subject: str) -> str:
    """Why an answer that is not there cannot be called good; empty when it can."""
    code = tender.rests_on.get(subject, subject)
    answer, asked = submission.answer(code), AnswerReader(tender).applicable(submission.answers)
    if code not in tender.questions or not asked[code] or (answer and answer.value is not None):
        return ""
    hard = [r.code for r in tender.requirements if _hard(r) and tender.rests_on.get(r.code, r.code) == code]
    missing = missing_prices(tender, submission.answers, asked, submission.file)
    if hard:
        why = f"zonder antwoord is niet te zeggen of aan eis {hard[0]} is voldaan"
    elif any(found.question == code for found in missing):
        why = "zonder prijs doet een inschrijving niet mee"
    else:
        return ""
    return f"{why}; kies lees als, met het antwoord erachter, of voldoet niet"


def _replaced(submission: Submission, subject: str, lot: str) -> str:
    if subject != WHOLE_SUBMISSION or lot:
        return "vervangen gaat over de hele inschrijving, in alle percelen"
    return "" if same_tenderer(submission) else "er is geen ander bestand van deze aanbieder dat dan telt"


def _read(tender: Tender, submission: Submission, subject: str, lot: str) -> str:
    if subject == WHOLE_SUBMISSION or lot:
        return "noem de code van één vraag, zonder perceel"
    code = tender.rests_on.get(subject, subject)
    if isinstance(tender.questions.get(code), TableQuestion | MultiChoiceQuestion):
        return "een tabel en een meerkeuzevraag hebben meer dan één cel"
    answer = submission.answer(code)
    errors = (f for f in submission.findings if f.severity is Severity.ERROR and not f.code.startswith("EIS"))
    if answer and answer.value is not None and all(code != f.question for f in errors):
        return f"bij vraag {code} staat een antwoord dat gewoon te lezen is"
    return ""


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
