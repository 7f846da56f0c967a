"""Prices that are notably low beside the others: noticed, never rejected by that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inkoop.catalogue import finding
from inkoop.domain.evaluation import LotResult
from inkoop.domain.findings import Finding
from inkoop.domain.rules.price import PriceTerms
from inkoop.domain.submission import Answer
from inkoop.rules.dutch_format import decimal_text, euro
from inkoop.rules.submission.prices import price_of


def low_price_findings(lots: Sequence[LotResult]) -> dict[str, tuple[Finding, ...]]:
    """By file: a signal for a price that lies a published percentage or more under the mean of the others.

    Every lot compares those who are admitted to it. It is a reason to ask (art. 2.116 Aanbestedingswet
    2012), never a reason to reject.
    """
    found: dict[str, tuple[Finding, ...]] = {}
    for lot in lots:
        for file, signal in _low_prices(lot):
            found[file] = (*found.get(file, ()), signal)
    return found


def _low_prices(lot: LotResult) -> Iterator[tuple[str, Finding]]:
    tender, admitted = lot.tender, lot.admitted
    where = "deze aanbesteding" if tender.lots is None else f"perceel {lot.lot}"
    for leaf, _ in tender.leaves:
        terms, question = leaf.rule, tender.question_of(leaf)
        if not isinstance(terms, PriceTerms) or terms.low_signal is None or question is None:
            continue
        offers = [
            (submission.file, answer, price.offered)
            for submission in admitted
            if (answer := submission.answer(question.code))
            and (price := price_of(terms, answer.value, submission.answers))
            and price.comparable
        ]
        yield from _signals(leaf.code, where, terms.low_signal, offers)


def _signals(
    criterion: str, where: str, percent: Decimal, offers: Sequence[tuple[str, Answer, Decimal]]
) -> Iterator[tuple[str, Finding]]:
    together = sum((amount for _, _, amount in offers), Decimal(0))
    for file, answer, amount in offers if len(offers) >= _FEWEST else ():
        mean = (together - amount) / (len(offers) - 1)
        if amount <= mean * (100 - percent) / 100:
            words = {
                "vraag": answer.question,
                "criterium": criterion,
                "perceel": where,
                "prijs": euro(amount),
                "procent": decimal_text(percent),
                "gemiddelde": euro(mean.quantize(Decimal("0.01"))),
            }
            yield file, finding("PRIJS-05", answer.place, **words)


_FEWEST = 3
"""With fewer offers the mean of the others says nothing."""
