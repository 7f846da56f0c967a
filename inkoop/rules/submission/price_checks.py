"""What a person should know about a price before it earns points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from inkoop.catalogue import finding
from inkoop.domain.evaluation import Price
from inkoop.domain.findings import Finding
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Answer
from inkoop.domain.tender import Criterion, Tender
from inkoop.rules.dutch_format import euro
from inkoop.rules.submission.prices import below_floor, price_of


def price_findings(tender: Tender, answers: Mapping[str, Answer]) -> Iterator[Finding]:
    """Prices outside what was published, under their floor, and prices that no formula can compare.

    What holds only in lots that were not chosen does not apply, so nothing is said of it.
    """
    chosen = answers[tender.lots.question].codes if tender.lots and tender.lots.question in answers else ()
    for leaf, lots, terms, answer in _priced(tender, answers):
        applies = not lots or not chosen or any(lot in chosen for lot in lots.split())
        price = price_of(terms, answer.value, answers)
        if applies and price is not None:
            yield from _findings(leaf, lots, terms, answer, price)


def _priced(
    tender: Tender, answers: Mapping[str, Answer]
) -> Iterator[tuple[Criterion, str, PriceTerms, Answer]]:
    """Every price with the lots that its rule holds in; empty where it holds everywhere."""
    for leaf, above in tender.leaves:
        question = tender.question_of(leaf)
        answer = answers.get(question.code) if question else None
        if isinstance(leaf.rule, PriceTerms) and answer is not None:
            yield leaf, _lots_of((*above, leaf)[0], tender), leaf.rule, answer


def _lots_of(top: Criterion, tender: Tender) -> str:
    everyone = tender.lots.items if tender.lots else ()
    held = [lot.code for lot in everyone if not lot.criteria or top.code in lot.criteria]
    return "" if len(held) == len(everyone) else " ".join(held)


def _findings(
    leaf: Criterion, lots: str, terms: PriceTerms, answer: Answer, price: Price
) -> Iterator[Finding]:
    counted = price.counted
    words = {"vraag": answer.question, "criterium": leaf.code, **({"percelen": lots} if lots else {})}
    if not price.comparable:
        yield finding("PRIJS-03", answer.place, **words, prijs=euro(min(counted, price.offered)))
        return
    for _, tariff, floor in below_floor(terms, answer.value):
        yield finding("PRIJS-04", answer.place, **words, tarief=euro(tariff), minimum=euro(floor))
    words["prijs"] = euro(counted)
    bounds = terms.bounds
    if bounds is None or bounds.hold(counted):
        return
    if bounds.lower is None:
        code = "PRIJS-06" if bounds.decided else "PRIJS-07"
        yield finding(code, answer.place, **words, plafond=euro(bounds.upper))
    else:
        code = "PRIJS-01" if bounds.decided else "PRIJS-02"
        yield finding(code, answer.place, **words, onder=euro(bounds.lower), boven=euro(bounds.upper))
