"""Prices that are notably low beside the others: noticed, never rejected by that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inkoop.catalogue import finding
from inkoop.domain.evaluation import LotResult
from inkoop.domain.findings import Finding
from inkoop.domain.submission import Answer, SubmissionId
from inkoop.rules.dutch_format import decimal_text, euro
from inkoop.rules.submission.prices import price_of


def low_price_findings(lots: Sequence[LotResult]) -> dict[SubmissionId, tuple[Finding, ...]]:
    """By submission a signal for a price that lies a published percentage under the mean of the others.

    Every lot compares those who are admitted to it. It is a reason to ask (art. 2.116 Aanbestedingswet
    2012), never a reason to reject.
    """
    found: dict[SubmissionId, tuple[Finding, ...]] = {}
    for lot in lots:
        for bidder, signal in _low_prices(lot):
            found[bidder] = (*found.get(bidder, ()), signal)
    return found


def _low_prices(lot: LotResult) -> Iterator[tuple[SubmissionId, Finding]]:
    tender, admitted = lot.tender, lot.admitted
    where = "deze aanbesteding" if tender.lots is None else f"perceel {lot.lot}"
    for leaf, terms, _ in tender.priced:
        question = tender.question_of(leaf)
        if terms.low_signal is None or question is None:
            continue
        offers = [
            (submission.id, answer, price.offered)
            for submission in admitted
            if (answer := submission.answer(question.code))
            and (price := price_of(terms, answer.value, submission.answers))
            and price.comparable
        ]
        yield from _signals(leaf.code, where, terms.low_signal, offers)


def _signals(
    criterion: str, where: str, percent: Decimal, offers: Sequence[tuple[SubmissionId, Answer, Decimal]]
) -> Iterator[tuple[SubmissionId, Finding]]:
    together = sum((amount for _, _, amount in offers), Decimal(0))
    for bidder, answer, amount in offers if len(offers) >= _FEWEST else ():
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
            yield bidder, finding("PRIJS-05", answer.place, **words)


_FEWEST = 3
"""With fewer offers the mean of the others says nothing."""
