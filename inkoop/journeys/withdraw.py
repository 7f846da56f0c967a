"""A winner falls away: the old outcome and the new one, as the kader says it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from inkoop.domain.evaluation import Evaluation
from inkoop.domain.findings import Refused, Why
from inkoop.domain.submission import Submission
from inkoop.journeys.outcome import journey
from inkoop.rules.award.draw_checks import lot_codes
from inkoop.rules.award.withdrawal import anew, kept, lapsed_draws
from inkoop.rules.award.withdrawn import Bid
from inkoop.rules.submission.naming import Names, NotFound
from inkoop.rules.submission.offers import bids_on
from inkoop.rules.suggestion import suggestion
from inkoop.views.replies.withdrawal import Change


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Both outcomes of every lot."""

    rule: str
    names: tuple[str, ...]
    changes: tuple[Change, ...]


@journey
def withdraw(evaluation: Evaluation, names: Sequence[str], lot: str | None = None) -> Withdrawal:
    """The outcome without these submissions, in one lot or in all. Refused where that cannot be told.

    Also somebody without a contract may fall away: recomputed, that can change the points of others.
    """
    award = evaluation.tender.award
    if award is None:
        raise Refused("bij open house is er geen rangorde: er schuift niemand door.", Why.KADER)
    if award.on_withdrawal is None:
        raise Refused(
            "het kader zegt niet wat er gebeurt als een winnaar wegvalt (gunning.bij_uitval: handhaven of "
            "herberekenen). Het programma kiest dat niet zelf.",
            Why.KADER,
        )
    left = [_found(evaluation, name) for name in dict.fromkeys(names)]
    withdrawn = frozenset(bid for submission in left for bid in _bids(evaluation, submission, lot))
    if any(result.waiting for result in evaluation.lots):
        raise Refused("er is nog geen rangorde: er ontbreken cijfers.", Why.FIRST)
    new = (kept if award.on_withdrawal == "handhaven" else anew)(evaluation, withdrawn)
    lapsed = lapsed_draws(evaluation, new)
    changes = tuple(
        Change(
            old,
            found,
            frozenset(who for code, who in withdrawn if code == old.lot),
            award.on_withdrawal,
            tuple(read for read in lapsed if read.record.lot == old.lot),
        )
        for old, found in zip(evaluation.lots, new.lots, strict=True)
    )
    return Withdrawal(award.on_withdrawal, tuple(dict.fromkeys(s.name for s in left)), changes)


def _found(evaluation: Evaluation, name: str) -> Submission:
    found = Names(evaluation.submissions).find(name)
    if isinstance(found, NotFound):
        raise Refused(str(found))
    return found


def _bids(evaluation: Evaluation, submission: Submission, lot: str | None) -> list[Bid]:
    """The bids of a submission, in one lot or everywhere. Raises where it has none."""
    tender, known = evaluation.tender, lot_codes(evaluation.tender)
    if lot is not None and lot not in known:
        raise Refused(f"perceel {lot} bestaat niet{suggestion(lot, known)}")
    found = [
        (code, submission.id)
        for code in known
        if lot in (None, code) and (tender.lots is None or bids_on(submission, code, tender))
    ]
    if not found:
        raise Refused(f"{submission.name} heeft niet ingeschreven op perceel {lot}.")
    return found
