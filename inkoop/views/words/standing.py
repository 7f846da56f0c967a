"""What the outcome of a lot is worth today, and how a lot is called."""

from __future__ import annotations

from inkoop.domain.evaluation import Award, Evaluation, LotResult
from inkoop.domain.outcome import Stand, Unranked
from inkoop.rules.dutch_format import either
from inkoop.rules.form_books import prices_are_shut
from inkoop.views.words.counting import count


def handed_in(evaluation: Evaluation) -> str:
    """How many submissions count, and how many files were replaced by one of those."""
    gone = len(evaluation.submissions) - len(evaluation.bidders)
    number = len(evaluation.bidders)
    return f"{number} {'inschrijving' if number == 1 else 'inschrijvingen'}{beside(gone)}"


def beside(replaced: int) -> str:
    """That files were replaced, behind a number of submissions; empty when none was."""
    if not replaced:
        return ""
    gone = count(replaced, "bestand dat vervangen is", "bestanden die vervangen zijn")
    return f", en daarnaast {gone}"


def unranked(lot: LotResult) -> Unranked:
    """What somebody is called who is kept out of this lot."""
    return Unranked.NOT_RANKED if lot.tender.award else Unranked.NOT_ADMITTED


def standing(lot: LotResult, evaluation: Evaluation) -> Stand:
    """Whether there is a ranking, and whether the proposal can still change.

    Where a provider may get only so many lots, the lots hang together: a proposal is provisional as long
    as any of them can still change.
    """
    own = _own(lot)
    if own == Stand.PROPOSAL and evaluation.tender.lots and evaluation.tender.lots.hang_together:
        others = (_own(other) for other in evaluation.lots)
        return Stand.PROPOSAL if all(other == Stand.PROPOSAL for other in others) else Stand.PROVISIONAL
    return own


def _own(lot: LotResult) -> Stand:
    if prices_are_shut(lot.tender):
        return Stand.SEALED
    if lot.tender.award is None:
        return Stand.ADMISSION
    if lot.waiting:
        return Stand.WAITING
    return Stand.PROVISIONAL if lot.undecided or must_choose(lot) else Stand.PROPOSAL


def must_choose(lot: LotResult) -> bool:
    """Whether somebody in this lot has to say which lots it prefers."""
    return any(place.award is Award.CHOICE for place in lot.ranking)


def awaited(evaluation: Evaluation) -> str:
    """What has to come first for whom nothing is certain: een loting, een keuze, een besluit, cijfers."""
    places = [place.award for lot in evaluation.lots for place in lot.ranking]
    every = (
        ("een loting", Award.DRAW in places),
        ("een keuze van de aanbieder", Award.CHOICE in places),
        ("een besluit", any(lot.undecided for lot in evaluation.lots)),
        ("cijfers", any(lot.waiting for lot in evaluation.lots)),
        ("de prijzen", prices_are_shut(evaluation.tender)),
    )
    return either(words for words, present in every if present)


def lot_title(lot: LotResult) -> str:
    """The title of a lot; empty for a tender without lots."""
    items = lot.tender.lots.items if lot.tender.lots else ()
    return next((item.title for item in items if item.code == lot.lot), "")


def lot_name(lot: LotResult) -> str:
    """A lot with its code, as it is named in a heading: perceel noord – Noord en centrum."""
    title = lot_title(lot)
    return f"perceel {lot.lot} – {title}" if title else f"perceel {lot.lot}"
