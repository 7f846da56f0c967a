"""What a criterion counts for, in words: in points or in euro, and in every lot where that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from inkoop.domain.exact import ZERO
from inkoop.domain.rules.price_itself import PriceItselfRule
from inkoop.domain.tender import Criterion, Requirement, Tender
from inkoop.domain.thresholds import Threshold
from inkoop.rules.dutch_format import decimal_text, euro, listing, points_text
from inkoop.rules.scoring.maxima import maxima, total_points
from inkoop.rules.submission.lot_rules import tender_of_lot

Write = Callable[[Decimal], str]


def weight_text(tender: Tender, chain: Sequence[Criterion], write: Write = points_text) -> str:
    """What a criterion counts for: 'telt voor 7,5 van de 100 punten'; empty without an award.

    Args:
        write: how points are written. Forms that were made keep 3,0 where a weight gives 3.
    """
    criterion = chain[-1]
    if tender.award is None:
        return ""
    if isinstance(criterion.rule, PriceItselfRule):
        return f"is de prijs zelf{_only_in(tender, _lots_with(tender, criterion.code))}"
    by_lot = _by_lot(tender, criterion.code)
    amounts = set(by_lot.values())
    if len(amounts) > 1:
        return _differing(tender, by_lot, write)
    points = amounts.pop() if amounts else maxima(tender)[criterion.code]
    return f"{_worth(tender, points, write)}{_only_in(tender, list(by_lot))}"


def requirement_lots(tender: Tender, code: str) -> str:
    """In which lots a requirement holds; empty when that is all of them."""
    held = [
        lot.code
        for lot in (tender.lots.items if tender.lots else ())
        if code in {requirement.code for requirement in tender_of_lot(tender, lot).requirements}
    ]
    where = _only_in(tender, held).strip(" ()")
    return f"Deze eis geldt {where}." if where else ""


def threshold_text(tender: Tender, criterion: Criterion) -> str:
    """What is needed at least at a criterion, in which lots something else; empty without a threshold."""
    least = "; ".join(_least(tender, criterion))
    return f"Drempel: u moet hier minstens {least} halen om kans te maken." if least else ""


def used_for(tender: Tender, code: str) -> str:
    """The criteria and requirements that rest on a question."""
    holders: list[Criterion | Requirement] = [leaf for leaf, _ in tender.leaves]
    holders += tender.requirements
    asked = ((holder, tender.question_of(holder)) for holder in holders)
    return ", ".join(
        f"{holder.code} ({holder.title})"
        for holder, question in asked
        if question is not None and tender.filled_in_at(question.code) == code
    )


def _least(tender: Tender, criterion: Criterion) -> Iterator[str]:
    """What is needed at least, and in which lots something else."""
    if criterion.threshold is not None:
        yield _amount(tender, criterion.threshold)
    for lot in tender.lots.items if tender.lots else ():
        if criterion.code in lot.thresholds:
            yield f"in {lot.title} {_amount(tender, lot.thresholds[criterion.code])}"


def _amount(tender: Tender, needed: Threshold) -> str:
    if needed.percent:
        return f"{decimal_text(needed.amount)} % van wat er te halen is"
    by_value = tender.award is not None and tender.award.method == "gunnen_op_waarde"
    return euro(needed.amount) if by_value else f"{decimal_text(needed.amount)} punten"


def _by_lot(tender: Tender, code: str) -> dict[str, Decimal]:
    """By lot the most that a criterion can earn there, for the lots where it holds."""
    found = {}
    for lot in tender.lots.items if tender.lots else ():
        own = maxima(tender_of_lot(tender, lot))
        if code in own:
            found[lot.code] = own[code]
    return found


def _lots_with(tender: Tender, code: str) -> list[str]:
    return list(_by_lot(tender, code))


def _worth(tender: Tender, points: Decimal, write: Write) -> str:
    if not points:
        return "geeft geen punten"
    if tender.award is not None and tender.award.method == "gunnen_op_waarde":
        return f"is hoogstens {euro(points)} waard"
    return f"telt voor {write(points)} {_of_all(tender)}".rstrip()


def _differing(tender: Tender, by_lot: dict[str, Decimal], write: Write) -> str:
    """One amount a lot, those with the same amount together; lots without points come last."""
    by_amount: dict[Decimal, list[str]] = {}
    for lot, points in by_lot.items():
        by_amount.setdefault(points, []).append(lot)
    without = by_amount.pop(ZERO, [])
    first, *others = (
        f"{write(points)} {_of_all(tender) if number == 0 else ''}in perceel {listing(lots)}"
        for number, (points, lots) in enumerate(by_amount.items())
    )
    words = [f"telt voor {first}", *(f"voor {other}" for other in others)]
    if without:
        words.append(f"en geeft geen punten in perceel {listing(without)}")
    return ", ".join(words)


def _of_all(tender: Tender) -> str:
    return f"van de {decimal_text(total_points(tender))} punten "


def _only_in(tender: Tender, lots: list[str]) -> str:
    """' (alleen in perceel A)' for what does not hold in every lot."""
    if tender.lots is None or not lots or len(lots) == len(tender.lots.items):
        return ""
    return f" (alleen in perceel {listing(lots)})"
