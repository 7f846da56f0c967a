"""Which rules hold in a lot, and on which answers they rest."""

from __future__ import annotations

from typing import TypeVar

from inkoop.domain.award_rules import AwardRules, Lot
from inkoop.domain.questions import Question
from inkoop.domain.tender import Criterion, Requirement, Tender

Holder = TypeVar("Holder", Requirement, Criterion)


def tender_of_lot(tender: Tender, lot: Lot) -> Tender:
    """The kader as it holds in one lot: criteria, weights, requirements, places, threshold, capacity."""
    criteria = [c for c in tender.criteria if not lot.criteria or c.code in lot.criteria]
    requirements = [r for r in tender.requirements if lot.requirements is None or r.code in lot.requirements]
    own = tender.changed(
        criteria=tuple(_weighed(criterion, lot) for criterion in criteria),
        requirements=tuple(requirements),
        award=_award_of(tender.award, lot) if tender.award else None,
    )
    return _chosen(own, tender.lots.question, lot.code) if tender.lots else own


def _chosen(tender: Tender, question: str, lot: str) -> Tender:
    """The kader for who bids on this lot: what is asked of them is asked without a condition.

    Whether somebody bids here is settled before, sometimes by a person who read the choice of lots.
    """
    return tender.changed(
        general=tuple(_asked(own, question, lot) for own in tender.general),
        requirements=tuple(_holding(own, question, lot) for own in tender.requirements),
        criteria=tuple(_below(own, question, lot) for own in tender.criteria),
    )


def _below(criterion: Criterion, question: str, lot: str) -> Criterion:
    children = tuple(_below(child, question, lot) for child in criterion.children)
    return _holding(criterion.model_copy(update={"children": children}), question, lot)


def _holding(holder: Holder, question: str, lot: str) -> Holder:
    own = holder.question
    if own is None or isinstance(own, str):
        return holder
    return holder.model_copy(update={"question": _asked(own, question, lot)})


def _asked(own: Question, question: str, lot: str) -> Question:
    when = own.show_when
    met = when is not None and when.question == question and lot in when.values
    return own.model_copy(update={"show_when": None}) if met else own


def lots_of_subject(tender: Tender, subject: str) -> tuple[str, ...]:
    """The lots in which a decision about this matters, where that is not in all of them; else none.

    Args:
        subject: the code of a question, or of what rests on it.
    """
    question, items = tender.rests_on.get(subject, subject), tender.lots.items if tender.lots else ()
    if question not in tender.questions:
        return ()
    found = [lot.code for lot in items if _matters(tender, tender_of_lot(tender, lot), subject, question)]
    return tuple(found) if len(found) < len(items) else ()


def _matters(tender: Tender, own: Tender, subject: str, question: str) -> bool:
    if question in only_elsewhere(tender, own):
        return False
    return subject == question or subject in own.rests_on


def only_elsewhere(tender: Tender, own: Tender) -> frozenset[str]:
    """The questions that only other lots reckon with: a fault in them stops nobody here.

    Where a question is written makes no difference. What no criterion and no requirement rests on, such as
    the name, is about the tenderer, and matters in every lot.
    """
    absent = frozenset(tender.questions) - frozenset(own.questions)
    return absent | (counting(tender) - counting(own) - about_the_bid(tender))


def counting(tender: Tender) -> frozenset[str]:
    """The questions that a requirement or a score rests on, and those after which they are asked."""
    holders: list[Requirement | Criterion] = [*tender.requirements, *(leaf for leaf, _ in tender.leaves)]
    found = {question.code for holder in holders if (question := tender.question_of(holder))}
    for _, terms, _ in tender.priced:
        found |= {adjustment.question for adjustment in terms.adjustments}
    conditions = found
    while conditions:
        asked = (tender.questions[code] for code in conditions if code in tender.questions)
        conditions = {question.show_when.question for question in asked if question.show_when} - found
        found = found | conditions
    return frozenset(found)


def about_the_bid(tender: Tender) -> frozenset[str]:
    """The questions in which a tenderer says on what it bids, how much it offers and with whom."""
    lots, capacity = tender.lots, tender.award.capacity if tender.award else None
    found = {lots.question, lots.preference, lots.own_most} if lots else set()
    found |= {capacity.question} if capacity else set()
    found |= {tender.organisations.question} if tender.organisations else set()
    return frozenset(code for code in found if code)


def _weighed(criterion: Criterion, lot: Lot) -> Criterion:
    weight = lot.weights.get(criterion.code, criterion.weight)
    return _with_thresholds(criterion, lot).model_copy(update={"weight": weight})


def _with_thresholds(criterion: Criterion, lot: Lot) -> Criterion:
    """The criterion with the thresholds that hold in the lot, also below it."""
    if not lot.thresholds:
        return criterion
    children = tuple(_with_thresholds(child, lot) for child in criterion.children)
    needed = lot.thresholds.get(criterion.code, criterion.threshold)
    return criterion.model_copy(update={"threshold": needed, "children": children})


def _award_of(award: AwardRules, lot: Lot) -> AwardRules:
    capacity = award.capacity
    if capacity is not None and lot.size is not None:
        capacity = capacity.model_copy(update={"size": lot.size})
    return award.model_copy(
        update={
            "places": award.places if lot.places is None else lot.places,
            "threshold": award.threshold if lot.threshold is None else lot.threshold,
            "tie_break": award.tie_break if lot.tie_break is None else lot.tie_break,
            "capacity": capacity,
        }
    )
