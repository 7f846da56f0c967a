"""The outcome before and after a submission falls away, side by side, and in words what changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NotRequired

from typing_extensions import TypedDict

from inkoop.domain.award_rules import BY_DRAW
from inkoop.domain.draws import ReadDraw
from inkoop.domain.evaluation import WHOLE_LOT, Award, Evaluation, LotResult, Ranked
from inkoop.domain.exact import ZERO
from inkoop.domain.submission import SubmissionId
from inkoop.rules.award.draws import GOVERNED_BY_SEED
from inkoop.rules.dutch_format import decimal_text, listing

FORMAT = "inkoop/uitval/1"
Places = dict[SubmissionId, Ranked]


class StandingDoc(TypedDict):
    """Where an offer stands in one of the two outcomes."""

    rang: int
    totaal: str
    uitkomst: str
    omvang: NotRequired[str]


class BidDoc(TypedDict):
    """One offer in both outcomes; None where it is not in the ranking."""

    inschrijver: str
    bestand: str
    oud: StandingDoc | None
    nieuw: StandingDoc | None


class ChangedLotDoc(TypedDict):
    """A lot before and after."""

    perceel: str
    rangorde: list[BidDoc]
    wat_verandert: list[str]


class WithdrawalDoc(TypedDict):
    """What `uitval --json` prints."""

    formaat: str
    bij_uitval: str
    afvallers: list[str]
    percelen: list[ChangedLotDoc]
    bevindingen: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Change:
    """One lot before and after, with those who left it and the draws that no longer hold."""

    old: LotResult
    new: LotResult
    left: frozenset[SubmissionId]
    rule: str
    lapsed: tuple[ReadDraw, ...] = ()


def withdrawal_document(
    evaluation: Evaluation,
    rule: str,
    names: Sequence[str],
    changes: Sequence[Change],
    findings: list[dict[str, Any]],
) -> WithdrawalDoc:
    """Both outcomes as plain data."""
    return {
        "formaat": FORMAT,
        "bij_uitval": rule,
        "afvallers": list(names),
        "percelen": [
            {
                "perceel": change.new.lot,
                "rangorde": bids(change, evaluation),
                "wat_verandert": list(change_lines(change)),
            }
            for change in changes
        ],
        "bevindingen": findings,
    }


def bids(change: Change, evaluation: Evaluation) -> list[BidDoc]:
    """Every offer in either ranking: the new order first, then who is no longer in it."""
    old, new = _by_id(change.old), _by_id(change.new)
    both = {who: place.scorecard.submission for who, place in {**new, **old}.items()}
    return [
        {
            "inschrijver": submission.tenderer,
            "bestand": submission.file,
            "oud": _standing(old.get(who), evaluation),
            "nieuw": _standing(new.get(who), evaluation),
        }
        for who, submission in both.items()
    ]


def _by_id(result: LotResult) -> Places:
    return {place.scorecard.submission.id: place for place in result.ranking}


def _standing(place: Ranked | None, evaluation: Evaluation) -> StandingDoc | None:
    if place is None:
        return None
    digits = evaluation.tender.award.rounding.total if evaluation.tender.award else 0
    found: StandingDoc = {
        "rang": place.rank,
        "totaal": f"{place.scorecard.total:.{digits}f}",
        "uitkomst": place.award.value,
    }
    if place.volume is not None:
        found["omvang"] = f"{place.volume:f}"
    return found


def change_lines(change: Change) -> Iterator[str]:
    """What changes, in plain sentences: who leaves, who gets a contract, whose points changed."""
    old, new = _by_id(change.old), _by_id(change.new)
    yield from _leavers(change, old)
    if not change.left and old == new:
        yield "In dit perceel verandert niets."
        return
    stay = [who for who in new if who in old]
    yield from _contracts(change, old, new, stay)
    yield from _volumes(change, old, new, stay)
    yield from _points(change, old, new, stay)
    yield from _draws(change, old)


def _leavers(change: Change, old: Places) -> Iterator[str]:
    outside = {s.id: s.name for s in change.old.admitted}
    outside |= {n.submission.id: n.submission.name for n in change.old.not_admitted}
    outside |= {u.submission.id: u.submission.name for u in change.old.undecided}
    for who in sorted(change.left):
        if who not in old:
            yield f"{outside[who]} valt weg, maar stond niet in de rangorde."
        elif old[who].award is Award.AWARDED:
            yield f"{_name(old[who])} valt weg en krijgt geen contract."
        else:
            yield f"{_name(old[who])} valt weg. Die zou geen contract krijgen ({old[who].award.value})."


def _contracts(change: Change, old: Places, new: Places, stay: Sequence[SubmissionId]) -> Iterator[str]:
    won = [f for f in new if new[f].award is Award.AWARDED and not _had(old, f)]
    lost = [f for f in stay if old[f].award is Award.AWARDED and new[f].award is not Award.AWARDED]
    for who in won:
        was = f" (was: {old[who].award.value})" if who in old else ""
        yield f"{_name(new[who])} krijgt nu een contract{was}."
    for who in lost:
        yield f"{_name(new[who])} krijgt geen contract meer (nu: {new[who].award.value})."
    drawn = [_name(new[f]) for f in new if new[f].award is Award.DRAW]
    if drawn:
        yield f"Er is een loting nodig tussen {listing(drawn)}."
    asked = [_name(new[f]) for f in new if new[f].award is Award.CHOICE]
    if asked:
        yield f"Vraag eerst welk perceel {listing(asked)} het liefst wil."
    freed = any(_had(old, who) for who in change.left)
    if freed and not won and not drawn and not asked:
        yield "Niemand schuift door: er is geen reserve, of iedereen had al een contract."
    if not won and not lost and not freed and not drawn:
        yield "Wie een contract krijgt, verandert niet."


def _had(old: Places, who: SubmissionId) -> bool:
    return who in old and old[who].award is Award.AWARDED


def _volumes(change: Change, old: Places, new: Places, stay: Sequence[SubmissionId]) -> Iterator[str]:
    capacity = change.new.tender.award.capacity if change.new.tender.award else None
    if capacity is None:
        return
    for who in stay:
        before, after = old[who].volume or 0, new[who].volume or 0
        if before != after:
            yield (
                f"{_name(new[who])}: van {decimal_text(before + ZERO)} naar "
                f"{decimal_text(after + ZERO)} {capacity.unit}."
            )
    if change.new.undivided:
        yield f"Over blijft: {decimal_text(change.new.undivided)} {capacity.unit}."


def _points(change: Change, old: Places, new: Places, stay: Sequence[SubmissionId]) -> Iterator[str]:
    changed = [f for f in stay if old[f].scorecard.total != new[f].scorecard.total]
    added = [who for who in new if who not in old]
    gone = [who for who in old if who not in new and who not in change.left]
    if changed:
        moved = listing(
            f"{_name(new[f])} (van {_total(old[f], change)} naar {_total(new[f], change)})" for f in changed
        )
        yield f"Alles is opnieuw berekend. De uitkomst verandert voor {moved}."
    elif stay:
        yield "De punten van de anderen veranderen niet."
    if added:
        yield f"Nieuw in de rangorde: {listing(_name(new[f]) for f in added)}."
    if gone:
        yield f"Niet meer in de rangorde: {listing(_name(old[f]) for f in gone)}."


def _draws(change: Change, old: Places) -> Iterator[str]:
    """A draw goes on when the ranking is kept, and has lapsed when its tie is no longer the same."""
    left = [_name(old[who]) for who in sorted(change.left) if who in old]
    drawn = [_name(old[f]) for f in change.left if f in old and old[f].tie_break == BY_DRAW]
    if change.rule == "handhaven" and drawn:
        yield (
            f"{listing(drawn)} heeft meegeloot. Die loting blijft staan: "
            "de volgorde van de anderen is al geloot."
        )
    for read in change.lapsed:
        yield (
            f"De loting in {read.file} ging over {listing(read.record.order)}. "
            "Die gelijke stand is er niet meer, dus die loting geldt niet vanzelf."
        )
        if read.record.method == GOVERNED_BY_SEED and set(left) & set(read.record.order):
            yield "Met hetzelfde zaad komt er onder de anderen dezelfde volgorde uit."


def _total(place: Ranked, change: Change) -> str:
    award = change.new.tender.award
    return decimal_text(place.scorecard.total, award.rounding.total if award else None)


def _name(place: Ranked) -> str:
    return place.scorecard.submission.name


def lot_heading(change: Change) -> str:
    """Which lot this is about; empty in a tender without lots."""
    return "" if change.new.lot == WHOLE_LOT else f"Perceel {change.new.lot}"
