"""What changes an outcome once the grades are fixed: a draw, a bid that is withdrawn, a choice among lots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from inkoop.domain.evaluation import Award, Evaluation, LotResult
from inkoop.domain.findings import Refused, Why
from inkoop.domain.procedure.facts import Chose, Withdrew
from inkoop.domain.procedure.facts import Drawn as DrawnFact
from inkoop.domain.submission import Submission, SubmissionId
from inkoop.journeys.draw import NOBODY, Drawn, Meeting, drawn_record, written
from inkoop.journeys.outcome import journey
from inkoop.journeys.procedure.folder import ASSESSMENT, Work, working
from inkoop.journeys.procedure.outcome import evaluated, numbered
from inkoop.journeys.progress import Progress, silent
from inkoop.rules.award.draw_checks import lot_codes
from inkoop.rules.award.withdrawal import anew, kept
from inkoop.rules.dutch_format import listing
from inkoop.rules.procedure.assessing import to_grade
from inkoop.rules.procedure.steps import Reckoned, Step
from inkoop.rules.submission.decision_fit import wrong_order
from inkoop.rules.submission.offers import bids_on
from inkoop.rules.suggestion import suggestion
from inkoop.writers.procedure.record import sync_file, sync_folder

_NOT_RECORDED = "niet-vastgelegd"


@dataclass(frozen=True, slots=True)
class Changed:
    """Whom a fact is about, and what everything comes to with it."""

    name: str
    evaluation: Evaluation
    stand: str


@journey
def draw_lots(
    folder: Path,
    by: Sequence[str],
    now: datetime | None = None,
    progress: Progress = silent,
    lot: str | None = None,
    seed: str = "",
    order: Sequence[str] = (),
    meeting: Meeting = NOBODY,
) -> tuple[Drawn, Evaluation]:
    """Draw the one tie that needs it, and write that down with the record of the draw.

    Refused while a grade can still change, and where no draw is needed or possible. Raises OSError.
    """
    with working(folder, by, now) as work:
        work.require(Step.DRAW)
        before = evaluated(work, progress)
        work.require(Step.DRAW, Reckoned(people_grade=bool(to_grade(before))))
        record = drawn_record(before, lot, seed, order, meeting)
        earlier = sum(each.lot == record.lot for each in work.state.draws)
        number = f"-{earlier + 1}" if earlier else ""
        path = folder / ASSESSMENT / f"loting-{record.lot}{number}.yaml"
        path.parent.mkdir(exist_ok=True)
        _aside(path)
        drawn = written(before, record, path)
        sync_file(path)
        sync_folder(path.parent)
        work.add(DrawnFact(lot=record.lot, file=work.reference(path)))
        return drawn, evaluated(work, progress)


def _aside(path: Path) -> None:
    """Put aside what an earlier run that was cut off had written: nobody was told that it counts."""
    if path.exists():
        put = path.parent / _NOT_RECORDED / path.name
        put.parent.mkdir(exist_ok=True)
        path.replace(put)


@journey
def withdraw_bid(folder: Path, fact: Withdrew, by: Sequence[str], now: datetime | None = None) -> Changed:
    """Write down that a tenderer no longer takes part, in one lot or at all. Raises OSError.

    Refused where the kader does not say how the ranking goes on, and that makes a difference.
    """
    with working(folder, by, now) as work:
        work.require(Step.WITHDRAW)
        trying = work.trying(fact)
        before = evaluated(work)
        one = _meant(work, before, fact.number)
        _certain(before, one, fact.lot)
        found = evaluated(trying)
        work.add(fact)
        return Changed(one.name, found, work.state.stand)


def _meant(work: Work, evaluation: Evaluation, number: int) -> Submission:
    who = {bid.number: one for one, bid in numbered(work, evaluation).items()}.get(number)
    found = next((one for one in evaluation.submissions if one.id == who), None)
    if found is None:
        raise Refused(f"Nummer {number} is er niet, of doet niet mee.", Why.ASKED)
    return found


def _certain(evaluation: Evaluation, one: Submission, lot: str) -> None:
    """Refused for a lot without a bid, and where keeping scores and reckoning anew come to something else."""
    tender = evaluation.tender
    known = lot_codes(tender)
    if lot and lot not in known:
        raise Refused(f"perceel {lot} bestaat niet{suggestion(lot, known)}")
    if lot and tender.lots is not None and not bids_on(one, lot, tender):
        raise Refused(f"{one.name} heeft niet ingeschreven op perceel {lot}.")
    if tender.award is None or tender.award.on_withdrawal is not None:
        return
    bids = frozenset((code, one.id) for code in known if lot in ("", code))
    if _order(kept(evaluation, bids).lots) != _order(anew(evaluation, bids).lots):
        raise Refused(
            "het kader zegt niet wat er gebeurt als een winnaar wegvalt (gunning.bij_uitval: handhaven of "
            "herberekenen), en dat maakt hier verschil. Het programma kiest dat niet zelf.",
            Why.KADER,
        )


def _order(lots: Sequence[LotResult]) -> list[tuple[str, list[tuple[int, SubmissionId, Award]]]]:
    return [
        (lot.lot, [(place.rank, place.scorecard.submission.id, place.award) for place in lot.ranking])
        for lot in lots
    ]


@journey
def choose_lots(folder: Path, fact: Chose, by: Sequence[str], now: datetime | None = None) -> Changed:
    """Write down which lots a tenderer likes best, that was in line for too many. Raises OSError.

    Refused where there is nothing to choose, and where something is left to choose with this answer.
    """
    with working(folder, by, now) as work:
        work.require(Step.CHOOSE)
        trying = work.trying(fact)
        before = evaluated(work)
        work.require(Step.CHOOSE, Reckoned(people_grade=bool(to_grade(before))))
        one = _meant(work, before, fact.number)
        if not _to_choose(before, one.id):
            raise Refused(f"{one.name} hoeft niet te kiezen: er staat nergens “{Award.CHOICE}”.", Why.ASKED)
        if why := wrong_order(before.tender, one, fact.lots):
            raise Refused(f"{why}.", Why.ASKED)
        found = evaluated(trying)
        if left := _to_choose(found, one.id):
            raise Refused(
                f"met deze keuze moet {one.name} nog kiezen tussen {listing(left)}. Noem ook die percelen.",
                Why.ASKED,
            )
        work.add(fact)
        return Changed(one.name, found, work.state.stand)


def _to_choose(evaluation: Evaluation, who: SubmissionId) -> list[str]:
    """The lots in which this one still has to say what it likes best."""
    return [
        lot.lot
        for lot in evaluation.lots
        for place in lot.ranking
        if place.scorecard.submission.id == who and place.award is Award.CHOICE
    ]
