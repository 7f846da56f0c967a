"""A person decides one point of one submission, and it is written down once the program can read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from inkoop.catalogue import message
from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Decided
from inkoop.domain.submission import WHOLE_SUBMISSION
from inkoop.domain.tender import whole_code
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import Work, working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.journeys.progress import Progress, silent
from inkoop.rules.form_books import sealed_questions
from inkoop.rules.procedure.fold import step_of

_ABOUT_DECISIONS = "BESLUIT-"


@journey
def decide(
    folder: Path,
    fact: Decided,
    by: tuple[str, ...],
    now: datetime | None = None,
    progress: Progress = silent,
) -> Evaluation:
    """Write the decision down, and return what everything comes to with it. Raises OSError.

    It is read by the road of a decision in the panel's workbook before it is written: refused where that
    finds something wrong with it, with the same words.
    """
    with working(folder, by, now) as work:
        fact = fact.model_copy(update={"price": _about_price(work, fact.subject)})
        work.require(step_of(fact))
        as_it_was = evaluated(work, progress)
        before = _said(as_it_was)
        tried = Work(folder, work.record, work.clock, by)
        bid = work.state.bids.get(fact.number)
        if bid is None or not bid.counts:
            raise Refused(f"Nummer {fact.number} is er niet, of doet niet mee.", Why.ASKED)
        if fact.price and fact.subject == WHOLE_SUBMISSION:
            _require_waiting(work, as_it_was, fact.number)
        state = replace(work.state, decisions=work.state.decisions.with_one(fact))
        tried.record = replace(work.record, state=state)
        found = evaluated(tried, progress)
        wrong = [words for words in _said(found) if words not in before]
        if wrong:
            raise Refused(" ".join(wrong), Why.ASKED)
        work.add(fact)
        return found


def _about_price(work: Work, subject: str) -> bool:
    """Whether a decision is about what came out of the vault."""
    if not work.state.custodians:
        return False
    tender = work.tender()
    sealed = sealed_questions(tender)
    known = {tender.rests_on.get(subject, subject), whole_code(subject)}
    whole = work.state.locked is not None and subject == WHOLE_SUBMISSION
    return bool(known & sealed) or whole


def _require_waiting(work: Work, evaluation: Evaluation, number: int) -> None:
    """Refused where a submission waits for nobody: who knows the prices sends nobody away without a cause.

    What was decided since the vault opened may be decided anew.
    """
    bids = numbered(work, evaluation)
    waiting = {bids[one.submission.id].number for lot in evaluation.lots for one in lot.undecided}
    decided = {each.number for each in work.state.decisions if each.price}
    if number not in waiting | decided:
        raise Refused(
            f"Over de hele inschrijving van nummer {number} is niets te besluiten: de prijzen zijn bekend, "
            "en bij dit nummer staat niets open. Gaat het om de prijs, noem dan het criterium of de vraag.",
            Why.ASKED,
        )


def _said(evaluation: Evaluation) -> list[str]:
    """What is wrong with decisions, in words without their place: their rows move."""
    every = [*evaluation.findings, *(each for one in evaluation.submissions for each in one.findings)]
    return list(dict.fromkeys(message(each) for each in every if each.code.startswith(_ABOUT_DECISIONS)))
