"""What the price of an offer is, in words: as offered, raised to its floor, with what is added."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from inkoop.domain.evaluation import Addition, Price
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.tender import Criterion, Tender
from inkoop.views.words.worth import in_unit, money_text


def price_text(price: Price, terms: PriceTerms, tender: Tender) -> str:
    """The price as it counts, step by step from the price that was offered."""
    return " ".join(_steps(price, terms, tender))


def is_secret(leaf: Criterion, tender: Tender) -> bool:
    """Whether the price rests on an answer that stays out of an open document."""
    question = tender.question_of(leaf)
    if question is not None and question.confidential:
        return True
    added = leaf.rule.adjustments if isinstance(leaf.rule, PriceTerms) else ()
    return any(tender.questions[adjustment.question].confidential for adjustment in added)


def floor_words(terms: PriceTerms, price: Price) -> str:
    """What happened because of a floor; empty when the offer is not under one."""
    if price.floored == price.offered:
        return ""
    if terms.quantities:
        return (
            "Een of meer tarieven zijn lager dan het minimumtarief en tellen als dat minimum."
            f" De som is dan {money_text(price.floored)}."
        )
    return f"Dat is lager dan het minimumtarief. De prijs telt als {money_text(price.floored)}."


def _steps(price: Price, terms: PriceTerms, tender: Tender) -> Iterator[str]:
    name = "De som van tarief × hoeveelheid" if terms.quantities else "De prijs"
    yield f"{name} is {money_text(price.offered)}."
    if raised := floor_words(terms, price):
        yield raised
    if price.additions:
        per_unit = {adjustment.question: adjustment.per_unit for adjustment in terms.adjustments}
        for addition in price.additions:
            yield _added(addition, per_unit[addition.question], tender)
        yield f"De prijs die telt is {money_text(price.counted)}."


def _added(addition: Addition, per_unit: Decimal, tender: Tender) -> str:
    question: Any = tender.questions[addition.question]
    amount = in_unit(addition.value, question)
    work = f"{amount} × {money_text(abs(per_unit))} = {money_text(abs(addition.amount))}"
    begin = "Daar gaat af" if addition.amount < 0 else "Daar komt bij"
    return f"{begin}: {work} (vraag {addition.question})."
